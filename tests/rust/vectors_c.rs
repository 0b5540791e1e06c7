//! Every scenario through the C door.

#![cfg(test)]

use crm_tests::c_door::{CDoor, Loaded};
use crm_tests::c_library::Library;
use crm_tests::vectors;

#[test]
fn every_scenario_answers_as_written() {
    let library = Loaded::open(&Library::build().unwrap());
    let scenarios = vectors::all();
    assert!(!scenarios.is_empty());
    for (name, scenario) in &scenarios {
        let mut door = CDoor::open(&library);
        vectors::run(name, scenario, &mut door);
        door.close();
    }
}
