//! Ids are handed out from blocks claimed in transactions of their own, so that both engines give
//! the same ids and rows can be sent together.

use super::claimed::Claimed;
use crate::base::error::Result;
use crate::base::limits::ID_MAX;
use crate::base::messages::STORAGE;
use crate::storage::{Backend, Database, statement};
use std::collections::VecDeque;
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A host's own source of ids. It must never answer the same id twice for one workspace.
pub trait IdSource: Send + Sync {
    /// The next id, from 1 to 2^53-1.
    fn next(&self) -> i64;
}

/// Ids claimed at once: one extra commit in about two hundred deals.
const BLOCK: i64 = 10_000;
/// A write begins with at least so many at hand; a longer one claims inside its own transaction.
const AT_HAND: i64 = 2_000;

/// The blocks claimed and not yet used up.
#[derive(Default)]
pub(super) struct Pool {
    blocks: Mutex<VecDeque<Range<i64>>>,
    claiming: Mutex<()>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Pool {
    /// Makes sure that a write finds ids at hand. Not to be called with a transaction open.
    pub(super) fn fill(&self, backend: &dyn Backend) -> Result<()> {
        if self.at_hand() >= AT_HAND {
            return Ok(());
        }
        let _claiming = lock(&self.claiming);
        if self.at_hand() >= AT_HAND {
            return Ok(());
        }
        let mut db = backend.write()?;
        let block = claim(db.as_mut())?;
        db.commit()?;
        lock(&self.blocks).push_back(block);
        Ok(())
    }

    fn at_hand(&self) -> i64 {
        lock(&self.blocks)
            .iter()
            .map(|block| block.end - block.start)
            .sum()
    }

    fn take(&self) -> Option<i64> {
        take(&mut lock(&self.blocks))
    }

    /// Keeps what a committed transaction claimed and did not use.
    pub(super) fn keep(&self, claimed: &mut VecDeque<Range<i64>>) {
        lock(&self.blocks).append(claimed);
    }
}

/// The next id; claims another block in the open transaction when none is at hand. Such a block
/// counts only for this transaction until it commits: a rollback takes the claim back with it.
pub(super) fn next(pool: &Pool, claimed: &mut Claimed, db: &mut dyn Database) -> Result<i64> {
    if let Some(id) = take(&mut claimed.ids) {
        return Ok(id);
    }
    if let Some(id) = pool.take() {
        claimed.note(id);
        return Ok(id);
    }
    claimed.ids.push_back(claim(db)?);
    take(&mut claimed.ids).ok_or_else(|| STORAGE.error().with("reason", "no ids left"))
}

fn take(blocks: &mut VecDeque<Range<i64>>) -> Option<i64> {
    let block = blocks.front_mut()?;
    let id = block.next();
    if block.is_empty() {
        blocks.pop_front();
    }
    id
}

fn claim(db: &mut dyn Database) -> Result<Range<i64>> {
    let sql = "UPDATE crm_counter SET value = value + ?1 WHERE name = 'id' RETURNING value";
    let end = statement::number(db, sql, &[BLOCK.into()])?.unwrap_or(0);
    if end <= BLOCK || end > ID_MAX {
        return Err(STORAGE
            .error()
            .with("reason", "the id counter is damaged or used up"));
    }
    Ok(end - BLOCK..end)
}
