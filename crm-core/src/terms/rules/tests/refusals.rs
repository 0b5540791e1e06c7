use super::*;
use crate::terms::rules::check;

fn refused(template: &Template) -> (&'static str, String) {
    let error = check(&template.lines).unwrap_err();
    (error.kind(), error.field().unwrap_or_default().to_owned())
}

/// Lines, and the refusal with its field. Several apply to the last three: the first one is
/// answered.
const WRONG_LINES: [(&str, &str, &str); 39] = [
    ("", "field.choice", "lines[0]"),
    (r#""balance":false"#, "field.choice", "lines[0]"),
    (r#""percent":"1","fixed":"1""#, "field.choice", "lines[0]"),
    (
        r#""percent":"1","percent_of_remainder":"1""#,
        "field.choice",
        "lines[0]",
    ),
    (r#""fixed":"1","balance":true"#, "field.choice", "lines[0]"),
    (
        r#""percent":"0""#,
        "number.not_positive",
        "lines[0].percent",
    ),
    (
        r#""percent":"-1""#,
        "number.not_positive",
        "lines[0].percent",
    ),
    (
        r#""percent":"100.000001""#,
        "number.out_of_range",
        "lines[0].percent",
    ),
    (
        r#""balance":true; "percent_of_remainder":"0""#,
        "number.not_positive",
        "lines[1].percent_of_remainder",
    ),
    (
        r#""balance":true; "percent_of_remainder":"101""#,
        "number.out_of_range",
        "lines[1].percent_of_remainder",
    ),
    (r#""fixed":"0""#, "number.not_positive", "lines[0].fixed"),
    (r#""fixed":"-5""#, "number.not_positive", "lines[0].fixed"),
    (r#""parts":0"#, "number.out_of_range", "lines[0].parts"),
    (r#""parts":361"#, "number.out_of_range", "lines[0].parts"),
    (
        r#""parts":4294967295"#,
        "number.out_of_range",
        "lines[0].parts",
    ),
    (
        r#""balance":true,"every":"1m""#,
        "field.choice",
        "lines[0].every",
    ),
    (
        r#""parts":2,"every":"eom""#,
        "date_rule.every_not_period",
        "lines[0].every",
    ),
    (r#""tax":true,"balance":true"#, "field.choice", "lines[0]"),
    (
        r#""percent_after_fixed":"0""#,
        "number.not_positive",
        "lines[0].percent_after_fixed",
    ),
    (
        r#""percent_of_untaxed":"101""#,
        "number.out_of_range",
        "lines[0].percent_of_untaxed",
    ),
    (
        r#""tax":true; "tax":true; "balance":true"#,
        "field.choice",
        "lines[1].tax",
    ),
    (
        r#""balance":true,"starts":"milestone""#,
        "field.choice",
        "lines[0].milestone",
    ),
    (
        r#""balance":true,"milestone":"上线""#,
        "field.choice",
        "lines[0].milestone",
    ),
    (
        r#""balance":true,"expected":"1m""#,
        "field.choice",
        "lines[0].expected",
    ),
    (
        r#""balance":true,"gates":["shipping","supply","shipping"]"#,
        "field.choice",
        "lines[0].gates[2]",
    ),
    (
        r#""balance":true,"round_to":"1""#,
        "field.choice",
        "lines[0].round_to",
    ),
    (
        r#""percent":"100","round_to":"1""#,
        "field.choice",
        "lines[0].round_to",
    ),
    (
        r#""percent":"1","round_to":"0"; "balance":true"#,
        "number.not_positive",
        "lines[0].round_to",
    ),
    (
        r#""balance":true,"early_payment":{"steps":[]}"#,
        "list.empty",
        "lines[0].early_payment.steps",
    ),
    (
        r#""balance":true,"early_payment":{"steps":[{"percent":"4","within":"1d"},
           {"percent":"3","within":"2d"},{"percent":"2","within":"3d"},{"percent":"1","within":"4d"}]}"#,
        "list.too_long",
        "lines[0].early_payment.steps",
    ),
    (
        r#""balance":true,"early_payment":{"steps":[{"percent":"0","within":"1d"}]}"#,
        "number.not_positive",
        "lines[0].early_payment.steps[0].percent",
    ),
    (
        r#""balance":true,"early_payment":{"steps":[{"percent":"100","within":"1d"}]}"#,
        "number.out_of_range",
        "lines[0].early_payment.steps[0].percent",
    ),
    (
        r#""balance":true,"early_payment":{"steps":[{"percent":"2","within":"10d"},
           {"percent":"2","within":"20d"}]}"#,
        "terms.discounts_overlap",
        "lines[0].early_payment.steps[1]",
    ),
    (
        r#""balance":true,"early_payment":{"steps":[{"percent":"2","within":"10d"},
           {"percent":"1","within":"10d"}]}"#,
        "terms.discounts_overlap",
        "lines[0].early_payment.steps[1]",
    ),
    (
        r#""balance":true,"early_payment":{"steps":[{"percent":"2","within":"10d"},
           {"percent":"1","within":"eom"}]}"#,
        "terms.discounts_overlap",
        "lines[0].early_payment.steps[1]",
    ),
    (
        r#""parts":2,"remind_days":367"#,
        "number.out_of_range",
        "lines[0].remind_days",
    ),
    (
        r#""fixed":"0","parts":0"#,
        "number.not_positive",
        "lines[0].fixed",
    ),
    (
        r#""parts":0,"every":"eom","remind_days":400"#,
        "number.out_of_range",
        "lines[0].parts",
    ),
    (
        r#""balance":true; "parts":2,"every":"eom","remind_days":400"#,
        "date_rule.every_not_period",
        "lines[1].every",
    ),
];

