//! Tables of which price applies.

use super::*;
use crate::base::id::{Id, ProductId, RowId};
use crate::base::{Instant, Name, Price};

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn list(id: i64, change: impl FnOnce(&mut PriceList)) -> PriceList {
    let mut list = PriceList {
        id: PriceListId::from_raw(id),
        version: 1,
        status: Lifecycle::Active,
        name: Name::new("2026 年价格表").unwrap(),
        currency: Currency::CNY,
        prices_include_tax: false,
        general: true,
        valid_from: None,
        valid_to: None,
        external_ref: None,
        extra: None,
        created_at: Instant::EPOCH,
    };
    change(&mut list);
    list
}

/// List, least quantity, price, first and last day; the ids count from 1.
type Row<'a> = (i64, &'a str, &'a str, Option<&'a str>, Option<&'a str>);

fn prices(rows: &[Row<'_>]) -> Vec<ListPrice> {
    (1..)
        .zip(rows)
        .map(|(id, (list, least, price, from, to))| ListPrice {
            id: RowId::from_raw(id),
            version: 1,
            price_list: PriceListId::from_raw(*list),
            product: ProductId::from_raw(1),
            min_quantity: Quantity::parse(least).unwrap(),
            unit_price: Price::parse(price).unwrap(),
            valid_from: from.map(date),
            valid_to: to.map(date),
        })
        .collect()
}

fn sought(quantity: &str, day: &str, list: Option<i64>) -> Sought {
    Sought {
        currency: Currency::CNY,
        quantity: Quantity::parse(quantity).unwrap(),
        date: date(day),
        price_list: list.map(PriceListId::from_raw),
        prices_include_tax: None,
    }
}

fn price(lists: &[PriceList], prices: &[ListPrice], sought: &Sought) -> Option<String> {
    choose(lists, prices, sought).map(|found| found.unit_price.to_string())
}

#[test]
fn the_highest_break_reached_and_the_latest_start_apply() {
    let lists = [list(1, |_| {})];
    let rows = prices(&[
        (1, "1", "100", None, None),
        (1, "10", "95", None, None),
        (1, "10", "93", Some("2026-03-01"), Some("2026-03-31")),
        (1, "100.5", "90", None, None),
    ]);
    for (quantity, day, expected) in [
        ("0.5", "2026-03-01", None),
        ("1", "2026-03-01", Some("100")),
        ("9.999999", "2026-03-01", Some("100")),
        ("10", "2026-02-28", Some("95")),
        ("10", "2026-03-01", Some("93")),
        ("100", "2026-03-31", Some("93")),
        ("100", "2026-04-01", Some("95")),
        ("100.5", "2026-03-15", Some("90")),
    ] {
        let found = price(&lists, &rows, &sought(quantity, day, None));
        assert_eq!(found.as_deref(), expected, "{quantity} on {day}");
    }
}

#[test]
fn the_named_list_comes_before_the_general_ones_and_special_ones_serve_nobody_else() {
    let lists = [
        list(1, |_| {}),
        list(2, |special| special.general = false),
        list(3, |special| special.general = false),
    ];
    let rows = prices(&[
        (1, "10", "80", None, None),
        (2, "1", "90", None, None),
        (3, "1", "1", None, None),
    ]);
    let at = |quantity, list| price(&lists, &rows, &sought(quantity, "2026-03-01", list));
    // The named list's break of 1 comes before the general one's of 10.
    assert_eq!(at("10", Some(2)).as_deref(), Some("90"));
    assert_eq!(at("10", None).as_deref(), Some("80"));
    assert_eq!(at("1", None), None);
    // What the named list lacks, the general ones have.
    let general_only = &rows[..1];
    let found = price(&lists, general_only, &sought("10", "2026-03-01", Some(2)));
    assert_eq!(found.as_deref(), Some("80"));
}

#[test]
fn lists_out_of_use_out_of_date_or_in_another_currency_lend_nothing() {
    let rows = prices(&[(1, "1", "100", None, None)]);
    let day = sought("1", "2026-03-01", Some(1));
    let closed = [
        list(1, |list| list.status = Lifecycle::Archived),
        list(1, |list| list.currency = Currency::parse("USD").unwrap()),
        list(1, |list| list.valid_from = Some(date("2026-03-02"))),
        list(1, |list| list.valid_to = Some(date("2026-02-28"))),
        list(2, |_| {}),
    ];
    for list in closed {
        assert_eq!(
            price(std::slice::from_ref(&list), &rows, &day),
            None,
            "{list:?}"
        );
    }
    let open = list(1, |list| {
        list.valid_from = Some(date("2026-03-01"));
        list.valid_to = list.valid_from;
    });
    assert_eq!(price(&[open], &rows, &day).as_deref(), Some("100"));
}

#[test]
fn between_lists_the_later_start_then_the_later_entry_decides() {
    let lists = [
        list(1, |list| list.valid_from = Some(date("2026-02-01"))),
        list(2, |_| {}),
        list(3, |list| list.prices_include_tax = true),
    ];
    let rows = prices(&[
        (1, "1", "100", None, None),
        (2, "1", "99", Some("2026-01-01"), None),
        (3, "1", "113", Some("2026-02-01"), None),
    ]);
    let mut day = sought("1", "2026-03-01", None);
    assert_eq!(price(&lists, &rows[..2], &day).as_deref(), Some("100"));
    assert_eq!(price(&lists, &rows, &day).as_deref(), Some("113"));
    // The wanted side of tax comes first among general lists.
    day.prices_include_tax = Some(false);
    assert_eq!(price(&lists, &rows, &day).as_deref(), Some("100"));
    let reversed: Vec<ListPrice> = rows.iter().rev().cloned().collect();
    assert_eq!(price(&lists, &reversed, &day).as_deref(), Some("100"));
}

#[test]
fn prices_are_checked_by_themselves() {
    for (row, kind, field) in [
        (
            (1, "0", "1", None, None),
            "number.not_positive",
            "min_quantity",
        ),
        (
            (1, "1", "-0.01", None, None),
            "number.negative",
            "unit_price",
        ),
        (
            (1, "1", "1", Some("2026-03-02"), Some("2026-03-01")),
            "date.order",
            "valid_to",
        ),
    ] {
        let error = check_price(&prices(&[row])[0]).unwrap_err();
        assert_eq!((error.kind(), error.field()), (kind, Some(field)));
    }
    check_price(&prices(&[(1, "0.000001", "0", Some("2026-03-01"), Some("2026-03-01"))])[0])
        .unwrap();
}
