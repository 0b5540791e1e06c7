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
        .map(|line| (line.amount.to_string(), line.due_on.to_string()))
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
