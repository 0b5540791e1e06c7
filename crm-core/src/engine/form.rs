//! What serde says of a malformed value, as a refusal of ours: serde keeps only English text, and we
//! give its parts as details.

use crate::base::error::{Error, carried};
use crate::base::messages::{
    self, FIELD_MISSING, FIELD_TWICE, FIELD_TYPE, FIELD_UNKNOWN, FIELD_WORD, JSON_MALFORMED,
    NUMBER_OUT_OF_RANGE,
};
use crate::base::number::clip;
use serde_path_to_error::{Path, Segment};
use std::fmt::Write;

/// The error for a text that is not JSON.
#[must_use]
pub fn malformed(error: &serde_json::Error) -> Error {
    JSON_MALFORMED
        .error()
        .with("reason", error.to_string())
        .with("line", error.line())
        .with("column", error.column())
}

/// The error a serde message stands for, at the field it is about.
pub(super) fn located(reason: &str, path: &Path) -> Error {
    let error = classify(reason);
    let path = written(path);
    let inside = error.refusal() == FIELD_MISSING || error.refusal() == FIELD_TWICE;
    match error.details().get("name").filter(|_| inside) {
        // Such a field is reported at the object it belongs to.
        Some(serde_json::Value::String(name)) => {
            let name = name.clone();
            let error = error.at(name);
            if path.is_empty() {
                error
            } else {
                error.under(&path)
            }
        }
        _ if path.is_empty() => error,
        _ => error.at(path),
    }
}

/// A path as errors write it.
fn written(path: &Path) -> String {
    let mut text = String::new();
    for segment in path {
        let joint = if text.is_empty() { "" } else { "." };
        // Writing to a string cannot fail.
        let _ = match segment {
            Segment::Seq { index } => write!(text, "[{index}]"),
            Segment::Map { key } => write!(text, "{joint}{key}"),
            Segment::Enum { .. } | Segment::Unknown => Ok(()),
        };
    }
    text
}

/// The error a serde message stands for.
fn classify(reason: &str) -> Error {
    if let Some(error) = carried::unwrap(reason, &messages::general()) {
        return error;
    }
    // JSON adds where it stopped; the field's path says it better.
    let (reason, place) = match reason.rsplit_once(" at line ") {
        Some((reason, place)) => (reason, place.split_once(" column ")),
        None => (reason, None),
    };
    let read = unknown(reason)
        .or_else(|| field(reason))
        .or_else(|| wrong(reason));
    read.unwrap_or_else(|| {
        // What only shows when a text or a number is taken apart: halves of surrogates, 1e400.
        if let Some((line, column)) = place {
            let number = |text: &str| text.parse::<u64>().unwrap_or_default();
            return JSON_MALFORMED
                .error()
                .with("reason", reason)
                .with("line", number(line))
                .with("column", number(column));
        }
        FIELD_TYPE
            .saying(
                "the value cannot be read: {reason}",
                "无法读取该值:{reason}",
            )
            .error()
            .with("reason", reason)
    })
}

/// ``unknown field `x`, expected `a` or `b` ``, and the same of a variant.
fn unknown(reason: &str) -> Option<Error> {
    let rest = reason.strip_prefix("unknown ")?;
    let (what, rest) = rest.split_once(" `")?;
    let (given, known) = match rest.rsplit_once("`, expected ") {
        Some((given, known)) => (given, known),
        None => (rest.rsplit_once("`, there are no ")?.0, ""),
    };
    let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
    let (refusal, detail) = match what {
        "field" if known.is_empty() => {
            let nothing = FIELD_UNKNOWN.saying(
                "there is no field \"{name}\" here, nor any other",
                "此处没有字段 \"{name}\",也没有其他字段",
            );
            (nothing, "name")
        }
        "field" => (FIELD_UNKNOWN, "name"),
        _ => (FIELD_WORD, "text"),
    };
    let error = refusal.error().with(detail, clip(given));
    Some(error.with("known", known.join(", ")))
}

/// ``missing field `x` `` and ``duplicate field `x` ``.
fn field(reason: &str) -> Option<Error> {
    let (refusal, name) = match reason.strip_prefix("missing field `") {
        Some(name) => (FIELD_MISSING, name),
        None => (FIELD_TWICE, reason.strip_prefix("duplicate field `")?),
    };
    Some(refusal.error().with("name", name.strip_suffix('`')?))
}

