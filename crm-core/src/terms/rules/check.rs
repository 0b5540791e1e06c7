//! Whether a template says for each line how much it is, and in all exactly the whole.

use crate::base::error::{Error, Refusal, Result};
use crate::base::limits::{PARTS_MAX, PLANS_MAX, REMIND_DAYS_MAX, TERM_LINES_MAX};
use crate::base::messages::{
    FIELD_CHOICE, LIST_EMPTY, LIST_TOO_LONG, NUMBER_NOT_POSITIVE, NUMBER_OUT_OF_RANGE,
};
use crate::base::{Amount, Percent};
use crate::terms::model::TermLine;

/// Lines that leave something of the total, or do not say what takes the rest.
pub const TERMS_NOT_CLOSED: Refusal = Refusal::rule(
    "terms.not_closed",
    "the lines do not add up to the total: {balances} balance lines, and percentages of {percent} \
     ({missing} missing); give one balance line and at most 100 percent, or exactly 100 percent \
     and nothing else",
    "各行之和不等于总额:余额行 {balances} 个,百分比合计 {percent}(还差 {missing});\
     请给出一个余额行且百分比合计不超过 100,或百分比合计恰为 100 且无其他行",
);

/// A line that says in no way, or in several, how much it is.
const ONE_SHARE: Refusal = FIELD_CHOICE.saying(
    "give exactly one of percent, percent_of_remainder, fixed and balance, or parts alone",
    "percent、percent_of_remainder、fixed、balance 须恰好给出其一,或只给出 parts",
);
/// A repetition of nothing.
const EVERY_WITHOUT_PARTS: Refusal = FIELD_CHOICE.saying(
    "give every together with parts only",
    "every 只能与 parts 一同给出",
);

/// How much one line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// A percentage of the total.
    Percent(Percent),
    /// A percentage of what the lines before it left.
    Remainder(Percent),
    /// An amount.
    Fixed(Amount),
    /// What all other lines leave.
    Balance,
}

/// Checks the lines of a template and answers how much each is.
///
/// # Errors
/// `list.empty`, `list.too_long` at `lines`; then for each line in order, at its field like
/// `lines[2].percent`: `field.choice` at the line unless it says how much in exactly one way;
/// `number.not_positive` and `number.out_of_range` for a percentage outside 0 to 100 and an amount
/// not above zero; `number.out_of_range` for `parts`, `field.choice` for `every` without `parts`,
/// `date_rule.every_not_period`, `number.out_of_range` for `remind_days`; then `list.too_long` at
/// `lines` for more than 1,000 parts in all, and at last `terms.not_closed` at `lines`.
pub fn check(lines: &[TermLine]) -> Result<Vec<Share>> {
    if lines.is_empty() {
        return Err(LIST_EMPTY.at("lines"));
    }
    at_most(lines.len(), TERM_LINES_MAX)?;
    let mut shares = Vec::with_capacity(lines.len());
    let mut plans = 0;
    for (index, line) in lines.iter().enumerate() {
        let share = check_line(line).map_err(|error| error.under(&format!("lines[{index}]")))?;
        shares.push(share);
        plans += line.parts.unwrap_or(1) as usize;
    }
    at_most(plans, PLANS_MAX)?;
    check_closed(&shares)?;
    Ok(shares)
}

fn at_most(count: usize, max: usize) -> Result<()> {
    if count <= max {
        return Ok(());
    }
    Err(LIST_TOO_LONG
        .at("lines")
        .with("count", count)
        .with("max", max))
}

fn check_line(line: &TermLine) -> Result<Share> {
    let share = share(line)?;
    match share {
        Share::Percent(percent) => check_percent(percent).map_err(|e| e.at("percent"))?,
        Share::Remainder(percent) => {
            check_percent(percent).map_err(|e| e.at("percent_of_remainder"))?;
        }
        Share::Fixed(amount) if !amount.is_positive() => {
            return Err(NUMBER_NOT_POSITIVE.at("fixed").with("text", amount));
        }
        Share::Fixed(_) | Share::Balance => {}
    }
    if let Some(parts) = line.parts.filter(|parts| !(1..=PARTS_MAX).contains(parts)) {
        return Err(outside(parts, "1", PARTS_MAX).at("parts"));
    }
    if let Some(every) = &line.every {
        if line.parts.is_none() {
            return Err(EVERY_WITHOUT_PARTS.at("every"));
        }
        every.check_period().map_err(|error| error.at("every"))?;
    }
    if let Some(days) = line.remind_days.filter(|days| *days > REMIND_DAYS_MAX) {
        return Err(outside(days, "0", REMIND_DAYS_MAX).at("remind_days"));
    }
    Ok(share)
}

/// What the line is; exactly one way to say it.
fn share(line: &TermLine) -> Result<Share> {
    let given = [
        line.percent.map(Share::Percent),
        line.percent_of_remainder.map(Share::Remainder),
        line.fixed.map(Share::Fixed),
        line.balance.then_some(Share::Balance),
    ];
    let mut given = given.into_iter().flatten();
    match (given.next(), given.next()) {
        (Some(share), None) => Ok(share),
        (None, None) if line.parts.is_some() => Ok(Share::Balance),
        _ => Err(ONE_SHARE.error()),
    }
}

fn check_percent(percent: Percent) -> Result<()> {
    if percent <= Percent::ZERO {
        return Err(NUMBER_NOT_POSITIVE.error().with("text", percent));
    }
    if percent > Percent::HUNDRED {
        return Err(outside(percent, "0", 100));
    }
    Ok(())
}

fn outside(found: impl ToString, min: &str, max: u32) -> Error {
    NUMBER_OUT_OF_RANGE
        .error()
        .with("text", found.to_string())
        .with("min", min)
        .with("max", max.to_string())
}

/// One balance and at most 100 percent, or exactly 100 percent and nothing else.
fn check_closed(shares: &[Share]) -> Result<()> {
    let count = |wanted: fn(&Share) -> bool| shares.iter().filter(|share| wanted(share)).count();
    let balances = count(|share| matches!(share, Share::Balance));
    let percents = count(|share| matches!(share, Share::Percent(_)));
    // A hundred lines of at most 100 percent cannot overflow.
    let sum: i64 = shares
        .iter()
        .map(|share| match share {
            Share::Percent(percent) => percent.millionths(),
            Share::Remainder(_) | Share::Fixed(_) | Share::Balance => 0,
        })
        .sum();
    let missing = Percent::HUNDRED.millionths() - sum;
    let closed = match balances {
        0 => missing == 0 && percents == shares.len(),
        1 => missing >= 0,
        _ => false,
    };
    if closed {
        return Ok(());
    }
    Err(TERMS_NOT_CLOSED
        .at("lines")
        .with("balances", balances)
        .with("percent", Percent::from_millionths(sum))
        .with("missing", Percent::from_millionths(missing)))
}
