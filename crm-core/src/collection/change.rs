//! What happened to a plan after it was made. Pure.

use crate::base::id::{OrderId, PlanChangeId, PlanId, UserId};
use crate::base::{Amount, Currency, Date, Instant, Line};
use serde::{Deserialize, Serialize};

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PlanChangeKind {
    /// The event it waited for came, and its days are counted.
    Started,
    /// A share of it started as a plan of its own.
    Split,
    /// The event turned out not to have happened: it waits again.
    Stopped,
    /// An amendment of the order changed its amount.
    Amended,
    /// It was moved to another day.
    Rescheduled,
    /// What waits for it need not wait any longer.
    Waived,
    /// The approval was taken back, or the order given up.
    Cancelled,
}

/// One change of a plan. Never changed itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanChange {
    /// Its id.
    pub id: PlanChangeId,
    /// The plan.
    pub plan: PlanId,
    /// The plan's order.
    pub order: OrderId,
    /// What happened.
    pub kind: PlanChangeKind,
    /// The plan's currency.
    pub currency: Currency,
    /// What its amount changed by; for a plan that was cancelled, what was open.
    pub amount: Amount,
    /// When it was due before; nothing while it waited.
    pub due_before: Option<Date>,
    /// When it is due since.
    pub due_after: Option<Date>,
    /// The day it takes effect.
    pub effective_on: Date,
    /// Why.
    pub reason: Option<Line>,
    /// Who did it.
    pub recorded_by: Option<UserId>,
    /// When it was written.
    pub created_at: Instant,
}
