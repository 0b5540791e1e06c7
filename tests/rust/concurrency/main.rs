//! Many hands at once on the same customers, quotes, orders and receipts: whatever runs beside what,
//! nothing is lost, done twice, paid beyond what is open, or left out of balance.
//!
//! `CRM_SOAK_OPERATIONS` says how many operations each thread does; `CRM_SEED` runs the choices of a
//! failure again.

#![cfg(test)]

mod hands;
mod killed;
mod proof;

use crm_core::Crm;
use crm_tests::postgres_workspace::PostgresWorkspace;
use hands::{Board, Log};
use postgres::{Client, NoTls};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::{Duration, Instant};

const THREADS: u64 = 16;
/// Operations in flight inside the server at least, at some moment: fewer would mean that the
/// library lets writers queue.
const IN_FLIGHT: i64 = 4;

fn setting(name: &str, usual: u64) -> u64 {
    let set = std::env::var(name).ok();
    set.map_or(usual, |text| text.parse().unwrap())
}

fn seed() -> u64 {
    setting("CRM_SEED", RandomState::new().build_hasher().finish())
}

/// Lets all threads work and answers what they were answered.
fn work(path: &str, seed: u64) -> Log {
    let operations = setting("CRM_SOAK_OPERATIONS", 60);
    let crm = Crm::open(path).unwrap();
    let board = Board::set_up(&crm);
    let started = Instant::now();
    let logs: Vec<Log> = std::thread::scope(|scope| {
        let hands: Vec<_> = (0..THREADS)
            .map(|number| {
                let (crm, board) = (crm.clone(), &board);
                scope.spawn(move || hands::work(&crm, board, seed, number, operations))
            })
            .collect();
        hands.into_iter().map(|hand| hand.join().unwrap()).collect()
    });
    let log = Log::joined(logs);
    let seconds = started.elapsed().as_secs().max(1);
    println!("seed {seed}: {log:?} in {seconds} s");
    proof::of(&crm, &board, &log);
    log
}

#[test]
fn on_sqlite_threads_do_not_disturb_each_other() {
    let folder = crm_tests::folder::Folder::new("concurrency");
    let path = folder.path().join("shared.db");
    work(path.to_str().unwrap(), seed());
}

fn on_postgres(isolation: &str) {
    let workspace = PostgresWorkspace::create();
    let name = format!("crm_{}_{isolation}", std::process::id());
    let url = format!(
        "{}&connections=16&isolation={isolation}&application_name={name}",
        workspace.url()
    );
    let (done, most) = (AtomicBool::new(false), AtomicI64::new(0));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut client = Client::connect(&crm_tests::postgres_url().unwrap(), NoTls).unwrap();
            let sql = "SELECT count(*) FROM pg_stat_activity WHERE application_name = $1 \
                       AND xact_start IS NOT NULL";
            while !done.load(Ordering::SeqCst) {
                let count: i64 = client.query_one(sql, &[&name]).unwrap().get(0);
                most.fetch_max(count, Ordering::SeqCst);
                std::thread::sleep(Duration::from_millis(2));
            }
        });
        let worked = std::panic::catch_unwind(|| work(&url, seed()));
        done.store(true, Ordering::SeqCst);
        worked.unwrap();
    });
    let most = most.into_inner();
    println!("{isolation}: {most} transactions in flight inside PostgreSQL");
    assert!(
        most >= IN_FLIGHT,
        "only {most} transactions were in flight at a time"
    );
}

#[test]
fn on_postgres_at_read_committed() {
    on_postgres("read_committed");
}

#[test]
fn on_postgres_at_serializable() {
    on_postgres("serializable");
}

/// Where SQLite's file is shared by processes: each is this test binary, told by the environment.
const FILE: &str = "CRM_CONCURRENCY_FILE";

#[test]
fn on_sqlite_processes_do_not_disturb_each_other() {
    let folder = crm_tests::folder::Folder::new("processes");
    let path = folder.path().join("shared.db");
    let crm = Crm::open(&path).unwrap();
    let board = Board::set_up(&crm);
    let seed = seed();
    let children: Vec<_> = (0..4_u64)
        .map(|number| {
            let mut child = std::process::Command::new(std::env::current_exe().unwrap());
            child.args(["--exact", "one_process", "--nocapture", "--include-ignored"]);
            child
                .env(FILE, &path)
                .env("CRM_SEED", (seed ^ number).to_string());
            child.stdout(std::process::Stdio::piped()).spawn().unwrap()
        })
        .collect();
    let mut logs = Vec::new();
    for child in children {
        let output = child.wait_with_output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{text}");
        logs.push(Log::read(&text));
    }
    let log = Log::joined(logs);
    println!("seed {seed}: {log:?} by 4 processes");
    proof::of(&crm, &board, &log);
}

/// What one of the processes does; nothing when run by hand.
#[test]
#[ignore = "a part of on_sqlite_processes_do_not_disturb_each_other, run by it"]
fn one_process() {
    let Some(path) = std::env::var_os(FILE) else {
        return;
    };
    let crm = Crm::open(Path::new(&path)).unwrap();
    let board = Board::find(&crm);
    let operations = setting("CRM_SOAK_OPERATIONS", 60);
    let number = u64::from(std::process::id());
    let log = hands::work(&crm, &board, seed(), number, operations);
    println!("{}", log.written());
}
