//! Due-date rules: small programs of steps, read left to right (M6).
//!
#![doc = include_str!("../grammar/date_rule.md")]

mod month;
mod series;
#[cfg(test)]
mod tests;
mod text;

use super::date::{Date, TextOf};
use super::error::{Refusal, Result};
use super::limits::{DATE_STEP_MAX, DATE_STEPS_MAX};
use chrono::Weekday;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A text that is no date rule, with the step that cannot be read.
pub const DATE_RULE_MALFORMED: Refusal = Refusal::input(
    "date_rule.malformed",
    "\"{step}\" in \"{text}\" is not a step of a date rule, such as 30d, 1m, eom, day 10, \
     next day 10, month 3 or mon",
    "\"{text}\" 中的 \"{step}\" 不是日期规则的步骤,例如 30d、1m、eom、day 10、next day 10、month 3、mon",
);
/// A count, a day, a month or the number of steps outside its bounds.
pub const DATE_RULE_OUT_OF_RANGE: Refusal = Refusal::input(
    "date_rule.out_of_range",
    "\"{found}\": the {what} of a date rule lies between {min} and {max}",
    "\"{found}\":日期规则的{what}应在 {min} 与 {max} 之间",
);
/// A rule of repetition with other steps than days, weeks, months and years.
pub const DATE_RULE_EVERY_NOT_PERIOD: Refusal = Refusal::input(
    "date_rule.every_not_period",
    "\"{every}\" is not a period: a series repeats by days, weeks, months and years only",
    "\"{every}\" 不是周期:重复只能按日、周、月、年",
);

/// Every refusal of this module.
pub const ALL: &[Refusal] = &[
    DATE_RULE_MALFORMED,
    DATE_RULE_OUT_OF_RANGE,
    DATE_RULE_EVERY_NOT_PERIOD,
];

/// One step of a date rule. Counts go from -`DATE_STEP_MAX` to `DATE_STEP_MAX`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// `30d`: so many days later; earlier when negative.
    Days(i32),
    /// `2w`: so many weeks later.
    Weeks(i32),
    /// `1m`: so many months later, on the same day or the last of a shorter month.
    Months(i32),
    /// `1y`: so many years later; 29 February becomes the 28th in a common year.
    Years(i32),
    /// `eom`: the last day of the month.
    EndOfMonth,
    /// `day 10`: that day (1 to 31) of the same month, or its last day; may lie earlier.
    Day(u8),
    /// `next day 10`: the first such day (1 to 31) on or after, the last day of a shorter month.
    NextDay(u8),
    /// `month 3`: that month (1 to 12) of the same year, the day clamped; may lie earlier.
    Month(u8),
    /// `mon` to `sun`: the first such weekday on or after.
    Weekday(Weekday),
}

impl Step {
    /// Whether the step moves by a fixed period; the others place the date within the calendar.
    #[must_use]
    pub const fn is_period(self) -> bool {
        matches!(
            self,
            Self::Days(_) | Self::Weeks(_) | Self::Months(_) | Self::Years(_)
        )
    }

    fn check(self) -> Result<()> {
        let most = i64::from(DATE_STEP_MAX);
        let (what, value, min, max) = match self {
            Self::Days(n) | Self::Weeks(n) | Self::Months(n) | Self::Years(n) => {
                ("count", i64::from(n), -most, most)
            }
            Self::Day(n) | Self::NextDay(n) => ("day", i64::from(n), 1, 31),
            Self::Month(n) => ("month", i64::from(n), 1, 12),
            Self::EndOfMonth | Self::Weekday(_) => return Ok(()),
        };
        if (min..=max).contains(&value) {
            return Ok(());
        }
        Err(DATE_RULE_OUT_OF_RANGE
            .error()
            .with("found", self.to_string())
            .with("what", what)
            .with("min", min)
            .with("max", max))
    }

    fn apply(self, date: Date) -> Result<Date> {
        match self {
            Self::Days(n) => date.plus_days(i64::from(n)),
            Self::Weeks(n) => date.plus_days(i64::from(n) * 7),
            Self::Months(n) => date.plus_months(i64::from(n)),
            Self::Years(n) => date.plus_months(i64::from(n) * 12),
            Self::EndOfMonth => date.on_day(31),
            Self::Day(day) => date.on_day(day),
            Self::NextDay(day) => date.next_day(day),
            Self::Month(month) => date.in_month(month),
            Self::Weekday(weekday) => date.next_weekday(weekday),
        }
    }
}

/// A program of at most `DATE_STEPS_MAX` steps that leads from a base date to a due date.
/// Documents and rows carry it as text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct DateRule(Vec<Step>);

impl DateRule {
    /// A rule from its steps.
    ///
    /// # Errors
    /// `date_rule.out_of_range`: too many steps, then the first step outside its bounds.
    pub fn new(steps: Vec<Step>) -> Result<Self> {
        check_steps(steps.len())?;
        steps.iter().try_for_each(|step| step.check())?;
        Ok(Self(steps))
    }

    /// The steps, in the order they are taken.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// Whether the rule leaves every date where it is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The date the rule leads to from `base`, step by step from the left.
    ///
    /// # Errors
    /// `date.out_of_range` as soon as one step leaves the years, even if a later one would return.
    pub fn apply(&self, base: Date) -> Result<Date> {
        self.0.iter().try_fold(base, |date, step| step.apply(date))
    }
}

fn check_steps(count: usize) -> Result<()> {
    if count <= DATE_STEPS_MAX {
        return Ok(());
    }
    Err(DATE_RULE_OUT_OF_RANGE
        .error()
        .with("found", count.to_string())
        .with("what", "steps")
        .with("min", 0)
        .with("max", DATE_STEPS_MAX))
}

impl Serialize for DateRule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DateRule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextOf(Self::parse, "a date rule such as \"30d, eom\""))
    }
}

#[cfg(feature = "schema")]
mod schema {
    use super::DateRule;
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
    use std::borrow::Cow;

    impl JsonSchema for DateRule {
        fn schema_name() -> Cow<'static, str> {
            "DateRule".into()
        }
        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({ "type": "string", "format": "date_rule" })
        }
    }
}
