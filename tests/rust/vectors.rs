//! Every scenario through the Rust door, on SQLite in memory.

#![cfg(test)]

use crm_tests::rust_door::RustDoor;
use crm_tests::vectors;

#[test]
fn every_scenario_answers_as_written() {
    let scenarios = vectors::all();
    assert!(!scenarios.is_empty());
    let mut failed = Vec::new();
    for (name, scenario) in &scenarios {
        let run = || vectors::run(name, scenario, &mut RustDoor::open().unwrap());
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
