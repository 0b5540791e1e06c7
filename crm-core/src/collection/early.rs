//! What a payment in time is worth on a plan (M11). Pure.

use super::model::Plan;
use crate::base::error::Result;
use crate::base::{Amount, Date, Tie};
use crate::terms::{Early, EarlyOffer, PartPayment};

/// The discount that holds for money of a day, if any does: the first whose last day is not over.
fn offer(plan: &Plan, on: Date) -> Result<Option<(&Early, &EarlyOffer)>> {
    let Some(early) = &plan.early else {
        return Ok(None);
    };
    // Who paid a part gets nothing for the rest, unless parts count; a credit note is no payment.
    let untouched = plan.collected.is_zero() && plan.discounted == early.lowered;
    if early.parts == PartPayment::Nothing && !untouched {
        return Ok(None);
    }
    let in_time = |offer: &&EarlyOffer| offer.until.is_some_and(|until| on <= until);
    Ok(early
        .offers
        .iter()
        .find(in_time)
        .map(|offer| (early, offer)))
}

/// A share of an amount as an offer's two figures stand to each other, rounded once.
fn in_ratio(plan: &Plan, amount: Amount, of: Amount, to: Amount) -> Result<Amount> {
    let [amount, of, to] = [amount, of, to].map(|a| i128::from(a.ten_thousandths()));
    Amount::rounded(amount, of, to, plan.currency, Tie::HalfUp)
}

/// What settles all that is open with money of a day: less than what is open when a discount holds.
///
/// # Errors
/// `number.overflow`.
pub fn to_settle(plan: &Plan, on: Date) -> Result<Amount> {
    let open = plan.open()?;
    let Some((_, offer)) = offer(plan, on)? else {
        return Ok(open);
    };
    in_ratio(plan, open, offer.pay, offer.pay.plus(offer.discount)?)
}

/// The discount that a payment of a day brings on a plan. The payment is at most what is open; with
/// it the two are at most what is open.
///
/// # Errors
/// `number.overflow`.
pub fn discount(plan: &Plan, paid: Amount, on: Date) -> Result<Amount> {
    let nothing = Amount::ZERO.of(plan.currency)?;
    let Some((early, offer)) = offer(plan, on)? else {
        return Ok(nothing);
    };
    let open = plan.open()?;
    if paid >= to_settle(plan, on)? {
        return open.minus(paid);
    }
    if early.parts == PartPayment::Nothing {
        return Ok(nothing);
    }
    let whole = offer.pay.plus(offer.discount)?;
    let settled = in_ratio(plan, paid, whole, offer.pay)?.min(open);
    settled.minus(paid)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Currency, Percent};
    use crate::collection::model::tests::plan;
    use crate::terms::TaxBase;

    fn money(text: &str) -> Amount {
        Amount::parse(text).unwrap().of(Currency::CNY).unwrap()
    }

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    /// M11: 500.00 with 2 % until 25 January.
    fn discounted(parts: PartPayment, collected: &str) -> Plan {
        let mut plan = plan(1, "500", collected, "2026-02-14");
        plan.early = Some(Early {
            offers: vec![EarlyOffer {
                percent: Percent::parse("2").unwrap(),
                until: Some(day("2026-01-25")),
                pay: money("490"),
                discount: money("10"),
            }],
            tax: TaxBase::Included,
            parts,
            lowered: money("0"),
        });
        plan
    }

    #[test]
    fn the_part_payment_of_m11() {
        // 245.00 received in time settles 250.00 and grants 5.00; without pro rata it grants nothing.
        let on = day("2026-01-25");
        let plan = discounted(PartPayment::ProRata, "0");
        assert_eq!(discount(&plan, money("245"), on).unwrap(), money("5"));
        let plan = discounted(PartPayment::Nothing, "0");
        assert_eq!(discount(&plan, money("245"), on).unwrap(), money("0"));
    }

    #[test]
    fn the_last_day_counts_and_the_next_does_not() {
        let plan = discounted(PartPayment::Nothing, "0");
        for (on, pays, granted) in [("2026-01-25", "490", "10"), ("2026-01-26", "500", "0")] {
            assert_eq!(to_settle(&plan, day(on)).unwrap(), money(pays));
            let found = discount(&plan, money(pays), day(on)).unwrap();
            assert_eq!(found, money(granted));
        }
    }

    #[test]
    fn who_pays_more_than_needed_is_granted_less() {
        let plan = discounted(PartPayment::Nothing, "0");
        let found = discount(&plan, money("495"), day("2026-01-20")).unwrap();
        assert_eq!(found, money("5"));
    }

    #[test]
    fn a_part_that_was_paid_ends_the_discount_of_the_whole() {
        // D19 names the loss as a defect; it is the policy `nothing`, and `pro_rata` is the other.
        let on = day("2026-01-20");
        let plan = discounted(PartPayment::Nothing, "100");
        assert_eq!(to_settle(&plan, on).unwrap(), money("400"));
        // 400.00 are open: 98 % of it settle it.
        let plan = discounted(PartPayment::ProRata, "100");
        assert_eq!(to_settle(&plan, on).unwrap(), money("392"));
    }
}
