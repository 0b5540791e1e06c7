//! A door that keeps the refusals scenarios meet, and the remarks on answers.

use crate::rust_door::RustDoor;
use crate::vectors::{self, Door};
use crm_core::Error;
use serde_json::Value;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A refusal that a scenario met.
#[derive(Debug, Clone)]
pub struct Met {
    /// The scenario.
    pub scenario: String,
    /// The operation that answered it.
    pub operation: String,
    /// The arguments, every `$name` filled in.
    pub args: String,
    /// The refusal.
    pub error: Error,
}

/// A remark on an answer.
#[derive(Debug, Clone)]
pub struct Remark {
    /// The scenario.
    pub scenario: String,
    /// The operation whose answer carries it.
    pub operation: String,
    /// The remark, as the answer has it.
    pub warning: Value,
}

/// What scenarios met.
#[derive(Debug, Default)]
pub struct Heard {
    /// Every refusal.
    pub refusals: Vec<Met>,
    /// Every remark.
    pub remarks: Vec<Remark>,
}

/// Runs every scenario, each on what `open` opens. Whether one passes is for the test of the
/// scenarios to say: what it met before it failed was met.
pub fn every_scenario(open: impl Fn() -> RustDoor) -> Heard {
    let mut heard = Heard::default();
    for (scenario, text) in vectors::all() {
        let mut listener = Listener {
            door: open(),
            scenario: &scenario,
            heard: &mut heard,
        };
        let run = AssertUnwindSafe(|| vectors::run(&scenario, &text, &mut listener));
        let _ = catch_unwind(run);
    }
    heard
}

struct Listener<'a> {
    door: RustDoor,
    scenario: &'a str,
    heard: &'a mut Heard,
}

impl Listener<'_> {
    /// Keeps what is of interest in an answer.
    fn hear(
        &mut self,
        answer: crm_core::Result<String>,
        name: &str,
        args: &str,
    ) -> Result<String, String> {
        let (scenario, operation) = (self.scenario.to_owned(), name.to_owned());
        match answer {
            Ok(answer) => {
                let document: Value = serde_json::from_str(&answer).expect("a document");
                let mut warnings = Vec::new();
                gather(&document, &mut warnings);
                let remarks = warnings.into_iter().map(|warning| Remark {
                    scenario: scenario.clone(),
                    operation: operation.clone(),
                    warning,
                });
                self.heard.remarks.extend(remarks);
                Ok(answer)
            }
            Err(error) => {
                let document = self.door.document(&error);
                let args = args.to_owned();
                self.heard.refusals.push(Met {
                    scenario,
                    operation,
                    args,
                    error,
                });
                Err(document)
            }
        }
    }
}

/// The remarks anywhere in a document.
fn gather(value: &Value, remarks: &mut Vec<Value>) {
    match value {
        Value::Object(fields) => {
            let parts = ["kind", "message", "field", "details"];
            if fields.len() == parts.len() && parts.iter().all(|part| fields.contains_key(*part)) {
                remarks.push(value.clone());
            }
            fields.values().for_each(|field| gather(field, remarks));
        }
        Value::Array(items) => items.iter().for_each(|item| gather(item, remarks)),
        _ => {}
    }
}

impl Door for Listener<'_> {
    fn set_now(&mut self, now: &str) {
        self.door.set_now(now);
    }

    fn call(&mut self, user: Option<&str>, name: &str, args: &str) -> Result<String, String> {
        let answer = self.door.invoke(user, name, args);
        self.hear(answer, name, args)
    }

    fn call_inside(
        &mut self,
        user: Option<&str>,
        name: &str,
        args: &str,
    ) -> Result<String, String> {
        let answer = self.door.invoke_inside(user, name, args);
        self.hear(answer, name, args)
    }
}
