//! How plans follow a new total. Pure.

use super::model::{PlanAmount, PlanMove, Strategy};
use crate::base::error::{Refusal, Result};
use crate::base::id::{Id, PlanId};
use crate::base::messages::{NOT_FOUND, NUMBER_NEGATIVE};
use crate::base::split::Spread;
use crate::base::{Amount, Currency, Tie};
use crate::collection::{Plan, PlanKind};

/// What was settled would be open again.
pub const REOPENS: Refusal = Refusal::rule(
    "amendment.reopens",
    "plan {plan} is settled and would have {open} open again; consent to it, or choose another \
     strategy",
    "回款计划 {plan} 已结清,变更后将重新产生未收 {open};请确认同意或另选方式",
);
/// A plan below what has settled it.
pub const BELOW_SETTLED: Refusal = Refusal::rule(
    "amendment.below_settled",
    "{amount} is less than the {settled} that has settled plan {plan}",
    "{amount} 低于回款计划 {plan} 已结清的 {settled}",
);
/// Plans that do not come to the total.
pub const NOT_CLOSED: Refusal = Refusal::rule(
    "amendment.not_closed",
    "the plans come to {sum}, the order to {total}",
    "各回款计划合计 {sum},订单总额为 {total}",
);

/// What becomes of the plans of an order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Replan {
    /// Every plan that changes, in the order of the plans.
    pub moves: Vec<PlanMove>,
    /// What a new plan is to be, when there is one.
    pub added: Option<Amount>,
}

/// What the caller says of the plans.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// How they follow.
    pub strategy: Strategy,
    /// What they are to be, with `manual`.
    pub amounts: &'a [PlanAmount],
    /// Whether a settled plan may be open again.
    pub consent: bool,
}

/// The plans that an order's total consists of.
fn live(plans: &[Plan]) -> Vec<&Plan> {
    let sale = |plan: &&Plan| !plan.cancelled && plan.kind == PlanKind::Sale;
    plans.iter().filter(sale).collect()
}

/// Decides how the plans of an order follow its new total (M22 to M24). Neither total is negative:
/// orders are not.
///
/// # Errors
/// With `manual` at `amounts[i]`: `not_found`, `number.negative`,
/// `amendment.below_settled`, then `amendment.not_closed` at `amounts`; `amendment.reopens`.
pub fn replan(
    plans: &[Plan],
    total: Amount,
    currency: Currency,
    wanted: Wanted<'_>,
) -> Result<Replan> {
    let live = live(plans);
    let before = Amount::sum(live.iter().map(|plan| plan.amount))?.of(currency)?;
    let mut amounts: Vec<Amount> = live.iter().map(|plan| plan.amount).collect();
    let more = total.minus(before)?;
    let mut added = None;
    match wanted.strategy {
        Strategy::Manual => manual(&live, wanted.amounts, total, &mut amounts)?,
        Strategy::Reproportion => reproportion(&live, total, currency, &mut amounts)?,
        _ if more.is_negative() => reduce(&live, more.abs(), &mut amounts)?,
        _ if more.is_zero() => {}
        Strategy::SpreadOpen => added = spread(&live, more, currency, &mut amounts)?,
        Strategy::LastLine => added = last(&live, more, &mut amounts)?,
        Strategy::NewLine | Strategy::Terms => added = Some(more),
    }
    if before.is_zero() && !more.is_zero() && added.is_none() {
        added = Some(more);
    }
    let mut moves = Vec::new();
    for (plan, after) in live.into_iter().zip(amounts) {
        let settled = plan.settled()?;
        let reopened = settled == plan.amount && after > plan.amount && !plan.amount.is_zero();
        if reopened && !wanted.consent {
            let error = REOPENS.at("consent").with("plan", plan.id.raw());
            return Err(error.with("open", after.minus(settled)?));
        }
        if after != plan.amount {
            let nothing = Amount::ZERO.of(currency)?;
            moves.push(PlanMove {
                plan: Some(plan.id),
                before: Some(plan.amount),
                after,
                released: settled.minus(after)?.max(nothing),
            });
        }
    }
    Ok(Replan { moves, added })
}

/// Spreads more over what is open, in proportion to the planned amounts.
fn spread(
    live: &[&Plan],
    more: Amount,
    currency: Currency,
    amounts: &mut [Amount],
) -> Result<Option<Amount>> {
    let mut weights = Vec::with_capacity(live.len());
    for plan in live {
        let open = plan.open()?.is_positive();
        weights.push(if open {
            plan.amount.ten_thousandths()
        } else {
            0
        });
    }
    let whole: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    if whole == 0 {
        return Ok(Some(more));
    }
    let mut spread = Spread::new(more, whole, currency, Tie::HalfUp)?;
    for (amount, weight) in amounts.iter_mut().zip(weights) {
        *amount = amount.plus(spread.take(weight)?)?;
    }
    Ok(None)
}

