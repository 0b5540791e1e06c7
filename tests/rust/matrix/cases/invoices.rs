//! Tax invoices.

use crate::case::About::{List, Record};
use crate::case::Case;
use crate::world::World;
use serde_json::json;

pub(super) fn cases() -> Vec<Case> {
    let applied = |world: &World| json!({ "invoice": world.id("invoice.applied") });
    vec![
        Case::new(
            "invoice.apply",
            Record,
            |world| json!({ "order": world.id("order.approved"), "gross": "13.00" }),
        ),
        Case::new(
            "invoice.update",
            Record,
            |world| json!({ "invoice": world.id("invoice.applied"), "gross": "12.00" }),
        ),
        Case::new("invoice.withdraw", Record, applied),
        Case::new(
            "invoice.reject",
            Record,
            |world| json!({ "invoice": world.id("invoice.applied"), "reason": "抬头有误" }),
        ),
        Case::new(
            "invoice.issue",
            Record,
            |world| json!({ "invoice": world.id("invoice.applied"), "official_number": "20000001" }),
        ),
        Case::new(
            "invoice.void",
            Record,
            |world| json!({ "invoice": world.id("invoice.issued"), "reason": "税率有误" }),
        ),
        Case::new("invoice.red_letter", Record, |world| {
            json!({ "invoice": world.id("invoice.issued"), "gross": "5.00",
                "official_number": "20000002", "reason": "退货" })
        }),
        Case::new("invoice.get", Record, applied),
        Case::new("invoice.list", List, |_| json!({ "status": "issued" })),
        Case::new("invoice.gaps", List, |_| json!({})),
        Case::new(
            "invoice.balance",
            List,
            |world| json!({ "customer": world.id("customer") }),
        ),
    ]
}
