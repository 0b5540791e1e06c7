//! Term templates, plans, receipts and collection details as rows.

use super::model::Terms;
use super::plan::Plan;
use super::receipt::{Allocation, Receipt};
use crate::base::Name;
use crate::base::error::Result;
use crate::base::id::{CustomerId, Id, OrderId, PlanId, ReceiptId, TermsId};
use crate::base::limits::AMOUNT_DECIMALS;
use crate::base::messages::TAKEN;
use crate::base::{CodeText, Currency};
use crate::customer::Customer;
use crate::engine::{Ahead, Context};
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::select::Sort;
use crate::storage::{Value, statement, stored};

stored!(Plan, "crm_plan", record: "plan", PlanId, Permission::CollectionRead,
    |plan| Access { owner: plan.owner, department: plan.department });
stored!(Receipt, "crm_receipt", record: "receipt", ReceiptId, Permission::CollectionRead,
    |receipt| Access { owner: receipt.owner, department: receipt.department },
    children: [allocations]);
stored!(Allocation, "crm_allocation");

/// The condition of every list of what is open; it is also the one of the partial indexes.
pub(crate) const OPEN: &str = "collected <> amount AND cancelled = 0";

/// The condition of every list of credit; it is also the one of the partial indexes. Only what is
/// confirmed has a part that pays no plan yet.
pub(crate) const CREDIT: &str = "unallocated > 0";

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

/// Says that a receipt will be changed.
pub(crate) fn ahead_for_update(ahead: &mut Ahead, receipt: ReceiptId) {
    ahead.change::<Receipt>(receipt);
    ahead.rows::<Allocation>(DETAILS, vec![receipt.raw().into()]);
    let customer = "SELECT customer FROM crm_receipt WHERE id = ?1";
    ahead.refer_by::<Customer>(customer, vec![receipt.raw().into()]);
}

const DETAILS: &str = "WHERE receipt = ?1 ORDER BY id";

/// Reads a receipt's collection details into it.
pub(crate) fn with_allocations(cx: &mut Context<'_>, mut receipt: Receipt) -> Result<Receipt> {
    let id = [Value::Int(receipt.id.raw())];
    receipt.allocations = cx.rows(DETAILS, &id, AMOUNT_DECIMALS)?;
    Ok(receipt)
}

/// The collection details of a plan, oldest first.
pub(crate) fn details_of(cx: &mut Context<'_>, plan: PlanId) -> Result<Vec<Allocation>> {
    let id = [Value::Int(plan.raw())];
    cx.rows("WHERE plan = ?1 ORDER BY id", &id, AMOUNT_DECIMALS)
}

/// The number of a new receipt.
pub(crate) fn number(cx: &mut Context<'_>, given: Option<&CodeText>) -> Result<CodeText> {
    cx.number::<Receipt>(given, |settings| &settings.receipt_number)
}

// Templates belong to the whole workspace: everybody may refer to one.
stored!(Terms, "crm_terms", record: "terms", TermsId, Permission::Anyone, |_| Access::default());

/// Templates by name; archived ones may share theirs.
pub(crate) const BY_NAME: Sort<Terms> = Sort {
    columns: &["name", "id"],
    descending: false,
    key: |terms| vec![terms.name.as_str().into(), Value::Int(terms.id.raw())],
};

/// Refuses a name that a template in use has.
///
/// # Errors
/// `taken` at `name`.
pub(crate) fn free_name(cx: &mut Context<'_>, name: &Name) -> Result<()> {
    let sql = "SELECT id FROM crm_terms WHERE name = ?1 AND status = 'active'";
    match statement::number(cx.db(), sql, &[name.as_str().into()])? {
        None => Ok(()),
        Some(_) => Err(TAKEN.at("name").with("record", "terms").with("value", name)),
    }
}
