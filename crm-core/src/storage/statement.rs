//! Reading rows into records.

use super::record::Stored;
use super::row_read::{self, Reader};
use super::{Database, Value, ValueRef, cell};
use crate::base::error::Result;

/// Reads all rows of a query as records. Amounts take their digits from the record's own currency;
/// `digits` serves records that leave the currency to their parent.
pub(crate) fn rows<T: Stored>(
    db: &mut dyn Database,
    sql: &str,
    values: &[Value],
    digits: u8,
) -> Result<Vec<T>> {
    let mut records = Vec::new();
    db.query(sql, values, &mut |row| {
        let reader = Reader::new(row, T::CHILDREN, digits);
        records.push(T::deserialize(reader).map_err(row_read::Broken::into_error)?);
        Ok(())
    })?;
    Ok(records)
}

/// Reads at most one row.
pub(crate) fn row<T: Stored>(
    db: &mut dyn Database,
    sql: &str,
    values: &[Value],
    digits: u8,
) -> Result<Option<T>> {
    Ok(rows(db, sql, values, digits)?.into_iter().next())
}

/// Reads the texts of one column.
pub(crate) fn texts(db: &mut dyn Database, sql: &str, values: &[Value]) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    db.query(sql, values, &mut |row| {
        if let ValueRef::Text(text) = row.value(0)? {
            texts.push(text.to_owned());
        }
        Ok(())
    })?;
    Ok(texts)
}

/// Reads the whole numbers of one column.
pub(crate) fn numbers(db: &mut dyn Database, sql: &str, values: &[Value]) -> Result<Vec<i64>> {
    let mut numbers = Vec::new();
    db.query(sql, values, &mut |row| {
        if let ValueRef::Int(number) = row.value(0)? {
            numbers.push(number);
        }
        Ok(())
    })?;
    Ok(numbers)
}

/// Reads one whole number, such as a count or an id; nothing when there is no row or it is NULL.
pub(crate) fn number(db: &mut dyn Database, sql: &str, values: &[Value]) -> Result<Option<i64>> {
    let mut found = None;
    db.query(sql, values, &mut |row| {
        found = cell::number(row, 0)?;
        Ok(())
    })?;
    Ok(found)
}
