//! `docs/schemas/<operation>.json`: the arguments and the answer of each operation as JSON Schema.

use super::Files;
use super::fields::Schemas;
use super::table::Operation;
use serde_json::{Map, Value, json};

/// One file for each operation. `#/$defs/arguments` and `#/$defs/answer` are the two schemas.
///
/// # Errors
/// None of its own.
pub fn files(table: &[Operation]) -> Result<Files, String> {
    let files = table.iter().map(|operation| {
        let name = operation.entry.name;
        let schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": name,
            "description": operation.about,
            "$defs": {
                "arguments": part(&operation.arguments),
                "answer": part(&operation.answer),
            },
        });
        let text = serde_json::to_string_pretty(&schema).map_err(|error| error.to_string())?;
        Ok((format!("docs/schemas/{name}.json").into(), text + "\n"))
    });
    files.collect()
}

fn part(schemas: &Schemas) -> Value {
    let mut part = match schemas.root() {
        Value::Object(root) => root.clone(),
        other => Map::from_iter([("allOf".to_owned(), json!([other]))]),
    };
    let definitions = schemas.definitions();
    if !definitions.is_empty() {
        part.insert("$defs".to_owned(), Value::Object(definitions.clone()));
    }
    Value::Object(part)
}
