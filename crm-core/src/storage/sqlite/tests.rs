//! Groups of writers whose shared commit fails: nobody is told that something was kept which was
//! not, and no refusal stands on work that was lost.

use super::*;
use crate::Crm;
use crate::base::messages::CONTENDED;
use serde_json::{Value as Json, json};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A file that is gone with the test.
struct File(PathBuf);

impl File {
    fn new(name: &str) -> Self {
        let name = format!("crm-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn open(&self) -> Sqlite {
        let options = Options {
            path: Some(self.0.join("group.db")),
            create: true,
            durability: Durability::Full,
            wait: Duration::from_secs(20),
        };
        Sqlite::open(options).unwrap()
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn execute(sqlite: &Sqlite, sql: &str) {
    let mut db = sqlite.write().unwrap();
    db.execute(sql, &[]).unwrap();
    db.commit().unwrap();
}

fn kept(sqlite: &Sqlite) -> i64 {
    let mut db = sqlite.write().unwrap();
    super::super::statement::number(db.as_mut(), "SELECT count(*) FROM note", &[])
        .unwrap()
        .unwrap()
}

/// Two writers of one group: the first inserts and leaves its commit to the second, who does as it
/// is told. Answers what the first was told in the end, and the second.
fn group(
    sqlite: &Sqlite,
    second: impl FnOnce(Box<dyn Database>) -> Result<()> + Send,
) -> (Result<()>, Result<()>) {
    let mut first = sqlite.write_shared().unwrap();
    std::thread::scope(|scope| {
        let second = scope.spawn(|| {
            let db = sqlite.write_shared().unwrap();
            assert!(db.saw_uncommitted(), "it is in the group of the first");
            second(db)
        });
        sqlite.0.gate.await_waiting(1);
        first
            .execute("INSERT INTO note VALUES ('first')", &[])
            .unwrap();
        let first = first.commit();
        (first, second.join().unwrap())
    })
}

fn insert(mut db: Box<dyn Database>) -> Result<()> {
    db.execute("INSERT INTO note VALUES ('second')", &[])?;
    db.commit()
}

/// Lets every commit of the file fail that `fails` says so of, counted from 0.
fn fail(sqlite: &Sqlite, fails: impl Fn(usize) -> bool + Send + 'static) {
    let commits = AtomicUsize::new(0);
    let hook = move || fails(commits.fetch_add(1, Ordering::SeqCst));
    sqlite
        .0
        .gate
        .with_idle(|link| link.commit_hook(Some(hook)).unwrap());
}

fn kind(answer: &Result<()>) -> &'static str {
    answer.as_ref().map_or_else(Error::kind, |()| "kept")
}

#[test]
fn a_group_whose_commit_works_is_kept() {
    let file = File::new("group-kept");
    let sqlite = file.open();
    execute(&sqlite, "CREATE TABLE note (text TEXT NOT NULL)");
    let (first, second) = group(&sqlite, insert);
    assert_eq!((kind(&first), kind(&second)), ("kept", "kept"));
    assert_eq!(kept(&sqlite), 2);
    let (first, second) = group(&sqlite, Database::rollback);
    assert_eq!((kind(&first), kind(&second)), ("kept", "kept"));
    assert_eq!(kept(&sqlite), 3, "only the second's work is undone");
}

#[test]
fn a_group_whose_commit_fails_runs_again_all_of_it() {
    let file = File::new("group-failed");
    let sqlite = file.open();
    execute(&sqlite, "CREATE TABLE note (text TEXT NOT NULL)");
    for rolls_back in [false, true] {
        fail(&sqlite, |commit| commit == 0);
        let (first, second) = group(&sqlite, |db| {
            if rolls_back {
                db.rollback()
            } else {
                insert(db)
            }
        });
        assert_eq!(kind(&first), CONTENDED.kind);
        assert!(second.is_err(), "nobody is told it was kept");
        if rolls_back {
            assert_eq!(kind(&second), CONTENDED.kind, "a refusal does not stand");
        }
        assert_eq!(kept(&sqlite), 0);
        execute(&sqlite, "DELETE FROM note");
    }
}

/// Who shares with nobody commits for the group before it; when that fails, it still works.
#[test]
fn a_group_that_fails_before_a_lone_writer_leaves_it_alone() {
    let file = File::new("group-before");
    let sqlite = file.open();
    execute(&sqlite, "CREATE TABLE note (text TEXT NOT NULL)");
    fail(&sqlite, |commit| commit == 0);
    let mut first = sqlite.write_shared().unwrap();
    std::thread::scope(|scope| {
        let lone = scope.spawn(|| {
            let db = sqlite.write()?;
            assert!(!db.saw_uncommitted());
            insert(db)
        });
        sqlite.0.gate.await_waiting(1);
        first
            .execute("INSERT INTO note VALUES ('first')", &[])
            .unwrap();
        assert_eq!(kind(&first.commit()), CONTENDED.kind);
        assert_eq!(kind(&lone.join().unwrap()), "kept");
    });
    assert_eq!(kept(&sqlite), 1);
}

/// A full disk makes SQLite end the transaction under the second member.
#[test]
fn a_group_that_sqlite_ends_runs_again_all_of_it() {
    let file = File::new("group-ended");
    let sqlite = file.open();
    execute(&sqlite, "CREATE TABLE note (text TEXT NOT NULL)");
    sqlite.0.gate.with_idle(|link| {
        link.pragma_update_and_check(None, "max_page_count", 20, |_| Ok(()))
            .unwrap();
    });
    let (first, second) = group(&sqlite, |mut db| {
        let large = [Value::Text("大".repeat(1 << 20))];
        let error = db
            .execute("INSERT INTO note VALUES (?1)", &large)
            .unwrap_err();
        assert_eq!(error.kind(), STORAGE_FULL.kind);
        assert!(!db.is_open(), "SQLite ended the transaction");
        db.rollback()
    });
    assert_eq!(
        (kind(&first), kind(&second)),
        (CONTENDED.kind, CONTENDED.kind)
    );
    assert_eq!(kept(&sqlite), 0);
    let (first, second) = group(&sqlite, insert);
    assert_eq!((kind(&first), kind(&second)), ("kept", "kept"));
}

/// Eight threads on a disk that fails now and then: what was answered is there, once; what failed
/// is not.
#[test]
fn what_was_answered_is_kept_although_commits_fail() {
    let file = File::new("group-many");
    let path = file.0.join("many.db");
    drop(Crm::open(&path).unwrap());
    let mut options = crate::Options::new(&path);
    options.wait = Duration::from_secs(20);
    let sqlite = Sqlite::open(Options {
        path: Some(path.clone()),
        ..file.open().0.options.clone()
    });
    let sqlite = sqlite.unwrap();
    fail(&sqlite, |commit| commit % 5 == 4);
    let crm = Crm::over(Box::new(sqlite), options).unwrap();
    let create = |thread: usize, number: usize| {
        let args = json!({ "name": "甲", "external_ref": format!("{thread}-{number}") });
        let answer = crm.session().invoke("customer.create", &args.to_string());
        answer.is_ok().then(|| format!("{thread}-{number}"))
    };
    let mut answered: Vec<String> = std::thread::scope(|scope| {
        let create = &create;
        let threads: Vec<_> = (0..8)
            .map(|thread| {
                scope.spawn(move || {
                    (0..100)
                        .filter_map(|number| create(thread, number))
                        .collect()
                })
            })
            .collect();
        let all = threads.into_iter().map(|thread| thread.join().unwrap());
        all.flat_map(|answered: Vec<String>| answered).collect()
    });
    assert!(answered.len() < 800, "no commit failed");
    let crm = Crm::open(&path).unwrap();
    let mut session = crm.session();
    let mut there = Vec::new();
    let mut after = Json::Null;
    loop {
        let args = json!({ "limit": 500, "after": after });
        let page = session.invoke("customer.list", &args.to_string()).unwrap();
        let page: Json = serde_json::from_str(&page).unwrap();
        let items = page["items"].as_array().unwrap();
        there.extend(
            items
                .iter()
                .map(|item| item["external_ref"].as_str().unwrap().to_owned()),
        );
        after = page["next"].clone();
        if after.is_null() {
            break;
        }
    }
    answered.sort();
    there.sort();
    assert_eq!(answered, there);
    let verified = session.invoke("admin.verify", "{}").unwrap();
    let verified: Json = serde_json::from_str(&verified).unwrap();
    assert_eq!(verified["clean"], true, "{verified}");
}

#[test]
fn an_old_sqlite_of_the_system_is_refused_by_its_version() {
    assert_eq!(is_known(3_045_003), Ok(()));
    let error = is_known(3_040_001).unwrap_err();
    assert_eq!(error.kind(), "version.sqlite");
    assert_eq!(error.details()["found"], "3.40.1");
    assert_eq!(error.details()["needed"], "3.45.3");
}
