//! The door for the host's own SQL: statements on tables of its own, in the session's transaction.

mod document;
mod rules;
#[cfg(test)]
mod rules_tests;
mod tokens;
mod words;

use super::session::Session;
use crate::base::error::Result;
use crate::org::permission::Permission;
use crate::storage::{Effect, HostStatement, SqlAnswer, Value};

impl Session {
    /// Runs one statement of the host's own: in the open transaction, or in one of its own. One
    /// that fails undoes only itself. What it writes and what operations write are kept or undone
    /// together; nothing of it stands in the change feed.
    ///
    /// `text` reads every table and writes those of the host, never the library's: names that begin
    /// with `crm_` are its. `values` stand in it as `?1`, `?2` …, on both engines. Bounds: 100,000
    /// characters, 1,000 values, 10,000 rows answered, 16 MiB of values given and of values
    /// answered. A column of another type than whole numbers, text and bytes must be cast.
    ///
    /// # Errors
    /// In this order: what is wrong with the text and the values (`text.empty`, `text.too_long`,
    /// `text.control`, `list.too_long`, `sql.value`, `sql.bytes`, `sql.malformed`,
    /// `sql.escaped_name`, `sql.placeholder`, `sql.transaction`, `sql.verb`, `sql.many`,
    /// `sql.function`, `sql.temporary`, `sql.reserved`, `sql.held`, `sql.values`), `denied` without
    /// the permission `sql.run` for everything, `sql.failed`, `sql.constraint`, `sql.value_type`,
    /// `sql.rows`, `sql.bytes`; `busy`, `transaction.lost`, `storage`.
    pub fn sql(&mut self, text: &str, values: &[Value]) -> Result<SqlAnswer> {
        let checked = rules::check(text, values, self.crm().0.backend.dialect())?;
        let statement = HostStatement {
            sql: &checked.sql,
            values,
            effect: checked.effect,
        };
        let writes = checked.effect != Effect::Reads;
        self.beside(Permission::SqlRun, writes, |db| db.host(&statement))
    }
}
