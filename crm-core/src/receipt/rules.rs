//! What may happen to a receipt. Pure.

use super::model::{Receipt, ReceiptStatus};
use crate::base::error::{Refusal, Result};
use crate::base::transition::Transitions;
use crate::base::{Amount, Date, Line};
use crate::collection::{Allocation, DetailKind};
use crate::org::access::Actor;
use serde::{Deserialize, Serialize};

/// What an approver is told when money came in before the order (M18).
pub const CREDIT_WAITS: Refusal = Refusal::rule(
    "receipt.credit_waits",
    "receipts of the customer have {credit} {currency} left: receipt.propose shows what they would \
     pay, receipt.allocate pays it",
    "该客户的收款尚有 {credit} {currency} 未分配:receipt.propose 查看可支付的回款计划,receipt.allocate 进行分配",
);
/// Only drafts and rejected receipts change.
pub const NOT_EDITABLE: Refusal = Refusal::rule(
    "receipt.not_editable",
    "a receipt that is {status} cannot be changed",
    "状态为“{status}”的收款不能修改",
);
/// Only drafts and rejected receipts are submitted.
pub const NOT_SUBMITTABLE: Refusal = Refusal::rule(
    "receipt.not_submittable",
    "a receipt that is {status} cannot be submitted",
    "状态为“{status}”的收款不能提交",
);
/// Only submitted receipts are withdrawn and rejected.
pub const NOT_SUBMITTED: Refusal = Refusal::rule(
    "receipt.not_submitted",
    "the receipt is {status}, not submitted",
    "收款状态为“{status}”,尚未提交",
);
/// Only receipts that wait for it are confirmed.
pub const NOT_CONFIRMABLE: Refusal = Refusal::rule(
    "receipt.not_confirmable",
    "a receipt that is {status} cannot be confirmed",
    "状态为“{status}”的收款不能确认",
);
/// The setting `confirm_by_other` asks for somebody else.
pub const OWN_CONFIRMATION: Refusal = Refusal::rule(
    "receipt.own_confirmation",
    "nobody confirms a receipt they recorded or submitted",
    "不得确认本人登记或提交的收款",
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
/// What went back to the customer cannot bounce as well.
pub const REFUNDED: Refusal = Refusal::rule(
    "receipt.refunded",
    "{refunded} of the receipt went back to the customer; take the refund back first",
    "该收款已退款 {refunded},请先撤回退款",
);
/// Money cannot come in, or go back, before it came in.
pub const DAY_BEFORE: Refusal = Refusal::rule(
    "receipt.day_before",
    "{day} lies before {received_on}, the day the money came in",
    "{day} 早于收款日期 {received_on}",
);
/// What a receipt has left was not there yet.
pub const DAY_BEFORE_FREED: Refusal = DAY_BEFORE.saying(
    "{day} lies before {freed_on}, the day on which what the receipt has left came back to it",
    "{day} 早于收款余额返还的日期 {freed_on}",
);
/// What a receipt paid is not taken back before it was paid.
pub const DAY_BEFORE_ALLOCATION: Refusal = Refusal::rule(
    "receipt.day_before_allocation",
    "{day} lies before {effective_on}, the last day on which the receipt paid a plan",
    "{day} 早于该收款最近一次核销的生效日期 {effective_on}",
);
/// The order belongs to somebody else.
pub const OTHER_CUSTOMER: Refusal = Refusal::rule(
    "receipt.other_customer",
    "the order belongs to another customer",
    "所引用的订单属于其他客户",
);

/// What can be done with a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Change its fields.
    Update,
    /// Ask for its confirmation.
    Submit,
    /// Take that back.
    Withdraw,
    /// Send it back.
    Reject,
    /// Say that the money is there.
    Confirm,
    /// Pay plans with it, and take that back.
    Allocate,
    /// Give a part of it, or all of it, back to the customer.
    Refund,
    /// Say that this did not take place.
    ReverseRefund,
    /// Say that it bounced or was a mistake.
    Reverse,
}

