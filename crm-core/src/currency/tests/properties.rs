//! What holds for every rate and every amount.

use super::big::Big;
use super::{Conversion, by, currency};
use crate::base::{Amount, Tie};
use proptest::prelude::*;

const CURRENCIES: [&str; 5] = ["CNY", "USD", "JPY", "KWD", "CLF"];

/// A rate as text with its digits and decimals: up to 15 digits, up to 12 of them behind the point.
fn any_rate() -> impl Strategy<Value = (String, u64, u32)> {
    let digits = prop_oneof![1_u64..100_000, 1_u64..1_000_000_000_000_000];
    (digits, 0_u32..=12)
        .prop_map(|(digits, decimals)| {
            let scale = 10_u64.pow(decimals);
            let width = usize::try_from(decimals).unwrap();
            let text = match decimals {
                0 => digits.to_string(),
                _ => format!("{}.{:0width$}", digits / scale, digits % scale),
            };
            (text, digits, decimals)
        })
        .prop_filter("as many digits as a rate has", |(text, ..)| {
            text.parse::<crate::base::Rate>().is_ok()
        })
}

/// One leg: its rate, what it is quoted for, and whether it is turned round.
fn any_leg() -> impl Strategy<Value = ((String, u64, u32), u32, bool)> {
    let units = prop::sample::select(&[1_u32, 100, 1_000, 10_000][..]);
    (any_rate(), units, any::<bool>())
}

fn leg(from: &str, to: &str, rate: &str, unit: u32, back: bool) -> Conversion {
    match back {
        false => by(from, to, rate, unit),
        true => by(to, from, rate, unit).back(),
    }
}

/// Numerator and denominator of legs, never shortened.
fn fraction(legs: &[((String, u64, u32), u32, bool)]) -> (Big, Big) {
    let one = || Big::of(1);
    legs.iter().fold((one(), one()), |(up, down), leg| {
        let ((_, digits, decimals), unit, back) = leg;
        let digits = Big::of(u128::from(*digits));
        let scale = Big::ten_to(*decimals).times(&Big::of(u128::from(*unit)));
        match back {
            false => (up.times(&digits), down.times(&scale)),
            true => (up.times(&scale), down.times(&digits)),
        }
    })
}

proptest! {
    /// The answer `r` is the nearest: `(2r − 1) d ≤ 2 n v ≤ (2r + 1) d`, and a half goes where it
    /// should. Beyond the largest amount it is refused by name.
    #[test]
    fn it_is_rounded_once(
        first in any_leg(), second in prop::option::of(any_leg()),
        (from, to) in (prop::sample::select(&CURRENCIES[..]), prop::sample::select(&CURRENCIES[..])),
        minor in -1_000_000_000_000_000_i64..1_000_000_000_000_000, even: bool,
    ) {
        let ends = if second.is_some() { "EUR" } else { to };
        prop_assume!(from != ends && to != ends || second.is_none() && from != to);
        let (source, target) = (currency(from), currency(to));
        let amount = Amount::from_minor(i128::from(minor), source);
        prop_assume!(amount.is_ok());
        let amount = amount.unwrap();
        let mut conversion = leg(from, ends, &first.0.0, first.1, first.2);
        if let Some(second) = &second {
            conversion = conversion.then(leg(ends, to, &second.0.0, second.1, second.2)).unwrap();
        }
        let legs: Vec<_> = std::iter::once(first).chain(second).collect();
        let (up, down) = fraction(&legs);
        let value = Big::of(u128::from(amount.ten_thousandths().unsigned_abs()));
        let doubled = value.times(&up).times(&Big::of(2));
        let down = down.times(&Big::ten_to(4 - u32::from(target.digits())));
        let tie = if even { Tie::HalfEven } else { Tie::HalfUp };
        match conversion.apply(amount, tie) {
            Ok(answer) => {
                prop_assert!(answer.is_zero() || answer.is_negative() == (minor < 0));
                let found = answer.minor(target).unsigned_abs();
                let (below, above) = (found.saturating_mul(2).saturating_sub(1), found * 2 + 1);
                let below = if found == 0 { Big::of(0) } else { down.times(&Big::of(below)) };
                let above = down.times(&Big::of(above));
                prop_assert!(below <= doubled && doubled <= above);
                if doubled == above {
                    prop_assert!(even && found % 2 == 0);
                }
                if found > 0 && doubled == below {
                    prop_assert!(!even || found % 2 == 0);
                }
            }
            Err(error) => {
                prop_assert_eq!(error.kind(), "number.overflow");
                let most = Big::ten_to(14 + u32::from(target.digits()));
                prop_assert!(doubled > most.times(&down).times(&Big::of(2)));
            }
        }
    }

    /// There and back again: within a minor unit, as long as a minor unit of the other currency is
    /// worth no more than one of this one.
    #[test]
    fn the_way_back_leads_home(
        digits in 100_000_u64..10_000_000, minor in -100_000_000_000_i64..100_000_000_000,
    ) {
        let rate = format!("{}.{:05}", digits / 100_000, digits % 100_000);
        let there = by("USD", "CNY", &rate, 1);
        let amount = Amount::from_minor(i128::from(minor), there.from()).unwrap();
        let converted = there.apply(amount, Tie::HalfUp).unwrap();
        let home = there.back().apply(converted, Tie::HalfUp).unwrap();
        let apart = home.minus(amount).unwrap().abs();
        prop_assert!(apart.minor(there.from()) <= 1, "{amount} {converted} {home}");
    }
}
