//! Whether a template says for each line how much it is, and in all exactly the whole.

use crate::base::error::{Error, Refusal, Result};
use crate::base::limits::{EARLY_STEPS_MAX, PARTS_MAX, PLANS_MAX, REMIND_DAYS_MAX, TERM_LINES_MAX};
use crate::base::messages::{
    FIELD_CHOICE, LIST_EMPTY, LIST_TOO_LONG, NUMBER_NOT_POSITIVE, NUMBER_OUT_OF_RANGE,
};
use crate::base::{Amount, Date, Percent};
use crate::terms::model::{EarlyPayment, EarlyStep, Start, TermLine};

/// Lines that leave something of the total, or do not say what takes the rest.
pub const TERMS_NOT_CLOSED: Refusal = Refusal::rule(
    "terms.not_closed",
    "the lines do not add up to the total: {balances} balance lines, percentages of {percent} \
     ({missing} missing) of the total and {after_fixed} of what fixed lines leave; give one balance \
     line and at most 100 percent of each, or exactly 100 percent of the total and nothing else, or \
     exactly 100 percent of what fixed, tax and retention lines leave beside those alone",
    "各行之和不等于总额:余额行 {balances} 个,占总额百分比合计 {percent}(还差 {missing}),\
     占固定行之后余额百分比合计 {after_fixed};请给出一个余额行且两种百分比合计各不超过 100,\
     或占总额百分比合计恰为 100 且无其他行,或占固定、税额、质保金行之后余额的百分比合计恰为 100 且此外只有这些行",
);
/// Discounts of one line that do not exclude each other.
pub const TERMS_DISCOUNTS_OVERLAP: Refusal = Refusal::rule(
    "terms.discounts_overlap",
    "discount {percent} within \"{within}\" overlaps the one before: each must end later and be \
     worth less",
    "折扣 {percent}(期限“{within}”)与前一档重叠:每一档须期限更晚且折扣更低",
);

/// A line that says in no way, or in several, how much it is.
const ONE_SHARE: Refusal = FIELD_CHOICE.saying(
    "give exactly one of percent, percent_after_fixed, percent_of_untaxed, percent_of_remainder, \
     fixed, tax and balance, or parts alone",
    "percent、percent_after_fixed、percent_of_untaxed、percent_of_remainder、fixed、tax、balance \
     须恰好给出其一,或只给出 parts",
);
/// A repetition of nothing.
const EVERY_WITHOUT_PARTS: Refusal = FIELD_CHOICE.saying(
    "give every together with parts only",
    "every 只能与 parts 一同给出",
);
/// A milestone without its name, or a name without its milestone.
const MILESTONE_NAME: Refusal = FIELD_CHOICE.saying(
    "give milestone if and only if starts is milestone",
    "当且仅当 starts 为 milestone 时给出 milestone",
);
/// The approval is not expected: it is the day the counting begins.
const EXPECTED_APPROVAL: Refusal = FIELD_CHOICE.saying(
    "give expected only for a line that starts later than with the approval",
    "只有晚于批准才开始的行可以给出 expected",
);
/// Nothing takes what rounding leaves.
const ROUND_WITHOUT_BALANCE: Refusal = FIELD_CHOICE.saying(
    "give round_to only beside a balance line, and not for it",
    "round_to 只能与另一余额行一同给出,且不得用于余额行",
);
/// Two lines cannot both have the tax.
const ONE_TAX: Refusal = FIELD_CHOICE.saying("give at most one tax line", "税额行最多一个");
/// A gate is named once.
const GATE_TWICE: Refusal =
    FIELD_CHOICE.saying("name each gate at most once", "每个关口最多列出一次");

/// How much one line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// A percentage of the total.
    Percent(Percent),
    /// A percentage of what fixed, tax and retention lines leave.
    AfterFixed(Percent),
    /// A percentage of the total without its tax.
    Untaxed(Percent),
    /// A percentage of what the lines before it left.
    Remainder(Percent),
    /// An amount.
    Fixed(Amount),
    /// The tax.
    Tax,
    /// What all other lines leave.
    Balance,
}

