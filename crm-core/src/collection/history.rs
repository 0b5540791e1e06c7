//! What became of a plan, step by step to its balance. Pure.

use super::change::{PlanChange, PlanChangeKind};
use super::detail::{Allocation, DetailKind};
use super::model::Plan;
use crate::base::error::{Error, Refusal, Result};
use crate::base::id::Id;
use crate::base::{Amount, Date, Instant};

macro_rules! steps {
    ($($name:ident = $kind:literal, $english:literal, $chinese:literal;)*) => {
        /// Every kind of step in the life of a plan.
        pub const STEPS: &[Refusal] = &[$($name),*];
        $(const $name: Refusal = Refusal::rule($kind, $english, $chinese);)*
    };
}

steps! {
    MADE = "history.made", "planned with {amount}", "计划金额 {amount}";
    STARTED = "history.started", "its event came; it is due on {due_on} (M9)",
        "触发事件已发生,到期日为 {due_on} (M9)";
    SPLIT = "history.split", "{amount} of it became a plan of its own (M9)",
        "其中 {amount} 拆分为单独计划 (M9)";
    STOPPED = "history.stopped", "its event had not happened; it waits again (M9)",
        "触发事件并未发生,恢复等待 (M9)";
    AMENDED = "history.amended", "an amendment changed its amount by {amount} (M22)",
        "订单变更使其金额变化 {amount} (M22)";
    RESCHEDULED = "history.rescheduled", "moved from {due_before} to {due_on} (M26)",
        "由 {due_before} 改期至 {due_on} (M26)";
    WAIVED = "history.waived", "what waits for it need not wait any longer (M10)",
        "等待其付款的事项不再等待 (M10)";
    CANCELLED = "history.cancelled", "cancelled with {amount} open (M25)",
        "作废,当时未收 {amount} (M25)";
    COLLECTED = "history.collected", "receipt {receipt} paid {amount} (M17)",
        "收款 {receipt} 核销 {amount} (M17)";
    DISCOUNTED = "history.discounted", "{amount} discounted (M11)", "折扣 {amount} (M11)";
    WRITTEN_OFF = "history.written_off", "{amount} written off (M30)", "核销差额 {amount} (M30)";
    CREDITED = "history.credited", "credit note {credit_note} took off {amount} (M29)",
        "贷项通知 {credit_note} 冲减 {amount} (M29)";
    TAKEN_BACK = "history.taken_back", "{amount} of that taken back (M27)",
        "撤回其中 {amount} (M27)";
}

/// One step, and what was open after it.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The day it took effect.
    pub on: Date,
    /// When it was written.
    pub at: Instant,
    /// What happened.
    pub what: Error,
    /// What was open then.
    pub open: Amount,
}

/// The steps from what was planned to what is open, in the order in which they were written.
///
/// # Errors
/// `number.overflow`.
pub fn steps(plan: &Plan, changes: &[PlanChange], details: &[Allocation]) -> Result<Vec<Step>> {
    let moved = changes
        .iter()
        .filter(|c| c.kind != PlanChangeKind::Cancelled);
    let moved = Amount::sum(moved.map(|change| change.amount))?;
    let mut open = plan.amount.minus(moved)?;
    let mut steps = vec![Step {
        on: plan.effective_on,
        at: plan.created_at,
        what: MADE.error().with("amount", open),
        open,
    }];
    let mut events: Vec<(Instant, i64, Date, Amount, Error)> = Vec::new();
    for change in changes {
        let what = said(change);
        let key = (change.created_at, change.id.raw());
        events.push((key.0, key.1, change.effective_on, change.amount, what));
    }
    for detail in details {
        let key = (detail.created_at, detail.id.raw());
        let amount = detail.amount.negated();
        events.push((key.0, key.1, detail.effective_on, amount, settled(detail)));
    }
    events.sort_by_key(|event| (event.0, event.1));
    for (at, _, on, amount, what) in events {
        open = open.plus(amount)?;
        steps.push(Step { on, at, what, open });
    }
    Ok(steps)
}

fn said(change: &PlanChange) -> Error {
    let refusal = match change.kind {
        PlanChangeKind::Started => STARTED,
        PlanChangeKind::Split => SPLIT,
        PlanChangeKind::Stopped => STOPPED,
        PlanChangeKind::Amended => AMENDED,
        PlanChangeKind::Rescheduled => RESCHEDULED,
        PlanChangeKind::Waived => WAIVED,
        PlanChangeKind::Cancelled => CANCELLED,
    };
    let amount = match change.kind {
        PlanChangeKind::Split | PlanChangeKind::Cancelled => change.amount.negated(),
        _ => change.amount,
    };
    refusal
        .error()
        .with("amount", amount)
        .with("due_before", change.due_before)
        .with("due_on", change.due_after)
        .with("reason", &change.reason)
}

fn settled(detail: &Allocation) -> Error {
    let refusal = match detail.kind {
        _ if detail.reverses.is_some() => TAKEN_BACK,
        DetailKind::Collected => COLLECTED,
        DetailKind::Discounted => DISCOUNTED,
        DetailKind::WrittenOff => WRITTEN_OFF,
        DetailKind::Credited => CREDITED,
    };
    refusal
        .error()
        .with("amount", detail.amount.abs())
        .with("receipt", detail.receipt)
        .with("credit_note", detail.credit_note)
}
