//! The story as data: a file for each week, each day with its calls, each week with its figures.
//!
//! A call is written as in `tests/vectors`. The orders of a customer have a letter and a number, such
//! as `a1`; in calculations `A1.2` is the second collection plan of that order, in calls `$a1_p2`.
//! A control is a call whose answer was reckoned from the money rules (M1 to M40) without the
//! library; `source` is the calculation.

use serde_json::{Value, json};
use std::path::PathBuf;

/// The hour of every call, in UTC: nine in the morning in Shanghai.
const MORNING: &str = "T01:00:00Z";

/// The weeks, in order.
pub(crate) fn weeks() -> Vec<Value> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("rust/month/story");
    (0..=5)
        .map(|week| {
            let file = folder.join(format!("week_{week}.json"));
            let text = std::fs::read_to_string(&file).unwrap();
            serde_json::from_str(&text)
                .unwrap_or_else(|error| panic!("{}: {error}", file.display()))
        })
        .collect()
}

/// What lists in a document hold, one after the other.
pub(crate) fn each<'d>(from: &'d Value, list: &str) -> impl Iterator<Item = &'d Value> {
    let listed = from[list].as_array();
    listed.unwrap_or_else(|| panic!("no {list}")).iter()
}

/// All of it as one scenario: the days in order, the figures of a week after its last day.
pub(crate) fn scenario(weeks: &[Value]) -> Value {
    let mut steps = Vec::new();
    for week in weeks {
        for day in each(week, "days") {
            let date = day["day"].as_str().unwrap();
            steps.push(json!({ "now": format!("{date}{MORNING}") }));
            steps.extend(each(day, "calls").cloned());
        }
        steps.extend(each(week, "controls").cloned());
    }
    json!({ "steps": steps })
}

/// The days of all weeks.
pub(crate) fn days(weeks: &[Value]) -> impl Iterator<Item = &Value> {
    weeks.iter().flat_map(|week| each(week, "days"))
}

/// The calls of all days.
pub(crate) fn calls(weeks: &[Value]) -> impl Iterator<Item = &Value> {
    days(weeks).flat_map(|day| each(day, "calls"))
}

/// The control figures of all weeks, each call with what it must answer and the calculation.
pub(crate) fn controls(weeks: &[Value]) -> impl Iterator<Item = &Value> {
    weeks.iter().flat_map(|week| each(week, "controls"))
}

/// How many amounts a control says.
pub(crate) fn figures(expected: &Value) -> usize {
    match expected {
        Value::Object(fields) => fields.values().map(figures).sum(),
        Value::Array(items) => items.iter().map(figures).sum(),
        Value::String(text) => usize::from(is_amount(text)),
        _ => 0,
    }
}

/// Whether a text is an amount, and no day or name.
pub(crate) fn is_amount(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit()) && !digits.contains('-')
}