impl Share {
    /// The field that says so.
    pub(super) const fn field(self) -> &'static str {
        match self {
            Self::Percent(_) => "percent",
            Self::AfterFixed(_) => "percent_after_fixed",
            Self::Untaxed(_) => "percent_of_untaxed",
            Self::Remainder(_) => "percent_of_remainder",
            Self::Fixed(_) => "fixed",
            Self::Tax => "tax",
            Self::Balance => "balance",
        }
    }
}

/// Checks the lines of a template and answers how much each is.
///
/// # Errors
/// `list.empty`, `list.too_long` at `lines`; then for each line in order, at its field like
/// `lines[2].percent`: `field.choice` at the line unless it says how much in exactly one way;
/// `number.not_positive` and `number.out_of_range` for a percentage outside 0 to 100 and an amount
/// not above zero; `number.out_of_range` for `parts`, `field.choice` for `every` without `parts`,
/// `date_rule.every_not_period`, `number.out_of_range` for `remind_days`; `field.choice` for
/// `milestone`, `expected`, `gates`; for `early_payment.steps` `list.empty`, `list.too_long`, the
/// bounds of each percentage and `terms.discounts_overlap`; `number.not_positive` for `round_to`.
/// Then `list.too_long` at `lines` for more than 1,000 parts in all, `field.choice` at
/// `lines[i].tax` for a second one and at `lines[i].round_to` without a balance line, and at last
/// `terms.not_closed` at `lines`.
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
    check_together(lines, &shares)?;
    check_closed(lines, &shares)?;
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
        Share::Percent(percent)
        | Share::AfterFixed(percent)
        | Share::Untaxed(percent)
        | Share::Remainder(percent) => {
            check_percent(percent).map_err(|error| error.at(share.field()))?;
        }
        Share::Fixed(amount) if !amount.is_positive() => {
            return Err(NUMBER_NOT_POSITIVE.at("fixed").with("text", amount));
        }
        Share::Fixed(_) | Share::Tax | Share::Balance => {}
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
    check_start(line)?;
    if let Some(early) = &line.early_payment {
        check_early(early).map_err(|error| error.under("early_payment"))?;
    }
    if let Some(multiple) = line.round_to.filter(|multiple| !multiple.is_positive()) {
        return Err(NUMBER_NOT_POSITIVE.at("round_to").with("text", multiple));
    }
    Ok(share)
}

/// What a line waits for, and what waits for it.
fn check_start(line: &TermLine) -> Result<()> {
    if (line.starts == Start::Milestone) != line.milestone.is_some() {
        return Err(MILESTONE_NAME.at("milestone"));
    }
    if line.starts == Start::Approval && line.expected.is_some() {
        return Err(EXPECTED_APPROVAL.at("expected"));
    }
    for (index, gate) in line.gates.iter().enumerate() {
        if line.gates.iter().take(index).any(|other| other == gate) {
            return Err(GATE_TWICE.at(format!("gates[{index}]")));
        }
    }
    Ok(())
}

/// Discounts that end later and later, and are worth less and less.
fn check_early(early: &EarlyPayment) -> Result<()> {
    if early.steps.is_empty() {
        return Err(LIST_EMPTY.at("steps"));
    }
    if early.steps.len() > EARLY_STEPS_MAX {
        let error = LIST_TOO_LONG.at("steps").with("count", early.steps.len());
        return Err(error.with("max", EARLY_STEPS_MAX));
    }
    for (index, step) in early.steps.iter().enumerate() {
        let field = format!("steps[{index}].percent");
        check_percent(step.percent).map_err(|error| error.at(&field))?;
        if step.percent == Percent::HUNDRED {
            return Err(outside(step.percent, "0", 100).at(field));
        }
    }
    for (index, pair) in (1..).zip(early.steps.windows(2)) {
        let [before, step] = pair else { continue };
        if step.percent >= before.percent || !ends_later(before, step)? {
            return Err(TERMS_DISCOUNTS_OVERLAP
                .at(format!("steps[{index}]"))
                .with("percent", step.percent)
                .with("within", step.within.to_string()));
        }
    }
    Ok(())
}

