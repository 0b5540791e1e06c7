//! In Chinese no message carries an English word: only names of fields and operations, codes of
//! standards and what the host wrote itself are in Latin letters.

#![cfg(test)]

use crm_core::base::error::{Language, Refusal};
use crm_core::base::{copying, host_sql, messages};
use crm_core::operations;
use crm_core::org::permission::Permission;
use crm_tests::listener::{self, Heard, Met};
use crm_tests::rust_door::RustDoor;
use crm_tests::vectors;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Latin words of the templates themselves: standards, what is written literally, and fields.
const ALLOWED: &str = "JSON UTF ISO RFC GB IANA YYYY MM DD migrate add \
    eom day next month mon yyyy yy mm dd seq \
    terms template line product every parts percent percent_after_fixed percent_of_untaxed percent_of_remainder fixed tax round_to expected starts milestone event \
    receipt customer amount strategy credit_note plan amendment change_terms amounts manual balance pipeline \
    workdays PostgreSQL sslmode sslrootcert disable allocations discount_percent discount_amount \
    gross lines order receipt_amount currency rate set exchange value allocate propose \
    CREATE ALTER DROP Unicode crm_ sqlite_ pg_ ix_ SQLite";

/// Details whose words the library chose: they are always translated.
const WORDS: [&str; 5] = ["record", "status", "what", "expected", "given"];

/// What may stand in their translations: literals of JSON, standards, and a date rule.
const NAMES: [&str; 10] = [
    "null", "true", "false", "ISO", "RFC", "YYYY", "MM", "DD", "eom", "30d",
];

static HEARD: LazyLock<Heard> =
    LazyLock::new(|| listener::every_scenario(|| RustDoor::in_chinese().unwrap()));

/// The Latin words of a text; a single letter is a sign.
fn latin(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .filter(|word| word.contains(|c: char| c.is_ascii_alphabetic()))
        .filter(|word| word.len() > 1)
        .collect()
}

/// A template's own text, and the details it names.
fn parts(template: &str) -> (String, Vec<String>) {
    let (mut text, mut details) = (String::new(), Vec::new());
    let template = template.replace("{{", "").replace("}}", "");
    for (index, piece) in template.split(['{', '}']).enumerate() {
        if index % 2 == 0 {
            text.push_str(piece);
        } else {
            details.push(piece.to_owned());
        }
    }
    (text, details)
}

/// How a message shows one detail.
fn shown(name: &str, value: &Value) -> String {
    let template: &'static str = format!("{{{name}}}").leak();
    let refusal = Refusal::rule("test", template, template);
    refusal.error().with(name, value).message(Language::Chinese)
}

#[test]
fn templates_hold_chinese_and_names() {
    let allowed: BTreeSet<&str> = ALLOWED.split_whitespace().collect();
    let mut all: Vec<Refusal> = messages::general();
    all.extend(host_sql::ALL);
    all.extend(copying::ALL);
    for entry in operations::ALL {
        all.extend(entry.refuses);
        all.extend(entry.remarks.iter().flat_map(|remarks| *remarks));
    }
    all.extend(HEARD.refusals.iter().map(|met| met.error.refusal()));
    for refusal in all {
        let (text, _) = parts(refusal.zh);
        let text = text.replace("30d", "").replace("1m", "");
        let mut english = latin(&text);
        english.retain(|word| !allowed.contains(word) && !is_rule(word));
        assert!(
            english.is_empty(),
            "{}: {english:?} in {}",
            refusal.kind,
            refusal.zh
        );
        assert!(!text.is_ascii(), "{}: {}", refusal.kind, refusal.zh);
    }
}

/// Every word a scenario's host wrote, and every one that names something.
fn known() -> BTreeMap<String, BTreeSet<String>> {
    fn values(value: &Value, words: &mut BTreeSet<String>) {
        match value {
            Value::String(text) => words.extend(latin(text).into_iter().map(str::to_owned)),
            Value::Array(items) => items.iter().for_each(|item| values(item, words)),
            Value::Object(fields) => {
                // A name of a field that there is none of is the host's word too.
                words.extend(fields.keys().cloned());
                fields.values().for_each(|item| values(item, words));
            }
            _ => {}
        }
    }
    let mut names: BTreeSet<String> = operations::ALL
        .iter()
        .flat_map(|entry| latin(entry.name))
        .map(str::to_owned)
        .collect();
    for permission in Permission::ALL {
        names.extend(latin(permission.as_str()).into_iter().map(str::to_owned));
    }
    let scenarios = vectors::all().into_iter().map(|(name, scenario)| {
        let mut words = names.clone();
        for step in scenario["steps"].as_array().unwrap() {
            values(&step["args"], &mut words);
            values(&step["as"], &mut words);
        }
        (name, words)
    });
    scenarios.collect()
}

