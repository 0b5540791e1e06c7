//! Every scenario through the Rust door, on SQLite in memory.

use crm_tests::rust_door::RustDoor;
use crm_tests::vectors;

#[test]
fn every_scenario_answers_as_written() {
    let scenarios = vectors::all();
    assert!(!scenarios.is_empty());
    for (name, scenario) in &scenarios {
        let mut door = RustDoor::open().unwrap();
        vectors::run(name, scenario, &mut door);
    }
}
