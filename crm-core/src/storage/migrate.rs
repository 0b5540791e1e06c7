//! Numbered migrations, each in one transaction, written once for both engines.

use super::dialect::FOR_UPDATE;
use super::dialect::type_word;
use super::{Backend, Database, Dialect, statement};
use crate::base::error::Result;
use crate::base::messages::{COPY_UNFINISHED, VERSION_FOREIGN, VERSION_NEWER, VERSION_OLDER};

/// The texts of each schema version, in order.
const VERSIONS: &[&[&str]] = &[
    &[
        include_str!("migrations/0001_engine.sql"),
        include_str!("migrations/0001_opportunity.sql"),
        include_str!("migrations/0001_contract.sql"),
        include_str!("migrations/0001_org.sql"),
        include_str!("migrations/0001_calendar.sql"),
        include_str!("migrations/0001_search.sql"),
        include_str!("migrations/0001_catalog.sql"),
        include_str!("migrations/0001_customer.sql"),
        include_str!("migrations/0001_contact.sql"),
        include_str!("migrations/0001_quote.sql"),
        include_str!("migrations/0001_order.sql"),
        include_str!("migrations/0001_collection.sql"),
    ],
    &[include_str!("migrations/0002_feed.sql")],
    &[include_str!("migrations/0003_customer_tree.sql")],
    &[
        include_str!("migrations/0004_collection.sql"),
        include_str!("migrations/0004_invoice.sql"),
        include_str!("migrations/0004_rate.sql"),
        include_str!("migrations/0004_approval.sql"),
        include_str!("migrations/0004_moment.sql"),
        include_str!("migrations/0004_credit.sql"),
        include_str!("migrations/0004_exchange.sql"),
        include_str!("migrations/0004_dunning.sql"),
    ],
];

/// The schema version this library writes.
pub(crate) const CURRENT: i64 = VERSIONS.len() as i64;

/// The statements of every migration in an engine's words, in order.
#[must_use]
pub fn statements(dialect: Dialect) -> Vec<String> {
    statements_through(VERSIONS.len(), dialect)
}

/// The same through a version: what a library of that time made. The row with the version is not
/// among them.
#[must_use]
pub fn statements_through(version: usize, dialect: Dialect) -> Vec<String> {
    VERSIONS
        .iter()
        .take(version)
        .flat_map(|texts| texts.iter())
        .flat_map(|text| split(text, dialect))
        .collect()
}

/// Brings a workspace to the current version: an empty one, or an older one when `migrate` is
/// given. Each version is a transaction of its own, so that an interrupted migration goes on where
/// it stopped.
///
/// # Errors
/// `version.newer`, `version.older`, `version.foreign`, and what the database answers.
pub(crate) fn bring(backend: &dyn Backend, migrate: bool) -> Result<()> {
    let mut db = backend.read()?;
    let tables = backend.tables(db.as_mut())?;
    if !tables.iter().any(|table| table == "crm_schema") {
        drop(db);
        if !tables.is_empty() {
            return Err(VERSION_FOREIGN.error());
        }
        let mut db = backend.write()?;
        // Somebody else may have been faster.
        if backend.tables(db.as_mut())?.is_empty() {
            let filled = fill(db.as_mut(), backend.dialect());
            if let Err(error) = filled.and_then(move |()| db.commit()) {
                // A server finds out only while the tables are made.
                let mut db = backend.read()?;
                if backend.tables(db.as_mut())?.is_empty() {
                    return Err(error);
                }
            }
        }
        return bring(backend, migrate);
    }
    let found = version(db.as_mut(), "")?;
    drop(db);
    if found < 0 {
        return Err(COPY_UNFINISHED.error());
    }
    if found > CURRENT {
        return Err(VERSION_NEWER
            .error()
            .with("found", found)
            .with("known", CURRENT));
    }
    if found < CURRENT && !migrate {
        return Err(VERSION_OLDER
            .error()
            .with("found", found)
            .with("known", CURRENT));
    }
    for (number, texts) in (1..).zip(VERSIONS).filter(|(number, _)| *number > found) {
        let mut db = backend.write()?;
        // Others who migrate wait for this row, and then find the step done.
        if version(db.as_mut(), FOR_UPDATE)? < number {
            step(db.as_mut(), backend.dialect(), (number, texts))?;
            db.commit()?;
        }
    }
    Ok(())
}

