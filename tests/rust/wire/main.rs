//! Every scenario on PostgreSQL, with an ear on the wire: the same answers and refusals as on
//! SQLite, few round trips, and no statement that a distributed engine behind the same protocol
//! would not take.
//!
//! With `CRM_BLESS=1`, which `cargo xtask generate` sets, the counted round trips are written down for
//! the reference instead of compared.

#![cfg(test)]

mod door;
mod portable;

use crm_core::storage::postgres::Workspaces;
use crm_tests::generate::round_trips::{self, RoundTrips};
use crm_tests::postgres_workspace::PostgresWorkspace;
use crm_tests::proxy::{Proxy, server_of};
use crm_tests::vectors;
use door::{Counts, WiredDoor};
use std::collections::BTreeSet;
use std::sync::Mutex;

#[test]
fn every_scenario_runs_on_postgres() {
    let url = crm_tests::postgres_url().unwrap_or_else(|missing| panic!("{missing}"));
    let heard = Mutex::new((BTreeSet::new(), Counts::new()));
    vectors::each_on_server(|workspace, name, scenario| {
        // A wire of its own, so that the round trips are its own.
        let proxy = Proxy::before(&server_of(&url));
        let mut door = WiredDoor::at(&proxy, workspace);
        vectors::run(name, scenario, &mut door);
        let mut heard = heard.lock().unwrap();
        heard.0.extend(proxy.statements());
        for (name, mut counted) in door.counts {
            heard.1.entry(name).or_default().append(&mut counted);
        }
    });
    let (mut statements, counts) = heard.into_inner().unwrap();
    let proxy = Proxy::before(&server_of(&url));
    let made = PostgresWorkspace::vacant();
    let workspaces = Workspaces::of(&proxy.url(&url)).unwrap();
    workspaces.create(made.name()).unwrap();
    statements.extend(proxy.statements());
    let tables = statements
        .iter()
        .filter(|text| text.starts_with("CREATE TABLE"));
    assert!(tables.count() > 20, "the tables were made unheard");
    let faults = portable::faults(&statements);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    println!("{} statements heard", statements.len());
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
