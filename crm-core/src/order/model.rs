//! What an order is.

use crate::base::id::{
    ContactId, ContractId, CustomerId, DepartmentId, OpportunityId, OrderId, OrderLineId,
    ProductId, QuoteId, QuoteLineId, TermsId, UserId,
};
use crate::base::{
    Amount, CodeText, Currency, Date, Extra, Instant, Line, Name, Note, Percent, Price, Quantity,
    Tie,
};
use crate::credit::CreditOverride;
use crate::pricing::model::{DocumentInput, LineInput, TaxRounding};
use serde::{Deserialize, Serialize};

/// Where an order stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Being written; everything may change.
    Draft,
    /// Waiting for approval.
    Submitted,
    /// Approved: its collection plans exist.
    Approved,
    /// Sent back by the approver; may be changed and submitted again.
    Rejected,
    /// Fulfilled; what is open is still collected.
    Completed,
    /// Given up.
    Cancelled,
}

impl Status {
    /// The word documents carry.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Completed => "completed",
            Self::Cancelled => "cancelled",
        }
    }
}

/// An order with its lines. All amounts are in `currency`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// Raised by every change.
    pub version: i64,
    /// Its number, unique; drawn from the series unless the host gave one.
    pub number: CodeText,
    /// Where it stands.
    pub status: Status,
    /// A code of the list `order_type`.
    pub order_type: Option<CodeText>,
    /// Who buys.
    pub customer: CustomerId,
    /// Whom to talk to.
    pub contact: Option<ContactId>,
    /// The salesperson.
    pub owner: Option<UserId>,
    /// The department it belongs to.
    pub department: Option<DepartmentId>,
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
    /// The total with tax: what the customer pays.
    pub gross: Amount,
    /// A code of the list `payment_method`.
    pub payment_method: Option<CodeText>,
    /// A code of the list `delivery_method`.
    pub delivery_method: Option<CodeText>,
    /// The day it was signed.
    pub signed_on: Option<Date>,
    /// The term template its collection plans are made from.
    pub terms: Option<TermsId>,
    /// The edition of its terms that it was approved with.
    pub terms_edition: Option<u32>,
    /// Terms and clauses in words.
    pub clauses: Option<Note>,
    /// A code of the list `source`.
    pub source: Option<CodeText>,
    /// The opportunity it came from.
    pub opportunity: Option<OpportunityId>,
    /// The host's own project.
    pub project: Option<Line>,
    /// The quote it was converted from.
    pub quote: Option<QuoteId>,
    /// The contract it belongs to.
    pub contract: Option<ContractId>,
    /// How often it was approved; its live plans carry this number.
    pub revision: u32,
    /// How often it was amended.
    pub amendments: u32,
    /// Who submitted it.
    pub submitted_by: Option<UserId>,
    /// Who approved it.
    pub approved_by: Option<UserId>,
    /// The day it was approved: the base date of its terms.
    pub approved_on: Option<Date>,
    /// What was said at the last decision: why it was rejected, taken back or cancelled, or the
    /// approver's note.
    pub reason: Option<Line>,
    /// That somebody let it go beyond its customer's credit limit; nothing when nobody had to.
    pub credit_override: Option<CreditOverride>,
    /// The host's own key, unique among orders.
    pub external_ref: Option<CodeText>,
    /// The host's own data.
    pub extra: Option<Extra>,
    /// When it was created.
    pub created_at: Instant,
    /// Its lines, 1 to 1,000. `order.list` does not read them: there the list is empty.
    pub lines: Vec<OrderLine>,
}

/// One line of an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrderLine {
    /// Its id.
    pub id: OrderLineId,
    /// The order.
    pub order: OrderId,
    /// Its place, from 1.
    pub sequence: u32,
    /// The product, when it is one.
    pub product: Option<ProductId>,
    /// What is sold.
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
    /// The quote line it was ordered from.
    pub quote_line: Option<QuoteLineId>,
    /// After all discounts, without tax.
    pub net: Amount,
    /// The tax.
    pub tax: Amount,
    /// After all discounts, with tax.
    pub gross: Amount,
}

impl Order {
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
}

impl OrderLine {
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
}
