//! A workspace copied to PostgreSQL and back is the same workspace; one whose copy was interrupted
//! is nobody's until it is complete.

#![cfg(test)]

mod memory;
mod stopped;

use crm_core::engine::{Copied, copy};
use crm_core::{Crm, Options, Result};
use crm_tests::folder::Folder;
use crm_tests::postgres_workspace::PostgresWorkspace;
use crm_tests::rust_door::RustDoor;
use crm_tests::vectors;
use crm_tests::workspace::call;
use rusqlite::Connection;
use rusqlite::types::Value;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub(crate) fn copied(from: &str, to: &str) -> Result<Copied> {
    copy(&Options::new(from), &Options::new(to), &mut |_| true)
}

/// All rows of a file, in no order of ours; without the tickets and the count of the feed, which
/// belong to an engine.
fn rows(file: &Path) -> BTreeMap<String, Vec<String>> {
    let connection = Connection::open(file).unwrap();
    let names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'crm_schema'";
    let mut statement = connection.prepare(names).unwrap();
    let names = statement.query_map([], |row| row.get(0)).unwrap();
    names
        .map(Result::unwrap)
        .map(|name: String| {
            let sql = format!("SELECT * FROM {name}");
            let mut statement = connection.prepare(&sql).unwrap();
            let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
            let mut rows = statement.query([]).unwrap();
            let mut found = Vec::new();
            while let Some(row) = rows.next().unwrap() {
                let values = columns.iter().filter(|column| *column != "ticket");
                let values = values.map(|column| row.get::<_, Value>(column.as_str()).unwrap());
                let text = format!("{:?}", values.collect::<Vec<_>>());
                if !(name == "crm_counter" && text.contains("\"feed\"")) {
                    found.push(text);
                }
            }
            found.sort_unstable();
            (name, found)
        })
        .collect()
}

/// What every list of the workspace answers, and that it is sound.
fn answers(place: &str) -> String {
    let mut session = Crm::open(place).unwrap().session();
    let mut ask = |name: &str, arguments: &str| match session.invoke(name, arguments) {
        Ok(answer) => answer,
        Err(error) if error.kind() == "change.archived" => error.to_string(),
        Err(error) => panic!("{place} {name}: {error}"),
    };
    assert!(ask("admin.verify", "{}").contains(r#""clean":true"#));
    [
        "customer",
        "contact",
        "order",
        "quote",
        "contract",
        "opportunity",
        "receipt",
        "invoice",
        "product",
        "collection",
        "user",
        "department",
        "role",
        "code",
        "terms",
        "change",
        "setting",
    ]
    .map(|folder| ask(&format!("{folder}.list"), "{}"))
    .join("\n")
}

/// Every scenario that fills a table which none before it filled goes to PostgreSQL and back.
#[test]
fn a_workspace_goes_to_postgres_and_back() {
    let folder = Folder::new("copying");
    let (mut seen, mut all, mut copies) = (BTreeSet::new(), BTreeSet::new(), 0);
    for (place, (name, scenario)) in vectors::all().into_iter().enumerate() {
        let file = folder.path().join(format!("{place}.db"));
        let path = file.to_str().unwrap();
        vectors::run(&name, &scenario, &mut RustDoor::at(path).unwrap());
        let before = rows(&file);
        let filled =
            |(name, rows): (&String, &Vec<String>)| (!rows.is_empty()).then(|| name.clone());
        let filled: BTreeSet<String> = before.iter().filter_map(filled).collect();
        all.extend(before.keys().cloned());
        if filled.is_subset(&seen) {
            continue;
        }
        seen.extend(filled);
        copies += 1;
        let there = PostgresWorkspace::vacant();
        let back = folder.path().join(format!("{place}_back.db"));
        let first = copied(path, &there.url()).unwrap();
        let second = copied(&there.url(), back.to_str().unwrap()).unwrap();
        assert_eq!(first, second, "{name}");
        assert_eq!(before, rows(&back), "{name}");
        let said = answers(path);
        assert_eq!(said, answers(&there.url()), "{name}");
        assert_eq!(said, answers(back.to_str().unwrap()), "{name}");
        goes_on(&there.url());
        goes_on(back.to_str().unwrap());
    }
    assert_eq!(seen, all, "no scenario fills the others");
    println!("{copies} workspaces there and back, {} tables", all.len());
}

/// New records get ids and places in the feed that nobody has.
fn goes_on(place: &str) {
    let mut session = Crm::open(place).unwrap().session();
    let created = call(
        &mut session,
        "customer.create",
        &json!({"name": "复制之后的客户"}),
    );
    let id = created.unwrap()["id"].clone();
    // The trail first: on a server it gives the new commit its place.
    let trail = call(&mut session, "change.list", &json!({"id": id})).unwrap();
    assert_eq!(
        trail["items"].as_array().unwrap().len(),
        1,
        "{place}: {trail}"
    );
    let found = session.invoke("admin.verify", "{}").unwrap();
    assert!(found.contains(r#""clean":true"#), "{place}: {found}");
}
