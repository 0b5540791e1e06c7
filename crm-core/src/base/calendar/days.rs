//! The days of a calendar as the host gives them, and what is wrong with them.

use crate::base::date::Date;
use crate::base::error::{Refusal, Result};
use crate::base::limits::CALENDAR_DAYS_MAX;
use crate::base::messages::{DATE_ORDER, LIST_TOO_LONG};
use crate::base::text::CodeText;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A day outside the days the calendar says it covers.
pub const CALENDAR_OUTSIDE_COVERS: Refusal = Refusal::input(
    "calendar.outside_covers",
    "{date} lies outside {from} to {to}, which the calendar covers",
    "{date} 不在日历覆盖的 {from} 至 {to} 之内",
);
/// A day that is a holiday and a workday.
pub const CALENDAR_CONTRADICTION: Refusal = Refusal::input(
    "calendar.contradiction",
    "{date} is listed both as a holiday and as a workday",
    "{date} 同时列为节假日和工作日",
);
/// A day listed twice.
pub const CALENDAR_TWICE: Refusal = Refusal::input(
    "calendar.twice",
    "{date} is listed twice",
    "{date} 重复列出",
);
/// The days from one date to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day; not before the first.
    pub to: Date,
}

impl Period {
    /// Whether the day lies in the period.
    #[must_use]
    pub fn contains(&self, date: Date) -> bool {
        (self.from..=self.to).contains(&date)
    }
}

/// What a host tells about one calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CalendarDays {
    /// The calendar's name, 1 to 100 characters.
    pub name: CodeText,
    /// The days for which the lists are complete.
    pub covers: Period,
    /// Rest days beside Saturdays and Sundays; with the workdays at most 20,000 days.
    #[serde(default)]
    pub holidays: Vec<Date>,
    /// Saturdays and Sundays that are worked; other days may stand here and change nothing.
    #[serde(default)]
    pub workdays: Vec<Date>,
}

impl CalendarDays {
    /// The checks of [`Calendar::new`](super::Calendar::new), in its order.
    pub(super) fn check(&self) -> Result<()> {
        let Period { from, to } = self.covers;
        if to < from {
            return Err(DATE_ORDER
                .at("covers.to")
                .with("start", from)
                .with("end", to));
        }
        let lists = [("holidays", &self.holidays), ("workdays", &self.workdays)];
        let count = self.holidays.len() + self.workdays.len();
        if count > CALENDAR_DAYS_MAX {
            let longer = lists.iter().max_by_key(|(_, list)| list.len());
            return Err(LIST_TOO_LONG
                .at(longer.map_or("holidays", |(field, _)| field))
                .with("count", count)
                .with("max", CALENDAR_DAYS_MAX));
        }
        let outside = |date: Date| !self.covers.contains(date);
        if let Some((field, date)) = lists.iter().find_map(|list| find(*list, outside)) {
            return Err(CALENDAR_OUTSIDE_COVERS
                .at(field)
                .with("date", date)
                .with("from", from)
                .with("to", to));
        }
        let holidays: BTreeSet<Date> = self.holidays.iter().copied().collect();
        let [_, workdays] = lists;
        if let Some((field, date)) = find(workdays, |date| holidays.contains(&date)) {
            return Err(CALENDAR_CONTRADICTION.at(field).with("date", date));
        }
        // No day stands in both lists here, so one set serves them both.
        let mut seen = BTreeSet::new();
        let twice = lists
            .iter()
            .find_map(|list| find(*list, |date| !seen.insert(date)));
        match twice {
            Some((field, date)) => Err(CALENDAR_TWICE.at(field).with("date", date)),
            None => Ok(()),
        }
    }
}

/// The first day of a list that is wrong, with its path.
fn find(
    (field, list): (&str, &Vec<Date>),
    mut wrong: impl FnMut(Date) -> bool,
) -> Option<(String, Date)> {
    let index = list.iter().position(|date| wrong(*date))?;
    Some((format!("{field}[{index}]"), *list.get(index)?))
}
