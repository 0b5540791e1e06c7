//! Example calls, taken from the scenarios while they run.

use crate::rust_door::RustDoor;
use crate::vectors::{self, Door};
use serde_json::Value;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A call that succeeded.
#[derive(Debug, Clone)]
pub struct Called {
    /// Its arguments, every `$name` filled in.
    pub args: Value,
    /// The scenario.
    pub scenario: String,
}

impl Called {
    /// A call with arguments shows more than one without, in a scenario of its own folder more than
    /// elsewhere, and in the scenario named after its operation most.
    fn shows(&self, name: &str) -> (bool, bool, bool) {
        let arguments = self.args.as_object().is_some_and(|args| !args.is_empty());
        let folder = name.split('.').next().unwrap_or(name);
        let own = self.scenario == name.replace('.', "_");
        (own, arguments, self.scenario.starts_with(folder))
    }
}

/// Runs every scenario and answers the call of each operation that shows most, the first of them.
///
/// # Errors
/// When a workspace cannot be opened.
pub fn run() -> Result<BTreeMap<String, Called>, String> {
    let mut calls: BTreeMap<String, Called> = BTreeMap::new();
    for (scenario, text) in vectors::all() {
        let door = RustDoor::open().map_err(|error| error.to_string())?;
        let mut recorder = Recorder {
            door,
            calls: Vec::new(),
        };
        // Whether the scenario passes is for the test of the scenarios to say; a call that
        // succeeded before it failed is an example all the same.
        let run = AssertUnwindSafe(|| vectors::run(&scenario, &text, &mut recorder));
        let _ = catch_unwind(run);
        for (name, args) in recorder.calls {
            let called = Called {
                args,
                scenario: scenario.clone(),
            };
            let earlier = calls.get(&name).map(|earlier| earlier.shows(&name));
            if earlier.is_none_or(|earlier| earlier < called.shows(&name)) {
                calls.insert(name, called);
            }
        }
    }
    Ok(calls)
}

struct Recorder {
    door: RustDoor,
    calls: Vec<(String, Value)>,
}

impl Door for Recorder {
    fn set_now(&mut self, now: &str) {
        self.door.set_now(now);
    }

    fn call(&mut self, user: Option<&str>, name: &str, args: &str) -> Result<String, String> {
        let answer = self.door.call(user, name, args)?;
        if let Ok(args) = serde_json::from_str(args) {
            self.calls.push((name.to_owned(), args));
        }
        Ok(answer)
    }

    fn call_inside(
        &mut self,
        user: Option<&str>,
        name: &str,
        args: &str,
    ) -> Result<String, String> {
        self.door.call_inside(user, name, args)
    }
}
