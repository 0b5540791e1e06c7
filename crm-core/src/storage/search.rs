//! Finding records by text: the posting table of `base::gram`, the same on every engine.

use super::record::Record;
use super::select::{Select, Sort, token, token_key};
use super::{Database, Statement, Value, ValueRef};
use crate::base::error::Result;
use crate::base::gram::{Query, postings};
use crate::base::id::Id;
use crate::base::limits::{AMOUNT_DECIMALS, ID_MAX};
use crate::base::messages::{PAGE_TOKEN, STORAGE_ROW};
use crate::base::page::{self, Page};
use std::collections::BTreeSet;
use std::fmt::Write;

/// A record that is found by its texts.
pub(crate) trait Searched: Record {
    /// What it is found by.
    fn texts(&self) -> Vec<&str>;
}

/// Postings read at once; a page of a search seldom needs more.
const CHUNK: usize = 200;
/// Chunks of one call. Past them a page ends short and the next one goes on where it stopped, so
/// that no call walks a large database for an actor who may see little of it.
const CHUNKS_MAX: usize = 50;

/// The columns of [`newest`].
const COLUMNS: &[&str] = &["id"];

/// The order of lists that need no other: the newest first, by id.
pub(crate) fn newest<T: Record>() -> Sort<T> {
    Sort {
        columns: COLUMNS,
        descending: true,
        key,
    }
}

fn key<T: Record>(record: &T) -> Vec<Value> {
    vec![Value::Int(record.id().raw())]
}

/// Brings a record's postings up to date; only those that differ are written.
pub(crate) fn index<T: Searched>(
    db: &mut dyn Database,
    before: Option<&T>,
    after: &T,
) -> Result<()> {
    let old = before.map_or_else(BTreeSet::new, |before| postings(before.texts()));
    let new = postings(after.texts());
    let statement = |sql: &'static str, gram: &String| Statement {
        sql: sql.into(),
        values: vec![
            T::KIND.into(),
            gram.as_str().into(),
            Value::Int(after.id().raw()),
        ],
    };
    let removed = old.difference(&new).map(|gram| {
        statement(
            "DELETE FROM crm_gram WHERE kind = ?1 AND gram = ?2 AND record_id = ?3",
            gram,
        )
    });
    let added = new.difference(&old).map(|gram| {
        statement(
            "INSERT INTO crm_gram (kind, gram, record_id) VALUES (?1, ?2, ?3)",
            gram,
        )
    });
    let statements: Vec<Statement> = removed.chain(added).collect();
    db.batch(&statements)
}

/// One page of a list, the newest first; with a text only of the records it finds.
///
/// # Errors
/// `search.empty` and `list.too_long` at `text`, `page.limit`, `page.token`.
pub(crate) fn list<T: Searched>(
    db: &mut dyn Database,
    select: Select,
    text: Option<&str>,
    limit: Option<u32>,
    after: Option<&str>,
) -> Result<Page<T>> {
    let Some(text) = text else {
        return select.page(db, &newest(), limit, after, AMOUNT_DECIMALS);
    };
    let query = Query::parse(text).map_err(|error| error.at("text"))?;
    find(db, &select, &query, limit, after)
}

fn find<T: Searched>(
    db: &mut dyn Database,
    select: &Select,
    query: &Query,
    limit: Option<u32>,
    after: Option<&str>,
) -> Result<Page<T>> {
    let wanted = page::limit(limit)? as usize;
    let mut below = ID_MAX + 1;
    if let Some(after) = after {
        below = match token_key(after, COLUMNS, T::TABLE)?.as_slice() {
            [Value::Int(id)] => *id,
            _ => return Err(PAGE_TOKEN.at("after")),
        };
    }
    let grams = query.grams();
    let mut items: Vec<T> = Vec::new();
    for _ in 0..CHUNKS_MAX {
        let ids = candidates(db, T::KIND, &grams, below)?;
        let last = ids.last().copied().filter(|_| ids.len() == CHUNK);
        if !ids.is_empty() {
            let mut part = select.clone();
            part.any_of("id", ids);
            let found: Vec<T> = part.rows(db, "id DESC", AMOUNT_DECIMALS)?;
            items.extend(found.into_iter().filter(|item| query.matches(item.texts())));
        }
        if items.len() > wanted {
            items.truncate(wanted);
            let next = items.last().map(|item| token(COLUMNS, key(item)));
            return Ok(Page { items, next });
        }
        let Some(last) = last else {
            return Ok(Page { items, next: None });
        };
        below = last;
    }
    let next = Some(token(COLUMNS, vec![Value::Int(below)]));
    Ok(Page { items, next })
}

/// The next ids of a kind under which every gram is posted, the largest first.
fn candidates(db: &mut dyn Database, kind: &str, grams: &[String], below: i64) -> Result<Vec<i64>> {
    let mut ids = Vec::with_capacity(CHUNK);
    let mut values = vec![
        kind.into(),
        Value::Int(below),
        Value::Int(CHUNK.try_into().unwrap_or(i64::MAX)),
    ];
    values.extend(grams.iter().map(|gram| gram.as_str().into()));
    db.query(&candidates_sql(grams.len()), &values, &mut |row| {
        let ValueRef::Int(id) = row.value(0)? else {
            return Err(STORAGE_ROW.error().with("reason", "not an id"));
        };
        ids.push(id);
        Ok(())
    })?;
    Ok(ids)
}

/// One index range is walked, the others are asked for each of its ids: CROSS JOIN keeps planners
/// from sorting.
fn candidates_sql(grams: usize) -> String {
    let mut sql = String::from("SELECT g0.record_id FROM crm_gram g0");
    for index in 1..grams {
        let _ = write!(sql, " CROSS JOIN crm_gram g{index}");
    }
    sql.push_str(" WHERE g0.kind = ?1 AND g0.gram = ?4 AND g0.record_id < ?2");
    for index in 1..grams {
        let _ = write!(
            sql,
            " AND g{index}.kind = ?1 AND g{index}.gram = ?{} AND g{index}.record_id = g0.record_id",
            index + 4
        );
    }
    sql.push_str(" ORDER BY g0.record_id DESC LIMIT ?3");
    sql
}

#[cfg(test)]
#[cfg(feature = "sqlite")]
#[path = "search_tests.rs"]
mod tests;
