//! Disputes and promises: how long they last, and what becomes of them. Pure.

use crate::base::error::{Refusal, Result};
use crate::base::id::Id as _;
use crate::base::limits::SUSPENSION_DAYS_MAX;
use crate::base::{Amount, Date};
use crate::collection::Allocation;
use crate::dunning::model::{ShownSuspension, Suspension, SuspensionKind, SuspensionStatus};

/// The last day lies before today, or too far behind it.
pub const DAY_OUT_OF_RANGE: Refusal = Refusal::rule(
    "dunning.day_out_of_range",
    "{day} must lie between {first} and {last}",
    "{day} 应在 {first} 至 {last} 之间",
);
/// One of its kind runs already.
pub const RUNNING: Refusal = Refusal::rule(
    "dunning.running",
    "the plan has a {kind} that runs up to {until}; resolve it first",
    "该回款计划已有进行中的 {kind}(至 {until}),请先了结",
);
/// It does not run any more.
pub const NOT_RUNNING: Refusal = Refusal::rule(
    "dunning.not_running",
    "it does not run any more: it is {status}",
    "已不再有效:{status}",
);

/// Refuses a last day before today, or too far behind it.
///
/// # Errors
/// `dunning.day_out_of_range`, without a field; `date.out_of_range`.
pub fn last_day(day: Date, today: Date) -> Result<()> {
    let last = today.plus_days(SUSPENSION_DAYS_MAX)?;
    if (today..=last).contains(&day) {
        return Ok(());
    }
    let error = DAY_OUT_OF_RANGE.error().with("day", day);
    Err(error.with("first", today).with("last", last))
}

/// What of a plan was settled since something was said about it, up to its last day. What came and
/// went again counts for nothing.
///
/// # Errors
/// `number.overflow`.
pub fn settled(suspension: &Suspension, details: &[Allocation]) -> Result<Amount> {
    let said = (suspension.created_at, suspension.id.raw());
    let since = details.iter().filter(|detail| {
        (detail.created_at, detail.id.raw()) > said && detail.effective_on <= suspension.until
    });
    let sum = Amount::sum(since.map(|detail| detail.amount))?;
    sum.max(Amount::ZERO).of(suspension.currency)
}

/// A dispute or a promise as it stands on a day. A promise is kept once so much of its plan is
/// settled by its day as was promised.
///
/// # Errors
/// `number.overflow`.
pub fn shown(
    suspension: Suspension,
    details: &[Allocation],
    today: Date,
) -> Result<ShownSuspension> {
    let settled = settled(&suspension, details)?;
    let promise = suspension.kind == SuspensionKind::Promise;
    let status = if suspension.resolved_on.is_some() {
        SuspensionStatus::Resolved
    } else if promise && settled >= suspension.amount {
        SuspensionStatus::Kept
    } else if today <= suspension.until {
        SuspensionStatus::Running
    } else if promise {
        SuspensionStatus::Broken
    } else {
        SuspensionStatus::Over
    };
    Ok(ShownSuspension {
        suspension,
        status,
        settled,
    })
}

#[cfg(test)]
#[path = "suspension_tests.rs"]
pub(crate) mod tests;
