//! A statement of the host's own, and what it answers.

use super::{Value, ValueRef};
use crate::base::error::{Error, Result};
use crate::base::host_sql::{SQL_BYTES, SQL_ROWS, SQL_VALUE_TYPE};
use crate::base::limits::{SQL_BYTES_MAX, SQL_ROWS_MAX};

/// A statement of the host's own that has passed the door's rules.
#[derive(Debug, Clone, Copy)]
pub struct HostStatement<'a> {
    /// The text, in the engine's own spelling of placeholders.
    pub sql: &'a str,
    /// The values, one for each placeholder.
    pub values: &'a [Value],
    /// What it is there for.
    pub effect: Effect,
}

/// What a statement of the host's own is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// It reads, in a transaction that only reads.
    Reads,
    /// It reads, and writes or locks besides: in a transaction that writes.
    Locks,
    /// It adds, changes or deletes rows, and tells how many.
    Changes,
    /// It makes, alters or drops a table or the like.
    Defines,
}

/// What a statement of the host's own answered.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SqlAnswer {
    /// The names of the columns, in order; none when the statement answers no rows.
    pub columns: Vec<String>,
    /// The rows, at most 10,000, each with a value for every column.
    pub rows: Vec<Vec<Value>>,
    /// How many rows an INSERT, UPDATE, DELETE or MERGE wrote; 0 for all others.
    pub touched: u64,
}

/// An answer that is being read, within its bounds.
#[derive(Debug)]
pub struct Gathered {
    answer: SqlAnswer,
    bytes: usize,
}

impl Gathered {
    /// An answer without rows.
    #[must_use]
    pub fn new(columns: Vec<String>) -> Self {
        let answer = SqlAnswer {
            columns,
            ..SqlAnswer::default()
        };
        Self { answer, bytes: 0 }
    }

    /// Adds a row of these values.
    ///
    /// # Errors
    /// `sql.rows`, `sql.bytes`, and what reading a value answers.
    pub fn row<'v>(&mut self, values: impl Iterator<Item = Result<ValueRef<'v>>>) -> Result<()> {
        if self.answer.rows.len() >= SQL_ROWS_MAX {
            return Err(SQL_ROWS.error().with("max", SQL_ROWS_MAX));
        }
        let mut row = Vec::with_capacity(self.answer.columns.len());
        for value in values {
            row.push(match value? {
                ValueRef::Null => Value::Null,
                ValueRef::Int(value) => Value::Int(value),
                ValueRef::Text(text) => {
                    self.count(text.len())?;
                    Value::Text(text.to_owned())
                }
                ValueRef::Bytes(bytes) => {
                    self.count(bytes.len())?;
                    Value::Bytes(bytes.to_owned())
                }
            });
        }
        self.answer.rows.push(row);
        Ok(())
    }

    /// Before the value is copied.
    fn count(&mut self, bytes: usize) -> Result<()> {
        self.bytes = self.bytes.saturating_add(bytes);
        if self.bytes > SQL_BYTES_MAX {
            return Err(SQL_BYTES.error().with("max", SQL_BYTES_MAX));
        }
        Ok(())
    }

    /// The answer, with the number of rows written.
    #[must_use]
    pub fn finish(mut self, touched: u64) -> SqlAnswer {
        self.answer.touched = touched;
        self.answer
    }

    /// The refusal of a value of a type that is not handed over, by the name of its column.
    #[must_use]
    pub fn foreign(&self, column: usize, kind: &str) -> Error {
        let name = self.answer.columns.get(column).map_or("", String::as_str);
        SQL_VALUE_TYPE
            .error()
            .with("column", name)
            .with("type", kind)
    }
}
