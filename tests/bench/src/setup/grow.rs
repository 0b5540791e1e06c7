//! More of the same orders: the rows of the year again and again, under other ids and numbers.

use crate::Result;
use crate::workload::Ids;
use rusqlite::Connection;
use std::path::Path;

/// Ids of one copy of the year; more than the year has.
const SPAN: i64 = 1_000_000;

/// The tables of orders and money, and their columns that name a row of a copy.
const TABLES: [(&str, &[&str]); 5] = [
    ("crm_order", &["id"]),
    ("crm_order_line", &["id", "order"]),
    ("crm_plan", &["id", "order"]),
    ("crm_receipt", &["id"]),
    ("crm_allocation", &["id", "receipt", "plan", "order"]),
];

/// Makes so many years of one. The feed keeps those that the library wrote, as after a pruning.
pub(super) fn grow(file: &Path, ids: &mut Ids, times: i64) -> Result {
    let connection = Connection::open(file)?;
    for (pragma, value) in [
        ("cache_size", "-500000"),
        ("synchronous", "OFF"),
        ("foreign_keys", "OFF"),
    ] {
        connection.pragma_update(None, pragma, value)?;
    }
    let last: i64 =
        connection.query_row("SELECT max(value) FROM crm_counter", [], |row| row.get(0))?;
    if last >= SPAN {
        return Err("the year has more ids than a copy".into());
    }
    connection.execute_batch("BEGIN")?;
    for (table, named) in TABLES {
        copies(&connection, table, named, times)?;
    }
    let end = SPAN * (times + 1);
    connection.execute("UPDATE crm_counter SET value = ?1 WHERE name = 'id'", [end])?;
    connection.execute_batch("COMMIT")?;
    ids.again("orders", times, SPAN);
    Ok(())
}

/// Adds the copies of a table's rows. Its indexes are made anew afterwards, which is faster.
fn copies(connection: &Connection, table: &str, named: &[&str], times: i64) -> Result {
    let indexes: Vec<(String, String)> = rows(
        connection,
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?1 \
         AND sql IS NOT NULL",
        table,
    )?;
    for (name, _) in &indexes {
        connection.execute_batch(&format!("DROP INDEX {name}"))?;
    }
    let columns: Vec<(String, String)> = rows(
        connection,
        "SELECT name, name FROM pragma_table_info(?1)",
        table,
    )?;
    let values = columns.iter().map(|(name, _)| match name.as_str() {
        name if named.contains(&name) => format!("\"{name}\" + copy * {SPAN}"),
        "number" => "number || '-' || copy".to_owned(),
        // It names plans of the year.
        "intended" => "NULL".to_owned(),
        name => format!("\"{name}\""),
    });
    let values: Vec<String> = values.collect();
    connection.execute(
        &format!(
            "INSERT INTO {table} SELECT {} FROM (WITH RECURSIVE copies (copy) AS (SELECT 1 \
             UNION ALL SELECT copy + 1 FROM copies WHERE copy + 1 < ?1) SELECT copy FROM copies \
             WHERE copy < ?1) CROSS JOIN {table}",
            values.join(", ")
        ),
        [times],
    )?;
    for (_, sql) in &indexes {
        connection.execute_batch(sql)?;
    }
    Ok(())
}

fn rows(connection: &Connection, sql: &str, table: &str) -> Result<Vec<(String, String)>> {
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<std::result::Result<_, _>>()?)
}
