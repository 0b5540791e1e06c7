use super::*;
use crate::base::id::Id;
use crate::base::{Currency, Name, Tie};
use crate::dunning::model::Channel;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

pub(crate) fn level(days_late: u32, fee: &str) -> Level {
    let amount = Amount::parse(fee).unwrap();
    Level {
        days_late,
        pause_days: 7,
        fees: vec![CurrencyAmount {
            currency: Currency::CNY,
            amount,
        }],
        fee_percent: Some(Percent::whole(1)),
        days_to_pay: 10,
        title: Name::new("催款函").unwrap(),
        text: None,
        channel: Channel::Letter,
    }
}

#[test]
fn a_plan_rises_to_the_first_later_level() {
    let levels = [level(10, "0"), level(30, "10"), level(60, "20")];
    let on = day("2026-06-30");
    // Columns: the level before, the day of the letter before, days late, the level it rises to.
    for (before, issued, late, found) in [
        // However late: the first letter is of the first level.
        (None, None, 90, Ok(1)),
        (None, None, 10, Ok(1)),
        (None, None, 9, Err("dunning.not_late_enough")),
        (Some(1), Some("2026-06-01"), 30, Ok(2)),
        (
            Some(1),
            Some("2026-06-01"),
            29,
            Err("dunning.not_late_enough"),
        ),
        // Seven days lie between two letters.
        (Some(1), Some("2026-06-23"), 40, Ok(2)),
        (Some(1), Some("2026-06-24"), 40, Err("dunning.too_soon")),
        (Some(1), Some("2026-06-30"), 90, Err("dunning.too_soon")),
        (Some(3), Some("2026-06-01"), 90, Err("dunning.last_level")),
        // A procedure that has fewer levels by now.
        (Some(7), Some("2026-06-01"), 90, Err("dunning.last_level")),
        // A letter that claimed interest alone.
        (None, Some("2026-06-01"), 90, Ok(1)),
    ] {
        let reached = issued.map(|issued| Reached {
            letter: LetterId::from_raw(9),
            level: before,
            issued_on: day(issued),
        });
        let next = next(&levels, reached.as_ref(), late, on);
        let next = next.map(|(number, _)| number);
        let next = next.map_err(|error| error.kind());
        assert_eq!(next, found, "{before:?} {issued:?} {late}");
    }
}

#[test]
fn a_fee_is_the_amount_of_the_currency_or_a_part_of_what_is_open() {
    let of = |currency: &str, open: &str| {
        let currency = Currency::parse(currency).unwrap();
        let by = Reckoning {
            currency,
            tie: Tie::HalfUp,
        };
        let open = Amount::parse(open).unwrap().of(currency).unwrap();
        fee(&level(10, "10"), open, by).unwrap().to_string()
    };
    assert_eq!(of("CNY", "10000"), "10.00");
    // 1 % of 1,234.50 is 12.345.
    assert_eq!(of("USD", "1234.50"), "12.35");
    assert_eq!(of("JPY", "12345"), "123");
}
