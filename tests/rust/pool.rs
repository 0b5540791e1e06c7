//! The connections of a process to one PostgreSQL: never more than the host allows, replaced when they
//! are gone, with a bounded number of statements prepared on each, or none behind a pooler.

#![cfg(test)]

use crm_core::storage::Value;
use crm_core::{Crm, Options, Session};
use crm_tests::postgres_workspace::PostgresWorkspace;
use crm_tests::workspace::call;
use postgres::{Client, NoTls};
use serde_json::json;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// A workspace, its URL with parameters and a name that tells its connections, and a look from
/// beside.
struct Seen {
    workspace: PostgresWorkspace,
    name: String,
    beside: Client,
}

impl Seen {
    fn new(name: &str) -> Self {
        let url = crm_tests::postgres_url().unwrap_or_else(|missing| panic!("{missing}"));
        Self {
            workspace: PostgresWorkspace::create(),
            name: format!("{name}_{}", std::process::id()),
            beside: Client::connect(&url, NoTls).unwrap(),
        }
    }

    fn open(&self, parameters: &str) -> Crm {
        let url = self.workspace.url();
        let url = format!("{url}&application_name={}{parameters}", self.name);
        let mut options = Options::new(url);
        options.wait = Duration::from_secs(20);
        Crm::open_with(options).unwrap()
    }

    /// Runs something over the backends of our connections; answers how many there are.
    fn backends(&mut self, what: &str) -> usize {
        let sql = format!("SELECT {what} FROM pg_stat_activity WHERE application_name = $1");
        self.beside.query(&sql, &[&self.name]).unwrap().len()
    }
}

fn create(session: &mut Session) {
    let args = json!({ "name": "北京华信科技有限公司" });
    call(session, "customer.create", &args).unwrap();
}

/// The number a statement answers.
fn number(session: &mut Session, sql: &str) -> i64 {
    match session.sql(sql, &[]).unwrap().rows[0][0] {
        Value::Int(number) => number,
        ref other => panic!("{other:?}"),
    }
}

#[test]
fn never_more_connections_than_allowed() {
    let mut seen = Seen::new("bounded");
    let crm = seen.open("&connections=2");
    let done = AtomicBool::new(false);
    let most = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    let mut session = crm.session();
                    for _ in 0..10 {
                        create(&mut session);
                    }
                })
            })
            .collect();
        let looking = scope.spawn(|| {
            let mut most = 0;
            while !done.load(Ordering::SeqCst) {
                most = most.max(seen.backends("pid"));
            }
            most
        });
        writers
            .into_iter()
            .for_each(|writer| writer.join().unwrap());
        done.store(true, Ordering::SeqCst);
        looking.join().unwrap()
    });
    println!("8 writers, at most {most} connections at a time");
    assert_eq!(most, 2);
    // Two transactions that stay open take both; the third waits for its bound.
    let (mut first, mut second) = (crm.session(), crm.session());
    first.begin().unwrap();
    second.begin().unwrap();
    let mut options = Options::new(format!(
        "{}&application_name={}&connections=2",
        seen.workspace.url(),
        seen.name
    ));
    options.wait = Duration::from_millis(200);
    let refused = Crm::open_with(options).map(drop).unwrap_err();
    assert_eq!(refused.kind(), "busy");
    assert!(refused.is_retryable());
}

#[test]
fn connections_that_are_gone_are_replaced() {
    let mut seen = Seen::new("replaced");
    let crm = seen.open("&connections=3");
    let mut session = crm.session();
    for _ in 0..5 {
        create(&mut session);
        assert!(seen.backends("pg_terminate_backend(pid)") > 0);
        // Nothing was begun on it, so nobody notices.
        create(&mut session);
    }
    let list = call(&mut session, "customer.list", &json!({})).unwrap();
    assert_eq!(list["items"].as_array().unwrap().len(), 10);
    // In the middle of a transaction it is lost, and said so; the next one works.
    session.begin().unwrap();
    create(&mut session);
    seen.backends("pg_terminate_backend(pid)");
    let lost = call(&mut session, "customer.list", &json!({ "limit": 1 }));
    let kind = lost.unwrap_err().kind();
    assert!(
        ["storage.lost", "transaction.lost"].contains(&kind),
        "{kind}"
    );
    assert_eq!(session.commit().unwrap_err().kind(), "transaction.lost");
    create(&mut session);
}

#[test]
fn behind_a_pooler_nothing_is_prepared() {
    let count = "SELECT count(*) FROM pg_prepared_statements";
    let seen = Seen::new("pooler");
    let mut session = seen.open("&connections=1&prepare=off").session();
    create(&mut session);
    assert_eq!(number(&mut session, count), 1, "the count itself");
    let mut session = seen.open("&connections=1").session();
    create(&mut session);
    assert!(number(&mut session, count) > 5, "it bites");
}

/// More statements than a connection keeps: the same few from many workspaces.
#[test]
fn statements_kept_prepared_are_bounded() {
    let name = format!("kept_{}", std::process::id());
    let workspaces: Vec<_> = (0..40).map(|_| PostgresWorkspace::create()).collect();
    let open = |workspace: &PostgresWorkspace| {
        let url = workspace.url();
        Crm::open(format!("{url}&connections=1&application_name={name}")).unwrap()
    };
    // Kept open, so that they share the one connection.
    let opened: Vec<Crm> = workspaces.iter().map(open).collect();
    let mut prepared = Vec::new();
    let all = [
        "customer", "contact", "order", "quote", "contract", "receipt", "product", "user",
    ];
    // Twice, so that what was let go is prepared again.
    for crm in opened.iter().chain(&opened) {
        let mut session = crm.session();
        create(&mut session);
        for folder in all {
            call(&mut session, &format!("{folder}.list"), &json!({})).unwrap();
        }
        let count = "SELECT count(*) FROM pg_prepared_statements";
        prepared.push(number(&mut session, count));
    }
    println!("kept prepared after each workspace: {prepared:?}");
    let most = prepared.iter().max().copied().unwrap();
    // The bound of 512, what one pipeline adds before it is held, and the count itself.
    assert!(most <= 540, "{most} statements are kept");
    assert!(most >= 500, "{most} statements: the bound was not reached");
}
