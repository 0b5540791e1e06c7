//! The host's own statements on SQLite. SQLite's authorizer tells what each one does before it
//! runs, whatever its text looks like: what writes a table of the library is refused here, too.

use super::sqlite::Lease;
use super::{Effect, Gathered, HostStatement, SqlAnswer, ValueRef};
use crate::base::error::{Error, Result};
use crate::base::host_sql::{
    SQL_CONSTRAINT, SQL_FAILED, SQL_MANY, SQL_PLACEHOLDER, SQL_RESERVED, SQL_VERB,
};
use crate::base::messages::STORAGE_READ_ONLY;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::types::ValueRef as Stored;
use rusqlite::{Connection, ErrorCode};
use std::sync::{Arc, Mutex, PoisonError};

/// A connection, its watch over the host's statements, and its share in the process's locks.
pub(super) struct Link {
    connection: Connection,
    watch: Arc<Mutex<Watch>>,
    /// None in memory. Let go after the connection.
    lease: Option<Lease>,
}

/// What the authorizer of a connection goes by.
#[derive(Default)]
struct Watch {
    /// A statement of the host's is being prepared or run; the library's are not looked at.
    host: Option<Host>,
}

struct Host {
    /// It makes, alters or drops something, and so writes the tables that SQLite keeps of that.
    defines: bool,
    /// What it was refused for.
    refused: Option<Error>,
}

impl std::ops::Deref for Link {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.connection
    }
}

/// Tests make a connection fail.
#[cfg(test)]
impl std::ops::DerefMut for Link {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.connection
    }
}

impl Link {
    /// The authorizer is set once: setting it makes SQLite compile every statement again.
    pub(super) fn new(connection: Connection, lease: Option<Lease>) -> rusqlite::Result<Self> {
        let watch = Arc::new(Mutex::new(Watch::default()));
        let mut link = Self {
            connection,
            watch: Arc::clone(&watch),
            lease,
        };
        let authorize = move |context: AuthContext<'_>| {
            let mut watch = watch.lock().unwrap_or_else(PoisonError::into_inner);
            let Some(host) = &mut watch.host else {
                return Authorization::Allow;
            };
            match judge(&context.action, host.defines) {
                None => Authorization::Allow,
                Some(error) => {
                    host.refused = Some(error);
                    Authorization::Deny
                }
            }
        };
        link.connection.authorizer(Some(authorize))?;
        Ok(link)
    }

    /// Runs a statement of the host's own under the watch.
    pub(super) fn host(
        &self,
        statement: &HostStatement<'_>,
        convert: impl Fn(&rusqlite::Error) -> Error,
    ) -> Result<SqlAnswer> {
        self.watch(Some(Host {
            defines: statement.effect == Effect::Defines,
            refused: None,
        }));
        let answer = run(&self.connection, statement);
        let refused = self.watch(None).and_then(|host| host.refused);
        answer.map_err(|failure| match (failure, refused) {
            (Failure::Engine(_), Some(refused)) => refused,
            (Failure::Engine(error), None) => own(&error).unwrap_or_else(|| convert(&error)),
            (Failure::Ours(error), _) => error,
        })
    }

    /// The process's locks on the file; none in memory.
    pub(super) fn lease(&self) -> Option<&Lease> {
        self.lease.as_ref()
    }

    fn watch(&self, host: Option<Host>) -> Option<Host> {
        let mut watch = self.watch.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut watch.host, host)
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        if let Some(lease) = &self.lease {
            lease.close();
        }
    }
}

enum Failure {
    Engine(rusqlite::Error),
    Ours(Error),
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Engine(error)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Ours(error)
    }
}

/// Prepared anew each time: a statement from the cache would not be looked at again.
fn run(connection: &Connection, host: &HostStatement<'_>) -> Result<SqlAnswer, Failure> {
    let mut statement = connection.prepare(host.sql)?;
    if statement.parameter_count() != host.values.len() {
        // The rules know every placeholder; what is bound is what SQLite counts.
        return Err(SQL_PLACEHOLDER.at("text").with("text", "…").into());
    }
    if host.effect == Effect::Reads && !statement.readonly() {
        return Err(STORAGE_READ_ONLY.error().into());
    }
    let columns = statement.column_names().map(str::to_owned).collect();
    let mut answer = Gathered::new(columns);
    let width = statement.column_count();
    let mut rows = statement.query(rusqlite::params_from_iter(host.values))?;
    while let Some(row) = rows.next()? {
        let values: Vec<Stored<'_>> = (0..width)
            .map(|index| row.get_ref(index))
            .collect::<rusqlite::Result<_>>()?;
        let wrong = values.iter().enumerate().find_map(|(column, value)| {
            let kind = match value {
                Stored::Real(_) => "REAL",
                Stored::Text(text) if std::str::from_utf8(text).is_err() => "TEXT ≠ UTF-8",
                _ => return None,
            };
            Some(answer.foreign(column, kind))
        });
        if let Some(wrong) = wrong {
            return Err(wrong.into());
        }
        answer.row(values.into_iter().map(|value| Ok(handed(value))))?;
    }
    drop(rows);
    let counts = host.effect == Effect::Changes;
    Ok(answer.finish(if counts { connection.changes() } else { 0 }))
}

