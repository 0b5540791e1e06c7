use super::*;
use proptest::prelude::*;

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn dates(texts: &[&str]) -> Vec<Date> {
    texts.iter().map(|text| date(text)).collect()
}

fn days(covers: (&str, &str), holidays: &[&str], workdays: &[&str]) -> CalendarDays {
    CalendarDays {
        name: CodeText::new("CN").unwrap(),
        covers: Period {
            from: date(covers.0),
            to: date(covers.1),
        },
        holidays: dates(holidays),
        workdays: dates(workdays),
    }
}

/// Made up for these tests: one week of holidays from Thursday 1 October 2026, with Saturday the
/// 10th worked for it. It is no official calendar.
fn october() -> Calendar {
    let holidays = [
        "2026-10-07",
        "2026-10-01",
        "2026-10-02",
        "2026-10-03",
        "2026-10-04",
        "2026-10-05",
        "2026-10-06",
    ];
    let year = ("2026-01-01", "2026-12-31");
    Calendar::new(days(year, &holidays, &["2026-10-10"])).unwrap()
}

#[test]
fn holidays_rest_and_make_up_days_work() {
    let calendar = october();
    for day in [
        "2026-09-30",
        "2026-10-08",
        "2026-10-09",
        "2026-10-10",
        "2026-10-12",
    ] {
        assert!(calendar.is_workday(date(day)), "{day}");
    }
    for day in [
        "2026-10-01",
        "2026-10-07",
        "2026-10-11",
        "2026-10-17",
        "2026-09-26",
    ] {
        assert!(!calendar.is_workday(date(day)), "{day}");
    }
    assert!(calendar.covers(date("2026-12-31")) && !calendar.covers(date("2027-01-01")));
    assert_eq!(calendar.days().holidays.first(), Some(&date("2026-10-01")));
    assert_eq!(calendar.name().as_str(), "CN");
}

/// Counted on a wall calendar of 2026 with the made-up holidays.
#[test]
fn dates_move_to_workdays() {
    use Adjustment::{Following, ModifiedFollowing, Preceding};
    let table = [
        ("2026-09-30", Following, "2026-09-30"),
        ("2026-10-01", Following, "2026-10-08"),
        ("2026-10-03", Preceding, "2026-09-30"),
        ("2026-10-03", ModifiedFollowing, "2026-10-08"),
        ("2026-10-10", Following, "2026-10-10"),
        ("2026-10-11", Preceding, "2026-10-10"),
        // The example of M7.
        ("2026-02-14", Following, "2026-02-16"),
        ("2026-02-14", Preceding, "2026-02-13"),
        // 31 January and 28 February 2026 are Saturdays, 31 May a Sunday.
        ("2026-01-31", Following, "2026-02-02"),
        ("2026-01-31", ModifiedFollowing, "2026-01-30"),
        ("2026-02-28", ModifiedFollowing, "2026-02-27"),
        ("2026-05-31", ModifiedFollowing, "2026-05-29"),
        ("2026-05-30", Following, "2026-06-01"),
    ];
    let calendar = october();
    for (given, adjustment, expected) in table {
        let found = calendar.adjust(date(given), adjustment).unwrap();
        assert_eq!(found.date, date(expected), "{given} {adjustment:?}");
        assert_eq!(found.is_workday, given == expected);
        assert!(found.covered);
    }
}

#[test]
fn workdays_are_counted_strictly_after_or_before() {
    let table = [
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-09-30", 3, "2026-10-10"),
        ("2026-09-30", 4, "2026-10-12"),
        ("2026-10-01", 1, "2026-10-08"),
        ("2026-10-08", -1, "2026-09-30"),
        ("2026-10-12", -1, "2026-10-10"),
        ("2026-10-04", -2, "2026-09-29"),
        ("2026-10-01", 0, "2026-10-08"),
        ("2026-09-30", 0, "2026-09-30"),
        ("2026-01-15", 5, "2026-01-22"),
    ];
    for (given, count, expected) in table {
        let found = october().add_workdays(date(given), count).unwrap();
        assert_eq!(found.date, date(expected), "{given} {count:+}");
        assert!(found.covered);
    }
    for count in [25_001, -25_001, i32::MIN] {
        let error = october()
            .add_workdays(date("2026-01-15"), count)
            .unwrap_err();
        assert_eq!(error.kind(), "number.out_of_range");
    }
}

