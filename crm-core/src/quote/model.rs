//! What a quote is.

use crate::base::id::{
    ContactId, CustomerId, DepartmentId, OpportunityId, ProductId, QuoteId, QuoteLineId, TermsId,
    UserId,
};
use crate::base::{
    Amount, CodeText, Currency, Date, Extra, Instant, Line, Name, Note, Percent, Price, Quantity,
    Tie,
};
use crate::pricing::model::{DocumentInput, LineInput, TaxRounding};
use serde::{Deserialize, Serialize};

/// Where a quote stands. That it has expired is no state: it follows from `valid_until` and the
/// day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Being written; everything may change.
    Draft,
    /// With the customer, who has not decided.
    Sent,
    /// Accepted: it can be ordered from.
    Accepted,
    /// Turned down by the customer.
    Rejected,
    /// Replaced by its next version; stays readable.
    Superseded,
}

impl Status {
    /// The word documents carry.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Sent => "sent",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Superseded => "superseded",
        }
    }
}

/// One version of a quote with its lines. All amounts are in `currency`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quote {
    /// Its id; each version has its own.
    pub id: QuoteId,
    /// Raised by every change.
    pub version: i64,
    /// Its number, shared by its versions only; drawn from the series unless the host gave one.
    pub number: CodeText,
    /// Which version of the number this is, from 1.
    pub revision: u32,
    /// The version that this one replaces.
    pub revises: Option<QuoteId>,
    /// Where it stands.
    pub status: Status,
    /// Who is to buy.
    pub customer: CustomerId,
    /// Whom to talk to.
    pub contact: Option<ContactId>,
    /// The salesperson.
    pub owner: Option<UserId>,
    /// The department it belongs to.
    pub department: Option<DepartmentId>,
    /// The opportunity it is made for.
    pub opportunity: Option<OpportunityId>,
    /// The currency of all its amounts.
    pub currency: Currency,
    /// Whether unit prices and discounts contain the tax.
    pub prices_include_tax: bool,
    /// Where tax is rounded.
    pub tax_rounding: TaxRounding,
    /// How exact halves round.
    pub tie: Tie,
    /// The document's discount in percent.
    pub discount_percent: Option<Percent>,
    /// The document's discount in money.
    pub discount_amount: Option<Amount>,
    /// What the document's discount comes to.
    pub discount: Amount,
    /// The total without tax.
    pub net: Amount,
    /// The tax.
    pub tax: Amount,
    /// The total with tax.
    pub gross: Amount,
    /// The term template its orders are collected by.
    pub terms: Option<TermsId>,
    /// A code of the list `payment_method`.
    pub payment_method: Option<CodeText>,
    /// A code of the list `delivery_method`.
    pub delivery_method: Option<CodeText>,
    /// Terms and clauses in words.
    pub clauses: Option<Note>,
    /// A note of the seller's own, not carried to orders.
    pub note: Option<Note>,
    /// The day it is dated.
    pub quoted_on: Date,
    /// The last day on which it can be accepted; open-ended without one.
    pub valid_until: Option<Date>,
    /// The day it was sent.
    pub sent_on: Option<Date>,
    /// The day it was accepted or rejected.
    pub decided_on: Option<Date>,
    /// Why it was rejected.
    pub reason: Option<Line>,
    /// The host's own key, unique among quotes.
    pub external_ref: Option<CodeText>,
    /// The host's own data.
    pub extra: Option<Extra>,
    /// When it was created.
    pub created_at: Instant,
    /// Its lines, 1 to 1,000. `quote.list` does not read them: there the list is empty.
    pub lines: Vec<QuoteLine>,
}

/// One line of a quote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuoteLine {
    /// Its id.
    pub id: QuoteLineId,
    /// The quote.
    pub quote: QuoteId,
    /// Its place, from 1.
    pub sequence: u32,
    /// The product, when it is one.
    pub product: Option<ProductId>,
    /// What is offered.
    pub description: Name,
    /// The unit of the quantity.
    pub unit: Option<CodeText>,
    /// How many units.
    pub quantity: Quantity,
    /// The price of one unit.
    pub unit_price: Price,
    /// The line's discount in percent.
    pub discount_percent: Option<Percent>,
    /// The line's discount in money.
    pub discount_amount: Option<Amount>,
    /// The tax rate in percent.
    pub tax_percent: Percent,
    /// How many units stand in orders that are not cancelled, 0 to `quantity`.
    pub ordered: Quantity,
    /// After all discounts, without tax.
    pub net: Amount,
    /// The tax.
    pub tax: Amount,
    /// After all discounts, with tax.
    pub gross: Amount,
}

/// How much of a line is to be ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The line of the quote.
    pub line: QuoteLineId,
    /// How many units; above zero, at most what is not ordered yet.
    pub quantity: Quantity,
}

impl Quote {
    /// What its lines are priced by.
    #[must_use]
    pub fn pricing(&self) -> DocumentInput {
        DocumentInput {
            prices_include_tax: self.prices_include_tax,
            tax_rounding: self.tax_rounding,
            tie: self.tie,
            discount_percent: self.discount_percent,
            discount_amount: self.discount_amount,
        }
    }

    /// What its lines are, to be priced.
    #[must_use]
    pub fn inputs(&self) -> Vec<LineInput> {
        self.lines.iter().map(QuoteLine::input).collect()
    }
}

impl QuoteLine {
    /// What it is priced by.
    #[must_use]
    pub fn input(&self) -> LineInput {
        LineInput {
            quantity: self.quantity,
            unit_price: self.unit_price,
            discount_percent: self.discount_percent,
            discount_amount: self.discount_amount,
            tax_percent: self.tax_percent,
        }
    }

    /// How many units are not ordered yet.
    #[must_use]
    pub fn left(&self) -> Quantity {
        Quantity::from_millionths(self.quantity.millionths() - self.ordered.millionths())
    }
}
