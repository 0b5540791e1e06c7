//! Credit notes as rows.

use super::model::CreditNote;
use super::rules::ORDER_CREDITED;
use crate::base::error::Result;
use crate::base::id::{CreditNoteId, Id, OrderId, PlanId};
use crate::base::limits::AMOUNT_DECIMALS;
use crate::base::{Amount, Date};
use crate::collection::settle::write;
use crate::collection::start::Direction;
use crate::engine::{Ahead, Context};
use crate::invoice;
use crate::order::Order;
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::cell::figure;
use crate::storage::{Value, statement, stored};

stored!(CreditNote, "crm_credit_note", record: "credit_note", CreditNoteId,
    Permission::CollectionRead,
    |note| Access { owner: note.owner, department: note.department }, children: [allocations]);

/// The condition of every list of credit; it is also the one of the partial indexes.
pub(crate) const CREDIT: &str = "unallocated > 0";

/// The credit notes of an order. Its row is held by who asks in order to issue another one.
pub(crate) fn of_order(cx: &mut Context<'_>, order: OrderId) -> Result<Vec<CreditNote>> {
    let id = [Value::Int(order.raw())];
    let condition = "WHERE \"order\" = ?1 ORDER BY issued_on, id";
    cx.rows(condition, &id, AMOUNT_DECIMALS)
}

/// What credit notes that stand take off an order.
const CREDITED: &str = "SELECT CAST(coalesce(sum(amount), 0) AS bigint) FROM crm_credit_note \
    WHERE \"order\" = ?1 AND status = 'issued'";

/// Says that it will be asked what credit notes take off an order.
pub(crate) fn ahead_of_credited(ahead: &mut Ahead, order: OrderId) {
    ahead.query(CREDITED, vec![order.raw().into()]);
}

/// What credit notes that stand take off an order.
pub(crate) fn credited(cx: &mut Context<'_>, order: &Order) -> Result<Amount> {
    let sum = statement::number(cx.db(), CREDITED, &[order.id.raw().into()])?.unwrap_or(0);
    Ok(Amount::from_ten_thousandths(sum, order.currency.digits()))
}

/// Refuses while credit notes about an order stand: the customer would have their money for an
/// order that never was.
///
/// # Errors
/// `order.credited` at `order`.
pub(crate) fn nothing_credited(cx: &mut Context<'_>, order: &Order) -> Result<()> {
    let credited = credited(cx, order)?;
    if credited.is_zero() {
        return Ok(());
    }
    Err(ORDER_CREDITED.at("order").with("credited", credited))
}

/// What the credit notes of an order settle of its plans, plan by plan.
pub(crate) fn settled(cx: &mut Context<'_>, order: OrderId) -> Result<Vec<(PlanId, Amount)>> {
    let sql = "SELECT a.plan, CAST(sum(a.amount) AS bigint) FROM crm_credit_note n \
               JOIN crm_allocation a ON a.credit_note = n.id WHERE n.\"order\" = ?1 \
               GROUP BY a.plan";
    let mut found = Vec::new();
    cx.db().query(sql, &[order.raw().into()], &mut |row| {
        let plan = PlanId::from_raw(figure(row, 0)?);
        found.push((plan, Amount::from_ten_thousandths(figure(row, 1)?, 0)));
        Ok(())
    })?;
    Ok(found)
}

/// Reads a credit note's collection details into it.
pub(crate) fn with_allocations(cx: &mut Context<'_>, mut note: CreditNote) -> Result<CreditNote> {
    let id = [Value::Int(note.id.raw())];
    let condition = "WHERE credit_note = ?1 ORDER BY id";
    note.allocations = cx.rows(condition, &id, AMOUNT_DECIMALS)?;
    Ok(note)
}

/// Loads a credit note with its details, to be changed.
pub(crate) fn load(
    cx: &mut Context<'_>,
    id: CreditNoteId,
    version: Option<i64>,
) -> Result<CreditNote> {
    let note = cx.load_for_update(id, version)?;
    with_allocations(cx, note)
}

/// Saves a credit note and its new collection details.
pub(crate) fn save(
    cx: &mut Context<'_>,
    before: &CreditNote,
    after: &mut CreditNote,
    verb: &str,
) -> Result<()> {
    cx.update(before, after, verb)?;
    let new = after
        .allocations
        .get(before.allocations.len()..)
        .unwrap_or_default();
    write(cx, new)
}

/// A credit note when the plans of its order that start with invoices have followed: with less to
/// invoice, what was invoiced is a larger share. They may have taken its details along.
///
/// # Errors
/// `calendar.no_workday`, `date.out_of_range`.
pub(crate) fn followed(
    cx: &mut Context<'_>,
    note: CreditNote,
    direction: Direction,
    on: Date,
) -> Result<CreditNote> {
    if !invoice::steps::follow(cx, note.order, direction, on)? {
        return Ok(note);
    }
    let moved = cx.there(note.id)?;
    with_allocations(cx, moved)
}
