//! Each refusal an operation declares is provoked by a scenario that calls this operation, and each
//! operation is called with success by one.

#![cfg(test)]

use crm_core::operations;
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