#[test]
fn an_answer_says_when_a_day_was_not_covered() {
    let calendar = october();
    let ask = |day: &str, adjustment| calendar.adjust(date(day), adjustment).unwrap();
    // 2 January 2027 is a Saturday beyond the calendar; plain weekends are assumed.
    let beyond = ask("2027-01-02", Adjustment::Following);
    assert_eq!((beyond.date, beyond.covered), (date("2027-01-04"), false));
    let beyond = ask("2027-01-04", Adjustment::Preceding);
    assert!(beyond.is_workday && !beyond.covered);
    // 31 December 2026 is a Thursday: looked at alone it is covered, one workday later is not.
    assert!(ask("2026-12-31", Adjustment::ModifiedFollowing).covered);
    assert!(
        !calendar
            .add_workdays(date("2026-12-31"), 1)
            .unwrap()
            .covered
    );
    assert!(
        !calendar
            .add_workdays(date("2027-01-01"), -1)
            .unwrap()
            .covered
    );
    assert!(
        calendar
            .add_workdays(date("2026-12-31"), -1)
            .unwrap()
            .covered
    );
    // Saturday 31 October with a calendar that ends there: following has to look beyond.
    let short = Calendar::new(days(("2026-10-01", "2026-10-31"), &[], &[])).unwrap();
    let last = date("2026-10-31");
    assert!(!short.adjust(last, Adjustment::Following).unwrap().covered);
    assert!(
        short
            .adjust(last, Adjustment::ModifiedFollowing)
            .unwrap()
            .covered
    );
}

#[test]
fn a_calendar_is_checked_in_order() {
    let year = ("2026-01-01", "2026-12-31");
    let kind = |days: CalendarDays| {
        let error = Calendar::new(days).unwrap_err();
        (error.kind(), error.field().unwrap_or_default().to_owned())
    };
    let long: Vec<Date> = (0..20_001)
        .map(|n| date("2026-01-01").plus_days(n).unwrap())
        .collect();
    let both = ["2026-05-01"];
    let twice = ["2026-05-01", "2026-05-04", "2026-05-04"];

    let mut wrong = days(("2026-12-31", "2026-01-01"), &[], &[]);
    wrong.workdays.clone_from(&long);
    assert_eq!(kind(wrong), ("date.order", "covers.to".to_owned()));
    let mut wrong = days(year, &both, &both);
    wrong.workdays.clone_from(&long);
    assert_eq!(kind(wrong), ("list.too_long", "workdays".to_owned()));
    let wrong = days(year, &["2026-05-01"], &["2026-05-01", "2027-01-01"]);
    assert_eq!(
        kind(wrong),
        ("calendar.outside_covers", "workdays[1]".to_owned())
    );
    let wrong = days(year, &["2025-12-31"], &[]);
    assert_eq!(
        kind(wrong),
        ("calendar.outside_covers", "holidays[0]".to_owned())
    );
    let wrong = days(year, &twice, &both);
    assert_eq!(
        kind(wrong),
        ("calendar.contradiction", "workdays[0]".to_owned())
    );
    let wrong = days(year, &twice, &[]);
    assert_eq!(kind(wrong), ("calendar.twice", "holidays[2]".to_owned()));
    let wrong = days(year, &[], &["2026-05-02", "2026-05-02"]);
    assert_eq!(kind(wrong), ("calendar.twice", "workdays[1]".to_owned()));

    let most = long.iter().copied().take(20_000).collect();
    let covers = ("2026-01-01", "2090-12-31");
    let full = CalendarDays {
        holidays: most,
        ..days(covers, &[], &[])
    };
    assert!(Calendar::new(full).is_ok());
}