/// Every step a receipt can take; what is not listed is refused. With the setting `submit_receipts`
/// a draft is not confirmed; one refund that is taken back leaves the receipt partly refunded while
/// another one stands.
pub const TRANSITIONS: Transitions<ReceiptStatus, Action> = Transitions(&[
    (ReceiptStatus::Draft, Action::Update, ReceiptStatus::Draft),
    (
        ReceiptStatus::Draft,
        Action::Submit,
        ReceiptStatus::Submitted,
    ),
    (
        ReceiptStatus::Draft,
        Action::Confirm,
        ReceiptStatus::Confirmed,
    ),
    (
        ReceiptStatus::Draft,
        Action::Reverse,
        ReceiptStatus::Reversed,
    ),
    (
        ReceiptStatus::Submitted,
        Action::Withdraw,
        ReceiptStatus::Draft,
    ),
    (
        ReceiptStatus::Submitted,
        Action::Reject,
        ReceiptStatus::Rejected,
    ),
    (
        ReceiptStatus::Submitted,
        Action::Confirm,
        ReceiptStatus::Confirmed,
    ),
    (
        ReceiptStatus::Submitted,
        Action::Reverse,
        ReceiptStatus::Reversed,
    ),
    (
        ReceiptStatus::Rejected,
        Action::Update,
        ReceiptStatus::Rejected,
    ),
    (
        ReceiptStatus::Rejected,
        Action::Submit,
        ReceiptStatus::Submitted,
    ),
    (
        ReceiptStatus::Rejected,
        Action::Reverse,
        ReceiptStatus::Reversed,
    ),
    (
        ReceiptStatus::Confirmed,
        Action::Allocate,
        ReceiptStatus::Confirmed,
    ),
    (
        ReceiptStatus::Confirmed,
        Action::Reverse,
        ReceiptStatus::Reversed,
    ),
    (
        ReceiptStatus::Confirmed,
        Action::Refund,
        ReceiptStatus::PartlyRefunded,
    ),
    (
        ReceiptStatus::PartlyRefunded,
        Action::Allocate,
        ReceiptStatus::PartlyRefunded,
    ),
    (
        ReceiptStatus::PartlyRefunded,
        Action::Refund,
        ReceiptStatus::PartlyRefunded,
    ),
    (
        ReceiptStatus::PartlyRefunded,
        Action::ReverseRefund,
        ReceiptStatus::Confirmed,
    ),
]);

/// The receipt after an action, as far as its state goes.
fn step(receipt: &Receipt, action: Action) -> Result<Receipt> {
    let refusal = match action {
        Action::Update => NOT_EDITABLE,
        Action::Submit => NOT_SUBMITTABLE,
        Action::Withdraw | Action::Reject => NOT_SUBMITTED,
        Action::Confirm => NOT_CONFIRMABLE,
        Action::Allocate | Action::Refund | Action::ReverseRefund => NOT_CONFIRMED,
        Action::Reverse if !receipt.refunded.is_zero() => {
            return Err(REFUNDED.at("receipt").with("refunded", receipt.refunded));
        }
        Action::Reverse => REVERSED,
    };
    let status = TRANSITIONS
        .check(receipt.status, action, refusal)
        .map_err(|error| error.at("receipt"))?;
    Ok(Receipt {
        status,
        ..receipt.clone()
    })
}

/// Whether its fields may change.
///
/// # Errors
/// `receipt.not_editable`.
pub fn editable(receipt: &Receipt) -> Result<()> {
    step(receipt, Action::Update).map(|_| ())
}

/// Asks for its confirmation.
///
/// # Errors
/// `receipt.not_submittable`.
pub fn submit(receipt: &Receipt, actor: &Actor) -> Result<Receipt> {
    let mut after = step(receipt, Action::Submit)?;
    after.submitted_by = actor.user;
    after.reason = None;
    Ok(after)
}

/// Takes a submission back.
///
/// # Errors
/// `receipt.not_submitted`.
pub fn withdraw(receipt: &Receipt) -> Result<Receipt> {
    let mut after = step(receipt, Action::Withdraw)?;
    after.submitted_by = None;
    Ok(after)
}

/// Sends it back.
///
/// # Errors
/// `receipt.not_submitted`.
pub fn reject(receipt: &Receipt, reason: Line) -> Result<Receipt> {
    let mut after = step(receipt, Action::Reject)?;
    after.reason = Some(reason);
    Ok(after)
}

