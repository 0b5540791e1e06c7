//! Rows of any table, page by page in the order of its key.

use crate::base::error::Result;
use crate::base::messages::STORAGE_ROW;
use crate::storage::tables::Table;
use crate::storage::{Database, Row, Statement, Value, ValueRef, statement};

/// Rows of one page at most, so that memory stays bounded.
const ROWS: usize = 200;
/// Values of one statement at most; SQLite takes 32,766.
const VALUES: usize = 30_000;

/// Which columns of a table are read, and which of its rows.
pub(super) struct Reading<'a> {
    pub(super) table: &'a Table,
    /// The key first, then what else is read; spelled as in statements.
    pub(super) columns: Vec<&'a str>,
    condition: String,
}

impl<'a> Reading<'a> {
    /// Every column but the tickets, which the target gives anew.
    pub(super) fn whole(table: &'a Table) -> Self {
        let others = table
            .columns
            .iter()
            .filter(|column| column.word != "TICKET");
        let others = others.map(|column| column.name.as_str());
        let others = others.filter(|name| !table.key.iter().any(|key| key == name));
        // SQLite numbers the feed as it commits and keeps no count of it.
        let counts = table.name == "crm_counter";
        Self {
            table,
            columns: key(table).chain(others).collect(),
            condition: if counts { "name <> 'feed'" } else { "0 = 0" }.to_owned(),
        }
    }

    /// A column that refers to the same table, where it is filled.
    pub(super) fn link(table: &'a Table, column: &'a str) -> Self {
        Self {
            table,
            columns: key(table).chain([column]).collect(),
            condition: format!("{column} IS NOT NULL"),
        }
    }

    pub(super) fn rows(&self) -> usize {
        (VALUES / self.columns.len()).min(ROWS)
    }

    /// The key of a row.
    pub(super) fn place(&self, row: &[Value]) -> Vec<Value> {
        row.iter().take(self.table.key.len()).cloned().collect()
    }

    /// The rows behind a key, a page of them; from the first without one.
    pub(super) fn page(&self, db: &mut dyn Database, after: &[Value]) -> Result<Vec<Vec<Value>>> {
        let keys = key(self.table).collect::<Vec<_>>().join(", ");
        let behind = if after.is_empty() {
            String::new()
        } else {
            format!(" AND ({keys}) > ({})", marks(1, after.len()))
        };
        let sql = format!(
            "SELECT {} FROM {} WHERE {}{behind} ORDER BY {keys} LIMIT {}",
            self.columns.join(", "),
            self.table.name,
            self.condition,
            self.rows()
        );
        let mut page = Vec::new();
        db.query(&sql, after, &mut |row| {
            let values = (0..self.columns.len()).map(|column| owned(row, column));
            page.push(values.collect::<Result<_>>()?);
            Ok(())
        })?;
        Ok(page)
    }

    /// How many rows there are.
    pub(super) fn count(&self, db: &mut dyn Database) -> Result<i64> {
        let (table, condition) = (&self.table.name, &self.condition);
        let sql = format!("SELECT count(*) FROM {table} WHERE {condition}");
        Ok(statement::number(db, &sql, &[])?.unwrap_or(0))
    }

    /// Writes a page of whole rows. What refers to the same table is left open: the row it refers
    /// to may come later.
    pub(super) fn insert(&self, db: &mut dyn Database, page: Vec<Vec<Value>>) -> Result<()> {
        if page.is_empty() {
            return Ok(());
        }
        let width = self.columns.len();
        let tuples: Vec<String> = (0..page.len())
            .map(|row| format!("({})", marks(row * width + 1, width)))
            .collect();
        let sql = format!(
            "INSERT INTO {} ({}) VALUES {}",
            self.table.name,
            self.columns.join(", "),
            tuples.join(", ")
        );
        let links: Vec<bool> = self.columns.iter().map(|c| self.is_link(c)).collect();
        let mut values = Vec::with_capacity(page.len() * width);
        for row in page {
            let row = row.into_iter().zip(&links);
            values.extend(row.map(|(value, link)| if *link { Value::Null } else { value }));
        }
        db.execute(&sql, &values).map(|_| ())
    }

    fn is_link(&self, column: &str) -> bool {
        links(self.table).any(|link| link == column)
    }

    /// Fills the column of a [`Reading::link`] in the rows of a page.
    pub(super) fn update(&self, db: &mut dyn Database, page: Vec<Vec<Value>>) -> Result<()> {
        let keys: Vec<&str> = key(self.table).collect();
        let column = self.columns.last().copied().unwrap_or_default();
        let sql = format!(
            "UPDATE {} SET {column} = ?{} WHERE ({}) = ({})",
            self.table.name,
            keys.len() + 1,
            keys.join(", "),
            marks(1, keys.len())
        );
        let statements = page.into_iter().map(|values| Statement {
            sql: sql.clone().into(),
            values,
        });
        db.batch(&statements.collect::<Vec<_>>())
    }
}

fn key(table: &Table) -> impl Iterator<Item = &str> {
    table.key.iter().map(String::as_str)
}

/// The columns of a table that refer to rows of the same table.
pub(super) fn links(table: &Table) -> impl Iterator<Item = &str> {
    let own = table.references.iter().filter(|r| r.table == table.name);
    own.map(|reference| reference.column.as_str())
}

fn marks(first: usize, count: usize) -> String {
    let marks = (first..first + count).map(|number| format!("?{number}"));
    marks.collect::<Vec<_>>().join(", ")
}

fn owned(row: &dyn Row, column: usize) -> Result<Value> {
    Ok(match row.value(column)? {
        ValueRef::Null => Value::Null,
        ValueRef::Int(value) => Value::Int(value),
        ValueRef::Text(text) => Value::Text(text.to_owned()),
        ValueRef::Bytes(bytes) => Value::Bytes(bytes.to_vec()),
    })
}

/// A key as text, to go on behind it.
pub(super) fn written(key: &[Value]) -> String {
    let parts = key.iter().map(|value| match value {
        Value::Int(number) => serde_json::Value::from(*number),
        Value::Text(text) => serde_json::Value::from(text.as_str()),
        // No key has them.
        Value::Null | Value::Bytes(_) => serde_json::Value::Null,
    });
    serde_json::Value::Array(parts.collect()).to_string()
}

/// The key that [`written`] wrote.
pub(super) fn read(text: &str) -> Result<Vec<Value>> {
    let damaged = |reason: String| STORAGE_ROW.error().with("reason", reason);
    let parts: Vec<serde_json::Value> =
        serde_json::from_str(text).map_err(|error| damaged(error.to_string()))?;
    let values = parts.into_iter().map(|part| match part {
        serde_json::Value::String(text) => Ok(Value::Text(text)),
        other => other
            .as_i64()
            .map(Value::Int)
            .ok_or_else(|| damaged(format!("{other} is no key"))),
    });
    values.collect()
}
