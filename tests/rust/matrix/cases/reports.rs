//! What is open by age.

use crate::case::About::List;
use crate::case::Case;
use serde_json::json;

pub(super) fn cases() -> Vec<Case> {
    vec![Case::new(
        "collection.ageing",
        List,
        |_| json!({ "by": "order" }),
    )]
}
