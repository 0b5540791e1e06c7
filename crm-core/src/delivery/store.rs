//! Deliveries as rows.

use super::model::{Delivery, DeliveryLine};
use crate::base::Quantity;
use crate::base::error::Result;
use crate::base::id::{DeliveryId, Id, OrderId, OrderLineId};
use crate::base::messages::STORAGE_ROW;
use crate::engine::Context;
use crate::order::Order;
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::{Value, ValueRef, stored};

stored!(Delivery, "crm_delivery", record: "delivery", DeliveryId, Permission::DeliveryRead,
    |delivery| Access { owner: delivery.owner, department: delivery.department },
    children: [lines]);
stored!(DeliveryLine, "crm_delivery_line");

/// Reads the lines of a delivery into it.
pub(crate) fn with_lines(cx: &mut Context<'_>, mut delivery: Delivery) -> Result<Delivery> {
    let id = [Value::Int(delivery.id.raw())];
    let digits = delivery.currency.digits();
    delivery.lines = cx.rows("WHERE delivery = ?1 ORDER BY line", &id, digits)?;
    Ok(delivery)
}

/// How much of each line of an order was delivered and not taken back. Its order is held, so nobody
/// else delivers meanwhile.
pub(crate) fn delivered(
    cx: &mut Context<'_>,
    order: OrderId,
) -> Result<Vec<(OrderLineId, Quantity)>> {
    let sql = "SELECT l.line, CAST(sum(l.quantity) AS bigint) FROM crm_delivery d \
               JOIN crm_delivery_line l ON l.delivery = d.id \
               WHERE d.\"order\" = ?1 AND d.reversed_on IS NULL GROUP BY l.line ORDER BY l.line";
    let mut found = Vec::new();
    cx.db().query(sql, &[order.raw().into()], &mut |row| {
        let (ValueRef::Int(line), ValueRef::Int(quantity)) = (row.value(0)?, row.value(1)?) else {
            let reason = "a delivered quantity is no number";
            return Err(STORAGE_ROW.error().with("reason", reason));
        };
        let quantity = Quantity::from_millionths(quantity);
        found.push((OrderLineId::from_raw(line), quantity));
        Ok(())
    })?;
    Ok(found)
}

/// Gives the deliveries of an order to its salesperson and department.
pub(crate) fn assign(cx: &mut Context<'_>, order: &Order) -> Result<()> {
    let id = [Value::Int(order.id.raw())];
    let condition = "WHERE \"order\" = ?1 ORDER BY id";
    for delivery in cx.rows_for_update::<Delivery>(condition, &id)? {
        let mut after = delivery.clone();
        after.owner = order.owner;
        after.department = order.department;
        cx.update(&delivery, &mut after, "assigned")?;
    }
    Ok(())
}
