//! How old what is open is, and how a plan stood on an earlier day. Pure.

use super::model::{AgeingDue, AgeingSums};
use crate::base::error::Result;
use crate::base::{Amount, Currency, Date, Instant};
use crate::collection::PlanChangeKind;

/// The place of what is not due among the sums of a report.
pub const NOT_DUE: usize = 1;
/// The place of what waits.
pub const DORMANT: usize = 0;

/// The moment a report is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// What took effect later does not count.
    pub as_of: Date,
    /// What was written later does not count; everything written counts when not given.
    pub known_at: Option<Instant>,
}

impl Moment {
    /// Whether what took effect on a day and was written at an instant counts.
    #[must_use]
    pub fn counts(&self, effective_on: Date, written_at: Instant) -> bool {
        effective_on <= self.as_of && self.known_at.is_none_or(|known| written_at <= known)
    }
}

/// The place of a due date among the sums of a report: what waits, what is not due, a bucket for
/// each boundary, what is over the last. A day of age belongs to the first boundary that is not
/// below it (M35).
#[must_use]
pub fn place(due: Option<Date>, as_of: Date, boundaries: &[u32]) -> usize {
    let Some(due) = due else {
        return DORMANT;
    };
    let age = as_of.days_since(due);
    if age <= 0 {
        return NOT_DUE;
    }
    let below = |boundary: &&u32| i64::from(**boundary) < age;
    NOT_DUE + 1 + boundaries.iter().take_while(below).count()
}

/// A change of a plan's due date, as far as a report needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// What happened: started, stopped or rescheduled.
    pub kind: PlanChangeKind,
    /// When it was due before.
    pub before: Option<Date>,
    /// When it is due since.
    pub after: Option<Date>,
    /// The day it took effect.
    pub effective_on: Date,
    /// When it was written.
    pub written_at: Instant,
}

/// When a plan was due at a moment, of all its moves in the order in which they were written;
/// `kept` is the date it has today.
#[must_use]
pub fn due_at(moment: Moment, by: AgeingDue, moves: &[Moved], kept: Option<Date>) -> Option<Date> {
    let event = |one: &&Moved| one.kind != PlanChangeKind::Rescheduled;
    let Some(first) = moves.first() else {
        return kept;
    };
    if by == AgeingDue::Original && !moves.iter().any(|one| event(&one)) {
        return kept;
    }
    let counted = moves
        .iter()
        .filter(|one| moment.counts(one.effective_on, one.written_at));
    counted.fold(first.before, |due, one| match by {
        AgeingDue::Current => one.after,
        AgeingDue::Original => one.after.and(due.or(one.after)),
    })
}

/// The sums of one group in one currency, while they are added up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sums {
    places: Vec<Amount>,
    oldest: Option<Date>,
    credit: Amount,
    /// Plans and credits in it: a group without any has no line.
    records: i64,
}

impl Sums {
    /// Nothing yet, with so many boundaries.
    #[must_use]
    pub fn nothing(boundaries: usize) -> Self {
        Self {
            places: vec![Amount::ZERO; boundaries + NOT_DUE + 2],
            oldest: None,
            credit: Amount::ZERO,
            records: 0,
        }
    }

    /// Adds what some plans have open at a place; `oldest` is the earliest day one of them is due.
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn open(
        &mut self,
        place: usize,
        open: Amount,
        oldest: Option<Date>,
        plans: i64,
    ) -> Result<()> {
        if let Some(sum) = self.places.get_mut(place) {
            *sum = sum.plus(open)?;
        }
        self.oldest = [self.oldest, oldest].into_iter().flatten().min();
        self.records += plans;
        Ok(())
    }

    /// Adds what some receipts or credit notes have left.
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn credit(&mut self, credit: Amount, records: i64) -> Result<()> {
        self.credit = self.credit.plus(credit)?;
        self.records += records;
        Ok(())
    }

    /// Adds another one's.
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn add(&mut self, other: &Self) -> Result<()> {
        for (place, open) in other.places.iter().enumerate() {
            self.open(place, *open, other.oldest, 0)?;
        }
        self.credit(other.credit, other.records)
    }

    /// Whether there is anything in it.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.records == 0
    }

    /// As a report shows it.
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn shown(&self, currency: Currency) -> Result<AgeingSums> {
        let at = |place: usize| {
            let sum = self.places.get(place).copied();
            sum.unwrap_or(Amount::ZERO).of(currency)
        };
        let last = self.places.len().saturating_sub(1);
        let buckets = (NOT_DUE + 1..last).map(at).collect::<Result<Vec<_>>>()?;
        let late = self.places.iter().skip(NOT_DUE + 1).copied();
        Ok(AgeingSums {
            currency,
            not_due: at(NOT_DUE)?,
            dormant: at(DORMANT)?,
            buckets,
            over: at(last)?,
            open: Amount::sum(self.places.iter().copied())?.of(currency)?,
            overdue: Amount::sum(late)?.of(currency)?,
            oldest_due_on: self.oldest,
            credit: self.credit.of(currency)?,
        })
    }
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
