//! Values in the workspace's currency, gains, and what is open at another day's rate.

use crate::case::About::{List, Record};
use crate::case::Case;
use serde_json::json;

pub(super) fn cases() -> Vec<Case> {
    vec![
        Case::new(
            "exchange.value",
            Record,
            |world| json!({ "order": world.id("order.unvalued") }),
        ),
        Case::new(
            "exchange.get",
            Record,
            |world| json!({ "order": world.id("order.valued") }),
        ),
        Case::new("exchange.gains", List, |_| json!({})),
        Case::new("exchange.revaluation", List, |_| json!({})),
    ]
}
