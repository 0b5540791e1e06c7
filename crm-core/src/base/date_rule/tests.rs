use super::*;
use crate::base::error::carried;
use chrono::Datelike;
use proptest::prelude::*;

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn rule(text: &str) -> DateRule {
    DateRule::parse(text).unwrap()
}

fn due(text: &str, base: &str) -> String {
    rule(text).apply(date(base)).unwrap().to_string()
}

/// M6, line by line; the last two rows are counted on the calendar of 2026, where 15 January is a
/// Thursday and 31 January a Saturday.
#[test]
fn the_table_of_m6() {
    let table = [
        ("30d", "2026-02-14", "2026-03-02"),
        ("eom, 30d", "2026-03-02", "2026-03-02"),
        ("30d, eom", "2026-02-28", "2026-03-31"),
        ("1m, eom", "2026-02-28", "2026-02-28"),
        ("eom, 1m", "2026-02-28", "2026-02-28"),
        ("30d, 1m, day 10", "2026-03-10", "2026-04-10"),
        ("1m", "2026-02-15", "2026-02-28"),
        ("mon", "2026-01-19", "2026-02-02"),
        ("month 3", "2026-03-15", "2026-03-31"),
    ];
    for (text, from_15, from_31) in table {
        assert_eq!(due(text, "2026-01-15"), from_15, "{text} from 01-15");
        assert_eq!(due(text, "2026-01-31"), from_31, "{text} from 01-31");
    }
}

/// Counted on a wall calendar.
#[test]
fn steps_by_hand() {
    let table = [
        ("", "2026-02-10", "2026-02-10"),
        ("0d", "2026-02-10", "2026-02-10"),
        ("-30d", "2026-01-15", "2025-12-16"),
        ("2w", "2026-12-25", "2027-01-08"),
        ("-1w", "2026-01-03", "2025-12-27"),
        ("1m", "2024-01-31", "2024-02-29"),
        ("-1m", "2026-03-31", "2026-02-28"),
        ("-1m", "2026-01-31", "2025-12-31"),
        ("11m", "2026-03-31", "2027-02-28"),
        ("1y", "2024-02-29", "2025-02-28"),
        ("4y", "2024-02-29", "2028-02-29"),
        // 1900 and 2100 are common years, 2000 is a leap year.
        ("-100y", "2000-02-29", "1900-02-28"),
        ("76y, eom", "2024-02-29", "2100-02-28"),
        ("eom", "2026-04-30", "2026-04-30"),
        ("eom, 1d", "2026-12-05", "2027-01-01"),
        ("day 10", "2026-01-31", "2026-01-10"),
        ("day 31", "2026-04-10", "2026-04-30"),
        ("day 30", "2024-02-01", "2024-02-29"),
        ("next day 10", "2026-01-10", "2026-01-10"),
        ("next day 10", "2026-01-11", "2026-02-10"),
        ("next day 31", "2026-02-10", "2026-02-28"),
        ("next day 31", "2026-02-28", "2026-02-28"),
        ("next day 31", "2026-04-30", "2026-04-30"),
        ("next day 30", "2026-01-31", "2026-02-28"),
        ("next day 29", "2024-01-30", "2024-02-29"),
        ("next day 5", "2026-12-06", "2027-01-05"),
        ("month 2", "2026-01-31", "2026-02-28"),
        ("month 1", "2026-12-31", "2026-01-31"),
        ("1y, month 3, eom", "2026-08-15", "2027-03-31"),
        // 14 February 2026 is a Saturday.
        ("sat", "2026-02-14", "2026-02-14"),
        ("sun", "2026-02-14", "2026-02-15"),
        ("fri", "2026-02-14", "2026-02-20"),
        ("1d, wed", "2026-12-30", "2027-01-06"),
        ("2m, day 29", "2026-01-31", "2026-03-29"),
    ];
    for (text, base, expected) in table {
        assert_eq!(due(text, base), expected, "{text} from {base}");
    }
}

