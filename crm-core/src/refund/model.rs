//! What a refund is.

use crate::base::id::{CreditNoteId, CustomerId, DepartmentId, ReceiptId, RefundId, UserId};
use crate::base::{Amount, CodeText, Currency, Date, Extra, Instant, Line, Name};
use serde::{Deserialize, Serialize};

/// Where a refund stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RefundStatus {
    /// The money went back.
    Recorded,
    /// It came back, or was a mistake.
    Reversed,
}

impl RefundStatus {
    /// The word documents carry.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Recorded => "recorded",
            Self::Reversed => "reversed",
        }
    }
}

/// Money that went back to a customer (M28), from what a receipt or a credit note has left.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Refund {
    /// Its id.
    pub id: RefundId,
    /// Raised by every change.
    pub version: i64,
    /// Its number, unique; drawn from the series unless the host gave one.
    pub number: CodeText,
    /// Where it stands.
    pub status: RefundStatus,
    /// The receipt it came from.
    pub receipt: Option<ReceiptId>,
    /// The credit note it came from.
    pub credit_note: Option<CreditNoteId>,
    /// Who got it.
    pub customer: CustomerId,
    /// The salesperson, as of what it came from.
    pub owner: Option<UserId>,
    /// The department, as of what it came from.
    pub department: Option<DepartmentId>,
    /// Its currency.
    pub currency: Currency,
    /// How much went back.
    pub amount: Amount,
    /// The day it went back.
    pub refunded_on: Date,
    /// A code of the list `payment_method`.
    pub method: Option<CodeText>,
    /// Who is named as the payee, when not the customer.
    pub payee: Option<Name>,
    /// Why.
    pub reason: Line,
    /// Who recorded it.
    pub recorded_by: Option<UserId>,
    /// The day it was taken back.
    pub reversed_on: Option<Date>,
    /// When that was written.
    pub reversed_at: Option<Instant>,
    /// Why it was taken back.
    pub reversed_for: Option<Line>,
    /// The host's own key, unique among refunds.
    pub external_ref: Option<CodeText>,
    /// The host's own data.
    pub extra: Option<Extra>,
    /// When it was recorded.
    pub created_at: Instant,
}
