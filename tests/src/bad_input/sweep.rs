//! A door that is hit with every bad call where its sample stands in a scenario, and goes on with
//! the scenario as if nothing had happened.

use super::site::{self, Items};
use super::{Bad, Sample, Sound, words};
use crate::vectors::{self, Door};
use crm_core::engine::Entry;
use crm_core::operations;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// The codes of errors that a host's arguments can be to blame for.
const BLAMED: [&str; 4] = ["invalid_input", "not_found", "conflict", "refused"];

/// Kinds about two fields that do not go together: either of them may be named.
const EITHER: [&str; 2] = ["field.choice", "contact.not_linked"];

/// What a door answered to a bad call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The scenario.
    pub scenario: String,
    /// The call before which it was made.
    pub call: usize,
    /// The operation.
    pub operation: &'static str,
    /// What was wrong.
    pub about: String,
    /// The arguments.
    pub args: String,
    /// The error document; nothing when a read found nothing.
    pub error: Option<String>,
}

/// A door under attack.
struct Sweep<'s, D> {
    door: D,
    samples: Vec<&'s Sample>,
    scenario: &'s str,
    calls: usize,
    ids: BTreeMap<String, i64>,
    answered: Vec<Answered>,
    failures: Vec<String>,
}

/// Runs every scenario that has a sample, each on a door of its own, with the bad calls in it.
/// Answers what the doors said, and what they should not have said.
///
/// # Panics
/// When a scenario fails: the bad calls have left something behind.
pub fn run<D: Door>(
    samples: &[Sample],
    mut open: impl FnMut() -> D,
    mut close: impl FnMut(D),
) -> (Vec<Answered>, Vec<String>) {
    let (mut answered, mut failures) = (Vec::new(), Vec::new());
    for (scenario, text) in vectors::all() {
        let here: Vec<&Sample> = samples.iter().filter(|s| s.scenario == scenario).collect();
        if here.is_empty() {
            continue;
        }
        let mut sweep = Sweep {
            door: open(),
            samples: here,
            scenario: &scenario,
            calls: 0,
            ids: BTreeMap::new(),
            answered: Vec::new(),
            failures: Vec::new(),
        };
        let run = AssertUnwindSafe(|| vectors::run(&scenario, &text, &mut sweep));
        let run = catch_unwind(run);
        answered.append(&mut sweep.answered);
        match run {
            // What was accepted explains why the scenario failed.
            Err(panic) if sweep.failures.is_empty() => resume_unwind(panic),
            _ => failures.append(&mut sweep.failures),
        }
        close(sweep.door);
    }
    (answered, failures)
}

impl<D: Door> Sweep<'_, D> {
    fn attack(&mut self, call: usize, user: Option<&str>, entry: &Entry, args: Value) {
        let place = format!("{} in {}", entry.name, self.scenario);
        let before = self.written();
        let ids = self.ids.clone();
        for bad in super::calls(entry, &Sound { args, ids }) {
            let answer = self.door.call(user, entry.name, &bad.args);
            if let Some(fault) = fault(&bad, &answer) {
                let about = &bad.about;
                self.failures.push(format!("{place}: {about}: {fault}"));
            }
            self.answered.push(Answered {
                scenario: self.scenario.to_owned(),
                call,
                operation: entry.name,
                about: bad.about,
                args: bad.args,
                error: answer.err(),
            });
        }
        if self.written() != before {
            self.failures
                .push(format!("{place}: something was written"));
        }
    }

    /// Notes the records that a call names.
    fn remember(&mut self, entry: &Entry, args: &Value) {
        let schemas = super::schemas(entry);
        for site in site::all(&schemas, args, Items::Last) {
            let id = site.value.as_ref().and_then(Value::as_i64);
            let kind = site.schema.get("title").and_then(Value::as_str);
            if let (Some(id), Some(kind)) = (id, kind) {
                self.ids.insert(kind.to_owned(), id);
            }
        }
    }

    /// All that was ever written, and that the balances are right.
    fn written(&mut self) -> Vec<String> {
        let verified = self.door.call(None, "admin.verify", "{}").unwrap();
        let read: Value = serde_json::from_str(&verified).unwrap();
        assert_eq!(read["clean"], true, "{verified}");
        let mut pages = vec![verified];
        let mut after = vectors::floor(&mut self.door);
        loop {
            let args = json!({ "after": after, "limit": 500 }).to_string();
            let page = self.door.call(None, "change.list", &args).unwrap();
            let read: Value = serde_json::from_str(&page).unwrap();
            pages.push(page);
            if read["next"] == after {
                return pages;
            }
            after = read["next"].as_i64().unwrap();
        }
    }
}

impl<D: Door> Door for Sweep<'_, D> {
    fn set_now(&mut self, now: &str) {
        self.door.set_now(now);
    }

    fn call(&mut self, user: Option<&str>, name: &str, args: &str) -> Result<String, String> {
        let call = self.calls;
        self.calls += 1;
        // A scenario may also call what does not exist.
        if let Some(entry) = operations::find(name) {
            let sound: Value = serde_json::from_str(args).unwrap();
            self.remember(entry, &sound);
            if self.samples.iter().any(|sample| sample.call == call) {
                self.attack(call, user, entry, sound);
            }
        }
        self.door.call(user, name, args)
    }

    fn call_inside(
        &mut self,
        user: Option<&str>,
        name: &str,
        args: &str,
    ) -> Result<String, String> {
        self.calls += 1;
        self.door.call_inside(user, name, args)
    }
}

/// What is wrong with an answer to a bad call.
fn fault(bad: &Bad, answer: &Result<String, String>) -> Option<String> {
    let document = match answer {
        Ok(_) if bad.may_find_nothing => return None,
        Ok(answer) => return Some(format!("accepted {}", super::shown(answer))),
        Err(document) => document,
    };
    let document: Value = serde_json::from_str(document).unwrap();
    let error = &document["error"];
    let word = |name: &str| error[name].as_str().unwrap_or("");
    if !bad.expects(word("kind")) {
        return Some(format!("wanted {:?}, got {error}", bad.kinds));
    }
    let either = EITHER.contains(&word("kind"));
    if !either && !bad.names(error["field"].as_str()) {
        return Some(format!("wanted the field {:?}, got {error}", bad.field));
    }
    let sound = BLAMED.contains(&word("code")) && error["retryable"] == false;
    if !sound || !error["details"].is_object() {
        return Some(format!("an unsound document {error}"));
    }
    words::fault(word("message"))
}
