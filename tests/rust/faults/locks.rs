//! The accident of a second copy of SQLite in the process: a descriptor of the file is closed, and the
//! process's locks are gone. The library notices before it answers a commit. `tests/python` plays it
//! with the copy of SQLite that Python brings.

use crate::office::{self, Seller};
use crate::{beside, child, proof};
use crm_core::{Crm, Error};
use crm_tests::folder::Folder;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

const FILE: &str = "CRM_LOST_FILE";
/// What a host may close: the file, or also what lies beside it.
const ACCIDENTS: [&[&str]; 3] = [&[""], &["-shm"], &["", "-wal", "-shm"]];

/// A host that copies the file, in the process that has it open.
fn accident(path: &Path, files: &[&str]) {
    for suffix in files {
        drop(File::open(beside(path, suffix)));
    }
}

/// Another process opens the file, writes and closes it: the last one to do so, as far as it can see.
fn another_process(path: &Path) {
    let status = child("locks::write_and_close")
        .env(FILE, path)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&status.stderr);
    assert!(status.status.success(), "{said}");
}

#[test]
#[ignore = "a part of the tests of lost locks, run by them"]
fn write_and_close() {
    let Some(path) = std::env::var_os(FILE) else {
        return;
    };
    let connection = rusqlite::Connection::open(path).unwrap();
    let sql = "CREATE TABLE IF NOT EXISTS note (text); INSERT INTO note VALUES ('other');";
    connection.execute_batch(sql).unwrap();
}

fn notes(path: &Path) -> Vec<String> {
    let connection = rusqlite::Connection::open(path).unwrap();
    let mut statement = connection
        .prepare("SELECT text FROM note ORDER BY rowid")
        .unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

fn create(crm: &Crm, key: &str) -> Result<String, Error> {
    let args = json!({ "name": "甲", "external_ref": key, "request": key });
    crm.session().invoke("customer.create", &args.to_string())
}

fn customers(crm: &Crm) -> Vec<String> {
    let page = crm
        .session()
        .invoke("customer.list", r#"{"limit": 500}"#)
        .unwrap();
    let page: Value = serde_json::from_str(&page).unwrap();
    let items = page["items"].as_array().unwrap().iter();
    let mut keys: Vec<_> = items
        .map(|item| item["external_ref"].as_str().unwrap().into())
        .collect();
    keys.sort();
    keys
}

/// It bites: SQLite alone answers a commit that is lost.
#[test]
fn without_the_librarys_watch_an_answer_is_lost() {
    let folder = Folder::new("lost");
    let path = folder.path().join("sales.db");
    let connection = rusqlite::Connection::open(&path).unwrap();
    let sql = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE note (text);";
    connection.execute_batch(sql).unwrap();
    let add = |text: &str| connection.execute("INSERT INTO note VALUES (?1)", [text]);
    add("first").unwrap();
    accident(&path, ACCIDENTS[2]);
    another_process(&path);
    add("answered").unwrap();
    // As a process that starts after this one was killed finds it.
    let copy = folder.path().join("copy.db");
    for suffix in ["", "-wal"] {
        let _ = std::fs::copy(beside(&path, suffix), beside(&copy, suffix));
    }
    assert_eq!(notes(&copy), ["first", "other"]);
}

#[test]
fn a_lost_lock_is_noticed_before_a_commit_is_answered() {
    for files in ACCIDENTS {
        let folder = Folder::new("noticed");
        let path = folder.path().join("sales.db");
        let crm = Crm::open(&path).unwrap();
        create(&crm, "first").unwrap();
        // Between two operations nothing is at stake: the log stays, although the other process takes
        // itself for the last one.
        accident(&path, files);
        another_process(&path);
        assert!(beside(&path, "-wal").exists());
        create(&crm, "second").unwrap();
        // In the middle of a transaction the lock that lets one writer in goes with the -shm.
        let mut session = crm.session();
        session.begin().unwrap();
        let args = r#"{"name": "乙", "external_ref": "undone"}"#;
        session.invoke("customer.create", args).unwrap();
        accident(&path, files);
        let kept = session.commit();
        if files.contains(&"-shm") {
            let error = kept.unwrap_err();
            let named = (error.kind(), error.is_retryable());
            assert_eq!(named, ("storage.lock_lost", false), "{files:?}");
        } else {
            kept.unwrap();
        }
        assert!(!session.in_transaction());
        create(&crm, "third").unwrap();
        another_process(&path);
        create(&crm, "fourth").unwrap();
        let mut expected = vec!["first", "fourth", "second", "third"];
        if !files.contains(&"-shm") {
            expected.push("undone");
        }
        assert_eq!(customers(&crm), expected, "{files:?}");
        proof::within(&crm, &[]).unwrap();
        drop((session, crm));
        assert!(
            !beside(&path, "-wal").exists(),
            "{files:?}: the last one carries the log in"
        );
        proof::of(&path, &[]).unwrap();
        assert_eq!(notes(&path), ["other", "other"]);
    }
}

/// Others wrote between a transaction's last statement and its commit, because its lock was gone: the
/// commit is not answered, and what they wrote stays.
#[test]
fn what_another_process_wrote_meanwhile_stays() {
    let folder = Folder::new("meanwhile");
    let path = folder.path().join("sales.db");
    let crm = Crm::open(&path).unwrap();
    let mut session = crm.session();
    for number in 0..20 {
        session.begin().unwrap();
        let args = json!({ "name": "乙" }).to_string();
        session.invoke("customer.create", &args).unwrap();
        accident(&path, ACCIDENTS[1]);
        another_process(&path);
        let error = session.commit().unwrap_err();
        assert_eq!(error.kind(), "storage.lock_lost");
        create(&crm, &format!("{number:02}")).unwrap();
    }
    assert_eq!(customers(&crm).len(), 20);
    drop((session, crm));
    proof::of(&path, &[]).unwrap();
    assert_eq!(notes(&path).len(), 20);
}

/// The library's own connections come and go, and none of them takes a lock from another.
#[test]
fn openings_that_are_closed_lose_nobody_a_lock() {
    let folder = Folder::new("closed");
    let path = folder.path().join("sales.db");
    let crm = Crm::open(&path).unwrap();
    let done = AtomicBool::new(false);
    let opened = std::thread::scope(|scope| {
        let others: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| {
                    let mut opened = 0;
                    while !done.load(Ordering::SeqCst) {
                        let other = Crm::open(&path).unwrap();
                        customers(&other);
                        opened += 1;
                    }
                    opened
                })
            })
            .collect();
        for number in 0..200 {
            create(&crm, &format!("{number:03}")).unwrap();
        }
        done.store(true, Ordering::SeqCst);
        others
            .into_iter()
            .map(|other| other.join().unwrap())
            .sum::<u32>()
    });
    println!("{opened} openings closed beside 200 commits");
    assert!(opened > 4);
    // Nobody has it open for a moment, again and again.
    drop(crm);
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let path = &path;
            scope.spawn(move || {
                for number in 0..50 {
                    create(&Crm::open(path).unwrap(), &format!("{thread}-{number}")).unwrap();
                }
            });
        }
    });
    assert_eq!(customers(&Crm::open(&path).unwrap()).len(), 400);
    assert_eq!(descriptors(&path), 0);
}

