use super::conversion::{Given, convert, release};
use super::*;
use crate::base::id::{CustomerId, Id};
use crate::base::{Amount, Currency, Name, Tie};
use crate::pricing::TaxRounding;
use crate::quote::model::Part;
use proptest::prelude::*;

const STATES: [Status; 5] = [
    Status::Draft,
    Status::Sent,
    Status::Accepted,
    Status::Rejected,
    Status::Superseded,
];

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn money(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

fn quantity(text: &str) -> Quantity {
    Quantity::parse(text).unwrap()
}

/// A line: quantity, price, then what is taken off in money.
type Offered<'a> = (&'a str, &'a str, Option<&'a str>);

fn quote(status: Status, discount: Option<&str>, lines: &[Offered<'_>]) -> Quote {
    let mut quote = Quote {
        id: QuoteId::from_raw(1),
        version: 3,
        number: CodeText::new("QT-1").unwrap(),
        revision: 1,
        revises: None,
        status,
        customer: CustomerId::from_raw(2),
        contact: None,
        owner: None,
        department: None,
        opportunity: None,
        currency: Currency::CNY,
        prices_include_tax: false,
        tax_rounding: TaxRounding::Line,
        tie: Tie::HalfUp,
        discount_percent: None,
        discount_amount: discount.map(money),
        discount: Amount::ZERO,
        net: Amount::ZERO,
        tax: Amount::ZERO,
        gross: Amount::ZERO,
        terms: None,
        payment_method: None,
        delivery_method: None,
        clauses: None,
        note: None,
        quoted_on: day("2026-01-15"),
        valid_until: Some(day("2026-01-31")),
        sent_on: Some(day("2026-01-16")),
        decided_on: None,
        reason: None,
        external_ref: Some(CodeText::new("K-1").unwrap()),
        extra: None,
        created_at: Instant::EPOCH,
        lines: Vec::new(),
    };
    let sale = |(number, price, discount): &Offered<'_>| SaleLine {
        product: None,
        description: Name::new("伺服电机").unwrap(),
        unit: None,
        quote_line: None,
        input: LineInput {
            quantity: quantity(number),
            unit_price: price.parse().unwrap(),
            discount_percent: None,
            discount_amount: discount.map(money),
            tax_percent: "13".parse().unwrap(),
        },
    };
    let ids = (11..).take(lines.len()).map(Id::from_raw).collect();
    price(&mut quote, lines.iter().map(sale).collect(), ids).unwrap();
    quote
}

fn simple(status: Status) -> Quote {
    quote(status, None, &[("3", "100", None)])
}

fn part(line: i64, number: &str) -> Part {
    Part {
        line: QuoteLineId::from_raw(line),
        quantity: quantity(number),
    }
}

fn new_version() -> NewVersion {
    NewVersion {
        id: QuoteId::from_raw(21),
        lines: vec![QuoteLineId::from_raw(22)],
        external_ref: None,
        today: day("2026-02-10"),
        now: Instant::EPOCH,
    }
}

fn kind<T>(result: Result<T>) -> std::result::Result<(), &'static str> {
    result.map(|_| ()).map_err(|error| error.kind())
}

fn outcome(status: Status, action: Action) -> std::result::Result<Status, &'static str> {
    let (quote, today) = (simple(status), day("2026-01-20"));
    let after = match action {
        Action::Update => editable(&quote).map(|()| quote),
        Action::Send => send(&quote, today),
        Action::Accept => accept(&quote, today, today, false),
        Action::Reject => reject(&quote, Line::new("价格过高").unwrap(), today),
        Action::Revise => revise(&quote, new_version()).map(|(old, _)| old),
        Action::Convert => convert(&quote, None, &Given::default()).map(|made| made.quote),
    };
    after
        .map(|quote| quote.status)
        .map_err(|error| error.kind())
}

#[test]
fn every_action_in_every_state() {
    use Status::{Accepted, Draft, Rejected, Sent, Superseded};
    // For each action its refusal and the states it leads from, with where it leads.
    type Steps = &'static [(Status, Status)];
    let table: [(Action, &str, Steps); 6] = [
        (Action::Update, "quote.not_draft", &[(Draft, Draft)]),
        (Action::Send, "quote.not_draft", &[(Draft, Sent)]),
        (Action::Accept, "quote.not_sent", &[(Sent, Accepted)]),
        (Action::Reject, "quote.not_sent", &[(Sent, Rejected)]),
        (
            Action::Revise,
            "quote.not_revisable",
            &[
                (Sent, Superseded),
                (Accepted, Superseded),
                (Rejected, Superseded),
            ],
        ),
        (
            Action::Convert,
            "quote.not_accepted",
            &[(Accepted, Accepted)],
        ),
    ];
    for (action, refusal, steps) in table {
        for state in STATES {
            let step = steps.iter().find(|(from, _)| *from == state);
            let expected = step.map(|(_, to)| *to).ok_or(refusal);
            assert_eq!(outcome(state, action), expected, "{state:?} {action:?}");
        }
    }
}

