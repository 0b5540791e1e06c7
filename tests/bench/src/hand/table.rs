//! Rows of the library's own tables, with their statements made once.

use rusqlite::{Row, ToSql};
use std::sync::LazyLock;

/// A struct with a field for each column of a table.
pub(super) trait Table: Sized {
    const TABLE: &'static str;
    const COLUMNS: &'static [&'static str];
    fn read(row: &Row<'_>) -> rusqlite::Result<Self>;
    /// Binds the columns in order and runs the insert.
    fn bind<T>(&self, run: impl FnOnce(&[&dyn ToSql]) -> T) -> T;
    fn insert_sql() -> &'static str;
}

pub(super) type Sql = LazyLock<String>;

pub(super) fn select<T: Table>(rest: &str) -> String {
    format!("SELECT {} FROM {} {rest}", names::<T>(), T::TABLE)
}

pub(super) fn insert<T: Table>() -> String {
    let marks = vec!["?"; T::COLUMNS.len()].join(", ");
    let (table, names) = (T::TABLE, names::<T>());
    format!("INSERT INTO {table} ({names}) VALUES ({marks})")
}

fn names<T: Table>() -> String {
    let quoted: Vec<String> = T::COLUMNS
        .iter()
        .map(|name| format!("\"{name}\""))
        .collect();
    quoted.join(", ")
}

macro_rules! table {
    ($name:ident, $table:literal, { $($field:ident: $type:ty),* $(,)? }
        $(, $child:ident: $child_type:ty)?) => {
        #[derive(Debug, Clone, Serialize)]
        pub(super) struct $name {
            $(pub(super) $field: $type,)*
            $(pub(super) $child: Vec<$child_type>,)?
        }

        impl Table for $name {
            const TABLE: &'static str = $table;
            const COLUMNS: &'static [&'static str] = &[$(stringify!($field)),*];

            fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
                let mut columns = 0_usize..;
                let mut next = || columns.next().unwrap_or_default();
                Ok(Self {
                    $($field: row.get(next())?,)*
                    $($child: Vec::new(),)?
                })
            }

            fn bind<T>(&self, run: impl FnOnce(&[&dyn ToSql]) -> T) -> T {
                run(&[$(&self.$field),*])
            }

            fn insert_sql() -> &'static str {
                static INSERT: Sql = Sql::new(insert::<$name>);
                &INSERT
            }
        }
    };
}
pub(super) use table;
