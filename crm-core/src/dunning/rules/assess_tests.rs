use super::super::balance::course;
use super::super::balance::tests::detail;
use super::super::level::tests::level;
use super::super::suspension::tests::suspension;
use super::*;
use crate::base::id::{Id, LetterId};
use crate::base::{Currency, Percent, Tie};
use crate::collection::Allocation;
use crate::collection::model::tests::plan;
use crate::dunning::model::{CurrencyAmount, DayCount, FeeBy, InterestTerms};

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn money(text: &str) -> Amount {
    Amount::parse(text).unwrap().of(Currency::CNY).unwrap()
}

fn policy() -> Policy {
    Policy {
        levels: vec![level(10, "10"), level(60, "20")],
        interest: Some(InterestTerms {
            percent: Percent::whole(8),
            day_count: DayCount::Actual365,
            grace_days: 0,
        }),
        fee_by: FeeBy::Plan,
        minimums: Vec::new(),
    }
}

fn fact(id: i64, amount: &str, due_on: &str, details: &[Allocation]) -> Facts {
    let plan = plan(id, amount, "0", due_on);
    Facts {
        course: course(&plan, &[], details).unwrap(),
        plan,
        reached: None,
        claimed_to: None,
        suspended: None,
        named: false,
    }
}

fn reached(level: u32, on: &str) -> Option<Reached> {
    Some(Reached {
        letter: LetterId::from_raw(9),
        level: Some(level),
        issued_on: day(on),
    })
}

fn found(policy: &Policy, facts: &[Facts], on: &str) -> (Vec<String>, Vec<String>) {
    let by = Reckoning {
        currency: Currency::CNY,
        tie: Tie::HalfUp,
    };
    let assessed = assess(Some(policy), facts, day(on), by).unwrap();
    let lines = assessed.lines.iter().map(|line| {
        let level = line.level.unwrap_or(0);
        format!("{} level {level} {} {}", line.plan, line.fee, line.interest)
    });
    let out = assessed.out.iter();
    let out = out.map(|out| format!("{} {}", out.line.plan, out.reason.kind()));
    (lines.collect(), out.collect())
}

#[test]
fn the_claim_of_m36() {
    // 10,000.00 at 8 %, 45 days: 98.63; fee 10.00: claim 10,108.63.
    let facts = [fact(1, "10000", "2026-01-01", &[])];
    let (lines, out) = found(&policy(), &facts, "2026-02-15");
    assert_eq!(lines, ["1 level 1 10.00 98.63"]);
    assert_eq!(out, [] as [String; 0]);
    // On the day it is due nothing is said of it.
    assert_eq!(found(&policy(), &facts, "2026-01-01"), (vec![], vec![]));
}

#[test]
fn interest_is_claimed_of_no_day_twice_and_outlives_its_plan() {
    let paid = [detail(5, "10000", "2026-03-02")];
    let mut open = fact(1, "10000", "2026-01-01", &[]);
    (open.reached, open.claimed_to) = (reached(1, "2026-02-15"), Some(day("2026-02-15")));
    // 15 days since the letter: 800 × 15 / 365 = 32.8767.
    let (lines, _) = found(&policy(), &[open], "2026-03-02");
    assert_eq!(lines, ["1 level 2 20.00 32.88"]);
    // Paid meanwhile (D17): the same interest, no fee, and no level.
    let mut settled = fact(1, "10000", "2026-01-01", &paid);
    (settled.reached, settled.claimed_to) = (reached(1, "2026-02-15"), Some(day("2026-02-15")));
    let facts = [settled];
    let (lines, _) = found(&policy(), &facts, "2026-06-30");
    assert_eq!(lines, ["1 level 1 0.00 32.88"]);
    let mut claimed = facts;
    claimed[0].claimed_to = Some(day("2026-06-30"));
    assert_eq!(found(&policy(), &claimed, "2026-07-30"), (vec![], vec![]));
    // Who was never dunned is asked for it only by name.
    let mut late = [fact(1, "10000", "2026-01-01", &paid)];
    assert_eq!(found(&policy(), &late, "2026-06-30"), (vec![], vec![]));
    late[0].named = true;
    // 60 days: 800 × 60 / 365 = 131.5068.
    let (lines, _) = found(&policy(), &late, "2026-06-30");
    assert_eq!(lines, ["1 level 0 0.00 131.51"]);
}

#[test]
fn what_is_left_out_says_why() {
    let late = |id| fact(id, "1000", "2026-01-01", &[]);
    let mut facts: Vec<Facts> = (1..=5).map(late).collect();
    facts[0].suspended = Some(suspension(SuspensionKind::Dispute, "1000", "2026-03-31"));
    facts[1].suspended = Some(suspension(SuspensionKind::Promise, "1000", "2026-03-31"));
    facts[2].reached = reached(2, "2026-01-20");
    facts[3].reached = reached(1, "2026-02-14");
    facts[4] = fact(5, "1000", "2026-02-14", &[]);
    let (lines, out) = found(&policy(), &facts, "2026-02-15");
    assert_eq!(lines, [] as [String; 0]);
    let reasons = [
        "1 dunning.disputed",
        "2 dunning.promised",
        "3 dunning.last_level",
        "4 dunning.not_late_enough",
        "5 dunning.not_late_enough",
    ];
    assert_eq!(out, reasons);
}

#[test]
fn little_is_not_dunned_for_and_one_letter_may_cost_once() {
    let facts = [
        fact(1, "400", "2026-01-01", &[]),
        fact(2, "500", "2026-01-05", &[]),
    ];
    let mut policy = policy();
    let minimum = |text: &str| {
        vec![CurrencyAmount {
            currency: Currency::CNY,
            amount: money(text),
        }]
    };
    policy.minimums = minimum("900.01");
    let (lines, out) = found(&policy, &facts, "2026-02-15");
    assert_eq!(lines, [] as [String; 0]);
    assert_eq!(out, ["1 dunning.below_minimum", "2 dunning.below_minimum"]);
    policy.minimums = minimum("900");
    policy.interest = None;
    let (lines, _) = found(&policy, &facts, "2026-02-15");
    assert_eq!(lines, ["1 level 1 10.00 0.00", "2 level 1 10.00 0.00"]);
    policy.fee_by = FeeBy::Letter;
    let (lines, _) = found(&policy, &facts, "2026-02-15");
    assert_eq!(lines, ["1 level 1 10.00 0.00", "2 level 1 0.00 0.00"]);
}
