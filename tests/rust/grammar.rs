//! What the reference says of texts with a grammar holds: every row of its tables is run.

#![cfg(test)]

use crm_core::base::limits;
use crm_core::base::{
    Amount, Currency, Date, DateRule, Instant, PayDays, Percent, Price, Quantity, Rate,
};
use crm_core::{Error, Result};
use crm_tests::generate::grammar::{self, Grammar, Table};
use crm_tests::rust_door::RustDoor;
use crm_tests::vectors::Door;
use serde_json::{Value, json};

/// What a row says comes out: a text, or the kind of a refusal.
fn expected(cell: &str) -> Result<String, String> {
    match cell.strip_prefix("refused: ") {
        Some(kind) => Err(bare(kind)),
        None => Ok(bare(cell)),
    }
}

fn bare(cell: &str) -> String {
    cell.trim_matches('`').to_owned()
}

fn kind(error: Error) -> String {
    error.kind().to_owned()
}

fn reads(text: &str, word: &str) -> Result<String> {
    if let Some(code) = word.strip_prefix("amount in ") {
        let currency = Currency::parse(code)?;
        return Ok(Amount::parse(text)?.of(currency)?.to_string());
    }
    match word {
        "price" => Price::parse(text).map(|price| price.to_string()),
        "quantity" => Quantity::parse(text).map(|quantity| quantity.to_string()),
        "rate" => Rate::parse(text).map(|rate| rate.to_string()),
        "percent" => Percent::parse(text).map(|percent| percent.to_string()),
        "date" => Date::parse(text).map(|date| date.to_string()),
        "instant" => Instant::parse(text).map(|instant| instant.to_string()),
        other => panic!("no such type: {other}"),
    }
}

fn part(rule: &str, every: &str, from: &str, k: u32) -> Result<String> {
    let every = DateRule::parse(every)?;
    let due = DateRule::parse(rule)?.nth(&every, k, Date::parse(from)?)?;
    Ok(due.to_string())
}

fn pays(days: &str, from: &str) -> Result<String> {
    let days: Vec<i64> = serde_json::from_str(days).unwrap();
    let due = PayDays::new(&days)?.adjust(Date::parse(from)?)?;
    Ok(due.to_string())
}

/// The number of the first contract of a day under a pattern, through the operations.
fn first_number(pattern: &str, today: &str) -> Result<String> {
    let mut door = RustDoor::open()?;
    door.set_now(&format!("{today}T02:00:00Z"));
    let mut call = |name: &str, args: Value| -> Result<Value> {
        let answer = door.invoke(None, name, &args.to_string())?;
        Ok(serde_json::from_str(&answer).unwrap())
    };
    call(
        "setting.set",
        json!({ "name": "contract_number", "value": pattern }),
    )?;
    let customer = call("customer.create", json!({ "name": "北京华信科技有限公司" }))?;
    let contract = json!({
        "name": "伺服电机年度采购", "customer": customer["id"], "amount": "1.00",
        "party_a": "北京华信科技有限公司", "party_b": "上海精工自动化有限公司",
    });
    let contract = call("contract.create", contract)?;
    Ok(contract["number"].as_str().unwrap().to_owned())
}

/// Runs a table; answers whether its heads are known.
fn run(table: &Table) {
    let heads: Vec<&str> = table.heads.iter().map(String::as_str).collect();
    assert!(!table.rows.is_empty(), "{heads:?}");
    for row in &table.rows {
        let cells: Vec<&str> = row.iter().map(String::as_str).collect();
        match (heads.as_slice(), cells.as_slice()) {
            (["Written", "As", "Answered"], [text, word, outcome]) => {
                let found = reads(&bare(text), word).map_err(kind);
                assert_eq!(found, expected(outcome), "{row:?}");
            }
            (["Rule", "From", "Leads to"], [rule, from, outcome]) => {
                let found = part(&bare(rule), "", from, 1).map_err(kind);
                assert_eq!(found, expected(outcome), "{row:?}");
            }
            (["Rule", "Every", "From", "Parts"], [rule, every, from, outcome]) => {
                let parts = outcome.split(", ").zip(1..);
                for (outcome, k) in parts {
                    let found = part(&bare(rule), &bare(every), from, k).map_err(kind);
                    assert_eq!(found, expected(outcome), "{row:?}, part {k}");
                }
            }
            (["Pay days", "From", "Leads to"], [days, from, outcome]) => {
                let found = pays(&bare(days), from).map_err(kind);
                assert_eq!(found, expected(outcome), "{row:?}");
            }
            (["Pattern", "Today", "First number"], [pattern, today, outcome]) => {
                let found = first_number(&bare(pattern), today).map_err(kind);
                assert_eq!(found, expected(outcome), "{row:?}");
            }
            (["Step", "Leads to"], [steps, _]) => {
                for step in steps.split("` `") {
                    DateRule::parse(&bare(step)).unwrap();
                }
            }
            (["Token", "Becomes"], [token, _]) => {
                let token = bare(token);
                let counter = if token.contains("seq") { "" } else { "{seq}" };
                first_number(&(token + counter), "2026-03-07").unwrap();
            }
            _ => panic!("nothing runs {heads:?} {row:?}"),
        }
    }
}

