//! Differences that were found once, each by the shortest way to it.

use crm_tests::pair::{Call, Pair};
use serde_json::{Value, json};

fn ask(pair: &mut Pair, name: &str, args: Value) -> Value {
    let call = Call::Operation(name.to_owned(), args.to_string());
    let answer = pair.ask(None, &call);
    let answer = answer.unwrap_or_else(|words| panic!("{words}"));
    let text = answer.unwrap_or_else(|[english, _]| english);
    serde_json::from_str(&text).unwrap()
}

/// Where asking costs a round trip, a taken number is met by the index and the operation runs again.
#[test]
fn an_operation_that_runs_again_has_the_same_ids() {
    let mut pair = Pair::of_engines();
    let customer = ask(&mut pair, "customer.create", json!({ "name": "甲" }))["id"].clone();
    let line = json!({ "description": "编码器线缆", "quantity": "1", "unit_price": "10.00" });
    let mut quote = |number: Option<&str>| {
        let args = json!({ "customer": customer, "lines": [line], "number": number });
        ask(&mut pair, "quote.create", args)["number"].clone()
    };
    // The series begins in 1970, where the clock stands.
    assert_eq!(quote(Some("QT-1970-000001")), "QT-1970-000001");
    assert_eq!(quote(None), "QT-1970-000002");
    pair.hold_the_same().unwrap();
}

/// On a server commits have no places until somebody reads the feed, in the transaction too.
#[test]
fn the_feed_shows_an_open_transaction_its_own_commits() {
    let mut pair = Pair::of_engines();
    let list = |pair: &mut Pair, after: i64| {
        let page = ask(pair, "change.list", json!({ "after": after }));
        page["items"].as_array().unwrap().len()
    };
    ask(&mut pair, "customer.create", json!({ "name": "甲" }));
    for (end, left) in [(Call::Rollback, 1), (Call::Commit, 3)] {
        pair.ask(None, &Call::Begin).unwrap().unwrap();
        ask(&mut pair, "customer.create", json!({ "name": "乙" }));
        assert_eq!(list(&mut pair, 0), 2);
        ask(&mut pair, "customer.create", json!({ "name": "丙" }));
        assert_eq!(list(&mut pair, 0), 3);
        pair.ask(None, &end).unwrap().unwrap();
        assert_eq!(list(&mut pair, 0), left);
    }
    pair.hold_the_same().unwrap();
}

/// PostgreSQL takes no text with the character NUL in it.
#[test]
fn a_text_that_only_one_engine_can_hold_is_refused_by_both() {
    let mut pair = Pair::of_engines();
    let call = Call::Operation("customer.list".into(), "{}".into());
    let nobody = pair.ask(Some("zhang\0wei"), &call).unwrap().unwrap_err();
    assert!(nobody[0].contains("not_found"), "{nobody:?}");
    let table = Call::Sql("CREATE TABLE note (name TEXT)".into(), "[]".into());
    pair.ask(None, &table).unwrap().unwrap();
    for values in ["[\"a\\u0000b\"]", "[\"\\u0000\"]"] {
        let note = "INSERT INTO note (name) VALUES (?1)";
        let note = Call::Sql(note.into(), values.into());
        let refused = pair.ask(None, &note).unwrap().unwrap_err();
        assert!(refused[0].contains("sql.value"), "{refused:?}");
    }
}

/// A server keeps statements prepared, and refuses one whose answer has another form by now.
#[test]
fn a_table_of_the_host_that_changes_is_read_as_it_is() {
    let mut pair = Pair::of_engines();
    let state = |pair: &mut Pair, text: &str| {
        let answer = pair.ask(None, &Call::Sql(text.into(), "[]".into()));
        answer.unwrap_or_else(|words| panic!("{words}")).unwrap()
    };
    for inside in [false, true] {
        if inside {
            pair.ask(None, &Call::Begin).unwrap().unwrap();
        }
        state(&mut pair, "CREATE TABLE memo (id BIGINT)");
        state(&mut pair, "SELECT * FROM memo");
        state(&mut pair, "ALTER TABLE memo ADD COLUMN name TEXT");
        let read = state(&mut pair, "SELECT * FROM memo");
        assert!(read.contains(r#""columns":["id","name"]"#), "{read}");
        state(&mut pair, "DROP TABLE memo");
        state(&mut pair, "CREATE TABLE memo (name TEXT)");
        let read = state(&mut pair, "SELECT * FROM memo");
        assert!(read.contains(r#""columns":["name"]"#), "{read}");
        state(&mut pair, "DROP TABLE memo");
    }
}
