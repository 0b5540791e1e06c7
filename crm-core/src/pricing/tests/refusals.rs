//! Each refusal, its field, and which comes first.

use super::*;
use crate::base::Error;
use crate::pricing::Preview;

fn refused(document: DocumentInput, lines: &[LineInput]) -> (&'static str, String) {
    named(&super::super::compute(Currency::CNY, &document, lines).unwrap_err())
}

fn named(error: &Error) -> (&'static str, String) {
    (error.kind(), error.field().unwrap_or("-").to_owned())
}

#[test]
fn a_line_is_refused_by_name_and_path() {
    let good = line("1", "100", "13");
    let both = amount_off(percent_off(good, "10"), "1");
    let cases = [
        (line("0", "1", "0"), "number.not_positive", "quantity"),
        (line("-1", "1", "0"), "number.not_positive", "quantity"),
        (line("1", "-0.01", "0"), "number.negative", "unit_price"),
        (both, "field.choice", "discount_amount"),
        (
            percent_off(good, "-0.000001"),
            "number.out_of_range",
            "discount_percent",
        ),
        (
            percent_off(good, "100.000001"),
            "number.out_of_range",
            "discount_percent",
        ),
        (amount_off(good, "-1"), "number.negative", "discount_amount"),
        (
            amount_off(good, "0.005"),
            "amount.too_precise",
            "discount_amount",
        ),
        (
            amount_off(good, "100.01"),
            "pricing.discount_too_large",
            "discount_amount",
        ),
        (line("1", "1", "-1"), "number.out_of_range", "tax_percent"),
        (
            line("1", "1", "100.5"),
            "number.out_of_range",
            "tax_percent",
        ),
    ];
    for (bad, kind, field) in cases {
        let field = format!("lines[1].{field}");
        assert_eq!(refused(PLAIN, &[good, bad]), (kind, field), "{bad:?}");
    }
}

#[test]
fn a_document_is_refused_by_name_and_path() {
    let good = [line("1", "100", "13"); 2];
    let cases = [
        (document("10", "1"), "field.choice", "discount_amount"),
        (
            document("-1", ""),
            "number.out_of_range",
            "discount_percent",
        ),
        (
            document("101", ""),
            "number.out_of_range",
            "discount_percent",
        ),
        (document("", "-1"), "number.negative", "discount_amount"),
        (
            document("", "0.001"),
            "amount.too_precise",
            "discount_amount",
        ),
        (
            document("", "200.01"),
            "pricing.discount_too_large",
            "discount_amount",
        ),
    ];
    for (document, kind, field) in cases {
        assert_eq!(
            refused(document, &good),
            (kind, field.to_owned()),
            "{document:?}"
        );
    }
    assert_eq!(refused(PLAIN, &[]), ("list.empty", "lines".to_owned()));
    let many = vec![good[0]; 1_001];
    assert_eq!(refused(PLAIN, &many), ("list.too_long", "lines".to_owned()));
    assert_eq!(compute("CNY", PLAIN, &many[1..]).lines.len(), 1_000);
}

#[test]
fn what_leaves_the_range_of_amounts_is_named() {
    // The largest amount is 10^14.
    let most = line("1000000", "100000000", "0");
    let taxed = line("1000000", "100000000", "1");
    let one = line("1", "0.01", "0");
    let huge = line("1000000000000", "1000000000000", "0");
    let line_one = || ("number.overflow", "lines[1]".to_owned());
    assert_eq!(refused(PLAIN, &[one, huge]), line_one());
    assert_eq!(refused(PLAIN, &[one, percent_off(huge, "100")]), line_one());
    assert_eq!(refused(document("100", ""), &[one, most]).1, "lines");
    assert_eq!(
        compute("CNY", inclusive(PLAIN), &[taxed]).gross,
        Amount::parse("100000000000000").unwrap()
    );
    for document in [PLAIN, per_document(PLAIN)] {
        assert_eq!(
            refused(document, &[one, most]),
            ("number.overflow", "lines".to_owned())
        );
        let cheap = line("1", "0", "0");
        assert_eq!(refused(document, &[cheap, taxed]).0, "number.overflow");
    }
    assert_eq!(refused(PLAIN, &[line("1", "0", "0"), taxed]), line_one());
    let half = line("1000000", "50000000", "1");
    for document in [PLAIN, per_document(PLAIN)] {
        assert_eq!(
            refused(document, &[half, half]),
            ("number.overflow", "lines".to_owned())
        );
    }
}

#[test]
fn the_form_is_checked_before_anything_is_computed() {
    let beyond = amount_off(line("1", "1", "0"), "2");
    let negative = line("-1", "1", "0");
    assert_eq!(refused(PLAIN, &[beyond, negative]).0, "number.not_positive");
    assert_eq!(
        refused(document("101", ""), &[negative]).1,
        "discount_percent"
    );
    assert_eq!(
        refused(document("", "9"), &[beyond]).1,
        "lines[0].discount_amount"
    );
}

#[test]
fn a_refusal_says_the_numbers() {
    let line = amount_off(line("1", "100", "13"), "100.01");
    let error = super::super::compute(Currency::CNY, &PLAIN, &[line]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the discount 100.01 is more than the value 100.00"
    );
}

#[test]
fn a_request_is_read_strictly_and_its_defaults_are_resolved() {
    let text = r#"{"currency": "CNY", "lines": [{"quantity": "1", "unit_price": "2"}]}"#;
    let request: Preview = serde_json::from_str(text).unwrap();
    assert_eq!(request.lines, [line("1", "2", "0")]);
    let default = half_even(per_document(inclusive(PLAIN)));
    assert_eq!(request.document(&default), default);
    let text = r#"{"currency": "CNY", "prices_include_tax": true, "tax_rounding": "line",
        "tie": "half_up", "discount_percent": "5", "lines": []}"#;
    let request: Preview = serde_json::from_str(text).unwrap();
    assert_eq!(
        request.document(&half_even(per_document(PLAIN))),
        inclusive(document("5", ""))
    );
    for bad in [
        r#"{"currency": "CNY", "lines": [{"quantity": 1, "unit_price": "2"}]}"#,
        r#"{"currency": "CNY", "lines": [{"quantity": "1", "unit_price": 2.5}]}"#,
        r#"{"currency": "CNY", "lines": [{"quantity": "1", "unit_price": "1e3"}]}"#,
        r#"{"currency": "CNY", "lines": [{"quantity": "1"}]}"#,
        r#"{"currency": "CNY", "lines": [{"quantity": "1", "unit_price": "1", "tax": "1"}]}"#,
        r#"{"currency": "CNY", "tax_rounding": "row", "lines": []}"#,
        r#"{"currency": "XXX", "lines": []}"#,
        r#"{"lines": []}"#,
    ] {
        assert!(serde_json::from_str::<Preview>(bad).is_err(), "{bad}");
    }
}
