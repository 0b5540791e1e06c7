//! The rules of the host's own SQL, held against what an attacker or a hurried host would write.

use super::rules::check;
use crate::storage::Dialect::{self, Postgres, Sqlite};
use crate::storage::{Effect, Value};

const BOTH: [Dialect; 2] = [Sqlite, Postgres];

/// The kind of the refusal, or nothing.
fn refused(sql: &str, dialect: Dialect) -> Option<&'static str> {
    check(sql, &[], dialect).err().map(|error| error.kind())
}

fn all(expected: &str, statements: &[&str]) {
    for sql in statements {
        for dialect in BOTH {
            assert_eq!(refused(sql, dialect), Some(expected), "{dialect:?}: {sql}");
        }
    }
}

#[test]
fn no_statement_writes_a_table_that_is_not_the_hosts() {
    all(
        "sql.reserved",
        &[
            "INSERT INTO crm_order VALUES (1)",
            "insert into CRM_Order values (1)",
            "INSERT OR REPLACE INTO main.crm_order VALUES (1)",
            "REPLACE INTO \"crm_order\" VALUES (1)",
            "INSERT/**/INTO--x\n\"main\" . \"crm_order\" VALUES (1)",
            "UPDATE crm_order SET id = 1",
            "UPDATE OR IGNORE crm_order SET id = 1",
            "UPDATE ONLY (crm_order) SET id = 1",
            "UPDATE acme.\"Crm_Order\" SET id = 1",
            "UPDATE 'crm_order' SET id = 1",
            "DELETE FROM crm_order",
            "DELETE FROM ONLY crm_order",
            "DELETE FROM ONLY (acme . crm_order)",
            "WITH x AS (DELETE FROM crm_order RETURNING id) SELECT id FROM x",
            "WITH x AS (SELECT 1), y AS (UPDATE crm_order SET id = 1) SELECT 1",
            "WITH x AS (SELECT 1) INSERT INTO crm_order SELECT 1",
            "MERGE INTO crm_order USING mine ON 1 = 1 WHEN MATCHED THEN DELETE",
            "SELECT 1 INTO crm_new FROM mine",
            "SELECT 1 INTO UNLOGGED TABLE crm_new FROM mine",
            "UPDATE sqlite_schema SET sql = ''",
            "DELETE FROM sqlite_master",
            "UPDATE pg_catalog.x SET a = 1",
            "DELETE FROM pg_class",
        ],
    );
}

#[test]
fn nothing_of_the_library_is_made_altered_or_dropped() {
    all(
        "sql.reserved",
        &[
            "CREATE TABLE crm_mine (id INTEGER)",
            "CREATE TABLE IF NOT EXISTS main.crm_mine (id INTEGER)",
            "CREATE TABLE 'crm_mine' (id INTEGER)",
            "CREATE UNLOGGED TABLE crm_mine (id INTEGER)",
            "CREATE TABLE crm_mine AS SELECT 1",
            "CREATE TABLE mine () INHERITS (crm_order)",
            "CREATE TABLE mine PARTITION OF crm_order DEFAULT",
            "CREATE INDEX i ON crm_order (id)",
            "CREATE UNIQUE INDEX IF NOT EXISTS i ON ONLY acme.crm_order (id)",
            "CREATE INDEX ON crm_order (id)",
            "CREATE INDEX crm_i ON mine (id)",
            "CREATE INDEX ix_i ON mine (id)",
            "CREATE VIEW crm_view AS SELECT 1",
            "CREATE OR REPLACE VIEW crm_view AS SELECT 1",
            "CREATE TRIGGER crm_t AFTER INSERT ON mine EXECUTE FUNCTION f()",
            "CREATE SEQUENCE crm_s",
            "CREATE SEQUENCE s OWNED BY crm_order.id",
            "ALTER TABLE crm_order ADD COLUMN x INTEGER",
            "ALTER TABLE IF EXISTS ONLY crm_order DROP COLUMN id",
            "ALTER TABLE mine RENAME TO crm_mine",
            "ALTER TABLE mine RENAME TO \"crm_mine\"",
            "ALTER TABLE mine RENAME TO 'crm_mine'",
            "ALTER TABLE mine INHERIT crm_order",
            "ALTER TABLE mine ATTACH PARTITION crm_order DEFAULT",
            "ALTER INDEX ix_order_status RENAME TO x",
            "ALTER SEQUENCE s OWNED BY crm_order.id",
            "DROP TABLE main.crm_order",
            "DROP TABLE IF EXISTS mine, crm_order",
            "DROP TABLE mine, acme.\"crm_order\" CASCADE",
            "DROP VIEW crm_view",
            "DROP INDEX ix_order_status",
            "DROP TRIGGER crm_t",
            "TRUNCATE crm_order",
            "TRUNCATE TABLE mine, crm_order",
        ],
    );
    // Quotes that only SQLite has.
    for sql in ["DROP TABLE [crm_order]", "UPDATE `crm_order` SET id = 1"] {
        assert_eq!(refused(sql, Sqlite), Some("sql.reserved"), "{sql}");
    }
}

