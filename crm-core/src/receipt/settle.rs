//! Carrying out allocations: plans, receipt and collection details move together or not at all.

use super::allocation::{self, Share};
use super::model::{Allocation, AllocationArgs, Receipt};
use crate::base::date::Date;
use crate::base::error::Result;
use crate::base::id::AllocationId;
use crate::collection::model::Plan;
use crate::collection::store;
use crate::engine::Context;
use crate::org::setting::Allocation as Strategy;
use crate::storage::Record;

/// Pays plans from what a confirmed receipt has left: as said, or by the strategy.
pub(crate) fn allocate(
    cx: &mut Context<'_>,
    receipt: &mut Receipt,
    wanted: Option<&[AllocationArgs]>,
    strategy: Strategy,
    effective_on: Date,
) -> Result<()> {
    let (plans, shares) = match wanted {
        Some(wanted) => {
            allocation::check_form(receipt, wanted)?;
            let plans = named(cx, wanted)?;
            let shares = allocation::explicit(receipt, wanted, &plans)?;
            (plans, shares)
        }
        None if strategy == Strategy::Manual => return Ok(()),
        None => {
            let customer = crate::base::id::Id::raw(receipt.customer);
            let plans = store::open_plans(cx, customer, receipt.currency)?;
            let shares = allocation::oldest_due(receipt.unallocated, &plans)?;
            (plans, shares)
        }
    };
    for share in shares {
        let Some(plan) = plans.iter().find(|plan| plan.id == share.plan) else {
            continue;
        };
        pay(cx, receipt, plan, share, effective_on, None)?;
    }
    Ok(())
}

/// Checks what a recorded receipt is meant to pay.
///
/// # Errors
/// `not_found` at `allocations[i].plan`; as [`allocation::intended`].
pub(crate) fn check_intended(
    cx: &mut Context<'_>,
    receipt: &Receipt,
    wanted: &[AllocationArgs],
) -> Result<()> {
    let plans = named(cx, wanted)?;
    allocation::intended(receipt, wanted, &plans)
}

/// The plans that allocations name, in the same order.
fn named(cx: &mut Context<'_>, wanted: &[AllocationArgs]) -> Result<Vec<Plan>> {
    let plans = wanted.iter().enumerate().map(|(index, wanted)| {
        let plan = cx.refer_for_update::<Plan>(wanted.plan);
        plan.map_err(|error| error.at(format!("allocations[{index}].plan")))
    });
    plans.collect()
}

/// Takes back every detail of a receipt that still stands (M27).
pub(crate) fn take_back(cx: &mut Context<'_>, receipt: &mut Receipt, on: Date) -> Result<()> {
    let standing: Vec<Allocation> = receipt
        .allocations
        .iter()
        .filter(|detail| detail.reverses.is_none())
        .filter(|detail| {
            !receipt
                .allocations
                .iter()
                .any(|d| d.reverses == Some(detail.id))
        })
        .cloned()
        .collect();
    for detail in standing {
        let plan: Plan = cx.find_for_update(detail.plan)?.ok_or_else(|| {
            crate::base::messages::STORAGE_ROW
                .error()
                .with("reason", "a detail without its plan")
        })?;
        let share = Share {
            plan: plan.id,
            amount: detail.amount.negated(),
        };
        pay(cx, receipt, &plan, share, on, Some(detail.id))?;
    }
    Ok(())
}

/// Writes one collection detail and moves both balances by it.
fn pay(
    cx: &mut Context<'_>,
    receipt: &mut Receipt,
    plan: &Plan,
    share: Share,
    effective_on: Date,
    reverses: Option<AllocationId>,
) -> Result<()> {
    let mut after = plan.clone();
    after.collected = plan.collected.plus(share.amount)?;
    receipt.unallocated = receipt.unallocated.minus(share.amount)?;
    let verb = if reverses.is_some() {
        "reopened"
    } else {
        "collected"
    };
    cx.update(plan, &mut after, verb)?;
    receipt.allocations.push(Allocation {
        id: cx.new_id()?,
        receipt: receipt.id(),
        plan: plan.id,
        order: plan.order,
        currency: plan.currency,
        amount: share.amount,
        effective_on,
        reverses,
        created_at: cx.now(),
    });
    Ok(())
}
