//! The books see what they are there for: rows are changed behind the library's back.

use crate::books::Books;
use crate::play::Play;
use crate::step::{Act, Step, Who};

/// Three plans of 1,130.00, one of them paid and one in part; a receipt that is only recorded; a
/// quote of which half is ordered.
fn sample() -> Play {
    let mut play = Play::new();
    let lines = vec![(10_000, 10_000, 13)];
    for act in [
        Act::Sell(1, 0, 1, lines.clone()),
        Act::Record(1, 0, 50_000, true, None),
        Act::Record(1, 0, 10_000, false, None),
        Act::Quote(1, lines, 1_000),
        Act::Convert(0, Some(vec![(0, 500)])),
    ] {
        let step = Step {
            who: Who::System,
            act,
            twice: false,
        };
        play.step(&step).unwrap();
    }
    play
}

/// Statements that damage a row, each one figure or state.
const DAMAGES: [&str; 15] = [
    "UPDATE crm_plan SET collected = collected + 100 WHERE sequence = 2",
    "UPDATE crm_plan SET amount = amount + 100 WHERE sequence = 3",
    "UPDATE crm_plan SET cancelled = 1 WHERE sequence = 3",
    "UPDATE crm_plan SET due_on = '2026-12-31' WHERE sequence = 1",
    "UPDATE crm_plan SET version = version + 1 WHERE sequence = 3",
    "UPDATE crm_receipt SET unallocated = 100 WHERE status = 'draft'",
    "UPDATE crm_receipt SET amount = amount + 100 WHERE status = 'draft'",
    "UPDATE crm_receipt SET status = 'draft' WHERE status = 'confirmed'",
    "UPDATE crm_allocation SET amount = amount + 100",
    "DELETE FROM crm_allocation",
    "UPDATE crm_order SET gross = gross + 100, net = net + 100 WHERE status = 'approved'",
    "UPDATE crm_order SET status = 'draft' WHERE status = 'approved'",
    "UPDATE crm_order SET status = 'cancelled' WHERE status = 'draft'",
    "UPDATE crm_quote_line SET ordered = ordered + 1000",
    "UPDATE crm_order_line SET quantity = quantity + 1000 WHERE quote_line IS NOT NULL",
];

/// What damages a letter or what it claims.
const DAMAGES_OF_LETTERS: [&str; 7] = [
    "UPDATE crm_letter SET fee = fee + 100",
    "UPDATE crm_letter SET status = 'withdrawn'",
    "UPDATE crm_letter_line SET interest = interest + 100, periods = '[]'",
    "UPDATE crm_letter_line SET fee_claim = NULL WHERE fee > 0",
    "UPDATE crm_plan SET amount = amount + 100 WHERE kind = 'interest'",
    "UPDATE crm_plan SET kind = 'sale' WHERE kind = 'dunning_fee'",
    "UPDATE crm_plan SET cancelled = 1 WHERE kind = 'dunning_fee'",
];

/// The same two months later, with a letter about what is open.
fn dunned() -> Play {
    let mut play = sample();
    let step = Step {
        who: Who::System,
        act: Act::Dun(0, 60),
        twice: false,
    };
    play.step(&step).unwrap();
    play
}

#[test]
fn every_damage_is_seen() {
    let sold = DAMAGES.map(|damage| (damage, sample as fn() -> Play));
    let late = DAMAGES_OF_LETTERS.map(|damage| (damage, dunned as fn() -> Play));
    let mut unseen = Vec::new();
    for (damage, begun) in sold.into_iter().chain(late) {
        let play = begun();
        assert!(
            play.workspace.damage(damage) > 0,
            "{damage} touched nothing"
        );
        if Books::read(&play).check(&play).is_ok() {
            unseen.push(damage);
        }
    }
    assert!(unseen.is_empty(), "not seen:\n{}", unseen.join("\n"));
}

#[test]
fn the_verifier_sees_damaged_letters() {
    for (damage, check) in [
        ("UPDATE crm_letter SET fee = fee + 100", "letter.fee"),
        ("UPDATE crm_letter_line SET interest = 0", "letter.interest"),
        ("UPDATE crm_letter SET status = 'withdrawn'", "plan.claimed"),
        (
            "UPDATE crm_plan SET cancelled = 1 WHERE kind = 'dunning_fee'",
            "plan.claimed",
        ),
        (
            "UPDATE crm_plan SET amount = amount + 100 WHERE kind = 'interest'",
            "plan.claimed",
        ),
    ] {
        let play = dunned();
        assert!(play.workspace.damage(damage) > 0, "{damage}");
        let found = play.read("admin.verify", &serde_json::json!({}));
        let mut differences = found["differences"].as_array().unwrap().iter();
        assert!(
            differences.any(|one| one["check"] == check),
            "{damage}: {found}"
        );
    }
}

#[test]
fn money_that_skips_the_oldest_plan_is_seen() {
    let play = sample();
    let receipts = play.all(
        "receipt.list",
        &serde_json::json!({ "status": "confirmed" }),
    );
    let receipt = play.read(
        "receipt.get",
        &serde_json::json!({ "receipt": receipts[0]["id"] }),
    );
    Books::read(&play).oldest_first(&receipt, 0, false).unwrap();
    // 376.74, 376.63 and 376.63 are planned; 500.00 pays the first and a part of the second.
    let first = "UPDATE crm_plan SET collected = 0 WHERE sequence = 1";
    assert_eq!(play.workspace.damage(first), 1);
    let words = Books::read(&play)
        .oldest_first(&receipt, 0, false)
        .unwrap_err();
    assert!(words.contains("is older than"), "{words}");
}
