//! Which level a plan rises to, and what that costs. Pure.

use crate::base::error::{Refusal, Result};
use crate::base::id::LetterId;
use crate::base::{Amount, Date, Percent};
use crate::dunning::model::{CurrencyAmount, FeeBy, LetterLine, Level, Policy, Reckoning};

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $kind:literal, $english:literal, $chinese:literal;)*) => {
        /// Every reason why a plan that is late is left out of a letter.
        pub const REASONS: &[Refusal] = &[$($name),*];
        $($(#[$doc])* pub const $name: Refusal = Refusal::rule($kind, $english, $chinese);)*
    };
}

reasons! {
    /// The customer is dunned by no procedure.
    NOT_DUNNED = "dunning.not_dunned", "the customer is dunned by no procedure",
        "该客户不适用任何催款流程";
    /// It is disputed.
    DISPUTED = "dunning.disputed", "disputed up to {until}: {reason}",
        "存在争议,至 {until}:{reason}";
    /// It is promised.
    PROMISED = "dunning.promised", "promised for {until}: {reason}",
        "客户承诺于 {until} 付款:{reason}";
    /// It does not reach a later level.
    NOT_LATE_ENOUGH = "dunning.not_late_enough",
        "{days_late} days late; level {level} begins at {needed}",
        "逾期 {days_late} 天,第 {level} 级自第 {needed} 天起";
    /// There is no later level.
    LAST_LEVEL = "dunning.last_level", "it stands at level {level}, the last one",
        "已处于最后一级(第 {level} 级)";
    /// The letter before is too fresh.
    TOO_SOON = "dunning.too_soon",
        "letter {letter} about it is of {issued_on}; level {level} waits {pause_days} days",
        "催款函 {letter} 于 {issued_on} 发出,第 {level} 级须间隔 {pause_days} 天";
    /// The customer owes too little.
    BELOW_MINIMUM = "dunning.below_minimum", "{open} late in all is below {minimum}",
        "逾期合计 {open} 低于起催金额 {minimum}";
}

/// It is settled, and all of its interest is claimed: only who names such a plan is told.
pub const NOTHING_LEFT: Refusal = Refusal::rule(
    "dunning.nothing_left",
    "it is settled and no interest is left to claim",
    "已结清,且无未主张的利息",
);

/// The last letter about a plan that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    /// The letter.
    pub letter: LetterId,
    /// The level the plan stands at; nothing when only interest was claimed.
    pub level: Option<u32>,
    /// The day it was issued.
    pub issued_on: Date,
}

/// The level a plan rises to: the first later one, when its delay is met and the letter before is
/// old enough.
///
/// # Errors
/// The reason why it does not rise: `dunning.last_level`, `dunning.not_late_enough`,
/// `dunning.too_soon`.
pub fn next<'a>(
    levels: &'a [Level],
    reached: Option<&Reached>,
    days_late: i64,
    on: Date,
) -> Result<(u32, &'a Level)> {
    let before = reached.and_then(|reached| reached.level).unwrap_or(0);
    let at = usize::try_from(before).unwrap_or(usize::MAX);
    let Some(level) = levels.get(at) else {
        return Err(LAST_LEVEL.error().with("level", before));
    };
    let number = before.saturating_add(1);
    if days_late < i64::from(level.days_late) {
        return Err(NOT_LATE_ENOUGH
            .error()
            .with("days_late", days_late)
            .with("level", number)
            .with("needed", level.days_late));
    }
    if let Some(reached) = reached
        && on.days_since(reached.issued_on) < i64::from(level.pause_days)
    {
        return Err(TOO_SOON
            .error()
            .with("letter", reached.letter)
            .with("issued_on", reached.issued_on)
            .with("level", number)
            .with("pause_days", level.pause_days));
    }
    Ok((number, level))
}

/// The amount of a currency among several.
#[must_use]
pub fn amount_of(amounts: &[CurrencyAmount], reckoning: Reckoning) -> Option<Amount> {
    let mut amounts = amounts.iter();
    let own = amounts.find(|one| one.currency == reckoning.currency)?;
    Some(own.amount)
}

/// What a level costs a customer that has so much open.
///
/// # Errors
/// `number.overflow`.
pub fn fee(level: &Level, open: Amount, reckoning: Reckoning) -> Result<Amount> {
    if let Some(amount) = amount_of(&level.fees, reckoning) {
        return amount.of(reckoning.currency);
    }
    let percent = level.fee_percent.unwrap_or(Percent::ZERO);
    let [share, whole] = [percent, Percent::HUNDRED].map(|it| i128::from(it.millionths()));
    let open = i128::from(open.ten_thousandths());
    Amount::rounded(open, share, whole, reckoning.currency, reckoning.tie)
}

/// Leaves of the fees of several lines what the policy asks for: all of them, or the first of the
/// largest.
///
/// # Errors
/// `number.overflow`.
pub fn fees_once(policy: &Policy, lines: &mut [LetterLine], reckoning: Reckoning) -> Result<()> {
    if policy.fee_by == FeeBy::Plan {
        return Ok(());
    }
    let largest = lines.iter().map(|line| line.fee).max();
    let mut claimed = false;
    for line in lines {
        if claimed || Some(line.fee) != largest {
            line.fee = Amount::ZERO.of(reckoning.currency)?;
        } else {
            claimed = true;
        }
    }
    Ok(())
}

#[cfg(test)]
#[path = "level_tests.rs"]
pub(crate) mod tests;
