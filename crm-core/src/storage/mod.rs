//! The database port: a few verbs that both engines serve, and the mapping of records to rows.

pub(crate) mod cell;
pub(crate) mod dialect;
mod host;
pub(crate) mod migrate;
#[cfg(feature = "postgres")]
pub mod postgres;
pub(crate) mod record;
mod row_read;
mod row_write;
pub(crate) mod search;
pub(crate) mod select;
#[cfg(feature = "sqlite")]
pub(crate) mod sqlite;
#[cfg(feature = "sqlite")]
mod sqlite_host;
pub(crate) mod statement;
pub(crate) mod tables;
pub(crate) mod tree;

use crate::base::Result;
use crate::base::host_sql::SQL_UNSUPPORTED;

pub use dialect::{qualified, spell};
pub use host::{Effect, Gathered, HostStatement, SqlAnswer};
pub use migrate::{statements as migration, statements_through as migration_through};

pub(crate) use record::{Record, Stored, stored};

/// A value as the databases keep it. Booleans are 0 and 1, dates text, instants microseconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A whole number, an amount in ten-thousandths, an id, an instant, a flag.
    Int(i64),
    /// Text, a date, canonical JSON.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// A value of a row that is being read, borrowed from the database.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ValueRef<'a> {
    /// Nothing.
    Null,
    /// See [`Value::Int`].
    Int(i64),
    /// See [`Value::Text`].
    Text(&'a str),
    /// See [`Value::Bytes`].
    Bytes(&'a [u8]),
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Self::Int(i64::from(value))
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<crate::base::Date> for Value {
    fn from(value: crate::base::Date) -> Self {
        Self::Text(value.to_string())
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// One row of an answer.
pub trait Row {
    /// The value of a column, counted from 0.
    ///
    /// # Errors
    /// `storage.row` when there is no such column or its text is damaged.
    fn value(&self, index: usize) -> Result<ValueRef<'_>>;
}

/// One statement with its values.
#[derive(Debug, Clone)]
pub struct Statement {
    /// The text, with `?1`, `?2` … for the values.
    pub sql: std::borrow::Cow<'static, str>,
    /// The values.
    pub values: Vec<Value>,
}

/// A query that will be asked for.
#[derive(Debug, Clone)]
pub struct Foreseen {
    /// The query.
    pub query: Statement,
    /// A query of one value that each row answers as well, and the column with that value: rows
    /// found by way of another record are then asked for by their ids.
    pub also: Option<(&'static str, usize)>,
}

/// One open transaction on a database. Dropping it rolls it back.
///
/// The texts follow the common subset of `docs/sql.md`, so that one text serves both engines.
pub trait Database: Send {
    /// Runs a statement that answers no rows; returns how many rows it touched.
    ///
    /// # Errors
    /// `busy`, `storage`, `storage.full`, `storage.read_only`, `storage.corrupt`.
    fn execute(&mut self, sql: &str, values: &[Value]) -> Result<u64>;

    /// Runs a query and hands over each row.
    ///
    /// # Errors
    /// As [`Database::execute`], or what `each` answers.
    fn query(
        &mut self,
        sql: &str,
        values: &[Value],
        each: &mut dyn FnMut(&dyn Row) -> Result<()>,
    ) -> Result<()>;

    /// Runs statements that do not depend on each other, in order, in one round trip where the
    /// engine has round trips.
    ///
    /// # Errors
    /// As [`Database::execute`]; the first failure ends the batch.
    fn batch(&mut self, statements: &[Statement]) -> Result<()> {
        for statement in statements {
            self.execute(&statement.sql, &statement.values)?;
        }
        Ok(())
    }

    /// Says which queries will be asked for, so that an engine with round trips can send them
    /// together; `all` says that a read asks for nothing else, so that it can end with them.
    /// Nothing depends on it.
    fn foresee(&mut self, _queries: Vec<Foreseen>, _all: bool) {}

    /// Whether statements travel to a server that serves several writers at a time. Then rows are
    /// locked, statements are sent together, and readers give commits their places in the feed.
    fn round_trips(&self) -> bool {
        false
    }

    /// Sets a savepoint, the `depth`th inside the transaction. Its name does not begin as those of
    /// our tables do, so that it is not qualified.
    ///
    /// # Errors
    /// As [`Database::execute`].
    fn savepoint(&mut self, depth: usize) -> Result<()> {
        self.execute(&format!("SAVEPOINT _crm_{depth}"), &[])
            .map(|_| ())
    }

    /// Lets a savepoint go and keeps what was done since. What was kept back is done now.
    ///
    /// # Errors
    /// As [`Database::execute`].
    fn release(&mut self, depth: usize) -> Result<()> {
        let sql = format!("RELEASE SAVEPOINT _crm_{depth}");
        self.execute(&sql, &[]).map(|_| ())
    }

    /// Undoes what was done since a savepoint, and lets it go.
    ///
    /// # Errors
    /// As [`Database::execute`].
    fn undo(&mut self, depth: usize) -> Result<()> {
        self.execute(&format!("ROLLBACK TO SAVEPOINT _crm_{depth}"), &[])?;
        self.release(depth)
    }

    /// Runs a statement of the host's own. It has passed the rules of the door; an engine that has
    /// a check of its own for tables whose names begin with `crm_` holds it against that too. A
    /// backend of the host's own may leave it out.
    ///
    /// # Errors
    /// `sql.failed`, `sql.constraint`, `sql.value_type`, `sql.rows`, `sql.bytes`, `sql.reserved`,
    /// `sql.unsupported`, and as [`Database::execute`].
    fn host(&mut self, _statement: &HostStatement<'_>) -> Result<SqlAnswer> {
        Err(SQL_UNSUPPORTED.error())
    }

    /// Whether the transaction is still open: some engines end it by themselves when a disk fails.
    fn is_open(&self) -> bool;

    /// Whether the transaction stands on work of others that is not committed yet.
    fn saw_uncommitted(&self) -> bool {
        false
    }

    /// Undoes everything and ends the transaction; answers once what it saw of others is durable.
    ///
    /// # Errors
    /// `contended` when what it saw was not kept.
    fn rollback(self: Box<Self>) -> Result<()> {
        Ok(())
    }

    /// Makes everything durable and ends the transaction.
    ///
    /// # Errors
    /// As [`Database::execute`]; then nothing of the transaction is kept. `storage.lock_lost` and
    /// `unknown_outcome` when that is not known.
    fn commit(self: Box<Self>) -> Result<()>;
}

/// Where transactions come from: one SQLite file or one PostgreSQL schema.
pub trait Backend: Send + Sync {
    /// Begins a transaction that may write, waiting for other writers up to the bound.
    ///
    /// # Errors
    /// `busy`, `storage`.
    fn write(&self) -> Result<Box<dyn Database>>;

    /// The same for one operation, whose commit may be shared with others that wait.
    ///
    /// # Errors
    /// `busy`, `storage`.
    fn write_shared(&self) -> Result<Box<dyn Database>> {
        self.write()
    }

    /// Begins a read-only transaction: one snapshot for all its queries.
    ///
    /// # Errors
    /// `busy`, `storage`.
    fn read(&self) -> Result<Box<dyn Database>>;

    /// The engine's words for the type words of the migrations.
    fn dialect(&self) -> Dialect;

    /// The names of the workspace's tables, those of others among them.
    ///
    /// # Errors
    /// As [`Database::query`].
    fn tables(&self, db: &mut dyn Database) -> Result<Vec<String>> {
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table'";
        statement::texts(db, sql, &[])
    }
}

/// How an engine spells the type words of our DDL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// SQLite, STRICT tables.
    Sqlite,
    /// PostgreSQL 14 or later.
    Postgres,
}
