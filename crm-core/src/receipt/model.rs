//! Receipts: money that came in, and the collection details that say what it paid. Pure.

use crate::base::id::{CustomerId, DepartmentId, OrderId, PlanId, ReceiptId, UserId};
use crate::base::{Amount, CodeText, Currency, Date, Extra, Instant, Line, Name, Note};
use crate::collection::Allocation;
use serde::{Deserialize, Serialize};

/// Where a receipt stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReceiptStatus {
    /// Written down; it counts for nothing yet and may be changed.
    Draft,
    /// Waiting to be confirmed.
    Submitted,
    /// Sent back to who submitted it.
    Rejected,
    /// The money is there: it pays plans or is the customer's credit.
    Confirmed,
    /// A part of it, or all of it, went back to the customer; what is left still pays plans.
    PartlyRefunded,
    /// It bounced or was a mistake: everything it paid is open again.
    Reversed,
}

impl ReceiptStatus {
    /// The word documents carry.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Rejected => "rejected",
            Self::Confirmed => "confirmed",
            Self::PartlyRefunded => "partly_refunded",
            Self::Reversed => "reversed",
        }
    }
}

/// A part of a receipt meant for one plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AllocationArgs {
    /// The plan to pay.
    pub plan: PlanId,
    /// How much of it, above zero, in the plan's currency.
    pub amount: Amount,
    /// How much of the receipt goes into that, above zero, in the receipt's currency, where the
    /// plan is in another one; by the rate of the day the money came in when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt_amount: Option<Amount>,
    /// The discount for early payment that goes with it, at most the one that holds on the day the
    /// money came in; that one when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<Amount>,
}

/// Money that came in from a customer. All amounts are in `currency`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Receipt {
    /// Its id.
    pub id: ReceiptId,
    /// Raised by every change.
    pub version: i64,
    /// Its number, unique; drawn from the series unless the host gave one.
    pub number: CodeText,
    /// Where it stands.
    pub status: ReceiptStatus,
    /// Who paid.
    pub customer: CustomerId,
    /// The order the payer means: its plans are paid before others.
    pub order: Option<OrderId>,
    /// The salesperson it belongs to.
    pub owner: Option<UserId>,
    /// The department it belongs to.
    pub department: Option<DepartmentId>,
    /// The currency of the money.
    pub currency: Currency,
    /// How much came in.
    pub amount: Amount,
    /// How much of a confirmed receipt pays no plan yet: the customer's credit. Zero until it is
    /// confirmed, and once it is reversed.
    pub unallocated: Amount,
    /// How much of it went back to the customer.
    pub refunded: Amount,
    /// The day the money came in.
    pub received_on: Date,
    /// A code of the list `payment_method`.
    pub method: Option<CodeText>,
    /// Who is named as the payer, when not the customer.
    pub payer: Option<Name>,
    /// Anything worth saying.
    pub note: Option<Note>,
    /// What it was said to pay before its confirmation; carried out there.
    pub intended: Option<Vec<AllocationArgs>>,
    /// Who recorded it.
    pub recorded_by: Option<UserId>,
    /// Who submitted it.
    pub submitted_by: Option<UserId>,
    /// Who confirmed it.
    pub confirmed_by: Option<UserId>,
    /// The day it was confirmed.
    pub confirmed_on: Option<Date>,
    /// When its confirmation was written.
    pub confirmed_at: Option<Instant>,
    /// The day it was reversed.
    pub reversed_on: Option<Date>,
    /// When its reversal was written.
    pub reversed_at: Option<Instant>,
    /// Why it was rejected or reversed.
    pub reason: Option<Line>,
    /// The host's own key, unique among receipts.
    pub external_ref: Option<CodeText>,
    /// The host's own data.
    pub extra: Option<Extra>,
    /// When it was recorded.
    pub created_at: Instant,
    /// The collection details: what it paid, and what of that was taken back. `receipt.list` does
    /// not read them: there the list is always empty, and `unallocated` tells what is left.
    pub allocations: Vec<Allocation>,
}
