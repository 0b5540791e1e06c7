//! What a loaded calendar is, and what it answers.

use crate::base::calendar::{Adjustment, CalendarDays, Period};
use crate::base::id::CalendarId;
use crate::base::{CodeText, Date, Instant, Warning};
use serde::{Deserialize, Serialize};

/// A business calendar: Saturdays and Sundays rest, but for what its lists say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LoadedCalendar {
    /// Its id.
    pub id: CalendarId,
    /// Raised whenever it is loaded with other days.
    pub version: i64,
    /// Its name, unique.
    pub name: CodeText,
    /// The days for which the lists are complete.
    pub covers: Period,
    /// Rest days beside Saturdays and Sundays, in order.
    pub holidays: Vec<Date>,
    /// Saturdays and Sundays that are worked, in order.
    pub workdays: Vec<Date>,
    /// When it was first loaded.
    pub created_at: Instant,
}

impl LoadedCalendar {
    /// The days it was made of.
    #[must_use]
    pub fn into_days(self) -> CalendarDays {
        CalendarDays {
            name: self.name,
            covers: self.covers,
            holidays: self.holidays,
            workdays: self.workdays,
        }
    }
}

/// A business calendar without its days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CalendarSummary {
    /// Its id.
    pub id: CalendarId,
    /// Raised whenever it is loaded with other days.
    pub version: i64,
    /// Its name, unique.
    pub name: CodeText,
    /// The days for which it is complete.
    pub covers: Period,
    /// When it was first loaded.
    pub created_at: Instant,
}

/// How `calendar.adjust` moves a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AdjustRule {
    /// A rest day to the first workday after it.
    Following,
    /// A rest day to the first workday after it in the same month; when there is none, to the last
    /// before it.
    ModifiedFollowing,
    /// A rest day to the last workday before it.
    Preceding,
    /// Any day to the workday so many workdays later.
    Add,
}

impl AdjustRule {
    /// The adjustment of a rest day; none for `add`.
    #[must_use]
    pub const fn adjustment(self) -> Option<Adjustment> {
        match self {
            Self::Following => Some(Adjustment::Following),
            Self::ModifiedFollowing => Some(Adjustment::ModifiedFollowing),
            Self::Preceding => Some(Adjustment::Preceding),
            Self::Add => None,
        }
    }
}

/// A date found on a calendar.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AdjustedDate {
    /// The date found, always a workday.
    pub date: Date,
    /// Whether the given date is a workday.
    pub is_workday: bool,
    /// Whether the calendar covers every day looked at; if not, plain weekends were assumed there.
    pub covered: bool,
    /// `calendar.not_covered` when it does not.
    pub warnings: Vec<Warning>,
}
