//! What can go back to a customer. Pure.

use super::model::{Refund, RefundStatus};
use crate::base::error::{Refusal, Result};
use crate::base::{Amount, Date, Line};

/// More than there is credit.
pub const BEYOND_CREDIT: Refusal = Refusal::rule(
    "refund.beyond_credit",
    "{amount} is more than the {credit} that can go back",
    "{amount} 超过可退金额 {credit}",
);
/// Money cannot go back before it came.
pub const DAY_BEFORE: Refusal = Refusal::rule(
    "refund.day_before",
    "{day} lies before {earliest}, the first day on which it can go back",
    "{day} 早于可退款的最早日期 {earliest}",
);
/// It was taken back before.
pub const REVERSED: Refusal = Refusal::rule(
    "refund.reversed",
    "the refund was taken back on {reversed_on}",
    "该退款已于 {reversed_on} 撤回",
);

/// Whether an amount can go back, of what there is.
///
/// # Errors
/// `refund.beyond_credit` at `amount`.
pub fn within(amount: Amount, credit: Amount) -> Result<()> {
    if amount <= credit {
        return Ok(());
    }
    let error = BEYOND_CREDIT.at("amount").with("amount", amount);
    Err(error.with("credit", credit))
}

/// Whether it can go back on a day.
///
/// # Errors
/// `refund.day_before` at `field`.
pub fn on_day(on: Date, earliest: Date, field: &str) -> Result<()> {
    if on >= earliest {
        return Ok(());
    }
    let error = DAY_BEFORE.at(field).with("day", on);
    Err(error.with("earliest", earliest))
}

/// Takes it back on a day.
///
/// # Errors
/// `refund.reversed`, `refund.day_before`.
pub fn reverse(refund: &Refund, on: Date, reason: Line) -> Result<Refund> {
    if let Some(day) = refund.reversed_on {
        return Err(REVERSED.at("refund").with("reversed_on", day));
    }
    on_day(on, refund.refunded_on, "reversed_on")?;
    let mut after = refund.clone();
    after.status = RefundStatus::Reversed;
    after.reversed_on = Some(on);
    after.reversed_for = Some(reason);
    Ok(after)
}