#[test]
fn only_a_sent_quote_expires_and_only_after_its_last_day() {
    // D26: a validity date that passes overwrites no state.
    for state in STATES {
        let quote = simple(state);
        assert!(!expired(&quote, day("2026-01-31")), "{state:?}");
        let late = expired(&quote, day("2026-02-01"));
        assert_eq!(late, state == Status::Sent, "{state:?}");
    }
    let mut open = simple(Status::Sent);
    open.valid_until = None;
    assert!(!expired(&open, day("9999-12-31")));
}

#[test]
fn the_day_of_acceptance_decides() {
    let accepted = |status, on: &str, today: &str, late| {
        kind(accept(&simple(status), day(on), day(today), late))
    };
    // Dated 15 January, valid until 31 January.
    let rows = [
        ("2026-01-15", "2026-01-15", false, Ok(())),
        ("2026-01-31", "2026-01-31", false, Ok(())),
        ("2026-01-31", "2026-02-03", false, Ok(())),
        ("2026-02-01", "2026-02-01", false, Err("quote.expired")),
        ("2026-02-01", "2026-02-01", true, Ok(())),
        ("2026-01-14", "2026-01-20", true, Err("date.order")),
        // A day to come, were it too late as well: the form is asked first.
        ("2026-02-01", "2026-01-20", false, Err("date.in_future")),
    ];
    for (on, today, late, expected) in rows {
        let found = accepted(Status::Sent, on, today, late);
        assert_eq!(found, expected, "{on} {today} {late}");
    }
    let state_first = accepted(Status::Draft, "2026-02-01", "2026-01-20", false);
    assert_eq!(state_first, Err("quote.not_sent"));
}

#[test]
fn a_new_version_starts_over_and_the_old_one_stays_as_it_was() {
    let sent = simple(Status::Sent);
    let (old, next) = revise(&sent, new_version()).unwrap();
    let mut superseded = sent.clone();
    superseded.status = Status::Superseded;
    assert_eq!(old, superseded);
    assert_eq!(
        (next.revision, next.revises, next.status),
        (2, Some(sent.id), Status::Draft)
    );
    assert_eq!(next.number, sent.number);
    // 15 to 31 January are 16 days; 10 February and 16 days are 26 February.
    assert_eq!(next.quoted_on, day("2026-02-10"));
    assert_eq!(next.valid_until, Some(day("2026-02-26")));
    assert_eq!((next.sent_on, next.decided_on), (None, None));
    assert_eq!((next.reason, next.external_ref), (None, None));
    assert_eq!(next.lines[0].id, QuoteLineId::from_raw(22));
    assert_eq!(next.lines[0].quote, next.id);
    assert_eq!((next.gross, next.version), (sent.gross, 1));

    let quote = simple(Status::Accepted);
    let made = convert(&quote, Some(&[part(11, "1")]), &Given::default()).unwrap();
    assert_eq!(
        kind(revise(&made.quote, new_version())),
        Err("quote.ordered")
    );
}

#[test]
fn refusals_of_a_conversion_come_in_their_order() {
    let none = Given::default();
    let accepted = simple(Status::Accepted);
    let refused = |quote: &Quote, parts: &[Part]| {
        let error = convert(quote, Some(parts), &none).unwrap_err();
        (error.kind(), error.field().map(str::to_owned))
    };
    let at = |kind, field: &str| (kind, Some(field.to_owned()));
    let wrong = [part(99, "9")];
    let all = convert(&accepted, None, &none).unwrap().quote;
    assert_eq!(
        refused(&simple(Status::Sent), &wrong),
        at("quote.not_accepted", "quote")
    );
    assert_eq!(refused(&all, &wrong), at("quote.nothing_left", "quote"));
    assert_eq!(refused(&accepted, &[]), at("list.empty", "lines"));
    let many = vec![part(11, "1"); 1001];
    assert_eq!(refused(&accepted, &many), at("list.too_long", "lines"));
    assert_eq!(
        refused(&accepted, &wrong),
        at("quote.line_unknown", "lines[0].line")
    );
    for number in ["0", "-1"] {
        assert_eq!(
            refused(&accepted, &[part(11, number)]),
            at("number.not_positive", "lines[0].quantity")
        );
    }
    // A line named twice counts twice: 2 and 1.000001 are more than 3.
    let twice = [part(11, "2"), part(11, "1.000001")];
    let error = convert(&accepted, Some(&twice), &none).unwrap_err();
    assert_eq!(
        (error.kind(), error.field()),
        ("quote.beyond_quantity", Some("lines[1].quantity"))
    );
    assert_eq!(error.details()["left"], "1");
}

