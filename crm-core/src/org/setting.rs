//! Settings: one typed record, every field with its default.

use crate::base::amount::Amount;
use crate::base::calendar::Adjustment;
use crate::base::currency::Currency;
use crate::base::error::Result;
use crate::base::id::ProcedureId;
use crate::base::number::{Percent, Tie};
use crate::base::number_pattern::Pattern;
use crate::base::text::CodeText;
use crate::pricing::model::TaxRounding;
use serde::{Deserialize, Serialize};

/// Which plans a confirmed receipt pays when nothing was said (M17). Plans that still wait for
/// their event are paid only when they are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Allocation {
    /// The open plan due first, then the next; the surplus stays as credit.
    #[default]
    OldestDue,
    /// The plan, or the smallest set of plans, that the money settles to the cent; of several the
    /// earliest due. Otherwise all of it stays as credit.
    ExactMatch,
    /// As `exact_match`, and when nothing matches as `oldest_due`.
    ExactOrOldest,
    /// Every open plan, in proportion to what is open on it.
    ProRata,
    /// Fees and interest of letters before everything else, each in the order of `oldest_due`.
    PenaltyFirst,
    /// Nothing by itself.
    Manual,
}

/// How small a difference is not asked for any more (M30).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tolerance {
    /// The currency it is in.
    pub currency: Currency,
    /// The largest difference, not negative.
    pub amount: Amount,
    /// The largest difference in percent of the receipt, 0 to 100; the amount alone counts when not
    /// given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<Percent>,
}

/// What happens when an order would take a customer beyond its credit limit (M40).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CreditCheck {
    /// Nothing: nobody asks.
    #[default]
    None,
    /// The approval says so among its warnings.
    Warn,
    /// It is refused, unless somebody may override the limit.
    Block,
}

/// When a credit limit holds an order up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CreditCheckAt {
    /// When it is submitted; the customer's other orders that are submitted count too.
    Submit,
    /// When it is approved, and when an amendment raises its total.
    #[default]
    Approve,
}

