//! Everything the door refuses, provoked on both engines, and that nothing of it is done.

use super::*;
use crm_core::base::error::Language;
use crm_core::org::permission::Permission;
use crm_tests::recorder::{Recorder, Seen};

/// Statement, values, kind of the refusal.
fn cases() -> Vec<(String, Vec<Value>, &'static str)> {
    let plain = PLAIN.map(|(sql, kind)| (sql.to_owned(), Vec::new(), kind));
    let nine_mebibytes = text(&"x".repeat(9 * 1024 * 1024));
    let twice = "SELECT CAST(?1 AS TEXT) FROM (SELECT 1 UNION ALL SELECT 2) AS twice";
    let more = [
        ("SELECT 1".repeat(20_000), Vec::new(), "text.too_long"),
        ("SELECT 1\0".to_owned(), Vec::new(), "text.control"),
        (
            "SELECT 1".to_owned(),
            vec![Value::Null; 1_001],
            "list.too_long",
        ),
        (
            "SELECT CAST(?1 AS TEXT)".to_owned(),
            vec![text("a\0b")],
            "sql.value",
        ),
        (twice.to_owned(), vec![nine_mebibytes.clone()], "sql.bytes"),
        ("SELECT 1".to_owned(), vec![nine_mebibytes; 2], "sql.bytes"),
    ];
    plain.into_iter().chain(more).collect()
}

/// Those without values.
const PLAIN: [(&str, &str); 30] = [
    ("", "text.empty"),
    ("SELECT '", "sql.malformed"),
    ("SELECT U&\"id\" FROM mine", "sql.escaped_name"),
    ("SELECT id FROM mine WHERE id = ?", "sql.placeholder"),
    ("SELECT id FROM mine WHERE id = :id", "sql.placeholder"),
    ("SELECT id FROM mine WHERE id = ?1", "sql.values"),
    ("SELECT 1; DELETE FROM mine", "sql.many"),
    ("COMMIT", "sql.transaction"),
    ("ROLLBACK", "sql.transaction"),
    ("INSERT OR ROLLBACK INTO mine VALUES (1)", "sql.transaction"),
    ("PRAGMA writable_schema = 1", "sql.verb"),
    ("ATTACH 'x.db' AS x", "sql.verb"),
    ("GRANT ALL ON mine TO public", "sql.verb"),
    (
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'DELETE FROM crm_customer'",
        "sql.verb",
    ),
    (
        "SELECT set_config('search_path', 'x', false)",
        "sql.function",
    ),
    (
        "CREATE TEMP TABLE crm_customer (id BIGINT)",
        "sql.temporary",
    ),
    ("UPDATE \"crm_customer\" SET name = 'x'", "sql.reserved"),
    ("DELETE FROM /* mine */ CRM_customer", "sql.reserved"),
    (
        "WITH x AS (DELETE FROM crm_customer RETURNING id) SELECT id FROM x",
        "sql.reserved",
    ),
    (
        "INSERT INTO crm_customer SELECT * FROM crm_customer",
        "sql.reserved",
    ),
    ("DROP TABLE crm_customer", "sql.reserved"),
    ("CREATE TABLE crm_mine (id BIGINT)", "sql.reserved"),
    ("CREATE INDEX i ON crm_customer (id)", "sql.reserved"),
    (
        "ALTER TABLE crm_customer ADD COLUMN x BIGINT",
        "sql.reserved",
    ),
    ("CREATE VIEW v AS SELECT id FROM crm_customer", "sql.held"),
    ("SELECT CAST(1 AS REAL) AS price", "sql.value_type"),
    ("SELECT id FROM no_such_table", "sql.failed"),
    ("SELECT FROM WHERE", "sql.failed"),
    ("INSERT INTO mine VALUES (NULL)", "sql.constraint"),
    (
        "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 10001) \
             SELECT x FROM n",
        "sql.rows",
    ),
];

