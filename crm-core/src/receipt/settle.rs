//! Carrying out allocations: plans, receipt and collection details move together or not at all.

use super::allocation::{self, Payer, Share};
use super::model::{AllocationArgs, Receipt};
use super::rules;
use super::strategy::{self, Money, Proposed};
use crate::base::date::Date;
use crate::base::error::Result;
use crate::base::id::{CustomerId, Id, OrderId};
use crate::base::number::Tie;
use crate::base::{Amount, Currency};
use crate::collection::detail::{DetailKind, standing};
use crate::collection::settle::{Entry, move_plan, reopen};
use crate::collection::{Allocation, Plan, store};
use crate::currency::steps::conversion;
use crate::customer::Customer;
use crate::engine::Context;
use crate::org::setting::Allocation as Strategy;

/// Money that can pay plans.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Purse {
    /// Whose it is.
    pub(crate) customer: CustomerId,
    /// The order the payer means.
    pub(crate) order: Option<OrderId>,
    /// Its currency.
    pub(crate) currency: Currency,
    /// How much came in.
    pub(crate) received: Amount,
    /// How much of it is left.
    pub(crate) left: Amount,
    /// The day it came in.
    pub(crate) received_on: Date,
}

impl Purse {
    /// What a receipt has left; all of one that is not confirmed.
    pub(crate) fn of(receipt: &Receipt) -> Self {
        let waits = rules::can_pay(receipt).is_err();
        Self {
            customer: receipt.customer,
            order: receipt.order,
            currency: receipt.currency,
            received: receipt.amount,
            left: if waits {
                receipt.amount
            } else {
                receipt.unallocated
            },
            received_on: receipt.received_on,
        }
    }
}

/// Pays plans from what a confirmed receipt has left: as said, or by the strategy.
pub(crate) fn allocate(
    cx: &mut Context<'_>,
    receipt: &mut Receipt,
    wanted: Option<&[AllocationArgs]>,
    strategy: Strategy,
    effective_on: Date,
) -> Result<()> {
    let (plans, mut shares) = match wanted {
        Some(wanted) => {
            allocation::check_form(receipt.currency, wanted)?;
            let plans = named(cx, wanted)?;
            let money = (receipt.currency, receipt.received_on);
            let payer = Payer::of(receipt);
            let shares = allocation::explicit(payer, wanted, &plans, |plan, amount| {
                exchanged(cx, plan, amount, money)
            })?;
            (plans, shares)
        }
        None => {
            let (plans, proposed) = propose(cx, &Purse::of(receipt), strategy)?;
            (
                plans,
                proposed.into_iter().map(|found| found.share).collect(),
            )
        }
    };
    tolerate(cx, &Purse::of(receipt), &plans, &mut shares)?;
    let paid = shares.into_iter().filter_map(|share| {
        let plan = plans.iter().find(|plan| plan.id == share.plan);
        plan.map(|plan| (plan, share))
    });
    let (paid, shares): (Vec<&Plan>, Vec<Share>) = paid.unzip();
    let days = store::bearing(cx, &paid, effective_on)?;
    for ((plan, share), on) in paid.into_iter().zip(shares).zip(days) {
        pay(cx, receipt, plan, share, on)?;
    }
    Ok(())
}

/// The customer's open plans that are no longer waiting, those of the order that the payer means
/// first, and what a strategy proposes for them.
pub(crate) fn propose(
    cx: &mut Context<'_>,
    purse: &Purse,
    strategy: Strategy,
) -> Result<(Vec<Plan>, Vec<Proposed>)> {
    if strategy == Strategy::Manual {
        return Ok((Vec::new(), Vec::new()));
    }
    let money = Money {
        amount: purse.left,
        currency: purse.currency,
        received_on: purse.received_on,
    };
    let customer = purse.customer.raw();
    if strategy == Strategy::OldestDue && purse.order.is_none() {
        let plans = store::first_open_plans(cx, customer, purse.currency)?;
        let proposed = strategy::propose(strategy, money, &plans)?;
        let spent = Amount::sum(proposed.iter().map(|found| found.share.paid))?;
        if spent == money.amount || plans.len() < store::FIRST_OPEN {
            return Ok((plans, proposed));
        }
    }
    let mut plans = store::open_plans(cx, customer, purse.currency)?;
    if purse.order.is_some() {
        plans.sort_by_key(|plan| Some(plan.order) != purse.order);
    }
    let proposed = strategy::propose(strategy, money, &plans)?;
    Ok((plans, proposed))
}

