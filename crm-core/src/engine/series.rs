//! Numbers of documents: one counter per series and period.

use crate::base::error::Result;
use crate::storage::{Database, statement};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

/// Numbers claimed and not yet used, by series and period.
pub(super) type Blocks = BTreeMap<(String, String), Vec<Range<i64>>>;

/// The blocks that committed transactions left over. They live in this process only: what it does
/// not use is a gap, which a workspace accepts that takes more than one number at once.
#[derive(Default)]
pub(super) struct Leftover(Mutex<Blocks>);

impl Leftover {
    fn take(&self, key: &(String, String)) -> Option<i64> {
        let mut blocks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        take(&mut blocks, key)
    }

    /// Keeps what a committed transaction claimed and did not use.
    pub(super) fn keep(&self, claimed: &mut Blocks) {
        if claimed.is_empty() {
            return;
        }
        let mut blocks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, mut ranges) in std::mem::take(claimed) {
            blocks.entry(key).or_default().append(&mut ranges);
        }
    }
}

/// Draws the next number of a series, counted from 1 in each period. Called last in an operation:
/// until the commit, the counter's row makes other creations of the same series wait, which is what
/// keeps it without gaps. With a `block` above 1 so many are claimed at once; they count only for
/// this transaction until it commits, since a rollback takes the claim back with it.
pub(super) fn next(
    leftover: &Leftover,
    claimed: &mut Blocks,
    db: &mut dyn Database,
    (series, period): (&str, String),
    block: u32,
) -> Result<i64> {
    let key = (series.to_owned(), period);
    if block <= 1 {
        return claim(db, &key, 1);
    }
    if let Some(number) = take(claimed, &key).or_else(|| leftover.take(&key)) {
        return Ok(number);
    }
    let block = i64::from(block);
    let first = claim(db, &key, block)?;
    claimed
        .entry(key)
        .or_default()
        .push(first + 1..first + block);
    Ok(first)
}

fn take(blocks: &mut Blocks, key: &(String, String)) -> Option<i64> {
    let ranges = blocks.get_mut(key)?;
    let number = ranges.iter_mut().find_map(Iterator::next);
    ranges.retain(|range| !range.is_empty());
    if ranges.is_empty() {
        blocks.remove(key);
    }
    number
}

/// Moves the counter on and answers the first number it passed.
fn claim(db: &mut dyn Database, key: &(String, String), count: i64) -> Result<i64> {
    let sql = "INSERT INTO crm_series (name, period, next) VALUES (?1, ?2, ?3 + 1) \
               ON CONFLICT (name, period) DO UPDATE SET next = crm_series.next + ?3 \
               RETURNING next - ?3";
    let values = [key.0.as_str().into(), key.1.as_str().into(), count.into()];
    Ok(statement::number(db, sql, &values)?.unwrap_or(1))
}
