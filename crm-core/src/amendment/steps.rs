//! Carrying an amendment out: the order, its plans, and what had settled them move together.

use super::model::{NewPlan, PlanMove};
use super::replan::{Replan, taxes};
use crate::base::error::Result;
use crate::base::id::PlanId;
use crate::base::{Amount, Date, Line};
use crate::collection::begun::{begin, changed, lower, offers, relower};
use crate::collection::change::{PlanChange, PlanChangeKind};
use crate::collection::detail::{Allocation, DetailKind, standing};
use crate::collection::due::DueOn;
use crate::collection::model::{Plan, PlanBasis, PlanKind};
use crate::collection::settle::{self, Entry};
use crate::collection::start::{Direction, Starting};
use crate::collection::store;
use crate::delivery;
use crate::engine::Context;
use crate::invoice;
use crate::order::Order;
use crate::receipt::steps::tell;
use crate::storage::Record as _;
use crate::terms::Events;
use crate::terms::Start;
use crate::terms::steps::Resolved;

/// What an amendment is about, beside its figures.
pub(super) struct Following<'a> {
    /// The order as it is from now on.
    pub(super) order: &'a Order,
    /// What has happened to it.
    pub(super) events: Events,
    /// What moves due dates.
    pub(super) resolved: Resolved,
    /// The day the amendment takes effect.
    pub(super) on: Date,
    /// Why.
    pub(super) reason: &'a Line,
}

/// Moves the plans as decided, and adds a new one; answers what became of each.
///
/// # Errors
/// `calendar.no_workday`, `date.out_of_range`.
pub(super) fn follow(
    cx: &mut Context<'_>,
    following: &Following<'_>,
    plans: &[Plan],
    replan: Replan,
    new: &NewPlan,
) -> Result<Vec<PlanMove>> {
    let mut moves = replan.moves;
    let added = replan.added.filter(|amount| !amount.is_zero());
    let new_id = added.map(|_| cx.new_id::<PlanId>()).transpose()?;
    let figures = figures(plans, &moves, added.zip(new_id));
    let order = following.order;
    let taxes = taxes(&figures, order.tax, order.currency)?;
    for plan in plans.iter().filter(|plan| !plan.cancelled) {
        let found = moves.iter().find(|one| one.plan == Some(plan.id));
        let amount = found.map_or(plan.amount, |found| found.after);
        let tax = taxes.iter().find(|(id, _)| *id == plan.id);
        let tax = tax.map_or(plan.tax, |(_, tax)| *tax);
        if amount != plan.amount || tax != plan.tax {
            amend(cx, following, plan, (amount, tax))?;
        }
    }
    if let (Some(amount), Some(id)) = (added, new_id) {
        let tax = taxes.iter().find(|(plan, _)| *plan == id);
        let figures = (amount, tax.map_or(Amount::ZERO, |(_, tax)| *tax));
        let sequence = plans.iter().map(|plan| plan.sequence).max().unwrap_or(0);
        let plan = self::new(cx, following, id, sequence.saturating_add(1), figures, new)?;
        moves.push(PlanMove {
            plan: Some(plan),
            before: None,
            after: amount,
            released: Amount::ZERO.of(order.currency)?,
        });
    }
    Ok(moves)
}

/// Each plan that stands, with its amount from now on, its tax so far, and whether it moves.
fn figures(
    plans: &[Plan],
    moves: &[PlanMove],
    added: Option<(Amount, PlanId)>,
) -> Vec<(PlanId, Amount, Amount, bool)> {
    let sale = |plan: &&Plan| !plan.cancelled && plan.kind == PlanKind::Sale;
    let mut figures: Vec<_> = plans
        .iter()
        .filter(sale)
        .map(|plan| {
            let found = moves.iter().find(|one| one.plan == Some(plan.id));
            let after = found.map_or(plan.amount, |found| found.after);
            (plan.id, after, plan.tax, found.is_some())
        })
        .collect();
    figures.extend(added.map(|(amount, id)| (id, amount, Amount::ZERO, true)));
    figures
}

/// Gives a plan another amount and tax; what settled it beyond that is released.
fn amend(
    cx: &mut Context<'_>,
    following: &Following<'_>,
    plan: &Plan,
    figures: (Amount, Amount),
) -> Result<()> {
    let days = (&following.resolved, following.on);
    set_amount(cx, plan, figures, days, following.reason)
}

/// The same for any amendment. Of nothing is left what is cancelled.
pub(super) fn set_amount(
    cx: &mut Context<'_>,
    plan: &Plan,
    (amount, tax): (Amount, Amount),
    (resolved, on): (&Resolved, Date),
    reason: &Line,
) -> Result<()> {
    let mut released = plan.clone();
    let mut details = release(cx, &mut released, amount, on)?;
    let mut after = released.clone();
    let kind = if amount.is_zero() && !plan.amount.is_zero() {
        after.cancelled = true;
        PlanChangeKind::Cancelled
    } else {
        after.amount = amount;
        after.tax = tax;
        offers(&mut after, resolved)?;
        if plan.started_on.is_some() {
            details.extend(relower(cx, &released, &mut after, on)?);
        }
        PlanChangeKind::Amended
    };
    let mut change = changed(cx, &released, &after, kind, on)?;
    change.reason = Some(reason.clone());
    let verb = if after.cancelled {
        "cancelled"
    } else {
        "amended"
    };
    cx.update(plan, &mut after, verb)?;
    settle::write(cx, &details)?;
    cx.insert_rows::<PlanChange>(&[change])
}

