//! Which plans start when a share of an event has come, and which stop again (M9). Pure.

use super::model::Plan;
use crate::base::error::{Refusal, Result};
use crate::base::id::{Id, PlanId};
use crate::base::{Amount, Currency, Tie};

/// What is settled does not wait again.
pub const SETTLED: Refusal = Refusal::rule(
    "collection.settled",
    "plans that started with it have {settled} settled already; take that back first",
    "由此起算的回款计划已结清 {settled},请先撤回",
);

/// What becomes of one plan of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It starts as a whole.
    Start(PlanId),
    /// A part of it starts as a plan of its own.
    Split(PlanId, Amount),
    /// It waits again as a whole.
    Stop(PlanId),
    /// A part of it waits again.
    Unsplit(PlanId, Amount),
}

/// A plan of one line of the terms, with the plans that were split from it.
#[must_use]
pub fn family(plans: &[Plan], root: PlanId) -> Vec<&Plan> {
    let live = plans.iter().filter(|plan| !plan.cancelled);
    live.filter(|plan| plan.id == root || plan.split_from == Some(root))
        .collect()
}

/// What of a line's plans is to have started when `done` of `whole` has come: the same share of all
/// of them, rounded.
///
/// # Errors
/// `number.overflow`.
pub fn target(
    family: &[&Plan],
    (done, whole): (Amount, Amount),
    currency: Currency,
    tie: Tie,
) -> Result<Amount> {
    let all = Amount::sum(family.iter().map(|plan| plan.amount))?.of(currency)?;
    share_of(all, done, whole, currency, tie)
}

/// What becomes of the plans of one line when `target` of them is to have started: of the line's
/// amount a share starts, rounded cumulatively, so that what starts is exact over all shares (M5).
/// What waits starts in order; what must wait again is, of what nothing has settled yet, the plan
/// of just that amount, else the latest.
///
/// The second amount is what would have to wait again and is settled already: then nothing may
/// happen.
///
/// # Errors
/// `number.overflow`.
pub fn steps(family: &[&Plan], target: Amount, currency: Currency) -> Result<(Vec<Step>, Amount)> {
    let some = family.iter().filter(|plan| plan.started_on.is_some());
    let started = Amount::sum(some.map(|plan| plan.amount))?;
    let more = target.minus(started)?;
    // A line of a negative total is mirrored.
    let forward = more.is_negative() == target.is_negative() && target.abs() > started.abs();
    if more.is_zero() {
        return Ok((Vec::new(), more));
    }
    if forward {
        return Ok((start(family, more)?, Amount::ZERO.of(currency)?));
    }
    stop(family, more.abs())
}

/// A share of an amount, rounded to the minor unit.
fn share_of(
    amount: Amount,
    done: Amount,
    whole: Amount,
    currency: Currency,
    tie: Tie,
) -> Result<Amount> {
    if done == whole {
        return Ok(amount);
    }
    let [amount, done, whole] = [amount, done, whole].map(|a| i128::from(a.ten_thousandths()));
    Amount::rounded(amount, done, whole, currency, tie)
}

/// Starts so much of what waits.
fn start(family: &[&Plan], amount: Amount) -> Result<Vec<Step>> {
    let (mut left, mut steps) = (amount, Vec::new());
    for plan in family.iter().filter(|plan| plan.started_on.is_none()) {
        if left.is_zero() {
            break;
        }
        if plan.amount.abs() <= left.abs() {
            left = left.minus(plan.amount)?;
            steps.push(Step::Start(plan.id));
        } else {
            steps.push(Step::Split(plan.id, left));
            left = left.minus(left)?;
        }
    }
    Ok(steps)
}

/// Lets so much of what has started wait again, as far as nothing has settled it.
fn stop(family: &[&Plan], amount: Amount) -> Result<(Vec<Step>, Amount)> {
    let running = |plan: &&&Plan| plan.started_on.is_some();
    let mut started: Vec<&Plan> = family.iter().filter(running).copied().collect();
    started.sort_by_key(|plan| {
        let exact =
            plan.amount.abs() == amount && plan.open().is_ok_and(|open| open == plan.amount);
        (!exact, std::cmp::Reverse((plan.sequence, plan.id.raw())))
    });
    let (mut left, mut steps) = (amount, Vec::new());
    for plan in started {
        let part = plan.open()?.abs().min(left);
        if part.is_zero() {
            continue;
        }
        left = left.minus(part)?;
        steps.push(if part == plan.amount.abs() {
            Step::Stop(plan.id)
        } else if plan.amount.is_negative() {
            Step::Unsplit(plan.id, part.negated())
        } else {
            Step::Unsplit(plan.id, part)
        });
    }
    Ok((steps, left))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collection::due::DueOn;
    use crate::collection::model::tests::plan;

    fn money(text: &str) -> Amount {
        Amount::parse(text).unwrap().of(Currency::CNY).unwrap()
    }

    fn waiting(id: i64, amount: &str) -> Plan {
        let mut plan = plan(id, amount, "0", "2026-01-15");
        plan.started_on = None;
        plan.due_on = DueOn(None);
        plan
    }

    fn found(plans: &[Plan], done: &str) -> (Vec<Step>, String) {
        let family: Vec<&Plan> = plans.iter().collect();
        let share = (money(done), money("100000"));
        let target = target(&family, share, Currency::CNY, Tie::HalfUp).unwrap();
        let (steps, left) = steps(&family, target, Currency::CNY).unwrap();
        (steps, left.to_string())
    }

    #[test]
    fn the_delivery_of_m9() {
        // Order 100,000.00, 60 % on delivery, 3,000 of 10,000 units delivered: 18,000.00 start and
        // 42,000.00 keep waiting.
        let id = PlanId::from_raw;
        let line = [waiting(1, "60000")];
        let split = vec![Step::Split(id(1), money("18000"))];
        assert_eq!(found(&line, "30000"), (split, "0.00".into()));
        let line = [waiting(1, "42000"), plan(2, "18000", "0", "2026-01-15")];
        // The same again changes nothing; the rest starts as a whole.
        assert_eq!(found(&line, "30000").0, []);
        assert_eq!(found(&line, "100000").0, [Step::Start(id(1))]);
    }

    #[test]
    fn shares_are_cumulative() {
        // Two thirds of 100.00 are 66.67 in all, after a third was 33.33 (M5).
        let line = [waiting(1, "66.67"), plan(2, "33.33", "0", "2026-01-15")];
        let step = Step::Split(PlanId::from_raw(1), money("33.34"));
        assert_eq!(found(&line, "66666.67").0, [step]);
    }

    #[test]
    fn what_is_taken_back_waits_again() {
        let id = PlanId::from_raw;
        let line = [
            plan(1, "42000", "0", "2026-01-15"),
            plan(2, "18000", "0", "2026-01-15"),
        ];
        // The delivery of 30,000.00 is taken back: the plan of just its share waits again.
        assert_eq!(found(&line, "70000").0, [Step::Stop(id(2))]);
        // That of 10,000.00: the latest gives up 6,000.00.
        assert_eq!(
            found(&line, "90000").0,
            [Step::Unsplit(id(2), money("6000"))]
        );
        // What is paid does not wait again: 55,000.00 of it stay without cover.
        let paid = [plan(1, "60000", "55000", "2026-01-15")];
        let steps = vec![Step::Unsplit(id(1), money("5000"))];
        assert_eq!(found(&paid, "0"), (steps, "55000.00".into()));
    }
}
