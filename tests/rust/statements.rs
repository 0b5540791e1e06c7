//! Every statement the scenarios run: PostgreSQL prepares it, and SQLite serves it by an index.

#![cfg(test)]

use crm_core::Options;
use crm_core::storage::{Dialect, Value, ValueRef, migration, spell};
use crm_tests::recorder::{Recorder, Seen};
use crm_tests::rust_door::RustDoor;
use crm_tests::vectors;
use postgres::{Client, NoTls};
use std::collections::BTreeSet;

fn recorded() -> BTreeSet<String> {
    let seen = Seen::default();
    for (name, scenario) in &vectors::all() {
        let wrap = |inner| Box::new(Recorder::new(inner, seen.clone())) as _;
        let mut door = RustDoor::over(wrap).unwrap();
        vectors::run(name, scenario, &mut door);
    }
    let seen = seen.lock().unwrap();
    // Migrations and savepoints are no prepared statements; SQLite's catalogue is its own.
    let made: BTreeSet<String> = migration(Dialect::Sqlite).into_iter().collect();
    let work = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"];
    let of_work = |sql: &&String| work.iter().any(|word| sql.starts_with(word));
    seen.iter()
        .filter(of_work)
        .filter(|sql| !sql.contains("sqlite_schema") && !made.contains(*sql))
        .cloned()
        .collect()
}

#[test]
fn postgres_takes_every_migration_and_prepares_every_statement() {
    let url = crm_tests::postgres_url().unwrap_or_else(|missing| panic!("{missing}"));
    let mut client = Client::connect(&url, NoTls).expect("the PostgreSQL of CRM_TEST_POSTGRES");
    let schema = format!("crm_statements_{}", std::process::id());
    client
        .batch_execute(&format!(
            "CREATE SCHEMA {schema}; SET search_path = {schema}"
        ))
        .unwrap();
    for statement in migration(Dialect::Postgres) {
        client
            .batch_execute(&statement)
            .unwrap_or_else(|error| panic!("{statement}\n{error}"));
    }
    let statements = recorded();
    assert!(
        statements.len() > 50,
        "only {} statements were recorded",
        statements.len()
    );
    for sql in &statements {
        let text = spell(sql, Dialect::Postgres);
        client
            .prepare(&text)
            .unwrap_or_else(|error| panic!("{text}\n{error:?}"));
    }
    assert!(
        client.prepare("SELECT nothing FROM crm_order").is_err(),
        "preparing checks names"
    );
    client
        .batch_execute(&format!("DROP SCHEMA {schema} CASCADE"))
        .unwrap();
    println!("{} statements prepared", statements.len());
}

/// Tables that stay small whatever the workspace does: reading them whole is no harm.
const SMALL: [&str; 12] = [
    "crm_schema",
    "crm_counter",
    "crm_setting",
    "crm_code",
    "crm_role",
    "crm_limit",
    "crm_department",
    "crm_calendar",
    "crm_pipeline",
    "crm_stage",
    "crm_series",
    "crm_price_list",
];

/// Indexes of which one value has few rows: reading all of them and sorting is no harm.
const FEW: [&str; 7] = [
    " ix_plan_order ",
    " ix_order_quote ",
    " ix_order_contract ",
    " ix_order_opportunity ",
    " ix_contract_opportunity ",
    " ix_change_record ",
    " ix_invoice_official ",
];

/// Indexes of which one value has many rows, so that one salesperson's or customer's is better.
const MANY: [&str; 8] = [
    "_status (",
    "_type (",
    "_category (",
    "_level (",
    "_source (",
    "_industry (",
    "_pipeline (",
    "_stage (",
];

/// Whether a statement reads more of a growing table than it answers. A page walked in the order of
/// the ids needs no other index than the table itself.
fn fault(sql: &str, plan: &[String]) -> bool {
    let sorts = plan.iter().any(|step| step.contains("TEMP B-TREE"));
    let page = sql.contains(" LIMIT ?");
    let walks = |step: &str| page && sql.contains(" ORDER BY id") && step.starts_with("SCAN crm_");
    let indexed = |step: &str| step.contains(" USING INDEX ") || step.contains(" COVERING INDEX ");
    let small = |step: &str| SMALL.iter().any(|table| step.contains(table));
    // The departments of a scope are read through their index and their few rows then sorted.
    let merged = sql.contains("(department IN (") || sql.contains(" department IN (");
    // The plans of one order are few.
    let merged = merged || (sql.contains("FROM crm_plan") && sql.contains("\"order\" = ?"));
    let scans = plan.iter().any(|step| {
        step.starts_with("SCAN crm_") && !indexed(step) && !small(step) && !walks(step)
    });
    let few = plan
        .iter()
        .any(|step| FEW.iter().any(|name| step.contains(name)));
    let telling = [" owner = ?", " customer = ?"];
    let vague = telling.iter().any(|column| sql.contains(column))
        && plan
            .iter()
            .any(|step| MANY.iter().any(|name| step.contains(name)));
    // The groups of a report that a filter's index serves are sorted; without a filter they are
    // walked in their order.
    let grouped = sql.starts_with("SELECT DISTINCT ") && sql.contains(" = ?");
    scans || vague || (page && sorts && !merged && !few && !grouped)
}

#[test]
fn sqlite_serves_every_statement_by_an_index() {
    let bites = |sql: &str, step: &str| fault(sql, &[step.to_owned()]);
    assert!(bites(
        "SELECT id FROM crm_order WHERE source = ?1",
        "SCAN crm_order"
    ));
    assert!(bites(
        "SELECT id … ORDER BY gross LIMIT ?1",
        "USE TEMP B-TREE FOR ORDER BY"
    ));
    assert!(!bites(
        "SELECT id …",
        "SEARCH crm_order USING INDEX ix_order_owner (owner=?)"
    ));
    assert!(bites(
        "SELECT id … WHERE owner = ?1 AND status = ?2",
        "SEARCH crm_order USING INDEX ix_order_status (status=?)"
    ));
    let backend = Options::new(":memory:").backend().unwrap();
    let mut db = backend.write().unwrap();
    for statement in migration(Dialect::Sqlite) {
        db.execute(&statement, &[]).unwrap();
    }
    let mut faults = Vec::new();
    for sql in recorded() {
        // Proving every balance reads everything, by its nature.
        if sql.starts_with("INSERT") || sql.contains("count(*)") || sql.ends_with(" LIMIT 1000") {
            continue;
        }
        let marks = (1..100)
            .take_while(|n| sql.contains(&format!("?{n}")))
            .count();
        let values = vec![Value::Null; marks];
        let mut plan = Vec::new();
        db.query(&format!("EXPLAIN QUERY PLAN {sql}"), &values, &mut |row| {
            if let ValueRef::Text(step) = row.value(3)? {
                plan.push(step.to_owned());
            }
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{sql}\n{error:?}"));
        if fault(&sql, &plan) {
            faults.push(format!("{}: {sql}", plan.join("; ")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
