//! What hosts say: the arguments of all scenarios, by operation and by name.

use crm_core::operations;
use crm_tests::bad_input::site::{self, Items};
use crm_tests::{bad_input, vectors};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// One scenario.
pub(crate) struct Scenario {
    pub(crate) name: String,
    pub(crate) now: Option<String>,
    pub(crate) steps: Vec<Value>,
}

/// Everything a random caller may draw from.
pub(crate) struct Words {
    pub(crate) scenarios: Vec<Scenario>,
    /// The values seen under a name of an argument, wherever it stands.
    values: BTreeMap<String, Vec<Value>>,
    /// The names of an operation's arguments.
    arguments: BTreeMap<&'static str, Vec<String>>,
    /// Pieces of the names and texts that are searched.
    pub(crate) pieces: Vec<String>,
}

impl Words {
    pub(crate) fn read() -> Self {
        let scenarios: Vec<Scenario> = vectors::all().into_iter().map(scenario).collect();
        let mut words = Self {
            scenarios: Vec::new(),
            values: BTreeMap::new(),
            arguments: BTreeMap::new(),
            pieces: Vec::new(),
        };
        for step in scenarios.iter().flat_map(|scenario| &scenario.steps) {
            words.learn("", &step["args"]);
        }
        for entry in operations::ALL {
            let schemas = bad_input::schemas(entry);
            let mut names = Vec::new();
            for site in site::all(&schemas, &json!({}), Items::Added) {
                // The words a field may be, such as the orders of a list.
                for word in choices(site.schema) {
                    words.learn(site.path.name(), &word);
                }
                if site.path.is_top() {
                    names.push(site.path.name().to_owned());
                }
            }
            words.arguments.insert(entry.name, names);
        }
        words.pieces = pieces(words.of("name"));
        words.scenarios = scenarios;
        words
    }

    /// The values of an argument's name.
    pub(crate) fn of(&self, name: &str) -> &[Value] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// The names of an operation's arguments.
    pub(crate) fn arguments(&self, operation: &str) -> &[String] {
        self.arguments.get(operation).map_or(&[], Vec::as_slice)
    }

    fn learn(&mut self, name: &str, value: &Value) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    self.learn(name, value);
                }
            }
            Value::Array(items) => {
                for item in items {
                    self.learn(name, item);
                }
            }
            Value::Null => return,
            _ => {}
        }
        let known = self.values.entry(name.to_owned()).or_default();
        if !known.contains(value) {
            known.push(value.clone());
        }
    }
}

fn scenario((name, text): (String, Value)) -> Scenario {
    let steps = text["steps"].as_array().unwrap().clone();
    let now = text["now"].as_str().map(str::to_owned);
    Scenario { name, now, steps }
}

fn choices(schema: &Value) -> Vec<Value> {
    let listed = schema["enum"].as_array().cloned().unwrap_or_default();
    let each = schema["oneOf"].as_array().into_iter().flatten();
    let each = each.flat_map(|one| match &one["const"] {
        Value::Null => choices(one),
        word => vec![word.clone()],
    });
    each.chain(listed).collect()
}

/// One to three characters out of the middle of each name.
fn pieces(names: &[Value]) -> Vec<String> {
    let mut pieces = Vec::new();
    for name in names.iter().filter_map(Value::as_str) {
        let letters: Vec<char> = name.chars().collect();
        for length in 1..=3 {
            let place = letters.len().saturating_sub(length) / 2;
            let piece: String = letters.iter().skip(place).take(length).collect();
            if !piece.trim().is_empty() && !pieces.contains(&piece) {
                pieces.push(piece);
            }
        }
    }
    pieces
}
