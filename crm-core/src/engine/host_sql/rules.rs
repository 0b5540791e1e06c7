//! What a statement of the host's own may do: read everything, write what is its own, never what
//! is the library's or the engine's. On SQLite the engine's own check stands behind these rules.
//! Pure.

use super::tokens::{self, Piece, Token};
use super::words::{self, Words};
use crate::base::error::Result;
use crate::base::host_sql::{
    SQL_BYTES, SQL_FUNCTION, SQL_MANY, SQL_PLACEHOLDER, SQL_TRANSACTION, SQL_VALUE, SQL_VALUES,
    SQL_VERB,
};
use crate::base::limits::{SQL_BYTES_MAX, SQL_TEXT_MAX, SQL_VALUES_MAX};
use crate::base::messages::{LIST_TOO_LONG, TEXT_CONTROL, TEXT_EMPTY, TEXT_TOO_LONG};
use crate::storage::{Dialect, Effect, Value};
use std::collections::BTreeSet;

/// A statement that may run.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Checked {
    /// The text with the engine's own placeholders.
    pub(super) sql: String,
    pub(super) effect: Effect,
}

/// How statements that are taken begin.
const QUERIES: [&str; 8] = [
    "SELECT", "VALUES", "WITH", "INSERT", "REPLACE", "UPDATE", "DELETE", "MERGE",
];
const CHANGES: [&str; 5] = ["INSERT", "REPLACE", "UPDATE", "DELETE", "MERGE"];
const DEFINITIONS: [&str; 4] = ["CREATE", "ALTER", "DROP", "TRUNCATE"];
/// How statements begin that would part the host's work from the library's.
const TRANSACTIONS: [&str; 9] = [
    "BEGIN",
    "START",
    "COMMIT",
    "END",
    "ROLLBACK",
    "ABORT",
    "SAVEPOINT",
    "RELEASE",
    "PREPARE",
];
/// Words of a query that make it more than reading: it then runs in a transaction that writes.
const WRITES: [&str; 6] = ["INSERT", "UPDATE", "DELETE", "MERGE", "INTO", "SHARE"];
/// Functions that reach past the statement: they load code, change the session, set a sequence
/// of the library, reach other sessions or take locks that outlive the transaction.
const FUNCTIONS: [&str; 9] = [
    "load_extension",
    "set_config",
    "setval",
    "pg_notify",
    "pg_advisory_",
    "pg_try_advisory_",
    "pg_cancel_backend",
    "pg_terminate_backend",
    "dblink",
];

/// Holds a statement against the rules.
///
/// # Errors
/// In this order: `text.empty`, `text.too_long`, `text.control` at `text`, `list.too_long` at
/// `values`, `sql.value`, `sql.bytes`, `sql.malformed`, `sql.escaped_name`, `sql.placeholder`,
/// `sql.verb`, `sql.transaction`, `sql.many`, `sql.function`, `sql.temporary`, `sql.reserved`,
/// `sql.held`, `sql.values`.
pub(super) fn check(text: &str, values: &[Value], dialect: Dialect) -> Result<Checked> {
    bounds(text)?;
    bound(values)?;
    let pieces = tokens::pieces(text, dialect)?;
    let words = Words::new(&pieces);
    let begins = kind(words)?;
    one(words, dialect)?;
    functions(words)?;
    words::targets(words)?;
    if DEFINITIONS.contains(&begins.as_str()) {
        words::definition(words, &begins)?;
    }
    placeholders(&pieces, values.len())?;
    Ok(Checked {
        sql: spelled(text, &pieces, dialect),
        effect: effect(words, &begins),
    })
}

fn bounds(text: &str) -> Result<()> {
    if text.trim().is_empty() {
        return Err(TEXT_EMPTY.at("text"));
    }
    let length = text.chars().count();
    if length > SQL_TEXT_MAX {
        return Err(TEXT_TOO_LONG
            .at("text")
            .with("length", length)
            .with("max", SQL_TEXT_MAX));
    }
    // SQLite ends a statement at U+0000; no other of them belongs in one.
    let control = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    match text.chars().find(control) {
        Some(found) => {
            let shown = format!("U+{:04X}", u32::from(found));
            Err(TEXT_CONTROL.at("text").with("character", shown))
        }
        None => Ok(()),
    }
}

