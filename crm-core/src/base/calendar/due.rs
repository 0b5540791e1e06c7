//! From the date a rule leads to, to the date that is due.

use super::{Adjustment, Calendar, PayDays};
use crate::base::date::Date;
use crate::base::error::Result;

/// A due date and how it came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The date that is due.
    pub due_on: Date,
    /// The way from the rule's date, such as `2026-02-14 Sat -> 2026-02-16 Mon`; none when nothing
    /// moved. At most three dates.
    pub path: Option<String>,
    /// Whether the calendar covers every day looked at; true when no calendar was asked.
    pub covered: bool,
}

/// Takes a date rule's result to the customer's next pay day and that to a workday, each once and
/// in this order (M7). A pay day that moves for the calendar is not taken to a pay day again.
///
/// # Errors
/// `calendar.no_workday`, `date.out_of_range`.
pub fn resolve_due(
    date: Date,
    pay_days: Option<&PayDays>,
    business: Option<(&Calendar, Adjustment)>,
) -> Result<Due> {
    let paid = pay_days.map_or(Ok(date), |days| days.adjust(date))?;
    let (due_on, covered) = match business {
        None => (paid, true),
        Some((calendar, adjustment)) => {
            let adjusted = calendar.adjust(paid, adjustment)?;
            (adjusted.date, adjusted.covered)
        }
    };
    let mut way = vec![date, paid, due_on];
    way.dedup();
    let shown: Vec<String> = way
        .iter()
        .map(|day| format!("{day} {}", day.weekday()))
        .collect();
    Ok(Due {
        due_on,
        path: (shown.len() > 1).then(|| shown.join(" -> ")),
        covered,
    })
}
