//! Schemas as people read them: fields with their paths, types, bounds and descriptions.

use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value};

/// One field of a document.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its path, such as `lines[].unit_price`.
    pub path: String,
    /// Its type, unit and bounds in words.
    pub words: String,
    /// Whether it must be given, or is always there in an answer.
    pub required: bool,
    /// Whether it may be `null`.
    pub nullable: bool,
    /// Whether `null` clears what it names.
    pub patch: bool,
    /// What it is when it is not given, where that is not nothing.
    pub default: Option<Value>,
    /// What it means.
    pub about: String,
}

/// A schema and the definitions it refers to.
#[derive(Debug, Clone)]
pub struct Schemas {
    operation: String,
    root: Value,
    definitions: Map<String, Value>,
}

impl Schemas {
    /// The schema that `of` answers.
    pub fn new(
        operation: &str,
        settings: SchemaSettings,
        of: fn(&mut SchemaGenerator) -> Schema,
    ) -> Self {
        let mut generator = settings.into_generator();
        let root = Value::from(of(&mut generator));
        Self {
            operation: operation.to_owned(),
            root,
            definitions: generator.take_definitions(true),
        }
    }

    /// The schema itself, often a reference to a definition.
    #[must_use]
    pub fn root(&self) -> &Value {
        &self.root
    }

    /// The definitions, by name.
    #[must_use]
    pub fn definitions(&self) -> &Map<String, Value> {
        &self.definitions
    }

    /// The name of the definition that a schema refers to.
    #[must_use]
    pub fn name<'s>(&self, schema: &'s Value) -> Option<&'s str> {
        let (_, name) = schema.get("$ref")?.as_str()?.rsplit_once('/')?;
        Some(name)
    }

    /// The schema that `schema` refers to, or itself.
    #[must_use]
    pub fn resolve<'s>(&'s self, schema: &'s Value) -> &'s Value {
        let name = self.name(schema);
        name.and_then(|name| self.definitions.get(name))
            .unwrap_or(schema)
    }

    /// A schema without the `null` of an optional field.
    #[must_use]
    pub fn inner<'s>(&'s self, schema: &'s Value) -> &'s Value {
        let choices = schema.get("anyOf").and_then(Value::as_array);
        let not_null = |choice: &&Value| choice.get("type").is_none_or(|word| word != "null");
        choices
            .and_then(|choices| choices.iter().find(not_null))
            .unwrap_or(schema)
    }

    /// Whether a field may be `null`.
    #[must_use]
    pub fn nullable(&self, schema: &Value) -> bool {
        let null = |word: &Value| word == "null";
        let listed = match schema.get("type") {
            Some(Value::Array(words)) => words.iter().any(null),
            _ => false,
        };
        listed || !std::ptr::eq(self.inner(schema), schema)
    }

    /// What a type means.
    ///
    /// # Errors
    /// When it has no description.
    pub fn about(&self, schema: &Value) -> Result<String, String> {
        let schema = self.resolve(schema);
        described(schema).ok_or_else(|| format!("{}: no description of {schema}", self.operation))
    }

    /// What one word of an enumeration means.
    ///
    /// # Errors
    /// When it has no description.
    pub fn word(&self, word: &str) -> Result<String, String> {
        let choices = self
            .resolve(&self.root)
            .get("oneOf")
            .and_then(Value::as_array);
        let found = choices
            .into_iter()
            .flatten()
            .find(|choice| choice.get("const").is_some_and(|value| value == word));
        found
            .and_then(described)
            .ok_or_else(|| format!("{}: no description of {word}", self.operation))
    }

    /// Every field of the document, nested ones under their paths, in the order of declaration
    /// where `order`, the same type as it is written, tells it.
    ///
    /// # Errors
    /// When a field has no description.
    pub fn fields(&self, order: &Self) -> Result<Vec<Field>, String> {
        let mut fields = Vec::new();
        self.collect(&self.root, order, "", &mut Vec::new(), &mut fields)?;
        Ok(fields)
    }

    fn collect<'s>(
        &'s self,
        schema: &'s Value,
        order: &Self,
        path: &str,
        inside: &mut Vec<&'s str>,
        fields: &mut Vec<Field>,
    ) -> Result<(), String> {
        let name = self.name(schema);
        if name.is_some_and(|name| inside.contains(&name)) {
            // A type that holds itself is described once.
            return Ok(());
        }
        inside.extend(name);
        for (field, required, schema) in self.direct(schema, order) {
            let path = if path.is_empty() {
                field.to_owned()
            } else {
                format!("{path}.{field}")
            };
            fields.push(self.field(&path, required, schema)?);
            let (inner, path) = self.item(schema, path);
            self.collect(inner, order, &path, inside, fields)?;
        }
        inside.truncate(inside.len() - usize::from(name.is_some()));
        Ok(())
    }

    /// The type inside optional fields and lists, and the path with their brackets.
    #[must_use]
    pub fn item<'s>(&'s self, schema: &'s Value, path: String) -> (&'s Value, String) {
        let inner = self.inner(schema);
        match self.resolve(inner).get("items") {
            Some(items) => self.item(items, format!("{path}[]")),
            None => (inner, path),
        }
    }

    /// The fields of one object: name, whether it is required, its schema.
    #[must_use]
    pub fn direct<'s>(
        &'s self,
        schema: &'s Value,
        order: &Self,
    ) -> Vec<(&'s str, bool, &'s Value)> {
        let object = self.resolve(schema);
        // The shapes a choice may take stand beside each other.
        let shapes = ["oneOf", "anyOf"]
            .into_iter()
            .filter_map(|word| object.get(word)?.as_array());
        let shapes = std::iter::once(object).chain(shapes.flatten().map(|s| self.resolve(s)));
        let properties = shapes.filter_map(|shape| shape.get("properties")?.as_object());
        let required = strings(object.get("required"));
        let declared = match self.name(schema) {
            Some(name) => order.definitions.get(name).unwrap_or(object),
            None => object,
        };
        let declared = strings(declared.get("required"));
        let place = |name: &str| declared.iter().position(|other| other == name);
        let mut fields: Vec<_> = properties
            .flatten()
            .map(|(name, schema)| (name.as_str(), required.iter().any(|r| r == name), schema))
            .collect();
        fields.sort_by_key(|(name, _, _)| place(name).unwrap_or(usize::MAX));
        fields
    }

    /// One field.
    ///
    /// # Errors
    /// When it has no description.
    pub fn field(&self, path: &str, required: bool, schema: &Value) -> Result<Field, String> {
        let about = described(schema).or_else(|| described(self.resolve(self.inner(schema))));
        let about = about.ok_or_else(|| format!("{}: no description of {path}", self.operation))?;
        let default = schema.get("default").filter(|default| !default.is_null());
        Ok(Field {
            path: path.to_owned(),
            words: self.words(schema),
            required,
            nullable: self.nullable(schema),
            patch: schema.get("x-patch").is_some(),
            default: default.cloned(),
            about,
        })
    }

    /// A type in words.
    #[must_use]
    pub fn words(&self, schema: &Value) -> String {
        let schema = self.resolve(self.inner(schema));
        let text = |key: &str| schema.get(key).and_then(Value::as_str);
        let number = |key: &str| schema.get(key).and_then(Value::as_i64);
        if let Some(words) = choices(schema) {
            return format!("one of {}", words.join(", "));
        }
        match (kind(schema), text("format")) {
            (_, Some("id")) => format!("{} id", text("title").unwrap_or("record")),
            (_, Some("amount")) => "amount as text, at most 4 decimals".to_owned(),
            (_, Some("rate")) => "rate as text, at most 12 decimals".to_owned(),
            (_, Some(word @ ("price" | "quantity" | "percent"))) => {
                format!("{word} as text, at most 6 decimals")
            }
            (_, Some("date")) => "date, YYYY-MM-DD".to_owned(),
            (_, Some("date-time")) => "instant, RFC 3339".to_owned(),
            (_, Some("date_rule")) => "date rule as text".to_owned(),
            (_, Some("number_pattern")) => "number pattern as text".to_owned(),
            (_, Some("currency")) => "currency, ISO 4217".to_owned(),
            ("string", _) => match number("maxLength") {
                Some(max) => format!("text of at most {max} characters"),
                None => "text".to_owned(),
            },
            // Zero is what the type can hold, not a bound: that stands in the description.
            ("integer", Some("uint8" | "uint32")) if number("minimum") == Some(0) => {
                "whole number".to_owned()
            }
            ("integer", _) => match (number("minimum"), number("maximum")) {
                (Some(min), Some(max)) => format!("whole number, {min} to {max}"),
                (Some(min), None) => format!("whole number from {min}"),
                _ => "whole number".to_owned(),
            },
            ("boolean", _) => "true or false".to_owned(),
            ("array", _) => match schema.get("items") {
                Some(items) => format!("list of: {}", self.words(items)),
                None => "list".to_owned(),
            },
            ("object", _) => "object".to_owned(),
            _ => "any value".to_owned(),
        }
    }
}

