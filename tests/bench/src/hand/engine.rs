//! What the program needs of a database: the same few calls on both engines, each with its own
//! driver, chosen when the program is compiled.

use crate::Result;
use std::path::Path;
use std::sync::LazyLock;

/// A value that either driver binds.
pub(super) trait Bound: rusqlite::ToSql + postgres::types::ToSql + Sync {}
impl<T: rusqlite::ToSql + postgres::types::ToSql + Sync> Bound for T {}

/// A value that either driver reads.
pub(super) trait Column:
    rusqlite::types::FromSql + for<'a> postgres::types::FromSql<'a>
{
}
impl<T: rusqlite::types::FromSql + for<'a> postgres::types::FromSql<'a>> Column for T {}

/// A row of either driver.
pub(super) trait Columns {
    fn get<T: Column>(&self, index: usize) -> Result<T>;
}

/// What is read from a row.
pub(super) trait Read: Sized {
    fn read(row: &impl Columns) -> Result<Self>;
}

macro_rules! tuple {
    ($($name:ident $index:literal),*) => {
        impl<$($name: Column),*> Read for ($($name,)*) {
            fn read(row: &impl Columns) -> Result<Self> {
                Ok(($(row.get::<$name>($index)?,)*))
            }
        }
    };
}
tuple!(A 0);
tuple!(A 0, B 1);
tuple!(A 0, B 1, C 2);
tuple!(A 0, B 1, C 2, D 3);

/// Values to bind.
macro_rules! bound {
    ($($value:expr),* $(,)?) => {
        &[$(&$value as &dyn $crate::hand::engine::Bound),*]
    };
}
pub(super) use bound;

/// A statement's text, made once.
pub(super) type Sql = LazyLock<String>;

/// A query of rows that are shown or about to be changed.
pub(super) struct Query {
    shown: Sql,
    changed: Sql,
}

/// How a query locks rows about to be changed where several write at a time.
pub(super) const LOCKED: &str = " FOR NO KEY UPDATE";

impl Query {
    pub(super) const fn new(shown: fn() -> String, changed: fn() -> String) -> Self {
        Self {
            shown: LazyLock::new(shown),
            changed: LazyLock::new(changed),
        }
    }

    /// The text for rows that are only shown.
    pub(super) fn shown(&self) -> &str {
        &self.shown
    }

    /// The text for rows about to be changed.
    pub(super) fn changed<E: Engine>(&self) -> &str {
        if E::SEVERAL {
            &self.changed
        } else {
            &self.shown
        }
    }
}

/// A connection. Statements are prepared once.
pub(super) trait Engine: Sized {
    /// Whether several write at a time. Then rows about to be changed are locked, a number drawn is
    /// known to be free by its unique index, and readers give commits their places in the feed.
    const SEVERAL: bool;
    /// Begins a transaction that writes.
    const WRITE: &'static str;
    /// Begins a transaction that reads one snapshot.
    const READ: &'static str;

    /// Opens the workspace with the settings the library uses.
    fn open(place: &Path, full: bool) -> Result<Self>;

    fn execute(&self, sql: &str, values: &[&dyn Bound]) -> Result<u64>;

    /// The first row of a query, when there is one.
    fn maybe<T: Read>(&self, sql: &str, values: &[&dyn Bound]) -> Result<Option<T>>;

    fn rows<T: Read>(&self, sql: &str, values: &[&dyn Bound]) -> Result<Vec<T>>;

    /// Runs one statement with the values of each row.
    fn execute_all<T, const N: usize>(
        &self,
        sql: &str,
        rows: impl Iterator<Item = T>,
        values: fn(&T) -> [&dyn Bound; N],
    ) -> Result;
}
