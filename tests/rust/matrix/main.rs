//! Every operation of the table against what must hold for all of them: who lacks the permission is
//! denied, who holds it elsewhere reaches nothing, a repeated request does nothing twice, a stale
//! version loses, and the checks come in the design's order. An operation without a case fails by
//! name.

#![cfg(test)]

mod bites;
mod case;
mod cases;
mod checks;
mod ladder;
mod requests;
mod world;

use case::{Case, mismatches};
use checks::Checked;
use crm_core::engine::{Entry, Kind};
use crm_core::operations;
use world::World;

#[test]
fn every_operation_has_a_case() {
    let wrong = mismatches(operations::ALL, &cases::all());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Walks the table.
fn walk(mut check: impl FnMut(&Entry, &Case) -> Checked) {
    let cases = cases::all();
    let mut failed = Vec::new();
    for entry in operations::ALL {
        let Some(case) = cases.iter().find(|case| case.name == entry.name) else {
            failed.push(format!("{} has no case", entry.name));
            continue;
        };
        if let Err(words) = check(entry, case) {
            failed.push(format!("{}: {words}", entry.name));
        }
    }
    assert!(
        failed.is_empty(),
        "{}:\n{}",
        failed.len(),
        failed.join("\n")
    );
}

#[test]
fn without_the_permission_everything_is_denied() {
    let world = World::new();
    walk(|entry, case| checks::no_grant(&world, entry, case));
}

#[test]
fn a_scope_reaches_nothing_beside_it() {
    let world = World::new();
    walk(|entry, case| checks::wrong_scope(&world, entry, case));
}

/// The same with a new world for each operation that writes.
fn walk_anew(check: fn(&World, &Entry, &Case) -> Checked) {
    let shared = World::new();
    walk(|entry, case| match entry.kind {
        Kind::Read => check(&shared, entry, case),
        Kind::Write => check(&World::new(), entry, case),
    });
}

#[test]
fn the_permission_is_enough() {
    walk_anew(checks::enough);
}

#[test]
fn a_repeated_request_does_nothing_twice() {
    walk_anew(checks::repeated);
}

#[test]
fn a_stale_version_loses() {
    walk_anew(checks::stale);
}

#[test]
fn form_comes_before_the_permission() {
    let world = World::new();
    walk(|entry, case| ladder::form_comes_first(&world, entry, case));
}

#[test]
fn the_permission_comes_before_the_record() {
    let world = World::new();
    walk(|entry, case| ladder::records_come_second(&world, entry, case));
}

#[test]
fn visibility_and_scope_come_before_the_rules() {
    let world = World::new();
    let mut failed = Vec::new();
    for (name, arguments, rule) in ladder::breaches(&world) {
        let entry = operations::find(name).unwrap();
        if let Err(words) = ladder::rules_come_last(&world, entry, &arguments, rule) {
            failed.push(format!("{name}: {words}"));
        }
    }
    assert!(
        failed.is_empty(),
        "{}:\n{}",
        failed.len(),
        failed.join("\n")
    );
}
