//! One call copies a workspace to another place or the other engine, with all ids, versions and
//! history.

mod place;
mod rows;
mod verify;

use super::crm::{Options, Source};
use super::feed;
use crate::base::copying;
use crate::base::error::Result;
use crate::storage::migrate;
use crate::storage::tables::{self, Table};
use crate::storage::{Backend, Database};
use serde::{Deserialize, Serialize};

/// Rows that are written in one transaction, about.
const CHUNK: usize = 4_000;

/// What a copy is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CopyStage {
    /// Rows are read from the source and written to the target.
    Copying,
    /// The rows of both sides are read and compared.
    Verifying,
}

/// How far a copy is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CopyProgress {
    /// What it is doing.
    pub stage: CopyStage,
    /// The table it is at.
    pub table: String,
    /// Rows done in this stage; a copy that goes on begins with those of the calls before.
    pub done: u64,
    /// Rows of this stage.
    pub total: u64,
}

/// What both sides were found to hold in one table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopiedTable {
    /// Its name.
    pub table: String,
    /// Rows.
    pub rows: u64,
    /// The sum of all its amounts, whatever their currency, as decimal text with four decimals.
    pub amounts: String,
    /// SHA-256 over all values in the order of the key, in hexadecimal.
    pub digest: String,
}

/// What was copied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copied {
    /// Rows of all tables.
    pub rows: u64,
    /// Each table, as both sides hold it.
    pub tables: Vec<CopiedTable>,
    /// Tables of the host's own in the source. They are not copied.
    pub left: Vec<String>,
}

/// Copies a workspace: all ids, versions, history, documents and settings, from SQLite to
/// PostgreSQL or the other way, or between two of a kind. The target is a file or a workspace that
/// is not there yet, or empty; nobody can open it before the copy is complete and both sides were
/// found alike in counts, sums and digests. What writers change in the source once the copy began
/// is not copied: stop them first. The host's own tables are not copied; the answer names them.
///
/// A copy that was interrupted goes on where it stopped when the same call is made again, as long
/// as the source has not changed. `progress` is told after each step and may stop the copy by
/// answering `false`. Memory stays the same however large the workspace is. No row of the source is
/// written, except that a PostgreSQL source numbers its latest commits. Between two workspaces of
/// one server it takes two connections.
///
/// # Errors
/// `copy.in_memory`, `copy.source_empty`; `copy.target_taken`, `copy.other_source`, `copy.beside`, `copy.stopped`,
/// `copy.mismatch`; what opening either side answers, of the source `version.older`,
/// `copy.unfinished` and `storage.open` when there is no such file; `busy`, `contended` and
/// `unknown_outcome`, after which the same call goes on.
pub fn copy(
    from: &Options,
    to: &Options,
    progress: &mut dyn FnMut(&CopyProgress) -> bool,
) -> Result<Copied> {
    for options in [from, to] {
        if options.source == Source::Memory {
            return Err(copying::MEMORY.error());
        }
    }
    let from_backend = from.existing()?;
    let mut db = from_backend.read()?;
    if from_backend.tables(db.as_mut())?.is_empty() {
        return Err(copying::EMPTY.error());
    }
    drop(db);
    migrate::bring(from_backend.as_ref(), false)?;
    let target = to.target()?;
    let mut source = feed::numbered(from_backend.as_ref(), from.wait)?;
    let tables: Vec<Table> = tables::all()
        .into_iter()
        .filter(|table| table.name != "crm_schema")
        .collect();
    let mut names = from_backend.tables(source.as_mut())?;
    names.retain(|name| !name.starts_with("crm_") && !name.starts_with("sqlite_"));
    names.sort_unstable();
    let mut told = |told: &CopyProgress| match progress(told) {
        true => Ok(()),
        false => Err(copying::STOPPED.error()),
    };
    fill(source.as_mut(), target.as_ref(), &tables, &mut told)?;
    let compared = compare(source.as_mut(), target.as_ref(), &tables, &mut told)?;
    place::finish(target.as_ref())?;
    Ok(Copied {
        rows: compared.iter().map(|table| table.rows).sum(),
        tables: compared,
        left: names,
    })
}

type Told<'a> = dyn FnMut(&CopyProgress) -> Result<()> + 'a;

/// Copies what is not copied yet.
fn fill(
    source: &mut dyn Database,
    target: &dyn Backend,
    tables: &[Table],
    told: &mut Told<'_>,
) -> Result<()> {
    let steps = place::steps(tables);
    let mut total = 0;
    for step in &steps {
        total += step.reading.count(source)?.unsigned_abs();
    }
    let mut at = place::begin(source, target)?;
    while let Some(step) = steps.get(at.step) {
        let mut db = target.write()?;
        at.held(target, db.as_mut())?;
        let mut written = 0;
        let mut over = false;
        while written < CHUNK && !over {
            let page = step.reading.page(source, &at.key)?;
            let last = page.last().map(|row| step.reading.place(row));
            over = page.len() < step.reading.rows();
            written += page.len();
            step.write(db.as_mut(), page)?;
            at.key = last.unwrap_or_default();
        }
        at.done += written as u64;
        if over {
            at = at.next();
        }
        at.keep(db.as_mut())?;
        db.commit()?;
        told(&CopyProgress {
            stage: CopyStage::Copying,
            table: step.reading.table.name.clone(),
            done: at.done,
            total,
        })?;
    }
    Ok(())
}

/// Reads both sides.
fn compare(
    source: &mut dyn Database,
    target: &dyn Backend,
    tables: &[Table],
    told: &mut Told<'_>,
) -> Result<Vec<CopiedTable>> {
    let mut target = target.read()?;
    let (mut done, mut total) = (0, 0);
    for table in tables {
        total += 2 * rows::Reading::whole(table).count(source)?.unsigned_abs();
    }
    let mut compared = Vec::with_capacity(tables.len());
    for table in tables {
        let mut seen = |rows: usize| {
            done += rows as u64;
            told(&CopyProgress {
                stage: CopyStage::Verifying,
                table: table.name.clone(),
                done,
                total,
            })
        };
        let held = verify::summary(source, table, &mut seen)?;
        let copied = verify::summary(target.as_mut(), table, &mut seen)?;
        verify::same(&held, &copied)?;
        compared.push(held);
    }
    Ok(compared)
}
