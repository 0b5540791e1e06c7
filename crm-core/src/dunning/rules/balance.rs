//! What was open of a plan, and when it was due, day by day. Pure.

use crate::base::error::Result;
use crate::base::id::Id;
use crate::base::{Amount, Date, Instant};
use crate::collection::{Allocation, Plan, PlanChange, PlanChangeKind};

/// How a plan stood from one day until the next of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    /// The first day.
    pub from: Date,
    /// What was open at the end of it.
    pub open: Amount,
    /// When it was due; nothing while it waited, and once it is cancelled.
    pub due_on: Option<Date>,
}

/// A time in which the same amount was open and late: the days from one to another, the last one
/// not among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub from: Date,
    /// The day behind the last.
    pub to: Date,
    /// What was open.
    pub open: Amount,
}

/// What happened to a plan on a day.
enum Event {
    Settled(Amount),
    Changed(Amount, Option<Date>),
    Cancelled,
}

/// How a plan stood, from the day it takes effect on: the fold of its details and changes by the
/// day on which each takes effect.
///
/// # Errors
/// `number.overflow`.
pub fn course(plan: &Plan, changes: &[PlanChange], details: &[Allocation]) -> Result<Vec<Stand>> {
    let moved = changes
        .iter()
        .filter(|change| change.kind != PlanChangeKind::Cancelled);
    let first = moved.clone().min_by_key(|it| (it.created_at, it.id.raw()));
    let mut stand = Stand {
        from: plan.effective_on,
        open: plan
            .amount
            .minus(Amount::sum(moved.map(|change| change.amount))?)?,
        due_on: first.map_or(plan.due_on.0, |change| change.due_before),
    };
    let mut course = vec![stand];
    for (on, event) in events(changes, details) {
        match event {
            Event::Settled(amount) => stand.open = stand.open.minus(amount)?,
            Event::Changed(amount, due_on) => {
                stand.open = stand.open.plus(amount)?;
                stand.due_on = due_on;
            }
            Event::Cancelled => {
                stand.open = Amount::ZERO.of(plan.currency)?;
                stand.due_on = None;
            }
        }
        stand.from = stand.from.max(on);
        match course.last_mut().filter(|last| last.from == stand.from) {
            Some(last) => *last = stand,
            None => course.push(stand),
        }
    }
    Ok(course)
}

/// What happened, by the day on which it takes effect; nothing counts behind a cancellation.
fn events(changes: &[PlanChange], details: &[Allocation]) -> Vec<(Date, Event)> {
    let mut events: Vec<(Date, Instant, i64, Event)> = Vec::new();
    for change in changes {
        let event = match change.kind {
            PlanChangeKind::Cancelled => Event::Cancelled,
            _ => Event::Changed(change.amount, change.due_after),
        };
        let key = (change.created_at, change.id.raw());
        events.push((change.effective_on, key.0, key.1, event));
    }
    for detail in details {
        let event = Event::Settled(detail.amount);
        let key = (detail.created_at, detail.id.raw());
        events.push((detail.effective_on, key.0, key.1, event));
    }
    events.sort_by_key(|event| (event.0, event.1, event.2));
    let end = events
        .iter()
        .position(|event| matches!(event.3, Event::Cancelled));
    events.truncate(end.map_or(events.len(), |end| end + 1));
    events.into_iter().map(|event| (event.0, event.3)).collect()
}

/// How a plan stood on a day.
#[must_use]
pub fn stand_on(course: &[Stand], day: Date) -> Option<Stand> {
    course.iter().rev().find(|stand| stand.from <= day).copied()
}

/// The times between two days in which something was open behind the due date and its days of
/// grace. The due date itself is not late: the day behind it is the first on which interest is
/// owed, for the night between them.
///
/// # Errors
/// `date.out_of_range`.
pub fn late(course: &[Stand], from: Option<Date>, to: Date, grace_days: u32) -> Result<Vec<Span>> {
    let mut spans: Vec<Span> = Vec::new();
    for (index, stand) in course.iter().enumerate() {
        let Some(due_on) = stand.due_on.filter(|_| stand.open.is_positive()) else {
            continue;
        };
        let end = course.get(index + 1).map_or(to, |next| next.from.min(to));
        let late_from = due_on.plus_days(i64::from(grace_days))?;
        let start = stand.from.max(late_from);
        let start = from.map_or(start, |from| start.max(from));
        if start >= end {
            continue;
        }
        match spans.last_mut() {
            Some(last) if last.to == start && last.open == stand.open => last.to = end,
            _ => spans.push(Span {
                from: start,
                to: end,
                open: stand.open,
            }),
        }
    }
    Ok(spans)
}

#[cfg(test)]
#[path = "balance_tests.rs"]
pub(crate) mod tests;
