//! Every action in every state, and the order of refusals.

use super::*;
use crate::base::id::{CustomerId, Id, ReceiptId, UserId};
use crate::base::{CodeText, Currency, Instant};

const STATES: [ReceiptStatus; 6] = [
    ReceiptStatus::Draft,
    ReceiptStatus::Submitted,
    ReceiptStatus::Rejected,
    ReceiptStatus::Confirmed,
    ReceiptStatus::PartlyRefunded,
    ReceiptStatus::Reversed,
];

fn money(text: &str) -> Amount {
    Amount::parse(text).unwrap().of(Currency::CNY).unwrap()
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn receipt(status: ReceiptStatus) -> Receipt {
    Receipt {
        id: ReceiptId::from_raw(1),
        version: 1,
        number: CodeText::new("RC-1").unwrap(),
        status,
        customer: CustomerId::from_raw(2),
        order: None,
        owner: None,
        department: None,
        currency: Currency::CNY,
        amount: money("100"),
        unallocated: money("100"),
        refunded: money("0"),
        received_on: day("2026-01-15"),
        method: None,
        payer: None,
        note: None,
        intended: None,
        recorded_by: Some(UserId::from_raw(3)),
        submitted_by: Some(UserId::from_raw(4)),
        confirmed_by: None,
        confirmed_on: None,
        confirmed_at: None,
        reversed_on: None,
        reversed_at: None,
        reason: None,
        external_ref: None,
        extra: None,
        created_at: Instant::EPOCH,
        allocations: Vec::new(),
    }
}

fn actor(user: i64) -> Actor {
    Actor {
        user: Some(UserId::from_raw(user)),
        ..Actor::system()
    }
}

fn confirming(by_other: bool, submitted: bool) -> Confirming {
    Confirming {
        by_other,
        submitted,
    }
}

fn outcome(
    status: ReceiptStatus,
    action: Action,
) -> std::result::Result<ReceiptStatus, &'static str> {
    let (mut receipt, reason) = (receipt(status), Line::new("原因").unwrap());
    if action == Action::ReverseRefund {
        receipt.refunded = money("10");
    }
    let today = day("2026-01-15");
    let after = match action {
        Action::Update => editable(&receipt).map(|()| receipt),
        Action::Submit => submit(&receipt, &actor(3)),
        Action::Withdraw => withdraw(&receipt),
        Action::Reject => reject(&receipt, reason),
        Action::Confirm => confirm(&receipt, &actor(5), today, confirming(false, false)),
        Action::Allocate => can_pay(&receipt).map(|()| receipt),
        Action::Refund => refund(&receipt, money("10")),
        Action::ReverseRefund => reverse_refund(&receipt, money("10")),
        Action::Reverse => reverse(&receipt, today, reason),
    };
    after
        .map(|receipt| receipt.status)
        .map_err(|error| error.kind())
}

#[test]
fn every_action_in_every_state() {
    use ReceiptStatus::{Confirmed, Draft, PartlyRefunded, Rejected, Reversed, Submitted};
    type Steps = &'static [(ReceiptStatus, ReceiptStatus)];
    let editable: Steps = &[(Draft, Draft), (Rejected, Rejected)];
    let paying: Steps = &[(Confirmed, Confirmed), (PartlyRefunded, PartlyRefunded)];
    let table: [(Action, &str, Steps); 9] = [
        (Action::Update, "receipt.not_editable", editable),
        (
            Action::Submit,
            "receipt.not_submittable",
            &[(Draft, Submitted), (Rejected, Submitted)],
        ),
        (
            Action::Withdraw,
            "receipt.not_submitted",
            &[(Submitted, Draft)],
        ),
        (
            Action::Reject,
            "receipt.not_submitted",
            &[(Submitted, Rejected)],
        ),
        (
            Action::Confirm,
            "receipt.not_confirmable",
            &[(Draft, Confirmed), (Submitted, Confirmed)],
        ),
        (Action::Allocate, "receipt.not_confirmed", paying),
        (
            Action::Refund,
            "receipt.not_confirmed",
            &[
                (Confirmed, PartlyRefunded),
                (PartlyRefunded, PartlyRefunded),
            ],
        ),
        (
            Action::ReverseRefund,
            "receipt.not_confirmed",
            &[(PartlyRefunded, Confirmed)],
        ),
        (
            Action::Reverse,
            "receipt.reversed",
            &[
                (Draft, Reversed),
                (Submitted, Reversed),
                (Rejected, Reversed),
                (Confirmed, Reversed),
            ],
        ),
    ];
    for (action, refusal, steps) in table {
        for state in STATES {
            let expected = steps
                .iter()
                .find(|(from, _)| *from == state)
                .map(|(_, to)| *to);
            let expected = expected.ok_or(refusal);
            assert_eq!(outcome(state, action), expected, "{state:?} {action:?}");
        }
    }
}

#[test]
fn nobody_confirms_what_they_brought_when_the_setting_says_so() {
    let today = day("2026-01-15");
    let by = |user, status, how| {
        let found = confirm(&receipt(status), &actor(user), today, how);
        found.map(|_| ()).map_err(|error| error.kind())
    };
    let waits = ReceiptStatus::Submitted;
    for user in [3, 4] {
        let own = by(user, waits, confirming(true, false));
        assert_eq!(own, Err("receipt.own_confirmation"));
        assert_eq!(by(user, waits, confirming(false, false)), Ok(()));
    }
    assert_eq!(by(5, waits, confirming(true, true)), Ok(()));
    // The state is asked first, also where a setting decides it.
    let draft = by(3, ReceiptStatus::Draft, confirming(true, true));
    assert_eq!(draft, Err("receipt.not_confirmable"));
}

#[test]
fn what_was_refunded_does_not_bounce() {
    let mut paid_back = receipt(ReceiptStatus::PartlyRefunded);
    paid_back.refunded = money("10");
    let reason = || Line::new("退票").unwrap();
    let refused = reverse(&paid_back, day("2026-01-15"), reason()).unwrap_err();
    assert_eq!(refused.kind(), "receipt.refunded");
    // Another refund still stands: it stays partly refunded.
    paid_back.refunded = money("30");
    let after = reverse_refund(&paid_back, money("10")).unwrap();
    assert_eq!(after.status, ReceiptStatus::PartlyRefunded);
    assert_eq!(
        (after.refunded, after.unallocated),
        (money("20"), money("110"))
    );
    let before = |status| reverse(&receipt(status), day("2026-01-14"), reason());
    let early = before(ReceiptStatus::Confirmed).unwrap_err();
    assert_eq!(early.kind(), "receipt.day_before");
    // Money that never counted is given up before its day as well.
    let given_up = before(ReceiptStatus::Draft).unwrap();
    assert_eq!(given_up.reversed_on, Some(day("2026-01-14")));
}

#[test]
fn money_is_not_confirmed_before_its_day() {
    // The receipt is of 15 January.
    let on = |today| {
        let (receipt, how) = (receipt(ReceiptStatus::Draft), confirming(false, false));
        let found = confirm(&receipt, &actor(5), day(today), how);
        found.map(|_| ()).map_err(|error| error.kind())
    };
    assert_eq!(on("2026-01-14"), Err("date.in_future"));
    assert_eq!(on("2026-01-15"), Ok(()));
    assert_eq!(on("2026-01-16"), Ok(()));
}
