//! Credit notes as rows.

use super::model::CreditNote;
use crate::base::error::Result;
use crate::base::id::{CreditNoteId, Id, OrderId};
use crate::base::limits::AMOUNT_DECIMALS;
use crate::collection::settle::write;
use crate::engine::Context;
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::{Value, stored};

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
