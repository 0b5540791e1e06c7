//! A transaction of the host's, lent to the library: what a host writes once around its own client
//! of PostgreSQL.

use crm_core::base::error::Error;
use crm_core::base::messages::{STORAGE, STORAGE_ROW};
use crm_core::storage::postgres::refused;
use crm_core::storage::{Database, Row, Value, ValueRef, qualified};
use crm_core::{Error as CrmError, Result};
use postgres::Transaction;
use postgres::types::{FromSql, IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use std::time::Duration;

type Boxed = Box<dyn std::error::Error + Sync + Send>;

/// The host's transaction, and the schema of the workspace.
pub(crate) struct Lent<'t, 'c> {
    pub(crate) transaction: &'t mut Transaction<'c>,
    pub(crate) schema: &'static str,
}

impl Lent<'_, '_> {
    fn run(&mut self, sql: &str, values: &[Value]) -> Result<(Vec<postgres::Row>, u64)> {
        let text = qualified(sql, self.schema);
        let bound: Vec<Bound<'_>> = values.iter().map(Bound).collect();
        let values: Vec<&(dyn ToSql + Sync)> = bound.iter().map(|v| v as _).collect();
        let prepared = self.transaction.prepare(&text).map_err(|e| failed(&e))?;
        if prepared.columns().is_empty() {
            let touched = self.transaction.execute(&prepared, &values);
            return touched.map(|n| (Vec::new(), n)).map_err(|e| failed(&e));
        }
        let rows = self.transaction.query(&prepared, &values);
        rows.map(|rows| (rows, 0)).map_err(|e| failed(&e))
    }
}

fn failed(error: &postgres::Error) -> CrmError {
    match error.as_db_error() {
        Some(db) => refused(db.code().code(), db.message(), Duration::from_secs(5)),
        None => STORAGE.error().with("reason", error.to_string()),
    }
}

impl Database for Lent<'_, '_> {
    fn execute(&mut self, sql: &str, values: &[Value]) -> Result<u64> {
        self.run(sql, values).map(|(_, touched)| touched)
    }

    fn query(
        &mut self,
        sql: &str,
        values: &[Value],
        each: &mut dyn FnMut(&dyn Row) -> Result<()>,
    ) -> Result<()> {
        let (rows, _) = self.run(sql, values)?;
        rows.into_iter().try_for_each(|row| each(&Got(row)))
    }

    /// There are other writers beside this one.
    fn round_trips(&self) -> bool {
        true
    }

    fn is_open(&self) -> bool {
        true
    }

    /// The library never does: the host commits.
    fn commit(self: Box<Self>) -> Result<()> {
        Err(STORAGE.error().with("reason", "the host commits"))
    }
}

#[derive(Debug)]
struct Bound<'a>(&'a Value);

impl ToSql for Bound<'_> {
    fn to_sql(&self, wanted: &Type, out: &mut BytesMut) -> std::result::Result<IsNull, Boxed> {
        match self.0 {
            Value::Null => Ok(IsNull::Yes),
            // The server may take a sum with a small number for one of 32 bits.
            Value::Int(number) if *wanted == Type::INT4 => {
                i32::try_from(*number)?.to_sql(wanted, out)
            }
            Value::Int(number) => number.to_sql(wanted, out),
            Value::Text(text) => text.to_sql(wanted, out),
            Value::Bytes(bytes) => bytes.to_sql(wanted, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

struct Got(postgres::Row);

impl Row for Got {
    fn value(&self, index: usize) -> Result<ValueRef<'_>> {
        let read = self.0.try_get::<_, Cell<'_>>(index);
        let damaged = |error: postgres::Error| -> Error {
            STORAGE_ROW.error().with("reason", error.to_string())
        };
        read.map(|cell| cell.0).map_err(damaged)
    }
}

struct Cell<'a>(ValueRef<'a>);

impl<'a> FromSql<'a> for Cell<'a> {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> std::result::Result<Self, Boxed> {
        Ok(Self(match *kind {
            Type::INT8 => ValueRef::Int(i64::from_sql(kind, raw)?),
            Type::INT4 => ValueRef::Int(i32::from_sql(kind, raw)?.into()),
            Type::BOOL => ValueRef::Int(bool::from_sql(kind, raw)?.into()),
            Type::BYTEA => ValueRef::Bytes(raw),
            _ => ValueRef::Text(std::str::from_utf8(raw)?),
        }))
    }

    fn from_sql_null(_: &Type) -> std::result::Result<Self, Boxed> {
        Ok(Self(ValueRef::Null))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}
