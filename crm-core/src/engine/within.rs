//! Operations inside a transaction that the host has open on the workspace's database.

use super::open::Open;
use super::operation::Operation;
use super::session::{self, Session};
use crate::base::error::Result;
use crate::base::messages::{BUSY, CONTENDED, MISUSE};
use crate::storage::Database;

/// A session that works in a transaction of the host's; see [`Session::within`].
pub struct Within<'db> {
    session: &'db mut Session,
    open: Open<'db>,
}

impl std::fmt::Debug for Within<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Within({:?})", self.session)
    }
}

impl Session {
    /// Works in a transaction that the host has open on the workspace's database. `db` is the
    /// host's: a [`Database`] around its own connection, in which our table names are qualified by
    /// [`qualified`](crate::storage::qualified) where the workspace is a schema. Each operation is
    /// undone alone when it is refused; whether the rest is kept the host decides, by committing or
    /// not once the answer is dropped. What was answered holds only when the host has committed.
    ///
    /// Nothing is run again here: `contended` and `busy` are for the host, who repeats its whole
    /// transaction. Locks on the records stay until it ends. After its commit it calls
    /// [`Crm::committed`](super::Crm::committed), so that readers that wait learn of it.
    ///
    /// # Errors
    /// `misuse` while a transaction of the session's own is open; when ids have to be claimed, as
    /// any write of the library's own: `storage`, `storage.lost`, `storage.unreachable`,
    /// `unknown_outcome`.
    pub fn within<'db>(&'db mut self, db: Box<dyn Database + 'db>) -> Result<Within<'db>> {
        if self.in_transaction() {
            return Err(MISUSE.error());
        }
        let shared = &self.crm().0;
        // Where there is one writer it is the host's transaction, and ids are claimed inside it.
        if db.round_trips() {
            match shared.ids.fill(shared.backend.as_ref()) {
                // So they are where it holds the counter already.
                Err(error) if [BUSY.kind, CONTENDED.kind].contains(&error.kind()) => {}
                filled => filled?,
            }
        }
        Ok(Within {
            session: self,
            open: Open::new(db),
        })
    }
}

impl Within<'_> {
    /// Runs an operation in the host's transaction.
    ///
    /// # Errors
    /// As [`Session::run`]; a refused operation leaves nothing, and the transaction goes on.
    /// `transaction.lost` when the database ended the transaction.
    pub fn run<O: Operation>(&mut self, operation: O) -> Result<O::Output> {
        self.perform(&operation, None)
    }

    /// Runs a write under a request key; see [`Session::request`].
    ///
    /// # Errors
    /// As [`Session::request`] and [`Within::run`].
    pub fn run_once<O: Operation>(&mut self, key: &str, operation: O) -> Result<O::Output> {
        self.perform(&operation, Some(key))
    }

    pub(super) fn perform<O: Operation>(
        &mut self,
        operation: &O,
        request: Option<&str>,
    ) -> Result<O::Output> {
        session::checked::<O>(request, || {
            self.session.inside(&mut self.open, operation, request)
        })
    }
}
