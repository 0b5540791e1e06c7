//! The cash that is expected: by week or month, and how late a customer usually pays (M37). Pure.

use crate::base::error::Result;
use crate::base::{Amount, Currency, Date};
use serde::{Deserialize, Serialize};

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CashBy {
    /// From Monday to Sunday.
    #[default]
    Week,
    /// A calendar month.
    Month,
}

/// One period of a currency. All amounts are in the currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CashPeriod {
    /// Its first day.
    pub starts_on: Date,
    /// Its last day.
    pub ends_on: Date,
    /// What is open today and expected in it; never before today.
    pub expected: Amount,
    /// What plans due in it come to, settled or not.
    pub planned: Amount,
    /// What came in in it, whatever it pays or is credit: confirmed receipts on the days they came in,
    /// less what bounced and what was refunded on the days of that.
    pub collected: Amount,
}

/// The cash of one currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CashSums {
    /// The currency.
    pub currency: Currency,
    /// The periods, the first one first.
    pub periods: Vec<CashPeriod>,
    /// What is open and expected behind the last period.
    pub later: Amount,
    /// What is open and waits for an event that nobody expects on a day.
    pub unplanned: Amount,
}

/// How late a customer usually pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UsualDelay {
    /// Days behind the due date: the middle one of all, the earlier of two; 0 for who pays early,
    /// and while there are fewer than 3 plans to tell it from.
    pub days: i64,
    /// Settled plans it stands on, at most 50.
    pub plans: u32,
}

/// Plans that a delay is told from, at most: the latest due.
pub const PLANS: usize = 50;
/// Plans that a delay is told from, at least: fewer are chance.
const FEWEST: usize = 3;

/// How late a customer usually pays, from how many days late each settled plan was paid.
#[must_use]
pub fn usual_delay(mut late: Vec<i64>) -> UsualDelay {
    late.sort_unstable();
    let middle = late.get(late.len().saturating_sub(1) / 2).copied();
    let enough = late.len() >= FEWEST;
    UsualDelay {
        days: middle.filter(|_| enough).unwrap_or(0).max(0),
        plans: u32::try_from(late.len()).unwrap_or(u32::MAX),
    }
}

/// When an open plan is expected to be paid: on the day it was promised for, else so many days
/// behind its due date as the customer usually is late, else on the day its event is expected;
/// never before today. Nothing for what waits for an event without a day.
///
/// # Errors
/// `date.out_of_range`.
pub fn expected_on(
    promised: Option<Date>,
    due: Option<Date>,
    delay: i64,
    event: Option<Date>,
    today: Date,
) -> Result<Option<Date>> {
    let day = match (promised, due) {
        (Some(day), _) => Some(day),
        (None, Some(due)) => Some(due.plus_days(delay)?),
        (None, None) => event,
    };
    Ok(day.map(|day| day.max(today)))
}

/// The periods from the one that holds a day on: first and last day of each.
///
/// # Errors
/// `date.out_of_range`.
pub fn periods(by: CashBy, from: Date, count: u32) -> Result<Vec<(Date, Date)>> {
    let mut start = first_day(by, from)?;
    let mut periods = Vec::new();
    for _ in 0..count {
        let next = match by {
            CashBy::Week => start.plus_days(7)?,
            // 31 days behind a first lies the next month, and early in it.
            CashBy::Month => first_day(by, start.plus_days(31)?)?,
        };
        periods.push((start, next.plus_days(-1)?));
        start = next;
    }
    Ok(periods)
}

fn first_day(by: CashBy, day: Date) -> Result<Date> {
    use chrono::Datelike as _;
    let naive = day.naive();
    let back = match by {
        CashBy::Week => naive.weekday().num_days_from_monday(),
        CashBy::Month => naive.day0(),
    };
    day.plus_days(-i64::from(back))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn weeks_begin_on_monday_and_months_on_the_first() {
        let shown = |by, from: &str, count| -> Vec<String> {
            let found = periods(by, day(from), count).unwrap();
            let words = found.iter().map(|(first, last)| format!("{first}/{last}"));
            words.collect()
        };
        // 2026-01-01 is a Thursday (ISO 8601: week 1 of 2026 begins on 2025-12-29).
        assert_eq!(
            shown(CashBy::Week, "2026-01-01", 2),
            ["2025-12-29/2026-01-04", "2026-01-05/2026-01-11"]
        );
        assert_eq!(
            shown(CashBy::Month, "2026-01-31", 3),
            [
                "2026-01-01/2026-01-31",
                "2026-02-01/2026-02-28",
                "2026-03-01/2026-03-31"
            ]
        );
    }

    #[test]
    fn the_usual_delay_is_the_middle_one() {
        for (late, days) in [
            (vec![], 0),
            (vec![9, 9], 0),
            (vec![30, 2, 5], 5),
            (vec![30, 2, 5, 7], 5),
            (vec![-9, -3, -1], 0),
            (vec![-9, 4, 40], 4),
        ] {
            let plans = u32::try_from(late.len()).unwrap();
            assert_eq!(usual_delay(late), UsualDelay { days, plans });
        }
    }

    #[test]
    fn a_promise_comes_first_and_nothing_before_today() {
        let today = day("2026-03-10");
        let found = |promised: &str, due: &str, delay, event: &str| {
            let some = |text: &str| (!text.is_empty()).then(|| day(text));
            let found = expected_on(some(promised), some(due), delay, some(event), today);
            found.unwrap().map(|day| day.to_string())
        };
        assert_eq!(
            found("2026-04-01", "2026-03-20", 5, ""),
            Some("2026-04-01".into())
        );
        assert_eq!(found("", "2026-03-20", 5, ""), Some("2026-03-25".into()));
        assert_eq!(found("", "2026-03-01", 5, ""), Some("2026-03-10".into()));
        assert_eq!(found("", "", 5, "2026-06-01"), Some("2026-06-01".into()));
        assert_eq!(found("", "", 5, "2026-01-01"), Some("2026-03-10".into()));
        assert_eq!(found("", "", 5, ""), None);
    }
}
