//! Rows of the library's own tables, with their statements made once.

use super::engine::{Bound, Read};

/// A struct with a field for each column of a table.
pub(super) trait Table: Read {
    const TABLE: &'static str;
    const COLUMNS: &'static [&'static str];
    /// Binds the columns in order and runs the insert.
    fn bind<T>(&self, run: impl FnOnce(&[&dyn Bound]) -> T) -> T;
    fn insert_sql() -> &'static str;
}

pub(super) fn select<T: Table>(rest: &str) -> String {
    format!("SELECT {} FROM {} {rest}", names::<T>(), T::TABLE)
}

pub(super) fn insert<T: Table>() -> String {
    let marks: Vec<String> = (1..=T::COLUMNS.len())
        .map(|mark| format!("?{mark}"))
        .collect();
    let (table, names, marks) = (T::TABLE, names::<T>(), marks.join(", "));
    format!("INSERT INTO {table} ({names}) VALUES ({marks})")
}

fn names<T: Table>() -> String {
    let quoted: Vec<String> = T::COLUMNS
        .iter()
        .map(|name| format!("\"{name}\""))
        .collect();
    quoted.join(", ")
}

/// The queries of a table's rows by a condition: shown, and locked to be changed.
macro_rules! query {
    ($table:ty, $condition:literal) => {
        $crate::hand::engine::Query::new(
            || $crate::hand::table::select::<$table>($condition),
            || $crate::hand::table::select::<$table>($condition) + $crate::hand::engine::LOCKED,
        )
    };
}
pub(super) use query;

macro_rules! table {
    ($name:ident, $table:literal, { $($field:ident: $type:ty),* $(,)? }
        $(, $child:ident: $child_type:ty)?) => {
        #[derive(Debug, Clone, Serialize)]
        pub(super) struct $name {
            $(pub(super) $field: $type,)*
            $(pub(super) $child: Vec<$child_type>,)?
        }

        impl Read for $name {
            fn read(row: &impl Columns) -> $crate::Result<Self> {
                let mut columns = 0_usize..;
                let mut next = || columns.next().unwrap_or_default();
                Ok(Self {
                    $($field: row.get(next())?,)*
                    $($child: Vec::new(),)?
                })
            }
        }

        impl Table for $name {
            const TABLE: &'static str = $table;
            const COLUMNS: &'static [&'static str] = &[$(stringify!($field)),*];

            fn bind<T>(&self, run: impl FnOnce(&[&dyn Bound]) -> T) -> T {
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
