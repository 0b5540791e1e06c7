//! Amounts of answers, as whole ten-thousandths.

use serde_json::Value;

/// An amount of a document.
pub(crate) fn number(value: &Value) -> i128 {
    let text = value
        .as_str()
        .unwrap_or_else(|| panic!("{value} is no amount"));
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits: i128 = format!("{whole}{part:0<4}").parse().unwrap();
    digits
}

/// Cents as decimal text.
pub(crate) fn cents(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}