/// Two openings share the process's locks, and neither leaves a descriptor behind.
#[test]
fn another_opening_of_the_file_goes_on_too() {
    let folder = Folder::new("openings");
    let path = folder.path().join("sales.db");
    let (one, other) = (Crm::open(&path).unwrap(), Crm::open(&path).unwrap());
    create(&one, "first").unwrap();
    assert_eq!(customers(&other), ["first"]);
    let open = descriptors(&path);
    for number in 0..50 {
        accident(&path, ACCIDENTS[number % 3]);
        create(&one, &format!("{number:02}")).unwrap();
        accident(&path, ACCIDENTS[number % 3]);
        assert_eq!(customers(&other).len(), number + 2);
    }
    let left = descriptors(&path);
    assert!(
        left <= open,
        "{left} descriptors, {open} before the accidents"
    );
    drop((one, other));
    assert_eq!(descriptors(&path), 0);
    proof::of(&path, &[]).unwrap();
}

fn descriptors(path: &Path) -> usize {
    let path = path.canonicalize().unwrap();
    let all = std::fs::read_dir("/proc/self/fd").unwrap().flatten();
    let links = all.filter_map(|entry| std::fs::read_link(entry.path()).ok());
    links
        .filter(|link| link.to_string_lossy().starts_with(path.to_str().unwrap()))
        .count()
}

#[test]
#[ignore = "a part of the tests of lost locks, run by them"]
fn read_and_close() {
    let Some(path) = std::env::var_os(FILE) else {
        return;
    };
    let connection = rusqlite::Connection::open(path).unwrap();
    let sql = "SELECT count(*) FROM crm_order";
    connection
        .query_row(sql, [], |row| row.get::<_, i64>(0))
        .unwrap();
}

/// Eight sellers, a host that closes the file every few milliseconds, and other processes that open and
/// close it: each takes itself for the last one when the locks are lost.
#[test]
fn what_was_answered_is_there_whenever_locks_were_lost() {
    let folder = Folder::new("sellers");
    let path = folder.path().join("sales.db");
    let crm = Crm::open(&path).unwrap();
    office::set_up(&crm);
    let acks = folder.path().join("acks");
    let written = File::options()
        .create(true)
        .append(true)
        .open(&acks)
        .unwrap();
    let (done, errors) = (AtomicBool::new(false), Mutex::new(BTreeMap::new()));
    let failed = |_: &str, error: Error| {
        *errors.lock().unwrap().entry(error.kind()).or_insert(0) += 1;
    };
    let accidents = std::thread::scope(|scope| {
        let host = scope.spawn(|| {
            let mut accidents = 0;
            while !done.load(Ordering::SeqCst) {
                accident(&path, ACCIDENTS[accidents % 3]);
                accidents += 1;
                if accidents % 5 == 0 {
                    let reader = child("locks::read_and_close").env(FILE, &path).output();
                    assert!(reader.unwrap().status.success());
                }
                std::thread::sleep(Duration::from_millis(20));
            }
            accidents
        });
        let sellers: Vec<_> = (0..office::THREADS)
            .map(|thread| {
                let mut seller = Seller::new(&crm, format!("0-0-{thread}"), &written, &failed);
                scope.spawn(move || {
                    for _ in 0..25 {
                        seller.sell();
                    }
                })
            })
            .collect();
        let sold: Vec<_> = sellers.into_iter().map(|seller| seller.join()).collect();
        done.store(true, Ordering::SeqCst);
        assert!(sold.iter().all(Result::is_ok));
        host.join().unwrap()
    });
    drop(crm);
    let all = office::acks(&std::fs::read_to_string(&acks).unwrap());
    let errors = errors.into_inner().unwrap();
    println!(
        "{accidents} accidents, {} answered, errors {errors:?}",
        all.len()
    );
    assert!(
        errors.keys().all(|kind| *kind == "storage.lock_lost"),
        "{errors:?}"
    );
    assert!(!errors.is_empty(), "no accident met a transaction");
    proof::of(&path, &all).unwrap();
}