/// ``invalid type: integer `5`, expected a string``, and the same of a value or a length.
fn wrong(reason: &str) -> Option<Error> {
    let (_, rest) = reason.strip_prefix("invalid ")?.split_once(": ")?;
    let (given, wanted) = rest.rsplit_once(", expected ")?;
    if let (Some((min, max)), Some(number)) = (bounds(wanted), given.strip_prefix("integer `")) {
        let error = NUMBER_OUT_OF_RANGE
            .error()
            .with("text", number.trim_end_matches('`'));
        return Some(error.with("min", min).with("max", max));
    }
    let error = FIELD_TYPE.error().with("given", kind(given));
    Some(error.with("expected", expected(wanted)))
}

/// The bounds of a whole number of Rust's.
fn bounds(wanted: &str) -> Option<(String, String)> {
    let (min, max) = match wanted {
        "u8" => (0, u64::from(u8::MAX)),
        "u16" => (0, u64::from(u16::MAX)),
        "u32" => (0, u64::from(u32::MAX)),
        "u64" | "usize" => (0, u64::MAX),
        "i32" => (i64::from(i32::MIN), u64::from(i32::MAX.unsigned_abs())),
        "i64" => (i64::MIN, i64::MAX.unsigned_abs()),
        _ => return None,
    };
    Some((min.to_string(), max.to_string()))
}

/// What was given: a number or a truth as it is, otherwise a word for its kind.
fn kind(given: &str) -> String {
    let (word, rest) = given.split_once(' ').unwrap_or((given, ""));
    match word {
        "boolean" | "integer" | "floating" => {
            let value = rest.trim_start_matches("point ").trim_matches('`');
            clip(value)
        }
        "string" | "character" => "text".to_owned(),
        "sequence" | "tuple" => "list".to_owned(),
        "null" | "unit" | "Option" => "null".to_owned(),
        _ => "object".to_owned(),
    }
}

/// What belongs there, as one of our words where serde's are known.
fn expected(wanted: &str) -> &str {
    let starts = |start: &str| wanted.starts_with(start);
    match wanted {
        "a string" | "text" | "string or map" | "variant identifier" | "unit variant" => "text",
        "a decimal number as text" => "decimal",
        "a currency code" => "currency",
        "an RFC 3339 instant" => "instant",
        "a boolean" => "boolean",
        "an object" | "a map" => "object",
        "a sequence" => "list",
        _ if starts("struct ") => "object",
        _ if starts("tuple ") || starts("an array") => "list",
        _ if starts("a date written") => "date",
        _ if starts("a date rule") => "date_rule",
        _ => wanted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::error::Language;

    /// The messages are serde's and serde_json's own, as their sources write them.
    #[test]
    fn what_serde_says_becomes_details() {
        let cases = [
            (
                "unknown field `colour`, expected one of `name`, `code` at line 1 column 9",
                "there is no field \"colour\" here, only name, code",
                "此处没有字段 \"colour\",只有 name, code",
            ),
            (
                "unknown field `x`, there are no fields",
                "there is no field \"x\" here, nor any other",
                "此处没有字段 \"x\",也没有其他字段",
            ),
            (
                "unknown variant `a`, expected `b`, expected `up` or `down`",
                "\"a`, expected `b\" is not one of the words allowed here: up, down",
                "\"a`, expected `b\" 不是此处允许的取值:up, down",
            ),
            (
                "missing field `name`",
                "the field name is missing",
                "缺少字段 name",
            ),
            (
                "duplicate field `name`",
                "the field name stands twice",
                "字段 name 重复",
            ),
            (
                "invalid type: integer `5`, expected a string",
                "the value has the wrong type: 5 where text belongs",
                "值的类型不对:此处应为文本,而不是5",
            ),
            (
                "invalid value: integer `-1`, expected u32",
                "-1 is outside 0 to 4294967295",
                "-1 超出 0 至 4294967295 的范围",
            ),
            (
                "invalid type: string \"a, expected b\", expected a boolean",
                "the value has the wrong type: text where true or false belongs",
                "值的类型不对:此处应为真假值,而不是文本",
            ),
            (
                "invalid type: floating point `1.5`, expected i64",
                "the value has the wrong type: 1.5 where a whole number of 64 bits belongs",
                "值的类型不对:此处应为64 位整数,而不是1.5",
            ),
            (
                "invalid type: null, expected struct Period",
                "the value has the wrong type: null where an object belongs",
                "值的类型不对:此处应为对象,而不是null",
            ),
            (
                "invalid length 3, expected fewer elements",
                "the value cannot be read: invalid length 3, expected fewer elements",
                "无法读取该值:invalid length 3, expected fewer elements",
            ),
        ];
        for (reason, english, chinese) in cases {
            let error = classify(reason);
            assert_eq!(error.message(Language::English), english);
            assert_eq!(error.message(Language::Chinese), chinese);
        }
    }
}