/// The discounts of an order: its share of the document's, then each line's.
type Discounts = (Option<Amount>, Vec<(QuoteLineId, Amount)>);

/// Converts and keeps books of what the live orders carry, as the store reads it from them.
fn take(quote: &mut Quote, parts: Option<&[Part]>, given: &mut Given) -> (Discounts, Vec<Part>) {
    let made = convert(quote, parts, given).unwrap();
    *quote = made.quote;
    let mut lines = Vec::new();
    let mut held = Vec::new();
    for line in made.lines {
        let id = line.quote_line.unwrap();
        let discount = line.input.discount_amount.unwrap_or_default();
        let carried = given.lines.entry(id).or_default();
        *carried = carried.plus(discount).unwrap();
        lines.push((id, discount));
        held.push(Part {
            line: id,
            quantity: line.input.quantity,
        });
    }
    let document = made.discount_amount.unwrap_or_default();
    given.document = given.document.plus(document).unwrap();
    ((made.discount_amount, lines), held)
}

/// Cancels an order that [`take`] made.
fn cancel(quote: &mut Quote, given: &mut Given, (discounts, held): &(Discounts, Vec<Part>)) {
    for part in held {
        release(quote, part.line, part.quantity);
    }
    let document = discounts.0.unwrap_or_default();
    given.document = given.document.minus(document).unwrap();
    for (id, discount) in &discounts.1 {
        let carried = given.lines.get_mut(id).unwrap();
        *carried = carried.minus(*discount).unwrap();
    }
}

#[test]
fn discounts_in_money_follow_the_parts_by_m5() {
    // Hand: 3 × 100.00 less 1.00 is 299.00, with 2 × 50.50 = 101.00 they are 400.00; D = 10.00.
    let offered = [("3", "100", Some("1.00")), ("2", "50.5", None)];
    let mut quote = quote(Status::Accepted, Some("10.00"), &offered);
    let mut given = Given::default();
    let mut shares = |quote: &mut Quote, parts: Option<&[Part]>| {
        let ((document, lines), _) = take(quote, parts, &mut given);
        (document.unwrap(), lines[0].1)
    };
    // 1 of 3: R(1.00 ÷ 3) = 0.33; W = R(299 ÷ 3) = 99.67, R(10 × 99.67 ÷ 400) = 2.49.
    let first = shares(&mut quote, Some(&[part(11, "1")]));
    assert_eq!(first, (money("2.49"), money("0.33")));
    // 2 of 3 and 1 of 2: R(2.00 ÷ 3) = 0.67, less 0.33; W = 199.33 + 50.50 = 249.83,
    // R(10 × 249.83 ÷ 400) = 6.25, less 2.49.
    let second = shares(&mut quote, Some(&[part(11, "1"), part(12, "1")]));
    assert_eq!(second, (money("3.76"), money("0.34")));
    // The rest: 1.00 less 0.67; 10.00 less 6.25.
    let third = shares(&mut quote, None);
    assert_eq!(third, (money("3.75"), money("0.33")));
    assert_eq!(
        kind(convert(&quote, None, &given)),
        Err("quote.nothing_left")
    );
}

#[test]
fn a_cancelled_order_gives_its_discount_back_to_the_cent() {
    let mut quote = quote(Status::Accepted, None, &[("3", "100", Some("1.00"))]);
    let mut given = Given::default();
    let one = [part(11, "1")];
    let mut next = |quote: &mut Quote| take(quote, Some(&one), &mut given);
    let (first, second) = (next(&mut quote), next(&mut quote));
    assert_eq!(
        (first.0.1[0].1, second.0.1[0].1),
        (money("0.33"), money("0.34"))
    );
    // Hand: with the first given up, 0.34 is carried; 2 of 3 make 0.67, all make 1.00.
    cancel(&mut quote, &mut given, &first);
    let mut next = |quote: &mut Quote| take(quote, Some(&one), &mut given).0.1[0].1;
    assert_eq!(next(&mut quote), money("0.33"));
    assert_eq!(next(&mut quote), money("0.33"));
}

