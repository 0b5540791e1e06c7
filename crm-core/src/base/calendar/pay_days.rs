//! The days of the month on which a customer pays.
//!
#![doc = include_str!("../grammar/pay_days.md")]

use crate::base::date::Date;
use crate::base::error::{Refusal, Result, carried};
use crate::base::number::clip;
use serde::{Deserialize, Deserializer, Serialize, de};

/// A list that is no set of days of the month.
pub const PAY_DAYS_MALFORMED: Refusal = Refusal::input(
    "pay_days.malformed",
    "pay days are 1 to 31 different days of the month, each from 1 to 31, not [{found}]",
    "付款日为 1 至 31 个互不相同的每月日期,取值 1 至 31,不能是 [{found}]",
);

/// The days of the month on which a customer pays, such as the 10th and the 20th; at least one,
/// sorted. In months shorter than a pay day it is the last day. Documents carry an array of
/// integers in any order.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PayDays(
    #[cfg_attr(
        feature = "schema",
        schemars(length(min = 1, max = 31), inner(range(min = 1, max = 31)))
    )]
    Vec<u8>,
);

impl PayDays {
    /// Checks and sorts the days.
    ///
    /// # Errors
    /// `pay_days.malformed` for an empty list, a day outside 1 to 31, a day named twice.
    pub fn new(days: &[i64]) -> Result<Self> {
        let malformed = || {
            let found: Vec<String> = days.iter().take(32).map(ToString::to_string).collect();
            PAY_DAYS_MALFORMED
                .error()
                .with("found", clip(&found.join(", ")))
        };
        let day = |day: &i64| u8::try_from(*day).ok().filter(|day| (1..=31).contains(day));
        let mut sorted: Vec<u8> = days
            .iter()
            .map(|given| day(given).ok_or_else(malformed))
            .collect::<Result<_>>()?;
        sorted.sort_unstable();
        sorted.dedup();
        // Different days of 31 are at most 31.
        if sorted.is_empty() || sorted.len() < days.len() {
            return Err(malformed());
        }
        Ok(Self(sorted))
    }

    /// The days, from the first of the month on.
    #[must_use]
    pub fn days(&self) -> &[u8] {
        &self.0
    }

    /// The first pay day on or after the date (M7).
    ///
    /// # Errors
    /// `date.out_of_range` when that lies after the last year.
    pub fn adjust(&self, date: Date) -> Result<Date> {
        for day in &self.0 {
            let pay_day = date.on_day(*day)?;
            if pay_day >= date {
                return Ok(pay_day);
            }
        }
        date.plus_months(1)?
            .on_day(self.0.first().copied().unwrap_or(1))
    }
}

impl<'de> Deserialize<'de> for PayDays {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let days = Vec::<i64>::deserialize(deserializer)?;
        Self::new(&days).map_err(|error| de::Error::custom(carried::wrap(&error)))
    }
}