/// Writes off what the payments leave open within the tolerance.
pub(crate) fn tolerate(
    cx: &Context<'_>,
    purse: &Purse,
    plans: &[Plan],
    shares: &mut [Share],
) -> Result<()> {
    let mut left = purse.left;
    for share in shares.iter() {
        left = left.minus(share.paid)?;
    }
    // A tolerance is in the currency of the money.
    let last = shares
        .last()
        .and_then(|last| plans.iter().find(|plan| plan.id == last.plan));
    if last.is_some_and(|plan| plan.currency != purse.currency) {
        return Ok(());
    }
    let settings = cx.settings();
    let tolerance = settings.tolerance_of(purse.received, purse.currency)?;
    allocation::within_tolerance(shares, plans, left, tolerance)
}

/// How a customer's receipts are allocated when nothing is said.
pub(crate) fn strategy(cx: &mut Context<'_>, customer: CustomerId) -> Result<Strategy> {
    let customer: Option<Customer> = cx.find(customer)?;
    let own = customer.and_then(|customer| customer.allocation);
    Ok(own.unwrap_or(cx.settings().allocation))
}

/// Checks what a receipt that is not confirmed is meant to pay.
///
/// # Errors
/// `not_found` at `allocations[i].plan`; as [`allocation::intended`].
pub(crate) fn check_intended(
    cx: &mut Context<'_>,
    receipt: &Receipt,
    wanted: &[AllocationArgs],
) -> Result<()> {
    let plans = named(cx, wanted)?;
    let money = (receipt.currency, receipt.received_on);
    allocation::intended(receipt, wanted, &plans, |plan, amount| {
        exchanged(cx, plan, amount, money)
    })
}

/// What an amount of a plan in another currency takes of money that came in on a day (M33).
fn exchanged(
    cx: &mut Context<'_>,
    plan: &Plan,
    amount: Amount,
    (currency, received_on): (Currency, Date),
) -> Result<Amount> {
    let by = conversion(cx, plan.currency, currency, received_on)?;
    by.apply(amount, Tie::HalfUp)
}

/// The plans that allocations name, in the same order.
pub(crate) fn named(cx: &mut Context<'_>, wanted: &[AllocationArgs]) -> Result<Vec<Plan>> {
    let plans = wanted.iter().enumerate().map(|(index, wanted)| {
        let plan = cx.refer_for_update::<Plan>(wanted.plan);
        plan.map_err(|error| error.at(format!("allocations[{index}].plan")))
    });
    plans.collect()
}

/// Pays one plan: money, discount and difference, each a detail of its own.
fn pay(
    cx: &mut Context<'_>,
    receipt: &mut Receipt,
    plan: &Plan,
    share: Share,
    effective_on: Date,
) -> Result<()> {
    let amounts = [
        (DetailKind::Collected, share.amount),
        (DetailKind::Discounted, share.discount),
        (DetailKind::WrittenOff, share.write_off),
    ];
    let entries = amounts
        .into_iter()
        .filter(|(_, amount)| !amount.is_zero())
        .map(|(kind, amount)| {
            let other = kind == DetailKind::Collected && plan.currency != receipt.currency;
            Entry {
                receipt: Some(receipt.id),
                of_receipt: other.then_some((receipt.currency, share.paid)),
                ..Entry::of(kind, amount)
            }
        });
    let entries = entries.collect();
    let written = move_plan(cx, plan, entries, effective_on, "collected")?;
    take(receipt, written)
}

/// Takes details of a receipt back: what they settled is open again (M27). Those of one plan move
/// it once.
pub(crate) fn take_back(
    cx: &mut Context<'_>,
    receipt: &mut Receipt,
    wanted: impl Fn(&Allocation) -> bool,
    on: Date,
) -> Result<()> {
    let back: Vec<Allocation> = standing(&receipt.allocations)
        .filter(|detail| wanted(detail))
        .cloned()
        .collect();
    let written = reopen(cx, &back, on)?;
    take(receipt, written)
}

/// Adds details to a receipt and takes their money from what it has left.
fn take(receipt: &mut Receipt, written: Vec<Allocation>) -> Result<()> {
    for detail in &written {
        if detail.kind == DetailKind::Collected {
            receipt.unallocated = receipt.unallocated.minus(detail.paid())?;
        }
    }
    receipt.allocations.extend(written);
    Ok(())
}
