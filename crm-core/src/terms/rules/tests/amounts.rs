use super::*;

const EMPTY: [&str; 0] = [];

/// M1: 100,000.00 as 30, 60 and 10 %.
#[test]
fn the_order_of_m1() {
    let terms =
        lines(r#""percent":"30"; "percent":"60","due":"eom, 30d"; "percent":"10","due":"90d""#);
    let planned = planned("100000", "CNY", "2026-01-15", &terms).unwrap();
    let found: Vec<(String, String)> = planned
        .lines
        .iter()
        .map(|line| (line.amount.to_string(), line.due_on.unwrap().to_string()))
        .collect();
    let expected = [
        ("30000.00", "2026-01-15"),
        ("60000.00", "2026-03-02"),
        ("10000.00", "2026-04-15"),
    ];
    assert_eq!(found, expected.map(|(a, d)| (a.to_owned(), d.to_owned())));
    assert!(planned.warnings.is_empty());
}

/// M2: the same data under the meanings that the kinds can say.
#[test]
fn each_kind_says_what_it_is_a_share_of() {
    let remainder = lines(
        r#""fixed":"400"; "percent_of_remainder":"33"; "percent_of_remainder":"33"; "balance":true"#,
    );
    assert_eq!(
        amounts("1000", "CNY", &remainder),
        ["400.00", "198.00", "132.66", "269.34"]
    );
    // Of the total, D18: 400 + 330 + 330 is 60 too much, which the last percentage gives up. The
    // balance finds nothing and is no line.
    let total = lines(r#""fixed":"400"; "percent":"33"; "percent":"33"; "balance":true"#);
    assert_eq!(
        amounts("1000", "CNY", &total),
        ["400.00", "330.00", "270.00"]
    );
    let cut = "line 3 was cut from 330.00 to 270.00: no more is left";
    assert_eq!(
        warnings("1000", &total),
        [(
            "terms.line_cut".into(),
            "lines[2].percent".into(),
            cut.into()
        )]
    );
}

/// M3: total 300, fixed 400 is one line of 300 with a warning.
#[test]
fn a_fixed_line_is_cut_to_what_is_left() {
    let terms = lines(r#""fixed":"400"; "balance":true"#);
    assert_eq!(amounts("300", "CNY", &terms), ["300.00"]);
    let cut = "the fixed line 1 was cut from 400.00 to 300.00: no more is left";
    assert_eq!(
        warnings("300", &terms),
        [(
            "terms.fixed_cut".into(),
            "lines[0].fixed".into(),
            cut.into()
        )]
    );
    let found = planned("-300", "CNY", "2026-01-15", &terms).unwrap();
    let details = serde_json::to_value(found.warnings[0].details()).unwrap();
    assert_eq!(
        details,
        serde_json::json!({ "line": 1, "from": "-400.00", "to": "-300.00", "sequence": 1 })
    );
    // Exactly used up: nothing is cut, and nothing is left for the balance.
    assert_eq!(amounts("400", "CNY", &terms), ["400.00"]);
    assert!(warnings("400", &terms).is_empty());
    assert_eq!(amounts("400.01", "CNY", &terms), ["400.00", "0.01"]);
    // Once nothing is left, later lines are no lines; each says what it wanted.
    let terms = lines(
        r#""fixed":"400"; "fixed":"50"; "percent":"10"; "percent_of_remainder":"10"; "parts":3"#,
    );
    let found = planned("300", "CNY", "2026-01-15", &terms).unwrap();
    assert_eq!(found.lines.len(), 1);
    let cuts: Vec<String> = found.warnings.iter().map(ToString::to_string).collect();
    let expected = [
        "the fixed line 1 was cut from 400.00 to 300.00: no more is left",
        "the fixed line 2 was cut from 50.00 to 0.00: no more is left",
        "line 3 was cut from 30.00 to 0.00: no more is left",
    ];
    assert_eq!(cuts, expected);
    assert_eq!(
        found.warnings[1].details()["sequence"],
        serde_json::Value::Null
    );
}

/// M4.
#[test]
fn zero_gives_nothing_and_a_negative_total_mirrors() {
    let terms = lines(r#""percent":"30"; "fixed":"100"; "percent_of_remainder":"50"; "parts":3"#);
    assert_eq!(amounts("0", "CNY", &terms), EMPTY);
    // 30 % of 1,000.01 is 300.003; half of 600.01 is 300.005, half up 300.01; a third of 300.00.
    let positive = ["300.00", "100.00", "300.01", "100.00", "100.00", "100.00"];
    assert_eq!(amounts("1000.01", "CNY", &terms), positive);
    assert_eq!(
        amounts("-1000.01", "CNY", &terms),
        positive.map(|amount| format!("-{amount}"))
    );
}

/// M5, D11 and the thirds of frappe/erpnext#26951.
#[test]
fn the_worked_examples_of_m5() {
    let thirds = lines(r#""percent":"33.34"; "percent":"33.33"; "percent":"33.33""#);
    assert_eq!(amounts("5.47", "CNY", &thirds), ["1.82", "1.83", "1.82"]);
    let parts = lines(r#""parts":3"#);
    assert_eq!(
        amounts("100.00", "CNY", &parts),
        ["33.33", "33.34", "33.33"]
    );
    assert_eq!(amounts("1000", "JPY", &parts), ["333", "334", "333"]);
    assert_eq!(amounts("30000.00", "CNY", &parts), ["10000.00"; 3]);
    let sevenths = ["0.01", "0.00", "0.01", "0.01", "0.01", "0.00", "0.01"];
    assert_eq!(
        amounts("0.05", "CNY", &lines(r#""balance":true,"parts":7"#)),
        sevenths
    );
    // The same as seven percentages: 100 ÷ 7 to six decimals, the first two a millionth more.
    let percents = [r#""percent":"14.285715""#; 2]
        .iter()
        .chain([r#""percent":"14.285714""#; 5].iter())
        .copied()
        .collect::<Vec<_>>();
    assert_eq!(
        amounts("0.05", "CNY", &lines(&percents.join(";"))),
        sevenths
    );
}

/// M5: the last line takes the rest, 100.00 in thirds is 33.33, 33.33, 33.34; but 0.05 in sevenths
/// would close with -0.01, which no line may be.
#[test]
fn the_last_line_takes_the_rest() {
    let thirds = "\"percent\":\"33.33\"; \"percent\":\"33.33\"; \"percent\":\"33.34\"";
    let last = last_line(lines(thirds));
    assert_eq!(amounts("100.00", "CNY", &last), ["33.33", "33.33", "33.34"]);
    // 33.33 % of 100.01 is 33.333333, twice; the rest is 33.35.
    assert_eq!(amounts("100.01", "CNY", &last), ["33.33", "33.33", "33.35"]);
    // Cumulative: 33.333333; 66.67 % less that: 66.666666 ≈ 66.67 − 33.33; 100.01 − 66.67.
    assert_eq!(
        amounts("100.01", "CNY", &lines(thirds)),
        ["33.33", "33.34", "33.34"]
    );
    // A balance is what takes the rest, wherever it stands.
    let balance = last_line(lines(
        r#""balance":true; "percent":"33.33"; "percent":"33.33""#,
    ));
    assert_eq!(
        amounts("100.01", "CNY", &balance),
        ["33.35", "33.33", "33.33"]
    );
    // Parts are split by M5 under either rule.
    assert_eq!(
        amounts(
            "100.00",
            "CNY",
            &last_line(lines(r#""percent":"100","parts":3"#))
        ),
        ["33.33", "33.34", "33.33"]
    );
    let sevenths = [r#""percent":"14.285714""#; 6].join(";") + r#";"percent":"14.285716""#;
    let last = last_line(lines(&sevenths));
    assert_eq!(
        amounts("0.05", "CNY", &last),
        ["0.01", "0.01", "0.01", "0.01", "0.01", "0.00"]
    );
    assert_eq!(warnings("0.05", &last).len(), 1);
}

/// The issue's example: 30 % is 300.00; 100.00; half of 600.00; the rest in thirds.
#[test]
fn kinds_mix_and_the_balance_comes_last() {
    let terms = lines(
        r#""percent":"30"; "fixed":"100.00"; "percent_of_remainder":"50"; "balance":true,"parts":3"#,
    );
    assert_eq!(
        amounts("1000", "CNY", &terms),
        ["300.00", "100.00", "300.00", "100.00", "100.00", "100.00"]
    );
    // First in order it is still computed last, and not part of what stands before the others:
    // half of 1,000 is 500, a tenth of 1,000 is 100, the rest 400.
    let first = lines(r#""balance":true; "percent_of_remainder":"50"; "percent":"10""#);
    assert_eq!(
        amounts("1000", "CNY", &first),
        ["400.00", "500.00", "100.00"]
    );
    // Percentages are rounded over all their lines though a fixed one stands between: of 0.10 a
    // quarter is 0.025 ≈ 0.03, a half 0.05; the other two 0.02 and the rest.
    let between = lines(r#""percent":"25"; "fixed":"0.01"; "percent":"25"; "balance":true"#);
    assert_eq!(
        amounts("0.10", "CNY", &between),
        ["0.03", "0.01", "0.02", "0.04"]
    );
    // Each alone: 0.03 and 0.03.
    assert_eq!(
        amounts("0.10", "CNY", &last_line(between)),
        ["0.03", "0.01", "0.03", "0.03"]
    );
    // 100 % beside a balance leaves it nothing.
    let whole = lines(r#""percent":"100"; "balance":true"#);
    assert_eq!(amounts("12.34", "CNY", &whole), ["12.34"]);
}

/// Exact halves by hand: 2.5 % of 1.00 is 0.025; to even 0.02. 7.5 % is 0.075, to even 0.08.
#[test]
fn halves_round_as_the_terms_say() {
    let up = lines(r#""percent":"2.5"; "percent_of_remainder":"50"; "balance":true"#);
    let even = Template {
        tie: Some(Tie::HalfEven),
        ..up.clone()
    };
    // Half up: 0.03, half of 0.97 is 0.485 ≈ 0.49, rest 0.48. Even: 0.02, half of 0.98, rest.
    assert_eq!(amounts("1.00", "CNY", &up), ["0.03", "0.49", "0.48"]);
    assert_eq!(amounts("1.00", "CNY", &even), ["0.02", "0.49", "0.49"]);
    assert_eq!(amounts("-1.00", "CNY", &even), ["-0.02", "-0.49", "-0.49"]);
    // Dinar have three decimals, yen none: 2.5 % of 1.000 is 0.025; of 100 is 2.5.
    assert_eq!(amounts("1.000", "KWD", &up), ["0.025", "0.488", "0.487"]);
    assert_eq!(amounts("100", "JPY", &up), ["3", "49", "48"]);
    assert_eq!(amounts("100", "JPY", &even), ["2", "49", "49"]);
}

/// M2: T = 1,000.00, fixed 400 and twice 33 % with a balance, under each base of the percentages.
#[test]
fn the_bases_of_m2() {
    let of = |kind: &str| {
        lines(&format!(
            r#""fixed":"400"; "{kind}":"33"; "{kind}":"33"; "balance":true"#
        ))
    };
    let total = amounts("1000", "CNY", &of("percent"));
    // Of the total it would close with -60.00 (D18): the last percentage is cut, and nothing is left.
    assert_eq!(total, ["400.00", "330.00", "270.00"]);
    let running = amounts("1000", "CNY", &of("percent_of_remainder"));
    assert_eq!(running, ["400.00", "198.00", "132.66", "269.34"]);
    let after = amounts("1000", "CNY", &of("percent_after_fixed"));
    assert_eq!(after, ["400.00", "198.00", "198.00", "204.00"]);
}

/// M2 and M12: 100,000.00 and 6 % tax; 5 % of the untaxed total are held back, and the rest goes by
/// percentages of what that leaves, wherever the retention stands.
#[test]
fn the_retention_of_m12() {
    let terms = lines(
        r#""percent_after_fixed":"30"; "percent_of_untaxed":"5","retention":true,"starts":"acceptance";
           "percent_after_fixed":"70""#,
    );
    let planned = taxed(("106000", "6000"), "CNY", "2026-01-15", &terms).unwrap();
    let found: Vec<[String; 2]> = planned
        .lines
        .iter()
        .map(|line| [line.amount.to_string(), line.tax.to_string()])
        .collect();
    // 101,000.00 by 30 and 70 %. The tax by cumulative rounding (M14): 6,000.00 × 30,300 ÷ 106,000
    // is 1,715.09; × 35,300 ÷ 106,000 1,998.11, so 283.02; the rest 4,001.89.
    let expected = [
        ["30300.00", "1715.09"],
        ["5000.00", "283.02"],
        ["70700.00", "4001.89"],
    ];
    assert_eq!(found, expected);
    // Of the total it is 5,300.00.
    let total = lines(r#""percent":"5","retention":true; "percent_after_fixed":"100""#);
    assert_eq!(amounts("106000", "CNY", &total), ["5300.00", "100700.00"]);
}

/// M2: the tax is a line of its own and carries it alone.
#[test]
fn the_tax_first() {
    let terms = lines(r#""tax":true; "percent_after_fixed":"50"; "balance":true"#);
    let planned = taxed(("1130", "130"), "CNY", "2026-01-15", &terms).unwrap();
    let found: Vec<String> = planned
        .lines
        .iter()
        .map(|line| format!("{} {}", line.amount, line.tax))
        .collect();
    assert_eq!(found, ["130.00 130.00", "500.00 0.00", "500.00 0.00"]);
}

/// M5: a line rounded to a multiple, and the balance takes the difference.
#[test]
fn a_line_in_hundreds() {
    let terms = lines(r#""percent":"33.3","round_to":"100.00"; "balance":true"#);
    // 33.3 % of 10,000.00 are 3,330.00, of 10,160.00 3,383.28.
    assert_eq!(amounts("10000", "CNY", &terms), ["3300.00", "6700.00"]);
    assert_eq!(amounts("10160", "CNY", &terms), ["3400.00", "6760.00"]);
    // A multiple larger than what is left is cut to that (M3).
    let large = lines(r#""percent":"60","round_to":"100.00"; "balance":true"#);
    assert_eq!(amounts("90", "CNY", &large), ["90.00"]);
}

/// Each step of a line is said in the order in which it happened.
#[test]
fn a_line_explains_itself() {
    let terms = lines(
        r#""percent":"30","due":"30d","early_payment":{"steps":[{"percent":"2","within":"10d"}]};
           "balance":true,"parts":2,"every":"1m","starts":"delivery","expected":"1m""#,
    );
    let basis = Basis {
        explain: true,
        ..basis(&terms)
    };
    let total = Total {
        gross: Amount::parse("1060").unwrap(),
        tax: Amount::parse("60").unwrap(),
    };
    let planned = plan(total, Currency::CNY, &approved("2026-01-15"), &basis).unwrap();
    let steps: Vec<Vec<&str>> = planned
        .steps
        .iter()
        .map(|steps| steps.iter().map(crate::base::Error::kind).collect())
        .collect();
    let waits = vec![
        "step.balance",
        "step.part",
        "step.tax_in",
        "step.waits",
        "step.expected",
    ];
    let first = vec!["step.percent", "step.tax_in", "step.due", "step.early"];
    assert_eq!(steps, [first, waits.clone(), waits]);
    let text = planned.steps[0][0].to_string();
    let expected = "30 % of the total 1060.00, rounded over all such lines together (M5): 318.00";
    assert!(text.contains(expected), "{text}");
}
