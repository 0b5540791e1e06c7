//! Plans and collection details as rows.

use super::model::Plan;
use crate::base::Currency;
use crate::base::error::Result;
use crate::base::id::{CustomerId, Id, OrderId, PlanId};
use crate::base::limits::AMOUNT_DECIMALS;
use crate::engine::{Ahead, Context};
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::receipt::model::Allocation;
use crate::storage::{Value, stored};

stored!(Plan, "crm_plan", record: "plan", PlanId, Permission::CollectionRead,
    |plan| Access { owner: plan.owner, department: plan.department });
stored!(Allocation, "crm_allocation");

/// The condition of every list of what is open; it is also the one of the partial indexes.
pub(crate) const OPEN: &str = "collected <> amount AND cancelled = 0";

/// The plans of an order's last approval, in order.
pub(crate) fn plans_of(cx: &mut Context<'_>, order: OrderId) -> Result<Vec<Plan>> {
    cx.rows_for_update(PLANS_OF, &[Value::Int(order.raw())])
}

/// See [`plans_of`].
pub(crate) const PLANS_OF: &str = "WHERE \"order\" = ?1 \
    AND revision = (SELECT revision FROM crm_order WHERE id = ?1) ORDER BY sequence";

/// A customer's open plans in one currency, oldest due first (M17).
pub(crate) fn open_plans(
    cx: &mut Context<'_>,
    customer: i64,
    currency: Currency,
) -> Result<Vec<Plan>> {
    let values = [Value::Int(customer), currency.code().into()];
    cx.rows_for_update(&open_of(), &values)
}

fn open_of() -> String {
    format!("WHERE customer = ?1 AND currency = ?2 AND {OPEN} ORDER BY due_on, id")
}

/// Says that a customer's open plans will be paid.
pub(crate) fn ahead_of_open(ahead: &mut Ahead, customer: CustomerId, currency: Currency) {
    let values = vec![customer.raw().into(), currency.code().into()];
    ahead.change_rows::<Plan>(&open_of(), values);
}

/// The collection details of a plan, oldest first.
pub(crate) fn details_of(cx: &mut Context<'_>, plan: PlanId) -> Result<Vec<Allocation>> {
    let id = [Value::Int(plan.raw())];
    cx.rows("WHERE plan = ?1 ORDER BY id", &id, AMOUNT_DECIMALS)
}