#[test]
fn a_series_is_anchored_on_the_base_date() {
    let table: [(&str, &str, &str, &[&str]); 10] = [
        (
            "1m",
            "1m",
            "2026-01-31",
            &["2026-02-28", "2026-03-31", "2026-04-30"],
        ),
        (
            "",
            "1m",
            "2026-01-31",
            &["2026-01-31", "2026-02-28", "2026-03-31"],
        ),
        ("30d", "1m", "2026-01-15", &["2026-02-14", "2026-03-14"]),
        (
            "eom",
            "1m",
            "2026-02-10",
            &["2026-02-28", "2026-03-31", "2026-04-30"],
        ),
        (
            "eom, 30d",
            "1m",
            "2026-01-15",
            &["2026-03-02", "2026-04-02"],
        ),
        ("1y", "1m", "2024-02-29", &["2025-02-28", "2025-03-29"]),
        ("1m", "1y, 1m", "2026-01-31", &["2026-02-28", "2027-03-31"]),
        (
            "next day 10",
            "1m",
            "2026-01-15",
            &["2026-02-10", "2026-03-10"],
        ),
        (
            "mon",
            "2w",
            "2026-01-15",
            &["2026-01-19", "2026-02-02", "2026-02-16"],
        ),
        // Months first, clamped once, then days: two months later is 31 March.
        ("1m", "1d, 1m", "2026-01-31", &["2026-02-28", "2026-04-01"]),
    ];
    check_series(&table);
}

#[test]
fn days_of_a_series_come_after_its_places_and_months_before() {
    let table: [(&str, &str, &str, &[&str]); 6] = [
        // Days and weeks are counted from where the rule has placed the first part.
        (
            "eom",
            "1w",
            "2026-02-10",
            &["2026-02-28", "2026-03-07", "2026-03-14"],
        ),
        (
            "day 10",
            "30d",
            "2026-01-31",
            &["2026-01-10", "2026-02-09", "2026-03-11"],
        ),
        // Both: a month on, to its end, then two days more for each part.
        (
            "eom",
            "2d, 1m",
            "2026-01-31",
            &["2026-01-31", "2026-03-02", "2026-04-04"],
        ),
        // Months are counted on from a named month, clamped once.
        (
            "month 3",
            "1m",
            "2026-01-31",
            &["2026-03-31", "2026-04-30", "2026-05-31"],
        ),
        (
            "1m, month 11, day 10",
            "1m",
            "2026-01-31",
            &["2026-11-10", "2026-12-10", "2027-01-10"],
        ),
        ("", "", "2026-02-10", &["2026-02-10", "2026-02-10"]),
    ];
    check_series(&table);
}

fn check_series(table: &[(&str, &str, &str, &[&str])]) {
    for (text, every, base, expected) in table {
        for (k, expected) in (1..).zip(*expected) {
            let found = rule(text).nth(&rule(every), k, date(base)).unwrap();
            assert_eq!(found, date(expected), "{text} every {every}, part {k}");
        }
    }
}

#[test]
fn a_series_refuses_what_is_no_period_and_no_part() {
    let base = date("2026-01-31");
    for every in ["eom", "1m, day 10", "mon", "month 3", "next day 1"] {
        let error = rule("1m").nth(&rule(every), 1, base).unwrap_err();
        assert_eq!(error.kind(), "date_rule.every_not_period");
        assert_eq!(error.details()["every"], every);
    }
    for k in [0, 361, u32::MAX] {
        let error = rule("1m").nth(&rule("1m"), k, base).unwrap_err();
        assert_eq!(error.kind(), "number.out_of_range");
    }
    // Thirty years of months, the last of them.
    let last = rule("").nth(&rule("1m"), 360, base).unwrap();
    assert_eq!(last, date("2055-12-31"));
    for every in ["36600y", "36600w", "-36600m"] {
        let error = rule("").nth(&rule(every), 360, base).unwrap_err();
        assert_eq!(error.kind(), "date.out_of_range", "{every}");
    }
}

