//! The beginning of the feed is taken away, in portions, while others write and read.

use crate::reader::Reader;
use crate::{WRITERS, on_postgres, on_sqlite, write, writers};
use crm_core::Crm;
use crm_tests::workspace::call;
use serde_json::json;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

/// A reader tails the feed, a second thread archives what it has read, writers go on.
fn under_readers(path: &str) {
    let crm = Crm::open(path).unwrap();
    let customers = writers::customers(&crm, WRITERS);
    let (done, at) = (AtomicBool::new(false), AtomicI64::new(0));
    let (made, reader, archived) = std::thread::scope(|scope| {
        let reader = scope.spawn(|| Reader::new().tail(&mut crm.session(), &done, &at));
        let archivist = scope.spawn(|| {
            let (mut session, mut archived) = (crm.session(), 0);
            while !done.load(Ordering::SeqCst) {
                let args = json!({ "through": at.load(Ordering::SeqCst) });
                let answer = call(&mut session, "change.archive", &args).unwrap();
                archived += answer["removed"].as_i64().unwrap();
                assert_eq!(answer["floor"], archived, "whole from the beginning");
                std::thread::sleep(std::time::Duration::from_millis(5));
            }
            archived
        });
        let made = catch_unwind(AssertUnwindSafe(|| write(&crm, &customers, 1500)));
        done.store(true, Ordering::SeqCst);
        (
            made.unwrap(),
            reader.join().unwrap(),
            archivist.join().unwrap(),
        )
    });
    println!(
        "{archived} of {} commits archived meanwhile",
        reader.position
    );
    assert!(archived > 0, "nothing was archived while others worked");
    let made: u64 = made.values().sum();
    assert_eq!(reader.changes, made + customers.len() as u64);
    let mut session = crm.session();
    let error = call(&mut session, "change.list", &json!({})).unwrap_err();
    assert_eq!(error.kind(), "change.archived");
    assert_eq!(error.details()["floor"], archived);
    let rest = call(&mut session, "change.list", &json!({ "after": archived })).unwrap();
    assert_eq!(rest["items"][0]["position"], archived + 1);
}

/// More commits than one call removes; then the feed is empty but for the calls themselves.
fn in_portions(path: &str) {
    let crm = Crm::open(path).unwrap();
    let mut session = crm.session();
    let customer = call(&mut session, "customer.create", &json!({ "name": "甲" })).unwrap();
    session.begin().unwrap();
    for number in 1..=1000 {
        let args = json!({ "customer": customer["id"], "extra": { "n": number } });
        call(&mut session, "customer.update", &args).unwrap();
    }
    session.commit().unwrap();
    let args = json!({ "through": 1001 });
    for expected in [
        json!({ "removed": 1000, "floor": 1000, "more": true }),
        json!({ "removed": 1, "floor": 1001, "more": false }),
        json!({ "removed": 0, "floor": 1001, "more": false }),
    ] {
        assert_eq!(
            call(&mut session, "change.archive", &args).unwrap(),
            expected
        );
    }
    // The three calls are commits 1002 to 1004; the host's own later ones follow.
    call(&mut session, "customer.create", &json!({ "name": "乙" })).unwrap();
    let page = call(&mut session, "change.list", &json!({ "after": 1001 })).unwrap();
    let commits = page["items"].as_array().unwrap().iter();
    let read: Vec<_> = commits
        .map(|commit| (commit["position"].as_i64().unwrap(), &commit["operation"]))
        .collect();
    let archive = json!("change.archive");
    let create = json!("customer.create");
    assert_eq!(
        read,
        [
            (1002, &archive),
            (1003, &archive),
            (1004, &archive),
            (1005, &create)
        ]
    );
}

/// With the host's own transaction an archive is taken back.
fn rolled_back(path: &str) {
    let crm = Crm::open(path).unwrap();
    let mut session = crm.session();
    call(&mut session, "customer.create", &json!({ "name": "甲" })).unwrap();
    session.begin().unwrap();
    let args = json!({ "through": 1 });
    let answer = call(&mut session, "change.archive", &args).unwrap();
    assert_eq!(answer, json!({ "removed": 1, "floor": 1, "more": false }));
    session.rollback().unwrap();
    let read = Reader::new().read(&mut session);
    assert_eq!((read.position, read.changes), (1, 1));
}

#[test]
fn on_sqlite_the_beginning_is_archived_under_readers() {
    let (_folder, path) = on_sqlite();
    under_readers(&path);
}

#[test]
fn on_postgres_the_beginning_is_archived_under_readers() {
    let (_workspace, url) = on_postgres();
    under_readers(&url);
}

#[test]
fn on_sqlite_archiving_goes_in_portions() {
    in_portions(":memory:");
}

#[test]
fn on_postgres_archiving_goes_in_portions() {
    let (_workspace, url) = on_postgres();
    in_portions(&url);
}

#[test]
fn on_sqlite_a_transaction_takes_an_archive_back() {
    rolled_back(":memory:");
}

#[test]
fn on_postgres_a_transaction_takes_an_archive_back() {
    let (_workspace, url) = on_postgres();
    rolled_back(&url);
}
