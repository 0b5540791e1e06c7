//! What the operations of orders do to their plans, in the same transaction.

use super::begun::{changed, lower};
use super::change::PlanChangeKind;
use super::detail::Allocation;
use super::due::DueOn;
use super::model::{Plan, PlanBasis, PlanKind};
use super::settle;
use super::shown::CollectionPlan;
use super::store;
use crate::base::error::{Error, Result};
use crate::base::id::{Id, OrderId};
use crate::base::{Amount, Warning};
use crate::contract::Contract;
use crate::engine::{Ahead, Context};
use crate::exchange;
use crate::order::{self, Order};
use crate::receipt::{self, rules::CREDIT_WAITS};
use crate::terms::steps::{Resolved, schedule, template_of};
use crate::terms::{Events, PlannedLine, Start, Template, TermLine, Total};

/// Makes the plans of an order that is being approved (M1), with what the approver should know: by
/// its own terms, else the whole on the day of approval. The order keeps the edition of its terms.
///
/// # Errors
/// `not_found` at `terms` or `calendar`; as [`schedule`] at `terms.lines[i]`.
pub(crate) fn generate(
    cx: &mut Context<'_>,
    order: &mut Order,
) -> Result<(Vec<CollectionPlan>, Vec<Warning>)> {
    let (template, edition) = template_of(cx, order.terms, None)?;
    order.terms_edition = edition;
    // What happened after an earlier approval has happened still.
    let events = events(cx, order, &template, order.revision > 1)?;
    let resolved = Resolved::of(cx, &template, None)?;
    let money = (total(order), order.currency);
    let planned = schedule(cx, money, &events, &template, &resolved, false);
    let planned = planned.map_err(|error| error.under("terms"))?;
    let credit = receipt::store::credit_of(cx, order.customer, order.currency)?;
    let unvalued = exchange::steps::approved(cx, order)?;
    let plans = plans_from(cx, order, planned.lines, (&template, &events), 0)?;
    let today = cx.today();
    let shown = plans
        .iter()
        .map(|plan| plan.on(today))
        .collect::<Result<Vec<_>>>()?;
    let language = cx.language();
    let warning = |remark: Error| Warning::of(&remark.under("terms"), language);
    let mut warnings: Vec<_> = planned.warnings.into_iter().map(warning).collect();
    let waiting = credit.is_positive().then(|| {
        let error = CREDIT_WAITS.at("order").with("customer", order.customer);
        error
            .with("credit", credit)
            .with("currency", order.currency)
    });
    let remarks = unvalued.into_iter().chain(waiting);
    warnings.extend(remarks.map(|error| Warning::of(&error, language)));
    Ok((shown, warnings))
}

/// Makes the plans of planned lines, behind the last there is.
pub(crate) fn plans_from(
    cx: &mut Context<'_>,
    order: &Order,
    lines: Vec<PlannedLine>,
    (template, events): (&Template, &Events),
    last: u32,
) -> Result<Vec<Plan>> {
    let (mut plans, mut details) = (Vec::with_capacity(lines.len()), Vec::new());
    for mut line in lines {
        line.sequence = line.sequence.saturating_add(last);
        let at = usize::try_from(line.line.saturating_sub(1)).unwrap_or(usize::MAX);
        let (plan, lowered) = plan_of(cx, order, line, template.lines.get(at), events)?;
        details.extend(lowered);
        plans.push(plan);
    }
    cx.insert_all(&plans, "created")?;
    settle::write(cx, &details)?;
    Ok(plans)
}

/// The total of an order, and the tax in it.
pub(crate) fn total(order: &Order) -> Total {
    Total {
        gross: order.gross,
        tax: order.tax,
    }
}

/// What has happened to an order, as far as the lines of its terms wait for it; with what was
/// recorded of it, when anything can have been.
pub(crate) fn events(
    cx: &mut Context<'_>,
    order: &Order,
    template: &Template,
    recorded: bool,
) -> Result<Events> {
    let mut happened = Vec::new();
    let day = order.approved_on.unwrap_or(cx.today());
    happened.push((Start::Approval, None, day));
    let waits = |start| template.lines.iter().any(|line| line.starts == start);
    if let Some(day) = order.signed_on {
        happened.push((Start::Signing, None, day));
    }
    if let Some(contract) = order.contract.filter(|_| waits(Start::ContractEnd))
        && let Some(day) = cx
            .find::<Contract>(contract)?
            .and_then(|found| found.ends_on)
    {
        happened.push((Start::ContractEnd, None, day));
    }
    if recorded {
        for event in order::store::events_of(cx, order.id)? {
            let kind = event.event.start();
            happened.push((kind, event.milestone, event.happened_on));
        }
    }
    Ok(Events { happened })
}

