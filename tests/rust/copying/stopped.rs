//! Copies that are interrupted, refused or disturbed.

use super::copied;
use crm_core::engine::{Copied, CopyStage, copy};
use crm_core::{Crm, Options, Result};
use crm_tests::folder::Folder;
use crm_tests::postgres_workspace::PostgresWorkspace;
use crm_tests::workspace::call;
use rusqlite::Connection;
use serde_json::{Value, json};

/// A workspace whose departments and customers refer to ones that came later. Answers the customer
/// that does, and the other.
fn small(path: &str) -> (Value, Value) {
    let mut session = Crm::open(path).unwrap().session();
    let mut pairs = ["department", "customer"].map(|kind| {
        let mut run = |word: &str, arguments: Value| {
            call(&mut session, &format!("{kind}.{word}"), &arguments).unwrap()["id"].clone()
        };
        let child = run("create", json!({"name": "华东子公司"}));
        let parent = run("create", json!({"name": "总部"}));
        run(
            "update",
            json!({kind: child, "version": 1, "parent": parent, "request": format!("{kind} moved")}),
        );
        (child, parent)
    });
    std::mem::take(&mut pairs[1])
}

/// Copies until the `steps`th word of the progress, and stops there.
fn stopped_after(from: &str, to: &str, steps: usize) -> Result<Copied> {
    let mut told = 0;
    copy(&Options::new(from), &Options::new(to), &mut |_| {
        told += 1;
        told < steps
    })
}

fn kind<T>(answer: Result<T>) -> &'static str {
    answer.err().map_or("", |error| error.kind())
}

#[test]
fn a_copy_goes_on_wherever_it_was_stopped() {
    let folder = Folder::new("copying_stopped");
    let file = folder.path().join("from.db");
    let from = file.to_str().unwrap();
    let (child, parent) = small(from);
    let whole = copied(from, folder.path().join("whole.db").to_str().unwrap()).unwrap();
    let workspace = PostgresWorkspace::vacant();
    let file = folder.path().join("to.db");
    for to in [file.to_str().unwrap(), &workspace.url()] {
        let mut stops = 0;
        // One step a time: what was kept is never done again.
        let answer = loop {
            match stopped_after(from, to, 1) {
                Err(error) if error.kind() == "copy.stopped" && stops < 60 => stops += 1,
                answer => break answer,
            }
            let mut migrate = Options::new(to);
            migrate.migrate = true;
            assert_eq!(kind(Crm::open(to)), "copy.unfinished");
            assert_eq!(kind(Crm::open_with(migrate)), "copy.unfinished");
            assert_eq!(kind(copied(to, "postgres://x")), "copy.unfinished");
            if stops > 40 {
                // Verifying begins anew each time, so it is not stopped for ever.
                break copied(from, to);
            }
        };
        assert_eq!(answer.unwrap(), whole, "{to}");
        assert!(stops > 25, "{stops}: one for each table");
        assert_eq!(kind(copied(from, to)), "copy.target_taken");
        let mut session = Crm::open(to).unwrap().session();
        let found = call(&mut session, "customer.get", &json!({"customer": child})).unwrap();
        assert_eq!(found["parent"], parent);
        println!("{stops} stops, and the same in the end");
    }
}

#[test]
fn what_cannot_be_copied_is_refused() {
    let folder = Folder::new("copying_refused");
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (from, to) = (path("from.db"), path("to.db"));
    small(&from);
    assert_eq!(kind(copied(":memory:", &to)), "copy.in_memory");
    assert_eq!(kind(copied(&from, ":memory:")), "copy.in_memory");
    assert_eq!(kind(copied(&path("none.db"), &to)), "storage.open");
    assert_eq!(kind(copied(&from, &from)), "copy.target_taken");
    std::fs::write(path("empty.db"), b"").unwrap();
    assert_eq!(kind(copied(&path("empty.db"), &to)), "copy.source_empty");
    let foreign = Connection::open(path("foreign.db")).unwrap();
    foreign.execute_batch("CREATE TABLE invoice (id)").unwrap();
    assert_eq!(kind(copied(&path("foreign.db"), &to)), "version.foreign");
    assert_eq!(kind(copied(&from, &path("foreign.db"))), "version.foreign");
    // The source changed after the first part of its copy.
    assert_eq!(kind(stopped_after(&from, &to, 3)), "copy.stopped");
    let mut session = Crm::open(&from).unwrap().session();
    session
        .invoke("customer.create", r#"{"name":"后来的"}"#)
        .unwrap();
    assert_eq!(kind(copied(&from, &to)), "copy.other_source");
}

#[test]
fn two_copies_do_not_meet_in_one_target() {
    let folder = Folder::new("copying_beside");
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let from = path("from.db");
    small(&from);
    for (to, all) in [(path("part.db"), false), (path("all.db"), true)] {
        let mut first = true;
        let answer = copy(&Options::new(&from), &Options::new(&to), &mut |_| {
            if std::mem::take(&mut first) {
                let other = copy(&Options::new(&from), &Options::new(&to), &mut |_| all);
                assert_eq!(kind(other), if all { "" } else { "copy.stopped" });
            }
            true
        });
        assert_eq!(kind(answer), "copy.beside");
    }
}

#[test]
fn a_difference_is_found_and_the_target_stays_closed() {
    let folder = Folder::new("copying_mismatch");
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let from = path("from.db");
    small(&from);
    for damage in [
        "UPDATE crm_customer SET name = '某公司' WHERE parent IS NULL",
        "UPDATE crm_customer SET credit_limit = 1 WHERE parent IS NULL",
        "DELETE FROM crm_request",
        "DELETE FROM crm_change WHERE ordinal = 1",
    ] {
        let to = path("to.db");
        let _ = std::fs::remove_file(&to);
        let mut damaged = 0;
        let answer = copy(&Options::new(&from), &Options::new(&to), &mut |told| {
            if told.stage == CopyStage::Verifying && damaged == 0 {
                damaged += Connection::open(&to).unwrap().execute(damage, []).unwrap();
            }
            true
        });
        assert!(damaged > 0, "{damage}: no such rows");
        assert_eq!(kind(answer), "copy.mismatch", "{damage}");
        assert_eq!(kind(Crm::open(&to)), "copy.unfinished");
    }
}

/// The host's own tables stay where they are, and the answer names them.
#[test]
fn tables_of_the_host_are_named() {
    let folder = Folder::new("copying_left");
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    small(&path("from.db"));
    let own = Connection::open(path("from.db")).unwrap();
    own.execute_batch("CREATE TABLE invoice (id); CREATE TABLE 发票 (id)")
        .unwrap();
    let answer = copied(&path("from.db"), &path("to.db")).unwrap();
    assert_eq!(answer.left, ["invoice", "发票"]);
}
