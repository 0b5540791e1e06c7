//! The pattern of a number series, such as `SO-{yyyy}-{seq:6}`. Pure.
//!
#![doc = include_str!("grammar/number_pattern.md")]

use super::date::Date;
use super::error::{Refusal, Result, carried};
use super::limits::{CODE_MAX, ID_MAX};
use super::text::CodeText;
use chrono::Datelike;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt::Write;

/// The pattern of a number series cannot be read.
pub const PATTERN: Refusal = Refusal::input(
    "number_pattern.malformed",
    "\"{text}\" is no number pattern: {{seq}} or {{seq:n}} once, and {{yyyy}}, {{yy}}, {{mm}}, {{dd}}",
    "\"{text}\" 不是编号规则:须含一次 {{seq}} 或 {{seq:n}},可含 {{yyyy}}、{{yy}}、{{mm}}、{{dd}}",
);
/// The numbers of a series would not fit into a document.
pub const TOO_LONG: Refusal = Refusal::input(
    "number_pattern.too_long",
    "numbers of \"{text}\" may come to {length} characters; at most {max}",
    "按 \"{text}\" 编出的号码可达 {length} 个字符,上限 {max}",
);

/// Every refusal of this module.
pub const ALL: &[Refusal] = &[PATTERN, TOO_LONG];

/// The pattern of a number series. Text stands for itself; `{yyyy}` `{yy}` `{mm}` `{dd}` are the
/// day's parts, and each combination of them counts from 1; `{seq:6}` is the counter with at least
/// six digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(CodeText);

impl Pattern {
    /// Reads a pattern. Its numbers are bounded as the series' last one would be: each number is a
    /// record's, so no counter runs further than ids do.
    ///
    /// # Errors
    /// `text.control`, `text.empty`, `text.too_long`, `number_pattern.malformed`,
    /// `number_pattern.too_long`.
    pub fn parse(text: &str) -> Result<Self> {
        let pattern = Self(CodeText::new(text)?);
        let Some(last) = pattern.render(Date::new(2000, 1, 1)?, ID_MAX) else {
            return Err(PATTERN.error().with("text", text));
        };
        let length = last.chars().count();
        if length > CODE_MAX {
            return Err(TOO_LONG
                .error()
                .with("text", text)
                .with("length", length)
                .with("max", CODE_MAX));
        }
        Ok(pattern)
    }

    /// `SO-{yyyy}-{seq:6}` for `SO`.
    pub(crate) fn standard(prefix: &str) -> Self {
        Self(CodeText::trusted(format!("{prefix}-{{yyyy}}-{{seq:6}}")))
    }

    /// The part of the number that the counter belongs to: the pattern without its counter.
    #[cfg(feature = "engine")]
    pub(crate) fn period(&self, date: Date) -> String {
        let (mut period, mut rest) = (String::new(), self.0.as_str());
        while let Some((text, token, tail)) = next_token(rest) {
            period.push_str(text);
            if !token.starts_with("seq") {
                let _ = date_part(&mut period, token, date);
            }
            rest = tail;
        }
        period + rest
    }

    pub(crate) fn render(&self, date: Date, sequence: i64) -> Option<String> {
        let (mut number, mut rest, mut counted) = (String::new(), self.0.as_str(), 0);
        while let Some((text, token, tail)) = next_token(rest) {
            number.push_str(text);
            if let Some(width) = token.strip_prefix("seq") {
                counted += 1;
                let width: usize = match width.strip_prefix(':') {
                    Some(digits) => digits.parse().ok().filter(|n| (1..=18).contains(n))?,
                    None if width.is_empty() => 1,
                    None => return None,
                };
                let _ = write!(number, "{sequence:0width$}");
            } else {
                date_part(&mut number, token, date)?;
            }
            rest = tail;
        }
        let plain = !rest.contains(['{', '}']);
        (counted == 1 && plain).then(|| number + rest)
    }
}

fn next_token(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (token, tail) = rest.split_once('}')?;
    Some((before, token, tail))
}

fn date_part(number: &mut String, token: &str, date: Date) -> Option<()> {
    let date = date.naive();
    let _ = match token {
        "yyyy" => write!(number, "{:04}", date.year()),
        "yy" => write!(number, "{:02}", date.year() % 100),
        "mm" => write!(number, "{:02}", date.month()),
        "dd" => write!(number, "{:02}", date.day()),
        _ => return None,
    };
    Some(())
}

impl Serialize for Pattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = CodeText::deserialize(deserializer)?;
        Self::parse(&text).map_err(|error| de::Error::custom(carried::wrap(&error)))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Pattern {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Pattern".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string", "format": "number_pattern", "minLength": 1, "maxLength": CODE_MAX
        })
    }
}

#[cfg(test)]
#[cfg(feature = "engine")]
mod tests {
    use super::*;

    #[test]
    fn a_number_shows_its_day_and_counter() {
        let date = Date::parse("2026-03-07").unwrap();
        let cases = [
            ("SO-{yyyy}-{seq:6}", "SO-2026-000042", "SO-2026-"),
            ("合同{yy}{mm}{dd}{seq}", "合同26030742", "合同260307"),
        ];
        for (pattern, number, period) in cases {
            let pattern = Pattern::parse(pattern).unwrap();
            assert_eq!(pattern.render(date, 42).unwrap(), number);
            assert_eq!(pattern.period(date), period);
        }
        for text in [
            "SO",
            "{seq}{seq}",
            "{seq:0}",
            "{seq:x}",
            "{week}{seq}",
            "{seq",
            "{seq}}",
        ] {
            assert_eq!(
                Pattern::parse(text).unwrap_err().kind(),
                "number_pattern.malformed",
                "{text}"
            );
        }
    }

    #[test]
    fn no_number_outgrows_its_document() {
        // 2^53 - 1, the last id, has 16 digits; a document's number at most 100 characters.
        let longest = [
            ("单".repeat(84) + "{seq}", None),
            ("单".repeat(85) + "{seq}", Some(101)),
            ("单".repeat(82) + "{seq:18}", None),
            ("单".repeat(83) + "{seq:18}", Some(101)),
            ("单".repeat(76) + "{yyyy}{yy}{mm}{seq}", None),
            ("单".repeat(77) + "{yyyy}{yy}{mm}{seq}", Some(101)),
        ];
        for (text, length) in longest {
            match (Pattern::parse(&text), length) {
                (Ok(_), None) => {}
                (Err(error), Some(length)) => {
                    assert_eq!(error.kind(), "number_pattern.too_long", "{text}");
                    assert_eq!(error.details()["length"], length, "{text}");
                }
                (found, _) => panic!("{text}: {found:?}"),
            }
        }
    }
}
