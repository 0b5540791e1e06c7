//! The notes of explained prices, written out by hand.

use super::*;
use crate::pricing::{Priced, Step, explain};

fn priced(document: DocumentInput, lines: &[LineInput]) -> Priced {
    explain(Currency::CNY, &document, lines).unwrap()
}

fn notes(steps: &[Step]) -> Vec<String> {
    let word = |step: &Step| serde_json::to_value(step.step).unwrap();
    let text = |step: &Step| format!("{}: {}", word(step).as_str().unwrap(), step.note);
    steps.iter().map(text).collect()
}

#[test]
fn the_price_stack_of_a_line() {
    let lines = [
        percent_off(line("3", "19.99", "13"), "10"),
        amount_off(line("3", "0.335", "6"), "0.01"),
    ];
    // 53.97 + 1.00 = 54.97; 10 % = 5.497 → 5.50; 5.50 × 53.97 ÷ 54.97 = 5.39995 → 5.40.
    let priced = priced(document("10", ""), &lines);
    assert_eq!(
        notes(&priced.lines[0].steps),
        [
            "list: 3 × 19.99 = 59.97",
            "amount: 3 × 19.99 × 90% = 53.973 ≈ 53.97",
            "discount: 59.97 − 53.97 = 6.00",
            "document_discount: R(5.50 × 53.97 ÷ 54.97) = 5.40",
            "net: 53.97 − 5.40 = 48.57",
            "tax: 48.57 × 13% = 6.3141 ≈ 6.31",
            "gross: 48.57 + 6.31 = 54.88",
        ]
    );
    assert_eq!(
        notes(&priced.lines[1].steps),
        [
            "list: 3 × 0.335 = 1.005 ≈ 1.01 (half_up)",
            "discount: discount_amount = 0.01",
            "amount: 1.01 − 0.01 = 1.00",
            "document_discount: R(5.50 × 54.97 ÷ 54.97) − R(5.50 × 53.97 ÷ 54.97) \
             = 5.50 − 5.40 = 0.10",
            "net: 1.00 − 0.10 = 0.90",
            "tax: 0.90 × 6% = 0.054 ≈ 0.05",
            "gross: 0.90 + 0.05 = 0.95",
        ]
    );
    assert_eq!(
        notes(&priced.steps),
        [
            "amount: Σ amount = 54.97",
            "discount: 54.97 × 10% = 5.497 ≈ 5.50",
            "net: Σ net = 49.47",
            "tax: Σ tax = 6.36",
            "gross: 49.47 + 6.36 = 55.83",
        ]
    );
}

#[test]
fn tax_inside_a_line() {
    let priced = priced(half_even(inclusive(PLAIN)), &[line("1", "100", "13")]);
    assert_eq!(
        notes(&priced.lines[0].steps),
        [
            "amount: 1 × 100 = 100.00",
            "gross: 100.00",
            "net: 100.00 ÷ 113% = 88.495575221238… ≈ 88.50",
            "tax: 100.00 − 88.50 = 11.50",
        ]
    );
}

#[test]
fn tax_returned_from_the_document() {
    let three = [line("1", "0.33", "13"); 3];
    let on_top = priced(per_document(document("", "0")), &three);
    assert_eq!(
        notes(&on_top.lines[1].steps),
        [
            "amount: 1 × 0.33 = 0.33",
            "net: 0.33",
            "tax: R(0.13 × 0.66 ÷ 0.99) − R(0.13 × 0.33 ÷ 0.99) = 0.09 − 0.04 = 0.05",
            "gross: 0.33 + 0.05 = 0.38",
        ]
    );
    assert_eq!(
        notes(&on_top.steps)[..4],
        [
            "amount: Σ amount = 0.99",
            "discount: discount_amount = 0.00",
            "rate_net: Σ net(13%) = 0.99",
            "rate_tax: 0.99 × 13% = 0.1287 ≈ 0.13",
        ]
    );
    let inside = priced(per_document(inclusive(PLAIN)), &three);
    assert_eq!(
        notes(&inside.lines[0].steps)[1..],
        [
            "gross: 0.33",
            "tax: R(0.11 × 0.33 ÷ 0.99) = 0.04",
            "net: 0.33 − 0.04 = 0.29",
        ]
    );
    assert_eq!(
        notes(&inside.steps)[1..4],
        [
            "rate_gross: Σ gross(13%) = 0.99",
            "rate_net: 0.99 ÷ 113% = 0.876106194690… ≈ 0.88",
            "rate_tax: 0.99 − 0.88 = 0.11",
        ]
    );
}

#[test]
fn the_rule_of_an_exact_half_is_named() {
    let up = priced(PLAIN, &[line("1", "2.50", "13")]);
    let even = priced(half_even(PLAIN), &[line("1", "2.50", "13")]);
    assert_eq!(
        up.lines[0].steps[2].note,
        "2.50 × 13% = 0.325 ≈ 0.33 (half_up)"
    );
    assert_eq!(
        even.lines[0].steps[2].note,
        "2.50 × 13% = 0.325 ≈ 0.32 (half_even)"
    );
}

#[test]
fn the_document_answered() {
    let priced = priced(PLAIN, &[line("3", "19.99", "13")]);
    let answer = serde_json::to_value(&priced).unwrap();
    let expected = serde_json::json!({
        "currency": "CNY",
        "lines": [{
            "discount": "0.00", "amount": "59.97", "document_discount": "0.00",
            "net": "59.97", "tax": "7.80", "gross": "67.77",
            "steps": [
                {"step": "amount", "value": "59.97", "note": "3 × 19.99 = 59.97"},
                {"step": "net", "value": "59.97", "note": "59.97"},
                {"step": "tax", "value": "7.80", "note": "59.97 × 13% = 7.7961 ≈ 7.80"},
                {"step": "gross", "value": "67.77", "note": "59.97 + 7.80 = 67.77"},
            ],
        }],
        "amount": "59.97", "discount": "0.00",
        "taxes": [{"tax_percent": "13", "net": "59.97", "tax": "7.80", "gross": "67.77"}],
        "net": "59.97", "tax": "7.80", "gross": "67.77",
        "steps": [
            {"step": "amount", "value": "59.97", "note": "Σ amount = 59.97"},
            {"step": "net", "value": "59.97", "note": "Σ net = 59.97"},
            {"step": "tax", "value": "7.80", "note": "Σ tax = 7.80"},
            {"step": "gross", "value": "67.77", "note": "59.97 + 7.80 = 67.77"},
        ],
    });
    assert_eq!(answer, expected);
    assert_eq!(serde_json::from_value::<Priced>(answer).unwrap(), priced);
}
