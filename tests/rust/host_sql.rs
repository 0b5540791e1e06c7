//! The door for the host's own SQL, on both engines: what it reads and writes, that its work and
//! the library's are kept or undone together, and everything it refuses.

#![cfg(test)]

use crm_core::base::host_sql;
use crm_core::engine::FixedClock;
use crm_core::storage::{Dialect, Value};
use crm_core::{Crm, Instant, Options, Result, Session};
use crm_tests::postgres_workspace::PostgresWorkspace;
use crm_tests::workspace::{Workspace, call};
use serde_json::json;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

#[path = "host_sql/refusals.rs"]
mod refusals;

fn open(path: impl Into<PathBuf>) -> Crm {
    let now = Instant::parse("2026-01-15T02:00:00Z").unwrap();
    Crm::open_with(Options {
        clock: Arc::new(FixedClock::new(now)),
        wait: Duration::from_millis(300),
        ..Options::new(path)
    })
    .unwrap()
}

/// A file of this name that does not exist yet.
fn file(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("host_sql");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{name}.db"));
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.join(format!("{name}.db{ending}")));
    }
    path
}

/// Runs a test in memory, in a file and on a server.
fn everywhere(name: &str, test: fn(&Crm, Dialect)) {
    test(&open(":memory:"), Dialect::Sqlite);
    test(&open(file(name)), Dialect::Sqlite);
    let workspace = PostgresWorkspace::create();
    test(&open(workspace.url()), Dialect::Postgres);
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// A table of the host's: the projects it runs for customers.
fn projects(session: &mut Session) {
    let made = session.sql(
        "CREATE TABLE project (id BIGINT PRIMARY KEY, \
         customer BIGINT NOT NULL REFERENCES crm_customer (id), name TEXT NOT NULL)",
        &[],
    );
    assert_eq!(made.unwrap(), Default::default());
}

fn customer(session: &mut Session) -> i64 {
    let name = json!({"name": "北京华信科技有限公司"});
    let customer = call(session, "customer.create", &name).unwrap();
    customer["id"].as_i64().unwrap()
}

fn order(session: &mut Session, customer: i64) -> Result<serde_json::Value> {
    let motor = json!({"description": "伺服电机", "quantity": "3", "unit_price": "19.99"});
    call(
        session,
        "order.create",
        &json!({"customer": customer, "lines": [motor]}),
    )
}

fn project(session: &mut Session, id: i64, customer: i64) -> Result<()> {
    let sql = "INSERT INTO project (id, customer, name) VALUES (?1, ?2, ?3)";
    let added = session.sql(sql, &[id.into(), customer.into(), text("产线改造")])?;
    assert_eq!(added.touched, 1);
    Ok(())
}

fn count(session: &mut Session, table: &str) -> i64 {
    let answer = session.sql(&format!("SELECT count(*) FROM {table}"), &[]);
    match answer.unwrap().rows[0][0] {
        Value::Int(count) => count,
        ref other => panic!("{other:?}"),
    }
}

#[test]
fn a_table_of_the_host_is_joined_to_the_librarys() {
    everywhere("joined", |crm, _| {
        let mut session = crm.session();
        projects(&mut session);
        let customer = customer(&mut session);
        project(&mut session, 1, customer).unwrap();
        project(&mut session, 2, customer).unwrap();
        let sql = "SELECT p.id, c.name, p.name AS project FROM project p \
                   JOIN crm_customer c ON c.id = p.customer WHERE p.customer = ?1 AND p.id > ?2";
        let answer = session.sql(sql, &[customer.into(), 1_i64.into()]).unwrap();
        assert_eq!(answer.columns, ["id", "name", "project"]);
        let row = vec![
            Value::Int(2),
            text("北京华信科技有限公司"),
            text("产线改造"),
        ];
        assert_eq!((answer.rows, answer.touched), (vec![row], 0));
        let sql = "UPDATE project SET name = ?1 WHERE id > ?2 RETURNING id";
        let answer = session.sql(sql, &[text("改造"), 0_i64.into()]).unwrap();
        assert_eq!((answer.rows.len(), answer.touched), (2, 2));
        let none = session.sql("DELETE FROM project WHERE id = ?1", &[9_i64.into()]);
        assert_eq!(none.unwrap().touched, 0);
        // A customer that is not there, and one that a project needs.
        let refused = project(&mut session, 3, 999).unwrap_err();
        assert_eq!(refused.kind(), "sql.constraint");
        assert_eq!(count(&mut session, "project"), 2);
    });
}

#[test]
fn values_come_back_as_they_went() {
    everywhere("values", |crm, dialect| {
        let mut session = crm.session();
        let bytes = if dialect == Dialect::Sqlite {
            "BLOB"
        } else {
            "BYTEA"
        };
        let sql = format!("CREATE TABLE kept (n BIGINT, t TEXT, b {bytes})");
        session.sql(&sql, &[]).unwrap();
        let rows = [
            vec![Value::Int(i64::MIN), text(""), Value::Bytes(vec![])],
            vec![
                Value::Int(i64::MAX),
                text("?1 '; DROP TABLE kept; -- 甲"),
                Value::Bytes(vec![0, 255]),
            ],
            vec![Value::Null, Value::Null, Value::Null],
        ];
        for row in &rows {
            let sql = "INSERT INTO kept (n, t, b) VALUES (?1, ?2, ?3)";
            session.sql(sql, row).unwrap();
        }
        let sql = "SELECT n, t, b FROM kept ORDER BY n NULLS LAST";
        assert_eq!(session.sql(sql, &[]).unwrap().rows, rows);
    });
}

#[test]
fn if_either_side_fails_neither_happened() {
    everywhere("either", |crm, _| {
        let mut session = crm.session();
        projects(&mut session);
        let customer = customer(&mut session);
        // The library refuses after the host wrote.
        let failed = session.transaction(|tx| {
            project(tx, 1, customer)?;
            order(tx, 999)
        });
        assert_eq!(failed.unwrap_err().kind(), "not_found");
        assert_eq!(count(&mut session, "project"), 0);
        // The host fails after the library wrote.
        let failed = session.transaction(|tx| {
            order(tx, customer)?;
            assert_eq!(count(tx, "crm_order"), 1);
            project(tx, 1, 999)
        });
        assert_eq!(failed.unwrap_err().kind(), "sql.constraint");
        assert_eq!(count(&mut session, "crm_order"), 0);
        // Both do.
        let kept = session.transaction(|tx| {
            project(tx, 1, customer)?;
            order(tx, customer)
        });
        kept.unwrap();
        assert_eq!(count(&mut session, "project"), 1);
        assert_eq!(count(&mut session, "crm_order"), 1);
        let found = call(&mut session, "admin.verify", &json!({})).unwrap();
        assert_eq!(found["clean"], json!(true));
    });
}

#[test]
fn a_statement_that_fails_undoes_only_itself() {
    everywhere("itself", |crm, _| {
        let mut session = crm.session();
        projects(&mut session);
        let customer = customer(&mut session);
        session.begin().unwrap();
        project(&mut session, 1, customer).unwrap();
        let sql = "INSERT INTO project (id, customer, name) SELECT id + 1, customer, name \
                   FROM project UNION ALL SELECT 1, customer, name FROM project";
        assert_eq!(session.sql(sql, &[]).unwrap_err().kind(), "sql.constraint");
        let missing = session.sql("SELECT 1 FROM missing", &[]).unwrap_err();
        assert_eq!(
            (missing.kind(), missing.field()),
            ("sql.failed", Some("text"))
        );
        order(&mut session, customer).unwrap();
        session.begin().unwrap();
        project(&mut session, 2, customer).unwrap();
        session.rollback().unwrap();
        session.commit().unwrap();
        assert_eq!(count(&mut session, "project"), 1);
        assert_eq!(count(&mut session, "crm_order"), 1);
    });
}

#[test]
fn a_constraint_that_waits_for_the_commit_undoes_both_sides() {
    everywhere("deferred", |crm, _| {
        let mut session = crm.session();
        let customer = customer(&mut session);
        let sql = "CREATE TABLE later (customer BIGINT REFERENCES crm_customer (id) \
                   DEFERRABLE INITIALLY DEFERRED)";
        session.sql(sql, &[]).unwrap();
        session.begin().unwrap();
        order(&mut session, customer).unwrap();
        session.sql("INSERT INTO later VALUES (999)", &[]).unwrap();
        assert_eq!(session.commit().unwrap_err().kind(), "sql.constraint");
        assert!(!session.in_transaction());
        assert_eq!(
            count(&mut session, "crm_order") + count(&mut session, "later"),
            0
        );
        let alone = session.sql("INSERT INTO later VALUES (999)", &[]);
        assert_eq!(alone.unwrap_err().kind(), "sql.constraint");
        order(&mut session, customer).unwrap();
    });
}

#[test]
fn tables_are_made_and_dropped_with_the_transaction() {
    everywhere("made", |crm, _| {
        let mut session = crm.session();
        session.begin().unwrap();
        projects(&mut session);
        let customer = customer(&mut session);
        project(&mut session, 1, customer).unwrap();
        session.rollback().unwrap();
        let gone = session.sql("SELECT 1 FROM project", &[]).unwrap_err();
        assert_eq!(gone.kind(), "sql.failed");
        projects(&mut session);
        for sql in [
            "CREATE INDEX project_customer ON project (customer)",
            "ALTER TABLE project ADD COLUMN crm_note TEXT",
            "CREATE VIEW names AS SELECT name FROM project",
            "DROP VIEW names",
            "DROP INDEX project_customer",
            "DROP TABLE project",
        ] {
            session
                .sql(sql, &[])
                .unwrap_or_else(|error| panic!("{sql}: {error:?}"));
        }
        // The library goes on with its own statements.
        self::customer(&mut session);
    });
}

#[test]
fn commits_are_announced_and_reads_are_not() {
    everywhere("announced", |crm, _| {
        let seen = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&seen);
        crm.on_commit(move || {
            counter.fetch_add(1, Ordering::SeqCst);
        });
        let mut session = crm.session();
        session.sql("CREATE TABLE mine (id BIGINT)", &[]).unwrap();
        session.sql("SELECT id FROM mine", &[]).unwrap();
        assert_eq!(seen.load(Ordering::SeqCst), 1);
        session.begin().unwrap();
        session.sql("INSERT INTO mine VALUES (1)", &[]).unwrap();
        session.commit().unwrap();
        assert_eq!(seen.load(Ordering::SeqCst), 2);
        session.begin().unwrap();
        session.sql("SELECT id FROM mine", &[]).unwrap();
        session.commit().unwrap();
        assert_eq!(seen.load(Ordering::SeqCst), 2);
    });
}

