//! What a letter of a day says of each plan of a customer, and why it says nothing of others. Pure.

use super::balance::{Stand, late, stand_on};
use super::interest::{interest, total};
use super::level::{
    BELOW_MINIMUM, DISPUTED, NOT_DUNNED, NOT_LATE_ENOUGH, NOTHING_LEFT, PROMISED, Reached,
    amount_of, fee, fees_once, next,
};
use crate::base::error::{Error, Result};
use crate::base::{Amount, Date};
use crate::collection::Plan;
use crate::dunning::model::{
    InterestPeriod, LetterLine, Policy, Reckoning, Suspension, SuspensionKind,
};

/// A plan, and what happened to it.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The plan.
    pub plan: Plan,
    /// How it stood, day by day.
    pub course: Vec<Stand>,
    /// The last letter about it that stands.
    pub reached: Option<Reached>,
    /// The day up to which its interest is claimed.
    pub claimed_to: Option<Date>,
    /// What keeps it from being dunned.
    pub suspended: Option<Suspension>,
    /// Whether the caller asks for it by name.
    pub named: bool,
}

/// A plan that is left out, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Out {
    /// What would be said of it.
    pub line: LetterLine,
    /// Why it is not.
    pub reason: Error,
}

/// What a letter would say.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Assessed {
    /// Its lines, in the order of the plans.
    pub lines: Vec<LetterLine>,
    /// What is left out.
    pub out: Vec<Out>,
}

/// Assesses the plans of one customer in one currency on a day.
///
/// # Errors
/// `number.overflow`, `date.out_of_range`.
pub fn assess(
    policy: Option<&Policy>,
    facts: &[Facts],
    on: Date,
    reckoning: Reckoning,
) -> Result<Assessed> {
    let mut assessed = Assessed::default();
    let mut late = Amount::ZERO.of(reckoning.currency)?;
    for fact in facts {
        let line = line(fact, on, reckoning)?;
        let Some(policy) = policy else {
            if line.days_late > 0 && line.open.is_positive() || fact.named {
                assessed.out.push(left(line, NOT_DUNNED.error()));
            }
            continue;
        };
        if line.days_late > 0 && fact.suspended.is_none() {
            late = late.plus(line.open)?;
        }
        one(policy, fact, line, reckoning, &mut assessed)?;
    }
    let Some(policy) = policy else {
        return Ok(assessed);
    };
    let named = facts.iter().any(|fact| fact.named);
    let minimum = amount_of(&policy.minimums, reckoning).filter(|_| !named);
    if let Some(minimum) = minimum.filter(|minimum| late < *minimum) {
        let lines = std::mem::take(&mut assessed.lines);
        let (kept, small) = lines.into_iter().partition(|line| line.open.is_zero());
        assessed.lines = kept;
        for line in small {
            let reason = BELOW_MINIMUM.error().with("open", late);
            let reason = reason.with("minimum", minimum.of(reckoning.currency)?);
            assessed.out.push(left(line, reason));
        }
    }
    fees_once(policy, &mut assessed.lines, reckoning)?;
    Ok(assessed)
}

/// What is known of a plan before anything is claimed.
fn line(fact: &Facts, on: Date, reckoning: Reckoning) -> Result<LetterLine> {
    let nothing = Amount::ZERO.of(reckoning.currency)?;
    let stand = stand_on(&fact.course, on);
    let due_on = stand.map_or(fact.plan.due_on.0, |stand| stand.due_on);
    let level = fact.reached.and_then(|reached| reached.level);
    Ok(LetterLine {
        letter: None,
        plan: fact.plan.id,
        order: fact.plan.order,
        currency: fact.plan.currency,
        issued_on: on,
        due_on,
        days_late: due_on.map_or(0, |due| on.days_since(due)).max(0),
        open: stand.map_or(nothing, |stand| stand.open),
        level_before: level,
        level,
        fee: nothing,
        interest: nothing,
        periods: Vec::new(),
        fee_claim: None,
        interest_claim: None,
    })
}

/// Decides on one plan.
fn one(
    policy: &Policy,
    fact: &Facts,
    mut line: LetterLine,
    reckoning: Reckoning,
    assessed: &mut Assessed,
) -> Result<()> {
    let open = line.open.is_positive();
    if open && line.days_late == 0 {
        if fact.named {
            let needed = policy.levels.first().map_or(1, |level| level.days_late);
            let reason = NOT_LATE_ENOUGH.error().with("days_late", 0);
            let reason = reason.with("level", 1).with("needed", needed);
            assessed.out.push(left(line, reason));
        }
        return Ok(());
    }
    if !open && fact.reached.is_none() && !fact.named {
        return Ok(());
    }
    if let Some(suspension) = &fact.suspended {
        assessed.out.push(left(line, suspended(suspension)));
        return Ok(());
    }
    let periods = unclaimed(policy, fact, line.issued_on, reckoning)?;
    let claimable = total(&periods, reckoning)?;
    let reason = if open {
        let reached = fact.reached.as_ref();
        match next(&policy.levels, reached, line.days_late, line.issued_on) {
            Ok((number, level)) => {
                line.level = Some(number);
                line.fee = fee(level, line.open, reckoning)?;
                None
            }
            // Who asks for a plan by name gets its interest even though it does not rise.
            Err(_) if fact.named && claimable.is_positive() => None,
            Err(reason) => Some(reason),
        }
    } else if claimable.is_positive() {
        None
    } else if fact.named {
        Some(NOTHING_LEFT.error())
    } else {
        return Ok(());
    };
    match reason {
        Some(reason) => assessed.out.push(left(line, reason)),
        None => {
            // Less than half of a cent is not claimed yet: it runs on with the days that follow.
            if claimable.is_positive() {
                line.interest = claimable;
                line.periods = periods;
            }
            assessed.lines.push(line);
        }
    }
    Ok(())
}

fn left(mut line: LetterLine, reason: Error) -> Out {
    line.level = line.level_before;
    Out { line, reason }
}

fn suspended(suspension: &Suspension) -> Error {
    let reason = match suspension.kind {
        SuspensionKind::Dispute => DISPUTED,
        SuspensionKind::Promise => PROMISED,
    };
    reason
        .error()
        .with("suspension", suspension.id)
        .with("until", suspension.until)
        .with("reason", &suspension.reason)
}

/// The interest of a plan that no letter claims yet, up to a day.
///
/// # Errors
/// `number.overflow`, `date.out_of_range`.
pub fn unclaimed(
    policy: &Policy,
    fact: &Facts,
    to: Date,
    reckoning: Reckoning,
) -> Result<Vec<InterestPeriod>> {
    let Some(terms) = &policy.interest else {
        return Ok(Vec::new());
    };
    let spans = late(&fact.course, fact.claimed_to, to, terms.grace_days)?;
    interest(&spans, terms, reckoning)
}

#[cfg(test)]
#[path = "assess_tests.rs"]
mod tests;
