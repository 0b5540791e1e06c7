//! Waiting: woken at once in the same process, soon across processes, never by spinning, and
//! nothing is held meanwhile.

use crate::{on_postgres, on_sqlite};
use crm_core::storage::{Backend, Database, Dialect};
use crm_core::{Crm, Options, Result};
use crm_tests::workspace::call;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime};

/// Commits of other processes are noticed within so many milliseconds, says the reference.
const WITHIN: i64 = 100;
const ROUNDS: usize = 21;

fn middle(mut times: Vec<i64>) -> i64 {
    times.sort_unstable();
    times[times.len() / 2]
}

fn micros() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    i64::try_from(since.unwrap().as_micros()).unwrap()
}

fn wait(after: i64, timeout_ms: u32) -> Value {
    json!({ "after": after, "timeout_ms": timeout_ms })
}

/// Creates customers that carry the moment of their making, with pauses in which readers fall
/// asleep.
fn announce(crm: &Crm) {
    let mut session = crm.session();
    for round in 0..ROUNDS {
        // A pause that is no multiple of the reader's looks.
        std::thread::sleep(Duration::from_millis(137 + 7 * round as u64));
        let args = json!({ "name": "甲", "extra": { "made": micros() } });
        call(&mut session, "customer.create", &args).unwrap();
    }
}

/// Waits for each of them; answers after how many microseconds it was noticed. The last one is
/// noticed when it is known to be the last.
fn notice(crm: &Crm) -> Vec<i64> {
    let (mut session, mut after, mut late) = (crm.session(), 0, Vec::new());
    while late.len() < ROUNDS {
        let page = call(&mut session, "change.wait", &wait(after, 30_000)).unwrap();
        let now = micros();
        after = page["next"].as_i64().unwrap();
        let items = page["items"].as_array().unwrap();
        assert!(!items.is_empty(), "nothing came in half a minute");
        for commit in items {
            let made = &commit["changes"][0]["after"]["extra"]["made"];
            late.push(now - made.as_i64().unwrap());
        }
    }
    late
}

fn woken_at_once(path: &str) {
    let crm = Crm::open(path).unwrap();
    let late = std::thread::scope(|scope| {
        let reader = scope.spawn(|| notice(&crm));
        announce(&crm);
        reader.join().unwrap()
    });
    let most = late.iter().max().unwrap().to_owned();
    let middle = middle(late);
    println!("in one process: noticed after {middle} µs, at most {most} µs");
    // A reader that only looked every 100 ms would need half of it.
    assert!(middle < WITHIN * 1000 / 4, "{middle} µs is not at once");
}

#[test]
fn on_sqlite_a_reader_is_woken_at_once() {
    let (_folder, path) = on_sqlite();
    woken_at_once(&path);
}

#[test]
fn on_postgres_a_reader_is_woken_at_once() {
    let (_workspace, url) = on_postgres();
    woken_at_once(&url);
}

/// Where the other process finds the workspace.
const PLACE: &str = "CRM_FEED_PLACE";

fn between_processes(path: &str) {
    let crm = Crm::open(path).unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "wait::another_process", "--nocapture"])
        .arg("--include-ignored")
        .env(PLACE, path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut said = |word: &str| loop {
        let line = lines.next().expect("the other process ended").unwrap();
        if let Some((_, rest)) = line.split_once(word) {
            return rest.to_owned();
        }
    };
    said("waiting");
    announce(&crm);
    let late: Vec<i64> = serde_json::from_str(&said("late ")).unwrap();
    assert!(child.wait().unwrap().success());
    let most = late.iter().max().unwrap().to_owned();
    let middle = middle(late);
    println!("between processes: noticed after {middle} µs, at most {most} µs");
    assert!(middle <= WITHIN * 1000, "{middle} µs is too late");
}

#[test]
fn on_sqlite_a_reader_of_another_process_notices() {
    let (_folder, path) = on_sqlite();
    between_processes(&path);
}

