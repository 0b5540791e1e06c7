//! Scenarios as data: each file of `tests/vectors` is a list of steps that every door runs.
//!
//! A file is `{"about", "now", "steps"}`. A step is one of
//! - `{"now": instant}`: sets the clock;
//! - `{"call": operation, "args": {…}, "as": user, "save": {name: path}, "expect": {…}}`: what is
//!   expected must be contained in the answer: objects may have more keys, lists must agree item
//!   by item; `null` also matches an absent key;
//! - the same with `"inside": true`: called inside a transaction that is rolled back afterwards;
//! - the same with `"refuse": {"kind", "field", "details", …}` instead of `expect`, contained in the
//!   error.
//!
//! `"$name"` in arguments and expectations stands for a saved value. `"source"` says where a
//! figure comes from and is not read.

use crate::postgres_workspace::PostgresWorkspace;
use serde_json::Value;
use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a door must be able to do to run scenarios. Documents are JSON text, as every door has it.
pub trait Door {
    /// Sets the clock.
    fn set_now(&mut self, now: &str);
    /// Runs an operation as a user, or as the system.
    ///
    /// # Errors
    /// The error document `{"error": {…}}`.
    fn call(&mut self, user: Option<&str>, name: &str, args: &str) -> Result<String, String>;
    /// The same inside a transaction that is rolled back afterwards.
    ///
    /// # Errors
    /// The error document `{"error": {…}}`.
    fn call_inside(&mut self, user: Option<&str>, name: &str, args: &str)
    -> Result<String, String>;
}

/// Every scenario: its name and its text.
#[must_use]
pub fn all() -> Vec<(String, Value)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("vectors");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let scenario = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
            (name, scenario)
        })
        .collect()
}

/// Runs one scenario; panics at the first step that differs.
pub fn run(name: &str, scenario: &Value, door: &mut dyn Door) {
    let mut saved = BTreeMap::new();
    if let Some(now) = scenario["now"].as_str() {
        door.set_now(now);
    }
    for (index, step) in scenario["steps"]
        .as_array()
        .expect("steps")
        .iter()
        .enumerate()
    {
        let place = format!("{name} step {index}: {step}");
        if let Some(now) = step["now"].as_str() {
            door.set_now(now);
            continue;
        }
        let operation = step["call"]
            .as_str()
            .unwrap_or_else(|| panic!("{place}: no call"));
        let args = fill(&step["args"], &saved);
        let args = if args.is_null() {
            "{}".to_owned()
        } else {
            args.to_string()
        };
        let user = step["as"].as_str();
        let answer = match step["inside"].as_bool() {
            Some(true) => door.call_inside(user, operation, &args),
            _ => door.call(user, operation, &args),
        };
        match (answer, step.get("refuse")) {
            (Err(error), Some(refuse)) => {
                let error: Value = serde_json::from_str(&error).expect("an error document");
                contained(&fill(refuse, &saved), &error["error"], &place);
            }
            (Err(error), None) => panic!("{place}\nanswered {error}"),
            (Ok(answer), Some(_)) => panic!("{place}\nwas not refused: {answer}"),
            (Ok(answer), None) => {
                let answer: Value = serde_json::from_str(&answer).expect("a document");
                if let Some(expected) = step.get("expect") {
                    contained(&fill(expected, &saved), &answer, &place);
                }
                for (name, path) in step["save"].as_object().into_iter().flatten() {
                    let path = path.as_str().expect("a path");
                    saved.insert(name.clone(), at(&answer, path, &place));
                }
            }
        }
    }
}

/// Runs every scenario, two at a time.
///
/// # Panics
/// When one fails; all are run first, and all that failed are named.
pub fn each(run: impl Fn(&str, &Value) + Sync) {
    each_with(|| (), |(), name, scenario| run(name, scenario));
}

/// The same on a server, each in an empty workspace at a URL: one waits while the other one asks.
///
/// # Panics
/// As [`each`].
pub fn each_on_server(run: impl Fn(&str, &str, &Value) + Sync) {
    each_with(PostgresWorkspace::create, |workspace, name, scenario| {
        workspace.empty();
        run(&workspace.url(), name, scenario);
    });
}

fn each_with<S>(make: impl Fn() -> S + Sync, run: impl Fn(&S, &str, &Value) + Sync) {
    let scenarios = all();
    assert!(scenarios.len() > 60, "the scenarios were not found");
    let next = AtomicUsize::new(0);
    let failed = Mutex::new(Vec::new());
    let work = || {
        let with = make();
        while let Some((name, scenario)) = scenarios.get(next.fetch_add(1, Ordering::Relaxed)) {
            let run = AssertUnwindSafe(|| run(&with, name, scenario));
            if std::panic::catch_unwind(run).is_err() {
                failed.lock().unwrap().push(name.as_str());
            }
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(work);
        scope.spawn(work);
    });
    let failed = failed.into_inner().unwrap();
    let count = scenarios.len();
    assert!(failed.is_empty(), "of {count} scenarios: {failed:?}");
}