/// The words of an enumeration.
fn choices(schema: &Value) -> Option<Vec<String>> {
    let quoted = |value: &Value| value.as_str().map(|word| format!("`{word}`"));
    if let Some(words) = schema.get("enum").and_then(Value::as_array) {
        return words
            .iter()
            .filter(|word| !word.is_null())
            .map(quoted)
            .collect();
    }
    let choices = schema.get("oneOf").and_then(Value::as_array)?;
    let mut words = Vec::new();
    for choice in choices {
        match (
            choice.get("const"),
            choice.get("enum").and_then(Value::as_array),
        ) {
            (Some(word), _) => words.push(quoted(word)?),
            (None, Some(several)) => {
                words.extend(several.iter().map(quoted).collect::<Option<Vec<_>>>()?);
            }
            (None, None) => return None,
        }
    }
    Some(words)
}

/// The type word, `null` aside.
fn kind(schema: &Value) -> &str {
    match schema.get("type") {
        Some(Value::String(word)) => word,
        Some(Value::Array(words)) => {
            let mut words = words.iter().filter_map(Value::as_str);
            words.find(|word| *word != "null").unwrap_or("")
        }
        _ => "",
    }
}

/// The description on one line, links to Rust items as their names.
fn described(schema: &Value) -> Option<String> {
    let text = schema.get("description")?.as_str()?;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(line.replace("[`", "`").replace("`]", "`")).filter(|line| !line.is_empty())
}

fn strings(list: Option<&Value>) -> Vec<String> {
    let items = list.and_then(Value::as_array).into_iter().flatten();
    items.filter_map(Value::as_str).map(str::to_owned).collect()
}
