//! One mapping from a plain struct to its row serves all records: serde names the fields, the
//! fields are the columns. Nobody writes column lists by hand.

use super::dialect::{FOR_SHARE, FOR_UPDATE};
use super::row_read;
use super::row_write;
use super::{Database, Statement, Value};
use crate::base::error::Result;
use crate::base::id::Id;
use crate::org::access::Access;
use crate::org::permission::Permission;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Write;

/// A struct kept as rows of one table.
pub(crate) trait Stored: Serialize + DeserializeOwned + 'static {
    /// The table.
    const TABLE: &'static str;
    /// Fields that are rows of other tables and no columns of this one, such as an order's lines.
    const CHILDREN: &'static [&'static str];
    /// The statements of this table, made once.
    fn sql() -> &'static Sql;
}

/// A main record: it has a version, a place in the department tree and changes of its own.
pub(crate) trait Record: Stored + Clone {
    /// Its typed id.
    type Id: Id;
    /// The word documents and changes use, such as `order`.
    const KIND: &'static str;
    /// What an actor needs to see it.
    const READ: Permission;
    /// Its id.
    fn id(&self) -> Self::Id;
    /// Its version, from 1.
    fn version(&self) -> i64;
    /// Gives it another version.
    fn set_version(&mut self, version: i64);
    /// Who owns it.
    fn access(&self) -> Access;
    /// Which of its children differ from an earlier state.
    fn changed_children(&self, _before: &Self) -> Vec<&'static str> {
        Vec::new()
    }
}

/// Implements [`Stored`]; with `record` also [`Record`] for the usual field names.
macro_rules! stored {
    ($type:ty, $table:literal $(, children: [$($child:literal),*])?) => {
        impl $crate::storage::Stored for $type {
            const TABLE: &'static str = $table;
            const CHILDREN: &'static [&'static str] = &[$($($child),*)?];
            fn sql() -> &'static $crate::storage::record::Sql {
                static SQL: std::sync::OnceLock<$crate::storage::record::Sql> =
                    std::sync::OnceLock::new();
                SQL.get_or_init($crate::storage::record::Sql::of::<Self>)
            }
        }
    };
    ($type:ty, $table:literal, record: $kind:literal, $id:ty, $read:expr, $access:expr
        $(, children: [$($child:ident),*])?) => {
        impl $crate::storage::Stored for $type {
            const TABLE: &'static str = $table;
            const CHILDREN: &'static [&'static str] = &[$($(stringify!($child)),*)?];
            fn sql() -> &'static $crate::storage::record::Sql {
                static SQL: std::sync::OnceLock<$crate::storage::record::Sql> =
                    std::sync::OnceLock::new();
                SQL.get_or_init($crate::storage::record::Sql::of::<Self>)
            }
        }
        impl $crate::storage::Record for $type {
            type Id = $id;
            const KIND: &'static str = $kind;
            const READ: $crate::org::permission::Permission = $read;
            fn id(&self) -> $id {
                self.id
            }
            fn version(&self) -> i64 {
                self.version
            }
            fn set_version(&mut self, version: i64) {
                self.version = version;
            }
            fn access(&self) -> $crate::org::access::Access {
                let access: fn(&Self) -> $crate::org::access::Access = $access;
                access(self)
            }
            $(fn changed_children(&self, before: &Self) -> Vec<&'static str> {
                let mut changed = Vec::new();
                $(if self.$child != before.$child {
                    changed.push(stringify!($child));
                })*
                changed
            })?
        }
    };
}
pub(crate) use stored;

/// The statements of one table.
pub(crate) struct Sql {
    /// The columns, in the order of the struct's fields.
    pub(crate) columns: Vec<&'static str>,
    /// `SELECT … FROM table`, to be followed by a WHERE.
    pub(crate) select: String,
    /// The select of one row by its id.
    pub(crate) by_id: String,
    /// The same for a row that must stay as it is until the end of the transaction.
    pub(crate) by_id_shared: String,
    /// The same for a row that is about to be changed.
    pub(crate) by_id_locked: String,
    /// The insert of all columns.
    pub(crate) insert: String,
}

impl Sql {
    pub(crate) fn of<T: Stored>() -> Self {
        let fields = row_read::fields_of::<T>();
        let columns: Vec<&'static str> = fields
            .iter()
            .copied()
            .filter(|field| !T::CHILDREN.contains(field))
            .collect();
        let quoted: Vec<String> = columns
            .iter()
            .map(|column| format!("\"{column}\""))
            .collect();
        let marks: Vec<String> = (1..=columns.len())
            .map(|index| format!("?{index}"))
            .collect();
        let (names, marks, table) = (quoted.join(", "), marks.join(", "), T::TABLE);
        let select = format!("SELECT {names} FROM {table}");
        Self {
            by_id: format!("{select} WHERE \"id\" = ?1"),
            by_id_shared: format!("{select} WHERE \"id\" = ?1{FOR_SHARE}"),
            by_id_locked: format!("{select} WHERE \"id\" = ?1{FOR_UPDATE}"),
            insert: format!("INSERT INTO {table} ({names}) VALUES ({marks})"),
            select,
            columns,
        }
    }
}

/// The values of a record's columns, in order.
pub(crate) fn values<T: Stored>(record: &T) -> Result<Vec<Value>> {
    row_write::values(record, T::CHILDREN, T::sql().columns.len())
}

/// The statement that inserts a record.
pub(crate) fn insert<T: Stored>(record: &T) -> Result<Statement> {
    Ok(Statement {
        sql: T::sql().insert.as_str().into(),
        values: values(record)?,
    })
}

/// Updates the columns of which `old` and `new` differ, and the version, on the condition that it
/// is still `before`'s; `locked` says that this transaction holds the row. Answers the names of the
/// fields that changed; none means that nothing was written.
pub(crate) fn update<T: Record>(
    db: &mut dyn Database,
    before: &T,
    old: Vec<Value>,
    new: Vec<Value>,
    locked: bool,
) -> Result<Option<Vec<&'static str>>> {
    let mut sql = format!("UPDATE {} SET \"version\" = ?1", T::TABLE);
    let mut changed = vec!["version"];
    let mut bound = vec![Value::Int(before.version() + 1)];
    for ((column, old), new) in T::sql().columns.iter().zip(old).zip(new) {
        if old == new || *column == "version" {
            continue;
        }
        changed.push(*column);
        bound.push(new);
        let _ = write!(sql, ", \"{column}\" = ?{}", changed.len());
    }
    let _ = write!(
        sql,
        " WHERE \"id\" = ?{} AND \"version\" = ?{}",
        changed.len() + 1,
        changed.len() + 2
    );
    bound.extend([Value::Int(before.id().raw()), Value::Int(before.version())]);
    if locked && db.round_trips() {
        // The row is locked at this version, so the update cannot miss it: it is sent with others.
        let statement = Statement {
            sql: sql.into(),
            values: bound,
        };
        db.batch(&[statement])?;
        return Ok(Some(changed));
    }
    let touched = db.execute(&sql, &bound)?;
    Ok((touched == 1).then_some(changed))
}
