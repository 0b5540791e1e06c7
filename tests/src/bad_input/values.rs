//! What must not stand in a field, by the type its schema gives it: JSON text as a host would send
//! it, and the kinds with which it may be refused.

use serde_json::Value;

/// A value as JSON text and the kinds that may refuse it; a kind that ends with a point stands for
/// all that begin with it.
pub type Wrong = (String, &'static [&'static str]);

const TYPE: &[&str] = &["field.type"];
const MONEY: &[&str] = &["number.not_text"];
const MALFORMED: &[&str] = &["number.malformed"];
const RANGE: &[&str] = &["number.out_of_range"];
const ID: &[&str] = &["id.out_of_range"];
const DATE: &[&str] = &["date.malformed", "date.out_of_range"];
const JSON: &[&str] = &["json.malformed"];
/// What is seen before anybody asks for the field.
pub const NO_JSON: &[&str] = &["json.malformed", "json.malformed"];

/// JSON of every type; each field refuses those that are not its own.
const TYPES: [(&str, &str); 15] = [
    ("integer", "7"),
    ("integer", "-7"),
    ("number", "0.5"),
    ("number", "1.0"),
    ("number", "-0.0"),
    ("number", "1e2"),
    ("number", "18446744073709551616"),
    ("boolean", "true"),
    ("boolean", "false"),
    ("null", "null"),
    ("string", "\"x\""),
    ("array", "[]"),
    ("array", "[null]"),
    ("object", "{}"),
    ("object", "{\"x\":null}"),
];

/// Text that is no plain decimal, however it may look.
const NO_DECIMALS: [&str; 28] = [
    "",
    " ",
    "-",
    ".",
    "1.",
    ".5",
    "+1",
    "1e2",
    "1E2",
    "1_000",
    "1,000",
    "NaN",
    "nan",
    "Infinity",
    "-inf",
    "0x10",
    " 1 ",
    "1 ",
    "--1",
    "1.2.3",
    "１２",
    "٣",
    "一",
    "¥1",
    "1\\u0000",
    "1\\n",
    "½",
    "00000000000000000000000000000000000000000001",
];

const NO_DATES: [&str; 16] = [
    "",
    "2026-1-3",
    "2026-02-30",
    "2025-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-01-00",
    "12026-01-01",
    "0000-01-01",
    "26-01-01",
    "2026/01/01",
    "2026-01-01T00:00:00Z",
    " 2026-01-01",
    "-026-01-01",
    "２０２６-01-01",
    "2026-01-0a",
];

const NO_INSTANTS: [&str; 7] = [
    "",
    "2026-01-15",
    "2026-01-15 02:00",
    "2026-02-30T00:00:00Z",
    "2026-01-15T25:00:00Z",
    "2026-01-15T02:00:00",
    "now",
];

const NO_CURRENCIES: [&str; 9] = ["", "cny", "Cny", "RMB", "XXX", "XAU", "CN", "CNYY", "¥"];

const NO_RULES: [&str; 11] = [
    "tomorrow",
    "30",
    "d30",
    "30x",
    "30 d",
    "+30d",
    "1.5m",
    "1m,,eom",
    "day 32",
    "month 13",
    "99999999999d",
];

/// Everything that a field of this schema refuses for its form.
#[must_use]
pub fn of(schema: &Value, nullable: bool) -> Vec<Wrong> {
    let Some(kind) = kind(schema) else {
        return Vec::new();
    };
    let money = is_decimal(schema);
    let mut wrong: Vec<Wrong> = Vec::new();
    for (other, text) in TYPES {
        let number = ["integer", "number"].contains(&other);
        let taken = other == kind || (other == "null" && nullable);
        if !taken {
            let kinds = if money && number { MONEY } else { TYPE };
            wrong.push((text.to_owned(), kinds));
        }
    }
    if kind != "object" {
        // Too large for any number: the document says nothing that can be kept.
        wrong.push(("1e400".to_owned(), JSON));
    }
    match kind {
        "string" => wrong.extend(texts(schema)),
        "integer" => wrong.extend(integers(schema)),
        "array" => wrong.extend(lists(schema)),
        _ => {}
    }
    let most = match format(schema) {
        Some("extra") => Some(16_384),
        Some("arguments") => Some(131_072),
        _ => None,
    };
    if let Some(most) = most {
        let large = format!("{{\"x\":\"{}\"}}", "x".repeat(most));
        wrong.push((large, &["extra.too_large"]));
        let deep = format!("{{\"x\":{}{}}}", "[".repeat(10_000), "]".repeat(10_000));
        wrong.push((deep, JSON));
    }
    wrong
}

/// The type of a schema; none where any value may stand.
fn kind(schema: &Value) -> Option<&str> {
    if words(schema).is_some() {
        return Some("string");
    }
    match schema.get("type")? {
        Value::String(word) => Some(word),
        several => several
            .as_array()?
            .iter()
            .filter_map(Value::as_str)
            .find(|word| *word != "null"),
    }
}