#[test]
fn each_line_is_checked_in_order() {
    for (text, kind, field) in WRONG_LINES {
        assert_eq!(refused(&lines(text)), (kind, field.to_owned()), "{text}");
    }
}

#[test]
fn lists_are_bounded() {
    assert_eq!(
        refused(&Template::default()),
        ("list.empty", "lines".into())
    );
    let percents = [r#""percent":"1""#; 101];
    assert!(check(&lines(&percents[..100].join(";")).lines).is_ok());
    assert_eq!(
        refused(&lines(&percents.join(";"))),
        ("list.too_long", "lines".into())
    );
    // 360 + 360 + 280 parts are a thousand.
    let parts =
        |last| format!(r#""percent":"1","parts":360; "percent":"1","parts":360; "parts":{last}"#);
    assert!(check(&lines(&parts(280)).lines).is_ok());
    assert_eq!(
        refused(&lines(&parts(281))),
        ("list.too_long", "lines".into())
    );
}

/// Issue 2: closed by one balance, or by percentages of exactly 100 with nothing else.
#[test]
fn a_template_is_closed() {
    let closed = [
        r#""balance":true"#,
        r#""parts":1"#,
        r#""percent":"100""#,
        r#""percent":"33.333333"; "percent":"33.333333"; "percent":"33.333334""#,
        r#""percent":"100"; "balance":true"#,
        r#""fixed":"1"; "percent_of_remainder":"100"; "balance":true"#,
        r#""fixed":"1"; "percent_after_fixed":"100""#,
        r#""tax":true; "percent_after_fixed":"60"; "percent_of_untaxed":"5","retention":true;
           "percent_after_fixed":"40""#,
        r#""percent":"50"; "percent_after_fixed":"100"; "balance":true"#,
    ];
    for text in closed {
        assert!(check(&lines(text).lines).is_ok(), "{text}");
    }
    let open = [
        (r#""percent":"99.999999""#, 0, "99.999999", "0.000001"),
        (r#""percent":"60"; "percent":"60""#, 0, "120", "-20"),
        (r#""percent":"100"; "fixed":"1""#, 0, "100", "0"),
        (
            r#""percent":"100"; "percent_of_remainder":"1""#,
            0,
            "100",
            "0",
        ),
        (r#""fixed":"1""#, 0, "0", "100"),
        (r#""percent_of_remainder":"100""#, 0, "0", "100"),
        (r#""balance":true; "parts":2"#, 2, "0", "100"),
        (
            r#""percent":"100.0"; "percent":"0.000001"; "balance":true"#,
            1,
            "100.000001",
            "-0.000001",
        ),
        (
            r#""percent":"5","retention":true; "percent":"95"; "tax":true"#,
            0,
            "100",
            "0",
        ),
        (r#""percent_of_untaxed":"100""#, 0, "0", "100"),
    ];
    for (text, balances, percent, missing) in open {
        let error = check(&lines(text).lines).unwrap_err();
        assert_eq!(
            (error.kind(), error.field()),
            ("terms.not_closed", Some("lines")),
            "{text}"
        );
        let details = serde_json::to_value(error.details()).unwrap();
        let expected = serde_json::json!({ "balances": balances, "percent": percent, "missing": missing,
                "after_fixed": "0" });
        assert_eq!(details, expected, "{text}");
    }
}

#[test]
fn a_plan_names_what_cannot_be_planned() {
    let refused = |total: &str, code: &str, base: &str, text: &str| {
        let error = planned(total, code, base, &lines(text)).unwrap_err();
        (error.kind(), error.field().unwrap_or_default().to_owned())
    };
    let precise = "amount.too_precise";
    let all = r#""parts":1"#;
    assert_eq!(
        refused("0.5", "JPY", "2026-01-15", all),
        (precise, "total".into())
    );
    assert_eq!(
        refused(
            "100",
            "JPY",
            "2026-01-15",
            r#""balance":true; "fixed":"0.5""#
        ),
        (precise, "lines[1].fixed".into())
    );
    assert_eq!(
        refused(
            "1",
            "CNY",
            "9999-12-31",
            r#""percent":"1"; "parts":2,"every":"1d""#
        ),
        ("date.out_of_range", "lines[1].due".into())
    );
    // What is not closed is refused before anything is computed, a total of zero too.
    assert_eq!(
        refused("0.5", "JPY", "2026-01-15", r#""percent":"1""#),
        ("terms.not_closed", "lines".into())
    );
}

#[test]
fn documents_are_read_strictly() {
    let read = |line: &str| serde_json::from_str::<Template>(&format!(r#"{{"lines":[{line}]}}"#));
    let given = r#"{"percent":"30","due":"30d, eom","method":"bank_transfer","remind_days":7}"#;
    let back = serde_json::to_string(&read(given).unwrap().lines[0]).unwrap();
    assert_eq!(back, given);
    for wrong in [
        r#"{"percent":30}"#,
        r#"{"fixed":1.5}"#,
        r#"{"percent":"3e1"}"#,
        r#"{"balance":"yes"}"#,
        r#"{"parts":"3"}"#,
        r#"{"parts":-1}"#,
        r#"{"balance":true,"due":"30 d"}"#,
        r#"{"balance":true,"days":30}"#,
        r#"{"balance":true,"method":""}"#,
    ] {
        assert!(read(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn shares_after_fixed_lines_are_closed_too() {
    let after = [
        (r#""percent_after_fixed":"99""#, 0, "99"),
        (
            r#""percent_after_fixed":"100"; "percent_of_untaxed":"5""#,
            0,
            "100",
        ),
        (
            r#""percent_after_fixed":"100"; "percent_of_remainder":"5""#,
            0,
            "100",
        ),
        (
            r#""percent_after_fixed":"60"; "percent_after_fixed":"41"; "balance":true"#,
            1,
            "101",
        ),
    ];
    for (text, balances, share) in after {
        let Err(error) = check(&lines(text).lines) else {
            panic!("{text}");
        };
        let details = serde_json::to_value(error.details()).unwrap();
        let found = (&details["balances"], &details["after_fixed"]);
        assert_eq!(found, (&balances.into(), &share.into()), "{text}");
    }
}