/// Makes all tables in an empty database.
pub(crate) fn fill(db: &mut dyn Database, dialect: Dialect) -> Result<()> {
    for version in (1..).zip(VERSIONS) {
        step(db, dialect, version)?;
    }
    Ok(())
}

fn step(db: &mut dyn Database, dialect: Dialect, (number, texts): (i64, &&[&str])) -> Result<()> {
    for text in texts.iter().flat_map(|text| split(text, dialect)) {
        db.execute(&text, &[])?;
    }
    // Changed in place: who waits for the row finds it again, where one that took its place would
    // not be seen.
    let update = "UPDATE crm_schema SET version = ?1";
    if db.execute(update, &[number.into()])? == 0 {
        let insert = "INSERT INTO crm_schema (version) VALUES (?1)";
        db.execute(insert, &[number.into()])?;
    }
    Ok(())
}

/// The version a workspace is at; below zero while a copy fills it.
pub(crate) fn version(db: &mut dyn Database, lock: &str) -> Result<i64> {
    let sql = format!("SELECT version FROM crm_schema{lock}");
    Ok(statement::number(db, &sql, &[])?.unwrap_or(0))
}

/// The statements of every migration in our own type words, in order.
pub(crate) fn written() -> impl Iterator<Item = String> {
    let texts = VERSIONS.iter().flat_map(|texts| texts.iter());
    texts.flat_map(|text| single(text))
}

/// One migration text as single statements with the engine's type words, without comments.
fn split(text: &str, dialect: Dialect) -> Vec<String> {
    let written = single(text);
    let spelled = written.iter().map(|statement| spelled(statement, dialect));
    spelled.collect()
}

/// One statement in our own type words as an engine takes it.
pub(crate) fn spelled(statement: &str, dialect: Dialect) -> String {
    let spelled = spell(statement, dialect);
    match dialect {
        Dialect::Sqlite if spelled.starts_with("CREATE TABLE") => spelled + " STRICT",
        Dialect::Sqlite | Dialect::Postgres => spelled,
    }
}

/// One migration text as single statements, without comments.
fn single(text: &str) -> Vec<String> {
    let code: String = text
        .lines()
        .map(|line| line.split("--").next().unwrap_or_default().trim_end())
        .filter(|line| !line.is_empty())
        .fold(String::new(), |code, line| code + line + "\n");
    let statements = code.split(';').map(str::trim);
    statements
        .filter(|statement| !statement.is_empty())
        .map(str::to_owned)
        .collect()
}

fn spell(statement: &str, dialect: Dialect) -> String {
    let mut spelled = String::with_capacity(statement.len() + 64);
    let mut word = String::new();
    for character in statement.chars().chain(std::iter::once('\n')) {
        if character.is_ascii_alphanumeric() || character == '_' {
            word.push(character);
            continue;
        }
        spelled.push_str(type_word(&word, dialect).unwrap_or(&word));
        word.clear();
        spelled.push(character);
    }
    spelled.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn type_words_are_spelled_for_each_engine() {
        let text =
            "-- a table\nCREATE TABLE crm_x (\n  id ID NOT NULL, -- its id\n  name TEXT\n);\n";
        assert_eq!(
            split(text, Dialect::Sqlite),
            ["CREATE TABLE crm_x (\n  id INTEGER NOT NULL,\n  name TEXT\n) STRICT"]
        );
        assert_eq!(
            split(text, Dialect::Postgres),
            ["CREATE TABLE crm_x (\n  id bigint NOT NULL,\n  name text COLLATE \"C\"\n)"]
        );
    }
}
