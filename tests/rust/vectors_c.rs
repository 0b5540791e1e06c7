//! Every scenario through the C door, in memory and on PostgreSQL.

#![cfg(test)]

use crm_tests::c_door::{CDoor, Loaded};
use crm_tests::c_library::Library;
use crm_tests::vectors;

#[test]
fn every_scenario_answers_as_written() {
    let library = Library::build().unwrap();
    vectors::each(|name, scenario| {
        let library = Loaded::open(&library);
        let mut door = CDoor::open(&library);
        vectors::run(name, scenario, &mut door);
        door.close();
    });
}

#[test]
fn every_scenario_answers_as_written_on_postgres() {
    let library = Library::build().unwrap();
    vectors::each_on_server(|url, name, scenario| {
        let library = Loaded::open(&library);
        let mut door = CDoor::at(&library, url);
        vectors::run(name, scenario, &mut door);
        door.close();
    });
}
