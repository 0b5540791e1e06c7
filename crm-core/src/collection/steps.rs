//! What the operations of orders do to their plans, in the same transaction.

use super::model::{CollectionPlan, Plan};
use super::store;
use crate::base::error::{Error, Result};
use crate::base::id::{Id, OrderId};
use crate::base::{Amount, Date, Warning};
use crate::engine::{Ahead, Context};
use crate::order::Order;
use crate::terms::model::{Planned, Template, TermLine};
use crate::terms::steps::{agreed, schedule};

/// Makes the plans of an order that is being approved (M1), with what the approver should know: by
/// its own terms, else the whole on the day of approval.
///
/// # Errors
/// `not_found` at `terms` or `calendar`; as [`schedule`] at `terms.lines[i]`.
pub(crate) fn generate(
    cx: &mut Context<'_>,
    order: &Order,
) -> Result<(Vec<CollectionPlan>, Vec<Warning>)> {
    let today = cx.today();
    let base = order.approved_on.unwrap_or(today);
    let Planned { lines, warnings } = planned(cx, order, base)?;
    let mut plans = Vec::with_capacity(lines.len());
    for line in lines {
        let remind = i64::from(line.remind_days);
        plans.push(Plan {
            id: cx.new_id()?,
            version: 1,
            order: order.id,
            customer: order.customer,
            owner: order.owner,
            department: order.department,
            currency: order.currency,
            revision: order.revision,
            sequence: line.sequence,
            amount: line.amount,
            collected: Amount::ZERO.of(order.currency)?,
            due_on: line.due_on,
            remind_on: line.due_on.plus_days(-remind).unwrap_or(line.due_on),
            method: line.method.or_else(|| order.payment_method.clone()),
            path: line.path,
            cancelled: false,
            created_at: cx.now(),
        });
    }
    cx.insert_all(&plans, "created")?;
    let shown = plans
        .iter()
        .map(|plan| plan.on(today))
        .collect::<Result<Vec<_>>>()?;
    let language = cx.language();
    let warning = |remark: Error| Warning::of(&remark.under("terms"), language);
    Ok((shown, warnings.into_iter().map(warning).collect()))
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

/// Cancels the plans of an order whose approval is taken back or that is given up.
pub(crate) fn cancel(cx: &mut Context<'_>, order: &Order) -> Result<()> {
    for plan in store::plans_of(cx, order.id)? {
        let mut after = plan.clone();
        after.cancelled = true;
        cx.update(&plan, &mut after, "cancelled")?;
    }
    Ok(())
}

/// Gives the plans of an order to its salesperson and department.
pub(crate) fn assign(cx: &mut Context<'_>, order: &Order) -> Result<()> {
    for plan in store::plans_of(cx, order.id)? {
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

/// The lines an order's total comes to under its terms.
fn planned(cx: &mut Context<'_>, order: &Order, base: Date) -> Result<Planned> {
    let template = match order.terms {
        None => whole(),
        Some(id) => agreed(cx, id)?.into_template(),
    };
    let money = (order.gross, order.currency);
    schedule(cx, money, base, &template, None).map_err(|error| match error.field() {
        Some("calendar") => error,
        _ => error.under("terms"),
    })
}

/// The terms of an order that has none: all of it, due on the base date.
fn whole() -> Template {
    let line = TermLine {
        balance: true,
        ..TermLine::default()
    };
    Template {
        lines: vec![line],
        ..Template::default()
    }
}
