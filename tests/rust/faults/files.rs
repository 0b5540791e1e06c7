//! Files that are locked, damaged, something else or not there: each has its error, and the file, put
//! right, opens.

use crate::{beside, child, proof};
use crm_core::{Crm, Error, Options};
use crm_tests::folder::Folder;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

const FILE: &str = "CRM_LOCKED_FILE";
const HOW: &str = "CRM_LOCKED_HOW";
const PAGE: u64 = 4096;

fn create(crm: &Crm) -> Result<String, Error> {
    let args = r#"{"name": "北京华信科技有限公司"}"#;
    crm.session().invoke("customer.create", args)
}

/// A workspace with some customers, closed.
fn workspace(folder: &Folder) -> PathBuf {
    let path = folder.path().join("sales.db");
    let crm = Crm::open(&path).unwrap();
    for _ in 0..200 {
        create(&crm).unwrap();
    }
    drop(crm);
    assert!(!beside(&path, "-wal").exists(), "the log is in the file");
    path
}

/// What opening answers, or else reading everything.
fn problem(path: &Path) -> Error {
    let read = |crm: Crm| {
        let mut session = crm.session();
        session.invoke("admin.verify", "{}")?;
        session.invoke("customer.list", r#"{"limit": 500}"#)
    };
    match Crm::open(path).and_then(read) {
        Err(error) => error,
        Ok(_) => panic!("nobody noticed"),
    }
}

#[test]
fn a_damaged_file_is_named_and_opens_once_it_is_put_back() {
    let folder = Folder::new("damaged");
    let path = workspace(&folder);
    let whole = std::fs::read(&path).unwrap();
    let pages = whole.len() as u64 / PAGE;
    let overwrite = |at: u64, length: u64| {
        std::fs::write(&path, &whole).unwrap();
        let file = std::fs::File::options().write(true).open(&path).unwrap();
        file.write_all_at(&vec![0xa5; usize::try_from(length).unwrap()], at)
            .unwrap();
    };
    let mut said = Vec::new();
    let mut check = |name: &str, kinds: &[&str]| {
        let error = problem(&path);
        assert!(kinds.contains(&error.kind()), "{name}: {error:?}");
        said.push(format!("{name}: {error}"));
        std::fs::write(&path, &whole).unwrap();
        let _ = std::fs::remove_file(beside(&path, "-wal"));
        proof::of(&path, &[]).unwrap();
        create(&Crm::open(&path).unwrap()).unwrap();
        std::fs::write(&path, &whole).unwrap();
    };
    overwrite(0, 100);
    check("the header", &["storage.corrupt"]);
    overwrite(PAGE, PAGE * (pages - 1));
    check("every page but the first", &["storage.corrupt"]);
    std::fs::write(&path, &whole[..whole.len() / 3]).unwrap();
    check("cut to a third", &["storage.corrupt"]);
    std::fs::write(&path, &whole[..50]).unwrap();
    check("cut to half a header", &["storage.corrupt"]);
    std::fs::write(&path, "客户名单\n".repeat(1000)).unwrap();
    check("a text", &["storage.corrupt"]);
    println!("{}", said.join("\n"));
}

#[test]
fn a_page_that_is_damaged_is_never_answered_as_if_it_were_not() {
    let folder = Folder::new("page");
    let path = workspace(&folder);
    let whole = std::fs::read(&path).unwrap();
    let pages = whole.len() as u64 / PAGE;
    let (mut named, mut unread) = (0, 0);
    let healthy = listed(&path).unwrap();
    for page in 1..pages {
        let file = std::fs::File::options().write(true).open(&path).unwrap();
        file.write_all_at(&vec![0xa5; PAGE as usize], page * PAGE)
            .unwrap();
        drop(file);
        match listed(&path) {
            Ok(list) => {
                assert_eq!(list, healthy, "page {page}");
                // What no answer needed, SQLite's own check finds.
                proof::whole(&path).expect_err("nobody noticed");
                unread += 1;
            }
            Err(error) => {
                assert_eq!(error.kind(), "storage.corrupt", "page {page}: {error:?}");
                named += 1;
            }
        }
        std::fs::write(&path, &whole).unwrap();
        let _ = std::fs::remove_file(beside(&path, "-wal"));
    }
    println!("{pages} pages damaged one by one: {named} named, {unread} not read by the answer");
    assert!(named > 0);
    proof::of(&path, &[]).unwrap();
}

fn listed(path: &Path) -> Result<String, Error> {
    let crm = Crm::open(path)?;
    crm.session().invoke("customer.list", r#"{"limit": 500}"#)
}

#[test]
fn what_is_no_file_is_named() {
    let folder = Folder::new("nofile");
    let missing = folder.path().join("none/sales.db");
    let error = Crm::open(&missing).unwrap_err();
    assert_eq!(error.kind(), "storage.open", "{error:?}");
    println!("a missing folder: {error}");
    std::fs::create_dir(folder.path().join("none")).unwrap();
    create(&Crm::open(&missing).unwrap()).unwrap();

    let directory = folder.path().join("directory.db");
    std::fs::create_dir(&directory).unwrap();
    let error = Crm::open(&directory).unwrap_err();
    assert_eq!(error.kind(), "storage.open", "{error:?}");
    println!("a folder: {error}");
    std::fs::remove_dir(&directory).unwrap();
    create(&Crm::open(&directory).unwrap()).unwrap();

    let mut options = Options::new(folder.path().join("absent.db"));
    options.create = false;
    let error = Crm::open_with(options).unwrap_err();
    assert_eq!(error.kind(), "storage.open", "{error:?}");
    println!("a missing file: {error}");
}

/// Another process that holds the file until its input ends.
fn locked(path: &Path, how: &str) -> Child {
    let mut holder = child("files::hold_a_lock");
    holder.env(FILE, path).env(HOW, how);
    let mut holder = holder
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(holder.stdout.as_mut().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("the file is locked")));
    holder
}

fn let_go(mut holder: Child) {
    holder.stdin.take().unwrap().write_all(b"\n").unwrap();
    assert!(holder.wait().unwrap().success());
}

#[test]
fn a_file_that_another_process_has_locked_is_busy_for_as_long_as_the_host_waits() {
    let folder = Folder::new("locked");
    let path = workspace(&folder);
    let open = || {
        let mut options = Options::new(&path);
        options.wait = Duration::from_millis(300);
        Crm::open_with(options)
    };
    let crm = open().unwrap();
    let holder = locked(&path, "BEGIN IMMEDIATE");
    let started = Instant::now();
    let error = create(&crm).unwrap_err();
    let waited = started.elapsed();
    assert_eq!(
        (error.kind(), error.is_retryable()),
        ("busy", true),
        "{error:?}"
    );
    assert_eq!(error.details()["milliseconds"], 300);
    assert!(
        waited >= Duration::from_millis(300),
        "it gave up after {waited:?}"
    );
    println!("{error} after {waited:?}");
    // Reads wait for no writer.
    crm.session().invoke("customer.list", "{}").unwrap();
    let_go(holder);
    create(&crm).unwrap();
    drop(crm);
    // Somebody has it for himself, so that it cannot even be opened.
    let holder = locked(&path, "PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE");
    let error = open().unwrap_err();
    assert_eq!(
        (error.kind(), error.is_retryable()),
        ("busy", true),
        "{error:?}"
    );
    assert_eq!(error.details()["milliseconds"], 300);
    let_go(holder);
    create(&open().unwrap()).unwrap();
    proof::of(&path, &[]).unwrap();
}

#[test]
#[ignore = "a part of a_file_that_another_process_has_locked_is_busy_for_as_long_as_the_host_waits"]
fn hold_a_lock() {
    let Some(path) = std::env::var_os(FILE) else {
        return;
    };
    let connection = rusqlite::Connection::open(path).unwrap();
    connection
        .execute_batch(&std::env::var(HOW).unwrap())
        .unwrap();
    println!("the file is locked");
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).unwrap();
}
