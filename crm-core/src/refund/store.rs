//! Refunds as rows.

use super::model::Refund;
use crate::base::error::Result;
use crate::base::id::{Id, RefundId};
use crate::base::limits::AMOUNT_DECIMALS;
use crate::collection::Allocation;
use crate::engine::Context;
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::{Value, stored};

stored!(Refund, "crm_refund", record: "refund", RefundId, Permission::CollectionRead,
    |refund| Access { owner: refund.owner, department: refund.department });

/// The collection details of a refund of a plan.
pub(crate) fn details_of(cx: &mut Context<'_>, refund: RefundId) -> Result<Vec<Allocation>> {
    let id = [Value::Int(refund.raw())];
    cx.rows("WHERE refund = ?1 ORDER BY id", &id, AMOUNT_DECIMALS)
}