#[test]
fn no_view_and_no_trigger_names_a_table_of_the_library() {
    all(
        "sql.held",
        &[
            "CREATE VIEW mine AS SELECT id FROM crm_order",
            "CREATE VIEW mine AS SELECT id FROM acme.\"crm_order\"",
            "CREATE TRIGGER t AFTER INSERT ON crm_order EXECUTE FUNCTION f()",
            "CREATE TRIGGER t AFTER INSERT ON mine EXECUTE FUNCTION f('crm_order')",
        ],
    );
    let body =
        "CREATE TRIGGER t AFTER INSERT ON mine BEGIN DELETE FROM x; SELECT 1 FROM [crm_x]; END;";
    assert_eq!(refused(body, Sqlite), Some("sql.held"));
}

#[test]
fn no_statement_begins_or_ends_a_transaction() {
    all(
        "sql.transaction",
        &[
            "BEGIN",
            "start transaction",
            "COMMIT",
            "end",
            "ROLLBACK",
            "ROLLBACK TO x",
            "ABORT",
            "SAVEPOINT x",
            "RELEASE x",
            "PREPARE TRANSACTION 'x'",
            "/* x */ commit",
            "INSERT OR ROLLBACK INTO mine VALUES (1)",
            "CREATE TABLE mine (id INTEGER PRIMARY KEY ON CONFLICT ROLLBACK)",
        ],
    );
}

#[test]
fn only_queries_and_definitions_are_taken() {
    all(
        "sql.verb",
        &[
            "ATTACH 'x' AS y",
            "DETACH y",
            "PRAGMA writable_schema = 1",
            "VACUUM",
            "VACUUM INTO 'x'",
            "REINDEX",
            "ANALYZE",
            "EXPLAIN SELECT 1",
            "EXPLAIN ANALYZE DELETE FROM crm_order",
            "SET x = 1",
            "RESET x",
            "SHOW x",
            "LISTEN x",
            "NOTIFY x",
            "UNLISTEN x",
            "LOCK TABLE mine",
            "COPY crm_order TO STDOUT",
            "DO 'x'",
            "CALL f()",
            "EXECUTE x",
            "DEALLOCATE x",
            "DECLARE c CURSOR FOR SELECT 1",
            "FETCH c",
            "GRANT ALL ON mine TO x",
            "REVOKE ALL ON mine FROM x",
            "COMMENT ON TABLE crm_order IS 'x'",
            "CLUSTER crm_order",
            "REFRESH MATERIALIZED VIEW x",
            "LOAD 'x'",
            "REASSIGN OWNED BY x TO y",
            "CHECKPOINT",
            "(SELECT 1)",
            "1",
            "'SELECT'",
            "\"SELECT\" 1",
            ";SELECT 1",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'DELETE FROM crm_order'",
            "CREATE OR REPLACE PROCEDURE f() LANGUAGE sql AS 'DELETE FROM crm_order'",
            "CREATE RULE r AS ON INSERT TO mine DO ALSO DELETE FROM x",
            "CREATE SCHEMA s",
            "CREATE EXTENSION x",
            "CREATE VIRTUAL TABLE x USING fts5 (a)",
            "CREATE MATERIALIZED VIEW x AS SELECT 1",
            "CREATE EVENT TRIGGER x ON y EXECUTE FUNCTION f()",
            "CREATE POLICY p ON mine",
            "CREATE DATABASE x",
            "CREATE USER x",
            "CREATE 'TABLE' x",
            "DROP SCHEMA acme CASCADE",
            "DROP OWNED BY x",
            "DROP DATABASE x",
            "DROP FUNCTION f",
            "ALTER SCHEMA acme RENAME TO x",
            "ALTER ROLE x SET y = 1",
            "ALTER SYSTEM SET x = 1",
            "ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO x",
            "ALTER TABLE ALL IN TABLESPACE x SET TABLESPACE y",
        ],
    );
}

