//! Every bad call that the table's schemas suggest, through the Rust and the C door: each is
//! refused by a stable name at the field that is wrong, both doors say the same, nothing is written
//! and the scenario around it goes on.

#![cfg(test)]

use crm_core::base::error::Language;
use crm_core::{Error, operations};
use crm_tests::bad_input::{samples, sweep, words};
use crm_tests::c_door::{CDoor, Loaded};
use crm_tests::c_library::Library;
use crm_tests::rust_door::RustDoor;
use crm_tests::vectors::Door;
use serde_json::Value;
use std::collections::BTreeSet;
use std::ffi::CString;

fn none(failures: &[String]) {
    assert!(
        failures.is_empty(),
        "{}:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[test]
fn the_rust_and_the_c_door_refuse_every_bad_call_alike() {
    let samples = samples::all();
    assert_eq!(
        samples.len(),
        operations::ALL.len(),
        "an operation has no sample"
    );
    let mut refused = Vec::new();
    let close = |door: RustDoor| refused.extend(door.refused);
    let (rust, failures) = sweep::run(&samples, || RustDoor::open().unwrap(), close);
    none(&failures);
    none(&badly_said(&refused));
    let library = Loaded::open(&Library::build().unwrap());
    let (c, failures) = sweep::run(&samples, || CDoor::open(&library), CDoor::close);
    none(&failures);
    assert_eq!(rust.len(), c.len());
    println!("{} bad calls through each door", rust.len());
    let differing = rust.iter().zip(&c).filter(|(rust, c)| rust != c);
    let differing: Vec<String> = differing
        .map(|(rust, c)| {
            format!(
                "{}: {}\nRust {:?}\nC    {:?}",
                rust.operation, rust.about, rust.error, c.error
            )
        })
        .collect();
    none(&differing);
}

/// What is wrong with the Chinese messages, and details that no language has.
fn badly_said(refused: &[Error]) -> Vec<String> {
    let faults = refused.iter().filter_map(|error| {
        let message = error.message(Language::Chinese);
        let fault = words::fault(&message).or_else(|| words::foreign(&message));
        fault.or_else(|| words::unfilled(error))
    });
    let faults: BTreeSet<String> = faults.collect();
    faults.into_iter().collect()
}

/// Text that is not UTF-8 reaches no operation: the C door alone can be given such.
#[test]
fn bytes_that_are_no_text_are_refused_by_every_function() {
    let library = Loaded::open(&Library::build().unwrap());
    let mut door = CDoor::open(&library);
    let before = door.call(None, "change.list", "{}");
    let bad: [&[u8]; 5] = [
        b"\xff",
        b"\xc3\x28",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\xc0\xaf",
    ];
    for entry in operations::ALL {
        for bytes in bad {
            let args = [b"{\"request\":\"", bytes, b"\"}"].concat();
            let error = door
                .call_bytes(None, entry.name, &CString::new(args).unwrap())
                .unwrap_err();
            let error: Value = serde_json::from_str(&error).unwrap();
            assert_eq!(error["error"]["kind"], "text.not_utf8", "{}", entry.name);
            assert_eq!(error["error"]["field"], "args", "{}", entry.name);
        }
    }
    assert_eq!(door.call(None, "change.list", "{}"), before);
    door.close();
}
