//! On which day a line is due, once it has started.

use crate::base::calendar::{Due, resolve_due};
use crate::base::error::Result;
use crate::base::{Adjustment, Calendar, Date, DateRule, PayDays};

/// What moves due dates, with every default resolved.
#[derive(Debug, Clone, Copy, Default)]
pub struct Moves<'a> {
    /// The days of the month on which the customer pays.
    pub pay_days: Option<&'a PayDays>,
    /// The business calendar, and how a due date on a rest day moves.
    pub business: Option<(&'a Calendar, Adjustment)>,
}

/// A line's way from its start to its due date.
#[derive(Debug, Clone, Copy)]
pub struct Way<'a> {
    /// The date rule.
    pub due: &'a DateRule,
    /// How far the parts of the line are apart.
    pub every: Option<&'a DateRule>,
    /// Which part it is, from 1.
    pub part: u32,
}

/// The due date of a line that starts on a day: the date rule, then pay days, then the business
/// calendar, each once (M7).
///
/// # Errors
/// `date.out_of_range`, `calendar.no_workday`.
pub fn due(way: Way<'_>, start: Date, moves: Moves<'_>) -> Result<Due> {
    let once = DateRule::default();
    let every = way.every.unwrap_or(&once);
    let day = way.due.nth(every, way.part, start)?;
    resolve_due(day, moves.pay_days, moves.business)
}