#[test]
fn nothing_reaches_past_the_statement() {
    all(
        "sql.function",
        &[
            "SELECT set_config('search_path', 'x', false)",
            "SELECT pg_catalog . \"setval\" /**/ ('x', 1)",
            "SELECT load_extension('x')",
            "SELECT pg_advisory_lock(1)",
            "SELECT pg_terminate_backend(1)",
            "SELECT dblink_exec('x', 'y')",
        ],
    );
    all(
        "sql.temporary",
        &[
            "CREATE TEMP TABLE mine (id INTEGER)",
            "CREATE TEMPORARY VIEW crm_order AS SELECT 1",
            "CREATE LOCAL TEMP TABLE crm_order (id INTEGER)",
            "CREATE TABLE temp.crm_order (id INTEGER)",
            "CREATE TABLE pg_temp.mine (id INTEGER)",
            "CREATE VIEW temp.crm_order AS SELECT 1",
            "SELECT 1 AS id INTO TEMP crm_order",
        ],
    );
}

#[test]
fn one_statement_is_run() {
    all(
        "sql.many",
        &[
            "SELECT 1; SELECT 2",
            "SELECT ';' ; ; DROP TABLE mine",
            "SELECT 1; /* ; */ -- ;\n COMMIT",
            "CREATE TRIGGER t AFTER INSERT ON mine BEGIN SELECT 1; END; DROP TABLE mine",
        ],
    );
    for sql in [
        "SELECT 1;",
        "SELECT 1 ; ; -- done",
        "SELECT ';'",
        "SELECT 1 AS \";\" /* ; */",
    ] {
        for dialect in BOTH {
            assert_eq!(refused(sql, dialect), None, "{sql}");
        }
    }
    // What hides a semicolon on one engine does not on the other.
    assert_eq!(refused("SELECT $$;$$", Postgres), None);
    assert_eq!(
        refused("SELECT '\\'; SELECT 1 -- '", Postgres),
        Some("sql.many")
    );
    assert_eq!(refused("SELECT E'\\'; SELECT 1 -- '", Postgres), None);
    assert_eq!(
        refused("SELECT E'\\'; SELECT 1 -- '", Sqlite),
        Some("sql.many")
    );
    assert_eq!(refused("SELECT 1 /* /* */ ; SELECT 2 */", Postgres), None);
    assert_eq!(
        refused("SELECT 1 /* /* */ ; SELECT 2 */", Sqlite),
        Some("sql.many")
    );
    assert_eq!(
        refused("SELECT 1 -- \r; SELECT 2", Postgres),
        Some("sql.many")
    );
}

