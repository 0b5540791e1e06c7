//! Figures calculated by hand; each calculation stands beside its figure. The rates 13, 9 and 6 %
//! are those of Chinese value-added tax.

use super::*;

#[test]
fn one_line_with_tax_on_top() {
    let cases = [
        // 59.97 × 13 % = 7.7961
        ("CNY", "3", "19.99", "13", "59.97 7.80 67.77"),
        // 59.97 × 9 % = 5.3973
        ("CNY", "3", "19.99", "9", "59.97 5.40 65.37"),
        // 59.97 × 6 % = 3.5982
        ("CNY", "3", "19.99", "6", "59.97 3.60 63.57"),
        ("CNY", "3", "19.99", "0", "59.97 0.00 59.97"),
        // 2.5 × 0.3333 = 0.83325 → 0.83; × 13 % = 0.1079
        ("CNY", "2.5", "0.3333", "13", "0.83 0.11 0.94"),
        // 999 × 10 % = 99.9
        ("JPY", "3", "333", "10", "999 100 1099"),
        // 0.5 × 333 = 166.5 → 167; × 10 % = 16.7 → 17
        ("JPY", "0.5", "333", "10", "167 17 184"),
        // 3 × 1.2345 = 3.7035 → 3.704; × 5 % = 0.1852
        ("KWD", "3", "1.2345", "5", "3.704 0.185 3.889"),
        ("CNY", "7", "0", "13", "0.00 0.00 0.00"),
        // 0.004 rounds to nothing.
        ("CNY", "0.000001", "4000", "13", "0.00 0.00 0.00"),
        ("CNY", "1", "100", "100", "100.00 100.00 200.00"),
        (
            "CNY",
            "1000000",
            "99999999",
            "0",
            "99999999000000.00 0.00 99999999000000.00",
        ),
    ];
    for (code, quantity, price, tax, figures) in cases {
        let priced = compute(code, PLAIN, &[line(quantity, price, tax)]);
        assert_eq!(totals(&priced), figures, "{quantity} × {price} + {tax} %");
        assert_eq!(lines(&priced), [figures]);
        let same = compute(code, per_document(PLAIN), &[line(quantity, price, tax)]);
        assert_eq!(same, priced, "one line has one rounding");
    }
}

#[test]
fn one_line_with_tax_inside() {
    let cases = [
        // 100 ÷ 1.13 = 88.4956
        ("CNY", "1", "100.00", "13", "88.50 11.50 100.00"),
        // 100 ÷ 1.09 = 91.7431
        ("CNY", "1", "100.00", "9", "91.74 8.26 100.00"),
        // 100 ÷ 1.06 = 94.3396
        ("CNY", "1", "100.00", "6", "94.34 5.66 100.00"),
        ("CNY", "1", "100.00", "0", "100.00 0.00 100.00"),
        // 1060 ÷ 1.06 = 1000, an order of 1,060.00 with its tax
        ("CNY", "1", "1060", "6", "1000.00 60.00 1060.00"),
        // 59.97 ÷ 1.13 = 53.0708
        ("CNY", "3", "19.99", "13", "53.07 6.90 59.97"),
        // 1000 ÷ 1.1 = 909.09
        ("JPY", "1", "1000", "10", "909 91 1000"),
        // 1 ÷ 1.05 = 0.95238
        ("KWD", "1", "1", "5", "0.952 0.048 1.000"),
        // 0.01 ÷ 1.13 = 0.0088
        ("CNY", "1", "0.01", "13", "0.01 0.00 0.01"),
    ];
    for (code, quantity, price, tax, figures) in cases {
        for document in [inclusive(PLAIN), inclusive(per_document(PLAIN))] {
            let priced = compute(code, document, &[line(quantity, price, tax)]);
            assert_eq!(
                totals(&priced),
                figures,
                "{quantity} × {price} with {tax} %"
            );
        }
    }
}

#[test]
fn exact_halves_go_up_or_to_even() {
    let cases = [
        // 0.125
        ("CNY", PLAIN, line("1", "0.125", "0"), "0.13", "0.12"),
        // 0.135
        ("CNY", PLAIN, line("1", "0.135", "0"), "0.14", "0.14"),
        // 2.50 × 13 % = 0.325
        ("CNY", PLAIN, line("1", "2.50", "13"), "2.83", "2.82"),
        // 1.2345
        ("KWD", PLAIN, line("1", "1.2345", "0"), "1.235", "1.234"),
        // 0.5 × 5 = 2.5
        ("JPY", PLAIN, line("0.5", "5", "0"), "3", "2"),
        // 3 × 0.335 × 50 % = 0.5025 is no half: rounded once.
        (
            "CNY",
            PLAIN,
            percent_off(line("3", "0.335", "0"), "50"),
            "0.50",
            "0.50",
        ),
    ];
    for (code, document, line, up, even) in cases {
        assert_eq!(compute(code, document, &[line]).gross.to_string(), up);
        assert_eq!(
            compute(code, half_even(document), &[line])
                .gross
                .to_string(),
            even
        );
    }
    // 1.05 with 100 % inside: 0.525; half up leaves net 0.53, half even 0.52.
    let half = [line("1", "1.05", "100")];
    assert_eq!(
        totals(&compute("CNY", inclusive(PLAIN), &half)),
        "0.53 0.52 1.05"
    );
    assert_eq!(
        totals(&compute("CNY", half_even(inclusive(PLAIN)), &half)),
        "0.52 0.53 1.05"
    );
    // The document's discount: 0.25 × 50 % = 0.125, leaving 0.12 or 0.13.
    let quarter = [line("1", "0.25", "0")];
    assert_eq!(
        compute("CNY", document("50", ""), &quarter)
            .gross
            .to_string(),
        "0.12"
    );
    assert_eq!(
        compute("CNY", half_even(document("50", "")), &quarter)
            .gross
            .to_string(),
        "0.13"
    );
}

