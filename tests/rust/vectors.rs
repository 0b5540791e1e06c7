//! Every scenario through the Rust door, on SQLite in memory.

#![cfg(test)]

use crm_tests::rust_door::RustDoor;
use crm_tests::vectors::{self, Door};
use serde_json::{Value, json};

/// Asks the system actor of a door.
fn ask(door: &mut RustDoor, name: &str, args: &Value) -> Value {
    let answer = door.call(None, name, &args.to_string());
    serde_json::from_str(&answer.unwrap_or_else(|error| panic!("{name} {args}: {error}"))).unwrap()
}

/// Every change a scenario made is found again by the kind and the id it names, at its place.
fn changes_are_found_again(door: &mut RustDoor) {
    let mut after = vectors::floor(door);
    loop {
        let page = ask(
            door,
            "change.list",
            &json!({ "after": after, "limit": 500 }),
        );
        for commit in page["items"].as_array().unwrap() {
            let position = commit["position"].as_i64().unwrap();
            for change in commit["changes"].as_array().unwrap() {
                let (record, id) = (&change["record"], &change["id"]);
                let of_one =
                    json!({ "record": record, "id": id, "after": position - 1, "limit": 1 });
                let found = ask(door, "change.list", &of_one);
                assert_eq!(found["items"][0]["position"], position, "{change}");
                assert!(
                    found["items"][0]["changes"]
                        .as_array()
                        .unwrap()
                        .contains(change)
                );
            }
        }
        if page["next"] == after {
            return;
        }
        after = page["next"].as_i64().unwrap();
    }
}

#[test]
fn every_scenario_answers_as_written() {
    let scenarios = vectors::all();
    assert!(!scenarios.is_empty());
    let mut failed = Vec::new();
    for (name, scenario) in &scenarios {
        let run = || {
            let mut door = RustDoor::open().unwrap();
            vectors::run(name, scenario, &mut door);
            changes_are_found_again(&mut door);
        };
        if std::panic::catch_unwind(run).is_err() {
            failed.push(name.as_str());
        }
    }
    assert!(
        failed.is_empty(),
        "of {} scenarios: {}",
        scenarios.len(),
        failed.join(", ")
    );
}
