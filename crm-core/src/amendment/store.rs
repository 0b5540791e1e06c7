//! Amendments as rows.

use super::model::Amendment;
use crate::base::error::Result;
use crate::base::id::{AmendmentId, Id, OrderId};
use crate::base::limits::AMOUNT_DECIMALS;
use crate::engine::Context;
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::select::Sort;
use crate::storage::{Value, stored};

// An amendment is seen by who sees its order, which is asked first.
stored!(Amendment, "crm_amendment", record: "amendment", AmendmentId, Permission::OrderRead,
    |_| Access::default());

/// All amendments of an order, in their order.
pub(crate) fn of_order(cx: &mut Context<'_>, order: OrderId) -> Result<Vec<Amendment>> {
    let id = [Value::Int(order.raw())];
    let condition = "WHERE \"order\" = ?1 ORDER BY revision";
    cx.rows(condition, &id, AMOUNT_DECIMALS)
}

/// The amendments of an order, in their order.
pub(crate) const BY_REVISION: Sort<Amendment> = Sort {
    columns: &["revision"],
    descending: false,
    key: |amendment| vec![Value::Int(i64::from(amendment.revision))],
};
