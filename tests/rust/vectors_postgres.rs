//! Every scenario on PostgreSQL: the same answers and refusals as on SQLite.

#![cfg(test)]

use crm_tests::postgres_workspace::PostgresWorkspace;
use crm_tests::rust_door::RustDoor;
use crm_tests::vectors;

#[test]
fn every_scenario_runs_on_postgres() {
    let scenarios = vectors::all();
    assert!(scenarios.len() > 60, "the scenarios were not found");
    let failed: Vec<String> = scenarios
        .iter()
        .filter_map(|(name, scenario)| {
            let workspace = PostgresWorkspace::create();
            let run = || {
                let mut door = RustDoor::at(&workspace.url()).unwrap();
                vectors::run(name, scenario, &mut door);
            };
            let run = std::panic::catch_unwind(std::panic::AssertUnwindSafe(run));
            run.is_err().then(|| name.clone())
        })
        .collect();
    assert!(failed.is_empty(), "{failed:?}");
    println!("{} scenarios on PostgreSQL", scenarios.len());
}
