//! What the operations of orders do to their plans, in the same transaction.

use super::model::{Planned, Template, TermLine, Terms};
use super::plan::{CollectionPlan, Plan};
use super::{ops, store};
use crate::base::error::Result;
use crate::base::id::Id;
use crate::base::{Amount, Date, Warning};
use crate::engine::Context;
use crate::order::Order;

/// Makes the plans of an order that is being approved (M1): its own terms, else the customer's,
/// else the whole on the day of approval.
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
            method: line.method,
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
    let warnings = warnings
        .iter()
        .map(|warning| Warning::of(warning, language))
        .collect();
    Ok((shown, warnings))
}

/// What has come in for an order.
pub(crate) fn collected(cx: &mut Context<'_>, order: &Order) -> Result<Amount> {
    let plans = store::plans_of(cx, order.id.raw(), order.revision)?;
    let sum = Amount::sum(plans.iter().map(|plan| plan.collected))?;
    sum.of(order.currency)
}

/// Cancels the plans of an order whose approval is taken back or that is given up.
pub(crate) fn cancel(cx: &mut Context<'_>, order: &Order) -> Result<()> {
    for plan in store::plans_of(cx, order.id.raw(), order.revision)? {
        let mut after = plan.clone();
        after.cancelled = true;
        cx.update(&plan, &mut after, "cancelled")?;
    }
    Ok(())
}

/// The plans of an order as they stand today.
pub(crate) fn plans(cx: &mut Context<'_>, order: &Order) -> Result<Vec<CollectionPlan>> {
    let today = cx.today();
    let plans = store::plans_of(cx, order.id.raw(), order.revision)?;
    plans.iter().map(|plan| plan.on(today)).collect()
}

/// The lines an order's total comes to under its terms.
fn planned(cx: &mut Context<'_>, order: &Order, base: Date) -> Result<Planned> {
    let terms = match order.terms {
        Some(id) => cx.find::<Terms>(id)?,
        None => None,
    };
    let template = terms.map_or_else(whole, Terms::into_template);
    ops::schedule(cx, (order.gross, order.currency), base, &template, None)
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