#[test]
fn a_line_discount_is_rounded_once() {
    let cases = [
        // 59.97 × 90 % = 53.973
        (percent_off(line("3", "19.99", "13"), "10"), "6.00", "53.97"),
        // 1.005 → 1.01; 1.005 × 50 % = 0.5025 → 0.50 (rounding twice would give 0.51)
        (percent_off(line("3", "0.335", "13"), "50"), "0.51", "0.50"),
        // 100 × 66.666667 % = 66.666667
        (
            percent_off(line("1", "100", "13"), "33.333333"),
            "33.33",
            "66.67",
        ),
        (
            percent_off(line("3", "19.99", "13"), "100"),
            "59.97",
            "0.00",
        ),
        (percent_off(line("3", "19.99", "13"), "0"), "0.00", "59.97"),
        // 59.97 − 9.97
        (
            amount_off(line("3", "19.99", "13"), "9.97"),
            "9.97",
            "50.00",
        ),
        (
            amount_off(line("3", "19.99", "13"), "59.97"),
            "59.97",
            "0.00",
        ),
        (amount_off(line("3", "19.99", "13"), "0"), "0.00", "59.97"),
    ];
    for (line, discount, amount) in cases {
        let priced = compute("CNY", PLAIN, &[line]);
        let priced = priced.lines[0];
        assert_eq!(priced.discount.to_string(), discount, "{line:?}");
        assert_eq!(priced.amount.to_string(), amount, "{line:?}");
        assert_eq!(priced.net, priced.amount);
    }
}

#[test]
fn tax_rounded_per_line_and_per_document() {
    let three = [line("1", "0.33", "13"); 3];
    // 0.33 × 13 % = 0.0429 → 0.04, three times 0.12.
    let priced = compute("CNY", PLAIN, &three);
    assert_eq!(totals(&priced), "0.99 0.12 1.11");
    assert_eq!(lines(&priced), ["0.33 0.04 0.37"; 3]);
    // 0.99 × 13 % = 0.1287 → 0.13; M5: R(0.0433), R(0.0867), 0.13 → 0.04, 0.09, 0.13.
    let priced = compute("CNY", per_document(PLAIN), &three);
    assert_eq!(totals(&priced), "0.99 0.13 1.12");
    assert_eq!(
        lines(&priced),
        ["0.33 0.04 0.37", "0.33 0.05 0.38", "0.33 0.04 0.37"]
    );
    // Inside: 0.33 ÷ 1.13 = 0.2920 → 0.29, tax 0.04, three times 0.12.
    let priced = compute("CNY", inclusive(PLAIN), &three);
    assert_eq!(totals(&priced), "0.87 0.12 0.99");
    // 0.99 ÷ 1.13 = 0.8761 → 0.88, tax 0.11; M5: R(0.0367), R(0.0733), 0.11 → 0.04, 0.07, 0.11.
    let priced = compute("CNY", inclusive(per_document(PLAIN)), &three);
    assert_eq!(totals(&priced), "0.88 0.11 0.99");
    assert_eq!(
        lines(&priced),
        ["0.29 0.04 0.33", "0.30 0.03 0.33", "0.29 0.04 0.33"]
    );
    // JPY: 5 × 10 % = 0.5 → 1 per line, 2; per document 10 × 10 % = 1: M5 R(0.5) = 1, then 0.
    let two = [line("1", "5", "10"); 2];
    assert_eq!(totals(&compute("JPY", PLAIN, &two)), "10 2 12");
    let priced = compute("JPY", per_document(PLAIN), &two);
    assert_eq!(lines(&priced), ["5 1 6", "5 0 5"]);
}

