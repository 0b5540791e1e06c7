use super::*;
use crate::base::id::{BaseValueId, CustomerId, Id};
use crate::base::{Date, Instant, Rate};
use crate::currency::model::{AppliedRate, RatePath};
use proptest::prelude::*;

fn dollar() -> Currency {
    Currency::parse("USD").unwrap()
}

fn money(text: &str, currency: Currency) -> Amount {
    Amount::parse(text).unwrap().of(currency).unwrap()
}

fn usd(text: &str) -> Amount {
    money(text, dollar())
}

fn cny(text: &str) -> Amount {
    money(text, Currency::CNY)
}

/// A value in yuan of an amount in dollars.
fn value(amount: Amount, base_amount: Amount) -> BaseValue {
    let on = Date::parse("2026-01-15").unwrap();
    BaseValue {
        id: BaseValueId::from_raw(1),
        version: 1,
        order: None,
        revision: None,
        receipt: None,
        customer: CustomerId::from_raw(1),
        currency: dollar(),
        amount,
        open: amount,
        rate: AppliedRate {
            from: dollar(),
            to: Currency::CNY,
            on,
            path: RatePath::Direct,
            rate: Some(Rate::parse("7.2").unwrap()),
            legs: Vec::new(),
        },
        effective_on: on,
        base_currency: Currency::CNY,
        base_amount,
        base_open: base_amount,
        closed_on: None,
        created_at: Instant::EPOCH,
    }
}

#[test]
fn the_example_of_m31() {
    // USD 1,000.00 at 7.20: 400.00 relieve 2,880.00, 600.00 relieve 4,320.00, and nothing is left.
    let mut value = value(usd("1000"), cny("7200"));
    assert_eq!(value.take(usd("400")).unwrap(), cny("2880"));
    assert_eq!(value.take(usd("600")).unwrap(), cny("4320"));
    assert_eq!((value.open, value.base_open), (usd("0"), cny("0")));
}

#[test]
fn thirds_leave_no_cent_behind() {
    // 100.00 worth 720.01: 33.33 take 239.98 (239.979…), then 239.98 of 480.03, then the rest.
    let mut value = value(usd("100"), cny("720.01"));
    assert_eq!(value.take(usd("33.33")).unwrap(), cny("239.98"));
    assert_eq!(value.take(usd("33.33")).unwrap(), cny("239.98"));
    assert_eq!(value.take(usd("33.34")).unwrap(), cny("240.05"));
    assert_eq!(value.base_open, cny("0"));
}

#[test]
fn what_is_given_back_is_what_was_taken() {
    let fresh = value(usd("100"), cny("720.01"));
    let mut moved = fresh.clone();
    let part = moved.take(usd("33.33")).unwrap();
    moved.give_back(usd("33.33"), part).unwrap();
    assert_eq!(moved, fresh);
    // 100.00 more at 7.30, then 150.00 of 200.00 less: 150/200 of 720.01 + 730.00 are 1,087.51.
    moved.raise(usd("100"), cny("730")).unwrap();
    assert_eq!(
        (moved.amount, moved.base_amount),
        (usd("200"), cny("1450.01"))
    );
    assert_eq!(moved.lower(usd("150")).unwrap(), cny("1087.51"));
    assert_eq!((moved.open, moved.base_open), (usd("50"), cny("362.50")));
    assert_eq!(
        (moved.amount, moved.base_amount),
        (usd("50"), cny("362.50"))
    );
}

#[test]
fn the_trap_of_m32_is_none() {
    // USD 525.00 are 500.00 and 25.00 of tax; 3,823.31 are shared out over both by cumulative
    // rounding: 3,641.2476… to 3,641.25, and what is left of the whole: the sum is the whole.
    let value = value(usd("525"), cny("3823.31"));
    let parts = value.shared_out(&[usd("500"), usd("25")]).unwrap();
    assert_eq!(parts, [cny("3641.25"), cny("182.06")]);
}

proptest! {
    /// Whatever is paid in whatever order, the parts sum to the whole.
    #[test]
    fn nothing_is_left_over(cents in proptest::collection::vec(1_i64..100_000, 1..12), base in 1_i64..9_000_000) {
        let of = |cents: i64| Amount::from_minor(i128::from(cents), dollar()).unwrap();
        let base = Amount::from_minor(i128::from(base), Currency::CNY).unwrap();
        let mut value = value(of(cents.iter().sum()), base);
        let mut sum = cny("0");
        for part in &cents {
            let taken = value.take(of(*part)).unwrap();
            prop_assert!(!taken.is_negative() && !value.base_open.is_negative());
            sum = sum.plus(taken).unwrap();
        }
        prop_assert_eq!(sum, base);
        prop_assert_eq!(value.base_open, cny("0"));
        let shares: Vec<Amount> = cents.iter().map(|cents| of(*cents)).collect();
        let fresh = self::value(of(cents.iter().sum()), base);
        let parts = fresh.shared_out(&shares).unwrap();
        prop_assert_eq!(Amount::sum(parts).unwrap(), base);
    }
}
