use super::super::balance::tests::detail;
use super::*;
use crate::base::id::{CustomerId, Id, OrderId, PlanId, SuspensionId};
use crate::base::{Currency, Instant, Line};

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

pub(crate) fn suspension(kind: SuspensionKind, amount: &str, until: &str) -> Suspension {
    Suspension {
        id: SuspensionId::from_raw(3),
        version: 1,
        kind,
        plan: PlanId::from_raw(1),
        order: OrderId::from_raw(1),
        customer: CustomerId::from_raw(1),
        owner: None,
        department: None,
        currency: Currency::CNY,
        amount: Amount::parse(amount).unwrap().of(Currency::CNY).unwrap(),
        said_on: day("2026-03-01"),
        until: day(until),
        reason: Line::new("下月初付款").unwrap(),
        recorded_by: None,
        resolved_on: None,
        resolved_for: None,
        resolved_by: None,
        created_at: Instant::EPOCH,
    }
}

#[test]
fn its_last_day_lies_within_ten_years() {
    for (until, refused) in [
        ("2026-02-28", true),
        ("2026-03-01", false),
        ("2036-03-08", false),
        ("2036-03-09", true),
    ] {
        let found = last_day(day(until), day("2026-03-01"));
        assert_eq!(found.is_err(), refused, "{until}");
    }
}

#[test]
fn a_promise_is_kept_by_what_is_settled_by_its_day() {
    use SuspensionStatus::{Broken, Kept, Over, Resolved, Running};
    let found = |kind, paid: &[(&str, &str)], today: &str| {
        let details: Vec<_> = paid
            .iter()
            .zip(4..)
            .map(|((amount, on), id)| detail(id, amount, on))
            .collect();
        let shown = shown(suspension(kind, "100", "2026-03-10"), &details, day(today));
        shown.unwrap().status
    };
    let promise = SuspensionKind::Promise;
    assert_eq!(found(promise, &[], "2026-03-10"), Running);
    assert_eq!(found(promise, &[], "2026-03-11"), Broken);
    // Paid on its day it is kept, a day later it is not.
    assert_eq!(found(promise, &[("100", "2026-03-10")], "2026-03-11"), Kept);
    assert_eq!(
        found(promise, &[("100", "2026-03-11")], "2026-03-11"),
        Broken
    );
    assert_eq!(
        found(promise, &[("99.99", "2026-03-05")], "2026-03-11"),
        Broken
    );
    // What bounced again was not paid.
    let bounced = [("100", "2026-03-05"), ("-100", "2026-03-08")];
    assert_eq!(found(promise, &bounced, "2026-03-11"), Broken);
    // What was recorded before it, in the same instant, is none of it.
    let before = [detail(2, "100", "2026-03-01")];
    let said = suspension(promise, "100", "2026-03-10");
    let shown_then = shown(said, &before, day("2026-03-01")).unwrap();
    assert_eq!(shown_then.status, Running);
    let dispute = SuspensionKind::Dispute;
    assert_eq!(found(dispute, &[], "2026-03-10"), Running);
    assert_eq!(found(dispute, &[], "2026-03-11"), Over);
    let mut ended = suspension(dispute, "100", "2026-03-10");
    ended.resolved_on = Some(day("2026-03-05"));
    let shown = shown(ended, &[], day("2026-03-06")).unwrap();
    assert_eq!(shown.status, Resolved);
}
