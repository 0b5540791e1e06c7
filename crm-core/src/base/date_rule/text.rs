//! How a date rule is written.

use super::{DATE_RULE_MALFORMED, DateRule, Step, check_steps};
use crate::base::error::{Error, Result};
use crate::base::number::clip;
use chrono::Weekday;
use std::fmt;

const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Mon, "mon"),
    (Weekday::Tue, "tue"),
    (Weekday::Wed, "wed"),
    (Weekday::Thu, "thu"),
    (Weekday::Fri, "fri"),
    (Weekday::Sat, "sat"),
    (Weekday::Sun, "sun"),
];

impl DateRule {
    /// Reads a rule as [the module](super) tells; blank text is the empty rule.
    ///
    /// # Errors
    /// `date_rule.out_of_range` for too many steps; then for the first wrong step
    /// `date_rule.malformed` or `date_rule.out_of_range`.
    pub fn parse(text: &str) -> Result<Self> {
        if text.bytes().all(|byte| byte == b' ') {
            return Ok(Self::default());
        }
        check_steps(text.split(',').count())?;
        let steps = text.split(',').map(|piece| {
            let shown = clip(piece.trim_matches(' '));
            let Some(step) = read_step(piece) else {
                return Err(DATE_RULE_MALFORMED
                    .error()
                    .with("text", clip(text))
                    .with("step", shown));
            };
            // A number too large for its type was read as the largest: show what was written.
            step.check().map_err(|error| error.with("found", shown))?;
            Ok(step)
        });
        Ok(Self(steps.collect::<Result<_>>()?))
    }
}

fn read_step(piece: &str) -> Option<Step> {
    // No step has four words: more need not be kept.
    let words = piece.split(' ').filter(|word| !word.is_empty()).take(4);
    let words: Vec<&str> = words.collect();
    match words.as_slice() {
        ["eom"] => Some(Step::EndOfMonth),
        ["day", day] => small(day).map(Step::Day),
        ["next", "day", day] => small(day).map(Step::NextDay),
        ["month", month] => small(month).map(Step::Month),
        [word] => {
            let weekday = WEEKDAYS.iter().find(|(_, name)| name == word);
            weekday.map_or_else(|| period(word), |(day, _)| Some(Step::Weekday(*day)))
        }
        _ => None,
    }
}

fn period(word: &str) -> Option<Step> {
    let unit = word.chars().next_back()?;
    let step = match unit {
        'd' => Step::Days,
        'w' => Step::Weeks,
        'm' => Step::Months,
        'y' => Step::Years,
        _ => return None,
    };
    let number = word.strip_suffix(unit)?;
    match number.strip_prefix('-') {
        Some("0") => None,
        Some(digits) => natural(digits).map(|count| step(-count)),
        None => natural(number).map(step),
    }
}

fn small(text: &str) -> Option<u8> {
    natural(text).map(|number| u8::try_from(number).unwrap_or(u8::MAX))
}

/// Digits without leading zeros; what is too large becomes the largest, outside every bound.
fn natural(text: &str) -> Option<i32> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !plain || (text.len() > 1 && text.starts_with('0')) {
        return None;
    }
    Some(text.parse().unwrap_or(i32::MAX))
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Days(count) => write!(f, "{count}d"),
            Self::Weeks(count) => write!(f, "{count}w"),
            Self::Months(count) => write!(f, "{count}m"),
            Self::Years(count) => write!(f, "{count}y"),
            Self::EndOfMonth => f.write_str("eom"),
            Self::Day(day) => write!(f, "day {day}"),
            Self::NextDay(day) => write!(f, "next day {day}"),
            Self::Month(month) => write!(f, "month {month}"),
            Self::Weekday(weekday) => {
                let name = WEEKDAYS.iter().find(|(day, _)| day == weekday);
                f.write_str(name.map_or("", |(_, name)| name))
            }
        }
    }
}

impl fmt::Display for DateRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.steps().iter().enumerate() {
            if index > 0 {
                f.write_str(", ")?;
            }
            fmt::Display::fmt(step, f)?;
        }
        Ok(())
    }
}

impl std::str::FromStr for DateRule {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}
