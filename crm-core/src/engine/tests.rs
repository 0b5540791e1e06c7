//! The engine end to end on one operation pair.

use crate::Crm;
use serde_json::{Value, json};

fn invoke(
    session: &mut crate::Session,
    name: &str,
    arguments: Value,
) -> Result<Value, crate::Error> {
    session
        .invoke(name, &arguments.to_string())
        .map(|text| serde_json::from_str(&text).unwrap())
}

/// A workspace in memory with customers 1 and 3.
fn workspace(path: &std::path::Path) -> Crm {
    let crm = Crm::open(path).unwrap();
    let mut session = crm.session();
    for (name, id) in [("北京华信科技有限公司", 1), ("上海申能机电有限公司", 3)]
    {
        let customer = invoke(&mut session, "customer.create", json!({ "name": name })).unwrap();
        assert_eq!(
            customer["id"], id,
            "ids count from 1; each write takes one for its commit"
        );
    }
    crm
}

fn order() -> Value {
    json!({ "customer": 1, "lines": [
        { "description": "伺服电机", "quantity": "3", "unit_price": "19.99", "tax_percent": "13" },
    ]})
}

#[test]
fn an_order_is_kept_as_it_was_answered() {
    let crm = workspace(":memory:".as_ref());
    let mut session = crm.session();
    let created = invoke(&mut session, "order.create", order()).unwrap();
    // 3 × 19.99 = 59.97; 13 % of it is 7.7961, rounded 7.80.
    assert_eq!(
        (created["net"].as_str(), created["tax"].as_str()),
        (Some("59.97"), Some("7.80"))
    );
    assert_eq!(created["gross"], "67.77");
    let read = invoke(&mut session, "order.get", json!({ "order": created["id"] })).unwrap();
    assert_eq!(read["order"], created);
    let changes = invoke(&mut session, "change.list", json!({})).unwrap();
    assert_eq!(changes["items"][2]["changes"][0]["kind"], "order.created");
    assert_eq!(changes["items"][2]["changes"][0]["after"], created);
}

#[test]
fn malformed_arguments_name_the_kind_and_the_path() {
    let crm = workspace(":memory:".as_ref());
    let mut session = crm.session();
    let cases = [
        ("{", "json.malformed", None),
        ("[]", "field.type", None),
        ("{} x", "json.malformed", None),
        (r#"{"customer":1}"#, "field.missing", Some("lines")),
        (
            r#"{"customer":1,"lines":[],"colour":1}"#,
            "field.unknown",
            Some("colour"),
        ),
        (
            r#"{"customer":1,"customer":2,"lines":[]}"#,
            "field.twice",
            Some("customer"),
        ),
        (
            r#"{"customer":"1","lines":[]}"#,
            "field.type",
            Some("customer"),
        ),
        (
            r#"{"customer":0,"lines":[]}"#,
            "id.out_of_range",
            Some("customer"),
        ),
        (r#"{"customer":1,"lines":[]}"#, "list.empty", Some("lines")),
        (
            r#"{"customer":1,"currency":"RMB","lines":[]}"#,
            "currency.unknown",
            Some("currency"),
        ),
        (
            r#"{"customer":1,"tie":"up","lines":[]}"#,
            "field.word",
            Some("tie"),
        ),
        (
            r#"{"customer":1,"lines":[{"quantity":1.5}]}"#,
            "number.not_text",
            Some("lines[0].quantity"),
        ),
        (
            r#"{"customer":1,"lines":[{"quantity":"1","unit_price":"1e3"}]}"#,
            "number.malformed",
            Some("lines[0].unit_price"),
        ),
        (
            r#"{"customer":1,"lines":[{"quantity":"1"},{"quantity":"1"}]}"#,
            "field.missing",
            Some("lines[0].description"),
        ),
    ];
    for (arguments, kind, field) in cases {
        let error = session.invoke("order.create", arguments).unwrap_err();
        assert_eq!(
            (error.kind(), error.field()),
            (kind, field),
            "{arguments}: {error:?}"
        );
    }
    let error = session.invoke("order.delete", "{}").unwrap_err();
    assert_eq!(error.kind(), "operation.unknown");
    let changes = invoke(&mut session, "change.list", json!({})).unwrap();
    assert_eq!(changes["items"].as_array().unwrap().len(), 2);
}

#[test]
fn a_request_key_is_carried_out_once() {
    let crm = workspace(":memory:".as_ref());
    let mut session = crm.session();
    let mut arguments = order();
    arguments["request"] = "k1".into();
    let first = invoke(&mut session, "order.create", arguments.clone()).unwrap();
    assert_eq!(
        invoke(&mut session, "order.create", arguments.clone()).unwrap(),
        first
    );
    arguments["customer"] = 3.into();
    let error = invoke(&mut session, "order.create", arguments).unwrap_err();
    assert_eq!(
        (error.kind(), error.field()),
        ("request.differs", Some("request"))
    );
    let changes = invoke(&mut session, "change.list", json!({})).unwrap();
    assert_eq!(changes["items"].as_array().unwrap().len(), 3);
}

#[test]
fn a_rolled_back_transaction_leaves_nothing_and_nests() {
    let folder = std::env::temp_dir().join(format!("crm-engine-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("nested.db");
    let crm = workspace(&file);
    let mut session = crm.session();
    session.begin().unwrap();
    let kept = invoke(&mut session, "order.create", order()).unwrap();
    session.begin().unwrap();
    let dropped = invoke(&mut session, "order.create", order()).unwrap();
    session.rollback().unwrap();
    let error = invoke(&mut session, "order.get", json!({ "order": dropped["id"] })).unwrap_err();
    assert_eq!(error.kind(), "not_found");
    session.commit().unwrap();
    assert_eq!(session.commit().unwrap_err().kind(), "transaction.none");
    // Another session on another connection sees what was committed, and the next free number.
    let mut other = crm.session();
    let read = invoke(&mut other, "order.get", json!({ "order": kept["id"] })).unwrap();
    assert_eq!(read["order"], kept);
    let next = invoke(&mut other, "order.create", order()).unwrap();
    assert_eq!(next["number"], dropped["number"]);
    drop((session, other, crm));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_rare_kind_is_found_in_a_long_feed_by_short_looks() {
    let crm = workspace(":memory:".as_ref());
    let mut session = crm.session();
    // Commits 1 and 2 are the customers; 3 to 302 are renamings, 303 is the order.
    for index in 0..300 {
        let name = format!("北京华信科技有限公司 {index}");
        let renamed = json!({ "customer": 1, "name": name });
        invoke(&mut session, "customer.update", renamed).unwrap();
    }
    invoke(&mut session, "order.create", order()).unwrap();
    let mut pages = Vec::new();
    let mut after = 0;
    loop {
        let asked = json!({ "record": "order", "limit": 1, "after": after });
        let page = invoke(&mut session, "change.list", asked).unwrap();
        let next = page["next"].as_i64().unwrap();
        pages.push((page["items"].as_array().unwrap().len(), next));
        if next == after {
            break;
        }
        after = next;
    }
    // A hundred commits are looked at for the one wanted.
    assert_eq!(pages, [(0, 100), (0, 200), (0, 300), (1, 303), (0, 303)]);
}
