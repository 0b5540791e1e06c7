//! Which plans money pays when nobody says (M17): a proposal with its reasons. Pure.

use super::allocation::Share;
use crate::base::error::{Error, Refusal, Result};
use crate::base::limits::{EXACT_PLANS_MAX, EXACT_STEPS_MAX};
use crate::base::split::Spread;
use crate::base::{Amount, Currency, Date, Tie};
use crate::collection::{Plan, PlanKind, early};
use crate::org::setting::Allocation as Strategy;

/// Why a plan is paid: it is the next that is due.
pub const OLDEST_DUE: Refusal = Refusal::rule(
    "allocation.oldest_due",
    "due on {due_on}, the next of what is open",
    "到期日 {due_on},为未收款中最早到期者",
);
/// Why a plan is paid: the money is just what is open on it.
pub const EXACT: Refusal = Refusal::rule(
    "allocation.exact",
    "{amount} settles just this plan",
    "{amount} 恰好结清该计划",
);
/// Why plans are paid: the money is just what is open on them together.
pub const EXACT_SET: Refusal = Refusal::rule(
    "allocation.exact_set",
    "{amount} settles just these {count} plans together",
    "{amount} 恰好结清这 {count} 个计划",
);
/// Why plans are paid: each has its share.
pub const PRO_RATA: Refusal = Refusal::rule(
    "allocation.pro_rata",
    "its share of {amount} in proportion to what is open (M5)",
    "按未收金额比例分摊 {amount} (M5)",
);

/// Why a plan is paid: it is a fee or interest.
pub const PENALTY: Refusal = Refusal::rule(
    "allocation.penalty_first",
    "a fee or interest of a letter, due on {due_on}, before everything else",
    "催款函的费用或利息(到期日 {due_on}),优先清偿",
);

/// Every reason of a proposal.
pub const REASONS: &[Refusal] = &[OLDEST_DUE, EXACT, EXACT_SET, PRO_RATA, PENALTY];

/// A payment that is proposed, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposed {
    /// The payment.
    pub share: Share,
    /// Why.
    pub reason: Error,
}

/// Money that looks for plans.
#[derive(Debug, Clone, Copy)]
pub struct Money {
    /// How much there is.
    pub amount: Amount,
    /// Its currency.
    pub currency: Currency,
    /// The day it came in: discounts look at it.
    pub received_on: Date,
}

/// What a strategy proposes for the open plans in the order given; what is left stays unallocated.
///
/// # Errors
/// `number.overflow`.
pub fn propose(strategy: Strategy, money: Money, plans: &[Plan]) -> Result<Vec<Proposed>> {
    let open: Vec<&Plan> = plans
        .iter()
        .filter(|plan| plan.open().is_ok_and(Amount::is_positive))
        .collect();
    match strategy {
        Strategy::Manual => Ok(Vec::new()),
        Strategy::OldestDue => oldest_due(money, &open, false),
        Strategy::ExactMatch => exact(money, &open),
        Strategy::ExactOrOldest => {
            let exact = exact(money, &open)?;
            if exact.is_empty() {
                oldest_due(money, &open, false)
            } else {
                Ok(exact)
            }
        }
        Strategy::ProRata => pro_rata(money, &open),
        Strategy::PenaltyFirst => {
            let mut open = open;
            open.sort_by_key(|plan| plan.kind == PlanKind::Sale);
            oldest_due(money, &open, true)
        }
    }
}

/// Consumes the plans in order, the last one partly; `first` says that claims were put before
/// others.
fn oldest_due(money: Money, plans: &[&Plan], first: bool) -> Result<Vec<Proposed>> {
    let (mut left, mut proposed) = (money.amount, Vec::new());
    for plan in plans {
        if !left.is_positive() {
            break;
        }
        let amount = early::to_settle(plan, money.received_on)?.min(left);
        left = left.minus(amount)?;
        let reason = match plan.kind {
            PlanKind::DunningFee | PlanKind::Interest if first => PENALTY,
            _ => OLDEST_DUE,
        };
        proposed.push(Proposed {
            share: Share::of(plan, amount, Some(money.received_on))?,
            reason: reason.error().with("due_on", plan.due_on),
        });
    }
    Ok(proposed)
}

