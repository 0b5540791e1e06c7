//! The open transaction of a session, and its savepoints.

use super::claimed::Claimed;
use super::config::Config;
use crate::base::error::Result;
use crate::base::messages::TRANSACTION_LOST;
use crate::org::access::Actor;
use crate::storage::Database;
use std::sync::Arc;

/// What holds for one operation: the configuration, and who acts under it. `None` once the
/// session's user is archived.
#[derive(Clone)]
pub(super) struct Standing {
    pub(super) config: Arc<Config>,
    pub(super) actor: Option<Arc<Actor>>,
}

/// The open transaction. Dropping it rolls everything back.
pub(super) struct Open<'db> {
    pub(super) db: Box<dyn Database + 'db>,
    /// Savepoints inside the transaction.
    pub(super) depth: usize,
    pub(super) claimed: Claimed,
    /// What held for the last operation of the transaction. It may be of a generation that is not
    /// committed, so it dies with the transaction.
    pub(super) standing: Option<Standing>,
    pub(super) wrote: bool,
    /// See `Parts::careful`.
    pub(super) careful: bool,
}

impl<'db> Open<'db> {
    pub(super) fn new(db: Box<dyn Database + 'db>) -> Self {
        Self {
            db,
            depth: 0,
            claimed: Claimed::default(),
            standing: None,
            wrote: false,
            careful: true,
        }
    }

    /// SQLite ends a transaction by itself when the disk is full or fails; a savepoint set after
    /// that would silently begin a new one.
    pub(super) fn alive(&self) -> Result<()> {
        if self.db.is_open() {
            Ok(())
        } else {
            Err(TRANSACTION_LOST.error())
        }
    }

    pub(super) fn savepoint(&mut self) -> Result<()> {
        self.alive()?;
        self.db.savepoint(self.depth)?;
        self.depth += 1;
        Ok(())
    }

    pub(super) fn release(&mut self) -> Result<()> {
        self.alive()?;
        self.depth -= 1;
        self.db.release(self.depth)
    }

    /// Keeps the work of the innermost savepoint, or undoes it when it failed.
    pub(super) fn settle<T>(&mut self, answer: Result<T>) -> Result<T> {
        match answer {
            Ok(answer) => self.release().map(|()| answer),
            Err(error) => {
                // The error that ended the work says more than one met while undoing it.
                let _ = self.undo();
                Err(error)
            }
        }
    }

    pub(super) fn undo(&mut self) -> Result<()> {
        self.depth = self.depth.saturating_sub(1);
        self.claimed.clear();
        self.db.undo(self.depth)
    }
}