#[test]
fn a_read_waits_for_no_writer() {
    let crm = open(file("reads"));
    let (mut writer, mut other) = (crm.session(), crm.session());
    writer.sql("CREATE TABLE mine (id BIGINT)", &[]).unwrap();
    writer.begin().unwrap();
    writer.sql("INSERT INTO mine VALUES (1)", &[]).unwrap();
    assert_eq!(count(&mut other, "mine"), 0);
    let busy = other.sql("INSERT INTO mine VALUES (2)", &[]).unwrap_err();
    assert_eq!((busy.kind(), busy.is_retryable()), ("busy", true));
    writer.commit().unwrap();
    assert_eq!(count(&mut other, "mine"), 1);
}

#[test]
fn triggers_of_the_host_fire_on_its_own_tables() {
    let crm = open(":memory:");
    let mut session = crm.session();
    for sql in [
        "CREATE TABLE a (id INTEGER)",
        "CREATE TABLE b (id INTEGER)",
        "CREATE TRIGGER copy AFTER INSERT ON a BEGIN \
         INSERT INTO b VALUES (new.id); UPDATE b SET id = CASE id WHEN 1 THEN 7 ELSE id END; END;",
    ] {
        session.sql(sql, &[]).unwrap();
    }
    let answer = session.sql("INSERT INTO a VALUES (1)", &[]).unwrap();
    assert_eq!(answer.touched, 1);
    let answer = session.sql("SELECT id FROM b", &[]).unwrap();
    assert_eq!(answer.rows, [[Value::Int(7)]]);
}

/// A trigger made behind the library's back is seen by SQLite when it would write.
#[test]
fn a_trigger_made_elsewhere_writes_nothing_of_the_librarys() {
    let workspace = Workspace::open("2026-01-15T02:00:00Z");
    let mut session = workspace.session(None);
    session.sql("CREATE TABLE mine (id INTEGER)", &[]).unwrap();
    let customer = customer(&mut session);
    workspace.damage(
        "CREATE TRIGGER sly AFTER INSERT ON mine BEGIN UPDATE crm_customer SET name = 'x'; END",
    );
    let refused = session.sql("INSERT INTO mine VALUES (1)", &[]).unwrap_err();
    assert_eq!(refused.kind(), "sql.reserved");
    assert_eq!(refused.details()["name"], "crm_customer");
    let name = session.sql(
        "SELECT name FROM crm_customer WHERE id = ?1",
        &[customer.into()],
    );
    assert_eq!(name.unwrap().rows, [[text("北京华信科技有限公司")]]);
}
