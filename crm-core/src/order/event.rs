//! What happens to an approved order and starts collection plans that wait for it (M9). Pure.

use super::model::{Order, Status};
use super::rules::NOT_APPROVED;
use crate::base::error::{Refusal, Result};
use crate::base::id::{OrderEventId, OrderId, UserId};
use crate::base::{Date, Instant, Line, Name};
use crate::terms::Start;
use serde::{Deserialize, Serialize};

/// What can happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// Both sides signed it.
    Signing,
    /// The customer accepted what was delivered (验收).
    Acceptance,
    /// A milestone was reached.
    Milestone,
    /// Its contract ended.
    ContractEnd,
}

impl EventKind {
    /// What it starts.
    #[must_use]
    pub const fn start(self) -> Start {
        match self {
            Self::Signing => Start::Signing,
            Self::Acceptance => Start::Acceptance,
            Self::Milestone => Start::Milestone,
            Self::ContractEnd => Start::ContractEnd,
        }
    }
}

/// Something that happened to an order. Never deleted: taking it back is kept with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrderEvent {
    /// Its id.
    pub id: OrderEventId,
    /// Raised when it is taken back.
    pub version: i64,
    /// The order.
    pub order: OrderId,
    /// What happened.
    pub event: EventKind,
    /// Which milestone was reached.
    pub milestone: Option<Name>,
    /// The day it happened.
    pub happened_on: Date,
    /// Anything worth saying.
    pub note: Option<Line>,
    /// Who said so.
    pub recorded_by: Option<UserId>,
    /// The day it was taken back.
    pub revoked_on: Option<Date>,
    /// Why it was taken back.
    pub reason: Option<Line>,
    /// When it was recorded.
    pub created_at: Instant,
}

/// Nothing happens before its order was approved.
pub const DAY_BEFORE_APPROVAL: Refusal = Refusal::rule(
    "order.day_before_approval",
    "{day} lies before {approved_on}, the day the order was approved",
    "{day} 早于订单批准日期 {approved_on}",
);
/// An event happens once.
pub const HAPPENED: Refusal = Refusal::rule(
    "order.event_happened",
    "{event} is recorded already, for {happened_on}",
    "“{event}”已记录,日期为 {happened_on}",
);
/// It was taken back before.
pub const EVENT_REVOKED: Refusal = Refusal::rule(
    "order.event_revoked",
    "the event was taken back on {revoked_on}",
    "该事件已于 {revoked_on} 撤销",
);

/// Refuses a day before an order was approved.
///
/// # Errors
/// `order.day_before_approval` at `field`.
pub fn not_before_approval(order: &Order, on: Date, field: &str) -> Result<()> {
    match order.approved_on.filter(|approved| on < *approved) {
        None => Ok(()),
        Some(approved_on) => {
            let error = DAY_BEFORE_APPROVAL.at(field).with("day", on);
            Err(error.with("approved_on", approved_on))
        }
    }
}

/// Whether something can happen to an order on a day. A signing may lie before the approval.
///
/// # Errors
/// `order.not_approved`; `order.day_before_approval` and `date.in_future` at `field`.
pub fn can_happen(
    order: &Order,
    event: Option<EventKind>,
    on: Date,
    today: Date,
    field: &str,
) -> Result<()> {
    if !matches!(order.status, Status::Approved | Status::Completed) {
        return Err(NOT_APPROVED.at("order").with("status", order.status));
    }
    if event != Some(EventKind::Signing) {
        not_before_approval(order, on, field)?;
    }
    on.not_after(today, field)?;
    Ok(())
}
