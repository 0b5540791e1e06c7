//! Proves that the library and the hand-written program do the same: the same rows in every table
//! after the same deals, and the same documents when they are read.

use crate::place::{Workspace, is_on_server};
use crate::workload::{Ids, Job, Task};
use crate::{Result, hand, library, setup};
use postgres::NoTls;
use rusqlite::Connection;
use rusqlite::types::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// All rows of each table, as sorted text.
type Rows = BTreeMap<String, Vec<String>>;

/// Does deals by the library in one copy of a workspace and by hand in another; answers how many
/// rows are the same.
pub(crate) fn prove(by_library: &Path, by_hand: &Path, deals: usize) -> Result<usize> {
    let job = |place: &Path| -> Result<Job> {
        Ok(Job {
            task: Task::Deals,
            ids: Ids::read(place)?,
            file: place.to_owned(),
            full: false,
            count: deals,
            batch: 0,
            hands: 1,
            json: false,
        })
    };
    library::run(&job(by_library)?)?;
    hand::run(&job(by_hand)?)?;
    let same = same(&rows(by_library)?, &rows(by_hand)?)?;
    documents(by_library)?;
    Ok(same)
}

/// Reads the ageing of a file by both; answers how many lines are the same.
pub(crate) fn reports(file: &Path) -> Result<usize> {
    let mut lines = 0;
    let both = library::ageing(file)?.into_iter().zip(hand::ageing(file)?);
    for (by_library, by_hand) in both {
        let mut lines_of = by_library
            .split("\"group\"")
            .zip(by_hand.split("\"group\""));
        if let Some((left, right)) = lines_of.find(|(left, right)| left != right) {
            return Err(format!("reports differ:\n{left}\n{right}").into());
        }
        if by_library.len() != by_hand.len() {
            return Err("one report has more lines than the other".into());
        }
        lines += by_hand.matches("\"group\"").count();
    }
    Ok(lines)
}

fn same(one: &Rows, other: &Rows) -> Result<usize> {
    let mut total = 0;
    for (name, left) in one {
        let right = other.get(name).ok_or_else(|| format!("no {name}"))?;
        if let Some((left, right)) = left.iter().zip(right).find(|(one, two)| one != two) {
            return Err(format!("{name} differs:\n{left}\n{right}").into());
        }
        if left.len() != right.len() {
            let (left, right) = (left.len(), right.len());
            return Err(format!("{name} has {left} and {right} rows").into());
        }
        total += left.len();
    }
    Ok(total)
}

fn rows(place: &Path) -> Result<Rows> {
    let mut all = if is_on_server(place) {
        server_rows(&Workspace::at(place)?)?
    } else {
        file_rows(place)?
    };
    for rows in all.values_mut() {
        rows.sort_unstable();
    }
    Ok(all)
}

fn file_rows(file: &Path) -> Result<Rows> {
    let connection = Connection::open(file)?;
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'crm_*'";
    let mut names = connection.prepare(sql)?;
    let names = names.query_map([], |row| row.get::<_, String>(0))?;
    let mut all = Rows::new();
    for name in names {
        let name = name?;
        let mut statement = connection.prepare(&format!("SELECT * FROM {name}"))?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let values = (0..columns).map(|column| Ok(shown(row.get(column)?)));
            found.push(values.collect::<Result<Vec<_>>>()?.join(", "));
        }
        all.insert(name, found);
    }
    Ok(all)
}

fn shown(value: Value) -> String {
    match value {
        Value::Text(text) => of_text(text),
        other => format!("{other:?}"),
    }
}

fn server_rows(workspace: &Workspace) -> Result<Rows> {
    let mut client = postgres::Client::connect(&workspace.server, NoTls)?;
    let sql = "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = $1";
    let names = client.query(sql, &[&workspace.name])?;
    let mut all = Rows::new();
    for name in names {
        let name: String = name.try_get(0)?;
        let sql = format!("SELECT to_jsonb(t)::text FROM {}.{name} t", workspace.name);
        let found = client.query(&sql, &[])?.into_iter().map(|row| {
            let row: BTreeMap<String, serde_json::Value> = serde_json::from_str(row.try_get(0)?)?;
            let values = row.into_values().map(|value| match value {
                serde_json::Value::String(text) => of_text(text),
                other => other.to_string(),
            });
            Ok(values.collect::<Vec<_>>().join(", "))
        });
        all.insert(name, found.collect::<Result<Vec<_>>>()?);
    }
    Ok(all)
}