fn handed(value: Stored<'_>) -> ValueRef<'_> {
    match value {
        Stored::Integer(value) => ValueRef::Int(value),
        Stored::Text(text) => std::str::from_utf8(text).map_or(ValueRef::Null, ValueRef::Text),
        Stored::Blob(bytes) => ValueRef::Bytes(bytes),
        // A REAL was refused before.
        Stored::Null | Stored::Real(_) => ValueRef::Null,
    }
}

fn failed(error: &rusqlite::Error) -> Error {
    let reason = match error {
        // Without the statement, which the host has.
        rusqlite::Error::SqlInputError { msg, .. } => msg.clone(),
        other => other.to_string(),
    };
    SQL_FAILED.at("text").with("reason", reason)
}

/// A constraint, or a trigger of the host's that says no.
pub(super) fn constraint(error: &rusqlite::Error) -> Option<Error> {
    let refused = error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation);
    refused.then(|| SQL_CONSTRAINT.error().with("reason", error.to_string()))
}

/// What is the statement's own fault rather than the database's.
fn own(error: &rusqlite::Error) -> Option<Error> {
    match error.sqlite_error_code() {
        _ if matches!(error, rusqlite::Error::MultipleStatement) => Some(SQL_MANY.at("text")),
        Some(ErrorCode::ConstraintViolation) => constraint(error),
        Some(ErrorCode::Unknown | ErrorCode::TypeMismatch | ErrorCode::TooBig) | None => {
            Some(failed(error))
        }
        _ => None,
    }
}