/// Whether a word names a rule of money, such as M5.
fn is_rule(word: &str) -> bool {
    let number = word.strip_prefix('M');
    number.is_some_and(|number| number.parse::<u32>().is_ok())
}

/// Whether a word is a code of ISO 4217 by its form.
fn is_currency(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|letter| letter.is_ascii_uppercase())
}

/// The Latin words of a detail that nothing explains.
fn unexplained(met: &Met, name: &str, host: &BTreeSet<String>) -> Vec<String> {
    let value = &met.error.details()[name];
    let text = shown(name, value);
    let explained = |word: &&str| match name {
        // The words allowed in a field are the ones to write there.
        "known" => true,
        "currency" | "from" | "to" => is_currency(word),
        name if WORDS.contains(&name) => NAMES.contains(word),
        // `2026-01-15 +3m`: a date and the step that leaves the years.
        "text" if met.error.kind() == "date.out_of_range" => word.ends_with('m'),
        _ => host.contains(*word),
    };
    let words = latin(&text).into_iter().filter(|word| !explained(word));
    words.map(str::to_owned).collect()
}

#[test]
fn details_are_chinese_or_the_hosts() {
    let known = known();
    let mut english = BTreeSet::new();
    for met in &HEARD.refusals {
        for name in parts(met.error.refusal().zh).1 {
            for word in unexplained(met, &name, &known[&met.scenario]) {
                let message = met.error.message(Language::Chinese);
                english.insert(format!("{word} as {name}: {} {message}", met.operation));
            }
        }
    }
    assert!(english.is_empty(), "{english:#?}");
}

#[test]
fn remarks_on_answers_are_chinese_too() {
    assert!(!HEARD.remarks.is_empty());
    let known = known();
    let allowed: BTreeSet<&str> = ALLOWED.split_whitespace().collect();
    // The path of a due date is a notation: `2026-01-28 Wed -> 2026-02-10 Tue`.
    let is_day = |word: &str| ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].contains(&word);
    let known_as =
        |word: &str| is_currency(word) || allowed.contains(word) || is_rule(word) || is_day(word);
    for remark in &HEARD.remarks {
        let message = remark.warning["message"].as_str().unwrap();
        let words = &known[&remark.scenario];
        let english = latin(message)
            .into_iter()
            .find(|word| !known_as(word) && !words.contains(*word));
        assert!(english.is_none() && !message.is_ascii(), "{remark:?}");
    }
}

/// The words between quotes behind `mark` in the sources of the core.
fn written(mark: &str) -> BTreeSet<String> {
    let mut folders = vec![crm_tests::root().join("crm-core/src")];
    let mut words = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let found = text
                .split(mark)
                .skip(1)
                .filter_map(|rest| rest.split('"').next());
            words.extend(found.map(str::to_owned));
        }
    }
    words
}

#[test]
fn every_kind_of_record_has_a_chinese_name() {
    let mut records = written("record: \"");
    records.extend(written("\"record\", \""));
    assert!(records.len() > 15, "{records:?}");
    for record in records {
        let text = shown("record", &Value::from(record.as_str()));
        assert!(latin(&text).is_empty(), "{record}");
    }
}

#[test]
fn every_status_has_a_chinese_name() {
    let mut door = RustDoor::in_chinese().unwrap();
    let mut statuses: BTreeSet<String> = BTreeSet::new();
    for name in [
        "order.transitions",
        "quote.transitions",
        "opportunity.transitions",
        "receipt.transitions",
    ] {
        let answer = door.invoke(None, name, "{}").unwrap();
        let answer: Value = serde_json::from_str(&answer).unwrap();
        for item in answer["items"].as_array().unwrap() {
            statuses.extend(["from", "to"].map(|end| item[end].as_str().unwrap().to_owned()));
        }
    }
    assert!(statuses.len() > 12, "{statuses:?}");
    for status in statuses {
        let text = shown("status", &Value::from(status.as_str()));
        assert!(latin(&text).is_empty(), "{status}");
    }
}
