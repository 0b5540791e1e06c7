//! What an operation will read: an engine with round trips sends it all at once.

use super::config::Config;
use crate::base::id::Id;
use crate::base::text::CodeText;
use crate::org::setting::Settings;
use crate::storage::dialect::FOR_UPDATE;
use crate::storage::record::{Record, Stored};
use crate::storage::{Foreseen, Statement, Value};
use std::sync::Arc;

/// The queries an operation knows before it runs. They must be spelled as the operation asks them;
/// one that is never asked costs a little time and changes nothing.
#[derive(Default)]
pub struct Ahead {
    queries: Vec<Foreseen>,
    all: bool,
    config: Option<Arc<Config>>,
}

impl Ahead {
    /// With the newest configuration that was read, where there is one.
    pub(super) fn with(config: Option<Arc<Config>>) -> Self {
        Self {
            config,
            ..Self::default()
        }
    }

    /// The settings as they were read last; they may be others by now.
    pub(crate) fn settings(&self) -> Option<&Settings> {
        self.config.as_ref().map(|config| &config.settings)
    }

    /// Says that a read will ask for nothing else.
    pub(crate) fn all(&mut self) {
        self.all = true;
    }

    pub(super) fn is_all(&self) -> bool {
        self.all
    }

    /// A query.
    pub(crate) fn query(&mut self, sql: impl Into<String>, values: Vec<Value>) {
        self.push(sql.into(), values, None);
    }

    /// Rows of a table, with a condition as [`Context::rows`](super::Context) takes it.
    pub(crate) fn rows<T: Stored>(&mut self, condition: &str, values: Vec<Value>) {
        self.query(format!("{} {condition}", T::sql().select), values);
    }

    /// A record that a read shows.
    pub(crate) fn read<R: Record>(&mut self, id: R::Id) {
        self.query(R::sql().by_id.as_str(), vec![id.raw().into()]);
    }

    /// A record that a write refers to.
    pub(crate) fn refer<R: Record>(&mut self, id: R::Id) {
        self.query(R::sql().by_id_shared.as_str(), vec![id.raw().into()]);
    }

    /// A record that a write changes.
    pub(crate) fn change<R: Record>(&mut self, id: R::Id) {
        self.query(R::sql().by_id_locked.as_str(), vec![id.raw().into()]);
    }

    /// A record that a write refers to and that another one names: `by` selects its id.
    pub(crate) fn refer_by<R: Record>(&mut self, by: &str, values: Vec<Value>) {
        self.named_by::<R>(&R::sql().by_id_shared, by, values);
    }

    /// The same for a record that a write changes.
    pub(crate) fn change_by<R: Record>(&mut self, by: &str, values: Vec<Value>) {
        self.named_by::<R>(&R::sql().by_id_locked, by, values);
    }

    fn named_by<R: Record>(&mut self, by_id: &'static str, by: &str, values: Vec<Value>) {
        let text = by_id.replace("= ?1", &format!("= ({by})"));
        let mut columns = R::sql().columns.iter();
        let id = columns.position(|column| *column == "id");
        self.push(text, values, id.map(|id| (by_id, id)));
    }

    /// Main records that a write changes: their rows, with a condition.
    pub(crate) fn change_rows<R: Record>(&mut self, condition: &str, values: Vec<Value>) {
        self.query(
            format!("{} {condition}{FOR_UPDATE}", R::sql().select),
            values,
        );
    }

    /// Whether a value of a unique column is free.
    pub(crate) fn free<R: Record>(&mut self, column: &str, value: Option<&CodeText>) {
        if let Some(value) = value {
            self.query(free::<R>(column), vec![value.as_str().into()]);
        }
    }

    fn push(&mut self, sql: String, values: Vec<Value>, also: Option<(&'static str, usize)>) {
        let sql = sql.into();
        let query = Statement { sql, values };
        self.queries.push(Foreseen { query, also });
    }

    pub(super) fn into_queries(self) -> Vec<Foreseen> {
        self.queries
    }
}

/// The query that looks for a value of a unique column.
pub(super) fn free<R: Record>(column: &str) -> String {
    format!("SELECT \"id\" FROM {} WHERE {column} = ?1", R::TABLE)
}
