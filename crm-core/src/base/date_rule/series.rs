//! Series: the same rule for part 1, 2, 3 … of a sum that is paid in parts.

use super::{DATE_RULE_EVERY_NOT_PERIOD, DateRule, Step};
use crate::base::date::Date;
use crate::base::error::Result;
use crate::base::limits::PARTS_MAX;
use crate::base::messages::NUMBER_OUT_OF_RANGE;
use chrono::Datelike;

/// A step with the range a multiple of a period needs.
#[derive(Clone, Copy)]
enum Move {
    Days(i64),
    Months(i64),
    /// That month of the year, then so many months later, clamped once.
    FromMonth(u8, i64),
    Place(Step),
}

impl Move {
    fn times(step: Step, factor: i64) -> Self {
        match step {
            Step::Days(count) => Self::Days(i64::from(count) * factor),
            Step::Weeks(count) => Self::Days(i64::from(count) * 7 * factor),
            Step::Months(count) => Self::Months(i64::from(count) * factor),
            Step::Years(count) => Self::Months(i64::from(count) * 12 * factor),
            Step::Month(month) => Self::FromMonth(month, 0),
            place => Self::Place(place),
        }
    }

    fn apply(self, date: Date) -> Result<Date> {
        match self {
            Self::Days(days) => date.plus_days(days),
            Self::Months(months) => date.plus_months(months),
            Self::FromMonth(month, later) => {
                date.plus_months(i64::from(month) - i64::from(date.naive().month()) + later)
            }
            Self::Place(step) => step.apply(date),
        }
    }
}

impl DateRule {
    /// Whether the rule is a period a series can repeat by: only days, weeks, months and years.
    ///
    /// # Errors
    /// `date_rule.every_not_period`.
    pub fn check_period(&self) -> Result<()> {
        if self.steps().iter().all(|step| step.is_period()) {
            return Ok(());
        }
        Err(DATE_RULE_EVERY_NOT_PERIOD
            .error()
            .with("every", self.to_string()))
    }

    /// The date of part `k` (1 to `PARTS_MAX`) of a series: this rule, `(k - 1) · every` later.
    ///
    /// [The module](super) tells how the two go together. Part 1 is always [`DateRule::apply`]; an
    /// empty `every` puts all parts there.
    ///
    /// # Errors
    /// `date_rule.every_not_period` when `every` has another step than days, weeks, months and
    /// years; `number.out_of_range` for `k`; `date.out_of_range`.
    pub fn nth(&self, every: &Self, k: u32, base: Date) -> Result<Date> {
        every.check_period()?;
        if !(1..=PARTS_MAX).contains(&k) {
            return Err(NUMBER_OUT_OF_RANGE
                .error()
                .with("text", k.to_string())
                .with("min", 1)
                .with("max", PARTS_MAX));
        }
        let moves_on = |step: &Step| step.is_period() || matches!(step, Step::Month(_));
        let last = self.steps().iter().rposition(moves_on);
        let (head, places) = self.steps().split_at(last.map_or(0, |at| at + 1));
        let mut moves: Vec<Move> = head.iter().map(|step| Move::times(*step, 1)).collect();
        let mut later = Vec::new();
        for step in every.steps() {
            match (moves.last_mut(), Move::times(*step, i64::from(k) - 1)) {
                (Some(Move::Months(before) | Move::FromMonth(_, before)), Move::Months(months)) => {
                    *before += months
                }
                (_, Move::Months(months)) => moves.push(Move::Months(months)),
                (_, days) => later.push(days),
            }
        }
        moves.extend(places.iter().map(|step| Move::Place(*step)));
        moves.extend(later);
        moves
            .into_iter()
            .try_fold(base, |date, step| step.apply(date))
    }
}
