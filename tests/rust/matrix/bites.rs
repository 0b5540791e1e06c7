//! The matrix sees what it is there for: each protection is broken on purpose.

use crate::case::{About, Case, mismatches};
use crate::checks::{self, Checked};
use crate::world::{Fault, World};
use crate::{cases, operations};
use crm_core::engine::Entry;

type Check = fn(&World, &Entry, &Case) -> Checked;

/// Each broken protection with the check that must see it.
const BROKEN: [(Fault, &str, Check); 9] = [
    (Fault::Grants, "no_grant", checks::no_grant),
    (Fault::Grants, "wrong_scope", checks::wrong_scope),
    (Fault::Scopes, "wrong_scope", checks::wrong_scope),
    (Fault::Keys, "repeated", checks::repeated),
    (Fault::KeyArguments, "repeated", checks::repeated),
    (Fault::Versions, "stale", checks::stale),
    (Fault::Leftovers, "no_grant", checks::no_grant),
    (Fault::Leftovers, "wrong_scope", checks::wrong_scope),
    (Fault::Leftovers, "stale", checks::stale),
];

/// One operation of each kind: on a record, of the whole workspace, making one, needing two
/// permissions.
const OPERATIONS: [&str; 4] = [
    "order.approve",
    "department.update",
    "quote.convert",
    "customer.update",
];

#[test]
fn every_broken_protection_is_seen() {
    let cases = cases::all();
    let mut unseen = Vec::new();
    for name in OPERATIONS {
        let entry = operations::find(name).unwrap();
        let case = cases.iter().find(|case| case.name == name).unwrap();
        for (fault, word, check) in BROKEN {
            if check(&World::broken(Some(fault)), entry, case).is_ok() {
                unseen.push(format!("{word} of {name} does not see {fault:?}"));
            }
        }
    }
    assert!(unseen.is_empty(), "{}", unseen.join("\n"));
}

#[test]
fn a_list_that_shows_too_much_is_seen() {
    let cases = cases::all();
    for case in cases.iter().filter(|case| case.about == About::List) {
        let entry = operations::find(case.name).unwrap();
        let world = World::broken(Some(Fault::Scopes));
        let seen = checks::wrong_scope(&world, entry, case).unwrap_err();
        assert!(seen.contains("own sees"), "{}: {seen}", case.name);
    }
}

#[test]
fn a_gap_in_the_cases_is_named() {
    let wrong = |cases: &[Case]| mismatches(operations::ALL, cases);
    let mut cases = cases::all();
    assert_eq!(wrong(&cases), [""; 0]);
    cases.retain(|case| case.name != "order.approve");
    assert_eq!(wrong(&cases), ["order.approve has no case"]);
    let made_up = Case::new("order.delete", About::Record, World::sold);
    cases.push(made_up);
    cases.push(Case::new("order.approve", About::Whole, World::sold));
    cases.push(Case::new("order.get", About::Record, World::sold));
    let expected = [
        "order.delete is no operation",
        "order.approve: Whole under order.approve",
        "order.get has two cases",
    ];
    assert_eq!(wrong(&cases), expected);
}
