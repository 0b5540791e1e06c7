//! Business calendars: which days are worked, and how a due date moves to one that is (M7).
//!
//! Saturday and Sunday are rest days. The host adds the holidays, and the weekend days that are
//! worked instead (调休), for the years it knows. Outside those years plain weekends are all that
//! is known; every answer says whether it relied on them.

mod days;
mod due;
mod pay_days;
#[cfg(test)]
mod tests;

pub use days::{
    CALENDAR_CONTRADICTION, CALENDAR_OUTSIDE_COVERS, CALENDAR_TWICE, CalendarDays, Period,
};
pub use due::{Due, resolve_due};
pub use pay_days::{PAY_DAYS_MALFORMED, PayDays};

use super::date::Date;
use super::error::{Error, Refusal, Result};
use super::limits::{REST_DAYS_MAX, WORKDAYS_MAX};
use super::messages::NUMBER_OUT_OF_RANGE;
use super::text::CodeText;
use chrono::{Datelike, Weekday};
use serde::{Deserialize, Serialize};

/// Nothing but rest days for a year.
pub const CALENDAR_NO_WORKDAY: Refusal = Refusal::rule(
    "calendar.no_workday",
    "the calendar {calendar} has no workday within {days} days of {date}",
    "日历 {calendar} 在 {date} 起的 {days} 天内没有工作日",
);
/// A warning, never refused: a date lies beyond what the calendar knows.
pub const CALENDAR_NOT_COVERED: Refusal = Refusal::rule(
    "calendar.not_covered",
    "the calendar {calendar} covers {from} to {to}; for {date} plain weekends were assumed",
    "日历 {calendar} 只覆盖 {from} 至 {to};{date} 按普通周末处理",
);

/// How a date that is no workday moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Adjustment {
    /// To the first workday after it.
    Following,
    /// To the first workday after it in the same month; when there is none, to the last before it.
    ModifiedFollowing,
    /// To the last workday before it.
    Preceding,
}

/// A date found on a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Adjusted {
    /// The date found, always a workday.
    pub date: Date,
    /// Whether the given date is a workday.
    pub is_workday: bool,
    /// Whether the calendar covers every day looked at; if not, plain weekends were assumed there.
    pub covered: bool,
}

/// A checked calendar; its lists are sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar(CalendarDays);

impl Calendar {
    /// Checks and sorts the days.
    ///
    /// # Errors
    /// In this order: `date.order` when the covered period ends before it starts; `list.too_long`
    /// above `CALENDAR_DAYS_MAX` days in both lists; `calendar.outside_covers`;
    /// `calendar.contradiction` for a day in both lists; `calendar.twice` for a day listed twice.
    pub fn new(mut days: CalendarDays) -> Result<Self> {
        days.check()?;
        days.holidays.sort_unstable();
        days.workdays.sort_unstable();
        Ok(Self(days))
    }

    /// The calendar's name.
    #[must_use]
    pub fn name(&self) -> &CodeText {
        &self.0.name
    }

    /// The days it was made of, each list in order of date.
    #[must_use]
    pub fn days(&self) -> &CalendarDays {
        &self.0
    }

    /// Whether the calendar's lists are complete for that day.
    #[must_use]
    pub fn covers(&self, date: Date) -> bool {
        self.0.covers.contains(date)
    }

    /// The warning that plain weekends were assumed on the way to `date`.
    #[must_use]
    pub fn not_covered(&self, date: Date) -> Error {
        CALENDAR_NOT_COVERED
            .error()
            .with("calendar", self.name())
            .with("from", self.0.covers.from)
            .with("to", self.0.covers.to)
            .with("date", date)
    }

    /// Whether the day is worked; outside the covered period, whether it is no weekend.
    #[must_use]
    pub fn is_workday(&self, date: Date) -> bool {
        if self.0.workdays.binary_search(&date).is_ok() {
            return true;
        }
        let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        !weekend && self.0.holidays.binary_search(&date).is_err()
    }

    /// The date itself when it is a workday, otherwise the workday it moves to.
    ///
    /// # Errors
    /// `calendar.no_workday` after `REST_DAYS_MAX` rest days in a row, `date.out_of_range`.
    pub fn adjust(&self, date: Date, adjustment: Adjustment) -> Result<Adjusted> {
        let (found, covered) = match adjustment {
            Adjustment::Following => self.seek(date, 1)?,
            Adjustment::Preceding => self.seek(date, -1)?,
            Adjustment::ModifiedFollowing => self.seek_in_month(date)?,
        };
        Ok(Adjusted {
            date: found,
            is_workday: self.is_workday(date),
            covered,
        })
    }

    /// The `count`-th workday strictly after the date; strictly before it when negative. With 0,
    /// the date itself when it is a workday, otherwise the first workday after it.
    ///
    /// # Errors
    /// `number.out_of_range` beyond `WORKDAYS_MAX` either way; `calendar.no_workday` after
    /// `REST_DAYS_MAX` rest days in a row; `date.out_of_range`.
    pub fn add_workdays(&self, date: Date, count: i32) -> Result<Adjusted> {
        if count == 0 {
            return self.adjust(date, Adjustment::Following);
        }
        if !(-WORKDAYS_MAX..=WORKDAYS_MAX).contains(&count) {
            return Err(NUMBER_OUT_OF_RANGE
                .at("workdays")
                .with("text", count.to_string())
                .with("min", -WORKDAYS_MAX)
                .with("max", WORKDAYS_MAX));
        }
        let step = i64::from(count.signum());
        let start = (date, self.covers(date));
        let (found, covered) = (0..count.unsigned_abs()).try_fold(start, |(day, covered), _| {
            let (day, known) = self.seek(day.plus_days(step)?, step)?;
            Ok::<_, super::Error>((day, covered && known))
        })?;
        Ok(Adjusted {
            date: found,
            is_workday: self.is_workday(date),
            covered,
        })
    }

    /// The first workday from the date on in steps of `step` days, and whether all were covered.
    fn seek(&self, date: Date, step: i64) -> Result<(Date, bool)> {
        let (mut day, mut covered) = (date, true);
        for _ in 0..REST_DAYS_MAX {
            covered &= self.covers(day);
            if self.is_workday(day) {
                return Ok((day, covered));
            }
            day = day.plus_days(step)?;
        }
        Err(CALENDAR_NO_WORKDAY
            .error()
            .with("calendar", self.name())
            .with("days", REST_DAYS_MAX)
            .with("date", date))
    }

    /// Following, unless it leaves the month: then preceding. Days of the next month are not
    /// looked at, so a calendar that ends with the month covers the answer.
    fn seek_in_month(&self, date: Date) -> Result<(Date, bool)> {
        let days = date.naive().day()..=u32::from(date.naive().num_days_in_month());
        let mut covered = true;
        for offset in 0..days.count() {
            let day = date.plus_days(i64::try_from(offset).unwrap_or(0))?;
            covered &= self.covers(day);
            if self.is_workday(day) {
                return Ok((day, covered));
            }
        }
        let (day, known) = self.seek(date, -1)?;
        Ok((day, covered && known))
    }
}
