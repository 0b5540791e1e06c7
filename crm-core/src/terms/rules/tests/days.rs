use super::*;
use crate::base::calendar::{Adjustment, Calendar, CalendarDays, Period};

/// Due dates and their ways.
fn due(base: &str, template: &Template) -> Vec<String> {
    let planned = planned("1000", "CNY", base, template).unwrap();
    let lines = planned.lines.iter();
    lines.map(|line| line.due_on.unwrap().to_string()).collect()
}

/// The issue's example from 31 January 2026: 30 days later is 2 March; the month's end is the day
/// itself; two months later is 31 March, placed on its 29th; one month later is 28 February, and
/// the parts after it, reckoned from 31 January, are 31 March and 30 April.
#[test]
fn the_issues_example() {
    let terms = lines(
        r#""percent":"30","due":"30d"; "fixed":"100.00","due":"eom";
           "percent_of_remainder":"50","due":"2m, day 29";
           "balance":true,"parts":3,"due":"1m","every":"1m""#,
    );
    assert_eq!(
        due("2026-01-31", &terms),
        [
            "2026-03-02",
            "2026-01-31",
            "2026-03-29",
            "2026-02-28",
            "2026-03-31",
            "2026-04-30"
        ]
    );
    let planned = planned("1000", "CNY", "2026-01-31", &terms).unwrap();
    let places: Vec<(u32, u32, Option<u32>)> = planned
        .lines
        .iter()
        .map(|line| (line.sequence, line.line, line.part))
        .collect();
    assert_eq!(
        places,
        [
            (1, 1, None),
            (2, 2, None),
            (3, 3, None),
            (4, 4, Some(1)),
            (5, 4, Some(2)),
            (6, 4, Some(3))
        ]
    );
}

/// M6, from 15 January 2026.
#[test]
fn each_line_has_its_date_rule() {
    let terms = lines(
        r#""percent":"10","due":"30d"; "percent":"10","due":"eom, 30d";
           "percent":"10","due":"30d, eom"; "percent":"10","due":"30d, 1m, day 10";
           "percent":"10","due":"1m"; "percent":"10","due":"mon"; "balance":true"#,
    );
    assert_eq!(
        due("2026-01-15", &terms),
        [
            "2026-02-14",
            "2026-03-02",
            "2026-02-28",
            "2026-03-10",
            "2026-02-15",
            "2026-01-19",
            "2026-01-15"
        ]
    );
}

/// D16: goods and retention are due on one day, and stay two lines. Parts without `every` too.
#[test]
fn several_lines_fall_on_one_date() {
    let terms = lines(r#""percent":"95","due":"30d"; "percent":"5","due":"30d""#);
    assert_eq!(due("2026-01-15", &terms), ["2026-02-14"; 2]);
    assert_eq!(due("2026-01-15", &lines(r#""parts":3"#)), ["2026-01-15"; 3]);
}

/// M7: due on 12 January with pay days 10 and 20 is the 20th; on the 25th it is 10 February.
#[test]
fn due_dates_wait_for_pay_days() {
    let terms = template(
        r#"{"lines": [{"percent": "50", "due": "day 12"}, {"percent": "50", "due": "day 25"}],
            "pay_days": [20, 10]}"#,
    );
    assert_eq!(due("2026-01-15", &terms), ["2026-01-20", "2026-02-10"]);
}

/// M7's path, and a warning where the calendar knows nothing, once for each line.
#[test]
fn due_dates_move_to_workdays() {
    let calendar = Calendar::new(CalendarDays {
        name: "CN".parse().unwrap(),
        covers: Period {
            from: date("2026-01-01"),
            to: date("2026-02-28"),
        },
        holidays: vec![],
        workdays: vec![],
    })
    .unwrap();
    // 14 February 2026 is a Saturday, 14 March one too, 14 April a Tuesday.
    let terms = lines(r#""percent":"10","due":"15d"; "parts":3,"due":"30d","every":"1m""#);
    let basis = Basis {
        moves: Moves {
            pay_days: None,
            business: Some((&calendar, Adjustment::Following)),
        },
        ..basis(&terms)
    };
    let total = Total {
        gross: Amount::parse("1000").unwrap(),
        tax: Amount::ZERO,
    };
    let planned = plan(total, Currency::CNY, &approved("2026-01-15"), &basis).unwrap();
    let ways: Vec<(String, Option<&str>)> = planned
        .lines
        .iter()
        .map(|line| (line.due_on.unwrap().to_string(), line.path.as_deref()))
        .collect();
    let expected = [
        ("2026-01-30", None),
        ("2026-02-16", Some("2026-02-14 Sat -> 2026-02-16 Mon")),
        ("2026-03-16", Some("2026-03-14 Sat -> 2026-03-16 Mon")),
        ("2026-04-14", None),
    ];
    assert_eq!(ways, expected.map(|(day, way)| (day.to_owned(), way)));
    let [warning] = planned.warnings.as_slice() else {
        panic!("{:?}", planned.warnings);
    };
    assert_eq!(
        (warning.kind(), warning.field()),
        ("calendar.not_covered", Some("lines[1].due"))
    );
    assert_eq!(
        serde_json::to_value(warning.details()).unwrap(),
        serde_json::json!({ "calendar": "CN", "from": "2026-01-01", "to": "2026-02-28",
            "date": "2026-03-16", "sequence": 3 })
    );
}

/// M13: method and reminder come with the line; a reminder that says nothing is the setting's.
#[test]
fn a_line_brings_its_method_and_reminder() {
    let terms = lines(r#""percent":"30","method":"bank_transfer","remind_days":0; "balance":true"#);
    let planned = planned("1000", "CNY", "2026-01-15", &terms).unwrap();
    let found: Vec<(Option<&str>, u32)> = planned
        .lines
        .iter()
        .map(|line| (line.method.as_deref(), line.remind_days))
        .collect();
    assert_eq!(found, [(Some("bank_transfer"), 0), (None, 3)]);
}

/// M9: each line starts with its event; what has not happened is dormant, with the day it is
/// expected.
#[test]
fn a_line_waits_for_its_event() {
    let terms = lines(
        r#""percent":"30","starts":"signing","due":"10d"; "percent":"60","starts":"delivery",
           "expected":"1m","due":"30d"; "percent":"5","starts":"milestone","milestone":"上线";
           "balance":true,"starts":"acceptance","due":"12m","retention":true"#,
    );
    let mut events = approved("2026-01-15");
    let signed = (Start::Signing, None, date("2026-01-10"));
    events.happened.push(signed);
    events.happened.push((
        Start::Milestone,
        Some("上线".parse().unwrap()),
        date("2026-05-06"),
    ));
    events.happened.push((
        Start::Milestone,
        Some("验收".parse().unwrap()),
        date("2026-05-07"),
    ));
    let total = Total {
        gross: Amount::parse("100000").unwrap(),
        tax: Amount::ZERO,
    };
    let planned = plan(total, Currency::CNY, &events, &basis(&terms)).unwrap();
    let days: Vec<(Option<String>, Option<String>)> = planned
        .lines
        .iter()
        .map(|line| {
            let text = |day: Option<crate::base::Date>| day.map(|day| day.to_string());
            (text(line.due_on), text(line.expected_on))
        })
        .collect();
    let day = |text: &str| Some(text.to_owned());
    // 10 January and 10 days; 15 January, a month, 30 days: 17 March.
    let expected = [
        (day("2026-01-20"), None),
        (None, day("2026-03-17")),
        (day("2026-05-06"), None),
        (None, None),
    ];
    assert_eq!(days, expected);
}