#[test]
fn on_postgres_a_reader_of_another_process_notices() {
    let (_workspace, url) = on_postgres();
    between_processes(&url);
}

#[test]
#[ignore = "a part of between_processes, run by it"]
fn another_process() {
    let Some(place) = std::env::var_os(PLACE) else {
        return;
    };
    let crm = Crm::open(std::path::PathBuf::from(place)).unwrap();
    println!("waiting");
    println!("late {}", json!(notice(&crm)));
}

/// Counts how often somebody begins to read, and what is open.
struct Counted {
    inner: Box<dyn Backend>,
    reads: Arc<AtomicUsize>,
}

impl Backend for Counted {
    fn write(&self) -> Result<Box<dyn Database>> {
        self.inner.write()
    }

    fn read(&self) -> Result<Box<dyn Database>> {
        self.reads.fetch_add(1, Ordering::SeqCst);
        self.inner.read()
    }

    fn dialect(&self) -> Dialect {
        self.inner.dialect()
    }
}

/// A workspace in memory has one connection: whoever held it would keep all others out.
#[test]
fn a_reader_that_waits_holds_nothing_and_looks_seldom() {
    let reads = Arc::new(AtomicUsize::new(0));
    let mut options = Options::new(":memory:");
    options.wait = Duration::from_millis(50);
    let inner = options.backend().unwrap();
    let backend = Counted {
        inner,
        reads: Arc::clone(&reads),
    };
    let crm = Crm::over(Box::new(backend), options).unwrap();
    std::thread::scope(|scope| {
        let before = reads.load(Ordering::SeqCst);
        let waiting = scope.spawn(|| {
            let started = Instant::now();
            let page = call(&mut crm.session(), "change.wait", &wait(0, 1000)).unwrap();
            (page, started.elapsed())
        });
        let mut session = crm.session();
        for _ in 0..10 {
            // Rolled back: there is nothing to be woken for.
            session.begin().unwrap();
            call(&mut session, "customer.create", &json!({ "name": "甲" })).unwrap();
            session.rollback().unwrap();
            std::thread::sleep(Duration::from_millis(20));
        }
        let (page, elapsed) = waiting.join().unwrap();
        assert_eq!(page, json!({ "items": [], "next": 0 }));
        assert!(elapsed >= Duration::from_secs(1), "only {elapsed:?}");
        let looks = reads.load(Ordering::SeqCst) - before;
        println!("{looks} looks in {elapsed:?}");
        // The page itself, and one look each 100 ms.
        assert!((2..=12).contains(&looks), "{looks} looks in a second");
    });
}

/// Who loses the permission while waiting is told so, and sees nothing.
#[test]
fn a_reader_who_may_no_longer_read_is_denied() {
    let (_folder, path) = on_sqlite();
    let crm = Crm::open(path).unwrap();
    let mut session = crm.session();
    let grants = json!([{ "permission": "change.read", "scope": "all" }]);
    let role = json!({ "name": "接口", "grants": grants });
    let role = call(&mut session, "role.create", &role).unwrap();
    let user = json!({ "key": "sync", "name": "同步程序", "roles": [role["id"]] });
    let user = call(&mut session, "user.create", &user).unwrap();
    let last = call(&mut session, "change.list", &json!({})).unwrap()["next"].clone();
    let mut reader = crm.session_as("sync").unwrap();
    let started = Instant::now();
    std::thread::scope(|scope| {
        let waiting = scope.spawn(move || {
            let args = wait(last.as_i64().unwrap(), 60_000);
            call(&mut reader, "change.wait", &args)
        });
        std::thread::sleep(Duration::from_millis(100));
        let archive = json!({ "user": user["id"] });
        call(&mut session, "user.archive", &archive).unwrap();
        let error = waiting.join().unwrap().unwrap_err();
        assert_eq!(error.kind(), "denied");
    });
    assert!(started.elapsed() < Duration::from_secs(30));
}
