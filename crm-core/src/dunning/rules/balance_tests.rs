use super::*;
use crate::base::Currency;
use crate::base::id::{AllocationId, OrderId, PlanChangeId, PlanId};
use crate::collection::DetailKind;
use crate::collection::model::tests::plan;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn money(text: &str) -> Amount {
    Amount::parse(text).unwrap().of(Currency::CNY).unwrap()
}

pub(crate) fn detail(id: i64, amount: &str, on: &str) -> Allocation {
    Allocation {
        id: AllocationId::from_raw(id),
        kind: DetailKind::Collected,
        receipt: None,
        credit_note: None,
        plan: PlanId::from_raw(1),
        order: OrderId::from_raw(1),
        currency: Currency::CNY,
        amount: money(amount),
        effective_on: day(on),
        reverses: None,
        reason: None,
        note: None,
        recorded_by: None,
        receipt_currency: None,
        receipt_amount: None,
        created_at: Instant::EPOCH,
    }
}

fn change(id: i64, kind: PlanChangeKind, amount: &str, days: [&str; 3]) -> PlanChange {
    let some = |text: &str| (!text.is_empty()).then(|| day(text));
    PlanChange {
        id: PlanChangeId::from_raw(id),
        plan: PlanId::from_raw(1),
        order: OrderId::from_raw(1),
        kind,
        currency: Currency::CNY,
        amount: money(amount),
        due_before: some(days[1]),
        due_after: some(days[2]),
        effective_on: day(days[0]),
        reason: None,
        recorded_by: None,
        created_at: Instant::EPOCH,
    }
}

fn spans(course: &[Stand], from: &str, to: &str, grace: u32) -> Vec<(String, String, String)> {
    let from = (!from.is_empty()).then(|| day(from));
    let found = late(course, from, day(to), grace).unwrap();
    let text = |span: &Span| {
        (
            span.from.to_string(),
            span.to.to_string(),
            span.open.to_string(),
        )
    };
    found.iter().map(text).collect()
}

fn said(from: &str, to: &str, open: &str) -> (String, String, String) {
    (from.into(), to.into(), open.into())
}

#[test]
fn what_is_open_falls_on_the_day_of_a_payment() {
    let mut plan = plan(1, "10000", "0", "2026-01-01");
    plan.collected = money("4000");
    let course = course(&plan, &[], &[detail(5, "4000", "2026-01-16")]).unwrap();
    assert_eq!(
        spans(&course, "", "2026-02-15", 0),
        [
            said("2026-01-01", "2026-01-16", "10000.00"),
            said("2026-01-16", "2026-02-15", "6000.00"),
        ]
    );
    // Days of grace bear nothing; neither do days that were claimed.
    assert_eq!(
        spans(&course, "", "2026-02-15", 20),
        [said("2026-01-21", "2026-02-15", "6000.00")]
    );
    assert_eq!(
        spans(&course, "2026-02-01", "2026-02-15", 0),
        [said("2026-02-01", "2026-02-15", "6000.00")]
    );
    assert_eq!(spans(&course, "2026-02-15", "2026-02-15", 0), []);
    // On the due date nothing is late yet.
    assert_eq!(spans(&course, "", "2026-01-01", 0), []);
}

#[test]
fn what_was_paid_late_was_late_until_then() {
    let mut plan = plan(1, "10000", "0", "2026-01-01");
    plan.collected = money("10000");
    let course = course(&plan, &[], &[detail(5, "10000", "2026-01-31")]).unwrap();
    assert_eq!(
        spans(&course, "", "2026-06-30", 0),
        [said("2026-01-01", "2026-01-31", "10000.00")]
    );
}

#[test]
fn a_plan_that_is_moved_is_late_up_to_that_day_and_behind_the_new_one() {
    let mut plan = plan(1, "100", "0", "2026-01-01");
    plan.due(day("2026-03-01"), None);
    let days = ["2026-01-11", "2026-01-01", "2026-03-01"];
    let moved = [change(5, PlanChangeKind::Rescheduled, "0", days)];
    let course = course(&plan, &moved, &[]).unwrap();
    assert_eq!(
        spans(&course, "", "2026-03-11", 0),
        [
            said("2026-01-01", "2026-01-11", "100.00"),
            said("2026-03-01", "2026-03-11", "100.00"),
        ]
    );
}

#[test]
fn an_amendment_counts_from_its_day_and_nothing_behind_a_cancellation() {
    let mut plan = plan(1, "150", "0", "2026-01-01");
    plan.cancelled = true;
    let due = "2026-01-01";
    let changes = [
        change(5, PlanChangeKind::Amended, "50", ["2026-01-11", due, due]),
        change(
            6,
            PlanChangeKind::Cancelled,
            "-150",
            ["2026-01-21", due, ""],
        ),
    ];
    let details = [detail(7, "-30", "2026-01-22")];
    let course = course(&plan, &changes, &details).unwrap();
    assert_eq!(
        spans(&course, "", "2026-03-01", 0),
        [
            said("2026-01-01", "2026-01-11", "100.00"),
            said("2026-01-11", "2026-01-21", "150.00"),
        ]
    );
    let stand = stand_on(&course, day("2026-02-01")).unwrap();
    assert_eq!((stand.open, stand.due_on), (money("0"), None));
    assert_eq!(stand_on(&course, day("2025-12-31")), None);
}

#[test]
fn what_waits_is_never_late() {
    let mut plan = plan(1, "100", "0", "2026-01-01");
    plan.due(day("2026-02-10"), None);
    let days = ["2026-02-01", "", "2026-02-10"];
    let started = [change(5, PlanChangeKind::Started, "0", days)];
    let course = course(&plan, &started, &[]).unwrap();
    assert_eq!(
        spans(&course, "", "2026-02-20", 0),
        [said("2026-02-10", "2026-02-20", "100.00")]
    );
}
