//! The program's connection, its transactions, ids and numbers, and its change feed.

use super::table::Table;
use super::values::{Day, Moment};
use crate::Result;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OptionalExtension, Params, Row, params};
use std::ops::Range;
use std::path::Path;

/// Ids claimed at once, and how many a step begins with at least, as the library does it.
const BLOCK: i64 = 10_000;
const AT_HAND: i64 = 2_000;

pub(super) struct Program {
    connection: Connection,
    ids: Range<i64>,
    spare: Option<Range<i64>>,
    /// Who works, and where.
    pub(super) user: i64,
    pub(super) department: Option<i64>,
    pub(super) now: Moment,
    pub(super) today: Day,
    changes: Vec<Change>,
}

/// One row of the change feed.
pub(super) struct Change {
    pub(super) kind: &'static str,
    pub(super) record: &'static str,
    pub(super) id: i64,
    pub(super) version: i64,
    pub(super) before: Option<String>,
    pub(super) after: String,
}

impl Program {
    /// Opens the file with the settings the library uses.
    pub(super) fn open(file: &Path, full: bool, user: &str, now: i64) -> Result<Self> {
        let connection = Connection::open(file)?;
        connection.set_prepared_statement_cache_capacity(512);
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "trusted_schema", false)?;
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        let synchronous = if full { "FULL" } else { "NORMAL" };
        connection.pragma_update(None, "synchronous", synchronous)?;
        let who = "SELECT id, department FROM crm_user WHERE key = ?1";
        let (user, department) =
            connection.query_row(who, [user], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Self {
            connection,
            ids: 0..0,
            spare: None,
            user,
            department,
            now: Moment(now),
            today: Moment(now).day(),
            changes: Vec::new(),
        })
    }

    /// Runs a step in a transaction of its own.
    pub(super) fn write<T>(&mut self, step: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.begin()?;
        let answer = step(self);
        self.end(answer)
    }

    /// Runs queries on one snapshot.
    pub(super) fn read<T>(&mut self, step: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.execute("BEGIN", [])?;
        let answer = step(self);
        self.end(answer)
    }

    pub(super) fn begin(&mut self) -> Result {
        self.claim()?;
        self.execute("BEGIN IMMEDIATE", []).map(|_| ())
    }

    pub(super) fn commit(&mut self) -> Result {
        self.execute("COMMIT", []).map(|_| ())
    }

    fn end<T>(&mut self, answer: Result<T>) -> Result<T> {
        if answer.is_err() {
            self.changes.clear();
            self.execute("ROLLBACK", [])?;
            return answer;
        }
        self.commit()?;
        answer
    }

    pub(super) fn execute(&self, sql: &str, values: impl Params) -> Result<usize> {
        Ok(self.connection.prepare_cached(sql)?.execute(values)?)
    }

    /// The one row of a query.
    pub(super) fn one<T>(
        &self,
        sql: &str,
        values: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<T> {
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row(values, read)?)
    }

    /// The row of a query, when there is one.
    pub(super) fn maybe<T>(
        &self,
        sql: &str,
        values: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row(values, read).optional()?)
    }

    pub(super) fn rows<T>(
        &self,
        sql: &str,
        values: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(values, read)?;
        Ok(rows.collect::<rusqlite::Result<Vec<T>>>()?)
    }

    pub(super) fn insert<T: Table>(&self, row: &T) -> Result {
        let mut statement = self.connection.prepare_cached(T::insert_sql())?;
        row.bind(|values| statement.execute(values))?;
        Ok(())
    }

    /// Runs an update that must touch one row: the version it was read at.
    pub(super) fn update(&self, sql: &str, values: impl Params) -> Result {
        match self.execute(sql, values)? {
            1 => Ok(()),
            _ => Err("somebody else changed it".into()),
        }
    }

    /// Whether the rights and settings read before still hold: the first read of every step.
    pub(super) fn standing(&self) -> Result {
        let sql = "SELECT value FROM crm_counter WHERE name = 'generation'";
        self.one(sql, [], |row| row.get::<_, i64>(0)).map(|_| ())
    }

    /// Claims a block of ids in a transaction of its own when few are left.
    fn claim(&mut self) -> Result {
        let spare = self
            .spare
            .as_ref()
            .map_or(0, |block| block.end - block.start);
        if self.ids.end - self.ids.start + spare >= AT_HAND {
            return Ok(());
        }
        let block = self.block()?;
        if self.ids.is_empty() {
            self.ids = block;
        } else {
            self.spare = Some(block);
        }
        Ok(())
    }

    fn block(&self) -> Result<Range<i64>> {
        let sql = "UPDATE crm_counter SET value = value + ?1 WHERE name = 'id' RETURNING value";
        let end: i64 = self.one(sql, [BLOCK], |row| row.get(0))?;
        Ok(end - BLOCK..end)
    }

    pub(super) fn id(&mut self) -> Result<i64> {
        if let Some(id) = self.ids.next() {
            return Ok(id);
        }
        self.ids = match self.spare.take() {
            Some(block) => block,
            None => self.block()?,
        };
        Ok(self.ids.next().ok_or("no ids left")?)
    }

    /// The next number of a series, which must be free.
    pub(super) fn number(&self, series: &Series) -> Result<String> {
        let year = self.today.year();
        let period = format!("{}-{year:04}-", series.prefix);
        let sql = "INSERT INTO crm_series (name, period, next) VALUES (?1, ?2, 2) \
                   ON CONFLICT (name, period) DO UPDATE SET next = crm_series.next + 1 \
                   RETURNING next - 1";
        loop {
            let next: i64 = self.one(sql, params![series.name, period], |row| row.get(0))?;
            let number = format!("{period}{next:06}");
            if self.maybe(series.taken, [&number], |_| Ok(()))?.is_none() {
                return Ok(number);
            }
        }
    }

    pub(super) fn note(&mut self, change: Change) {
        self.changes.push(change);
    }

    /// Writes the commit row and the change rows of a step.
    pub(super) fn record(&mut self, operation: &str) -> Result {
        let commit = self.id()?;
        let sql = "INSERT INTO crm_commit (id, position, at, actor, operation) VALUES \
                   (?1, (SELECT coalesce(max(position), 0) + 1 FROM crm_commit), ?2, ?3, ?4)";
        self.execute(sql, params![commit, self.now, self.user, operation])?;
        let sql = "INSERT INTO crm_change (commit_id, ordinal, kind, record, record_id, version, \
                   \"before\", \"after\") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        let mut statement = self.connection.prepare_cached(sql)?;
        for (ordinal, change) in (1_i64..).zip(self.changes.drain(..)) {
            statement.execute(params![
                commit,
                ordinal,
                change.kind,
                change.record,
                change.id,
                change.version,
                change.before,
                change.after
            ])?;
        }
        Ok(())
    }
}

/// A series of document numbers.
pub(super) struct Series {
    pub(super) name: &'static str,
    pub(super) prefix: &'static str,
    /// Finds a document that has a number.
    pub(super) taken: &'static str,
}