/// JSON by what it says, whatever the order of its keys.
fn of_text(text: String) -> String {
    if text.starts_with(['{', '['])
        && let Ok(json) = serde_json::from_str::<serde_json::Value>(&text)
    {
        return json.to_string();
    }
    text
}

/// Reads every order by both.
fn documents(place: &Path) -> Result {
    let orders = if is_on_server(place) {
        let workspace = Workspace::at(place)?;
        let mut client = postgres::Client::connect(&workspace.server, NoTls)?;
        let orders = client.query(&format!("SELECT id FROM {}.crm_order", workspace.name), &[])?;
        let orders = orders.into_iter().map(|row| Ok(row.try_get(0)?));
        orders.collect::<Result<Vec<i64>>>()?
    } else {
        let file = Connection::open(place)?;
        let mut orders = file.prepare("SELECT id FROM crm_order")?;
        let orders = orders.query_map([], |row| row.get(0))?;
        orders.collect::<rusqlite::Result<Vec<i64>>>()?
    };
    let crm = crm_core::Crm::open_with(setup::options(place)?)?;
    let mut session = crm.session();
    let by_hand = hand::documents(place, &orders)?;
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
    use crate::place::{copy, move_to};
    use std::path::PathBuf;

    /// The customers, contacts, grams and changes of the set-up, and 22 deals of 17 steps.
    const ROWS: usize = 2_000;

    fn template(name: &str) -> (PathBuf, PathBuf) {
        let folder = std::env::temp_dir().join(format!("crm-bench-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let template = folder.join("template.db");
        setup::deals(&template).unwrap();
        (folder, template)
    }

    #[test]
    fn the_hand_written_program_does_what_the_library_does() {
        let (folder, template) = template("file");
        let (one, other) = (folder.join("library.db"), folder.join("hand.db"));
        copy(&template, &one).unwrap();
        copy(&template, &other).unwrap();
        let same = prove(&one, &other, 2).unwrap();
        assert!(same > ROWS, "{same} rows");
        // A row that differs is found.
        let changed = Connection::open(&other).unwrap();
        let sql = "UPDATE crm_plan SET collected = collected - 1 WHERE id = (SELECT max(id) FROM crm_plan)";
        assert_eq!(changed.execute(sql, []).unwrap(), 1);
        let differs = super::same(&rows(&one).unwrap(), &rows(&other).unwrap());
        assert!(
            differs
                .unwrap_err()
                .to_string()
                .contains("crm_plan differs")
        );
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn it_does_on_a_server_too() {
        let server = std::env::var("CRM_TEST_POSTGRES");
        let server = server.expect("CRM_TEST_POSTGRES names a PostgreSQL for the tests");
        let (folder, template) = template("server");
        let places = ["library", "hand"].map(|who| {
            let workspace = Workspace {
                server: server.clone(),
                name: format!("bench_{who}_{}", std::process::id()),
            };
            let place = folder.join(who).with_extension("url");
            move_to(&workspace, &template, &place).unwrap();
            place
        });
        let [one, other] = &places;
        let same = prove(one, other, 2).unwrap();
        assert!(same > ROWS, "{same} rows");
        let mut client = postgres::Client::connect(&server, NoTls).unwrap();
        let name = Workspace::at(other).unwrap().name;
        let sql = format!("UPDATE {name}.crm_change SET version = version + 1 WHERE ordinal = 2");
        assert!(client.execute(&sql, &[]).unwrap() > 0);
        let differs = super::same(&rows(one).unwrap(), &rows(other).unwrap());
        assert!(
            differs
                .unwrap_err()
                .to_string()
                .contains("crm_change differs")
        );
        for place in &places {
            let name = Workspace::at(place).unwrap().name;
            client
                .batch_execute(&format!("DROP SCHEMA {name} CASCADE"))
                .unwrap();
        }
        std::fs::remove_dir_all(folder).unwrap();
    }
}
