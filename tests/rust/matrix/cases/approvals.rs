//! Requests for approval.

use crate::case::About::{Create, List, Record};
use crate::case::Case;
use crate::world::World;
use crm_core::org::permission::Permission;
use serde_json::json;

pub(super) fn cases() -> Vec<Case> {
    let pending = |world: &World| json!({ "approval": world.id("approval") });
    vec![
        Case::new("approval.request", Create, |world| {
            json!({ "operation": "receipt.confirm", "note": "金额较大",
                "arguments": { "receipt": world.id("receipt.recorded") } })
        }),
        Case::new("approval.approve", Record, pending).and(Permission::ReceiptConfirm),
        Case::new(
            "approval.reject",
            Record,
            |world| json!({ "approval": world.id("approval"), "reason": "附件不全" }),
        )
        .and(Permission::ReceiptConfirm),
        Case::new(
            "approval.withdraw",
            Record,
            |world| json!({ "approval": world.id("approval.wang") }),
        ),
        Case::new("approval.get", Record, pending),
        Case::new("approval.list", List, |_| json!({ "status": "pending" })),
    ]
}
