//! Values and their moves as rows.

use super::model::{BaseValue, ExchangeEntry};
use crate::base::error::Result;
use crate::base::id::{AllocationId, BaseValueId, Id, OrderId, ReceiptId};
use crate::base::limits::AMOUNT_DECIMALS;
use crate::engine::Context;
use crate::org::access::{Access, Reach};
use crate::org::permission::Permission;
use crate::storage::select::{Select, Sort};
use crate::storage::{Value, statement, stored};

// A value is seen by who sees its order or receipt, which is asked first.
stored!(BaseValue, "crm_base_value", record: "base_value", BaseValueId, Permission::CollectionRead,
    |_| Access::default());
stored!(ExchangeEntry, "crm_exchange_entry");

/// The value of an order, whatever approval it was fixed for; a write is about to move it.
pub(crate) fn of_order(cx: &mut Context<'_>, order: OrderId) -> Result<Option<BaseValue>> {
    let id = [Value::Int(order.raw())];
    let found = cx.rows_for_update("WHERE \"order\" = ?1", &id)?;
    Ok(found.into_iter().next())
}

/// The value of a receipt.
pub(crate) fn of_receipt(cx: &mut Context<'_>, receipt: ReceiptId) -> Result<Option<BaseValue>> {
    let id = [Value::Int(receipt.raw())];
    let found = cx.rows_for_update("WHERE receipt = ?1", &id)?;
    Ok(found.into_iter().next())
}

/// The move that a collection detail made.
pub(crate) fn of_detail(
    cx: &mut Context<'_>,
    detail: AllocationId,
) -> Result<Option<ExchangeEntry>> {
    let id = [Value::Int(detail.raw())];
    let found = cx.rows("WHERE detail = ?1", &id, AMOUNT_DECIMALS)?;
    Ok(found.into_iter().next())
}

/// All moves of an order, oldest first.
pub(crate) fn moves_of_order(cx: &mut Context<'_>, order: OrderId) -> Result<Vec<ExchangeEntry>> {
    let id = [Value::Int(order.raw())];
    cx.rows("WHERE \"order\" = ?1 ORDER BY id", &id, AMOUNT_DECIMALS)
}

/// What the money of a receipt moved, oldest first.
pub(crate) fn moves_of_receipt(
    cx: &mut Context<'_>,
    receipt: ReceiptId,
) -> Result<Vec<ExchangeEntry>> {
    let id = [Value::Int(receipt.raw())];
    cx.rows("WHERE receipt = ?1 ORDER BY id", &id, AMOUNT_DECIMALS)
}

/// Whether anything has a value.
pub(crate) fn any(cx: &mut Context<'_>) -> Result<bool> {
    let found = statement::number(cx.db(), "SELECT id FROM crm_base_value LIMIT 1", &[])?;
    Ok(found.is_some())
}

/// Gains, the latest first.
pub(crate) const LATEST: Sort<ExchangeEntry> = Sort {
    columns: &["effective_on", "id"],
    descending: true,
    key: |entry| {
        vec![
            Value::Text(entry.effective_on.to_string()),
            Value::Int(entry.id.raw()),
        ]
    },
};

/// Adds the filter of what the actor may see: the moves of the orders that they see.
pub(crate) fn reach(select: &mut Select, reach: &Reach) {
    match reach {
        Reach::Everything => {}
        Reach::Nothing => select.and("1 = 0", []),
        Reach::Owner(user) => {
            let text = "\"order\" IN (SELECT id FROM crm_order WHERE owner = ?)";
            select.and(text, [Value::Int(*user)]);
        }
        Reach::Departments { departments, owner } => {
            let marks = vec!["?"; departments.len()].join(", ");
            let own = owner.map_or("", |_| " OR owner = ?");
            let text = format!(
                "\"order\" IN (SELECT id FROM crm_order WHERE department IN ({marks}){own})"
            );
            let values = departments.iter().copied().chain(*owner).map(Value::Int);
            select.and(&text, values);
        }
    }
}
