//! Searches over many records, and how SQLite serves them.

use super::*;
use crate::base::error::Refusal;
use crate::base::id::{CustomerId, RowId};
use crate::customer::Customer;
use crate::engine::{Context, Kind, Operation};
use crate::org::permission::Permission;
use crate::{Crm, Session};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

fn call(session: &mut Session, name: &str, arguments: &Json) -> Json {
    let answer = session.invoke(name, &arguments.to_string());
    serde_json::from_str(&answer.expect(name)).expect("a document")
}

/// Every customer a text finds, page by page; each page but the last is full.
fn all(session: &mut Session, text: &str, limit: usize) -> Vec<i64> {
    let mut found = Vec::new();
    let mut after = Json::Null;
    loop {
        let arguments = json!({ "text": text, "limit": limit, "after": after });
        let page = call(session, "customer.list", &arguments);
        let items = page["items"].as_array().expect("items");
        found.extend(items.iter().filter_map(|item| item["id"].as_i64()));
        after = page["next"].clone();
        if after.is_null() {
            return found;
        }
        assert_eq!(items.len(), limit);
    }
}

#[test]
fn pages_of_a_search_go_over_every_match_once() {
    let mut session = Crm::open(":memory:").unwrap().session();
    session.begin().unwrap();
    let mut even = Vec::new();
    for number in 0..CHUNK * 2 + 7 {
        // 信华 has both characters of 华信, but not the pair.
        let name = if number % 2 == 0 { "华信" } else { "信华" };
        let arguments = json!({ "name": format!("{name}第{number}分公司") });
        let customer = call(&mut session, "customer.create", &arguments);
        if number % 2 == 0 {
            even.insert(0, customer["id"].as_i64().unwrap());
        }
    }
    session.commit().unwrap();
    for limit in [1, 60, 500] {
        assert_eq!(all(&mut session, "华信", limit), even);
    }
    assert_eq!(all(&mut session, "信", 100).len(), CHUNK * 2 + 7);
    // Words that stand apart are narrowed by pairs and decided by the whole text.
    assert_eq!(all(&mut session, "第10分 华信", 50).len(), 1);
    assert_eq!(all(&mut session, "不存在", 50).len(), 0);
}

/// Runs its assertions inside a transaction.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Probe {}

impl Operation for Probe {
    const NAME: &'static str = "test.probe";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::Anyone;
    const REFUSES: &'static [Refusal] = &[];
    type Output = ();

    fn run(&self, cx: &mut Context<'_>) -> Result<()> {
        bounded_work(cx.db())?;
        plans(cx.db())?;
        changed_postings(cx)
    }
}

/// Postings of records that the actor never sees: the call ends, and goes on where it stopped.
fn bounded_work(db: &mut dyn Database) -> Result<()> {
    let postings = CHUNK * CHUNKS_MAX + 1;
    db.execute(
        "WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < ?1) \
         INSERT INTO crm_gram (kind, gram, record_id) SELECT 'customer', '甲', id FROM n",
        &[Value::Int(i64::try_from(postings).unwrap_or(0))],
    )?;
    let page: Page<Customer> = list(db, Select::new(), Some("甲"), None, None)?;
    assert_eq!(page.items.len(), 0);
    assert_eq!(page.next.as_deref(), Some("id:[2]"));
    let page: Page<Customer> = list(db, Select::new(), Some("甲"), None, page.next.as_deref())?;
    assert_eq!(page.next, None);
    db.execute("DELETE FROM crm_gram", &[])?;
    for after in ["id:[\"x\"]", "due_on:[1]", "7"] {
        let page = list::<Customer>(db, Select::new(), Some("甲"), None, Some(after));
        let error = page.err().map(|error| error.kind());
        assert_eq!(error, Some("page.token"), "{after}");
    }
    Ok(())
}

/// No search and no list walks a whole table or sorts.
fn plans(db: &mut dyn Database) -> Result<()> {
    let mut texts = vec![candidates_sql(1), candidates_sql(3)];
    for (table, columns) in [
        (
            "crm_customer",
            &[
                "owner",
                "department",
                "category",
                "level",
                "parent",
                "status",
            ][..],
        ),
        ("crm_contact", &["owner", "department", "status"]),
        ("crm_product", &["category", "status"]),
        ("crm_price_list", &["currency", "status"]),
        ("crm_price", &["price_list", "product"]),
    ] {
        texts.extend(columns.iter().map(|column| {
            format!(
                "SELECT id FROM {table} WHERE {column} = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3"
            )
        }));
        texts.push(format!(
            "SELECT * FROM {table} WHERE id < ?1 ORDER BY id DESC LIMIT ?2"
        ));
    }
    texts.push("SELECT id FROM crm_customer WHERE credit_code = ?1 AND status = 'active'".into());
    texts.push(
        "SELECT contact FROM crm_contact_link WHERE customer = ?1 AND \"primary\" = 1".into(),
    );
    texts.push(
        "SELECT id FROM crm_price WHERE product = ?1 AND price_list = ?2 AND min_quantity = ?3 \
         AND coalesce(valid_from, '') = ?4"
            .into(),
    );
    for text in texts {
        let mut plan = Vec::new();
        let marks = (1..=9).filter(|mark| text.contains(&format!("?{mark}")));
        let values = vec![Value::Null; marks.count()];
        db.query(&format!("EXPLAIN QUERY PLAN {text}"), &values, &mut |row| {
            if let ValueRef::Text(step) = row.value(3)? {
                plan.push(step.to_owned());
            }
            Ok(())
        })?;
        let filtered = text.contains(" = ?1");
        let searched = plan
            .iter()
            .all(|step| step.starts_with("SEARCH ") && (!filtered || step.contains(" INDEX ")));
        assert!(!plan.is_empty() && searched, "{text}\n{plan:?}");
    }
    Ok(())
}

/// A changed text is found under its new pieces only, and nothing is left of the former.
fn changed_postings(cx: &mut Context<'_>) -> Result<()> {
    let count = |cx: &mut Context<'_>, gram: &str| {
        let sql = "SELECT count(*) FROM crm_gram WHERE kind = 'customer' AND gram = ?1";
        crate::storage::statement::number(cx.db(), sql, &[gram.into()])
    };
    let row: RowId = cx.new_id()?;
    let sql = "INSERT INTO crm_customer (id, version, status, kind, name, addresses, created_at) \
               VALUES (?1, 1, 'active', 'company', '华信科技', '[]', 0)";
    cx.execute(sql, &[Value::Int(row.raw())])?;
    let before: Option<Customer> = cx.find(CustomerId::from_raw(row.raw()))?;
    let Some(before) = before else {
        unreachable!("just inserted")
    };
    let mut after = before.clone();
    after.name = crate::base::Name::new("华为科技")?;
    index(cx.db(), None, &before)?;
    index(cx.db(), Some(&before), &after)?;
    for (gram, expected) in [("华", 1), ("华为", 1), ("华信", 0), ("信", 0), ("科技", 1)] {
        assert_eq!(count(cx, gram)?, Some(expected), "{gram}");
    }
    Ok(())
}

#[test]
fn searches_are_bounded_served_by_indexes_and_kept_up_to_date() {
    let mut session = Crm::open(":memory:").unwrap().session();
    session.run(Probe {}).unwrap();
}
