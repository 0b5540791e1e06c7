//! Settling plans: their sums and their collection details move together or not at all.

use super::detail::{Allocation, DetailKind};
use super::model::Plan;
use crate::base::error::Result;
use crate::base::id::{AllocationId, CreditNoteId, PlanId, ReceiptId, UserId};
use crate::base::messages::STORAGE_ROW;
use crate::base::{Amount, CodeText, Date, Line};
use crate::engine::Context;

/// One detail to be written.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// How it settles the plan.
    pub(crate) kind: DetailKind,
    /// How much; negative when it takes back an earlier one.
    pub(crate) amount: Amount,
    /// The receipt it belongs to.
    pub(crate) receipt: Option<ReceiptId>,
    /// The credit note it belongs to.
    pub(crate) credit_note: Option<CreditNoteId>,
    /// The detail it takes back.
    pub(crate) reverses: Option<AllocationId>,
    /// Why, as a code.
    pub(crate) reason: Option<CodeText>,
    /// Why, in words.
    pub(crate) note: Option<Line>,
    /// Who wrote it.
    pub(crate) recorded_by: Option<UserId>,
}

impl Entry {
    /// A detail of a kind and nothing else.
    pub(crate) fn of(kind: DetailKind, amount: Amount) -> Self {
        Self {
            kind,
            amount,
            receipt: None,
            credit_note: None,
            reverses: None,
            reason: None,
            note: None,
            recorded_by: None,
        }
    }

    /// The detail that takes another one back.
    pub(crate) fn against(detail: &Allocation) -> Self {
        Self {
            reverses: Some(detail.id),
            ..Self::again(detail, detail.amount.negated())
        }
    }

    /// A detail like another one, with an amount of its own.
    pub(crate) fn again(detail: &Allocation, amount: Amount) -> Self {
        Self {
            receipt: detail.receipt,
            credit_note: detail.credit_note,
            ..Self::of(detail.kind, amount)
        }
    }
}

/// Adds a detail's amount to the sum of its kind.
pub(crate) fn add(plan: &mut Plan, kind: DetailKind, amount: Amount) -> Result<()> {
    let sum = match kind {
        DetailKind::Collected => &mut plan.collected,
        DetailKind::Discounted => &mut plan.discounted,
        DetailKind::WrittenOff => &mut plan.written_off,
        DetailKind::Credited => &mut plan.credited,
    };
    *sum = sum.plus(amount)?;
    Ok(())
}

/// Makes the details of one plan and moves its sums by them; the caller saves both.
pub(crate) fn details(
    cx: &mut Context<'_>,
    plan: &mut Plan,
    entries: Vec<Entry>,
    effective_on: Date,
) -> Result<Vec<Allocation>> {
    let mut details = Vec::with_capacity(entries.len());
    for entry in entries {
        add(plan, entry.kind, entry.amount)?;
        details.push(Allocation {
            id: cx.new_id()?,
            kind: entry.kind,
            receipt: entry.receipt,
            credit_note: entry.credit_note,
            plan: plan.id,
            order: plan.order,
            currency: plan.currency,
            amount: entry.amount,
            effective_on,
            reverses: entry.reverses,
            reason: entry.reason,
            note: entry.note,
            recorded_by: entry.recorded_by,
            created_at: cx.now(),
        });
    }
    Ok(details)
}

/// Writes the details of one plan and moves it by them; the caller inserts the details with what
/// they come from.
pub(crate) fn move_plan(
    cx: &mut Context<'_>,
    plan: &Plan,
    entries: Vec<Entry>,
    on: Date,
    verb: &str,
) -> Result<Vec<Allocation>> {
    let mut after = plan.clone();
    let written = details(cx, &mut after, entries, on)?;
    cx.update(plan, &mut after, verb)?;
    Ok(written)
}

/// The plans that details belong to, each once, in the order in which they come.
pub(crate) fn plans_of(details: &[Allocation]) -> Vec<PlanId> {
    let mut plans = Vec::new();
    for detail in details {
        if !plans.contains(&detail.plan) {
            plans.push(detail.plan);
        }
    }
    plans
}

/// Takes details back, plan by plan: what they settled is open again.
pub(crate) fn reopen(
    cx: &mut Context<'_>,
    back: &[Allocation],
    on: Date,
) -> Result<Vec<Allocation>> {
    let mut written = Vec::new();
    for id in plans_of(back) {
        let plan: Plan = cx.find_for_update(id)?.ok_or_else(|| {
            let error = STORAGE_ROW.error();
            error.with("reason", "a detail without its plan")
        })?;
        let own = back.iter().filter(|detail| detail.plan == id);
        let entries = own.map(Entry::against).collect();
        written.extend(move_plan(cx, &plan, entries, on, "reopened")?);
    }
    Ok(written)
}
