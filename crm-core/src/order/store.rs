//! Orders as rows.

use super::event::OrderEvent;
use super::model::{Order, OrderLine};
use crate::base::error::Result;
use crate::base::id::{Id, OrderEventId, OrderId};
use crate::base::limits::AMOUNT_DECIMALS;
use crate::base::messages::STORAGE_ROW;
use crate::engine::{Ahead, Context};
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::{Value, stored};

stored!(Order, "crm_order", record: "order", OrderId, Permission::OrderRead,
    |order| Access { owner: order.owner, department: order.department }, children: [lines]);
stored!(OrderLine, "crm_order_line");
// An event is seen by who sees its order, which is asked first.
stored!(OrderEvent, "crm_order_event", record: "order_event", OrderEventId, Permission::OrderRead,
    |_| Access::default());

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

/// Holds an order with its lines for a step that the library takes by itself, whoever acts.
///
/// # Errors
/// `storage.row` when it is gone.
pub(crate) fn for_step(cx: &mut Context<'_>, id: OrderId) -> Result<Order> {
    let found: Option<Order> = cx.find_for_update(id)?;
    let order = found.ok_or_else(|| {
        let error = STORAGE_ROW.error();
        error.with("reason", "an order that something belongs to is gone")
    })?;
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

/// What has happened to an order and was not taken back, oldest first.
pub(crate) fn events_of(cx: &mut Context<'_>, order: OrderId) -> Result<Vec<OrderEvent>> {
    let id = [Value::Int(order.raw())];
    let condition = "WHERE \"order\" = ?1 AND revoked_on IS NULL ORDER BY id";
    cx.rows(condition, &id, AMOUNT_DECIMALS)
}

/// Everything that was said to have happened to an order, oldest first.
pub(crate) fn all_events_of(cx: &mut Context<'_>, order: OrderId) -> Result<Vec<OrderEvent>> {
    let id = [Value::Int(order.raw())];
    cx.rows("WHERE \"order\" = ?1 ORDER BY id", &id, AMOUNT_DECIMALS)
}
