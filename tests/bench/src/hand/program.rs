//! The program's transactions, ids and numbers, and its change feed.

use super::engine::{Bound, Engine, Read, bound};
use super::table::Table;
use super::values::{Day, Moment};
use crate::Result;
use std::ops::Range;
use std::path::Path;

/// Ids claimed at once, and how many a step begins with at least, as the library does it.
const BLOCK: i64 = 10_000;
const AT_HAND: i64 = 2_000;

pub(super) struct Program<E> {
    engine: E,
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

/// The same with its place under a commit.
struct Entry {
    commit: i64,
    ordinal: i64,
    change: Change,
}

impl Entry {
    fn values(&self) -> [&dyn Bound; 8] {
        let change = &self.change;
        [
            &self.commit,
            &self.ordinal,
            &change.kind,
            &change.record,
            &change.id,
            &change.version,
            &change.before,
            &change.after,
        ]
    }
}

impl<E: Engine> Program<E> {
    /// Opens the workspace with the settings the library uses.
    pub(super) fn open(place: &Path, full: bool, user: &str, now: i64) -> Result<Self> {
        let engine = E::open(place, full)?;
        let who = "SELECT id, department FROM crm_user WHERE key = ?1";
        let found = engine.maybe(who, bound![user])?;
        let (user, department) = found.ok_or("no such user")?;
        Ok(Self {
            engine,
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
        self.execute(E::READ, &[])?;
        let answer = step(self);
        self.end(answer)
    }

    pub(super) fn begin(&mut self) -> Result {
        self.claim()?;
        self.execute(E::WRITE, &[]).map(|_| ())
    }

    pub(super) fn commit(&mut self) -> Result {
        self.execute("COMMIT", &[]).map(|_| ())
    }

    fn end<T>(&mut self, answer: Result<T>) -> Result<T> {
        if answer.is_err() {
            self.changes.clear();
            self.execute("ROLLBACK", &[])?;
            return answer;
        }
        self.commit()?;
        answer
    }

    pub(super) fn execute(&self, sql: &str, values: &[&dyn Bound]) -> Result<u64> {
        self.engine.execute(sql, values)
    }

    /// The one row of a query.
    pub(super) fn one<T: Read>(&self, sql: &str, values: &[&dyn Bound]) -> Result<T> {
        Ok(self.maybe(sql, values)?.ok_or("no such row")?)
    }

    /// The one value of a query.
    pub(super) fn value<T>(&self, sql: &str, values: &[&dyn Bound]) -> Result<T>
    where
        (T,): Read,
    {
        let (value,) = self.one(sql, values)?;
        Ok(value)
    }

    /// The row of a query, when there is one.
    pub(super) fn maybe<T: Read>(&self, sql: &str, values: &[&dyn Bound]) -> Result<Option<T>> {
        self.engine.maybe(sql, values)
    }

    pub(super) fn rows<T: Read>(&self, sql: &str, values: &[&dyn Bound]) -> Result<Vec<T>> {
        self.engine.rows(sql, values)
    }

    pub(super) fn insert<T: Table>(&self, row: &T) -> Result {
        row.bind(|values| self.execute(T::insert_sql(), values))?;
        Ok(())
    }

    /// Runs an update that must touch one row: the version it was read at.
    pub(super) fn update(&self, sql: &str, values: &[&dyn Bound]) -> Result {
        match self.execute(sql, values)? {
            1 => Ok(()),
            _ => Err("somebody else changed it".into()),
        }
    }

    /// Whether the rights and settings read before still hold: the first read of every step.
    pub(super) fn standing(&self) -> Result {
        let sql = "SELECT value FROM crm_counter WHERE name = 'generation'";
        self.value::<i64>(sql, &[]).map(|_| ())
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
        let end: i64 = self.value(sql, bound![BLOCK])?;
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
            let next: i64 = self.value(sql, bound![series.name, period])?;
            let number = format!("{period}{next:06}");
            if E::SEVERAL
                || self
                    .maybe::<(i64,)>(series.taken, bound![number])?
                    .is_none()
            {
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
        let sql = if E::SEVERAL {
            "INSERT INTO crm_commit (id, at, actor, operation) VALUES (?1, ?2, ?3, ?4)"
        } else {
            "INSERT INTO crm_commit (id, position, at, actor, operation) VALUES \
             (?1, (SELECT coalesce(max(position), 0) + 1 FROM crm_commit), ?2, ?3, ?4)"
        };
        self.execute(sql, bound![commit, self.now, self.user, operation])?;
        let sql = "INSERT INTO crm_change (commit_id, ordinal, kind, record, record_id, version, \
                   \"before\", \"after\") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        let entries = (1_i64..).zip(self.changes.drain(..));
        let entries = entries.map(|(ordinal, change)| Entry {
            commit,
            ordinal,
            change,
        });
        self.engine.execute_all(sql, entries, Entry::values)
    }
}

/// A series of document numbers.
pub(super) struct Series {
    pub(super) name: &'static str,
    pub(super) prefix: &'static str,
    /// Finds a document that has a number.
    pub(super) taken: &'static str,
}
