//! Proves that the library and the hand-written program do the same: the same rows in every table
//! after the same deals, and the same documents when they are read.

use crate::workload::{Ids, Job, Task, beside};
use crate::{Result, hand, library, setup};
use rusqlite::Connection;
use rusqlite::types::Value;
use std::path::Path;

/// Does deals by both in files of their own in a folder; answers how many rows are the same.
pub(crate) fn prove(folder: &Path, template: &Path, deals: usize) -> Result<usize> {
    let by = |name: &str| -> Result<Job> {
        let file = folder.join(name);
        copy(template, &file)?;
        Ok(Job {
            task: Task::Deals,
            ids: Ids::read(&file)?,
            file,
            full: false,
            count: deals,
            batch: 0,
            json: false,
        })
    };
    let (one, other) = (by("library.db")?, by("hand.db")?);
    library::run(&one)?;
    hand::run(&other)?;
    let same = rows(&one.file, &other.file)?;
    documents(&one.file)?;
    Ok(same)
}

/// Copies a workspace with its ids, in place of what was there.
pub(crate) fn copy(template: &Path, file: &Path) -> Result {
    for ending in ["db", "db-wal", "db-shm", "ids"] {
        match std::fs::remove_file(file.with_extension(ending)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    std::fs::copy(template, file)?;
    std::fs::copy(beside(template), beside(file))?;
    Ok(())
}

fn rows(one: &Path, other: &Path) -> Result<usize> {
    let (one, other) = (Connection::open(one)?, Connection::open(other)?);
    let sql =
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'crm_*' ORDER BY 1";
    let mut names = one.prepare(sql)?;
    let names = names.query_map([], |row| row.get::<_, String>(0))?;
    let mut total = 0;
    for name in names {
        let name = name?;
        let (left, right) = (table(&one, &name)?, table(&other, &name)?);
        if let Some((left, right)) = left.iter().zip(&right).find(|(one, two)| one != two) {
            return Err(format!("{name} differs:\n{left:?}\n{right:?}").into());
        }
        if left.len() != right.len() {
            let (left, right) = (left.len(), right.len());
            return Err(format!("{name} has {left} and {right} rows").into());
        }
        total += left.len();
    }
    Ok(total)
}

fn table(connection: &Connection, table: &str) -> Result<Vec<Vec<String>>> {
    let mut statement = connection.prepare(&format!("SELECT * FROM {table}"))?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let values = (0..columns).map(|column| Ok(shown(row.get(column)?)));
        all.push(values.collect::<Result<Vec<_>>>()?);
    }
    all.sort_unstable();
    Ok(all)
}

/// A value as text; JSON by what it says, whatever the order of its keys.
fn shown(value: Value) -> String {
    if let Value::Text(text) = &value
        && text.starts_with(['{', '['])
        && let Ok(json) = serde_json::from_str::<serde_json::Value>(text)
    {
        return json.to_string();
    }
    format!("{value:?}")
}

/// Reads every order by both.
fn documents(file: &Path) -> Result {
    let mut orders = Connection::open(file)?;
    let orders = orders.transaction()?;
    let mut orders = orders.prepare("SELECT id FROM crm_order")?;
    let orders = orders.query_map([], |row| row.get::<_, i64>(0))?;
    let orders = orders.collect::<rusqlite::Result<Vec<_>>>()?;
    let crm = crm_core::Crm::open_with(setup::options(file)?)?;
    let mut session = crm.session();
    let by_hand = hand::documents(file, &orders)?;
    for (order, by_hand) in orders.into_iter().zip(by_hand) {
        let arguments = serde_json::json!({ "order": order }).to_string();
        let by_library = session.invoke("order.get", &arguments)?;
        if by_library != by_hand {
            return Err(format!("documents differ:\n{by_library}\n{by_hand}").into());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hand_written_program_does_what_the_library_does() {
        let folder = std::env::temp_dir().join(format!("crm-bench-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let template = folder.join("template.db");
        setup::deals(&template).unwrap();
        let same = prove(&folder, &template, 2).unwrap();
        // The customers, contacts, grams and changes of the set-up, and 22 deals of 17 steps.
        assert!(same > 2_000, "{same} rows");
        std::fs::remove_dir_all(folder).unwrap();
    }
}
