//! What an invoice takes of what is left: worked examples, and refusals in their order.

use super::{money, percent, take};
use crate::base::error::Result;
use crate::base::{Amount, Currency, Tie};
use crate::invoice::model::RateArgs;
use crate::invoice::rules::{BEYOND_INVOICE, BEYOND_ORDER, Share, Wanted, Whole, gaps, shares};

/// An order of lines: tax rate, gross amount, tax.
fn order(lines: &[(&str, &str, &str)]) -> Whole {
    let lines = lines
        .iter()
        .map(|(rate, gross, tax)| (percent(rate), money(gross), money(tax)));
    Whole::of(lines, Currency::CNY, Tie::HalfUp).unwrap()
}

fn asked(whole: &Whole, gross: Option<&str>) -> Result<Vec<Share>> {
    let wanted = Wanted {
        gross: gross.map(money),
        ..Wanted::default()
    };
    shares(whole, wanted, BEYOND_ORDER)
}

fn written(shares: &[Share]) -> Vec<String> {
    let part = |share: &Share| {
        let Share {
            tax_percent,
            net,
            tax,
            gross,
        } = share;
        format!("{tax_percent}% {net} + {tax} = {gross}")
    };
    shares.iter().map(part).collect()
}

#[test]
fn the_worked_example_of_m14() {
    // 30 % of 1,060.00 with tax 60.00: 318.00, of which tax 18.00; the rest 742.00 with 42.00.
    let mut whole = order(&[("6", "1060.00", "60.00")]);
    let first = asked(&whole, Some("318.00")).unwrap();
    assert_eq!(written(&first), ["6% 300.00 + 18.00 = 318.00"]);
    take(&mut whole, &first);
    let rest = asked(&whole, None).unwrap();
    assert_eq!(written(&rest), ["6% 700.00 + 42.00 = 742.00"]);
    take(&mut whole, &rest);
    assert_eq!(
        asked(&whole, None).unwrap_err().kind(),
        "invoice.nothing_left"
    );
}

#[test]
fn an_amount_is_spread_over_the_rates_by_what_each_has_left() {
    // 13 %: 1,130.00 with tax 130.00; 9 %: 545.00 with 45.00; 6 %: 106.00 with 6.00. Half of
    // 1,781.00 is 890.50: 565.00, 272.50, 53.00 with tax 65.00, 22.50, 3.00.
    let lines = [
        ("13", "565.00", "65.00"),
        ("9", "545.00", "45.00"),
        ("13.00", "565.00", "65.00"),
        ("6", "106.00", "6.00"),
    ];
    let mut whole = order(&lines);
    let half = asked(&whole, Some("890.50")).unwrap();
    let expected = [
        "13% 500.00 + 65.00 = 565.00",
        "9% 250.00 + 22.50 = 272.50",
        "6% 50.00 + 3.00 = 53.00",
    ];
    assert_eq!(written(&half), expected);
    take(&mut whole, &half);
    // One rate is exhausted: it is left out of what follows.
    let wanted = [RateArgs {
        tax_percent: percent("9"),
        gross: money("272.50"),
    }];
    let nine = Wanted {
        lines: Some(&wanted),
        ..Wanted::default()
    };
    let nine = shares(&whole, nine, BEYOND_ORDER).unwrap();
    assert_eq!(written(&nine), ["9% 250.00 + 22.50 = 272.50"]);
    take(&mut whole, &nine);
    let rest = asked(&whole, None).unwrap();
    let expected = ["13% 500.00 + 65.00 = 565.00", "6% 50.00 + 3.00 = 53.00"];
    assert_eq!(written(&rest), expected);
}

#[test]
fn quarters_of_an_order_come_to_its_tax() {
    // 100.00 with tax 11.50 at 13 %. R(25.00 / 1.13) = 22.12 would leave 2.88 four times, 11.52.
    // Cumulated 11.50 × 1/4, 2/4, 3/4 is R(2.875) = 2.88, 5.75, R(8.625) = 8.63.
    let mut whole = order(&[("13", "100.00", "11.50")]);
    let mut taxes = Vec::new();
    for gross in [Some("25.00"), Some("25.00"), Some("25.00"), None] {
        let quarter = asked(&whole, gross).unwrap();
        taxes.push(quarter[0].tax.to_string());
        take(&mut whole, &quarter);
    }
    assert_eq!(taxes, ["2.88", "2.87", "2.88", "2.87"]);
}