/// The position behind which the feed begins.
///
/// # Panics
/// When the feed cannot be read.
pub fn floor(door: &mut dyn Door) -> i64 {
    let Err(refusal) = door.call(None, "change.list", r#"{"limit":1}"#) else {
        return 0;
    };
    let refusal: Value = serde_json::from_str(&refusal).unwrap();
    assert_eq!(refusal["error"]["kind"], "change.archived", "{refusal}");
    refusal["error"]["details"]["floor"].as_i64().unwrap()
}

/// The value at a path such as `order.lines[0].id`.
fn at(document: &Value, path: &str, place: &str) -> Value {
    let pointer = path.replace(['.', '['], "/").replace(']', "");
    let found = document.pointer(&format!("/{pointer}"));
    found
        .unwrap_or_else(|| panic!("{place}\nno {path} in {document}"))
        .clone()
}

/// A value with `"$name"` replaced by what was saved.
fn fill(value: &Value, saved: &BTreeMap<String, Value>) -> Value {
    match value {
        Value::String(text) if text.starts_with('$') => saved
            .get(&text[1..])
            .unwrap_or_else(|| panic!("{text} was not saved"))
            .clone(),
        Value::Array(items) => items.iter().map(|item| fill(item, saved)).collect(),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| (name.clone(), fill(value, saved)))
            .collect(),
        other => other.clone(),
    }
}

/// Panics unless everything expected stands in the answer.
fn contained(expected: &Value, answer: &Value, place: &str) {
    match (expected, answer) {
        (Value::Object(expected), Value::Object(found)) => {
            for (name, expected) in expected {
                let found = found.get(name).unwrap_or(&Value::Null);
                contained(expected, found, &format!("{place}\n.{name}"));
            }
        }
        (Value::Array(expected), Value::Array(found)) => {
            assert_eq!(expected.len(), found.len(), "{place}\nitems in {answer}");
            for (index, (expected, found)) in expected.iter().zip(found).enumerate() {
                contained(expected, found, &format!("{place}\n[{index}]"));
            }
        }
        (expected, found) => assert_eq!(found, expected, "{place}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    struct Echo;

    impl Door for Echo {
        fn set_now(&mut self, _: &str) {}
        fn call(&mut self, _: Option<&str>, name: &str, args: &str) -> Result<String, String> {
            if name == "fail" {
                return Err(json!({ "error": { "kind": "no", "details": { "n": 1 } } }).to_string());
            }
            Ok(args.to_owned())
        }
        fn call_inside(&mut self, _: Option<&str>, _: &str, _: &str) -> Result<String, String> {
            Ok(json!({ "inside": true }).to_string())
        }
    }

    fn passes(steps: Value) -> bool {
        let scenario = json!({ "steps": steps });
        std::panic::catch_unwind(|| run("t", &scenario, &mut Echo)).is_ok()
    }

    #[test]
    fn a_difference_is_seen() {
        let args = json!({ "a": "1", "list": [{ "b": 2, "c": 3 }] });
        assert!(passes(
            json!([{ "call": "x", "args": args, "expect": { "list": [{ "b": 2 }] } }])
        ));
        assert!(passes(
            json!([{ "call": "x", "inside": true, "expect": { "inside": true } }])
        ));
        assert!(passes(
            json!([{ "call": "x", "args": args, "save": { "n": "list[0].b" } },
            { "call": "x", "args": { "got": "$n" }, "expect": { "got": 2 } }])
        ));
        for wrong in [
            json!({ "a": "2" }),
            json!({ "list": [] }),
            json!({ "list": [{ "b": 2 }, { "b": 2 }] }),
            json!({ "missing": "1" }),
            json!({ "a": null }),
        ] {
            assert!(
                !passes(json!([{ "call": "x", "args": args, "expect": wrong }])),
                "{wrong}"
            );
        }
        assert!(passes(
            json!([{ "call": "fail", "refuse": { "kind": "no" } }])
        ));
        assert!(!passes(
            json!([{ "call": "fail", "refuse": { "kind": "yes" } }])
        ));
        assert!(!passes(json!([{ "call": "fail" }])));
        assert!(!passes(
            json!([{ "call": "x", "refuse": { "kind": "no" } }])
        ));
    }
}