/// Every plan in proportion to what settles it, by cumulative rounding.
fn pro_rata(money: Money, plans: &[&Plan]) -> Result<Vec<Proposed>> {
    let costs = costs(money, plans)?;
    let whole = Amount::sum(costs.iter().copied())?;
    let spent = money.amount.min(whole);
    let weight = i128::from(whole.ten_thousandths());
    let mut spread = Spread::new(spent, weight, money.currency, Tie::HalfUp)?;
    let mut proposed = Vec::new();
    for (plan, cost) in plans.iter().zip(costs) {
        let amount = spread.take(cost.ten_thousandths())?;
        if amount.is_positive() {
            proposed.push(Proposed {
                share: Share::of(plan, amount, Some(money.received_on))?,
                reason: PRO_RATA.error().with("amount", spent),
            });
        }
    }
    Ok(proposed)
}

/// What settles each plan on the day.
fn costs(money: Money, plans: &[&Plan]) -> Result<Vec<Amount>> {
    plans
        .iter()
        .map(|plan| early::to_settle(plan, money.received_on))
        .collect()
}

/// The smallest set of plans that the money settles to the cent; of several the first in order.
/// Looks at the first plans and at so many sets, and says nothing beyond that.
fn exact(money: Money, plans: &[&Plan]) -> Result<Vec<Proposed>> {
    let plans = plans.get(..EXACT_PLANS_MAX).unwrap_or(plans);
    let costs = costs(money, plans)?;
    let costs: Vec<i64> = costs.iter().map(|cost| cost.ten_thousandths()).collect();
    let mut search = Search {
        costs: &costs,
        steps: EXACT_STEPS_MAX,
        chosen: Vec::new(),
    };
    let wanted = money.amount.ten_thousandths();
    let sizes = 1..=costs.len();
    let mut found = sizes
        .into_iter()
        .find(|size| search.of_size(*size, 0, wanted));
    if found.is_none() && search.steps == 0 {
        // Too many sets: everything together is still seen at once.
        found = (costs.iter().sum::<i64>() == wanted).then_some(costs.len());
        search.chosen = (0..costs.len()).collect();
    }
    let Some(count) = found else {
        return Ok(Vec::new());
    };
    let mut proposed = Vec::new();
    for plan in search.chosen.iter().filter_map(|index| plans.get(*index)) {
        let amount = early::to_settle(plan, money.received_on)?;
        let reason = if count == 1 {
            EXACT.error()
        } else {
            EXACT_SET.error().with("count", count)
        };
        proposed.push(Proposed {
            share: Share::of(plan, amount, Some(money.received_on))?,
            reason: reason.with("amount", money.amount),
        });
    }
    Ok(proposed)
}

/// A search for plans whose costs sum to an amount, bounded in its steps.
struct Search<'a> {
    costs: &'a [i64],
    steps: u32,
    chosen: Vec<usize>,
}