#[test]
fn a_calendar_of_holidays_ends_with_a_named_error() {
    let start = date("2026-01-01");
    let holidays = (0..1_000).map(|n| start.plus_days(n).unwrap()).collect();
    let covers = ("2026-01-01", "2028-12-31");
    let calendar = Calendar::new(CalendarDays {
        holidays,
        ..days(covers, &[], &[])
    })
    .unwrap();
    let inside = date("2027-05-15");
    for adjustment in [
        Adjustment::Following,
        Adjustment::ModifiedFollowing,
        Adjustment::Preceding,
    ] {
        let error = calendar.adjust(inside, adjustment).unwrap_err();
        assert_eq!(error.kind(), "calendar.no_workday");
        assert_eq!(error.details()["days"], 366);
    }
    for count in [1, -1, 0] {
        let error = calendar.add_workdays(inside, count).unwrap_err();
        assert_eq!(error.kind(), "calendar.no_workday");
    }
    // 9999-12-31 is a Friday: a Saturday cannot follow, and as a holiday it only goes back.
    let end = days(("9999-01-01", "9999-12-31"), &["9999-12-31"], &[]);
    let end = Calendar::new(end).unwrap();
    let last = date("9999-12-31");
    let error = end.adjust(last, Adjustment::Following).unwrap_err();
    assert_eq!(error.kind(), "date.out_of_range");
    let found = end.adjust(last, Adjustment::ModifiedFollowing).unwrap();
    assert_eq!(found.date, date("9999-12-30"));
}

/// The first three lines are M7's.
#[test]
fn pay_days_wait_for_the_next_one() {
    let table: [(&[i64], &str, &str); 9] = [
        (&[10, 20], "2026-01-12", "2026-01-20"),
        (&[10, 20], "2026-01-25", "2026-02-10"),
        (&[31], "2026-02-03", "2026-02-28"),
        (&[20, 10], "2026-01-10", "2026-01-10"),
        (&[31], "2024-02-29", "2024-02-29"),
        (&[30], "2026-01-31", "2026-02-28"),
        (&[30, 31], "2026-02-28", "2026-02-28"),
        (&[15], "2026-12-16", "2027-01-15"),
        (&[1], "2026-02-02", "2026-03-01"),
    ];
    for (list, given, expected) in table {
        let found = PayDays::new(list).unwrap().adjust(date(given)).unwrap();
        assert_eq!(found, date(expected), "{list:?} from {given}");
    }
    let error = PayDays::new(&[5])
        .unwrap()
        .adjust(date("9999-12-06"))
        .unwrap_err();
    assert_eq!(error.kind(), "date.out_of_range");
}

#[test]
fn pay_days_are_different_days_of_the_month() {
    let all: Vec<i64> = (1..=31).collect();
    assert_eq!(PayDays::new(&all).unwrap().days().len(), 31);
    for wrong in [&[][..], &[0], &[32], &[-1], &[10, 10], &[i64::MAX]] {
        let error = PayDays::new(wrong).unwrap_err();
        assert_eq!(error.kind(), "pay_days.malformed", "{wrong:?}");
    }
    let read: PayDays = serde_json::from_str("[20,10]").unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), "[10,20]");
    let error = serde_json::from_str::<PayDays>("[10,10]").unwrap_err();
    let carried =
        crate::base::error::carried::unwrap(&error.to_string(), &[PAY_DAYS_MALFORMED]).unwrap();
    assert_eq!(carried, PayDays::new(&[10, 10]).unwrap_err());
    for wrong in ["[1.5]", "[\"10\"]", "10", "null"] {
        assert!(serde_json::from_str::<PayDays>(wrong).is_err(), "{wrong}");
    }
}

/// M7: date rule, then pay days, then the calendar, each once.
#[test]
fn a_due_date_tells_its_way() {
    let calendar = october();
    let following = Some((&calendar, Adjustment::Following));
    let pay_days = |list: &[i64]| Some(PayDays::new(list).unwrap());
    let due = |given: &str, list: Option<PayDays>, business| {
        let due = resolve_due(date(given), list.as_ref(), business).unwrap();
        (due.due_on.to_string(), due.path, due.covered)
    };
    let expect = |day: &str, path: &str, covered| {
        let path = (!path.is_empty()).then(|| path.to_owned());
        (day.to_owned(), path, covered)
    };
    assert_eq!(
        due("2026-02-14", None, following),
        expect("2026-02-16", "2026-02-14 Sat -> 2026-02-16 Mon", true)
    );
    assert_eq!(
        due("2026-02-13", None, following),
        expect("2026-02-13", "", true)
    );
    assert_eq!(
        due("2026-02-14", None, None),
        expect("2026-02-14", "", true)
    );
    assert_eq!(
        due("2026-01-12", pay_days(&[10, 20]), None),
        expect("2026-01-20", "2026-01-12 Mon -> 2026-01-20 Tue", true)
    );
    // The pay day is a holiday: it moves, and is not taken to the 20th again.
    assert_eq!(
        due("2026-09-28", pay_days(&[1, 20]), following),
        expect(
            "2026-10-08",
            "2026-09-28 Mon -> 2026-10-01 Thu -> 2026-10-08 Thu",
            true
        )
    );
    // Beyond the calendar, moved or not, the caller is told.
    assert_eq!(
        due("2027-10-04", None, following),
        expect("2027-10-04", "", false)
    );
    assert_eq!(
        due("2027-10-02", None, following),
        expect("2027-10-04", "2027-10-02 Sat -> 2027-10-04 Mon", false)
    );
}