#[test]
fn every_refusal_is_answered_by_name_and_nothing_is_done() {
    everywhere("refused", |crm, dialect| {
        let mut session = crm.session();
        session
            .sql("CREATE TABLE mine (id BIGINT PRIMARY KEY NOT NULL)", &[])
            .unwrap();
        customer(&mut session);
        for inside in [false, true] {
            if inside {
                session.begin().unwrap();
            }
            for (sql, values, kind) in cases() {
                let short: String = sql.chars().take(80).collect();
                let refused = session.sql(&sql, &values).err();
                let refused = refused.unwrap_or_else(|| panic!("{dialect:?} ran {short}"));
                assert_eq!(refused.kind(), kind, "{dialect:?}: {short}: {refused:?}");
                for language in [Language::English, Language::Chinese] {
                    let message = refused.message(language);
                    assert!(!message.contains(['{', '}']), "{message}");
                }
            }
            if inside {
                session.commit().unwrap();
            }
        }
        assert_eq!(count(&mut session, "mine"), 0);
        assert_eq!(count(&mut session, "crm_customer"), 1);
        customer(&mut session);
    });
}

/// Each of the door's own refusals stands in the list above, but for the one a backend without the
/// door answers.
#[test]
fn no_refusal_is_left_out() {
    let provoked: BTreeSet<&str> = cases().iter().map(|(_, _, kind)| *kind).collect();
    for refusal in host_sql::ALL {
        let other = refusal.kind == "sql.unsupported";
        assert_ne!(provoked.contains(refusal.kind), other, "{}", refusal.kind);
    }
}

#[test]
fn ten_thousand_rows_are_answered() {
    everywhere("rows", |crm, _| {
        let sql = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 10000) \
                   SELECT x FROM n";
        assert_eq!(crm.session().sql(sql, &[]).unwrap().rows.len(), 10_000);
    });
}

#[test]
fn a_foreign_type_is_named_with_its_column() {
    everywhere("foreign", |crm, dialect| {
        let mut session = crm.session();
        let refused = session
            .sql("SELECT 1 AS a, CAST(1 AS REAL) AS price", &[])
            .unwrap_err();
        assert_eq!(refused.details()["column"], "price");
        let kind = if dialect == Dialect::Sqlite {
            "REAL"
        } else {
            "float4"
        };
        assert_eq!(refused.details()["type"], kind);
        let cast = session.sql("SELECT CAST(CAST(2 AS REAL) AS BIGINT) AS price", &[]);
        assert_eq!(cast.unwrap().rows, [[Value::Int(2)]]);
    });
}

#[test]
fn it_takes_a_permission_for_everything() {
    everywhere("permission", |crm, _| {
        let mut system = crm.session();
        let user = json!({"key": "zhang.wei", "name": "张伟"});
        let user = call(&mut system, "user.create", &user).unwrap()["id"].clone();
        assert_eq!(Permission::SqlRun.as_str(), "sql.run");
        let denied = |mut session: Session| {
            let refused = session.sql("SELECT 1", &[]).unwrap_err();
            assert_eq!(refused.kind(), "denied");
            assert_eq!(refused.details()["permission"], "sql.run");
            // What is malformed is told first, as everywhere.
            let refused = session.sql("SELECT '", &[]).unwrap_err();
            assert_eq!(refused.kind(), "sql.malformed");
            session.begin().unwrap();
            assert_eq!(session.sql("SELECT 1", &[]).unwrap_err().kind(), "denied");
        };
        denied(crm.session_as("zhang.wei").unwrap());
        for (name, scope) in [("部门", "department_and_below"), ("全部", "all")] {
            let grants = json!([{"permission": "sql.run", "scope": scope}]);
            let role = json!({"name": name, "grants": grants});
            let role = call(&mut system, "role.create", &role).unwrap()["id"].clone();
            let roles = json!({"user": user, "roles": [role]});
            call(&mut system, "user.update", &roles).unwrap();
            let mut session = crm.session_as("zhang.wei").unwrap();
            if scope == "all" {
                assert_eq!(count(&mut session, "crm_user"), 1);
            } else {
                denied(session);
            }
        }
    });
}

/// A host's wrapper around a backend need not pass its statements on.
#[test]
fn a_backend_without_the_door_says_so() {
    let options = Options::new(":memory:");
    let backend = Recorder::new(options.backend().unwrap(), Seen::default());
    let crm = Crm::over(Box::new(backend), options).unwrap();
    let refused = crm.session().sql("SELECT 1", &[]).unwrap_err();
    assert_eq!(refused.kind(), "sql.unsupported");
}
