//! What may happen to an invoice: every action in every state, and refusals in their order.

mod properties;
mod shares;

use super::*;
use crate::base::id::{CustomerId, Id, InvoiceId, OrderId, UserId};
use crate::base::{Amount, CodeText, Currency, Date, Instant, Line, Name, Percent};
use crate::invoice::model::{Invoice, Kind, Medium, Status};
use crate::org::access::Actor;

fn money(text: &str) -> Amount {
    Amount::parse(text).unwrap().of(Currency::CNY).unwrap()
}

fn percent(text: &str) -> Percent {
    Percent::parse(text).unwrap()
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn reason() -> Line {
    Line::new("开票有误").unwrap()
}

fn invoice(status: Status, kind: Kind, medium: Medium) -> Invoice {
    Invoice {
        id: InvoiceId::from_raw(7),
        version: 1,
        number: CodeText::new("IV-2026-000001").unwrap(),
        kind,
        status,
        reverses: None,
        customer: CustomerId::from_raw(2),
        order: OrderId::from_raw(3),
        plan: None,
        owner: None,
        department: None,
        currency: Currency::CNY,
        invoice_type: None,
        medium,
        title: Name::new("北京华信科技有限公司").unwrap(),
        tax_number: None,
        bank: None,
        bank_account: None,
        address: None,
        phone: None,
        net: money("300.00"),
        tax: money("18.00"),
        gross: money("318.00"),
        red_lettered: money("0"),
        applied_on: day("2026-01-15"),
        applied_by: None,
        issued_on: Some(day("2026-01-20")),
        issued_by: None,
        official_number: None,
        official_code: None,
        voided_on: None,
        reason: None,
        external_ref: None,
        extra: None,
        created_at: Instant::EPOCH,
        lines: Vec::new(),
    }
}

fn actor() -> Actor {
    Actor {
        user: Some(UserId::from_raw(3)),
        ..Actor::system()
    }
}

fn issued(on: &str) -> Issued {
    Issued {
        number: CodeText::new("26312000000012345678").unwrap(),
        code: None,
        on: day(on),
        medium: None,
    }
}

fn outcome(status: Status, action: Action) -> std::result::Result<Status, &'static str> {
    let invoice = invoice(status, Kind::Blue, Medium::Paper);
    let today = day("2026-01-31");
    let after = match action {
        Action::Update => editable(&invoice).map(|()| invoice),
        Action::Withdraw => withdraw(&invoice, None),
        Action::Reject => reject(&invoice, reason()),
        Action::Issue => issue(&invoice, issued("2026-01-31"), &actor(), today),
        Action::Void => void(&invoice, today, today, reason()),
        Action::RedLetterPart => red_letter(&invoice, money("-0.01"), reason()),
        Action::RedLetterRest => red_letter(&invoice, money("-318.00"), reason()),
    };
    after
        .map(|after| after.status)
        .map_err(|error| error.kind())
}

#[test]
fn every_action_in_every_state() {
    use Status::{Applied, Issued, PartlyRedLettered, RedLettered, Rejected, Void, Withdrawn};
    const NOT_APPLIED: &str = "invoice.not_applied";
    const NOT_ISSUED: &str = "invoice.not_issued";
    // For each action its refusal and the states it leads from, with where it leads.
    type Steps = &'static [(Status, Status)];
    let table: [(Action, &str, Steps); 7] = [
        (Action::Update, NOT_APPLIED, &[(Applied, Applied)]),
        (Action::Withdraw, NOT_APPLIED, &[(Applied, Withdrawn)]),
        (Action::Reject, NOT_APPLIED, &[(Applied, Rejected)]),
        (Action::Issue, NOT_APPLIED, &[(Applied, Issued)]),
        (Action::Void, NOT_ISSUED, &[(Issued, Void)]),
        (
            Action::RedLetterPart,
            NOT_ISSUED,
            &[
                (Issued, PartlyRedLettered),
                (PartlyRedLettered, PartlyRedLettered),
            ],
        ),
        (
            Action::RedLetterRest,
            NOT_ISSUED,
            &[(Issued, RedLettered), (PartlyRedLettered, RedLettered)],
        ),
    ];
    let states = [
        Applied,
        Issued,
        Rejected,
        Withdrawn,
        Void,
        PartlyRedLettered,
        RedLettered,
    ];
    for (action, refusal, steps) in table {
        for state in states {
            let leads = steps.iter().find(|(from, _)| *from == state);
            let expected = leads.map(|(_, to)| *to).ok_or(refusal);
            assert_eq!(outcome(state, action), expected, "{state:?} {action:?}");
        }
    }
}

