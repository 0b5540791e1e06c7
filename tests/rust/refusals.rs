//! Each refusal an operation declares is provoked by a scenario that calls this operation, and each
//! operation is called with success by one. What an operation answers it declares, unless any
//! operation may answer it.

#![cfg(test)]

use crm_core::base::error::Refusal;
use crm_core::base::{copying, handles, host_sql, messages};
use crm_core::operations;
use crm_tests::listener;
use crm_tests::rust_door::RustDoor;
use crm_tests::vectors;
use std::collections::BTreeSet;

#[test]
fn every_declared_refusal_is_provoked() {
    let (mut provoked, mut succeeded) = (BTreeSet::new(), BTreeSet::new());
    for (_, scenario) in vectors::all() {
        for step in scenario["steps"].as_array().expect("steps") {
            let Some(call) = step["call"].as_str() else {
                continue;
            };
            match step["refuse"]["kind"].as_str() {
                Some(kind) => provoked.insert((call.to_owned(), kind.to_owned())),
                None => succeeded.insert(call.to_owned()),
            };
        }
    }
    let mut missing = Vec::new();
    for entry in operations::ALL {
        if !succeeded.contains(entry.name) {
            missing.push(format!("{} never succeeds", entry.name));
        }
        for refusal in entry.refuses {
            if !provoked.contains(&(entry.name.to_owned(), refusal.kind.to_owned())) {
                missing.push(format!("{} never answers {}", entry.name, refusal.kind));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "{}:\n{}",
        missing.len(),
        missing.join("\n")
    );
}

#[test]
fn what_a_scenario_meets_is_declared_or_general() {
    let general = messages::general();
    let listed = |list: &[Refusal], kind: &str| list.iter().any(|refusal| refusal.kind == kind);
    let mut undeclared = BTreeSet::new();
    for met in listener::every_scenario(|| RustDoor::open().expect("a workspace")).refusals {
        let entry = operations::find(&met.operation);
        let declared = entry.map_or(&[][..], |entry| entry.refuses);
        let kind = met.error.kind();
        let carries_out = entry.is_some_and(|entry| entry.carries_out);
        let others = operations::ALL.iter().filter(|other| other.approvable);
        let carried = carries_out && others.into_iter().any(|other| listed(other.refuses, kind));
        if !listed(declared, kind) && !listed(&general, kind) && !carried {
            undeclared.insert(format!("{} answers {kind}", met.operation));
        }
    }
    assert!(undeclared.is_empty(), "{undeclared:#?}");
}

/// Warnings, steps and reasons are declared, and each is met in the answer of a scenario.
#[test]
fn what_answers_remark_is_declared_and_met() {
    let mut declared = BTreeSet::new();
    for entry in operations::ALL {
        let kinds = entry.remarks.iter().flat_map(|remarks| *remarks);
        declared.extend(kinds.map(|remark| (entry.name.to_owned(), remark.kind.to_owned())));
    }
    let mut met = BTreeSet::new();
    for remark in listener::every_scenario(|| RustDoor::open().expect("a workspace")).remarks {
        let entry = operations::find(&remark.operation);
        // The answer of an operation that carries out another one holds that one's.
        if entry.is_some_and(|entry| !entry.carries_out) {
            let kind = remark.warning["kind"].as_str().expect("a kind").to_owned();
            met.insert((remark.operation, kind));
        }
    }
    let undeclared: Vec<_> = met.difference(&declared).collect();
    let missed: Vec<_> = declared.difference(&met).collect();
    assert!(
        undeclared.is_empty() && missed.is_empty(),
        "undeclared: {undeclared:#?}\nnever met: {missed:#?}"
    );
}

#[test]
fn what_any_operation_may_answer_none_declares() {
    let general = messages::general();
    for entry in operations::ALL {
        let mut kinds = BTreeSet::new();
        for refusal in entry.refuses {
            let kind = refusal.kind;
            assert!(
                general.iter().all(|other| other.kind != kind),
                "{}: {kind}",
                entry.name
            );
            assert!(kinds.insert(kind), "{} declares {kind} twice", entry.name);
        }
    }
}

#[test]
fn no_two_refusals_share_a_kind() {
    let mut all = messages::general();
    all.extend(handles::ALL);
    all.extend(host_sql::ALL);
    all.extend(copying::ALL);
    for entry in operations::ALL {
        all.extend(entry.refuses);
        all.extend(entry.remarks.iter().flat_map(|remarks| *remarks));
    }
    all.sort_by_key(|refusal| refusal.kind);
    all.dedup();
    for pair in all.windows(2) {
        assert_ne!(pair[0].kind, pair[1].kind);
    }
}
