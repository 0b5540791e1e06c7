//! Every scenario on PostgreSQL, with an ear on the wire: the same answers and refusals as on
//! SQLite, few round trips, and no statement that a distributed engine behind the same protocol
//! would not take.
//!
//! With `CRM_BLESS=1`, which `cargo xtask generate` sets, the counted round trips are written down for
//! the reference instead of compared.

#![cfg(test)]

mod door;
mod portable;

use crm_tests::generate::round_trips::{self, RoundTrips};
use crm_tests::postgres_workspace::PostgresWorkspace;
use crm_tests::proxy::{Proxy, server_of};
use crm_tests::vectors;
use door::{Counts, WiredDoor};
use std::collections::BTreeSet;
use std::sync::Mutex;

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
    let (mut statements, mut counts) = (BTreeSet::new(), Counts::new());
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

/// No more than what the reference says.
fn few_round_trips(counts: &Counts) {
    let counted = counts.iter().map(|(name, counts)| {
        let (least, most) = (counts.iter().min(), counts.iter().max());
        let both = (*least.unwrap(), *most.unwrap());
        (name.clone(), both)
    });
    let counted = RoundTrips(counted.collect());
    if std::env::var_os("CRM_BLESS").is_some_and(|value| value == "1") {
        counted.write(&crm_tests::root()).unwrap();
        println!("written: {}", round_trips::FILE);
        return;
    }
    let known = RoundTrips::read(&crm_tests::root()).unwrap();
    for (name, (_, most)) in &counted.0 {
        let known = known.0.get(name).map(|(_, most)| *most);
        assert!(
            known.is_some_and(|known| *most <= known),
            "{name} takes {most} round trips, {known:?} are written down: see `cargo xtask generate`"
        );
    }
}