#[test]
fn reading_is_friendly_with_spaces_and_strict_otherwise() {
    let rewritten = [
        ("", ""),
        ("   ", ""),
        ("30d,eom", "30d, eom"),
        ("  30d ,  next   day 10 , -1m ", "30d, next day 10, -1m"),
        (
            "mon,tue,wed,thu,fri,sat,sun",
            "mon, tue, wed, thu, fri, sat, sun",
        ),
    ];
    for (text, printed) in rewritten {
        assert_eq!(rule(text).to_string(), printed);
    }
    let malformed = [
        "30 d",
        "1.5m",
        "1m,,2d",
        "1m,",
        ",1m",
        ",",
        "+1m",
        "-0d",
        "- 1d",
        "--1d",
        "030d",
        "d",
        "-d",
        "30",
        "30D",
        "EOM",
        "Mon",
        "monday",
        "day",
        "day -1",
        "day 05",
        "day 1 2",
        "day 10d",
        "next 10",
        "next day",
        "nextday 10",
        "next  day",
        "month",
        "month march",
        "1m 2d",
        "30d;eom",
        "30d\u{ff0c}eom",
        "30d\t,eom",
        "30d\u{a0}",
        "٣d",
        "1q",
        "month 3 day 4 x",
        "e om",
        "0x1d",
    ];
    for text in malformed {
        let error = DateRule::parse(text).unwrap_err();
        assert_eq!(error.kind(), "date_rule.malformed", "{text}");
    }
    let error = DateRule::parse("1m, 30 d").unwrap_err();
    assert_eq!(error.details()["step"], "30 d");
    assert_eq!(error.details()["text"], "1m, 30 d");
}

#[test]
fn numbers_have_bounds() {
    let outside = [
        ("day 0", "day 0"),
        ("day 32", "day 32"),
        ("next day 0", "next day 0"),
        ("next day 256", "next day 256"),
        ("month 0", "month 0"),
        ("month 13", "month 13"),
        ("1m, 36601d", "36601d"),
        ("-36601w", "-36601w"),
        ("99999999999999999999m", "99999999999999999999m"),
    ];
    for (text, step) in outside {
        let error = DateRule::parse(text).unwrap_err();
        assert_eq!(error.kind(), "date_rule.out_of_range", "{text}");
        assert_eq!(error.details()["found"], step);
    }
    let error = DateRule::new(vec![Step::Months(1), Step::Day(32)]).unwrap_err();
    assert_eq!(error.kind(), "date_rule.out_of_range");
    assert_eq!(error.details()["found"], "day 32");

    assert_eq!(rule(&["1d"; 16].join(",")).steps().len(), 16);
    let error = DateRule::parse(&["1d"; 17].join(",")).unwrap_err();
    assert_eq!(error.kind(), "date_rule.out_of_range");
    assert_eq!(error.details()["found"], "17");
    assert!(DateRule::new(vec![Step::EndOfMonth; 17]).is_err());

    for (text, base) in [
        ("1d, -1d", "9999-12-31"),
        ("-1m", "1900-01-31"),
        ("next day 10", "9999-12-11"),
        ("mon", "9999-12-31"),
        ("36600y", "2026-01-01"),
    ] {
        let error = rule(text).apply(date(base)).unwrap_err();
        assert_eq!(error.kind(), "date.out_of_range", "{text} from {base}");
    }
}

#[test]
fn documents_carry_a_rule_as_text() {
    let found: DateRule = serde_json::from_str("\"30d,eom\"").unwrap();
    assert_eq!(serde_json::to_string(&found).unwrap(), "\"30d, eom\"");
    assert!(DateRule::default().is_empty());
    assert_eq!(serde_json::to_string(&DateRule::default()).unwrap(), "\"\"");

    let error = serde_json::from_str::<DateRule>("\"30 d\"").unwrap_err();
    let carried = carried::unwrap(&error.to_string(), ALL).unwrap();
    assert_eq!(carried, DateRule::parse("30 d").unwrap_err());
    assert!(serde_json::from_str::<DateRule>("30").is_err());
}

