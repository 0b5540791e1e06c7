use super::super::level::tests::level;
use super::*;
use crate::base::{Amount, Currency};
use crate::dunning::model::{DayCount, FeeBy};

fn policy() -> Policy {
    Policy {
        levels: vec![level(10, "0"), level(30, "10")],
        interest: Some(InterestTerms {
            percent: Percent::whole(8),
            day_count: DayCount::Actual365,
            grace_days: 0,
        }),
        fee_by: FeeBy::Plan,
        minimums: Vec::new(),
    }
}

fn amount(text: &str) -> CurrencyAmount {
    CurrencyAmount {
        currency: Currency::CNY,
        amount: Amount::parse(text).unwrap(),
    }
}

/// What is done to a procedure, and the kind and the field of what is wrong then.
type Wrong = (fn(&mut Policy, CurrencyAmount), &'static str, &'static str);

#[test]
fn a_level_names_what_is_wrong() {
    every(&[
        (|it, _| it.levels.clear(), "list.empty", "levels"),
        (
            |it, _| it.levels = (1..=21).map(|day| level(day, "0")).collect(),
            "list.too_long",
            "levels",
        ),
        (
            |it, _| it.levels[0].days_late = 0,
            "number.out_of_range",
            "levels[0].days_late",
        ),
        (
            |it, _| it.levels[1].days_late = 10,
            "field.choice",
            "levels[1].days_late",
        ),
        (
            |it, _| it.levels[1].pause_days = 0,
            "number.out_of_range",
            "levels[1].pause_days",
        ),
        (
            |it, _| it.levels[1].days_to_pay = 367,
            "number.out_of_range",
            "levels[1].days_to_pay",
        ),
        (
            |it, own| it.levels[0].fees = vec![own, own],
            "field.choice",
            "levels[0].fees[1].currency",
        ),
        (
            |it, _| it.levels[0].fee_percent = Some(Percent::whole(101)),
            "number.out_of_range",
            "levels[0].fee_percent",
        ),
    ]);
}

#[test]
fn interest_and_minimums_name_what_is_wrong() {
    every(&[
        (
            |it, _| it.interest.as_mut().unwrap().percent = Percent::ZERO,
            "number.not_positive",
            "interest.percent",
        ),
        (
            |it, _| it.interest.as_mut().unwrap().percent = Percent::whole(1_001),
            "number.out_of_range",
            "interest.percent",
        ),
        (
            |it, _| it.interest.as_mut().unwrap().grace_days = 3_661,
            "number.out_of_range",
            "interest.grace_days",
        ),
        (
            |it, own| it.minimums = vec![own, own],
            "field.choice",
            "minimums[1].currency",
        ),
    ]);
    let mut negative = policy();
    negative.minimums = vec![amount("-1")];
    let error = check(&negative).unwrap_err();
    let found = (error.kind(), error.field());
    assert_eq!(found, ("number.negative", Some("minimums[0].amount")));
    negative.minimums = vec![amount("0.001")];
    let error = check(&negative).unwrap_err();
    assert_eq!(error.kind(), "amount.too_precise");
}

fn every(rows: &[Wrong]) {
    check(&policy()).unwrap();
    for (wrong, kind, field) in rows {
        let mut policy = policy();
        wrong(&mut policy, amount("1"));
        let error = check(&policy).unwrap_err();
        assert_eq!((error.kind(), error.field()), (*kind, Some(*field)));
    }
}
