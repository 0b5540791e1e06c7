//! What documents in another currency are worth in the workspace's own. Pure.

use crate::base::error::Result;
use crate::base::id::{
    AllocationId, BaseValueId, CustomerId, ExchangeEntryId, OrderId, PlanId, ReceiptId,
};
use crate::base::{Amount, Currency, Date, Instant};
use crate::currency::AppliedRate;
use serde::{Deserialize, Serialize};

/// What an order or a receipt is worth in the workspace's currency: fixed once, by the rate of one
/// day, and taken off in proportion until nothing is left (M32).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BaseValue {
    /// Its id.
    pub id: BaseValueId,
    /// Raised by every change.
    pub version: i64,
    /// The order; either this or `receipt`.
    pub order: Option<OrderId>,
    /// The approval of the order that it was fixed for.
    pub revision: Option<u32>,
    /// The receipt.
    pub receipt: Option<ReceiptId>,
    /// Whose order or receipt it is.
    pub customer: CustomerId,
    /// The currency of the order or the receipt.
    pub currency: Currency,
    /// The total of the order, or what came in, in `currency`.
    pub amount: Amount,
    /// What of it is not settled yet, or pays nothing yet, in `currency`.
    pub open: Amount,
    /// How one currency became the other.
    pub rate: AppliedRate,
    /// The day the rate holds: the approval, or the day the money came in.
    pub effective_on: Date,
    /// The workspace's currency at that time.
    pub base_currency: Currency,
    /// What `amount` is worth, in `base_currency`.
    pub base_amount: Amount,
    /// What of that belongs to `open`, in `base_currency`.
    pub base_open: Amount,
    /// The day the order was cancelled or its approval taken back.
    pub closed_on: Option<Date>,
    /// When it was fixed.
    pub created_at: Instant,
}

/// What moved the value of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ExchangeKind {
    /// The order was approved, or given a value later.
    Fixed,
    /// An amendment raised its total.
    Raised,
    /// An amendment lowered its total.
    Lowered,
    /// A collection detail settled a part of it, or was taken back.
    Settled,
    /// It was cancelled, or its approval taken back.
    Closed,
}

/// One move of what is open of an order, in its currency and in the workspace's. Never changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExchangeEntry {
    /// Its id.
    pub id: ExchangeEntryId,
    /// What moved it.
    pub kind: ExchangeKind,
    /// The order.
    pub order: OrderId,
    /// Whose order it is.
    pub customer: CustomerId,
    /// The plan that was settled.
    pub plan: Option<PlanId>,
    /// The collection detail that settled it.
    pub detail: Option<AllocationId>,
    /// The receipt whose money it was.
    pub receipt: Option<ReceiptId>,
    /// The day it takes effect.
    pub effective_on: Date,
    /// The order's currency.
    pub currency: Currency,
    /// What is open by it, in `currency`: below zero what was settled.
    pub amount: Amount,
    /// The workspace's currency at that time.
    pub base_currency: Currency,
    /// The part of the order's value that goes with it, in `base_currency`.
    pub base_amount: Amount,
    /// What the money was worth when it came in, in `base_currency`; nothing for what is no money.
    pub received: Option<Amount>,
    /// When it was written.
    pub created_at: Instant,
}

impl ExchangeEntry {
    /// What was gained, below zero what was lost, by paying at another rate than the order's;
    /// nothing for what is no money.
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn gain(&self) -> Result<Option<Amount>> {
        let gain = self
            .received
            .map(|received| received.plus(self.base_amount));
        gain.transpose()
    }
}
