//! Settling plans: their sums and their collection details move together or not at all.

use super::detail::{Allocation, DetailKind};
use super::model::Plan;
use crate::base::error::Result;
use crate::base::id::{AllocationId, ReceiptId, UserId};
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
            reverses: None,
            reason: None,
            note: None,
            recorded_by: None,
        }
    }

    /// The detail that takes another one back.
    pub(crate) fn against(detail: &Allocation) -> Self {
        Self {
            receipt: detail.receipt,
            reverses: Some(detail.id),
            ..Self::of(detail.kind, detail.amount.negated())
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
