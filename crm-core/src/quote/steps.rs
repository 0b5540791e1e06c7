//! What the operations of orders do to the quote they came from, in the same transaction.

use super::model::Quote;
use super::{rules, store};
use crate::base::error::Result;
use crate::engine::Context;
use crate::order::Order;

/// Gives the quantities of an order that is given up back to its quote. An order that came from no
/// quote, or whose lines no longer do, changes nothing.
pub(crate) fn release(cx: &mut Context<'_>, order: &Order) -> Result<()> {
    let Some(before) = quote_of(cx, order)? else {
        return Ok(());
    };
    let mut after = before.clone();
    give_back(&mut after, order);
    store::save_ordered(cx, &before, &mut after, "released")
}

/// Takes from the quote what the changed lines of an order take, instead of what they took before.
///
/// # Errors
/// `quote.beyond_quantity` at `lines[i].quantity`.
pub(crate) fn reorder(cx: &mut Context<'_>, old: &Order, new: &Order) -> Result<()> {
    let Some(before) = quote_of(cx, old)? else {
        return Ok(());
    };
    let mut after = before.clone();
    give_back(&mut after, old);
    for (index, line) in new.lines.iter().enumerate() {
        if let Some(quoted) = line.quote_line {
            rules::conversion::take(&mut after, quoted, line.quantity)
                .map_err(|error| error.under(&format!("lines[{index}]")))?;
        }
    }
    if after.lines == before.lines {
        return Ok(());
    }
    store::save_ordered(cx, &before, &mut after, "reordered")
}

fn quote_of(cx: &mut Context<'_>, order: &Order) -> Result<Option<Quote>> {
    let Some(id) = order.quote else {
        return Ok(None);
    };
    let quote = cx.find_for_update::<Quote>(id)?;
    quote.map(|quote| store::with_lines(cx, quote)).transpose()
}

fn give_back(quote: &mut Quote, order: &Order) {
    for line in &order.lines {
        if let Some(quoted) = line.quote_line {
            rules::conversion::release(quote, quoted, line.quantity);
        }
    }
}
