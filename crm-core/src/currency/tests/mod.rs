//! Conversions against hand calculations and against arithmetic with numbers of any length.

mod big;
mod properties;

use super::model::{RateLeg, RatePath};
use super::rules::{Conversion, check_rates};
use super::{RateArgs, rules};
use crate::base::id::{Id, RateId};
use crate::base::{Amount, CodeText, Currency, Date, Tie};

fn currency(code: &str) -> Currency {
    Currency::parse(code).unwrap()
}

fn args(from: &str, to: &str, rate: &str, unit: u32) -> RateArgs {
    RateArgs {
        from: currency(from),
        to: currency(to),
        valid_on: Date::new(2026, 1, 15).unwrap(),
        rate: rate.parse().unwrap(),
        unit: Some(unit),
        source: CodeText::new("中国人民银行").unwrap(),
    }
}

/// By a rate that is quoted from one currency to another one, forwards or backwards.
fn by(from: &str, to: &str, rate: &str, unit: u32) -> Conversion {
    let args = args(from, to, rate, unit);
    Conversion::by(RateLeg {
        id: RateId::from_raw(1),
        from: args.from,
        to: args.to,
        inverse: false,
        rate: args.rate,
        unit,
        valid_on: args.valid_on,
        source: args.source,
    })
    .unwrap()
}

fn converted(conversion: &Conversion, amount: &str) -> String {
    let amount = Amount::parse(amount).unwrap();
    let answer = conversion.apply(amount, Tie::HalfUp);
    answer.map_or_else(|error| error.kind().to_owned(), |answer| answer.to_string())
}

#[test]
fn amounts_are_worth_what_the_rate_says() {
    let yen = by("JPY", "CNY", "4.6223", 100);
    // Hand calculation: 100.00 USD are 720.00 CNY, and 720 / 0.046223 are 15,576.66… JPY.
    let cross = by("USD", "CNY", "7.2", 1).then(yen.back()).unwrap();
    let peso = by("USD", "MXN", "19", 1).back();
    // Columns: conversion, amount, what it is worth.
    let rows = [
        // Three days of one contract.
        (by("USD", "CNY", "7.20", 1), "1000.00", "7200.00"),
        (by("USD", "CNY", "7.00", 1), "400.00", "2800.00"),
        (by("USD", "CNY", "7.30", 1), "600.00", "4380.00"),
        // 12,345 × 4.6223 / 100 = 570.622935.
        (yen.clone(), "12345", "570.62"),
        (yen.clone(), "-12345", "-570.62"),
        // 570.62 × 100 / 4.6223 = 12,344.93….
        (yen.back(), "570.62", "12345"),
        (yen, "0.5", "amount.too_precise"),
        (cross.clone(), "100.00", "15577"),
        (cross.back(), "15577", "100.00"),
        // 525 / 19 = 27.631…, 500 / 19 = 26.315…, 25 / 19 = 1.315…: the parts, each rounded, make
        // a cent more than the whole.
        (peso.clone(), "525.00", "27.63"),
        (peso.clone(), "500.00", "26.32"),
        (peso, "25.00", "1.32"),
        // By 0.138889, the inverse rounded first, it would be 1,000,000.80.
        (
            by("USD", "CNY", "7.2", 1).back(),
            "7200000.00",
            "1000000.00",
        ),
        (Conversion::same(currency("KWD")), "1.234", "1.234"),
        (
            by("KWD", "IRR", "999999999999", 1),
            "100000000000000",
            "number.overflow",
        ),
    ];
    for (conversion, amount, expected) in rows {
        assert_eq!(converted(&conversion, amount), expected, "{conversion:?}");
    }
}

#[test]
fn a_half_is_rounded_as_asked() {
    // Hand calculation: 0.25 × 0.5 = 0.125.
    let half = by("USD", "CNY", "0.5", 1);
    let amount = Amount::parse("0.25").unwrap();
    for (tie, expected) in [(Tie::HalfUp, "0.13"), (Tie::HalfEven, "0.12")] {
        assert_eq!(half.apply(amount, tie).unwrap().to_string(), expected);
    }
}

#[test]
fn the_way_back_turns_every_rate() {
    let cross = by("USD", "CNY", "7.2", 1)
        .then(by("JPY", "CNY", "4.6223", 100).back())
        .unwrap();
    let back = cross.back();
    assert_eq!((back.from(), back.to()), (currency("JPY"), currency("USD")));
    let ways: Vec<_> = back.legs().iter().map(|leg| leg.inverse).collect();
    assert_eq!(ways, [false, true]);
    assert_eq!(back.back(), cross);
    assert_eq!(back.path(), RatePath::Cross);
    let path = |conversion: Conversion| conversion.back().path();
    assert_eq!(path(by("USD", "CNY", "7.2", 1)), RatePath::Inverse);
    assert_eq!(path(Conversion::same(currency("CNY"))), RatePath::Same);
}

#[test]
fn a_rate_is_shown_only_where_it_ends() {
    let day = Date::new(2026, 1, 15).unwrap();
    let shown = |conversion: Conversion| conversion.applied(day).rate.map(|rate| rate.to_string());
    let yen = || by("JPY", "CNY", "4.6223", 100);
    assert_eq!(shown(yen()).as_deref(), Some("0.046223"));
    assert_eq!(shown(yen().back()), None);
    assert_eq!(
        shown(by("USD", "CNY", "8", 1).back()).as_deref(),
        Some("0.125")
    );
    let same = Conversion::same(currency("CNY"));
    assert_eq!(shown(same).as_deref(), Some("1"));
}

#[test]
fn what_is_brought_in_is_checked_in_order() {
    let kind = |rates: &[RateArgs]| {
        let error = check_rates(rates).err()?;
        Some((error.kind(), error.field().unwrap_or_default().to_owned()))
    };
    let (dollar, yen) = (args("USD", "CNY", "7.2", 1), args("JPY", "CNY", "4.6", 100));
    assert_eq!(kind(&[dollar.clone(), yen.clone()]), None);
    assert_eq!(kind(&[]), Some(("list.empty", "rates".into())));
    let many = vec![dollar.clone(); 501];
    assert_eq!(kind(&many), Some(("list.too_long", "rates".into())));
    let same = args("CNY", "CNY", "1", 0);
    assert_eq!(
        kind(&[dollar.clone(), same]),
        Some((rules::SAME_CURRENCY.kind, "rates[1].to".into()))
    );
    for unit in [0, 10_001] {
        assert_eq!(
            kind(&[args("VND", "CNY", "2.7", unit)]),
            Some(("number.out_of_range", "rates[0].unit".into()))
        );
    }
    assert_eq!(
        kind(&[dollar.clone(), yen, args("USD", "CNY", "7.3", 1)]),
        Some((rules::RATE_TWICE.kind, "rates[2]".into()))
    );
    let other = RateArgs {
        source: CodeText::new("ECB").unwrap(),
        ..dollar.clone()
    };
    assert_eq!(kind(&[dollar, other]), None);
}
