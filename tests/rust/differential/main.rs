//! The same long random conversations with SQLite and with PostgreSQL: whatever is asked in
//! whatever order, both answer the same.
//!
//! `CRM_SOAK_STEPS` says how many calls are made, `CRM_SEED` names the case to begin with: with
//! `CRM_SOAK_STEPS=1` that of a failure is run alone.

#![cfg(test)]

mod bites;
mod case;
mod dice;
mod found;
mod look;
mod own_sql;
mod said;
mod transactions;
mod words;

use case::Case;
use crm_core::operations;
use crm_tests::bad_input::{samples, sweep};
use crm_tests::pair::{Pair, Tally};
use crm_tests::postgres_workspace::PostgresWorkspace;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Mutex;
use words::Words;

/// Calls of a usual run.
const USUAL: u64 = 14_000;
/// Cases at a time: the server works while the other one asks.
const HANDS: u64 = 2;

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// What all hands share: the number of the next case, and what was asked so far.
#[derive(Default)]
struct Done {
    cases: u64,
    calls: u64,
    tally: Tally,
}

fn work(words: &Words, seed: u64, wanted: u64, done: &Mutex<Done>) {
    let server = PostgresWorkspace::create();
    loop {
        let seed = {
            let mut done = done.lock().unwrap();
            if done.calls >= wanted {
                return;
            }
            done.cases += 1;
            seed.wrapping_add(done.cases - 1)
        };
        let mut pair = Pair::on(&server);
        let mut case = Case::new(&mut pair, words, seed);
        let about = case.about();
        let outcome = case.run();
        let calls = case.calls as u64;
        if let Err(difference) = outcome {
            panic!("{difference}\nwith CRM_SEED={seed} CRM_SOAK_STEPS=1, a case of {about}");
        }
        let mut done = done.lock().unwrap();
        done.calls += calls;
        for (name, (succeeded, refused)) in pair.tally {
            let sum = done.tally.entry(name).or_default();
            sum.0 += succeeded;
            sum.1 += refused;
        }
    }
}

#[test]
fn both_engines_answer_alike() {
    let words = Words::read();
    let wanted = setting("CRM_SOAK_STEPS").unwrap_or(USUAL);
    let seed = setting("CRM_SEED").unwrap_or_else(|| RandomState::new().build_hasher().finish());
    println!("CRM_SEED={seed}");
    let done = Mutex::new(Done::default());
    let hands = if wanted == 1 { 1 } else { HANDS };
    std::thread::scope(|scope| {
        for _ in 0..hands {
            scope.spawn(|| work(&words, seed, wanted, &done));
        }
    });
    let done = done.into_inner().unwrap();
    println!("{} calls in {} cases", done.calls, done.cases);
    covers(&done, wanted);
}

/// Everything that can be wrong in the form of a call, and each scenario itself.
#[test]
fn bad_calls_are_refused_alike() {
    let mut calls = 0;
    let close = |mut pair: Pair| {
        pair.hold_the_same()
            .unwrap_or_else(|words| panic!("{words}"));
        calls += pair.tally.values().map(|(_, refused)| refused).sum::<u64>();
    };
    let server = PostgresWorkspace::create();
    let (answered, failures) = sweep::run(&samples::all(), || Pair::on(&server), close);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(calls >= answered.len() as u64);
    println!("{} bad calls on both engines", answered.len());
}

/// A run must have asked widely to be worth anything.
fn covers(done: &Done, wanted: u64) {
    let names = operations::ALL.iter().map(|entry| entry.name);
    let met = |name: &&str| {
        done.tally
            .get(*name)
            .is_some_and(|(succeeded, _)| *succeeded > 0)
    };
    let refused = done
        .tally
        .values()
        .filter(|(_, refused)| *refused > 0)
        .count();
    let (met, missed): (Vec<_>, Vec<_>) = names.partition(met);
    let all = operations::ALL.len();
    println!(
        "{} of {all} operations succeeded, {refused} were refused; not met: {missed:?}",
        met.len()
    );
    for (name, (succeeded, refused)) in &done.tally {
        println!("{name}: {succeeded} succeeded, {refused} refused");
    }
    if wanted >= 20 * USUAL {
        assert!(missed.is_empty(), "never answered: {missed:?}");
    } else if wanted >= USUAL {
        assert!(
            met.len() * 10 >= all * 8,
            "only {} of {all}: {missed:?}",
            met.len()
        );
        assert!(
            refused * 10 >= all * 5,
            "only {refused} of {all} were refused"
        );
    }
}
