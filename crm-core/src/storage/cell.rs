//! Single values of a row that is no record: of sums, counts and groups.

use super::{Row, ValueRef};
use crate::base::error::{Error, Result};
use crate::base::messages::STORAGE_ROW;
use crate::base::{Amount, Currency, Date};

/// A whole number of a row; nothing for NULL.
pub(crate) fn number(row: &dyn Row, column: usize) -> Result<Option<i64>> {
    match row.value(column)? {
        ValueRef::Int(value) => Ok(Some(value)),
        ValueRef::Null => Ok(None),
        ValueRef::Text(_) | ValueRef::Bytes(_) => Err(unlike("not a whole number")),
    }
}

/// The same where there is one, as stored: ten-thousandths, a count, an id.
pub(crate) fn figure(row: &dyn Row, column: usize) -> Result<i64> {
    number(row, column)?.ok_or_else(|| unlike("no number"))
}

/// Text of a row; nothing for NULL.
pub(crate) fn text(row: &dyn Row, column: usize) -> Result<Option<String>> {
    match row.value(column)? {
        ValueRef::Text(text) => Ok(Some(text.to_owned())),
        ValueRef::Null => Ok(None),
        ValueRef::Int(_) | ValueRef::Bytes(_) => Err(unlike("not a text")),
    }
}

/// A currency of a row.
pub(crate) fn currency(row: &dyn Row, column: usize) -> Result<Currency> {
    let code = text(row, column)?;
    Currency::parse(&code.unwrap_or_default())
}

/// An amount of a row.
pub(crate) fn amount(row: &dyn Row, column: usize, currency: Currency) -> Result<Amount> {
    let stored = figure(row, column)?;
    Ok(Amount::from_ten_thousandths(stored, currency.digits()))
}

/// A day of a row; nothing for NULL, and for the last day there is, which stands for no day.
pub(crate) fn day(row: &dyn Row, column: usize) -> Result<Option<Date>> {
    let text = text(row, column)?;
    let day = text.filter(|text| text != "9999-12-31");
    day.map(|text| Date::parse(&text)).transpose()
}

/// A row that is not what its query asks for.
pub(crate) fn unlike(reason: &str) -> Error {
    STORAGE_ROW.error().with("reason", reason)
}
