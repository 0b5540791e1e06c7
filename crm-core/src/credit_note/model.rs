//! What a credit note is.

use crate::base::id::{CreditNoteId, CustomerId, DepartmentId, OrderId, PlanId, UserId};
use crate::base::{Amount, CodeText, Currency, Date, Extra, Instant, Line};
use crate::collection::Allocation;
use serde::{Deserialize, Serialize};

/// Where a credit note stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CreditNoteStatus {
    /// It settles plans or is the customer's credit.
    Issued,
    /// It was a mistake: everything it settled is open again.
    Reversed,
}

impl CreditNoteStatus {
    /// The word documents carry.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Reversed => "reversed",
        }
    }
}

/// A part of a credit note meant for one plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CreditShare {
    /// The plan to settle.
    pub plan: PlanId,
    /// How much of it, above zero.
    pub amount: Amount,
}

/// What a customer need not pay of an order: for goods that came back, or a price that was too high
/// (M29). All amounts are in `currency`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CreditNote {
    /// Its id.
    pub id: CreditNoteId,
    /// Raised by every change.
    pub version: i64,
    /// Its number, unique; drawn from the series unless the host gave one.
    pub number: CodeText,
    /// Where it stands.
    pub status: CreditNoteStatus,
    /// Whose it is.
    pub customer: CustomerId,
    /// The order it is about.
    pub order: OrderId,
    /// The salesperson, as the order's at that time.
    pub owner: Option<UserId>,
    /// The department, as the order's at that time.
    pub department: Option<DepartmentId>,
    /// The order's currency.
    pub currency: Currency,
    /// How much need not be paid, with its tax.
    pub amount: Amount,
    /// The tax in it.
    pub tax: Amount,
    /// How much of it settles no plan: the customer's credit.
    pub unallocated: Amount,
    /// How much of it went back to the customer.
    pub refunded: Amount,
    /// The day it was issued.
    pub issued_on: Date,
    /// Why.
    pub reason: Line,
    /// Who issued it.
    pub issued_by: Option<UserId>,
    /// The day it was reversed.
    pub reversed_on: Option<Date>,
    /// When its reversal was written.
    pub reversed_at: Option<Instant>,
    /// Why it was reversed.
    pub reversed_for: Option<Line>,
    /// The host's own key, unique among credit notes.
    pub external_ref: Option<CodeText>,
    /// The host's own data.
    pub extra: Option<Extra>,
    /// When it was written.
    pub created_at: Instant,
    /// The collection details: what it settled, and what of that was taken back.
    /// `credit_note.list` does not read them: there the list is empty.
    pub allocations: Vec<Allocation>,
}