/// A day on which everything below is done, and the day after it.
const TODAY: &str = "2026-02-10";
const TOMORROW: &str = "2026-02-11";

#[test]
fn what_is_not_void_is_refused_in_order() {
    use Kind::{Blue, Red};
    use Medium::{Electronic, Paper};
    let voided = |status, kind, medium, on: &str| {
        let result = void(
            &invoice(status, kind, medium),
            day(on),
            day(TODAY),
            reason(),
        );
        let voided = result.map(|after| after.voided_on);
        voided.map_err(|error| error.kind())
    };
    // The state, then red, then electronic, then the day: each behind all that come before it.
    let applied = voided(Status::Applied, Red, Electronic, TOMORROW);
    assert_eq!(applied, Err("invoice.not_issued"));
    let issued = |kind, medium, on: &str| voided(Status::Issued, kind, medium, on);
    let cases = [
        (Red, Electronic, TOMORROW, "invoice.is_red"),
        (Blue, Electronic, TOMORROW, "invoice.electronic"),
        (Blue, Paper, TOMORROW, "date.in_future"),
        (Blue, Paper, "2026-01-19", "invoice.day_before"),
        (Blue, Paper, "2026-02-01", "invoice.other_month"),
    ];
    for (kind, medium, on, refusal) in cases {
        assert_eq!(issued(kind, medium, on), Err(refusal), "{kind:?} {on}");
    }
    let last = "2026-01-31";
    assert_eq!(issued(Blue, Paper, last), Ok(Some(day(last))));
    // The same month of another year is another month.
    let later = day("2027-01-25");
    let later = void(
        &invoice(Status::Issued, Blue, Paper),
        later,
        later,
        reason(),
    );
    assert_eq!(later.unwrap_err().kind(), "invoice.other_month");
}

#[test]
fn what_is_not_issued_or_taken_back_is_refused_in_order() {
    let taken_back = |status, kind, on: &str| {
        let invoice = invoice(status, kind, Medium::Electronic);
        reversible(&invoice, day(on), day(TODAY)).map_err(|error| error.kind())
    };
    let cases = [
        (Status::Void, Kind::Red, TOMORROW, "invoice.not_issued"),
        (Status::Issued, Kind::Red, TOMORROW, "invoice.is_red"),
        (Status::Issued, Kind::Blue, TOMORROW, "date.in_future"),
        (
            Status::Issued,
            Kind::Blue,
            "2026-01-19",
            "invoice.day_before",
        ),
    ];
    for (status, kind, on, refusal) in cases {
        assert_eq!(
            taken_back(status, kind, on),
            Err(refusal),
            "{status:?} {on}"
        );
    }
    assert_eq!(taken_back(Status::Issued, Kind::Blue, TODAY), Ok(()));
    let applied = invoice(Status::Applied, Kind::Blue, Medium::Paper);
    let ahead = issue(&applied, issued(TOMORROW), &actor(), day(TODAY));
    assert_eq!(ahead.unwrap_err().kind(), "date.in_future");
}

fn take(whole: &mut Whole, shares: &[Share]) {
    for share in shares {
        whole
            .take(share.tax_percent, share.gross, share.tax)
            .unwrap();
    }
}