#[test]
fn a_share_is_never_more_than_the_value_it_is_taken_from() {
    // Hand: 3 × 0.004 rounds to 0.01, all of it taken off; a single unit rounds to 0.00, so that
    // no order of one unit can carry the cent that 2 ÷ 3 of it has reached.
    let mut small = quote(Status::Accepted, None, &[("3", "0.004", Some("0.01"))]);
    let mut given = Given::default();
    for _ in 0..3 {
        let ((_, lines), _) = take(&mut small, Some(&[part(11, "1")]), &mut given);
        assert_eq!(lines[0].1, Amount::ZERO);
    }
    // Hand: 0.02 off the document 3 × 0.005 = 0.015, rounded 0.02; a unit rounds to 0.01. The
    // shares are R(0.02 × 0.01 ÷ 0.02) = 0.01 at 1 of 3 (W = R(0.02 ÷ 3) = 0.01), 0.01 at 2 of 3
    // (W = R(0.04 ÷ 3) = 0.01), 0.02 at 3 of 3.
    let mut free = quote(Status::Accepted, Some("0.02"), &[("3", "0.005", None)]);
    let mut given = Given::default();
    for expected in ["0.01", "0.00", "0.01"] {
        let ((document, _), _) = take(&mut free, Some(&[part(11, "1")]), &mut given);
        assert_eq!(document, Some(money(expected)));
    }
}

#[test]
fn a_worthless_quote_has_no_discount_to_share() {
    let mut gift = quote(Status::Accepted, Some("0.00"), &[("2", "0", Some("0.00"))]);
    let mut given = Given::default();
    for _ in 0..2 {
        let ((document, lines), _) = take(&mut gift, Some(&[part(11, "1")]), &mut given);
        assert_eq!((document, lines[0].1), (Some(Amount::ZERO), Amount::ZERO));
    }
}

proptest! {
    #[test]
    fn the_orders_of_a_whole_quote_carry_the_whole_discount(
        prices in proptest::collection::vec((1_i64..40, 1_i64..5_000), 1..5),
        off in (0_i64..=100, 0_i64..=100),
        steps in proptest::collection::vec((0_usize..5, 1_i64..40, any::<bool>()), 0..30),
    ) {
        // Whole units and prices in whole yuan: every part's value is exact.
        let texts: Vec<_> = prices
            .iter()
            .map(|(number, price)| {
                let cents = number * price * off.0;
                (number.to_string(), price.to_string(), cents)
            })
            .collect();
        let whole: i64 = prices.iter().map(|(n, p)| n * p * (100 - off.0)).sum();
        let cents = |cents: i64| Amount::from_minor(cents.into(), Currency::CNY).unwrap();
        let document = cents(whole * off.1 / 100);
        let shown: Vec<String> = texts.iter().map(|line| cents(line.2).to_string()).collect();
        let lines: Vec<Offered<'_>> = texts
            .iter()
            .zip(&shown)
            .map(|(line, off)| (line.0.as_str(), line.1.as_str(), Some(off.as_str())))
            .collect();
        let text = document.to_string();
        let mut quote = quote(Status::Accepted, Some(&text), &lines);
        let (mut given, mut orders) = (Given::default(), Vec::new());
        for (line, number, undo) in steps {
            if undo && !orders.is_empty() {
                let order = orders.remove(line % orders.len());
                cancel(&mut quote, &mut given, &order);
                continue;
            }
            let line = &quote.lines[line % prices.len()];
            let taken = line.left().min(Quantity::from_millionths(number * 1_000_000));
            if taken > Quantity::ZERO {
                let part = Part { line: line.id, quantity: taken };
                orders.push(take(&mut quote, Some(&[part]), &mut given));
            }
        }
        if quote.lines.iter().any(|line| line.left() > Quantity::ZERO) {
            orders.push(take(&mut quote, None, &mut given));
        }
        for ((document, lines), _) in &orders {
            prop_assert!(!document.unwrap().is_negative());
            prop_assert!(lines.iter().all(|(_, share)| !share.is_negative()));
        }
        prop_assert_eq!(given.document, document);
        for line in &quote.lines {
            prop_assert_eq!(given.lines[&line.id], line.discount_amount.unwrap());
        }
    }
}
