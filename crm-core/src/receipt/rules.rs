//! What may happen to a receipt. Pure.

use super::model::{Receipt, ReceiptStatus};
use crate::base::error::{Refusal, Result};
use crate::base::{Date, Line};
use crate::org::access::Actor;

/// Only recorded receipts are confirmed.
pub const NOT_RECORDED: Refusal = Refusal::rule(
    "receipt.not_recorded",
    "the receipt is {status}; only a recorded one is confirmed",
    "收款状态为“{status}”,只有已登记的收款可以确认",
);
/// The setting `confirm_by_other` asks for somebody else.
pub const OWN_CONFIRMATION: Refusal = Refusal::rule(
    "receipt.own_confirmation",
    "nobody confirms a receipt they recorded",
    "不得确认本人登记的收款",
);
/// Only confirmed receipts pay plans.
pub const NOT_CONFIRMED: Refusal = Refusal::rule(
    "receipt.not_confirmed",
    "the receipt is {status}; only a confirmed one pays plans",
    "收款状态为“{status}”,只有已确认的收款可以核销",
);
/// It was reversed before.
pub const REVERSED: Refusal = Refusal::rule(
    "receipt.reversed",
    "the receipt is already reversed",
    "该收款已冲销",
);
/// Money cannot come in, or go back, before it came in.
pub const DAY_BEFORE: Refusal = Refusal::rule(
    "receipt.day_before",
    "{day} lies before {received_on}, the day the money came in",
    "{day} 早于收款日期 {received_on}",
);
/// What a receipt paid is not taken back before it was paid.
pub const DAY_BEFORE_ALLOCATION: Refusal = Refusal::rule(
    "receipt.day_before_allocation",
    "{day} lies before {effective_on}, the last day on which the receipt paid a plan",
    "{day} 早于该收款最近一次核销的生效日期 {effective_on}",
);

/// Confirms.
///
/// # Errors
/// `receipt.not_recorded`, `receipt.own_confirmation`.
pub fn confirm(receipt: &Receipt, actor: &Actor, today: Date, by_other: bool) -> Result<Receipt> {
    if receipt.status != ReceiptStatus::Recorded {
        return Err(NOT_RECORDED.at("receipt").with("status", receipt.status));
    }
    if by_other && actor.user.is_some() && actor.user == receipt.recorded_by {
        return Err(OWN_CONFIRMATION.at("receipt"));
    }
    let mut after = receipt.clone();
    after.status = ReceiptStatus::Confirmed;
    after.confirmed_by = actor.user;
    after.confirmed_on = Some(today);
    after.unallocated = receipt.amount;
    Ok(after)
}

/// Whether it can pay plans.
///
/// # Errors
/// `receipt.not_confirmed`.
pub fn can_pay(receipt: &Receipt) -> Result<()> {
    if receipt.status == ReceiptStatus::Confirmed {
        return Ok(());
    }
    Err(NOT_CONFIRMED.at("receipt").with("status", receipt.status))
}

/// Reverses on a day: it bounced, or was a mistake (M27). A recorded one is simply given up.
///
/// # Errors
/// `receipt.reversed`, `receipt.day_before`, `receipt.day_before_allocation`.
pub fn reverse(receipt: &Receipt, on: Date, reason: Line) -> Result<Receipt> {
    if receipt.status == ReceiptStatus::Reversed {
        return Err(REVERSED.at("receipt"));
    }
    if on < receipt.received_on {
        let error = DAY_BEFORE.at("reversed_on").with("day", on);
        return Err(error.with("received_on", receipt.received_on));
    }
    let effective = receipt.allocations.iter().map(|detail| detail.effective_on);
    if let Some(last) = effective.max().filter(|last| on < *last) {
        let error = DAY_BEFORE_ALLOCATION.at("reversed_on").with("day", on);
        return Err(error.with("effective_on", last));
    }
    let mut after = receipt.clone();
    after.status = ReceiptStatus::Reversed;
    after.reversed_on = Some(on);
    after.reason = Some(reason);
    Ok(after)
}