/// Everything a workspace decides once. Each field has a default, so that a new workspace works.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// The currency of documents that name none, and whose customer has none. Default: `CNY`.
    pub currency: Currency,
    /// Whether prices include tax when a document does not say. Default: `false`.
    pub prices_include_tax: bool,
    /// Tax is rounded once per line, or once per rate over the document. Default: `line`.
    pub tax_rounding: TaxRounding,
    /// How exact halves round. Default: `half_up`, away from zero.
    pub tie: Tie,
    /// Whether a quote may be accepted after its validity date. Default: `false`.
    pub late_acceptance: bool,
    /// Whether somebody may approve an order they submitted or are the salesperson of. Default:
    /// `true`.
    pub own_approval: bool,
    /// What happens when an order would take its customer beyond the credit limit. Default: `none`.
    pub credit_check: CreditCheck,
    /// When the limit holds an order up, with `credit_check` `block`; a warning is always one of
    /// the approval. Default: `approve`.
    pub credit_check_at: CreditCheckAt,
    /// The numbers of quotes. Default: `QT-{yyyy}-{seq:6}`.
    pub quote_number: Pattern,
    /// The numbers of contracts. Default: `CT-{yyyy}-{seq:6}`.
    pub contract_number: Pattern,
    /// The numbers of orders. Default: `SO-{yyyy}-{seq:6}`.
    pub order_number: Pattern,
    /// The numbers of deliveries. Default: `DN-{yyyy}-{seq:6}`.
    pub delivery_number: Pattern,
    /// The numbers of receipts. Default: `RC-{yyyy}-{seq:6}`.
    pub receipt_number: Pattern,
    /// The numbers of credit notes. Default: `CN-{yyyy}-{seq:6}`.
    pub credit_note_number: Pattern,
    /// The numbers of refunds. Default: `RF-{yyyy}-{seq:6}`.
    pub refund_number: Pattern,
    /// The numbers of letters to customers who pay late. Default: `DL-{yyyy}-{seq:6}`.
    pub letter_number: Pattern,
    /// The numbers of applications for tax invoices. Default: `IV-{yyyy}-{seq:6}`.
    pub invoice_number: Pattern,
    /// How many numbers are taken at once, 1 to 1000. 1 keeps each series without gaps; larger
    /// blocks spare writers the wait for each other. Default: `1`.
    pub number_block: u32,
    /// Which plans a confirmed receipt pays when nothing is said. Default: `oldest_due`.
    pub allocation: Allocation,
    /// Whether receipts must be confirmed by somebody other than who recorded them. Default:
    /// `false`.
    pub confirm_by_other: bool,
    /// Whether receipts must be submitted before they are confirmed. Default: `false`.
    pub submit_receipts: bool,
    /// Which differences are written off by themselves when a receipt settles a plan but for them,
    /// and leave gates open, at most one for each currency. Default: none.
    pub tolerances: Vec<Tolerance>,
    /// Days before its due date that a plan's reminder starts, when its term line does not say,
    /// 0 to 366. Default: `3`.
    pub remind_days: u32,
    /// Days that an exchange rate is carried forward when there is none of a day, 0 to 366; 0 takes
    /// rates of the day alone. Default: `7`.
    pub rate_days: u32,
    /// The business calendar of due dates. Default: none; then due dates are not moved.
    pub calendar: Option<CodeText>,
    /// How a due date on a rest day moves. Default: `following`.
    pub adjustment: Adjustment,
    /// The procedure by which customers are dunned that have none of their own. Default: none; then
    /// those are not dunned.
    pub dunning_procedure: Option<ProcedureId>,
    /// The last day of each bucket of an ageing report, in days after the due date: 1 to 12 of
    /// them, ascending, each 1 to 36,500. Default: `[30, 60, 90, 120]`.
    pub ageing_boundaries: Vec<u32>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            currency: Currency::CNY,
            prices_include_tax: false,
            tax_rounding: TaxRounding::Line,
            tie: Tie::HalfUp,
            late_acceptance: false,
            own_approval: true,
            credit_check: CreditCheck::None,
            credit_check_at: CreditCheckAt::Approve,
            quote_number: Pattern::standard("QT"),
            contract_number: Pattern::standard("CT"),
            order_number: Pattern::standard("SO"),
            delivery_number: Pattern::standard("DN"),
            receipt_number: Pattern::standard("RC"),
            credit_note_number: Pattern::standard("CN"),
            refund_number: Pattern::standard("RF"),
            letter_number: Pattern::standard("DL"),
            invoice_number: Pattern::standard("IV"),
            number_block: 1,
            allocation: Allocation::OldestDue,
            confirm_by_other: false,
            submit_receipts: false,
            tolerances: Vec::new(),
            remind_days: 3,
            rate_days: 7,
            calendar: None,
            adjustment: Adjustment::Following,
            dunning_procedure: None,
            ageing_boundaries: vec![30, 60, 90, 120],
        }
    }
}

impl Settings {
    /// The difference that is not asked for any more in a currency.
    #[must_use]
    pub fn tolerance(&self, currency: Currency) -> Amount {
        let own = self.tolerances.iter().find(|own| own.currency == currency);
        own.map_or(Amount::ZERO, |own| own.amount)
    }

    /// The same for what a receipt of an amount leaves open.
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn tolerance_of(&self, received: Amount, currency: Currency) -> Result<Amount> {
        let own = self.tolerances.iter().find(|own| own.currency == currency);
        let Some(own) = own else {
            return Amount::ZERO.of(currency);
        };
        let Some(percent) = own.percent else {
            return Ok(own.amount);
        };
        let received = i128::from(received.ten_thousandths());
        let [share, whole] = [percent, Percent::HUNDRED].map(|p| i128::from(p.millionths()));
        let part = Amount::rounded(received, share, whole, currency, self.tie)?;
        Ok(own.amount.min(part))
    }
}