/// Whether it is money or another exact number.
#[must_use]
pub fn is_decimal(schema: &Value) -> bool {
    let exact = ["amount", "price", "quantity", "percent", "rate"];
    format(schema).is_some_and(|format| exact.contains(&format))
}

/// The format of a schema.
#[must_use]
pub fn format(schema: &Value) -> Option<&str> {
    schema.get("format").and_then(Value::as_str)
}

/// The first word of an enumeration.
fn words(schema: &Value) -> Option<&str> {
    let listed = schema.get("enum").and_then(Value::as_array);
    let first = listed.and_then(|words| words.first()?.as_str());
    first.or_else(|| {
        let choice = schema.get("oneOf")?.as_array()?.first()?;
        let words = choice.get("enum").and_then(Value::as_array);
        let word = choice.get("const").or_else(|| words?.first());
        word?.as_str()
    })
}

fn quoted(texts: &[&str], kinds: &'static [&'static str]) -> Vec<Wrong> {
    let quote = |text: &&str| (format!("\"{text}\""), kinds);
    texts.iter().map(quote).collect()
}

/// Text that is not the field's kind of text.
fn texts(schema: &Value) -> Vec<Wrong> {
    let mut wrong = quoted(&["\\ud800", "\\udc00\\ud800", "\\ud83d\\u0041"], JSON);
    wrong.extend(quoted(&["a\n", "\\x41", "\\u12"], NO_JSON));
    if let Some(word) = words(schema) {
        let capitals = word.to_uppercase();
        let others = ["", "no_such_word", &capitals, "\\u0000"];
        wrong.extend(quoted(&others, &["field.word"]));
        // What a reader of tagged unions might take for the word.
        wrong.push((format!("{{\"{word}\":null}}"), TYPE));
        return wrong;
    }
    match format(schema) {
        Some("amount") => {
            wrong.extend(quoted(&NO_DECIMALS, MALFORMED));
            wrong.extend(quoted(&["0.00001", "-1.23456"], &["number.too_precise"]));
            let large = [
                "100000000000000.01",
                "-100000000000001",
                "99999999999999999999999",
            ];
            wrong.extend(quoted(&large, RANGE));
        }
        Some("rate") => {
            wrong.extend(quoted(&NO_DECIMALS, MALFORMED));
            let precise = ["0.0000000000001", "1234.123456789012"];
            wrong.extend(quoted(&precise, &["number.too_precise"]));
            wrong.extend(quoted(&["0", "-7.2"], &["number.not_positive"]));
            let large = ["1000000000000.01", "99999999999999999999999"];
            wrong.extend(quoted(&large, RANGE));
        }
        Some("price" | "quantity" | "percent") => {
            wrong.extend(quoted(&NO_DECIMALS, MALFORMED));
            wrong.extend(quoted(&["0.0000001"], &["number.too_precise"]));
            let large = [
                "1000000000000.01",
                "-1000000000001",
                "99999999999999999999999",
            ];
            wrong.extend(quoted(&large, RANGE));
        }
        Some("date") => {
            wrong.extend(quoted(&NO_DATES, DATE));
            wrong.extend(quoted(&["1899-12-31"], &["date.out_of_range"]));
        }
        Some("date-time") => {
            wrong.extend(quoted(&NO_INSTANTS, &["instant.malformed"]));
            let ancient = quoted(&["1850-01-01T00:00:00Z"], &["date.out_of_range"]);
            wrong.extend(ancient);
        }
        Some("currency") => wrong.extend(quoted(&NO_CURRENCIES, &["currency.unknown"])),
        Some("date_rule") => wrong.extend(quoted(&NO_RULES, &["date_rule."])),
        _ => wrong.extend(bounded(schema)),
    }
    wrong
}

fn bounded(schema: &Value) -> Vec<Wrong> {
    let Some(max) = schema.get("maxLength").and_then(Value::as_u64) else {
        return Vec::new();
    };
    let mut wrong = quoted(&["", "   ", "\u{3000}", "\\n"], &["text.empty"]);
    let control = ["a\\u0000b", "\\u0000", "\\u001b[31m", "\\u007f", "\\u0085"];
    wrong.extend(quoted(&control, &["text.control"]));
    let long = "长".repeat(usize::try_from(max).unwrap() + 1);
    wrong.extend(quoted(&[&long], &["text.too_long"]));
    wrong
}

fn integers(schema: &Value) -> Vec<Wrong> {
    let raw = |text: &str, kinds| (text.to_owned(), kinds);
    match format(schema) {
        Some("id") => ["0", "-1", "9007199254740992", "9223372036854775807"]
            .map(|text| raw(text, ID))
            .into(),
        Some("uint32") => vec![raw("-1", RANGE), raw("4294967296", RANGE)],
        Some("int32") => vec![raw("-2147483649", RANGE), raw("2147483648", RANGE)],
        _ => vec![raw("9223372036854775808", RANGE)],
    }
}

fn lists(schema: &Value) -> Vec<Wrong> {
    let least = schema.get("minItems").and_then(Value::as_u64);
    match least {
        Some(1..) => vec![("[]".to_owned(), &["list.empty", "pay_days."])],
        _ => Vec::new(),
    }
}
