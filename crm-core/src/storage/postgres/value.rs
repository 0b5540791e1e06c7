//! Values on their way to and from the server, in its binary format.

use super::super::{Row, Value, ValueRef};
use crate::base::error::Result;
use crate::base::messages::STORAGE_ROW;
use bytes::{BufMut, BytesMut};
use std::error::Error;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type};

/// A value bound to a placeholder of whatever type the server found for it.
#[derive(Debug)]
pub(super) struct Bound<'a>(pub(super) &'a Value);

impl ToSql for Bound<'_> {
    fn to_sql(
        &self,
        wanted: &Type,
        out: &mut BytesMut,
    ) -> std::result::Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self.0 {
            Value::Null => return Ok(IsNull::Yes),
            Value::Int(value) => match *wanted {
                Type::INT8 => out.put_i64(*value),
                Type::INT4 => out.put_i32(i32::try_from(*value)?),
                Type::INT2 => out.put_i16(i16::try_from(*value)?),
                _ => return Err(unfit("a whole number", wanted)),
            },
            Value::Text(text) => match *wanted {
                Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::UNKNOWN => {
                    out.put_slice(text.as_bytes());
                }
                _ => return Err(unfit("text", wanted)),
            },
            Value::Bytes(bytes) => match *wanted {
                Type::BYTEA => out.put_slice(bytes),
                _ => return Err(unfit("bytes", wanted)),
            },
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    fn to_sql_checked(
        &self,
        wanted: &Type,
        out: &mut BytesMut,
    ) -> std::result::Result<IsNull, Box<dyn Error + Sync + Send>> {
        self.to_sql(wanted, out)
    }
}

fn unfit(given: &str, wanted: &Type) -> Box<dyn Error + Sync + Send> {
    format!("{given} where the statement takes {wanted}: cast the placeholder").into()
}

/// The type to say for a value when the server is not asked first.
pub(super) fn type_of(value: &Value) -> Type {
    match value {
        Value::Null => Type::UNKNOWN,
        Value::Int(_) => Type::INT8,
        Value::Text(_) => Type::TEXT,
        Value::Bytes(_) => Type::BYTEA,
    }
}

/// A column's value, borrowed from the row.
struct Got<'a>(ValueRef<'a>);

impl<'a> FromSql<'a> for Got<'a> {
    fn from_sql(
        kind: &Type,
        raw: &'a [u8],
    ) -> std::result::Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(match *kind {
            Type::INT8 => ValueRef::Int(i64::from_be_bytes(raw.try_into()?)),
            Type::INT4 => ValueRef::Int(i32::from_be_bytes(raw.try_into()?).into()),
            Type::INT2 => ValueRef::Int(i16::from_be_bytes(raw.try_into()?).into()),
            Type::BOOL => ValueRef::Int(i64::from(raw != [0])),
            Type::BYTEA => ValueRef::Bytes(raw),
            _ => ValueRef::Text(std::str::from_utf8(raw)?),
        }))
    }

    fn from_sql_null(_: &Type) -> std::result::Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(ValueRef::Null))
    }

    fn accepts(kind: &Type) -> bool {
        matches!(
            *kind,
            Type::INT8
                | Type::INT4
                | Type::INT2
                | Type::BOOL
                | Type::BYTEA
                | Type::TEXT
                | Type::VARCHAR
                | Type::BPCHAR
                | Type::NAME
                | Type::UNKNOWN
        )
    }
}

/// Whether a column of this type can be handed over.
pub(super) fn readable(kind: &Type) -> bool {
    <Got<'_> as FromSql<'_>>::accepts(kind)
}

impl Row for tokio_postgres::Row {
    fn value(&self, index: usize) -> Result<ValueRef<'_>> {
        match self.try_get::<_, Got<'_>>(index) {
            Ok(Got(value)) => Ok(value),
            Err(error) => {
                let reason = match error.source() {
                    Some(source) => format!("{error}: {source}"),
                    None => error.to_string(),
                };
                Err(STORAGE_ROW.error().with("reason", reason))
            }
        }
    }
}