impl Search<'_> {
    /// Whether `size` more plans from `from` on come to just `wanted`; then they are chosen.
    fn of_size(&mut self, size: usize, from: usize, wanted: i64) -> bool {
        if size == 0 {
            return wanted == 0;
        }
        for index in from..self.costs.len() {
            let cost = self.costs.get(index).copied().unwrap_or(i64::MAX);
            if self.steps == 0 {
                return false;
            }
            self.steps -= 1;
            if cost > wanted {
                continue;
            }
            self.chosen.push(index);
            if self.of_size(size - 1, index + 1, wanted - cost) {
                return true;
            }
            self.chosen.pop();
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::Id;
    use crate::collection::model::tests::plan;

    fn money(text: &str) -> Money {
        Money {
            amount: Amount::parse(text).unwrap().of(Currency::CNY).unwrap(),
            currency: Currency::CNY,
            received_on: Date::parse("2026-03-10").unwrap(),
        }
    }

    /// M17: open P1 30,000.00 (01-15), P2 60,000.00 (03-02), P3 10,000.00 (04-15).
    fn paid(strategy: Strategy, amount: &str) -> Vec<(i64, String)> {
        let plans = [
            plan(1, "30000", "0", "2026-01-15"),
            plan(2, "60000", "0", "2026-03-02"),
            plan(3, "10000", "0", "2026-04-15"),
            plan(4, "500", "500", "2026-04-16"),
        ];
        let proposed = propose(strategy, money(amount), &plans).unwrap();
        let shares = proposed.iter().map(|proposed| &proposed.share);
        shares
            .map(|share| (share.plan.raw(), share.amount.to_string()))
            .collect()
    }

    fn of(paid: &[(i64, &str)]) -> Vec<(i64, String)> {
        paid.iter()
            .map(|(id, text)| (*id, (*text).to_owned()))
            .collect()
    }

    #[test]
    fn the_oldest_due_first() {
        let found = paid(Strategy::OldestDue, "45000");
        assert_eq!(found, of(&[(1, "30000.00"), (2, "15000.00")]));
        // M18, D3: 100,000.00 are open; the surplus is left alone.
        let all = [(1, "30000.00"), (2, "60000.00"), (3, "10000.00")];
        assert_eq!(paid(Strategy::OldestDue, "160000"), of(&all));
        assert_eq!(paid(Strategy::Manual, "45000"), []);
    }

    #[test]
    fn the_smallest_set_that_matches() {
        assert_eq!(paid(Strategy::ExactMatch, "60000"), of(&[(2, "60000.00")]));
        let two = of(&[(1, "30000.00"), (3, "10000.00")]);
        assert_eq!(paid(Strategy::ExactMatch, "40000"), two);
        assert_eq!(paid(Strategy::ExactMatch, "45000"), []);
        let oldest = of(&[(1, "30000.00"), (2, "15000.00")]);
        assert_eq!(paid(Strategy::ExactOrOldest, "45000"), oldest);
        assert_eq!(paid(Strategy::ExactOrOldest, "40000"), two);
    }

    #[test]
    fn of_equal_matches_the_earliest() {
        let plans: Vec<Plan> = (1..=3)
            .map(|id| plan(id, "100", "0", "2026-01-15"))
            .collect();
        let found = propose(Strategy::ExactMatch, money("200"), &plans).unwrap();
        let ids: Vec<i64> = found.iter().map(|found| found.share.plan.raw()).collect();
        assert_eq!(ids, [1, 2]);
    }

    #[test]
    fn a_search_without_end_is_given_up() {
        // Forty plans of which no few come to the amount, and all together do.
        let plans: Vec<Plan> = (1..=40)
            .map(|id| plan(id, "100.01", "0", "2026-01-15"))
            .collect();
        let all = propose(Strategy::ExactMatch, money("4000.40"), &plans).unwrap();
        assert_eq!(all.len(), 40);
        let none = propose(Strategy::ExactMatch, money("2000.21"), &plans).unwrap();
        assert_eq!(none, []);
    }

    #[test]
    fn in_proportion_to_what_is_open() {
        // 10,000.00 on 30 : 60 : 10 are 3,000.00, 6,000.00 and 1,000.00; 100.01 is shared out by
        // cumulative rounding: 30.003 to 30.00, 90.009 to 90.01.
        let whole = [(1, "3000.00"), (2, "6000.00"), (3, "1000.00")];
        assert_eq!(paid(Strategy::ProRata, "10000"), of(&whole));
        let cents = [(1, "30.00"), (2, "60.01"), (3, "10.00")];
        assert_eq!(paid(Strategy::ProRata, "100.01"), of(&cents));
        let all = [(1, "30000.00"), (2, "60000.00"), (3, "10000.00")];
        assert_eq!(paid(Strategy::ProRata, "100000.01"), of(&all));
    }
}
