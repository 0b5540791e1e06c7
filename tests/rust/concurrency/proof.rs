//! What must hold afterwards.

use crate::hands::{Board, Log};
use crm_core::Crm;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Every balance is right, and every operation that was answered is in the feed exactly once.
pub(crate) fn of(crm: &Crm, board: &Board, log: &Log) {
    let mut session = crm.session();
    let mut call = |name: &str, args: Value| -> Value {
        let answer = session.invoke(name, &args.to_string());
        serde_json::from_str(&answer.unwrap_or_else(|error| panic!("{name}: {error}"))).unwrap()
    };
    let verified = call("admin.verify", json!({}));
    assert_eq!(verified["clean"], true, "{verified}");
    let mut done: BTreeMap<String, u64> = BTreeMap::new();
    let mut approvals: BTreeSet<i64> = BTreeSet::new();
    let (mut after, mut last) = (0, 0);
    loop {
        let page = call("change.list", json!({ "after": after, "limit": 500 }));
        for commit in page["items"].as_array().unwrap() {
            let position = commit["position"].as_i64().unwrap();
            assert!(position > last, "{position} after {last}");
            last = position;
            let operation = commit["operation"].as_str().unwrap();
            *done.entry(operation.to_owned()).or_default() += 1;
            for change in commit["changes"].as_array().unwrap() {
                if change["kind"] == "order.approved" {
                    let order = change["id"].as_i64().unwrap();
                    assert!(approvals.insert(order), "order {order} was approved twice");
                }
            }
        }
        if page["next"] == after {
            break;
        }
        after = page["next"].as_i64().unwrap();
    }
    for set_up in ["terms.create", "customer.create"] {
        done.remove(set_up);
    }
    assert_eq!(
        done, log.answered,
        "what is in the feed is what was answered"
    );
    assert!(log.answered.len() >= 8, "hardly anything was done: {log:?}");
    numbers_have_no_gap(&mut call);
    for customer in &board.customers {
        let owed = call("collection.balance", json!({ "customer": customer }));
        for balance in owed["balances"].as_array().unwrap() {
            for side in ["open", "credit"] {
                let text = balance[side].as_str().unwrap();
                assert!(!text.starts_with('-'), "{side} of {customer} is {text}");
            }
        }
    }
}

/// The numbers of orders are those from 1 on, each once: the series is without gaps.
fn numbers_have_no_gap(call: &mut impl FnMut(&str, Value) -> Value) {
    let mut numbers = BTreeSet::new();
    let mut after = Value::Null;
    let mut orders = 0;
    loop {
        let mut args = json!({ "limit": 500 });
        if !after.is_null() {
            args["after"] = after;
        }
        let page = call("order.list", args);
        for order in page["items"].as_array().unwrap() {
            let number = order["number"].as_str().unwrap();
            let sequence: usize = number.rsplit('-').next().unwrap().parse().unwrap();
            orders += 1;
            assert!(numbers.insert(sequence), "{number} twice");
        }
        after = page["next"].clone();
        if after.is_null() {
            break;
        }
    }
    let expected: BTreeSet<usize> = (1..=orders).collect();
    assert_eq!(numbers, expected, "a series has a gap");
}
