//! Orders as rows.

use super::model::{Order, OrderLine};
use crate::base::error::Result;
use crate::base::id::{Id, OrderId};
use crate::engine::{Ahead, Context};
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::{Value, stored};

stored!(Order, "crm_order", record: "order", OrderId, Permission::OrderRead,
    |order| Access { owner: order.owner, department: order.department }, children: [lines]);
stored!(OrderLine, "crm_order_line");

const LINES: &str = "WHERE \"order\" = ?1 ORDER BY sequence";

/// Says that an order with its lines will be read.
pub(crate) fn ahead(ahead: &mut Ahead, id: OrderId) {
    ahead.read::<Order>(id);
    ahead.rows::<OrderLine>(LINES, vec![id.raw().into()]);
}

/// Says that an order with its lines will be changed.
pub(crate) fn ahead_for_update(ahead: &mut Ahead, id: OrderId) {
    ahead.change::<Order>(id);
    ahead.rows::<OrderLine>(LINES, vec![id.raw().into()]);
}

/// Reads the lines of an order into it.
pub(crate) fn with_lines(cx: &mut Context<'_>, mut order: Order) -> Result<Order> {
    let id = [Value::Int(order.id.raw())];
    let digits = order.currency.digits();
    order.lines = cx.rows(LINES, &id, digits)?;
    Ok(order)
}

/// Loads an order with its lines, to be changed.
pub(crate) fn load_for_update(
    cx: &mut Context<'_>,
    id: OrderId,
    version: Option<i64>,
) -> Result<Order> {
    let order = cx.load_for_update(id, version)?;
    with_lines(cx, order)
}

/// Writes an order's lines anew.
pub(crate) fn replace_lines(cx: &mut Context<'_>, order: &Order) -> Result<()> {
    let id = [Value::Int(order.id.raw())];
    cx.execute("DELETE FROM crm_order_line WHERE \"order\" = ?1", &id)?;
    cx.insert_rows(&order.lines)
}

/// Inserts an order with its lines.
pub(crate) fn insert(cx: &mut Context<'_>, order: &Order) -> Result<()> {
    cx.insert(order, "created")?;
    cx.insert_rows(&order.lines)
}
