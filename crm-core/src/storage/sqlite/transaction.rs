//! One transaction on a connection: a read, or a write that may share its commit with others.

use super::super::dialect::unlocked;
use super::super::sqlite_host::{self, Link};
use super::super::{Database, HostStatement, Row, SqlAnswer, Value};
use super::gate::{Entered, Group, Turn};
use super::{Lease, Shared, bounded, convert, lock};
use crate::base::error::{Code, Error, Result};
use crate::base::messages::{STORAGE, STORAGE_LOCK_LOST, TRANSACTION_LOST};
use rusqlite::Connection;
use std::sync::Arc;

/// What a later member of a group sets, so that its refusal undoes its own work alone.
const SET: &str = "SAVEPOINT crm_member";
const KEEP: &str = "RELEASE SAVEPOINT crm_member";
const UNDO: &str = "ROLLBACK TO SAVEPOINT crm_member";

pub(super) struct Transaction {
    shared: Arc<Shared>,
    /// Taken only when the transaction ends.
    connection: Option<Link>,
    kind: Kind,
}

enum Kind {
    Read,
    /// `shares` says that the commit may be left to a writer that waits; `group` are those whose
    /// uncommitted work it stands on.
    Write {
        shares: bool,
        group: Option<(Arc<Group>, usize)>,
    },
}

impl Transaction {
    pub(super) fn read(shared: &Arc<Shared>, connection: Link) -> Result<Box<dyn Database>> {
        let transaction = Self {
            shared: Arc::clone(shared),
            connection: Some(connection),
            kind: Kind::Read,
        };
        if let Some(lease) = transaction.connection()?.lease() {
            lease.begin();
        }
        transaction.run("BEGIN")?;
        Ok(Box::new(transaction))
    }

    pub(super) fn write(shared: &Arc<Shared>, shares: bool) -> Result<Box<dyn Database>> {
        let Entered { connection, group } = shared.gate.enter(shared)?;
        let mut transaction = Self {
            shared: Arc::clone(shared),
            connection: Some(connection),
            kind: Kind::Write { shares, group },
        };
        if !shares && let Some((group, _)) = transaction.group() {
            // Who shares with nobody first commits for those before it.
            let kept = commit(transaction.connection()?);
            group.tell(&kept);
            transaction.ended(kept)?;
            transaction.kind = Kind::Write {
                shares,
                group: None,
            };
        }
        let first = transaction.group().is_none();
        if first && let Some(lease) = transaction.connection()?.lease() {
            lease.begin();
        }
        transaction.run(if first { "BEGIN IMMEDIATE" } else { SET })?;
        Ok(Box::new(transaction))
    }

    /// Makes the connection fit for this writer after the commit of others, which may have failed.
    fn ended(&self, kept: Result<()>) -> Result<()> {
        match kept {
            // The connection is given up with this transaction.
            Err(error) if error.kind() == STORAGE_LOCK_LOST.kind => Err(error),
            Err(_) if self.is_open() => self.run("ROLLBACK"),
            _ => Ok(()),
        }
    }

    fn group(&self) -> Option<(Arc<Group>, usize)> {
        match &self.kind {
            Kind::Write { group, .. } => group.clone(),
            Kind::Read => None,
        }
    }

    fn connection(&self) -> Result<&Link> {
        self.connection
            .as_ref()
            .ok_or_else(|| STORAGE.error().with("reason", "closed"))
    }

    fn run(&self, sql: &str) -> Result<()> {
        run(self.connection()?, sql).map_err(|error| self.bounded(error))
    }

    /// Says how long somebody waited, when that was it, and that a lock was lost, when that may be
    /// why the file looked damaged.
    fn bounded(&self, error: Error) -> Error {
        let lease = self.connection.as_ref().and_then(|link| link.lease());
        if error.code() == Code::Storage && !lease.is_none_or(Lease::stood) {
            return STORAGE_LOCK_LOST.error();
        }
        bounded(error, self.shared.options.wait)
    }
}

impl Transaction {
    /// Ends a write whose own work is kept or undone: hands the transaction on, or commits it.
    /// Answers the group to wait for when it was handed on.
    fn finish(&mut self) -> Result<Option<Arc<Group>>> {
        let Kind::Write { shares, group } = std::mem::replace(&mut self.kind, Kind::Read) else {
            return Ok(None);
        };
        let Some(connection) = self.connection.take() else {
            return Ok(None);
        };
        let connection = if shares {
            match self.shared.gate.hand_on(connection, group.clone()) {
                Turn::Wait(group) => return Ok(Some(group)),
                Turn::Commit(connection) => connection,
            }
        } else {
            connection
        };
        let kept = commit(&connection).map_err(|error| self.bounded(error));
        if let Some((group, _)) = group {
            group.tell(&kept);
        }
        self.shared.gate.leave(sound(connection, true));
        kept.map(|()| None)
    }

