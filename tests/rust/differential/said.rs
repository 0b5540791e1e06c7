//! What a case has heard, and what it makes of it: other arguments than a scenario's.

use crate::case::Case;
use serde_json::{Map, Value, json};

impl Case<'_> {
    /// Notes the ids an answer shows.
    pub(crate) fn learn(&mut self, kind: &str, value: &Value) {
        match value {
            Value::Object(fields) => {
                if let Some(id) = fields.get("id").filter(|id| id.is_number()) {
                    let known = self.ids.entry(kind.to_owned()).or_default();
                    if !known.contains(id) {
                        known.push(id.clone());
                    }
                }
                for (name, value) in fields.iter().filter(|(_, value)| !value.is_number()) {
                    let kind = if name == "items" {
                        kind
                    } else {
                        name.trim_end_matches('s')
                    };
                    self.learn(kind, value);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| self.learn(kind, item)),
            _ => {}
        }
    }

    pub(crate) fn fill(&mut self, track: usize, value: &Value) -> Value {
        match value {
            Value::String(text) if text.starts_with('$') => {
                let saved = self.tracks[track].saved.get(&text[1..]);
                saved.cloned().unwrap_or_else(|| self.any_id(""))
            }
            Value::Array(items) => items.iter().map(|item| self.fill(track, item)).collect(),
            Value::Object(fields) => {
                let mut filled = Map::new();
                for (name, value) in fields {
                    filled.insert(name.clone(), self.fill(track, value));
                }
                Value::Object(filled)
            }
            other => other.clone(),
        }
    }

    /// The id of a record of a kind, or of any.
    pub(crate) fn any_id(&mut self, kind: &str) -> Value {
        if let Some(ids) = self.ids.get(kind)
            && let Some(id) = self.dice.one(ids)
        {
            return id.clone();
        }
        let all: Vec<&Value> = self.ids.values().flatten().collect();
        self.dice.one(&all).map_or(json!(999), |id| (*id).clone())
    }

    /// A value for an argument: one that is said under this name somewhere.
    pub(crate) fn value(&mut self, operation: &str, name: &str) -> Value {
        let said = self
            .dice
            .one(self.words.of(name))
            .cloned()
            .unwrap_or_default();
        let kind = match name {
            "owner" | "user" | "approver" => "user",
            "parent" => operation.split('.').next().unwrap_or_default(),
            _ => name,
        };
        match &said {
            Value::String(text) if text.starts_with('$') => self.any_id(kind),
            Value::Array(_) | Value::Object(_) => self.fill_any(&said),
            _ => said,
        }
    }

    pub(crate) fn fill_any(&mut self, value: &Value) -> Value {
        match value {
            Value::String(text) if text.starts_with('$') => self.any_id(""),
            Value::Array(items) => items.iter().map(|item| self.fill_any(item)).collect(),
            Value::Object(fields) => {
                let fields = fields.iter();
                fields
                    .map(|(name, value)| (name.clone(), self.fill_any(value)))
                    .collect()
            }
            other => other.clone(),
        }
    }

    /// Changes one argument: another value of its name, nothing, or one that was not given.
    pub(crate) fn change(&mut self, operation: &str, args: &mut Value) {
        let Some(fields) = args.as_object() else {
            return;
        };
        let given: Vec<String> = fields.keys().cloned().collect();
        let known = self.words.arguments(operation);
        let name = match (self.dice.percent(60), self.dice.one(&given)) {
            (true, Some(name)) => name.clone(),
            _ => self.dice.one(known).cloned().unwrap_or_default(),
        };
        match self.dice.below(10) {
            0 => {
                args.as_object_mut().map(|fields| fields.remove(&name));
            }
            1 => args[&name] = Value::Null,
            2 if known.iter().any(|name| name == "version") => {
                args["version"] = json!(1 + self.dice.below(4));
            }
            3 if args[&name].is_array() => {
                let mut items = args[&name].as_array().unwrap().clone();
                if !items.is_empty() {
                    let at = self.dice.below(items.len());
                    let twice = items[at].clone();
                    if self.dice.percent(50) {
                        items.push(twice);
                    } else {
                        items.remove(at);
                    }
                }
                args[&name] = items.into();
            }
            _ => args[&name] = self.value(operation, &name),
        }
    }
}