#[test]
fn the_host_reads_everything_and_writes_its_own() {
    use Effect::{Changes, Defines, Locks, Reads};
    let rows = [
        (
            "SELECT o.id FROM crm_order o JOIN mine m ON m.\"order\" = o.id",
            Reads,
        ),
        ("VALUES (1, 2)", Reads),
        ("WITH x AS (SELECT 1) SELECT * FROM x", Reads),
        (
            "SELECT replace('a', 'b', 'c'), 'INTO crm_order' AS \"update\"",
            Reads,
        ),
        ("SELECT id FROM crm_order FOR UPDATE", Locks),
        ("SELECT id FROM crm_order FOR UPDATE OF crm_order", Locks),
        ("INSERT INTO mine SELECT id FROM crm_order", Changes),
        (
            "INSERT INTO mine (crm_order) VALUES (1) ON CONFLICT DO UPDATE SET crm_order = 2",
            Changes,
        ),
        (
            "UPDATE mine SET crm_note = 'x' FROM crm_order o WHERE o.id = mine.id",
            Changes,
        ),
        (
            "DELETE FROM mine WHERE id IN (SELECT id FROM crm_order)",
            Changes,
        ),
        (
            "CREATE TABLE mine (crm_order INTEGER REFERENCES crm_order (id) ON DELETE CASCADE)",
            Defines,
        ),
        ("CREATE TABLE mine AS SELECT id FROM crm_order", Defines),
        ("CREATE INDEX i ON mine (crm_order)", Defines),
        ("CREATE VIEW v AS SELECT id FROM mine", Defines),
        (
            "ALTER TABLE mine ADD COLUMN customer INTEGER REFERENCES crm_customer (id)",
            Defines,
        ),
        ("ALTER TABLE mine RENAME TO yours", Defines),
        ("DROP TABLE mine", Defines),
        (
            "WITH x AS (DELETE FROM mine RETURNING id) SELECT id FROM x",
            Locks,
        ),
        (
            "WITH x AS (SELECT 1 AS a) INSERT INTO mine SELECT a FROM x",
            Changes,
        ),
        ("SELECT 1 AS id INTO mine", Locks),
        ("TRUNCATE mine", Defines),
    ];
    for (sql, effect) in rows {
        for dialect in BOTH {
            let checked = check(sql, &[], dialect).unwrap_or_else(|e| panic!("{sql}: {e:?}"));
            assert_eq!(checked.effect, effect, "{sql}");
            assert_eq!(checked.sql, sql);
        }
    }
    let trigger = "CREATE TRIGGER t AFTER UPDATE OF a ON mine BEGIN \
                   UPDATE yours SET a = CASE WHEN 1 THEN 2 END; DELETE FROM yours; END;";
    assert_eq!(refused(trigger, Sqlite), None);
}

#[test]
fn placeholders_are_counted_and_spelled() {
    let values = [Value::Int(1), Value::Text("x".into())];
    let sql = "SELECT ?2, '?1', \"?1\" FROM mine WHERE a = ?1 AND b = ?2 -- ?3";
    let spelled = "SELECT $2, '?1', \"?1\" FROM mine WHERE a = $1 AND b = $2 -- ?3";
    assert_eq!(check(sql, &values, Sqlite).unwrap().sql, sql);
    assert_eq!(check(sql, &values, Postgres).unwrap().sql, spelled);
    for (sql, given, expected) in [
        ("SELECT ?1", 0, "sql.values"),
        ("SELECT ?1", 2, "sql.values"),
        ("SELECT 1", 1, "sql.values"),
        ("SELECT ?2", 1, "sql.placeholder"),
        ("SELECT ?1, ?3", 2, "sql.placeholder"),
    ] {
        let error = check(sql, &values[..given], Sqlite).unwrap_err();
        assert_eq!(error.kind(), expected, "{sql} with {given}");
    }
}

#[test]
fn texts_and_values_are_bounded() {
    let long = |length: usize| format!("SELECT '{}'", "中".repeat(length - 9));
    assert_eq!(refused(&long(100_000), Sqlite), None);
    assert_eq!(refused(&long(100_001), Sqlite), Some("text.too_long"));
    for sql in ["", " \n", "-- nothing", "/* nothing */"] {
        assert_eq!(refused(sql, Sqlite), Some("text.empty"), "{sql:?}");
    }
    for sql in ["SELECT 1\0", "SELECT\u{b}1", "SELECT '\u{85}'"] {
        assert_eq!(refused(sql, Sqlite), Some("text.control"), "{sql:?}");
    }
    let kind = |values: &[Value]| check("SELECT 1", values, Sqlite).unwrap_err();
    let many = vec![Value::Null; 1_001];
    assert_eq!(kind(&many).kind(), "list.too_long");
    assert_eq!(kind(&many[..1_000]).kind(), "sql.values");
    let large = [
        Value::Bytes(vec![0; 16 * 1024 * 1024]),
        Value::Text("x".into()),
    ];
    assert_eq!(kind(&large).kind(), "sql.bytes");
    assert_eq!(kind(&large[..1]).kind(), "sql.values");
    let error = kind(&[Value::Null, Value::Text("a\0".into())]);
    assert_eq!(
        (error.kind(), error.field()),
        ("sql.value", Some("values[1]"))
    );
}
