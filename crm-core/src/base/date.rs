//! Calendar days and instants, read strictly.
//!
#![doc = include_str!("grammar/date.md")]

use super::digits;
use super::error::{Error, Refusal, Result, carried};
use super::limits::{YEAR_MAX, YEAR_MIN};
use super::messages::{DATE_MALFORMED, DATE_OUT_OF_RANGE, INSTANT_MALFORMED};
use super::number::clip;
use chrono::{DateTime, Datelike, Days, NaiveDate, TimeZone, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// What has happened lies not in the future. Operations that take such a day declare it.
pub const IN_FUTURE: Refusal = Refusal::rule(
    "date.in_future",
    "{day} lies after today, {today}",
    "{day} 晚于今天({today})",
);

/// A calendar day, written `YYYY-MM-DD`, in the years 1900 to 9999.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

impl Date {
    /// A day from its parts.
    ///
    /// # Errors
    /// `date.malformed` when there is no such day, `date.out_of_range` outside the years.
    pub fn new(year: i32, month: u32, day: u32) -> Result<Self> {
        let text = || format!("{year:04}-{month:02}-{day:02}");
        let date = NaiveDate::from_ymd_opt(year, month, day)
            .ok_or_else(|| DATE_MALFORMED.error().with("text", text()))?;
        Self::from_naive(date)
    }

    /// Bounds chrono's date.
    ///
    /// # Errors
    /// `date.out_of_range`.
    pub fn from_naive(date: NaiveDate) -> Result<Self> {
        if (YEAR_MIN..=YEAR_MAX).contains(&date.year()) {
            return Ok(Self(date));
        }
        Err(DATE_OUT_OF_RANGE
            .error()
            .with("text", date.to_string())
            .with("min", YEAR_MIN)
            .with("max", YEAR_MAX))
    }

    /// Reads `YYYY-MM-DD`, ten characters, nothing else.
    ///
    /// # Errors
    /// `date.malformed`, `date.out_of_range`.
    pub fn parse(text: &str) -> Result<Self> {
        let malformed = || DATE_MALFORMED.error().with("text", clip(text));
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else {
            return Err(malformed());
        };
        let number = |digits: &[u8]| -> Result<u32> {
            digits.iter().try_fold(0, |value, digit| {
                if digit.is_ascii_digit() {
                    Ok(value * 10 + u32::from(digit - b'0'))
                } else {
                    Err(malformed())
                }
            })
        };
        let year = i32::try_from(number(&[y1, y2, y3, y4])?).map_err(|_| malformed())?;
        Self::new(year, number(&[m1, m2])?, number(&[d1, d2])?)
    }

    /// The day, when it is not in the future.
    ///
    /// # Errors
    /// `date.in_future` at `field`.
    pub fn not_after(self, today: Self, field: &str) -> Result<Self> {
        if self <= today {
            return Ok(self);
        }
        let error = IN_FUTURE.at(field).with("day", self);
        Err(error.with("today", today))
    }

    /// chrono's date.
    #[must_use]
    pub const fn naive(self) -> NaiveDate {
        self.0
    }

    /// The day `days` later (earlier when negative).
    ///
    /// # Errors
    /// `date.out_of_range`.
    pub fn plus_days(self, days: i64) -> Result<Self> {
        let step = Days::new(days.unsigned_abs());
        let moved = if days < 0 {
            self.0.checked_sub_days(step)
        } else {
            self.0.checked_add_days(step)
        };
        moved.map_or_else(
            || {
                Err(DATE_OUT_OF_RANGE
                    .error()
                    .with("text", self)
                    .with("min", YEAR_MIN)
                    .with("max", YEAR_MAX))
            },
            Self::from_naive,
        )
    }

    /// Days from `earlier` to this day.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i64 {
        self.0.signed_duration_since(earlier.0).num_days()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(digits::day(&mut [0; 10], self.0))
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::str::FromStr for Date {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(digits::day(&mut [0; 10], self.0))
    }
}

/// Visits text and reads it with a function of ours.
pub(super) struct TextOf<T>(pub(super) fn(&str) -> Result<T>, pub(super) &'static str);

impl<T> de::Visitor<'_> for TextOf<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.1)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        (self.0)(text).map_err(|error| E::custom(carried::wrap(&error)))
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextOf(Self::parse, "a date written YYYY-MM-DD"))
    }
}