fn found(title: &str) -> &'static Grammar {
    let mut all = grammar::ALL.iter();
    all.find(|grammar| grammar.title == title).expect(title)
}

#[test]
fn every_row_holds() {
    let tables: Vec<Table> = grammar::ALL
        .iter()
        .flat_map(|grammar| grammar::tables(grammar.text))
        .collect();
    assert_eq!(tables.len(), 9);
    tables.iter().for_each(run);
}

#[test]
fn the_bounds_named_are_the_bounds() {
    for (title, bound) in [
        ("Numbers", limits::AMOUNT_MAX),
        ("Numbers", limits::NUMBER_MAX),
        ("Exchange rates", i64::from(limits::RATE_DECIMALS)),
        ("Exchange rates", i64::from(limits::RATE_DIGITS)),
        ("Exchange rates", i64::from(limits::RATE_WHOLE_DIGITS)),
        ("Date rules", i64::from(limits::DATE_STEP_MAX)),
        ("Page tokens", i64::from(limits::PAGE_MAX)),
        ("Page tokens", i64::from(limits::PAGE_DEFAULT)),
    ] {
        let text = found(title).text;
        let words = text.split(|c: char| !c.is_ascii_digit());
        assert!(
            words.into_iter().any(|word| word == bound.to_string()),
            "{title}: {bound}"
        );
    }
    let steps = |count| vec!["1d"; count].join(",");
    assert!(DateRule::parse(&steps(16)).is_ok());
    assert_eq!(
        kind(DateRule::parse(&steps(17)).unwrap_err()),
        "date_rule.out_of_range"
    );
    assert_eq!(Amount::parse(&"0".repeat(32)).unwrap(), Amount::ZERO);
    assert_eq!(
        kind(Amount::parse(&"0".repeat(33)).unwrap_err()),
        "number.malformed"
    );
}

#[test]
fn pages_are_continued_as_said() {
    let mut door = RustDoor::open().unwrap();
    let mut call = |name: &str, args: Value| -> Result<Value> {
        let answer = door.invoke(None, name, &args.to_string())?;
        Ok(serde_json::from_str(&answer).unwrap())
    };
    for name in ["北京华信", "上海精工", "深圳锐达"] {
        call("customer.create", json!({ "name": name })).unwrap();
    }
    let first = call("customer.list", json!({ "limit": 1 })).unwrap();
    // Added and read in between: the page behind the token stays what it was.
    call("customer.create", json!({ "name": "广州新域" })).unwrap();
    let after = first["next"].clone();
    let rest = call("customer.list", json!({ "limit": 500, "after": after })).unwrap();
    let names: Vec<&Value> = rest["items"].as_array().unwrap().iter().collect();
    let names: Vec<&str> = names
        .iter()
        .filter_map(|item| item["name"].as_str())
        .collect();
    assert_eq!(names, ["上海精工", "北京华信"]);
    assert_eq!(rest.get("next"), Some(&Value::Null));
    for (name, args, refused) in [
        ("terms.list", json!({ "after": after }), "page.token"),
        ("customer.list", json!({ "after": "2" }), "page.token"),
        ("customer.list", json!({ "limit": 0 }), "page.limit"),
        ("customer.list", json!({ "limit": 501 }), "page.limit"),
    ] {
        assert_eq!(kind(call(name, args).unwrap_err()), refused);
    }
}
