//! A workspace of an older library, brought to this one's version: by several hosts at once, and by
//! one that is killed at any place of it. And a workspace that several hosts make at once.

#![cfg(test)]

mod older;
mod stumbling;

use crm_core::storage::postgres::Workspaces;
use crm_core::{Crm, Error, Options};
use crm_tests::folder::Folder;
use crm_tests::postgres_workspace::PostgresWorkspace;
use older::Older;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Barrier};
use stumbling::{Stumbling, Way};

/// Hosts that come at once.
const HOSTS: usize = 6;
/// Where a child finds the workspace, and the statement at which it dies.
const PLACE: &str = "CRM_MIGRATIONS_PLACE";
const DIES_AT: &str = "CRM_MIGRATIONS_DIES_AT";

fn options(place: &str) -> Options {
    Options {
        migrate: true,
        ..Options::new(place)
    }
}

/// All do the same at once.
fn at_once<T: Send>(work: impl Fn() -> T + Sync) -> Vec<T> {
    let start = Barrier::new(HOSTS);
    let work = || {
        start.wait();
        work()
    };
    std::thread::scope(|scope| {
        let hosts: Vec<_> = (0..HOSTS).map(|_| scope.spawn(work)).collect();
        hosts.into_iter().map(|host| host.join().unwrap()).collect()
    })
}

/// That it opens without being asked to migrate, holds what it held, and is at work.
fn is_whole(older: &Older) {
    let crm = Crm::open(older.place()).unwrap();
    let mut session = crm.session();
    let kept = session.invoke("customer.list", "{}").unwrap();
    assert!(kept.contains(older::CUSTOMER), "{kept}");
    let made = session.invoke("customer.create", r#"{"name":"乙"}"#);
    made.unwrap();
    let found = session.invoke("admin.verify", "{}").unwrap();
    assert!(found.contains(r#""clean":true"#), "{found}");
    assert_eq!(older.schema(), older.like(older::CURRENT).schema());
}

fn everywhere(test: impl Fn(&Older)) {
    test(&Older::file(1));
    test(&Older::workspace(1));
    test(&Older::file(2));
    test(&Older::workspace(2));
    test(&Older::file(3));
    test(&Older::workspace(3));
}

#[test]
fn hosts_that_migrate_at_once_all_succeed() {
    everywhere(|older| {
        let refused = Crm::open(older.place()).unwrap_err();
        assert_eq!(refused.kind(), "version.older");
        for opened in at_once(|| Crm::open_with(options(older.place())).map(drop)) {
            opened.unwrap();
        }
        is_whole(older);
    });
}

fn open_over(place: &str, way: Way) -> Result<(), Error> {
    let options = options(place);
    let backend = Stumbling {
        inner: options.backend()?,
        way,
        count: Arc::default(),
    };
    Crm::over(Box::new(backend), options).map(drop)
}

/// It bites: two that have both read the version before one of them goes on do the same step.
#[test]
fn without_the_lock_of_the_version_a_step_is_done_twice() {
    let older = Older::workspace(1);
    let both = Arc::new(Barrier::new(2));
    let open = || open_over(older.place(), Way::Unlocked(Arc::clone(&both)));
    let opened = std::thread::scope(|scope| {
        let hosts = [scope.spawn(open), scope.spawn(open)];
        hosts.map(|host| host.join().unwrap())
    });
    let failed = opened.iter().filter(|opened| opened.is_err()).count();
    assert_eq!(failed, 1, "{opened:?}");
}

#[test]
fn a_migration_that_is_killed_goes_on() {
    for make in [Older::file, Older::workspace] {
        let mut deaths = 0;
        let schemas: Vec<_> = (1..=older::CURRENT)
            .map(|version| make(version).schema())
            .collect();
        loop {
            let older = make(1);
            let mut child = Command::new(std::env::current_exe().unwrap());
            child.args(["--exact", "one_host", "--include-ignored"]);
            child.env(PLACE, older.place());
            child.env(DIES_AT, deaths.to_string());
            let survived = child.output().unwrap().status.success();
            // What was done stays done, and no step is done by half.
            let step = older.version() - 1;
            assert_eq!(older.schema(), schemas[step], "a step was done by half");
            Crm::open_with(options(older.place())).unwrap();
            works(older.place());
            assert_eq!(older.schema(), schemas[older::CURRENT - 1]);
            if survived {
                assert_eq!(step, older::CURRENT - 1);
                break;
            }
            deaths += 1;
        }
        println!("killed at {deaths} places");
        assert!(deaths > 6, "killed at {deaths} places only");
    }
}

/// What a child does; nothing when run by hand.
#[test]
#[ignore = "a part of a_migration_that_is_killed_goes_on, run by it"]
fn one_host() {
    let Ok(place) = std::env::var(PLACE) else {
        return;
    };
    let at = std::env::var(DIES_AT).unwrap().parse().unwrap();
    open_over(&place, Way::DiesAt(at)).unwrap();
}

#[test]
fn of_hosts_that_make_a_workspace_at_once_one_does() {
    for _ in 0..5 {
        let workspace = PostgresWorkspace::vacant();
        let server = crm_tests::postgres_url().unwrap();
        let create = || Workspaces::of(&server)?.create(workspace.name());
        let made = at_once(create);
        let refused: Vec<&str> = made
            .iter()
            .filter_map(|made| made.as_ref().err().map(Error::kind))
            .collect();
        assert_eq!(refused, ["workspace.taken"; HOSTS - 1]);
        works(&workspace.url());
    }
}

#[test]
fn hosts_that_fill_an_empty_schema_or_file_at_once_all_succeed() {
    for _ in 0..5 {
        let workspace = PostgresWorkspace::vacant();
        let server = crm_tests::postgres_url().unwrap();
        let mut client = postgres::Client::connect(&server, postgres::NoTls).unwrap();
        let sql = format!("CREATE SCHEMA {}", workspace.name());
        client.batch_execute(&sql).unwrap();
        let folder = Folder::new("migrations");
        let file = folder.path().join("new.db");
        for place in [Path::new(&workspace.url()), &file] {
            for opened in at_once(|| Crm::open(place).map(drop)) {
                opened.unwrap();
            }
            works(place.to_str().unwrap());
        }
    }
}

fn works(place: &str) {
    let mut session = Crm::open(place).unwrap().session();
    session
        .invoke("customer.create", r#"{"name":"甲"}"#)
        .unwrap();
    let found = session.invoke("admin.verify", "{}").unwrap();
    assert!(found.contains(r#""clean":true"#), "{found}");
}
