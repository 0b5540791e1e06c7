//! What happens to receipts and credit notes when something else moves their collection details.

use super::model::Receipt;
use super::store;
use crate::base::Amount;
use crate::base::error::Result;
use crate::collection::detail::{Allocation, DetailKind};
use crate::credit_note::{self, CreditNote};
use crate::engine::Context;

/// Tells receipts and credit notes of details that are about to be written: they show them, and
/// what no longer settles a plan is credit again. Called before the details are inserted.
pub(crate) fn tell(cx: &mut Context<'_>, details: &[Allocation], verb: &str) -> Result<()> {
    let mut receipts: Vec<_> = details.iter().filter_map(|it| it.receipt).collect();
    receipts.sort_unstable();
    receipts.dedup();
    for id in receipts {
        let own = details.iter().filter(|detail| detail.receipt == Some(id));
        let own: Vec<Allocation> = own.cloned().collect();
        if let Some(receipt) = cx.find_for_update::<Receipt>(id)? {
            let receipt = store::with_allocations(cx, receipt)?;
            let mut after = receipt.clone();
            let moved = moved(&own, DetailKind::Collected)?;
            after.unallocated = receipt.unallocated.minus(moved)?;
            after.allocations.extend(own);
            cx.update(&receipt, &mut after, verb)?;
        }
    }
    let mut notes: Vec<_> = details.iter().filter_map(|it| it.credit_note).collect();
    notes.sort_unstable();
    notes.dedup();
    for id in notes {
        let own = details
            .iter()
            .filter(|detail| detail.credit_note == Some(id));
        let own: Vec<Allocation> = own.cloned().collect();
        if let Some(note) = cx.find_for_update::<CreditNote>(id)? {
            let note = credit_note::store::with_allocations(cx, note)?;
            let mut after = note.clone();
            let moved = moved(&own, DetailKind::Credited)?;
            after.unallocated = note.unallocated.minus(moved)?;
            after.allocations.extend(own);
            cx.update(&note, &mut after, verb)?;
        }
    }
    Ok(())
}

fn moved(details: &[Allocation], kind: DetailKind) -> Result<Amount> {
    let own = details.iter().filter(|detail| detail.kind == kind);
    Amount::sum(own.map(Allocation::paid))
}
