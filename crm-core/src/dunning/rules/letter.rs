//! What a letter comes to, and when it may be taken back. Pure.

use super::level::Reached;
use crate::base::error::{Refusal, Result};
use crate::base::id::PlanId;
use crate::base::{Amount, Currency, Date, Line};
use crate::collection::Plan;
use crate::dunning::model::{Letter, LetterLine, LetterStatus, Level, Policy};

/// There is nothing that a letter could say.
pub const NOTHING_TO_CLAIM: Refusal = Refusal::rule(
    "dunning.nothing_to_claim",
    "there is nothing in {currency} to dun the customer for; plans that are left out: {left_out}",
    "没有以 {currency} 计价的可催款内容;未纳入的回款计划:{left_out} 个",
);
/// There would be something in a currency that was not asked for.
pub const OTHER_CURRENCY: Refusal = NOTHING_TO_CLAIM.saying(
    "there is nothing in {currency} to dun the customer for, but in {others}: name the currency",
    "没有以 {currency} 计价的可催款内容,但有 {others} 的:请指定 currency",
);
/// A plan of somebody else, of another currency, or one that a letter claims itself.
pub const OTHER_PLAN: Refusal = Refusal::rule(
    "dunning.other_plan",
    "plan {plan} is no plan of an order of this customer in {currency}",
    "回款计划 {plan} 不是该客户以 {currency} 计价的订单回款计划",
);
/// A plan that was asked for cannot be dunned.
pub const LEFT_OUT: Refusal = Refusal::rule(
    "dunning.left_out",
    "plan {plan} is left out: {why}",
    "回款计划 {plan} 未纳入:{why}",
);
/// It was withdrawn before.
pub const WITHDRAWN: Refusal = Refusal::rule(
    "dunning.withdrawn",
    "the letter was withdrawn on {withdrawn_on}",
    "该催款函已于 {withdrawn_on} 撤回",
);
/// A later letter stands on it.
pub const LATER_LETTER: Refusal = Refusal::rule(
    "dunning.later_letter",
    "letter {letter} of {issued_on} is about plan {plan} too; withdraw that first",
    "{issued_on} 的催款函 {letter} 也涉及回款计划 {plan},请先撤回该函",
);
/// Something of what it claims was paid.
pub const CLAIMS_PAID: Refusal = Refusal::rule(
    "dunning.claims_paid",
    "{paid} of what the letter claims came in; release that first",
    "该催款函主张的金额已收 {paid},请先撤回该笔分配",
);
/// It is no fee and no interest.
pub const NO_CLAIM: Refusal = Refusal::rule(
    "dunning.no_claim",
    "plan {plan} is no fee and no interest; it is written off instead",
    "回款计划 {plan} 不是费用或利息,请改用核销",
);

/// Days to pay when no level says.
const DAYS_TO_PAY: u32 = 7;

/// The figures of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sums {
    /// What is open of its plans.
    pub open: Amount,
    /// Its fees.
    pub fee: Amount,
    /// Its interest.
    pub interest: Amount,
    /// All of that, with what was claimed before.
    pub total: Amount,
}

/// What lines come to.
///
/// # Errors
/// `number.overflow`.
pub fn sums(lines: &[LetterLine], claimed_before: Amount, currency: Currency) -> Result<Sums> {
    let open = Amount::sum(lines.iter().map(|line| line.open))?.of(currency)?;
    let fee = Amount::sum(lines.iter().map(|line| line.fee))?.of(currency)?;
    let interest = Amount::sum(lines.iter().map(|line| line.interest))?.of(currency)?;
    let total = open.plus(claimed_before)?.plus(fee)?.plus(interest)?;
    Ok(Sums {
        open,
        fee,
        interest,
        total,
    })
}

/// The highest level of lines, and what it says.
#[must_use]
pub fn level_of<'a>(policy: &'a Policy, lines: &[LetterLine]) -> (Option<u32>, Option<&'a Level>) {
    let number = lines.iter().filter_map(|line| line.level).max();
    let at = number.and_then(|number| usize::try_from(number.saturating_sub(1)).ok());
    (number, at.and_then(|at| policy.levels.get(at)))
}

/// The day by which the customer is to pay.
///
/// # Errors
/// `date.out_of_range`.
pub fn pay_by(level: Option<&Level>, issued_on: Date) -> Result<Date> {
    let days = level.map_or(DAYS_TO_PAY, |level| level.days_to_pay);
    issued_on.plus_days(i64::from(days))
}

/// Withdraws on a day. `reached` is the last standing letter about each of its plans, `claims` what
/// it claims.
///
/// # Errors
/// `dunning.withdrawn` and `dunning.claims_paid` at `letter`, `dunning.later_letter` between them.
pub fn withdraw(
    letter: &Letter,
    reached: &[(PlanId, Reached)],
    claims: &[Plan],
    on: Date,
    reason: Line,
) -> Result<Letter> {
    if letter.status == LetterStatus::Withdrawn {
        let error = WITHDRAWN.at("letter");
        return Err(error.with("withdrawn_on", letter.withdrawn_on));
    }
    if let Some((plan, later)) = reached.iter().find(|(_, last)| last.letter != letter.id) {
        return Err(LATER_LETTER
            .at("letter")
            .with("letter", later.letter)
            .with("issued_on", later.issued_on)
            .with("plan", plan));
    }
    let paid = claims.iter().map(|claim| claim.collected);
    let paid = Amount::sum(paid)?.plus(Amount::sum(claims.iter().map(|claim| claim.credited))?)?;
    if !paid.is_zero() {
        let paid = paid.of(letter.currency)?;
        return Err(CLAIMS_PAID.at("letter").with("paid", paid));
    }
    let mut after = letter.clone();
    after.status = LetterStatus::Withdrawn;
    after.withdrawn_on = Some(on);
    after.withdrawn_for = Some(reason);
    Ok(after)
}
