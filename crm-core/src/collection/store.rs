//! Plans, collection details and changes of plans as rows.

use super::change::PlanChange;
use super::detail::Allocation;
use super::model::Plan;
use crate::base::error::Result;
use crate::base::id::{CustomerId, Id, OrderId, PlanId};
use crate::base::limits::AMOUNT_DECIMALS;
use crate::base::{Currency, Date};
use crate::engine::{Ahead, Context};
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::cell::{day, figure};
use crate::storage::select::Select;
use crate::storage::{Value, stored};

stored!(Plan, "crm_plan", record: "plan", PlanId, Permission::CollectionRead,
    |plan| Access { owner: plan.owner, department: plan.department });
stored!(Allocation, "crm_allocation");
stored!(PlanChange, "crm_plan_change");

/// The condition of every list of what is open; it is also the one of the partial indexes.
pub(crate) const OPEN: &str =
    "collected + discounted + written_off + credited <> amount AND cancelled = 0";

/// The condition of what waits for an event: it is due after everything else.
pub(crate) const WAITING: &str = "due_on = '9999-12-31'";

/// The plans of an order's last approval, in order. Fees and interest that letters claim of it are
/// not among them: they are no part of its total.
pub(crate) fn plans_of(cx: &mut Context<'_>, order: OrderId) -> Result<Vec<Plan>> {
    cx.rows_for_update(PLANS_OF, &[Value::Int(order.raw())])
}

/// See [`plans_of`].
pub(crate) const PLANS_OF: &str = "WHERE \"order\" = ?1 \
    AND revision = (SELECT revision FROM crm_order WHERE id = ?1) AND kind = 'sale' ORDER BY sequence";

/// The same with the fees and interest that letters claim of the order, those first.
pub(crate) fn plans_and_claims_of(cx: &mut Context<'_>, order: OrderId) -> Result<Vec<Plan>> {
    let condition = "WHERE \"order\" = ?1 \
        AND revision IN (0, (SELECT revision FROM crm_order WHERE id = ?1)) \
        ORDER BY revision, sequence";
    cx.rows_for_update(condition, &[Value::Int(order.raw())])
}

/// A customer's open plans in one currency that are no longer waiting, oldest due first (M17).
pub(crate) fn open_plans(
    cx: &mut Context<'_>,
    customer: i64,
    currency: Currency,
) -> Result<Vec<Plan>> {
    let values = [Value::Int(customer), currency.code().into()];
    cx.rows_for_update(&open_of(), &values)
}

/// The first of them: money seldom pays more, and a customer may have thousands.
pub(crate) fn first_open_plans(
    cx: &mut Context<'_>,
    customer: i64,
    currency: Currency,
) -> Result<Vec<Plan>> {
    let values = [Value::Int(customer), currency.code().into()];
    cx.rows_for_update(&first_open_of(), &values)
}

/// How many plans are the first of what is open.
pub(crate) const FIRST_OPEN: usize = 40;

fn open_of() -> String {
    format!(
        "WHERE customer = ?1 AND currency = ?2 AND {OPEN} AND due_on < '9999-12-31' \
         ORDER BY due_on, id"
    )
}

fn first_open_of() -> String {
    format!("{} LIMIT {FIRST_OPEN}", open_of())
}

/// Says that a customer's open plans will be paid.
pub(crate) fn ahead_of_open(ahead: &mut Ahead, customer: CustomerId, currency: Currency) {
    let values = vec![customer.raw().into(), currency.code().into()];
    ahead.change_rows::<Plan>(&first_open_of(), values);
}

/// The collection details of a plan, oldest first.
pub(crate) fn details_of(cx: &mut Context<'_>, plan: PlanId) -> Result<Vec<Allocation>> {
    let id = [Value::Int(plan.raw())];
    cx.rows("WHERE plan = ?1 ORDER BY id", &id, AMOUNT_DECIMALS)
}

/// The changes of a plan, oldest first.
pub(crate) fn changes_of(cx: &mut Context<'_>, plan: PlanId) -> Result<Vec<PlanChange>> {
    let id = [Value::Int(plan.raw())];
    cx.rows("WHERE plan = ?1 ORDER BY id", &id, AMOUNT_DECIMALS)
}

/// The first days on which plans can bear what is said to settle them on a day: not before there was
/// such a plan, nor before what it makes up for was taken back or what it settles was added (M20).
/// Only what is written behind its day meets anything.
pub(crate) fn bearing(cx: &mut Context<'_>, plans: &[&Plan], on: Date) -> Result<Vec<Date>> {
    let mut days: Vec<Date> = plans.iter().map(|plan| on.max(plan.effective_on)).collect();
    if on >= cx.today() || plans.is_empty() {
        return Ok(days);
    }
    for (table, made_room) in [
        ("crm_allocation", "amount < 0"),
        ("crm_plan_change", "amount > 0"),
    ] {
        let mut select = Select::new();
        select.any_of("plan", plans.iter().map(|plan| plan.id.raw()).collect());
        select.and(made_room, []);
        let last = format!("SELECT plan, max(effective_on) FROM {table}");
        let (sql, values) = select.between(&last, " GROUP BY plan");
        cx.db().query(&sql, &values, &mut |row| {
            let (id, last) = (PlanId::from_raw(figure(row, 0)?), day(row, 1)?);
            let own = plans.iter().zip(&mut days).find(|(plan, _)| plan.id == id);
            if let (Some((_, first)), Some(last)) = (own, last) {
                *first = last.max(*first);
            }
            Ok(())
        })?;
    }
    Ok(days)
}
