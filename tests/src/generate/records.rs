//! What operations answer, each record described once and linked from wherever it appears.

use super::fields::{Field, Schemas};
use super::table::Operation;
use serde_json::Value;
use std::collections::BTreeMap;

/// Records by the name they are described under.
#[derive(Debug, Default)]
pub struct Records(BTreeMap<String, Record>);

/// One record.
#[derive(Debug)]
pub struct Record {
    /// The whole of its schema: two records of one name are the same when this is.
    identity: String,
    /// What it is.
    pub about: String,
    /// Its fields; the types of nested records are links.
    pub fields: Vec<Field>,
}

impl Records {
    /// Every record, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &Record)> {
        self.0.iter()
    }

    /// What an operation answers, in words and links, after it and all inside it were taken in.
    ///
    /// # Errors
    /// When a field has no description.
    pub fn answer(&mut self, operation: &Operation) -> Result<String, String> {
        self.link(operation, operation.answer.root())
    }

    fn link(&mut self, operation: &Operation, schema: &Value) -> Result<String, String> {
        let schemas = &operation.answer;
        let schema = schemas.inner(schema);
        if let Some(items) = schemas.resolve(schema).get("items") {
            return Ok(format!("list of: {}", self.link(operation, items)?));
        }
        let direct = schemas.direct(schema, schemas);
        let Some(plain) = schemas.name(schema).filter(|_| !direct.is_empty()) else {
            return Ok(schemas.words(schema));
        };
        if let [("items", _, items), ("next", ..)] = direct.as_slice()
            && plain.starts_with("Page")
            && let Some(item) = schemas.resolve(items).get("items")
        {
            return Ok(format!("a page of {}", self.link(operation, item)?));
        }
        let identity = expanded(schemas, schema, &mut Vec::new()).to_string();
        let (name, known) = self.named(operation, plain, &identity);
        let link = format!("[{name}](#{})", anchor(&name));
        if known {
            return Ok(link);
        }
        // Before its fields, so that a record that holds itself ends.
        let record = Record {
            identity,
            about: schemas.about(schema)?,
            fields: Vec::new(),
        };
        self.0.insert(name.clone(), record);
        let mut fields = Vec::new();
        for (field, required, schema) in direct {
            let mut field = schemas.field(field, required, schema)?;
            field.words = self.link(operation, schema)?;
            fields.push(field);
        }
        if let Some(record) = self.0.get_mut(&name) {
            record.fields = fields;
        }
        Ok(link)
    }

    /// The name of a record and whether it is described already: its own name, or, when another
    /// record has that, the name with the folder or the operation behind it.
    fn named(&self, operation: &Operation, plain: &str, identity: &str) -> (String, bool) {
        let own = [
            plain.to_owned(),
            format!("{plain} of {}", operation.folder()),
            format!("{plain} of {}", operation.entry.name),
        ];
        for name in &own {
            match self.0.get(name) {
                Some(record) if record.identity == identity => return (name.clone(), true),
                Some(_) => {}
                None => return (name.clone(), false),
            }
        }
        (own.concat(), false)
    }
}

/// Where a heading is found.
fn anchor(name: &str) -> String {
    let kept = name
        .chars()
        .filter(|c| c.is_alphanumeric() || [' ', '-', '_'].contains(c));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

/// A schema with what it refers to in its place.
fn expanded<'s>(schemas: &'s Schemas, schema: &'s Value, inside: &mut Vec<&'s str>) -> Value {
    if let Some(name) = schemas.name(schema) {
        if inside.contains(&name) {
            return Value::from(name);
        }
        inside.push(name);
        let whole = expanded(schemas, schemas.resolve(schema), inside);
        inside.pop();
        return whole;
    }
    match schema {
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| (name.clone(), expanded(schemas, value, inside)))
            .collect(),
        Value::Array(items) => items
            .iter()
            .map(|item| expanded(schemas, item, inside))
            .collect(),
        other => other.clone(),
    }
}