/// A planned line as a plan of an order, with the detail that lowers it from the beginning.
fn plan_of(
    cx: &mut Context<'_>,
    order: &Order,
    line: PlannedLine,
    term: Option<&TermLine>,
    events: &Events,
) -> Result<(Plan, Vec<Allocation>)> {
    let nothing = Amount::ZERO.of(order.currency)?;
    let effective_on = order.approved_on.unwrap_or(cx.today());
    let start = events.day(line.starts, line.milestone.as_ref());
    let mut plan = Plan {
        id: cx.new_id()?,
        version: 1,
        order: order.id,
        customer: order.customer,
        owner: order.owner,
        department: order.department,
        currency: order.currency,
        revision: order.revision,
        sequence: line.sequence,
        kind: PlanKind::Sale,
        amount: line.amount,
        tax: line.tax,
        collected: nothing,
        discounted: nothing,
        written_off: nothing,
        credited: nothing,
        effective_on,
        started_on: start,
        due_on: DueOn(None),
        first_due_on: None,
        slips: 0,
        remind_on: None,
        expected_on: line.expected_on,
        retention: line.retention,
        basis: PlanBasis::of(&line, term),
        method: line.method.or_else(|| order.payment_method.clone()),
        path: None,
        early: line.early_payment,
        waived: false,
        split_from: None,
        cancelled: false,
        created_at: cx.now(),
    };
    if let Some(due_on) = line.due_on {
        plan.due(due_on, line.path);
    }
    let details = lower(cx, &mut plan, effective_on)?;
    Ok((plan, details))
}

/// Says that the plans of an order will be shown.
pub(crate) fn ahead(ahead: &mut Ahead, order: OrderId) {
    ahead.rows::<Plan>(store::PLANS_OF, vec![order.raw().into()]);
}

/// Says that the plans of an order will be changed.
pub(crate) fn ahead_for_update(ahead: &mut Ahead, order: OrderId) {
    ahead.change_rows::<Plan>(store::PLANS_OF, vec![order.raw().into()]);
}

/// What has come in for an order.
pub(crate) fn collected(cx: &mut Context<'_>, order: &Order) -> Result<Amount> {
    let plans = store::plans_of(cx, order.id)?;
    let sum = Amount::sum(plans.iter().map(|plan| plan.collected))?;
    sum.of(order.currency)
}

/// Cancels the plans of an order whose approval is taken back or that is given up. Fees and
/// interest that letters claim of it stay until the letters are withdrawn: the customer was late
/// all the same.
pub(crate) fn cancel(cx: &mut Context<'_>, order: &Order) -> Result<()> {
    let today = cx.today();
    let mut changes = Vec::new();
    for plan in store::plans_of(cx, order.id)? {
        let mut after = plan.clone();
        after.cancelled = true;
        changes.push(changed(
            cx,
            &plan,
            &after,
            PlanChangeKind::Cancelled,
            today,
        )?);
        cx.update(&plan, &mut after, "cancelled")?;
    }
    cx.insert_rows(&changes)
}

/// Gives the plans of an order, with the fees and interest that letters claim of it, to its
/// salesperson and department.
pub(crate) fn assign(cx: &mut Context<'_>, order: &Order) -> Result<()> {
    for plan in store::plans_and_claims_of(cx, order.id)? {
        let mut after = plan.clone();
        after.owner = order.owner;
        after.department = order.department;
        cx.update(&plan, &mut after, "assigned")?;
    }
    Ok(())
}

/// The plans of an order as they stand today.
pub(crate) fn plans(cx: &mut Context<'_>, order: &Order) -> Result<Vec<CollectionPlan>> {
    let today = cx.today();
    let plans = store::plans_of(cx, order.id)?;
    plans.iter().map(|plan| plan.on(today)).collect()
}
