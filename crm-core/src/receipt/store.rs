//! Receipts as rows.

use super::model::Receipt;
use crate::base::error::Result;
use crate::base::id::{CustomerId, Id, ReceiptId};
use crate::base::limits::AMOUNT_DECIMALS;
use crate::base::{Amount, CodeText, Currency, Date};
use crate::collection::Allocation;
use crate::customer::Customer;
use crate::engine::{Ahead, Context};
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::cell::day;
use crate::storage::select::Select;
use crate::storage::{Value, statement, stored};

stored!(Receipt, "crm_receipt", record: "receipt", ReceiptId, Permission::CollectionRead,
    |receipt| Access { owner: receipt.owner, department: receipt.department },
    children: [allocations]);

/// The condition of every list of credit; it is also the one of the partial indexes. Only what is
/// confirmed has a part that pays no plan yet.
pub(crate) const CREDIT: &str = "unallocated > 0";

/// What the receipts of a customer that the actor may see have left in one currency.
pub(crate) fn credit_of(
    cx: &mut Context<'_>,
    customer: CustomerId,
    currency: Currency,
) -> Result<Amount> {
    let mut select = Select::new();
    select.reach(&cx.reach(Permission::CollectionRead));
    select.equal("customer", Some(customer.raw()));
    select.and(CREDIT, []);
    select.equal("currency", Some(currency.code()));
    let sum = "SELECT CAST(sum(unallocated) AS bigint) FROM crm_receipt";
    let (sql, values) = select.between(sum, "");
    let credit = statement::number(cx.db(), &sql, &values)?.unwrap_or(0);
    Ok(Amount::from_ten_thousandths(credit, currency.digits()))
}

/// The first day on which a receipt, or a credit note, as `of` says, had what it has left: the one on
/// which it came, or the last one on which money or credit came back to it, from what it had settled
/// or from a refund. Only for a day `on` that lies behind is that asked.
pub(crate) fn left_since(
    cx: &mut Context<'_>,
    (of, id): (&str, i64),
    came_on: Date,
    on: Date,
) -> Result<Date> {
    if on >= cx.today() {
        return Ok(came_on);
    }
    let sql = format!(
        "SELECT max(freed_on) FROM (SELECT max(effective_on) AS freed_on FROM crm_allocation \
         WHERE {of} = ?1 AND amount < 0 UNION ALL SELECT max(reversed_on) FROM crm_refund \
         WHERE {of} = ?2) freed"
    );
    let mut freed = None;
    cx.db().query(&sql, &[id.into(), id.into()], &mut |row| {
        freed = day(row, 0)?;
        Ok(())
    })?;
    Ok(freed.map_or(came_on, |freed: Date| freed.max(came_on)))
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

/// The number of a new receipt.
pub(crate) fn number(cx: &mut Context<'_>, given: Option<&CodeText>) -> Result<CodeText> {
    cx.number::<Receipt>(given, |settings| &settings.receipt_number)
}
