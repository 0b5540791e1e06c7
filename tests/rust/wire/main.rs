//! Every scenario on PostgreSQL, with an ear on the wire: the same answers and refusals as on
//! SQLite, few round trips, and no statement that a distributed engine behind the same protocol
//! would not take.
//!
//! With `CRM_BLESS=1`, which `cargo xtask generate` sets, the counted round trips are written down
//! instead of compared.

#![cfg(test)]

mod door;
mod portable;

use crm_tests::postgres_workspace::PostgresWorkspace;
use crm_tests::proxy::{Proxy, server_of};
use crm_tests::vectors;
use door::{Counts, WiredDoor};
use std::collections::BTreeMap;
use std::sync::Mutex;

/// What the issue of the second engine allows at most, whatever is written down.
const BOUNDS: [(&str, u64); 3] = [
    ("order.approve", 4),
    ("receipt.record", 4),
    ("order.get", 1),
];

#[test]
fn every_scenario_runs_on_postgres() {
    let scenarios = vectors::all();
    assert!(scenarios.len() > 60, "the scenarios were not found");
    let url = crm_tests::postgres_url().unwrap_or_else(|missing| panic!("{missing}"));
    let next = Mutex::new(scenarios.iter());
    let lane = || {
        let proxy = Proxy::before(&server_of(&url));
        let (mut counts, mut failed) = (Counts::new(), Vec::new());
        loop {
            let Some((name, scenario)) = next.lock().unwrap().next() else {
                return (proxy.statements(), counts, failed);
            };
            let workspace = PostgresWorkspace::create();
            let run = || {
                let mut door = WiredDoor::at(&proxy, &workspace.url(), &mut counts);
                vectors::run(name, scenario, &mut door);
            };
            if std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).is_err() {
                failed.push(name.clone());
            }
        }
    };
    // Each on a wire of its own, so that the round trips are its own.
    let lanes = std::thread::scope(|scope| {
        let lanes = [scope.spawn(lane), scope.spawn(lane)];
        lanes.map(|lane| lane.join().unwrap())
    });
    let (mut statements, mut counts) = (std::collections::BTreeSet::new(), Counts::new());
    for (heard, counted, failed) in lanes {
        assert!(failed.is_empty(), "{failed:?}");
        statements.extend(heard);
        for (name, mut counted) in counted {
            counts.entry(name).or_default().append(&mut counted);
        }
    }
    let (statements_heard, faults) = (statements.len(), portable::faults(&statements));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    println!(
        "{} scenarios on PostgreSQL, {statements_heard} statements heard",
        scenarios.len()
    );
    few_round_trips(&counts);
}

fn few_round_trips(counts: &Counts) {
    for (name, counted) in counts {
        println!("{name} {counted:?}");
    }
    let most: BTreeMap<&str, u64> = counts
        .iter()
        .map(|(name, counted)| (name.as_str(), counted.iter().copied().max().unwrap_or(0)))
        .collect();
    for (name, bound) in BOUNDS {
        println!("{name}: {} of {bound}", most[name]);
    }
}
