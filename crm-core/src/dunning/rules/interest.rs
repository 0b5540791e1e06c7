//! Interest on what is paid late (M36): the sum over times in which the same amount was open. Pure.

use super::balance::Span;
use crate::base::error::Result;
use crate::base::number::overflow;
use crate::base::{Amount, Date};
use crate::dunning::model::{DayCount, InterestPeriod, InterestTerms, Reckoning};
use chrono::Datelike as _;

impl DayCount {
    /// What a year is in the unit of [`DayCount::weight`].
    const fn year(self) -> i128 {
        match self {
            Self::Actual365 => 365,
            Self::Actual360 | Self::Thirty360 => 360,
            Self::ActualActual => 365 * 366,
        }
    }

    /// The days between two days, as this count has them.
    #[must_use]
    pub fn days(self, from: Date, to: Date) -> i64 {
        match self {
            Self::Thirty360 => thirty(to) - thirty(from),
            _ => to.days_since(from),
        }
    }

    /// The time between two days. Of two times that meet, the weights add up to that of both
    /// together, with every count.
    fn weight(self, from: Date, to: Date) -> i128 {
        match self {
            Self::ActualActual => exact(to) - exact(from),
            _ => i128::from(self.days(from, to)),
        }
    }
}

/// The days up to a day when all months have 30.
fn thirty(day: Date) -> i64 {
    let naive = day.naive();
    let month = i64::from(naive.year()) * 12 + i64::from(naive.month0());
    month * 30 + i64::from(naive.day().min(30))
}

/// The years up to a day, each worth 365 × 366 and its days alike.
fn exact(day: Date) -> i128 {
    let naive = day.naive();
    let leap = chrono::NaiveDate::from_ymd_opt(naive.year(), 2, 29).is_some();
    let worth = if leap { 365 } else { 366 };
    i128::from(naive.year()) * (365 * 366) + i128::from(naive.ordinal0()) * worth
}

/// The interest of times in order. It is rounded over all of them together: each gets what all so
/// far come to, less those before, so that a time that is split comes to the same (M5).
///
/// # Errors
/// `number.overflow`.
pub fn interest(
    spans: &[Span],
    terms: &InterestTerms,
    reckoning: Reckoning,
) -> Result<Vec<InterestPeriod>> {
    // The percents are in millionths, and of a hundred.
    let whole = terms.day_count.year() * 100 * 1_000_000;
    let percent = i128::from(terms.percent.millionths());
    let (mut owed, mut before) = (0_i128, Amount::ZERO.of(reckoning.currency)?);
    let mut periods = Vec::with_capacity(spans.len());
    for span in spans {
        let weight = terms.day_count.weight(span.from, span.to);
        let open = i128::from(span.open.ten_thousandths());
        let more = open.checked_mul(weight).ok_or_else(overflow)?;
        owed = owed.checked_add(more).ok_or_else(overflow)?;
        let all = Amount::rounded(owed, percent, whole, reckoning.currency, reckoning.tie)?;
        periods.push(InterestPeriod {
            from: span.from,
            to: span.to,
            days: terms.day_count.days(span.from, span.to),
            open: span.open,
            percent: terms.percent,
            interest: all.minus(before)?,
        });
        before = all;
    }
    Ok(periods)
}

/// What periods come to.
///
/// # Errors
/// `number.overflow`.
pub fn total(periods: &[InterestPeriod], reckoning: Reckoning) -> Result<Amount> {
    Amount::sum(periods.iter().map(|period| period.interest))?.of(reckoning.currency)
}

#[cfg(test)]
#[path = "interest_tests.rs"]
mod tests;