/// The places of plans, the latest first; what waits is later than what is due.
fn latest_first(live: &[&Plan]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..live.len()).collect();
    places.sort_by_key(|place| {
        let plan = live.get(*place);
        std::cmp::Reverse(plan.map(|plan| (plan.due_on.kept(), plan.sequence)))
    });
    places
}

/// Gives more to the latest plan with something open.
fn last(live: &[&Plan], more: Amount, amounts: &mut [Amount]) -> Result<Option<Amount>> {
    for place in latest_first(live) {
        if let (Some(plan), Some(amount)) = (live.get(place), amounts.get_mut(place))
            && plan.open()?.is_positive()
        {
            *amount = amount.plus(more)?;
            return Ok(None);
        }
    }
    Ok(Some(more))
}

/// Takes less from what is open, from the latest plan backwards, then in the same order from what
/// is settled (M23, M24).
fn reduce(live: &[&Plan], less: Amount, amounts: &mut [Amount]) -> Result<()> {
    let mut left = less;
    for settled in [false, true] {
        for place in latest_first(live) {
            let (Some(plan), Some(amount)) = (live.get(place), amounts.get_mut(place)) else {
                continue;
            };
            let room = if settled { *amount } else { plan.open()? };
            let part = room.min(left);
            *amount = amount.minus(part)?;
            left = left.minus(part)?;
        }
    }
    Ok(())
}

/// Keeps each plan's part of the total.
fn reproportion(
    live: &[&Plan],
    total: Amount,
    currency: Currency,
    amounts: &mut [Amount],
) -> Result<()> {
    let weights = live.iter().map(|plan| plan.amount.ten_thousandths());
    let whole: i128 = weights.clone().map(i128::from).sum();
    if whole == 0 {
        return Ok(());
    }
    let mut spread = Spread::new(total, whole, currency, Tie::HalfUp)?;
    for (amount, weight) in amounts.iter_mut().zip(weights) {
        *amount = spread.take(weight)?;
    }
    Ok(())
}

/// Takes the amounts that are said; plans that are not named stay.
fn manual(
    live: &[&Plan],
    wanted: &[PlanAmount],
    total: Amount,
    amounts: &mut [Amount],
) -> Result<()> {
    for (index, wanted) in wanted.iter().enumerate() {
        let at = |part: &str| format!("amounts[{index}].{part}");
        let place = live.iter().position(|plan| plan.id == wanted.plan);
        let found = place.and_then(|place| Some((live.get(place)?, amounts.get_mut(place)?)));
        let Some((plan, amount)) = found else {
            let error = NOT_FOUND.at(at("plan")).with("record", "plan");
            return Err(error.with("id", wanted.plan.raw()));
        };
        if wanted.amount.is_negative() {
            let error = NUMBER_NEGATIVE.at(at("amount"));
            return Err(error.with("text", wanted.amount));
        }
        let settled = plan.settled()?;
        if wanted.amount < settled {
            return Err(BELOW_SETTLED
                .at(at("amount"))
                .with("plan", plan.id.raw())
                .with("amount", wanted.amount)
                .with("settled", settled));
        }
        let currency = plan.currency;
        *amount = wanted.amount.of(currency).map_err(|e| e.at(at("amount")))?;
    }
    let sum = Amount::sum(amounts.iter().copied())?;
    if sum != total {
        let error = NOT_CLOSED.at("amounts").with("sum", sum);
        return Err(error.with("total", total));
    }
    Ok(())
}