fn begins(name: &str, prefix: &str) -> bool {
    let start = name.get(..prefix.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// What a statement of the host's may not do; nothing when it may.
fn judge(action: &AuthAction<'_>, defines: bool) -> Option<Error> {
    use AuthAction as Does;
    let ours = |name: &str| {
        let refused = begins(name, "crm_") || (begins(name, "sqlite_") && !defines);
        refused.then(|| SQL_RESERVED.at("text").with("name", name))
    };
    let other = |word: &str| Some(SQL_VERB.at("text").with("word", word));
    match *action {
        Does::Select | Does::Read { .. } | Does::Recursive => None,
        Does::Insert { table_name }
        | Does::Delete { table_name }
        | Does::Update { table_name, .. }
        | Does::CreateTable { table_name }
        | Does::DropTable { table_name }
        | Does::AlterTable { table_name, .. } => ours(table_name),
        Does::CreateIndex {
            index_name: name,
            table_name,
        }
        | Does::DropIndex {
            index_name: name,
            table_name,
        }
        | Does::CreateTrigger {
            trigger_name: name,
            table_name,
        }
        | Does::DropTrigger {
            trigger_name: name,
            table_name,
        } => ours(name).or_else(|| ours(table_name)),
        Does::CreateView { view_name } | Does::DropView { view_name } => ours(view_name),
        Does::Function { function_name } => match function_name {
            "load_extension" => other(function_name),
            _ => None,
        },
        // What ALTER TABLE does besides: it builds indexes again and asks whether rows still fit.
        Does::Reindex { index_name } if defines => ours(index_name),
        Does::Pragma { pragma_name, .. } => match pragma_name {
            "table_info" | "table_xinfo" | "table_list" | "index_list" | "index_info"
            | "index_xinfo" | "foreign_key_list" => None,
            "quick_check" if defines => None,
            _ => other(pragma_name),
        },
        _ => other("…"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Value;
    use super::*;
    use rusqlite::params;

    fn link() -> Link {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch(
                "CREATE TABLE crm_order (id INTEGER PRIMARY KEY, note TEXT) STRICT;
                 CREATE INDEX ix_order_note ON crm_order (note);
                 INSERT INTO crm_order VALUES (1, 'a');
                 CREATE TABLE mine (id INTEGER PRIMARY KEY, note TEXT);",
            )
            .unwrap();
        Link::new(connection, None).unwrap()
    }

    /// As the door does, without its rules: what is left is the watch.
    fn host(link: &Link, sql: &str) -> Result<SqlAnswer> {
        let first = sql.split(' ').next().unwrap_or_default();
        let defines = ["CREATE", "DROP", "ALTER"].contains(&first);
        let statement = HostStatement {
            sql,
            values: &[],
            effect: if defines {
                Effect::Defines
            } else {
                Effect::Changes
            },
        };
        link.host(&statement, failed)
    }

    #[test]
    fn what_writes_a_table_of_the_library_is_seen_whatever_the_text() {
        let link = link();
        host(&link, "CREATE VIEW seen AS SELECT id, note FROM crm_order").unwrap();
        let body = "BEGIN UPDATE crm_order SET note = 'b'; END";
        host(
            &link,
            &format!("CREATE TRIGGER t1 AFTER INSERT ON mine {body}"),
        )
        .unwrap();
        host(
            &link,
            &format!("CREATE TRIGGER t2 INSTEAD OF INSERT ON seen {body}"),
        )
        .unwrap();
        for sql in [
            "UPDATE [crm_order] SET note = 'b'",
            "DELETE FROM main . 'CRM_ORDER'",
            "REPLACE INTO crm_order VALUES (1, 'b')",
            "INSERT INTO mine (note) VALUES ('fires t1')",
            "INSERT INTO seen VALUES (7, 'fires t2')",
            "DROP TABLE crm_order",
            "DROP INDEX ix_order_note",
            "ALTER TABLE crm_order ADD COLUMN more TEXT",
            "ALTER TABLE crm_order RENAME TO x",
            "CREATE TABLE crm_mine (id INTEGER)",
            "CREATE VIEW crm_view AS SELECT 1",
            "CREATE INDEX i ON crm_order (id)",
            "CREATE TRIGGER t AFTER UPDATE ON crm_order BEGIN SELECT 1; END",
        ] {
            let refused = host(&link, sql).unwrap_err();
            assert_eq!(refused.kind(), "sql.reserved", "{sql}");
        }
        let note = link.query_row("SELECT note FROM crm_order", [], |row| row.get(0));
        assert_eq!(note, Ok("a".to_owned()));
    }

    #[test]
    fn what_reaches_past_the_statement_is_seen() {
        let link = link();
        for sql in [
            "PRAGMA writable_schema = 1",
            "PRAGMA foreign_keys = 0",
            "SELECT * FROM pragma_optimize",
            "ATTACH ':memory:' AS other",
            "BEGIN",
            "SAVEPOINT x",
            "ANALYZE",
            "REINDEX ix_order_note",
            "CREATE TEMP TABLE crm_order (id INTEGER)",
            "CREATE TEMP VIEW crm_order AS SELECT 1",
            "CREATE VIRTUAL TABLE v USING fts5(a)",
            "SELECT load_extension('x')",
        ] {
            let refused = host(&link, sql).map_err(|error| error.kind());
            assert_eq!(refused, Err("sql.verb"), "{sql}");
        }
        let own = [
            ("SELECT 1; SELECT 2", "sql.many"),
            ("UPDATE sqlite_schema SET sql = ''", "sql.failed"),
        ];
        for (sql, expected) in own {
            assert_eq!(host(&link, sql).unwrap_err().kind(), expected, "{sql}");
        }
    }

    #[test]
    fn the_hosts_own_tables_are_its_to_make_and_change() {
        let link = link();
        for sql in [
            "CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, o INTEGER REFERENCES crm_order)",
            "CREATE UNIQUE INDEX a_o ON a (o)",
            "INSERT INTO a (o) SELECT id FROM crm_order",
            "ALTER TABLE a ADD COLUMN note TEXT NOT NULL DEFAULT '' CHECK (note <> 'x')",
            "ALTER TABLE a RENAME COLUMN note TO remark",
            "ALTER TABLE a RENAME TO b",
            "ALTER TABLE b DROP COLUMN remark",
            "CREATE TABLE c AS SELECT * FROM crm_order",
            "SELECT name FROM pragma_table_info('b')",
            "WITH RECURSIVE n (x) AS (VALUES (1) UNION ALL SELECT x FROM n LIMIT 3) SELECT x FROM n",
            "DROP INDEX a_o",
            "DROP TABLE b",
        ] {
            host(&link, sql).unwrap_or_else(|error| panic!("{sql}: {error:?}"));
        }
    }

    #[test]
    fn the_librarys_own_statements_are_not_looked_at() {
        let link = link();
        host(&link, "UPDATE crm_order SET note = 'b'").unwrap_err();
        let sql = "UPDATE crm_order SET note = ?1";
        link.prepare_cached(sql)
            .unwrap()
            .execute(params!["c"])
            .unwrap();
        // Nor does the same text pass because the library has prepared it.
        let statement = HostStatement {
            sql,
            values: &[Value::Null],
            effect: Effect::Changes,
        };
        assert_eq!(
            link.host(&statement, failed).unwrap_err().kind(),
            "sql.reserved"
        );
    }
}