#[test]
fn the_rates_of_one_document_stand_apart() {
    let mixed = [
        line("1", "200", "9"),
        line("10", "100", "13"),
        line("1", "50", "6"),
        line("1", "7", "0"),
        line("2", "0.05", "13"),
    ];
    // 13 %: 1000.00 → 130.00 and 0.10 → 0.013; 9 %: 18.00; 6 %: 3.00.
    let priced = compute("CNY", PLAIN, &mixed);
    let expected = [
        "13% 1000.10 130.01 1130.11",
        "9% 200.00 18.00 218.00",
        "6% 50.00 3.00 53.00",
        "0% 7.00 0.00 7.00",
    ];
    assert_eq!(rates(&priced), expected);
    assert_eq!(totals(&priced), "1257.10 151.01 1408.11");
    // Per document each rate is rounded alone: two lines of 0.05 at 13 % and two at 9 %.
    // 0.10 × 13 % = 0.013 → 0.01; 0.10 × 9 % = 0.009 → 0.01; per line 0.0065 and 0.0045 → 0.01, 0.
    let pairs = [
        line("1", "0.05", "13"),
        line("1", "0.05", "9"),
        line("1", "0.05", "13"),
        line("1", "0.05", "9"),
    ];
    assert_eq!(compute("CNY", PLAIN, &pairs).tax.to_string(), "0.02");
    let priced = compute("CNY", per_document(PLAIN), &pairs);
    assert_eq!(rates(&priced), ["13% 0.10 0.01 0.11", "9% 0.10 0.01 0.11"]);
    // M5 over two equal lines: R(0.005) = 0.01 first, the rest 0.
    let taxes: Vec<String> = priced
        .lines
        .iter()
        .map(|line| line.tax.to_string())
        .collect();
    assert_eq!(taxes, ["0.01", "0.01", "0.00", "0.00"]);
}

#[test]
fn a_document_discount_is_spread_in_line_order() {
    // M5 names 100.00 in thirds: 33.33, 33.34, 33.33.
    let thirds = [line("1", "100", "13"); 3];
    let priced = compute("CNY", document("", "100"), &thirds);
    let shares: Vec<String> = priced
        .lines
        .iter()
        .map(|line| line.document_discount.to_string())
        .collect();
    assert_eq!(shares, ["33.33", "33.34", "33.33"]);
    // 66.67 × 13 % = 8.6671, 66.66 × 13 % = 8.6658: 8.67 each.
    let expected = ["66.67 8.67 75.34", "66.66 8.67 75.33", "66.67 8.67 75.34"];
    assert_eq!(lines(&priced), expected);
    assert_eq!(totals(&priced), "200.00 26.01 226.01");
    // 10 % of 1250 is 125: 100, 20, 5. Then 900 × 13 % = 117, 180 × 9 % = 16.20, 45 × 6 % = 2.70.
    let mixed = [
        line("1", "1000", "13"),
        line("1", "200", "9"),
        line("1", "50", "6"),
    ];
    let priced = compute("CNY", document("10", ""), &mixed);
    assert_eq!(priced.amount.to_string(), "1250.00");
    assert_eq!(priced.discount.to_string(), "125.00");
    assert_eq!(totals(&priced), "1125.00 135.90 1260.90");
    // On prices with tax the discount comes off the gross: 113 − 10 % = 101.70, ÷ 1.13 = 90.
    let priced = compute(
        "CNY",
        inclusive(document("10", "")),
        &[line("1", "113", "13")],
    );
    assert_eq!(totals(&priced), "90.00 11.70 101.70");
    // The weights are the amounts after the lines' own discounts: 50 and 50, not 100 and 50.
    let lines = [
        percent_off(line("1", "100", "0"), "50"),
        line("1", "50", "0"),
    ];
    let priced = compute("CNY", document("", "10"), &lines);
    assert!(
        priced
            .lines
            .iter()
            .all(|line| line.document_discount.to_string() == "5.00")
    );
    // KWD 1.000 in sevenths: R(0.142857…) and so on, by thousandths: 143, 286, 429, 571, 714, 857.
    let priced = compute("KWD", document("", "1"), &[line("1", "2", "0"); 7]);
    let shares: Vec<i64> = priced
        .lines
        .iter()
        .map(|line| line.document_discount.ten_thousandths() / 10)
        .collect();
    assert_eq!(shares, [143, 143, 143, 142, 143, 143, 143]);
}

#[test]
fn everything_can_be_given_away() {
    let mixed = [
        line("3", "19.99", "13"),
        line("1", "0", "9"),
        line("1", "0.01", "6"),
    ];
    for document in [document("100", ""), document("", "59.98")] {
        for document in [document, inclusive(document), per_document(document)] {
            let priced = compute("CNY", document, &mixed);
            assert_eq!(totals(&priced), "0.00 0.00 0.00");
            assert_eq!(priced.discount.to_string(), "59.98");
            assert_eq!(priced.lines[0].document_discount.to_string(), "59.97");
        }
    }
    // Nothing to discount is no error.
    let free = [line("1", "0", "13"); 2];
    for document in [document("10", ""), document("", "0"), per_document(PLAIN)] {
        assert_eq!(totals(&compute("CNY", document, &free)), "0.00 0.00 0.00");
    }
}