    /// Undoes this transaction's own work and ends it. Answers the group to wait for.
    fn abandon(&mut self) -> Option<Arc<Group>> {
        let connection = self.connection.as_ref()?;
        let group = self.group().map(|(group, _)| group);
        if let Some(group) = &group {
            let undone = !connection.is_autocommit()
                && run(connection, UNDO).is_ok()
                && run(connection, KEEP).is_ok();
            if undone {
                return match self.finish() {
                    Ok(Some(group)) => Some(group),
                    // The outcome is known; a refusal that saw work which failed is run again.
                    Ok(None) | Err(_) => Some(Arc::clone(group)),
                };
            }
            // The database ended the transaction of the whole group, and with it what this refusal
            // may have been decided on.
            group.tell(&Err(TRANSACTION_LOST.error()));
        }
        let writes = matches!(self.kind, Kind::Write { .. });
        let connection = sound(self.connection.take()?, writes);
        match (&self.kind, connection) {
            (Kind::Write { .. }, connection) => self.shared.gate.leave(connection),
            (Kind::Read, Some(connection)) => lock(&self.shared.readers).push(connection),
            (Kind::Read, None) => {}
        }
        group
    }
}

/// Commits, and answers only what is certain: that the lock which lets one writer in was there
/// until now, and that none was lost before the work was on the disk.
fn commit(link: &Link) -> Result<()> {
    if !link.lease().is_none_or(Lease::writes) {
        return Err(STORAGE_LOCK_LOST.error());
    }
    let mut commit = link
        .prepare_cached("COMMIT")
        .map_err(|error| convert(&error))?;
    // The library has no constraint that waits for the commit; the host may have.
    let kept = commit.execute([]).map_err(|error| {
        let deferred = sqlite_host::constraint(&error);
        deferred.unwrap_or_else(|| convert(&error))
    });
    // A file that looks damaged may only have been written by somebody else meanwhile.
    if link.lease().is_none_or(Lease::stood) {
        kept.map(|_| ())
    } else {
        Err(STORAGE_LOCK_LOST.error())
    }
}

/// A connection for the next one; none when it cannot roll back, or lost its lock while it wrote:
/// SQLite would go on with what it remembers of pages that others have written since.
fn sound(link: Link, writes: bool) -> Option<Link> {
    // When COMMIT fails the transaction may still be open.
    let ended = link.is_autocommit() || run(&link, "ROLLBACK").is_ok();
    let alone = !writes || link.lease().is_none_or(Lease::stood);
    (ended && alone).then_some(link)
}

fn run(connection: &Connection, sql: &str) -> Result<()> {
    let mut statement = connection.prepare_cached(sql).map_err(|e| convert(&e))?;
    let ran = statement.execute([]).map_err(|error| convert(&error));
    ran.map(|_| ())
}

impl Database for Transaction {
    fn execute(&mut self, sql: &str, values: &[Value]) -> Result<u64> {
        let connection = self.connection()?;
        let mut statement = connection
            .prepare_cached(sql)
            .map_err(|error| self.bounded(convert(&error)))?;
        let touched = statement
            .execute(rusqlite::params_from_iter(values))
            .map_err(|error| self.bounded(convert(&error)))?;
        Ok(touched as u64)
    }

    fn query(
        &mut self,
        sql: &str,
        values: &[Value],
        each: &mut dyn FnMut(&dyn Row) -> Result<()>,
    ) -> Result<()> {
        let connection = self.connection()?;
        let mut statement = connection
            .prepare_cached(unlocked(sql))
            .map_err(|error| self.bounded(convert(&error)))?;
        let mut rows = statement
            .query(rusqlite::params_from_iter(values))
            .map_err(|error| self.bounded(convert(&error)))?;
        while let Some(row) = rows.next().map_err(|error| self.bounded(convert(&error)))? {
            each(row)?;
        }
        Ok(())
    }

    fn host(&mut self, statement: &HostStatement<'_>) -> Result<SqlAnswer> {
        let link = self.connection()?;
        link.host(statement, |error| self.bounded(convert(error)))
    }

    fn is_open(&self) -> bool {
        self.connection
            .as_ref()
            .is_some_and(|connection| !connection.is_autocommit())
    }

    fn saw_uncommitted(&self) -> bool {
        self.group().is_some()
    }

    fn commit(mut self: Box<Self>) -> Result<()> {
        if matches!(self.kind, Kind::Read) {
            return self.run("COMMIT");
        }
        if !self.is_open() {
            return Err(TRANSACTION_LOST.error());
        }
        if self.group().is_some() {
            self.run(KEEP)?;
        }
        match self.finish()? {
            Some(group) => group.wait(),
            None => Ok(()),
        }
    }

    fn rollback(mut self: Box<Self>) -> Result<()> {
        match self.abandon() {
            Some(group) => group.wait(),
            None => Ok(()),
        }
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        self.abandon();
    }
}
