//! What differs between the two engines' spelling of the same statements.

use super::Dialect;
use std::borrow::Cow;

/// A statement in an engine's spelling. Ours is SQLite's; PostgreSQL counts its values with `$`.
#[must_use]
pub fn spell(sql: &str, dialect: Dialect) -> Cow<'_, str> {
    match dialect {
        Dialect::Sqlite => Cow::Borrowed(sql),
        // No statement of ours has a question mark inside a literal; tidy holds that.
        Dialect::Postgres => Cow::Owned(sql.replace('?', "$")),
    }
}

/// The engine's word for a type word of the migrations. Texts compare by bytes on both engines.
pub(super) fn type_word(word: &str, dialect: Dialect) -> Option<&'static str> {
    let (sqlite, postgres) = match word {
        "ID" | "INT" | "AMOUNT" | "NUMBER" | "FLAG" | "INSTANT" => ("INTEGER", "bigint"),
        "TEXT" | "DATE" | "JSON" => ("TEXT", "text COLLATE \"C\""),
        "BYTES" => ("BLOB", "bytea"),
        _ => return None,
    };
    Some(match dialect {
        Dialect::Sqlite => sqlite,
        Dialect::Postgres => postgres,
    })
}