/// Takes back what settles a plan beyond an amount: first what was conceded, then money and credit
/// notes, each the latest first. Money and credit notes are the customer's credit again (M24).
pub(crate) fn release(
    cx: &mut Context<'_>,
    plan: &mut Plan,
    down_to: Amount,
    on: Date,
) -> Result<Vec<Allocation>> {
    let mut left = plan.settled()?.minus(down_to)?;
    if !left.is_positive() {
        return Ok(Vec::new());
    }
    let found = store::details_of(cx, plan.id)?;
    let mut stands: Vec<&Allocation> = standing(&found).collect();
    stands.sort_by_key(|detail| {
        let rank = match detail.kind {
            DetailKind::WrittenOff => 0,
            DetailKind::Discounted => 1,
            DetailKind::Collected => 2,
            DetailKind::Credited => 3,
        };
        (rank, std::cmp::Reverse(detail.id))
    });
    let (mut entries, mut day) = (Vec::new(), on);
    for detail in stands {
        let part = detail.amount.min(left);
        if !part.is_positive() {
            continue;
        }
        left = left.minus(part)?;
        day = day.max(detail.effective_on);
        entries.push(Entry::against(detail));
        let (_, stays) = Entry::parted(detail, part)?;
        if !stays.amount.is_zero() {
            entries.push(stays);
        }
    }
    let details = settle::details(cx, plan, entries, day)?;
    tell(cx, &details, "released")?;
    Ok(details)
}

/// Releases everything that has settled the plans of an order, and cancels them: what was collected
/// is the customer's credit (M25).
pub(crate) fn release_order(cx: &mut Context<'_>, order: &Order) -> Result<()> {
    let today = cx.today();
    for plan in store::plans_of(cx, order.id)? {
        if plan.cancelled {
            continue;
        }
        let mut released = plan.clone();
        let nothing = Amount::ZERO.of(order.currency)?;
        let details = release(cx, &mut released, nothing, today)?;
        let mut after = released.clone();
        after.cancelled = true;
        let kind = PlanChangeKind::Cancelled;
        let change = changed(cx, &released, &after, kind, today)?;
        cx.update(&plan, &mut after, "cancelled")?;
        settle::write(cx, &details)?;
        cx.insert_rows::<PlanChange>(&[change])?;
    }
    Ok(())
}

/// Adds a plan.
fn new(
    cx: &mut Context<'_>,
    following: &Following<'_>,
    id: PlanId,
    sequence: u32,
    (amount, tax): (Amount, Amount),
    new: &NewPlan,
) -> Result<PlanId> {
    let order = following.order;
    let nothing = Amount::ZERO.of(order.currency)?;
    let mut plan = Plan {
        id,
        version: 1,
        order: order.id,
        customer: order.customer,
        owner: order.owner,
        department: order.department,
        currency: order.currency,
        revision: order.revision,
        sequence,
        kind: PlanKind::Sale,
        amount,
        tax: tax.of(order.currency)?,
        collected: nothing,
        discounted: nothing,
        written_off: nothing,
        credited: nothing,
        effective_on: following.on,
        started_on: None,
        due_on: DueOn(None),
        first_due_on: None,
        slips: 0,
        remind_on: None,
        expected_on: None,
        method: new.method.clone().or_else(|| order.payment_method.clone()),
        path: None,
        retention: false,
        basis: PlanBasis {
            starts: new.starts,
            milestone: new.milestone.clone(),
            due: new.due.clone(),
            remind_days: cx.settings().remind_days,
            ..PlanBasis::default()
        },
        early: None,
        waived: false,
        split_from: None,
        cancelled: false,
        created_at: cx.now(),
    };
    let start = match new.starts {
        Start::Approval => Some(following.on),
        starts => following.events.day(starts, new.milestone.as_ref()),
    };
    let mut details = Vec::new();
    if let Some(start) = start {
        begin(&mut plan, start, &following.resolved)?;
        details = lower(cx, &mut plan, start)?;
    }
    cx.insert(&plan, "created")?;
    settle::write(cx, &details)?;
    Ok(plan.id())
}

/// Lets plans that start with deliveries and tax invoices follow the order as it is now (M9). What is
/// there already starts new plans, and all of them when nothing is left to come that would; of an
/// order that became larger a smaller share has come, and the rest waits, but for what is settled.
///
/// # Errors
/// `calendar.no_workday`, `date.out_of_range`.
pub(super) fn catch_up(cx: &mut Context<'_>, order: &Order, on: Date) -> Result<()> {
    let quantities = delivery::store::delivered(cx, order.id)?;
    if !quantities.is_empty() {
        let progress = delivery::rules::progress(order, &quantities)?;
        let done = delivery::rules::done(order, &progress)?;
        let mut starting = Starting::of(cx, order, on)?;
        starting.reached(cx, Start::Delivery, done, Direction::Either)?;
        match delivery::rules::complete(&progress) {
            true => starting.happened(cx, Start::FullDelivery, None)?,
            false => starting.not_yet(cx, Start::FullDelivery)?,
        }
    }
    invoice::steps::follow(cx, order.id, Direction::Either, on).map(|_| ())
}
