//! Every scenario through the C door, in memory and on PostgreSQL.

#![cfg(test)]

use crm_tests::c_door::{CDoor, Loaded};
use crm_tests::c_library::Library;
use crm_tests::postgres_workspace::PostgresWorkspace;
use crm_tests::vectors;

fn every_scenario(open: impl Fn(&Loaded, &str, &serde_json::Value)) {
    let library = Loaded::open(&Library::build().unwrap());
    let scenarios = vectors::all();
    assert!(scenarios.len() > 60, "the scenarios were not found");
    for (name, scenario) in &scenarios {
        open(&library, name, scenario);
    }
}

#[test]
fn every_scenario_answers_as_written() {
    every_scenario(|library, name, scenario| {
        let mut door = CDoor::open(library);
        vectors::run(name, scenario, &mut door);
        door.close();
    });
}

#[test]
fn every_scenario_answers_as_written_on_postgres() {
    every_scenario(|library, name, scenario| {
        let workspace = PostgresWorkspace::create();
        let mut door = CDoor::at(library, &workspace.url());
        vectors::run(name, scenario, &mut door);
        door.close();
    });
}
