//! What keeps a plan from being dunned for a time: disputes and promises to pay.

use crate::base::id::{CustomerId, DepartmentId, OrderId, PlanId, SuspensionId, UserId};
use crate::base::{Amount, Currency, Date, Instant, Line};
use serde::{Deserialize, Serialize};

/// Why a plan is not dunned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SuspensionKind {
    /// The customer says that it need not pay.
    Dispute,
    /// The customer says that it will pay.
    Promise,
}

impl SuspensionKind {
    /// The word documents carry.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Dispute => "dispute",
            Self::Promise => "promise",
        }
    }
}

/// Where a suspension stands. Derived, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SuspensionStatus {
    /// Its last day is not over: the plan is not dunned.
    Running,
    /// A promise: so much was settled by its day.
    Kept,
    /// A promise: its day is over and less was settled.
    Broken,
    /// A dispute: its last day is over.
    Over,
    /// Somebody ended it before.
    Resolved,
}

/// A dispute about a plan, or a promise to pay it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Suspension {
    /// Its id.
    pub id: SuspensionId,
    /// Raised by every change.
    pub version: i64,
    /// What it is.
    pub kind: SuspensionKind,
    /// The plan.
    pub plan: PlanId,
    /// The plan's order.
    pub order: OrderId,
    /// The plan's customer.
    pub customer: CustomerId,
    /// The salesperson, as the plan's at that time.
    pub owner: Option<UserId>,
    /// The department, as the plan's at that time.
    pub department: Option<DepartmentId>,
    /// The plan's currency.
    pub currency: Currency,
    /// What is disputed, or promised: what was open when nothing was said.
    pub amount: Amount,
    /// The day it was said.
    pub said_on: Date,
    /// Its last day: the plan is dunned again from the day behind it. A promise is kept on that day
    /// still.
    pub until: Date,
    /// Why, or what was said.
    pub reason: Line,
    /// Who recorded it.
    pub recorded_by: Option<UserId>,
    /// The day it was ended before.
    pub resolved_on: Option<Date>,
    /// Why it was ended.
    pub resolved_for: Option<Line>,
    /// Who ended it.
    pub resolved_by: Option<UserId>,
    /// When it was recorded.
    pub created_at: Instant,
}

/// A suspension as it stands today. All amounts are in its currency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShownSuspension {
    /// The dispute or the promise.
    pub suspension: Suspension,
    /// Where it stands.
    pub status: SuspensionStatus,
    /// What of the plan was settled since it was said, up to its last day.
    pub settled: Amount,
}