fn bound(values: &[Value]) -> Result<()> {
    if values.len() > SQL_VALUES_MAX {
        return Err(LIST_TOO_LONG
            .at("values")
            .with("count", values.len())
            .with("max", SQL_VALUES_MAX));
    }
    let mut bytes = 0_usize;
    for (index, value) in values.iter().enumerate() {
        bytes = bytes.saturating_add(match value {
            // PostgreSQL keeps no such text.
            Value::Text(text) if text.contains('\0') => {
                return Err(SQL_VALUE.at(format!("values[{index}]")));
            }
            Value::Text(text) => text.len(),
            Value::Bytes(bytes) => bytes.len(),
            Value::Null | Value::Int(_) => 0,
        });
    }
    if bytes > SQL_BYTES_MAX {
        return Err(SQL_BYTES.at("values").with("max", SQL_BYTES_MAX));
    }
    Ok(())
}

/// The word a statement begins with, in capitals, when it is one of those taken.
fn kind(words: Words<'_>) -> Result<String> {
    let first = words.word(0).unwrap_or_default().to_ascii_uppercase();
    // Nothing but comments.
    if words.len() == 0 {
        return Err(TEXT_EMPTY.at("text"));
    }
    if TRANSACTIONS.contains(&first.as_str()) {
        return Err(SQL_TRANSACTION.at("text").with("word", first));
    }
    if !QUERIES.contains(&first.as_str()) && !DEFINITIONS.contains(&first.as_str()) {
        return Err(SQL_VERB.at("text").with("word", words.shown(0)));
    }
    // OR ROLLBACK, ON CONFLICT ROLLBACK and RAISE(ROLLBACK, …) end the whole transaction.
    if words.has("ROLLBACK") {
        return Err(SQL_TRANSACTION.at("text").with("word", "ROLLBACK"));
    }
    Ok(first)
}

fn effect(words: Words<'_>, begins: &str) -> Effect {
    if DEFINITIONS.contains(&begins) {
        Effect::Defines
    } else if words.main_verb(&CHANGES, &["SELECT", "VALUES"]) {
        Effect::Changes
    } else if WRITES.iter().any(|word| words.has(word)) {
        Effect::Locks
    } else {
        Effect::Reads
    }
}

/// One statement, with or without semicolons behind it. The body of a trigger of SQLite holds some;
/// it ends with END.
fn one(words: Words<'_>, dialect: Dialect) -> Result<()> {
    let trigger = dialect == Dialect::Sqlite && words::defines_trigger(words);
    let from = trigger.then(|| words.last("END")).flatten();
    let from = from.unwrap_or_default();
    let first = (from..words.len()).find(|at| words.is_mark(*at, ';'));
    match first {
        Some(first) if (first..words.len()).any(|at| !words.is_mark(at, ';')) => {
            Err(SQL_MANY.at("text"))
        }
        _ => Ok(()),
    }
}

fn functions(words: Words<'_>) -> Result<()> {
    for at in 0..words.len() {
        let called = words.name(at).filter(|_| words.is_mark(at + 1, '('));
        if let Some(name) = called.map(str::to_ascii_lowercase)
            && FUNCTIONS.iter().any(|known| name.starts_with(known))
        {
            return Err(SQL_FUNCTION.at("text").with("name", name));
        }
    }
    Ok(())
}

/// Each placeholder from 1 on stands in the text, and each has its value.
fn placeholders(pieces: &[Piece<'_>], given: usize) -> Result<()> {
    let numbers = pieces.iter().filter_map(|piece| match piece.token {
        Token::Value(number) => Some(number),
        _ => None,
    });
    let numbers: BTreeSet<u32> = numbers.collect();
    let gap = (1..)
        .zip(&numbers)
        .find(|(expected, number)| expected != *number);
    if let Some((_, number)) = gap {
        return Err(SQL_PLACEHOLDER
            .at("text")
            .with("text", format!("?{number}")));
    }
    if numbers.len() != given {
        return Err(SQL_VALUES
            .at("values")
            .with("wanted", numbers.len())
            .with("given", given));
    }
    Ok(())
}

/// The text with the engine's own placeholders; a question mark in a text or a name stays.
fn spelled(text: &str, pieces: &[Piece<'_>], dialect: Dialect) -> String {
    let mut sql = String::with_capacity(text.len());
    let mut done = 0;
    for piece in pieces {
        if let (Token::Value(number), Dialect::Postgres) = (&piece.token, dialect) {
            sql.push_str(text.get(done..piece.start).unwrap_or_default());
            sql.push_str(&format!("${number}"));
            done = piece.end;
        }
    }
    sql.push_str(text.get(done..).unwrap_or_default());
    sql
}