/// Whether a step ends later than another one: counted from the beginning, the middle and the end
/// of a month, for rules that name days of the month.
fn ends_later(before: &EarlyStep, step: &EarlyStep) -> Result<bool> {
    for base in ["2026-01-01", "2026-01-15", "2026-01-31"] {
        let base = Date::parse(base)?;
        if step.within.apply(base)? <= before.within.apply(base)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What only the lines together show.
fn check_together(lines: &[TermLine], shares: &[Share]) -> Result<()> {
    let mut taxes = shares.iter().enumerate();
    let second = taxes
        .by_ref()
        .filter(|(_, share)| **share == Share::Tax)
        .nth(1);
    if let Some((index, _)) = second {
        return Err(ONE_TAX.at(format!("lines[{index}].tax")));
    }
    let balanced = shares.contains(&Share::Balance);
    for (index, (line, share)) in lines.iter().zip(shares).enumerate() {
        if line.round_to.is_some() && (!balanced || *share == Share::Balance) {
            return Err(ROUND_WITHOUT_BALANCE.at(format!("lines[{index}].round_to")));
        }
    }
    Ok(())
}

/// What the line is; exactly one way to say it.
fn share(line: &TermLine) -> Result<Share> {
    let given = [
        line.percent.map(Share::Percent),
        line.percent_after_fixed.map(Share::AfterFixed),
        line.percent_of_untaxed.map(Share::Untaxed),
        line.percent_of_remainder.map(Share::Remainder),
        line.fixed.map(Share::Fixed),
        line.tax.then_some(Share::Tax),
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

/// One balance and at most 100 percent of each, or exactly 100 percent and nothing else but what is
/// counted before it.
fn check_closed(lines: &[TermLine], shares: &[Share]) -> Result<()> {
    let balances = shares
        .iter()
        .filter(|share| **share == Share::Balance)
        .count();
    // A hundred lines of at most 100 percent cannot overflow.
    let sum = |part: fn(&Share) -> i64| shares.iter().map(part).sum::<i64>();
    let percent = sum(|share| match share {
        Share::Percent(percent) => percent.millionths(),
        _ => 0,
    });
    let after = sum(|share| match share {
        Share::AfterFixed(percent) => percent.millionths(),
        _ => 0,
    });
    let whole = Percent::HUNDRED.millionths();
    let only = |wanted: fn(&TermLine, &Share) -> bool| {
        lines
            .iter()
            .zip(shares)
            .all(|(line, share)| wanted(line, share))
    };
    let closed = match balances {
        0 if after == 0 => percent == whole && only(|_, share| matches!(share, Share::Percent(_))),
        0 => {
            after == whole
                && only(|line, share| apart(line, *share) || matches!(share, Share::AfterFixed(_)))
        }
        1 => percent <= whole && after <= whole,
        _ => false,
    };
    if closed {
        return Ok(());
    }
    Err(TERMS_NOT_CLOSED
        .at("lines")
        .with("balances", balances)
        .with("percent", Percent::from_millionths(percent))
        .with("missing", Percent::from_millionths(whole - percent))
        .with("after_fixed", Percent::from_millionths(after)))
}

/// Whether a line is set apart before the others share what is left: a fixed amount, the tax, and a
/// retention of the total or the untaxed total.
pub(super) fn apart(line: &TermLine, share: Share) -> bool {
    match share {
        Share::Fixed(_) | Share::Tax => true,
        Share::Percent(_) | Share::Untaxed(_) => line.retention,
        Share::AfterFixed(_) | Share::Remainder(_) | Share::Balance => false,
    }
}