#[test]
fn what_is_asked_for_is_refused_in_order() {
    let whole = order(&[("13", "113.00", "13.00"), ("6", "106.00", "6.00")]);
    let at = |rate: &str, gross: &str| RateArgs {
        tax_percent: percent(rate),
        gross: Amount::parse(gross).unwrap(),
    };
    let ask = |gross: Option<&str>, lines: Option<&[RateArgs]>, plan: Option<&str>| {
        let wanted = Wanted {
            gross: gross.map(|gross| Amount::parse(gross).unwrap()),
            lines,
            plan_left: plan.map(money),
        };
        let refused = shares(&whole, wanted, BEYOND_INVOICE).unwrap_err();
        format!("{} {}", refused.kind(), refused.field().unwrap_or_default())
    };
    let lines = |lines: &[RateArgs]| ask(None, Some(lines), Some("1.00"));
    let one = [at("13", "1")];
    assert_eq!(ask(Some("1"), Some(&one), None), "field.choice lines");
    assert_eq!(ask(Some("0"), None, None), "number.not_positive gross");
    assert_eq!(ask(Some("0.001"), None, None), "amount.too_precise gross");
    assert_eq!(
        ask(Some("219.01"), None, Some("1.00")),
        "invoice.beyond_invoice gross"
    );
    assert_eq!(
        ask(Some("1.01"), None, Some("1.00")),
        "invoice.beyond_plan plan"
    );
    assert_eq!(ask(None, None, Some("0.00")), "invoice.nothing_left ");
    assert_eq!(lines(&[]), "list.empty lines");
    assert_eq!(lines(&vec![at("13", "1"); 1001]), "list.too_long lines");
    assert_eq!(
        lines(&[at("-1", "0")]),
        "number.out_of_range lines[0].tax_percent"
    );
    assert_eq!(
        lines(&[at("5", "1"), at("13", "0")]),
        "number.not_positive lines[1].gross"
    );
    assert_eq!(
        lines(&[at("13", "200"), at("5", "1")]),
        "invoice.beyond_rate lines[0].gross"
    );
    assert_eq!(
        lines(&[at("5", "1")]),
        "invoice.rate_unknown lines[0].tax_percent"
    );
    assert_eq!(
        lines(&[at("13", "1"), at("13", "1")]),
        "invoice.rate_twice lines[1].tax_percent"
    );
    assert_eq!(lines(&[at("13", "2")]), "invoice.beyond_plan plan");
}

#[test]
fn the_two_gaps_are_never_negative() {
    let amounts = |[planned, invoiced, collected]: [&str; 3]| {
        let figures = [Amount::ZERO, money(invoiced)];
        let sold = [money("1060.00"), Amount::ZERO];
        let paid = [money(collected), Amount::ZERO];
        gaps(sold, money(planned), figures, paid).unwrap()
    };
    let more_invoiced = amounts(["1060.00", "318.00", "100.00"]);
    assert_eq!(more_invoiced.invoiced_not_collected, money("218.00"));
    assert_eq!(more_invoiced.collected_not_invoiced, money("0"));
    assert_eq!(more_invoiced.uninvoiced, money("742.00"));
    let more_collected = amounts(["1060.00", "0", "100.00"]);
    assert_eq!(more_collected.invoiced_not_collected, money("0"));
    assert_eq!(more_collected.collected_not_invoiced, money("100.00"));
    // Two orders: what one lacks, the other does not make good.
    let both = more_invoiced.plus(more_collected).unwrap();
    assert_eq!(both.invoiced_not_collected, money("218.00"));
    assert_eq!(both.collected_not_invoiced, money("100.00"));
}

#[test]
fn credit_notes_lower_what_is_left_whatever_the_rate() {
    // 113.00 at 13 % and 106.00 at 6 %: 219.00, less 100.00.
    let lines = [("13", "113.00", "13.00"), ("6", "106.00", "6.00")];
    let whole = order(&lines).less(money("100.00"));
    assert_eq!(whole.left().unwrap(), money("119.00"));
    let all = asked(&whole, None).unwrap();
    let sum = Amount::sum(all.iter().map(|share| share.gross)).unwrap();
    assert_eq!(sum, money("119.00"));
    // More than was left before them: nothing is left.
    let none = whole.less(money("300.00"));
    assert_eq!(none.left().unwrap(), money("0"));
    let refused = asked(&none, None).unwrap_err();
    assert_eq!(refused.kind(), "invoice.nothing_left");
    // What is over is told, and nothing below zero can be applied for.
    let figures = [money("19.00"), money("200.00")];
    let sold = [money("219.00"), money("100.00")];
    let paid = [money("219.00"), money("0")];
    let over = gaps(sold, money("219.00"), figures, paid).unwrap();
    assert_eq!(over.over_invoiced, money("100.00"));
    assert_eq!(over.uninvoiced, money("0"));
    // Of 219.00 that came in 100.00 are credit: 200.00 are invoiced of 119.00 that are paid.
    assert_eq!(over.invoiced_not_collected, money("81.00"));
    // 40.00 of credit of another order pay as money does.
    let moved = [money("19.00"), money("40.00")];
    let moved = gaps(sold, money("219.00"), figures, moved).unwrap();
    assert_eq!(moved.invoiced_not_collected, money("141.00"));
}
