//! Procedures, letters, and what keeps plans from them.

use crate::case::About::{List, Record, Shared, Whole};
use crate::case::Case;
use crate::world::World;
use serde_json::{Value, json};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = procedures();
    cases.extend(letters());
    cases.extend(suspensions());
    cases
}

fn policy() -> Value {
    json!({ "levels": [{ "days_late": 10, "title": "催款函" }] })
}

fn procedures() -> Vec<Case> {
    let own = |world: &World| json!({ "procedure": world.id("procedure") });
    vec![
        Case::new(
            "procedure.create",
            Whole,
            |_| json!({ "name": "严格催款", "policy": policy() }),
        ),
        Case::new(
            "procedure.revise",
            Whole,
            |world| json!({ "procedure": world.id("procedure"), "policy": policy() }),
        ),
        Case::new("procedure.get", Shared, own),
        Case::new("procedure.list", Shared, |_| json!({})),
        Case::new("procedure.archive", Whole, own),
        Case::new(
            "procedure.restore",
            Whole,
            |world| json!({ "procedure": world.id("procedure.closed") }),
        ),
    ]
}

fn letters() -> Vec<Case> {
    let letter = |world: &World| json!({ "letter": world.id("letter") });
    vec![
        Case::new("dunning.propose", List, |_| json!({})),
        Case::new(
            "dunning.issue",
            Record,
            |world| json!({ "customer": world.id("customer") }),
        ),
        Case::new(
            "dunning.withdraw",
            Record,
            |world| json!({ "letter": world.id("letter"), "reason": "误发" }),
        ),
        Case::new("dunning.get", Record, letter),
        Case::new("dunning.list", List, |_| json!({})),
        Case::new(
            "dunning.interest",
            Record,
            |world| json!({ "plan": world.id("late") }),
        ),
        Case::new(
            "dunning.waive",
            Record,
            |world| json!({ "plan": world.id("claim"), "reason": "small" }),
        ),
    ]
}

fn suspensions() -> Vec<Case> {
    vec![
        Case::new(
            "dunning.dispute",
            Record,
            |world| json!({ "plan": world.id("plan"), "until": "2026-02-01", "reason": "货物有瑕疵" }),
        ),
        Case::new(
            "dunning.promise",
            Record,
            |world| json!({ "plan": world.id("plan"), "on": "2026-02-01", "reason": "电话承诺" }),
        ),
        Case::new(
            "dunning.resolve",
            Record,
            |world| json!({ "suspension": world.id("dispute"), "reason": "已核实" }),
        ),
        Case::new("dunning.suspensions", List, |_| json!({})),
    ]
}
