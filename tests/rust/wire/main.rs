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
use door::WiredDoor;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

/// Each call of each scenario that was answered: its operation, and the fewest round trips it took.
type Counts = BTreeMap<(String, usize), (String, u64)>;

/// How often everything is run at most. The wire can break what the library sends at once into two
/// pieces, and then hears one round trip more; never one less.
const TRIES: usize = 4;

#[test]
fn every_scenario_runs_on_postgres() {
    let url = crm_tests::postgres_url().unwrap_or_else(|missing| panic!("{missing}"));
    let heard = Mutex::new((BTreeSet::new(), Counts::new()));
    let run = || {
        vectors::each_on_server(|workspace, name, scenario| {
            // A wire of its own, so that the round trips are its own.
            let proxy = Proxy::before(&server_of(&url));
            let mut door = WiredDoor::at(&proxy, workspace);
            vectors::run(name, scenario, &mut door);
            let mut heard = heard.lock().unwrap();
            heard.0.extend(proxy.statements());
            for (call, (operation, count)) in door.counts.into_iter().enumerate() {
                let known = heard.1.entry((name.to_owned(), call));
                let (_, least) = known.or_insert((operation, count));
                *least = count.min(*least);
            }
        });
        RoundTrips::of(heard.lock().unwrap().1.values())
    };
    if std::env::var_os("CRM_BLESS").is_some_and(|value| value == "1") {
        (1..TRIES).for_each(|_| drop(run()));
        run().write(&crm_tests::root()).unwrap();
        println!("written: {}", round_trips::FILE);
    } else {
        let known = RoundTrips::read(&crm_tests::root()).unwrap();
        let more = (0..TRIES).map(|_| run().beyond(&known)).find(Vec::is_empty);
        let more = more.unwrap_or_else(|| run().beyond(&known));
        assert!(more.is_empty(), "{more:?}: see `cargo xtask generate`");
    }
    let proxy = Proxy::before(&server_of(&url));
    let made = PostgresWorkspace::vacant();
    let workspaces = Workspaces::of(&proxy.url(&url)).unwrap();
    workspaces.create(made.name()).unwrap();
    let mut statements = heard.into_inner().unwrap().0;
    statements.extend(proxy.statements());
    let tables = statements
        .iter()
        .filter(|text| text.starts_with("CREATE TABLE"));
    assert!(tables.count() > 20, "the tables were made unheard");
    let faults = portable::faults(&statements);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    println!("{} statements heard", statements.len());
}
