//! What a report said of a day when it was run on that day, it says of that day ever after; and its
//! totals are what is open. `CRM_SEED` runs the history of a failure again, `CRM_HISTORIES` says how
//! many are run.

#![cfg(test)]

mod history;
mod money;
mod moves;
mod reports;

use crm_tests::pair::Pair;
use crm_tests::postgres_workspace::PostgresWorkspace;
use history::History;
use std::hash::{BuildHasher, Hasher, RandomState};

/// Days on which something happens in one history.
const DAYS: usize = 14;

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Runs histories, each in new workspaces.
fn histories(usual: u64, pair: impl Fn() -> Pair) {
    let first = setting("CRM_SEED").unwrap_or_else(|| RandomState::new().build_hasher().finish());
    let many = setting("CRM_HISTORIES").unwrap_or(usual);
    for seed in (0..many).map(|step| first.wrapping_add(step)) {
        let mut history = History::new(pair(), seed);
        let told = (0..DAYS)
            .try_for_each(|_| history.day())
            .and_then(|()| history.look_back());
        if let Err(words) = told {
            panic!("{words}\nwith CRM_SEED={seed}");
        }
    }
}

#[test]
fn an_earlier_day_is_told_as_it_was() {
    histories(12, || Pair::in_memory(|backend| backend));
}

#[test]
fn an_earlier_day_is_told_as_it_was_by_both_engines() {
    let server = PostgresWorkspace::create();
    histories(4, || Pair::on(&server));
}

/// What the histories must meet to be worth running.
const MET: [&str; 21] = [
    "order.approve",
    "order.revoke",
    "order.cancel",
    "order.record_event",
    "delivery.record",
    "receipt.record",
    "receipt.confirm",
    "receipt.allocate",
    "receipt.release",
    "receipt.reverse",
    "refund.record",
    "refund.reverse",
    "credit_note.issue",
    "credit_note.allocate",
    "credit_note.reverse",
    "collection.write_off",
    "collection.take_back",
    "collection.reschedule",
    "amendment.apply",
    "collection.ageing",
    "collection.list",
];

#[test]
fn the_histories_meet_what_they_are_for() {
    let mut met = std::collections::BTreeSet::new();
    for seed in 20_260_115..20_260_131 {
        let mut history = History::new(Pair::in_memory(|backend| backend), seed);
        (0..DAYS).for_each(|_| history.day().unwrap_or_else(|words| panic!("{words}")));
        let done = history.pair.tally.iter().filter(|(_, (done, _))| *done > 0);
        met.extend(done.map(|(name, _)| name.clone()));
    }
    let missed: Vec<_> = MET.iter().filter(|name| !met.contains(**name)).collect();
    assert!(missed.is_empty(), "never met: {missed:?} of {met:?}");
}