/// A moment, in microseconds since 1970 in UTC; documents carry it as RFC 3339 in UTC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    /// The start of 1970.
    pub const EPOCH: Self = Self(0);

    /// From microseconds since 1970, the stored form.
    ///
    /// # Errors
    /// `date.out_of_range` outside the years 1900 to 9999.
    pub fn from_micros(micros: i64) -> Result<Self> {
        let moment = DateTime::from_timestamp_micros(micros);
        let date = moment.map_or(NaiveDate::MAX, |moment| moment.date_naive());
        Date::from_naive(date).map(|_| Self(micros))
    }

    /// Microseconds since 1970, the stored form.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Reads RFC 3339 with any offset.
    ///
    /// # Errors
    /// `instant.malformed`, `date.out_of_range`.
    pub fn parse(text: &str) -> Result<Self> {
        let moment = DateTime::parse_from_rfc3339(text)
            .map_err(|_| INSTANT_MALFORMED.error().with("text", clip(text)))?;
        Self::from_micros(moment.timestamp_micros())
    }

    /// The calendar day at this moment in a time zone.
    ///
    /// # Errors
    /// `date.out_of_range`.
    pub fn date_in(self, zone: chrono_tz::Tz) -> Result<Date> {
        Date::from_naive(zone.from_utc_datetime(&self.utc().naive_utc()).date_naive())
    }

    fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0).unwrap_or(DateTime::UNIX_EPOCH)
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(digits::moment(&mut [0; 27], self.utc()))
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.serialize_str(digits::moment(&mut [0; 27], self.utc()))
        } else {
            serializer.serialize_i64(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return deserializer.deserialize_str(TextOf(Self::parse, "an RFC 3339 instant"));
        }
        let micros = i64::deserialize(deserializer)?;
        Self::from_micros(micros).map_err(de::Error::custom)
    }
}

#[cfg(feature = "schema")]
mod schema {
    use super::{Date, Instant};
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
    use std::borrow::Cow;

    impl JsonSchema for Date {
        fn schema_name() -> Cow<'static, str> {
            "Date".into()
        }
        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({ "type": "string", "format": "date" })
        }
    }

    impl JsonSchema for Instant {
        fn schema_name() -> Cow<'static, str> {
            "Instant".into()
        }
        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({ "type": "string", "format": "date-time" })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_iso_dates_are_read() {
        assert_eq!(Date::parse("2026-02-28").unwrap().to_string(), "2026-02-28");
        let malformed = [
            "2026-1-3",
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "26-01-01",
            "2026/01/01",
            "2026-01-01T00:00:00Z",
            "",
            "12026-01-01",
            "2026-01-0a",
        ];
        for text in malformed {
            assert_eq!(
                Date::parse(text).unwrap_err().kind(),
                "date.malformed",
                "{text}"
            );
        }
        assert_eq!(
            Date::parse("1899-12-31").unwrap_err().kind(),
            "date.out_of_range"
        );
        let last = Date::parse("9999-12-31").unwrap();
        assert_eq!(last.plus_days(1).unwrap_err().kind(), "date.out_of_range");
    }

    #[test]
    fn an_instant_has_its_day_in_a_zone() {
        // 2026-01-14 16:30 UTC is half past midnight of the 15th in Shanghai (UTC+8).
        let moment = Instant::parse("2026-01-14T16:30:00Z").unwrap();
        assert_eq!(
            moment
                .date_in(chrono_tz::Asia::Shanghai)
                .unwrap()
                .to_string(),
            "2026-01-15"
        );
        assert_eq!(Instant::parse("2026-01-15T00:30:00+08:00").unwrap(), moment);
        assert_eq!(moment.to_string(), "2026-01-14T16:30:00Z");
        assert_eq!(
            Instant::parse("2026-01-15").unwrap_err().kind(),
            "instant.malformed"
        );
    }
}
