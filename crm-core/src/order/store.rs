//! Orders as rows.

use super::model::{Order, OrderLine};
use crate::base::error::Result;
use crate::base::id::{Id, OrderId};
use crate::engine::Context;
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::{Value, stored};

stored!(Order, "crm_order", record: "order", OrderId, Permission::OrderRead,
    |order| Access { owner: order.owner, department: order.department }, children: [lines]);
stored!(OrderLine, "crm_order_line");

/// Reads the lines of an order into it.
pub(crate) fn with_lines(cx: &mut Context<'_>, mut order: Order) -> Result<Order> {
    let id = [Value::Int(order.id.raw())];
    let digits = order.currency.digits();
    order.lines = cx.rows("WHERE \"order\" = ?1 ORDER BY sequence", &id, digits)?;
    Ok(order)
}

/// Inserts an order with its lines.
pub(crate) fn insert(cx: &mut Context<'_>, order: &Order) -> Result<()> {
    cx.insert(order, "created")?;
    cx.insert_rows(&order.lines)
}
