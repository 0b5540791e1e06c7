//! Where the feed begins and ends, and how commits get their places in it.

use crate::base::error::Result;
#[cfg(feature = "sqlite")]
use crate::base::messages::CONTENDED;
use crate::engine::crm::Shared;
use crate::engine::retry;
use crate::storage::{Backend, Database, Dialect, Foreseen, Statement, statement};
#[cfg(feature = "sqlite")]
use std::time::Duration;

/// The position archived last: the feed begins behind it. Positions go on from here when nothing is
/// left of the feed.
pub(super) const FLOOR: &str = "SELECT value FROM crm_counter WHERE name = 'feed_floor'";
/// The last position of the feed; nothing when all of it is archived.
pub(super) const LAST: &str = "SELECT max(position) FROM crm_commit";
/// A commit that waits for its place.
const WAITING: &str = "SELECT id FROM crm_commit WHERE position IS NULL ORDER BY ticket LIMIT 1";

/// See [`FLOOR`].
pub(super) fn floor(db: &mut dyn Database) -> Result<i64> {
    Ok(statement::number(db, FLOOR, &[])?.unwrap_or(0))
}

/// One view of a workspace, read-only, in which every commit has its place in the feed. A writer
/// that commits between the numbering and the view is in the way, and it is taken again.
#[cfg(feature = "sqlite")]
pub(in crate::engine) fn numbered(
    backend: &dyn Backend,
    wait: Duration,
) -> Result<Box<dyn Database>> {
    retry::within(wait, || {
        number(backend)?;
        let mut db = backend.read()?;
        match statement::number(db.as_mut(), WAITING, &[])? {
            Some(_) if db.round_trips() => Err(CONTENDED.error()),
            _ => Ok(db),
        }
    })
}

/// Gives the commits that have become visible their places in the feed, where no single writer
/// does: one reader at a time, in the order of their tickets. A commit that becomes visible later
/// comes behind, so that a place once read has nothing unread before it.
pub(super) fn number(backend: &dyn Backend) -> Result<()> {
    if backend.dialect() == Dialect::Sqlite {
        return Ok(());
    }
    let mut db = backend.read()?;
    if statement::number(db.as_mut(), WAITING, &[])?.is_none() {
        return Ok(());
    }
    drop(db);
    let mut db = backend.write()?;
    number_in(db.as_mut())?;
    db.commit()
}

/// The same for who reads the feed in an open transaction: it shows what the transaction itself has
/// committed so far, at the places it keeps if the transaction does.
pub(super) fn number_own(db: &mut dyn Database) -> Result<()> {
    if db.round_trips() && statement::number(db, WAITING, &[])?.is_some() {
        number_in(db)?;
    }
    Ok(())
}

/// The same inside a transaction. Others who number or archive wait until it ends.
pub(super) fn number_in(db: &mut dyn Database) -> Result<()> {
    if !db.round_trips() {
        return Ok(());
    }
    let numbering = |sql: &'static str| Statement {
        sql: sql.into(),
        values: Vec::new(),
    };
    // The second statement sees what was committed until the lock was given.
    db.batch(&[
        numbering("SELECT value FROM crm_counter WHERE name = 'feed' FOR NO KEY UPDATE"),
        numbering(
            "UPDATE crm_commit SET position = numbered.place FROM (SELECT id, \
             (SELECT value FROM crm_counter WHERE name = 'feed') \
             + row_number() OVER (ORDER BY ticket) AS place \
             FROM crm_commit WHERE position IS NULL) numbered \
             WHERE crm_commit.id = numbered.id",
        ),
        numbering(
            "UPDATE crm_counter SET value = \
             coalesce((SELECT max(position) FROM crm_commit), value) WHERE name = 'feed'",
        ),
    ])
}

/// Whether the feed has something behind a position, or will have once it is numbered: one look,
/// in a transaction of its own that ends with it.
pub(super) fn goes_on(shared: &Shared, after: i64) -> Result<bool> {
    retry::within(shared.wait, || {
        let mut db = shared.backend.read()?;
        if db.round_trips() {
            db.foresee([WAITING, LAST].map(foreseen).into(), true);
            if statement::number(db.as_mut(), WAITING, &[])?.is_some() {
                return Ok(true);
            }
        }
        let last = statement::number(db.as_mut(), LAST, &[])?;
        Ok(last.is_some_and(|last| last > after))
    })
}

fn foreseen(sql: &'static str) -> Foreseen {
    let (sql, values) = (sql.into(), Vec::new());
    Foreseen {
        query: Statement { sql, values },
        also: None,
    }
}