/// How receipts are confirmed: by the settings `confirm_by_other` and `submit_receipts`.
#[derive(Debug, Clone, Copy)]
pub struct Confirming {
    /// By somebody else than who recorded or submitted it.
    pub by_other: bool,
    /// Only once it is submitted.
    pub submitted: bool,
}

/// Confirms.
///
/// # Errors
/// `receipt.not_confirmable`, `receipt.own_confirmation`, `date.in_future`, each at `receipt`.
pub fn confirm(
    receipt: &Receipt,
    actor: &Actor,
    today: Date,
    confirming: Confirming,
) -> Result<Receipt> {
    let mut after = step(receipt, Action::Confirm)?;
    if confirming.submitted && receipt.status == ReceiptStatus::Draft {
        let error = NOT_CONFIRMABLE.at("receipt").with("status", receipt.status);
        return Err(error.with("action", Action::Confirm));
    }
    let theirs = [receipt.recorded_by, receipt.submitted_by].contains(&actor.user);
    if confirming.by_other && actor.user.is_some() && theirs {
        return Err(OWN_CONFIRMATION.at("receipt"));
    }
    receipt.received_on.not_after(today, "receipt")?;
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
    step(receipt, Action::Allocate).map(|_| ())
}

/// Gives a part of what is left back to the customer.
///
/// # Errors
/// `receipt.not_confirmed`; `number.overflow`.
pub fn refund(receipt: &Receipt, amount: Amount) -> Result<Receipt> {
    let mut after = step(receipt, Action::Refund)?;
    after.unallocated = receipt.unallocated.minus(amount)?;
    after.refunded = receipt.refunded.plus(amount)?;
    Ok(after)
}

/// Takes a refund back: the money is the customer's credit again.
///
/// # Errors
/// `receipt.not_confirmed`; `number.overflow`.
pub fn reverse_refund(receipt: &Receipt, amount: Amount) -> Result<Receipt> {
    let mut after = step(receipt, Action::ReverseRefund)?;
    after.unallocated = receipt.unallocated.plus(amount)?;
    after.refunded = receipt.refunded.minus(amount)?;
    if !after.refunded.is_zero() {
        after.status = receipt.status;
    }
    Ok(after)
}

/// Whether plans are paid, or that is taken back, on a day.
///
/// # Errors
/// `receipt.day_before` at `field`.
pub fn on_day(receipt: &Receipt, on: Date, field: &str) -> Result<()> {
    if on >= receipt.received_on {
        return Ok(());
    }
    let error = DAY_BEFORE.at(field).with("day", on);
    Err(error.with("received_on", receipt.received_on))
}

/// Reverses on a day: it bounced, or was a mistake (M27). One that is not confirmed is simply given
/// up, before or after the day it was written down for.
///
/// # Errors
/// `receipt.reversed`, `receipt.day_before`, `receipt.day_before_allocation`.
pub fn reverse(receipt: &Receipt, on: Date, reason: Line) -> Result<Receipt> {
    let mut after = step(receipt, Action::Reverse)?;
    if receipt.status == ReceiptStatus::Confirmed {
        on_day(receipt, on, "reversed_on")?;
    }
    not_before_paying(receipt, on, "reversed_on")?;
    after.reversed_on = Some(on);
    after.reason = Some(reason);
    Ok(after)
}

/// Whether what it paid can be taken back on a day.
///
/// # Errors
/// `receipt.day_before_allocation` at `field`.
pub fn not_before_paying(receipt: &Receipt, on: Date, field: &str) -> Result<()> {
    let effective = receipt.allocations.iter().map(|detail| detail.effective_on);
    match effective.max().filter(|last| on < *last) {
        None => Ok(()),
        Some(last) => {
            let error = DAY_BEFORE_ALLOCATION.at(field).with("day", on);
            Err(error.with("effective_on", last))
        }
    }
}

/// What of it pays plans, by its details.
///
/// # Errors
/// `number.overflow`.
pub fn allocated(receipt: &Receipt) -> Result<Amount> {
    let details = receipt.allocations.iter();
    let money = details.filter(|detail| detail.kind == DetailKind::Collected);
    Amount::sum(money.map(Allocation::paid))?.of(receipt.currency)
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
