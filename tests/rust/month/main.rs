//! A month of a made-up company's life, day by day: what it does stands in `story`, a file for each
//! week, and is replayed on both engines. Its figures at the end of each week were reckoned without
//! the library; the calculation stands beside each of them.

#![cfg(test)]

mod bites;
mod evening;
mod story;

use crm_core::Options;
use crm_core::engine::copy;
use crm_tests::folder::Folder;
use crm_tests::pair::Pair;
use crm_tests::postgres_workspace::PostgresWorkspace;
use crm_tests::vectors;
use evening::Evenings;
use std::collections::BTreeSet;

#[test]
fn a_month_leaves_equal_books_on_both_engines() {
    let (server, folder) = (PostgresWorkspace::create(), Folder::new("month"));
    let mut pair = Pair::on(&server);
    let mut evenings = Evenings::over(&mut pair);
    vectors::run("month", &story::scenario(&story::weeks()), &mut evenings);
    evenings.close();
    evenings.every_report_is_answered_again();
    pair.hold_the_same()
        .unwrap_or_else(|words| panic!("{words}"));

    // What the server holds goes into a file and is the same there.
    let file = folder.path().join("month.db");
    let there = Options::new(file.to_str().unwrap());
    copy(&Options::new(server.url()), &there, &mut |_| true).unwrap();
    let held = pair.second_holds_the_same_as(there.backend().unwrap().as_ref());
    held.unwrap_or_else(|words| panic!("the copy: {words}"));
}

/// Refusals the story must meet, each by a call in between.
const REFUSED: [&str; 24] = [
    "allocation.beyond_open",
    "allocation.beyond_receipt",
    "allocation.other_customer",
    "amendment.below_delivered",
    "amendment.reopens",
    "approval.limit_exceeded",
    "approval.own_request",
    "collection.nothing_open",
    "conflict",
    "credit.limit_exceeded",
    "delivery.gate_closed",
    "denied",
    "invoice.beyond_order",
    "invoice.electronic",
    "not_found",
    "order.delivered",
    "order.own_approval",
    "quote.beyond_quantity",
    "rate.missing",
    "receipt.own_confirmation",
    "receipt.reversed",
    "refund.beyond_credit",
    "request.differs",
    "terms.not_closed",
];

#[test]
fn the_story_is_a_whole_month_with_figures_and_refusals() {
    let weeks = story::weeks();
    let days: Vec<&str> = story::days(&weeks)
        .map(|day| day["day"].as_str().unwrap())
        .collect();
    assert!(days.is_sorted(), "{days:?}");
    let march = days.iter().filter(|day| day.starts_with("2026-03")).count();
    assert_eq!(march, 23, "22 workdays, and a Saturday that is worked");
    let calls = story::calls(&weeks).count();
    assert!((150..=300).contains(&calls), "{calls} calls");

    let refused: BTreeSet<&str> = story::calls(&weeks)
        .filter_map(|call| call["refuse"]["kind"].as_str())
        .collect();
    let missed: Vec<_> = REFUSED
        .iter()
        .filter(|kind| !refused.contains(*kind))
        .collect();
    assert!(missed.is_empty(), "never refused: {missed:?}");

    let mut figures = 0;
    for control in story::controls(&weeks) {
        assert!(control["source"].is_string(), "no calculation: {control}");
        figures += story::figures(&control["expect"]);
    }
    assert!(figures >= 500, "{figures} control figures");
}
