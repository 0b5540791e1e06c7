//! Decimal text as whole millionths: exact, and none of the library's own numbers.

use serde_json::Value;

/// Millionths of one.
const ONE: i128 = 1_000_000;

/// A decimal text such as `-12.50`.
pub(crate) fn number(value: &Value) -> i128 {
    let text = value
        .as_str()
        .unwrap_or_else(|| panic!("{value} is no decimal text"));
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    assert!(part.len() <= 6, "{text} has more than six decimals");
    let part: i128 = format!("{part:0<6}").parse().unwrap();
    sign * (whole.parse::<i128>().unwrap() * ONE + part)
}

/// So many parts of ten to the `decimals`, as decimal text.
pub(crate) fn decimal(parts: i64, decimals: usize) -> String {
    if decimals == 0 {
        return parts.to_string();
    }
    let digits = format!("{parts:0>width$}", width = decimals + 1);
    let (whole, part) = digits.split_at(digits.len() - decimals);
    format!("{whole}.{part}")
}

#[test]
fn numbers_are_read_and_written() {
    let read = |text: &str| number(&Value::from(text));
    assert_eq!(
        [read("0.05"), read("-12.5"), read("1000"), read("0.000001")],
        [50_000, -12_500_000, 1_000_000_000, 1]
    );
    let written = [
        decimal(5, 2),
        decimal(123, 0),
        decimal(1_234, 3),
        decimal(1_000, 3),
    ];
    assert_eq!(written, ["0.05", "123", "1.234", "1.000"]);
}