#[test]
fn documents_of_a_calendar() {
    let text = r#"{"name":"CN","covers":{"from":"2026-01-01","to":"2026-12-31"},
                   "holidays":["2026-10-01"]}"#;
    let read: CalendarDays = serde_json::from_str(text).unwrap();
    assert_eq!(
        read,
        days(("2026-01-01", "2026-12-31"), &["2026-10-01"], &[])
    );
    assert!(serde_json::from_str::<Period>(r#"{"from":"2026-01-01"}"#).is_err());
    let unknown = r#"{"from":"2026-01-01","to":"2026-01-02","days":1}"#;
    assert!(serde_json::from_str::<Period>(unknown).is_err());
    for (word, adjustment) in [
        ("\"following\"", Adjustment::Following),
        ("\"modified_following\"", Adjustment::ModifiedFollowing),
        ("\"preceding\"", Adjustment::Preceding),
    ] {
        assert_eq!(
            serde_json::from_str::<Adjustment>(word).unwrap(),
            adjustment
        );
        assert_eq!(serde_json::to_string(&adjustment).unwrap(), word);
    }
}

#[cfg(feature = "schema")]
#[test]
fn schemas_name_the_bounds() {
    let pay_days = schemars::schema_for!(PayDays);
    assert_eq!(pay_days.get("minItems"), Some(&1.into()));
    assert_eq!(pay_days.get("maxItems"), Some(&31.into()));
    let day = pay_days.get("items").unwrap();
    assert_eq!((&day["minimum"], &day["maximum"]), (&1.into(), &31.into()));
    let rule = schemars::schema_for!(crate::base::DateRule);
    assert_eq!(rule.get("format"), Some(&"date_rule".into()));
}

proptest! {
    /// Against plain counting, day by day, with a definition of workdays of its own.
    #[test]
    fn added_workdays_can_be_counted(offset in 0_i64..300, count in -40_i32..=40) {
        let calendar = october();
        let start = date("2026-03-01").plus_days(offset).unwrap();
        let works = |day: Date| {
            let text = day.to_string();
            let off = ("2026-10-01".."2026-10-08").contains(&text.as_str());
            text == "2026-10-10" || (!off && day.naive().weekday().num_days_from_monday() < 5)
        };
        let found = calendar.add_workdays(start, count).unwrap();
        prop_assert!(works(found.date));
        prop_assert_eq!(found.is_workday, works(start));
        let distance = found.date.days_since(start);
        let passed = (1..=distance.abs())
            .filter(|n| works(start.plus_days(n * distance.signum()).unwrap()))
            .count();
        if count != 0 {
            prop_assert_eq!(passed, count.unsigned_abs() as usize);
            prop_assert_eq!(distance.signum(), i64::from(count.signum()));
        } else {
            prop_assert!(distance == 0 || passed == 1);
        }
    }

    #[test]
    fn a_pay_day_is_the_first_that_fits(
        offset in 0_i64..20_000,
        list in proptest::collection::btree_set(1_i64..=31, 1..5),
    ) {
        let given = date("1990-01-01").plus_days(offset).unwrap();
        let list: Vec<i64> = list.into_iter().collect();
        let fits = |day: &chrono::NaiveDate| {
            let last = day.succ_opt().unwrap().day() == 1;
            list.iter().any(|d| i64::from(day.day()) == *d || (last && i64::from(day.day()) < *d))
        };
        let found = PayDays::new(&list).unwrap().adjust(given).unwrap();
        prop_assert_eq!(given.naive().iter_days().find(fits), Some(found.naive()));
    }
}
