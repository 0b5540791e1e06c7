//! One cent too much is found: in a copy of the books, on the evening of a day, in a figure.

use crate::evening::Evenings;
use crate::story;
use crm_core::Options;
use crm_core::engine::copy;
use crm_core::storage::Backend;
use crm_tests::folder::Folder;
use crm_tests::pair::held_alike;
use crm_tests::rust_door::RustDoor;
use crm_tests::vectors::{self, Door};
use serde_json::Value;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A cent, as amounts are stored.
const CENT: i64 = 100;

/// Where it is added, to the newest row: a column, or two that the database holds together; and
/// whether `admin.verify` must see it as well. What the host brings in cannot be recomputed.
const PLACES: [(&str, &[&str], bool); 8] = [
    ("crm_plan", &["amount"], true),
    ("crm_plan", &["collected"], true),
    ("crm_allocation", &["amount"], true),
    ("crm_receipt", &["unallocated"], true),
    ("crm_order", &["gross", "tax"], true),
    ("crm_base_value", &["base_open"], true),
    ("crm_invoice", &["gross", "tax"], true),
    ("crm_price", &["unit_price"], false),
];

fn add_to_newest(books: &dyn Backend, table: &str, columns: &[&str], cents: i64) {
    let more = columns
        .iter()
        .map(|column| format!("{column} = {column} + {cents}"));
    let more = more.collect::<Vec<_>>().join(", ");
    let sql = format!("UPDATE {table} SET {more} WHERE id = (SELECT max(id) FROM {table})");
    let mut db = books.write().unwrap();
    assert_eq!(db.execute(&sql, &[]).unwrap(), 1, "{sql}");
    db.commit().unwrap();
}

fn place(folder: &Folder, name: &str) -> String {
    folder.path().join(name).to_str().unwrap().to_owned()
}

fn backend(path: &str) -> Box<dyn Backend> {
    Options::new(path).backend().unwrap()
}

#[test]
fn one_cent_changed_in_a_copy_of_the_books_is_found() {
    let folder = Folder::new("month-copy");
    let (books, copied) = (place(&folder, "books.db"), place(&folder, "copy.db"));
    let mut door = RustDoor::at(&books).unwrap();
    vectors::run("month", &story::scenario(&story::weeks()), &mut door);
    let (from, to) = (Options::new(&books), Options::new(&copied));
    copy(&from, &to, &mut |_| true).unwrap();
    let (left, right) = (backend(&books), backend(&copied));
    held_alike(left.as_ref(), right.as_ref()).unwrap_or_else(|words| panic!("{words}"));
    for (table, columns, verified) in PLACES {
        add_to_newest(right.as_ref(), table, columns, CENT);
        let words = held_alike(left.as_ref(), right.as_ref()).unwrap_err();
        let named = words.contains(&format!("{table}, only the second"));
        assert!(named, "{words}");
        let found = RustDoor::at(&copied)
            .unwrap()
            .call(None, "admin.verify", "{}");
        let clean = found.unwrap().contains(r#""clean":true"#);
        assert_eq!(clean, !verified, "{table} {columns:?}");
        add_to_newest(right.as_ref(), table, columns, -CENT);
        held_alike(left.as_ref(), right.as_ref()).unwrap_or_else(|words| panic!("{words}"));
    }
}

#[test]
fn an_evening_does_not_end_while_a_cent_is_too_much() {
    let folder = Folder::new("month-evening");
    let books = place(&folder, "books.db");
    let mut door = RustDoor::at(&books).unwrap();
    let mut evenings = Evenings::over(&mut door);
    let first = &story::weeks()[..2];
    vectors::run("month", &story::scenario(first), &mut evenings);
    add_to_newest(backend(&books).as_ref(), "crm_plan", &["collected"], CENT);
    let closed = catch_unwind(AssertUnwindSafe(|| evenings.close()));
    assert!(closed.is_err(), "the evening ended");
}

/// The last figure of a document, wherever it stands.
fn last_figure(document: &mut Value) -> Option<&mut String> {
    match document {
        Value::Object(fields) => fields.values_mut().rev().find_map(last_figure),
        Value::Array(items) => items.iter_mut().rev().find_map(last_figure),
        Value::String(text) if story::is_amount(text) => Some(text),
        _ => None,
    }
}

#[test]
fn a_figure_that_is_a_cent_off_is_noticed_every_week() {
    let weeks = story::weeks();
    for week in 0..weeks.len() {
        let mut told = weeks[..=week].to_vec();
        let controls = told[week]["controls"].as_array_mut().unwrap();
        let figure = controls
            .iter_mut()
            .rev()
            .find_map(|control| last_figure(&mut control["expect"]));
        let figure = figure.unwrap();
        let digit = figure.pop().unwrap();
        figure.push(if digit == '0' { '1' } else { '0' });
        let scenario = story::scenario(&told);
        let run = || vectors::run("month", &scenario, &mut RustDoor::open().unwrap());
        assert!(catch_unwind(run).is_err(), "the figures of week {week}");
    }
}