fn any_step() -> impl Strategy<Value = Step> {
    let count = -DATE_STEP_MAX..=DATE_STEP_MAX;
    prop_oneof![
        count.clone().prop_map(Step::Days),
        count.clone().prop_map(Step::Weeks),
        count.clone().prop_map(Step::Months),
        count.prop_map(Step::Years),
        Just(Step::EndOfMonth),
        (1_u8..=31).prop_map(Step::Day),
        (1_u8..=31).prop_map(Step::NextDay),
        (1_u8..=12).prop_map(Step::Month),
        (0_u8..7).prop_map(|day| Step::Weekday(Weekday::try_from(day).unwrap())),
    ]
}

fn any_date() -> impl Strategy<Value = Date> {
    (0_i64..100_000).prop_map(|days| date("1990-01-01").plus_days(days).unwrap())
}

proptest! {
    #[test]
    fn a_rule_reads_back_as_it_prints(steps in proptest::collection::vec(any_step(), 0..=16)) {
        let rule = DateRule::new(steps).unwrap();
        let text = rule.to_string();
        let read = DateRule::parse(&text).unwrap();
        prop_assert_eq!(&read, &rule);
        prop_assert_eq!(read.to_string(), text);
    }

    #[test]
    fn days_and_weeks_are_plain_sums(
        base in any_date(),
        counts in proptest::collection::vec((-1_000_i32..1_000, any::<bool>()), 0..=16),
    ) {
        let rule = DateRule::new(
            counts
                .iter()
                .map(|(n, weeks)| if *weeks { Step::Weeks(*n) } else { Step::Days(*n) })
                .collect(),
        )
        .unwrap();
        let mut expected = base.naive();
        let mut outside = false;
        for (n, weeks) in &counts {
            let n = i64::from(*n);
            expected += if *weeks { chrono::Duration::weeks(n) } else { chrono::Duration::days(n) };
            outside |= !(1900..=9999).contains(&expected.year());
        }
        match rule.apply(base) {
            Ok(found) => prop_assert!(!outside && found.naive() == expected),
            Err(error) => prop_assert!(outside && error.kind() == "date.out_of_range"),
        }
    }

    #[test]
    fn months_keep_the_day_or_take_the_last(base in any_date(), n in -1_000_i32..1_000) {
        let found = DateRule::new(vec![Step::Months(n)]).unwrap().apply(base).unwrap().naive();
        let base = base.naive();
        let months = |date: chrono::NaiveDate| date.year() * 12 + date.month0() as i32;
        prop_assert_eq!(months(found) - months(base), n);
        let last = found.succ_opt().unwrap().day() == 1;
        prop_assert!(found.day() == base.day() || (last && found.day() < base.day()));
    }

    #[test]
    fn placing_ends_on_the_first_day_that_fits(
        base in any_date(),
        step in prop_oneof![
            (1_u8..=31).prop_map(Step::NextDay),
            (0_u8..7).prop_map(|day| Step::Weekday(Weekday::try_from(day).unwrap())),
        ],
    ) {
        let found = DateRule::new(vec![step]).unwrap().apply(base).unwrap().naive();
        let fits = |date: chrono::NaiveDate| match step {
            Step::Weekday(weekday) => date.weekday() == weekday,
            Step::NextDay(day) => {
                let last = date.succ_opt().unwrap().day() == 1;
                date.day() == u32::from(day) || (last && date.day() < u32::from(day))
            }
            _ => false,
        };
        prop_assert_eq!(base.naive().iter_days().find(|date| fits(*date)), Some(found));
    }

    #[test]
    fn the_first_part_is_the_rule_itself(
        base in any_date(),
        text in prop_oneof!["1m", "30d, eom", "1y, 1m", "next day 10", "month 2, sun"],
        every in prop_oneof!["1m", "1y, 2w", "-3d", ""],
    ) {
        let rule = DateRule::parse(&text).unwrap();
        let every = DateRule::parse(&every).unwrap();
        prop_assert_eq!(rule.nth(&every, 1, base).unwrap(), rule.apply(base).unwrap());
    }

    #[test]
    fn any_text_is_read_or_refused_by_name(text in "[ 0-9dwmyeonxtahsui,+.-]{0,40}") {
        if let Err(error) = DateRule::parse(&text) {
            prop_assert!(["date_rule.malformed", "date_rule.out_of_range"].contains(&error.kind()));
        }
    }
}
