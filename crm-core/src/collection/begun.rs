//! What becomes of one plan when it begins, is split, or changes its amount, and the rows that say so.

use super::change::{PlanChange, PlanChangeKind};
use super::detail::{Allocation, DetailKind, standing};
use super::model::Plan;
use super::settle::{self, Entry};
use super::store;
use crate::base::error::Result;
use crate::base::{Amount, Date, Line};
use crate::engine::Context;
use crate::receipt::steps::tell;
use crate::terms::rules::{Way, due, early};
use crate::terms::steps::Resolved;

/// What a started plan was lowered by from its beginning.
pub(crate) fn lowered(plan: &Plan) -> Amount {
    let early = plan.early.as_ref().filter(|_| plan.started_on.is_some());
    early.map_or(Amount::ZERO, |early| early.lowered)
}

/// A started plan: its days are counted from its start.
pub(crate) fn begin(plan: &mut Plan, on: Date, resolved: &Resolved) -> Result<()> {
    let basis = plan.basis.clone();
    let way = Way {
        due: &basis.due,
        every: basis.every.as_ref(),
        part: basis.part.unwrap_or(1),
    };
    let found = due(way, on, resolved.moves())?;
    plan.started_on = Some(on);
    plan.due(found.due_on, found.path);
    offers(plan, resolved)
}

/// The discounts of a plan for its amount and its start.
pub(crate) fn offers(plan: &mut Plan, resolved: &Resolved) -> Result<()> {
    let terms = plan.basis.early.clone();
    plan.early = match terms.filter(|_| plan.amount.is_positive()) {
        None => None,
        Some(terms) => {
            let amounts = (plan.amount, plan.tax);
            let (start, currency) = (plan.started_on, plan.currency);
            Some(early(amounts, &terms, start, currency, resolved.tie)?)
        }
    };
    Ok(())
}

/// The detail that lowers a plan's tax from its start, where its discount says so (M11).
pub(crate) fn lower(cx: &mut Context<'_>, plan: &mut Plan, on: Date) -> Result<Vec<Allocation>> {
    let lowered = lowered(plan);
    if lowered.is_zero() {
        return Ok(Vec::new());
    }
    let entry = Entry::of(DetailKind::Discounted, lowered);
    settle::details(cx, plan, vec![entry], on)
}

/// Lowers a started plan whose amount changed by as much as that asks for.
pub(crate) fn relower(
    cx: &mut Context<'_>,
    before: &Plan,
    rest: &mut Plan,
    on: Date,
) -> Result<Vec<Allocation>> {
    let less = lowered(rest).minus(lowered(before))?;
    if less.is_zero() {
        return Ok(Vec::new());
    }
    settle::details(cx, rest, vec![Entry::of(DetailKind::Discounted, less)], on)
}

/// Moves what settled a waiting plan to the part of it that starts, oldest first: who paid ahead
/// has paid what comes first.
pub(crate) fn move_along(
    cx: &mut Context<'_>,
    before: &Plan,
    (part, rest): (&mut Plan, &mut Plan),
    on: Date,
) -> Result<Vec<Allocation>> {
    if before.settled()?.is_zero() {
        return Ok(Vec::new());
    }
    let found = store::details_of(cx, before.id)?;
    let (mut to_part, mut on_rest) = (Vec::new(), Vec::new());
    let mut room = part.amount;
    for detail in standing(&found) {
        let moved = detail.amount.min(room);
        if moved.is_zero() {
            continue;
        }
        room = room.minus(moved)?;
        let again = |entry| Entry {
            reason: detail.reason.clone(),
            note: detail.note.clone(),
            recorded_by: detail.recorded_by,
            ..entry
        };
        let (first, left) = Entry::parted(detail, moved)?;
        to_part.push(again(first));
        on_rest.push(Entry::against(detail));
        if !left.amount.is_zero() {
            on_rest.push(again(left));
        }
    }
    let mut details = settle::details(cx, rest, on_rest, on)?;
    details.extend(settle::details(cx, part, to_part, on)?);
    tell(cx, &details, "moved")?;
    Ok(details)
}

/// What happened to a plan, as a row.
pub(crate) fn changed(
    cx: &mut Context<'_>,
    before: &Plan,
    after: &Plan,
    kind: PlanChangeKind,
    on: Date,
) -> Result<PlanChange> {
    let amount = match kind {
        PlanChangeKind::Cancelled => before.open()?.negated(),
        _ => after.amount.minus(before.amount)?,
    };
    Ok(PlanChange {
        id: cx.new_id()?,
        plan: before.id,
        order: before.order,
        kind,
        amount,
        currency: before.currency,
        due_before: before.due_on.0,
        due_after: if after.cancelled {
            None
        } else {
            after.due_on.0
        },
        effective_on: on,
        reason: None,
        recorded_by: cx.actor().user,
        created_at: cx.now(),
    })
}

/// Something that was said of a plan and moves neither its amount nor its day.
pub(crate) fn note(cx: &mut Context<'_>, plan: &Plan, reason: Line) -> Result<PlanChange> {
    let today = cx.today();
    let mut change = changed(cx, plan, plan, PlanChangeKind::Waived, today)?;
    change.reason = Some(reason);
    Ok(change)
}
