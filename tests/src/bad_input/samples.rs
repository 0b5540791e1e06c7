//! Calls that succeed, one for each operation, found while the scenarios run.

use crate::rust_door::RustDoor;
use crate::vectors::{self, Door};
use serde_json::Value;
use std::collections::BTreeMap;

/// A call that succeeds at one place of one scenario.
#[derive(Debug, Clone)]
pub struct Sample {
    /// The scenario.
    pub scenario: String,
    /// Which of its calls it is, from 0.
    pub call: usize,
    /// The operation.
    pub operation: String,
}

/// The call of each operation that says most: with the most values in its arguments.
///
/// # Panics
/// When a scenario fails.
#[must_use]
pub fn all() -> Vec<Sample> {
    let mut best: BTreeMap<String, (usize, Sample)> = BTreeMap::new();
    for (scenario, text) in vectors::all() {
        let mut recorder = Recorder {
            door: RustDoor::open().unwrap(),
            calls: 0,
            succeeded: Vec::new(),
        };
        vectors::run(&scenario, &text, &mut recorder);
        for (call, operation, size) in recorder.succeeded {
            if best
                .get(&operation)
                .is_none_or(|(earlier, _)| *earlier < size)
            {
                let sample = Sample {
                    scenario: scenario.clone(),
                    call,
                    operation: operation.clone(),
                };
                best.insert(operation, (size, sample));
            }
        }
    }
    best.into_values().map(|(_, sample)| sample).collect()
}

fn leaves(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(leaves).sum(),
        Value::Object(fields) => fields.values().map(leaves).sum(),
        _ => 1,
    }
}

struct Recorder {
    door: RustDoor,
    calls: usize,
    /// Which call, of which operation, with how many values.
    succeeded: Vec<(usize, String, usize)>,
}

impl Door for Recorder {
    fn set_now(&mut self, now: &str) {
        self.door.set_now(now);
    }

    fn call(&mut self, user: Option<&str>, name: &str, args: &str) -> Result<String, String> {
        let call = self.calls;
        self.calls += 1;
        let answer = self.door.call(user, name, args)?;
        let args: Value = serde_json::from_str(args).unwrap();
        // Under a key of its own the call could be answered from memory.
        if args.get("request").is_none() {
            self.succeeded.push((call, name.to_owned(), leaves(&args)));
        }
        Ok(answer)
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
