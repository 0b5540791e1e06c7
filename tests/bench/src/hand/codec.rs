//! How the program's own values stand in a row, for both drivers: numbers or text.

use std::borrow::Cow;

/// A value kept as text.
pub(super) trait Text: Sized {
    fn text(&self) -> Cow<'_, str>;
    fn of(text: &str) -> Option<Self>;
}

/// A type kept as a whole number of 64 bits.
macro_rules! number {
    ($name:ident, $to:expr, $from:expr) => {
        impl rusqlite::ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
                let to: fn(&Self) -> i64 = $to;
                Ok(to(self).into())
            }
        }

        impl rusqlite::types::FromSql for $name {
            fn column_result(
                value: rusqlite::types::ValueRef<'_>,
            ) -> rusqlite::types::FromSqlResult<Self> {
                value.as_i64().map($from)
            }
        }

        impl postgres::types::ToSql for $name {
            fn to_sql(
                &self,
                kind: &postgres::types::Type,
                out: &mut bytes::BytesMut,
            ) -> $crate::hand::codec::Coded<postgres::types::IsNull> {
                let to: fn(&Self) -> i64 = $to;
                to(self).to_sql(kind, out)
            }
            postgres::types::accepts!(INT8);
            postgres::types::to_sql_checked!();
        }

        impl<'a> postgres::types::FromSql<'a> for $name {
            fn from_sql(
                kind: &postgres::types::Type,
                raw: &'a [u8],
            ) -> $crate::hand::codec::Coded<Self> {
                i64::from_sql(kind, raw).map($from)
            }
            postgres::types::accepts!(INT8);
        }
    };
}
pub(super) use number;

/// What PostgreSQL's driver wants of a value.
pub(super) type Coded<T> = Result<T, Box<dyn std::error::Error + Sync + Send>>;

/// A type that is [`Text`].
macro_rules! text {
    ($name:ident) => {
        impl rusqlite::ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
                Ok(match $crate::hand::codec::Text::text(self) {
                    std::borrow::Cow::Borrowed(text) => text.into(),
                    std::borrow::Cow::Owned(text) => text.into(),
                })
            }
        }

        impl rusqlite::types::FromSql for $name {
            fn column_result(
                value: rusqlite::types::ValueRef<'_>,
            ) -> rusqlite::types::FromSqlResult<Self> {
                let found = $crate::hand::codec::Text::of(value.as_str()?);
                found.ok_or(rusqlite::types::FromSqlError::InvalidType)
            }
        }

        impl postgres::types::ToSql for $name {
            fn to_sql(
                &self,
                kind: &postgres::types::Type,
                out: &mut bytes::BytesMut,
            ) -> $crate::hand::codec::Coded<postgres::types::IsNull> {
                let text = $crate::hand::codec::Text::text(self);
                postgres::types::ToSql::to_sql(&text.as_ref(), kind, out)
            }
            postgres::types::accepts!(TEXT);
            postgres::types::to_sql_checked!();
        }

        impl<'a> postgres::types::FromSql<'a> for $name {
            fn from_sql(
                _: &postgres::types::Type,
                raw: &'a [u8],
            ) -> $crate::hand::codec::Coded<Self> {
                let found = $crate::hand::codec::Text::of(std::str::from_utf8(raw)?);
                found.ok_or_else(|| "no such word".into())
            }
            postgres::types::accepts!(TEXT);
        }
    };
}
pub(super) use text;
