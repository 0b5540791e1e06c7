//! What a delivery is.

use crate::base::id::{DeliveryId, DepartmentId, OrderId, OrderLineId, UserId};
use crate::base::{Amount, CodeText, Currency, Date, Extra, Instant, Line, Note, Quantity};
use crate::collection::CollectionPlan;
use serde::{Deserialize, Serialize};

/// Goods or services that reached the customer. All amounts are in `currency`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Delivery {
    /// Its id.
    pub id: DeliveryId,
    /// Raised by every change.
    pub version: i64,
    /// Its number, unique; drawn from the series unless the host gave one.
    pub number: CodeText,
    /// The order.
    pub order: OrderId,
    /// The salesperson, as the order's.
    pub owner: Option<UserId>,
    /// The department, as the order's.
    pub department: Option<DepartmentId>,
    /// The order's currency.
    pub currency: Currency,
    /// The day it reached the customer.
    pub delivered_on: Date,
    /// The part of the order's total that its lines came to, with tax.
    pub value: Amount,
    /// Anything worth saying.
    pub note: Option<Note>,
    /// Who recorded it.
    pub recorded_by: Option<UserId>,
    /// The day it was taken back.
    pub reversed_on: Option<Date>,
    /// Why it was taken back.
    pub reason: Option<Line>,
    /// The host's own key, unique among deliveries.
    pub external_ref: Option<CodeText>,
    /// The host's own data.
    pub extra: Option<Extra>,
    /// When it was recorded.
    pub created_at: Instant,
    /// What was delivered. `delivery.list` does not read it: there the list is empty.
    pub lines: Vec<DeliveryLine>,
}

/// What was delivered of one line of the order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeliveryLine {
    /// The delivery.
    pub delivery: DeliveryId,
    /// The line of the order.
    pub line: OrderLineId,
    /// The order's currency.
    pub currency: Currency,
    /// How many units.
    pub quantity: Quantity,
    /// The part of the line's amount that they came to, with tax.
    pub value: Amount,
}

/// A delivery and the plans it changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Delivered {
    /// The delivery with its lines.
    pub delivery: Delivery,
    /// Whether the whole order is delivered now.
    pub complete: bool,
    /// The plans that started, were split, or wait again, as they stand today.
    pub plans: Vec<CollectionPlan>,
}

/// How much of one line of an order is delivered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LineProgress {
    /// The line of the order.
    pub line: OrderLineId,
    /// How many units were ordered.
    pub ordered: Quantity,
    /// How many were delivered.
    pub delivered: Quantity,
    /// How many are still to be delivered.
    pub left: Quantity,
    /// The part of the line's amount that was delivered, with tax.
    pub value: Amount,
}
