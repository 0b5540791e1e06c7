//! What is open by age, and the cash that is expected.

use crate::case::About::{List, Shared};
use crate::case::Case;
use serde_json::json;

pub(super) fn cases() -> Vec<Case> {
    vec![
        Case::new("collection.ageing", List, |_| json!({ "by": "order" })),
        Case::new("collection.cash", List, |_| json!({})),
        // Told from the plans that the actor may see; the world has none that is settled.
        Case::new(
            "collection.delay",
            Shared,
            |world| json!({ "customer": world.id("customer") }),
        ),
    ]
}
