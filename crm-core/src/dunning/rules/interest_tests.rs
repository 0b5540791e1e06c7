use super::*;
use crate::base::{Currency, Percent, Tie};
use proptest::prelude::*;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn span(from: Date, to: Date, open: &str, currency: Currency) -> Span {
    let open = Amount::parse(open).unwrap().of(currency).unwrap();
    Span { from, to, open }
}

fn terms(day_count: DayCount) -> InterestTerms {
    InterestTerms {
        percent: Percent::whole(8),
        day_count,
        grace_days: 0,
    }
}

fn reckoning(currency: Currency) -> Reckoning {
    Reckoning {
        currency,
        tie: Tie::HalfUp,
    }
}

fn figures(day_count: DayCount, spans: &[Span], currency: Currency) -> Vec<(i64, String)> {
    let found = interest(spans, &terms(day_count), reckoning(currency)).unwrap();
    let figures = found.iter();
    figures
        .map(|period| (period.days, period.interest.to_string()))
        .collect()
}

#[test]
fn the_example_of_m36() {
    // 10,000.00 at 8 % a year, 45 days: 10,000 × 0.08 × 45 / 365 = 98.6301.
    use DayCount::{Actual360, Actual365, ActualActual, Thirty360};
    let late = |from, to| [span(day(from), day(to), "10000", Currency::CNY)];
    let winter = late("2026-01-15", "2026-03-01");
    for (count, days, owed) in [
        (Actual365, 45, "98.63"),
        // Of 360: 800 × 45 / 360.
        (Actual360, 45, "100.00"),
        // Two months less 14 days are 46: 800 × 46 / 360 = 102.2222.
        (Thirty360, 46, "102.22"),
        (ActualActual, 45, "98.63"),
    ] {
        let found = figures(count, &winter, Currency::CNY);
        assert_eq!(found, [(days, owed.into())], "{count:?}");
    }
    // 15 nights of 2023 and 30 of 2024, a leap year: 800 × (15 / 365 + 30 / 366) = 98.4505.
    let leap = late("2023-12-17", "2024-01-31");
    let found = figures(ActualActual, &leap, Currency::CNY);
    assert_eq!(found, [(45, "98.45".into())]);
    // The 31st counts as the 30th: nothing lies between them.
    let last = late("2026-01-30", "2026-01-31");
    let found = figures(Thirty360, &last, Currency::CNY);
    assert_eq!(found, [(0, "0.00".into())]);
}

#[test]
fn interest_restarts_on_the_rest_after_a_payment() {
    // frappe/erpnext#49621. 10,000.00 for 15 days, then 6,000.00 for 30: 800 × 15 / 365 = 32.8767 and
    // 480 × 30 / 365 = 39.4521, together 72.3288.
    let spans = [
        span(day("2026-01-01"), day("2026-01-16"), "10000", Currency::CNY),
        span(day("2026-01-16"), day("2026-02-15"), "6000", Currency::CNY),
    ];
    let found = figures(DayCount::Actual365, &spans, Currency::CNY);
    assert_eq!(found, [(15, "32.88".into()), (30, "39.45".into())]);
}

#[test]
fn interest_is_rounded_to_what_the_currency_has() {
    // 1,000,000 yen: 80,000 × 45 / 365 = 9,863.01.
    let yen = Currency::parse("JPY").unwrap();
    let spans = [span(day("2026-01-01"), day("2026-02-15"), "1000000", yen)];
    let found = figures(DayCount::Actual365, &spans, yen);
    assert_eq!(found, [(45, "9863".into())]);
}

fn counts() -> impl Strategy<Value = DayCount> {
    prop_oneof![
        Just(DayCount::Actual365),
        Just(DayCount::Actual360),
        Just(DayCount::Thirty360),
        Just(DayCount::ActualActual),
    ]
}

proptest! {
    #[test]
    fn a_time_that_is_split_comes_to_the_same(
        count in counts(),
        start in 0_i64..20_000,
        lengths in proptest::collection::vec(1_i64..400, 1..12),
        minor in 1_i64..100_000_000,
    ) {
        let first = day("1990-01-01").plus_days(start).unwrap();
        let open = Amount::from_ten_thousandths(minor * 100, 2);
        let (mut spans, mut from) = (Vec::new(), first);
        for length in lengths {
            let to = from.plus_days(length).unwrap();
            spans.push(Span { from, to, open });
            from = to;
        }
        let whole = [Span { from: first, to: from, open }];
        let by = reckoning(Currency::CNY);
        let sum = |spans: &[Span]| {
            total(&interest(spans, &terms(count), by).unwrap(), by).unwrap()
        };
        prop_assert_eq!(sum(&spans), sum(&whole));
        let parts = interest(&spans, &terms(count), by).unwrap();
        prop_assert!(parts.iter().all(|part| !part.interest.is_negative()));
    }
}
