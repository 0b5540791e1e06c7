//! Every row of the library's tables, read beside it.

use crm_core::storage::{Backend, Database, Row, ValueRef};
use std::collections::BTreeMap;

/// The rows of each table as text, in no order of the engine's.
pub(super) type Rows = BTreeMap<String, Vec<String>>;

/// What belongs to one engine: the tickets of commits and how many have their places.
const COMMITS: &str = "SELECT id, position, at, actor, operation FROM crm_commit";
const COUNTERS: &str = "SELECT name, value FROM crm_counter WHERE name <> 'feed'";

pub(super) fn all(backend: &dyn Backend) -> Rows {
    let mut db = backend.read().unwrap();
    let mut rows = Rows::new();
    let tables = backend.tables(db.as_mut()).unwrap();
    for table in tables.into_iter().filter(|name| name.starts_with("crm_")) {
        let sql = match table.as_str() {
            "crm_commit" => COMMITS.to_owned(),
            "crm_counter" => COUNTERS.to_owned(),
            table => format!("SELECT * FROM {table}"),
        };
        rows.insert(table, of(db.as_mut(), &sql));
    }
    assert!(rows.contains_key("crm_order"), "{:?}", rows.keys());
    rows
}

fn of(db: &mut dyn Database, sql: &str) -> Vec<String> {
    let mut rows = Vec::new();
    let each = &mut |row: &dyn Row| {
        let values = (0..).map_while(|index| row.value(index).ok().map(text));
        rows.push(values.collect::<Vec<_>>().join("|"));
        Ok(())
    };
    db.query(sql, &[], each).unwrap();
    rows.sort_unstable();
    rows
}

fn text(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "null".to_owned(),
        ValueRef::Int(value) => value.to_string(),
        ValueRef::Text(text) => format!("{text:?}"),
        ValueRef::Bytes(bytes) => format!("{bytes:02x?}"),
    }
}

/// What differs, in words.
pub(super) fn difference(left: &Rows, right: &Rows) -> Option<String> {
    let mut words = Vec::new();
    let (tables, others): (Vec<_>, Vec<_>) = (left.keys().collect(), right.keys().collect());
    if tables != others {
        words.push(format!("tables {tables:?} and {others:?}"));
    }
    for (table, rows) in left {
        let others = right.get(table).map_or(&[][..], Vec::as_slice);
        if rows == others {
            continue;
        }
        let first = rows.iter().filter(|row| !others.contains(row));
        words.extend(first.map(|row| format!("{table}, only the first: {row}")));
        let second = others.iter().filter(|row| !rows.contains(row));
        words.extend(second.map(|row| format!("{table}, only the second: {row}")));
        words.push(format!("{table}: {} rows and {}", rows.len(), others.len()));
    }
    (!words.is_empty()).then(|| words.join("\n"))
}
