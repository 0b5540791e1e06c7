//! docs/sql.md: each query a host is shown is run, by another process, while the library has the
//! file open, and answers what stands below it.

#![cfg(test)]

use crm_core::engine::FixedClock;
use crm_core::storage::Value as SqlValue;
use crm_core::{Crm, Instant, Options, Session};
use crm_tests::c_library::run;
use crm_tests::programs::python;
use crm_tests::root;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;

/// Prints what a query answers, as the `sqlite3` shell does.
const SHELL: &str = "\
import sqlite3, sys
db = sqlite3.connect(f'file:{sys.argv[1]}?mode=ro', uri=True)
for row in db.execute(sys.argv[2]):
    print(*row, sep='|')
db.close()
";

/// Each query with the answer that stands below it.
fn queries() -> Vec<(String, String)> {
    let page = std::fs::read_to_string(root().join("docs/sql.md")).unwrap();
    let block = |text: &str| text.split_once("```\n").unwrap().0.to_owned();
    let found = page.split("```sql\n").skip(1).map(|rest| {
        let (_, answer) = rest.split_once("```text\n").unwrap();
        (block(rest), block(answer))
    });
    found.collect()
}

fn call(session: &mut Session, operation: &str, arguments: &Value) -> i64 {
    let answer = session.invoke(operation, &arguments.to_string()).unwrap();
    let answer: Value = serde_json::from_str(&answer).unwrap();
    answer["id"].as_i64().unwrap_or_default()
}

/// The sale of the README on 15 January 2026. By hand: 3 × 1,200.00 with 13 % are 4,068.00, 30 % of
/// it 1,220.40, due at once, and 2,847.60 thirty days on: 16 days to the end of January and 14 of
/// February. 2,000.00 pay 1,220.40 and 779.60 (M17); 2,068.00 stay open.
fn sale(session: &mut Session) {
    let lines = json!([{"percent": "30"}, {"percent": "70", "due": "30d"}]);
    let terms = call(
        session,
        "terms.create",
        &json!({"name": "30/70", "lines": lines}),
    );
    let name = json!({"name": "北京华信科技有限公司"});
    let customer = call(session, "customer.create", &name);
    let motors = json!([{"description": "伺服电机", "quantity": "3", "unit_price": "1200.00",
        "tax_percent": "13"}]);
    let order = json!({"customer": customer, "terms": terms, "lines": motors});
    let order = call(session, "order.create", &order);
    call(session, "order.submit", &json!({"order": order}));
    call(session, "order.approve", &json!({"order": order}));
    let money = json!({"customer": customer, "amount": "2000.00", "confirm": true});
    call(session, "receipt.record", &money);
}

mod own_tables {
    use super::*;
    use crm_core::storage::Value;

    /// The example of the page, as it stands there.
    pub(super) fn example(
        session: &mut Session,
        customer: i64,
        changed: &str,
    ) -> crm_core::Result<()> {
        session.sql(
            "CREATE TABLE project (\
             id BIGINT PRIMARY KEY, customer BIGINT NOT NULL REFERENCES crm_customer (id), name TEXT)",
            &[],
        )?;
        session.transaction(|tx| {
            tx.sql(
                "INSERT INTO project (id, customer, name) VALUES (?1, ?2, ?3)",
                &[Value::Int(1), customer.into(), "产线改造".into()],
            )?;
            // Were this refused, there would be no project either.
            tx.invoke("customer.update", changed)
        })?;
        let answer = session.sql(
            "SELECT p.name, c.name AS customer FROM project p \
             JOIN crm_customer c ON c.id = p.customer WHERE p.id = ?1",
            &[Value::Int(1)],
        )?;
        assert_eq!(answer.columns, ["name", "customer"]);
        assert_eq!(
            answer.rows,
            [["产线改造".into(), "北京华信科技有限公司".into()]]
        );
        Ok(())
    }
}

#[test]
fn the_example_with_own_tables_does_what_the_page_says() {
    let page = std::fs::read_to_string(root().join("docs/sql.md")).unwrap();
    let example = page.split("```rust\n").nth(1).unwrap();
    let example = example.split_once("```").unwrap().0;
    let here = include_str!("sql_page.rs");
    let indented: String = example
        .lines()
        .map(|line| format!("        {line}\n"))
        .collect();
    assert!(here.contains(&indented), "{indented}");
    let crm = Crm::open(":memory:").unwrap();
    let mut session = crm.session();
    sale(&mut session);
    let found = session.sql("SELECT id FROM crm_customer", &[]).unwrap();
    let SqlValue::Int(customer) = found.rows[0][0] else {
        panic!("{found:?}");
    };
    let changed = json!({"customer": customer, "source": null}).to_string();
    own_tables::example(&mut session, customer, &changed).unwrap();
    let count = session.sql("SELECT count(*) FROM project", &[]).unwrap();
    assert_eq!(count.rows, [[SqlValue::Int(1)]]);
}

#[test]
fn every_query_answers_what_the_page_says() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sql_page");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("sales.db");
    let now = Instant::parse("2026-01-15T02:00:00Z").unwrap();
    let crm = Crm::open_with(Options {
        clock: Arc::new(FixedClock::new(now)),
        ..Options::new(&file)
    });
    let crm = crm.unwrap();
    sale(&mut crm.session());
    let queries = queries();
    assert_eq!(queries.len(), 3);
    for (query, answer) in queries {
        let mut shell = python().unwrap();
        shell
            .args(["-X", "utf8", "-c", SHELL])
            .arg(&file)
            .arg(&query);
        let output = run(&mut shell).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(String::from_utf8(output.stdout).unwrap(), answer, "{query}");
    }
}