/// The taxes of plans after they moved: those that stayed keep theirs, the others share what is
/// left of the tax (M14). When that cannot be, because the rates changed, all share all of it.
///
/// # Errors
/// `number.overflow`.
pub fn taxes(
    plans: &[(PlanId, Amount, Amount, bool)],
    tax: Amount,
    currency: Currency,
) -> Result<Vec<(PlanId, Amount)>> {
    let stayed = plans.iter().filter(|(_, _, _, moved)| !moved);
    let kept = Amount::sum(stayed.map(|(_, _, tax, _)| *tax))?;
    let left = tax.minus(kept)?;
    let moving = plans.iter().filter(|(_, _, _, moved)| *moved);
    let room = Amount::sum(moving.map(|(_, amount, _, _)| *amount))?;
    let all = left.is_negative() || left > room;
    let weight = |(_, amount, _, moved): &(PlanId, Amount, Amount, bool)| {
        if all || *moved {
            amount.ten_thousandths()
        } else {
            0
        }
    };
    let whole: i128 = plans.iter().map(|plan| i128::from(weight(plan))).sum();
    let shared = if all { tax } else { left };
    let shared = if whole == 0 { Amount::ZERO } else { shared };
    let mut spread = Spread::new(shared, whole, currency, Tie::HalfUp)?;
    let mut taxes = Vec::with_capacity(plans.len());
    for plan in plans {
        let part = spread.take(weight(plan))?;
        let stays = !all && !plan.3;
        taxes.push((plan.0, if stays { plan.2 } else { part }));
    }
    Ok(taxes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collection::model::tests::plan;

    fn money(text: &str) -> Amount {
        Amount::parse(text).unwrap().of(Currency::CNY).unwrap()
    }

    /// M22: T 100,000.00; P1 30,000.00 settled; P2 60,000.00 with 20,000.00 collected; P3 open.
    fn plans() -> Vec<Plan> {
        vec![
            plan(1, "30000", "30000", "2026-01-15"),
            plan(2, "60000", "20000", "2026-03-02"),
            plan(3, "10000", "0", "2026-04-15"),
        ]
    }

    fn moved(total: &str, wanted: Wanted<'_>) -> Result<Vec<String>> {
        let found = replan(&plans(), money(total), Currency::CNY, wanted)?;
        let moves = found.moves.iter().map(|one| {
            let plan = one.plan.map_or(0, Id::raw);
            let released = if one.released.is_zero() {
                String::new()
            } else {
                format!(" released {}", one.released)
            };
            format!("P{plan} {}{released}", one.after)
        });
        Ok(moves
            .chain(found.added.map(|amount| format!("new {amount}")))
            .collect())
    }

    fn by(strategy: Strategy) -> Wanted<'static> {
        Wanted {
            strategy,
            ..Wanted::default()
        }
    }

    #[test]
    fn the_examples_of_m22() {
        let spread = moved("120000", by(Strategy::SpreadOpen)).unwrap();
        assert_eq!(spread, ["P2 77142.86", "P3 12857.14"]);
        let last = moved("120000", by(Strategy::LastLine)).unwrap();
        assert_eq!(last, ["P3 30000.00"]);
        let new = moved("120000", by(Strategy::NewLine)).unwrap();
        assert_eq!(new, ["new 20000.00"]);
        let refused = moved("120000", by(Strategy::Reproportion)).unwrap_err();
        assert_eq!(refused.kind(), "amendment.reopens");
        assert_eq!(refused.details()["open"], "6000.00");
        let consent = Wanted {
            consent: true,
            ..by(Strategy::Reproportion)
        };
        let all = moved("120000", consent).unwrap();
        assert_eq!(all, ["P1 36000.00", "P2 72000.00", "P3 12000.00"]);
    }

    #[test]
    fn the_examples_of_m23_and_m24() {
        for strategy in [Strategy::SpreadOpen, Strategy::LastLine, Strategy::NewLine] {
            let less = moved("85000", by(strategy)).unwrap();
            assert_eq!(less, ["P2 55000.00", "P3 0.00"]);
            // 50,000.00 are collected: 5,000.00 of them are credit again.
            let below = moved("45000", by(strategy)).unwrap();
            assert_eq!(below, ["P2 15000.00 released 5000.00", "P3 0.00"]);
        }
        let nothing = moved("0", by(Strategy::SpreadOpen)).unwrap();
        let expected = [
            "P1 0.00 released 30000.00",
            "P2 0.00 released 20000.00",
            "P3 0.00",
        ];
        assert_eq!(nothing, expected);
    }

    #[test]
    fn what_the_caller_says_must_close() {
        let amounts = |two: &str, three: &str| {
            let of = |id, amount: &str| PlanAmount {
                plan: PlanId::from_raw(id),
                amount: Amount::parse(amount).unwrap(),
            };
            [of(2, two), of(3, three)]
        };
        let by_hand = |total: &str, amounts: &[PlanAmount]| {
            moved(
                total,
                Wanted {
                    strategy: Strategy::Manual,
                    amounts,
                    consent: false,
                },
            )
        };
        let good = by_hand("120000", &amounts("90000", "0")).unwrap();
        assert_eq!(good, ["P2 90000.00", "P3 0.00"]);
        let kind = |result: Result<Vec<String>>| result.unwrap_err().kind();
        let open = by_hand("120000", &amounts("90000", "1"));
        assert_eq!(kind(open), "amendment.not_closed");
        let below = by_hand("49999.99", &amounts("19999.99", "0"));
        assert_eq!(kind(below), "amendment.below_settled");
        let negative = by_hand("120000", &amounts("90001", "-1"));
        assert_eq!(kind(negative), "number.negative");
    }

    #[test]
    fn plans_that_stayed_keep_their_tax() {
        // 30,000.00 with 1,698.11 stay; 6,792.45 in all leave 5,094.34 to 77,142.86 and 12,857.14.
        let id = PlanId::from_raw;
        let plans = [
            (id(1), money("30000"), money("1698.11"), false),
            (id(2), money("77142.86"), money("3396.23"), true),
            (id(3), money("12857.14"), money("566.04"), true),
        ];
        let found = taxes(&plans, money("6792.45"), Currency::CNY).unwrap();
        // 5,094.34 × 77,142.86 ÷ 90,000.00 = 4,366.5773…
        let expected = [
            (id(1), money("1698.11")),
            (id(2), money("4366.58")),
            (id(3), money("727.76")),
        ];
        assert_eq!(found, expected);
        // A tax that became smaller than what stayed is shared by all.
        let none = taxes(&plans, money("0"), Currency::CNY).unwrap();
        assert!(none.iter().all(|(_, tax)| tax.is_zero()));
    }
}
