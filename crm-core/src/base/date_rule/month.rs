//! Moving a date by months and placing it within its month and week.

use crate::base::date::Date;
use crate::base::error::Result;
use crate::base::limits::{YEAR_MAX, YEAR_MIN};
use crate::base::messages::DATE_OUT_OF_RANGE;
use chrono::{Datelike, Months, Weekday};

impl Date {
    /// The day of the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        self.naive().weekday()
    }

    /// The same day `months` later (earlier when negative), or the last day of a shorter month.
    ///
    /// # Errors
    /// `date.out_of_range`.
    pub fn plus_months(self, months: i64) -> Result<Self> {
        let moved = u32::try_from(months.unsigned_abs()).ok().and_then(|count| {
            let count = Months::new(count);
            if months < 0 {
                self.naive().checked_sub_months(count)
            } else {
                self.naive().checked_add_months(count)
            }
        });
        let outside = || {
            DATE_OUT_OF_RANGE
                .error()
                .with("text", format!("{self} {months:+}m"))
                .with("min", YEAR_MIN)
                .with("max", YEAR_MAX)
        };
        moved.map_or_else(|| Err(outside()), Self::from_naive)
    }

    /// That day of the same month, or the month's last day when it is shorter.
    ///
    /// # Errors
    /// `date.malformed` when `day` is 0.
    pub fn on_day(self, day: u8) -> Result<Self> {
        let naive = self.naive();
        let day = day.min(naive.num_days_in_month());
        Self::new(naive.year(), naive.month(), u32::from(day))
    }

    /// The first such day of a month on or after this date; months shorter than `day` offer their
    /// last day.
    ///
    /// # Errors
    /// `date.malformed` when `day` is 0, `date.out_of_range`.
    pub fn next_day(self, day: u8) -> Result<Self> {
        let here = self.on_day(day)?;
        if here >= self {
            return Ok(here);
        }
        self.plus_months(1)?.on_day(day)
    }

    /// The same day in that month (1 to 12) of the same year, or the month's last day.
    ///
    /// # Errors
    /// `date.malformed` when there is no such month.
    pub fn in_month(self, month: u8) -> Result<Self> {
        let naive = self.naive();
        let first = Self::new(naive.year(), u32::from(month), 1)?;
        // A day of the month is at most 31.
        first.on_day(u8::try_from(naive.day()).unwrap_or(31))
    }

    /// The first such weekday on or after this date.
    ///
    /// # Errors
    /// `date.out_of_range`.
    pub fn next_weekday(self, weekday: Weekday) -> Result<Self> {
        self.plus_days(i64::from(weekday.days_since(self.weekday())))
    }
}
