//! Numbered migrations, each in one transaction, written once for both engines.

use super::dialect::type_word;
use super::{Database, Dialect, statement};
use crate::base::error::Result;
use crate::base::messages::{VERSION_NEWER, VERSION_OLDER};

/// The texts of each schema version, in order.
const VERSIONS: &[&[&str]] = &[&[
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
]];

/// The schema version this library writes.
pub(crate) const CURRENT: i64 = VERSIONS.len() as i64;

/// The statements of every migration in an engine's words, in order.
#[must_use]
pub fn statements(dialect: Dialect) -> Vec<String> {
    VERSIONS
        .iter()
        .flat_map(|texts| texts.iter())
        .flat_map(|text| split(text, dialect))
        .collect()
}

/// Brings an empty database to the current version; an older one only when `migrate` is given.
pub(crate) fn run(db: &mut dyn Database, found: i64, migrate: bool) -> Result<()> {
    if found > CURRENT {
        return Err(VERSION_NEWER
            .error()
            .with("found", found)
            .with("known", CURRENT));
    }
    if found != 0 && found < CURRENT && !migrate {
        return Err(VERSION_OLDER
            .error()
            .with("found", found)
            .with("known", CURRENT));
    }
    for (version, texts) in (1..).zip(VERSIONS) {
        if version <= found {
            continue;
        }
        for text in texts.iter().flat_map(|text| split(text, Dialect::Sqlite)) {
            db.execute(&text, &[])?;
        }
        db.execute("DELETE FROM crm_schema", &[])?;
        db.execute(
            "INSERT INTO crm_schema (version) VALUES (?1)",
            &[version.into()],
        )?;
    }
    Ok(())
}

/// The version a SQLite database is at; 0 when it is empty.
pub(crate) fn found(db: &mut dyn Database) -> Result<i64> {
    let table = "SELECT count(*) FROM sqlite_schema WHERE name = 'crm_schema'";
    if statement::number(db, table, &[])? == Some(0) {
        return Ok(0);
    }
    Ok(statement::number(db, "SELECT max(version) FROM crm_schema", &[])?.unwrap_or(0))
}

/// One migration text as single statements with the engine's type words, without comments.
fn split(text: &str, dialect: Dialect) -> Vec<String> {
    let code: String = text
        .lines()
        .map(|line| line.split("--").next().unwrap_or_default().trim_end())
        .filter(|line| !line.is_empty())
        .fold(String::new(), |code, line| code + line + "\n");
    code.split(';')
        .map(str::trim)
        .filter(|statement| !statement.is_empty())
        .map(|statement| {
            let spelled = spell(statement, dialect);
            match dialect {
                Dialect::Sqlite if spelled.starts_with("CREATE TABLE") => spelled + " STRICT",
                Dialect::Sqlite | Dialect::Postgres => spelled,
            }
        })
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
