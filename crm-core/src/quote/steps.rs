//! What the operations of orders do to the quote they came from, in the same transaction.

use super::model::Quote;
use super::{rules, store};
use crate::base::error::Result;
use crate::engine::Context;
use crate::order::Order;

/// Gives the quantities of an order back to its quote: the order is given up, or its lines are
/// replaced by others. An order that came from no quote, or whose lines no longer do, changes
/// nothing.
pub(crate) fn release(cx: &mut Context<'_>, order: &Order) -> Result<()> {
    let Some(id) = order.quote else {
        return Ok(());
    };
    let Some(before) = cx.find::<Quote>(id)? else {
        return Ok(());
    };
    let before = store::with_lines(cx, before)?;
    let mut after = before.clone();
    for line in &order.lines {
        if let Some(quoted) = line.quote_line {
            rules::conversion::release(&mut after, quoted, line.quantity);
        }
    }
    store::save_ordered(cx, &before, &mut after, "released")
}
