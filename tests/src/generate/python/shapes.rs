//! JSON Schemas as Python will have them: records of fields, lists of words, and simple values.

use serde_json::{Map, Value};

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Type {
    Decimal,
    Date,
    Moment,
    Text,
    Int,
    Bool,
    Anything,
    Nothing,
    Map(Box<Type>),
    List(Box<Type>),
    Page(Box<Type>),
    /// A record or a list of words, by the name of its definition.
    Named(String),
}

/// A type and what else its schema says.
#[derive(Debug, Clone)]
pub(super) struct Field {
    /// The name in documents.
    pub(super) key: String,
    pub(super) about: String,
    pub(super) of: Type,
    pub(super) nullable: bool,
    pub(super) required: bool,
    /// Whether leaving it out and `null` mean different things.
    pub(super) patch: bool,
    pub(super) default: Option<Value>,
    /// Unit and bounds in words.
    pub(super) bounds: Option<String>,
}

/// What a definition is.
#[derive(Debug, Clone)]
pub(super) enum Shape {
    Record(Vec<Field>),
    /// The words with what each means.
    Words(Vec<(String, String)>),
}

pub(super) type Definitions = Map<String, Value>;

/// Reads the definition `name`; nothing when it is a simple value with a format of its own.
pub(super) fn shape(
    name: &str,
    definitions: &Definitions,
    order: &Definitions,
) -> Result<Option<Shape>, String> {
    let schema = definitions
        .get(name)
        .ok_or_else(|| format!("no definition {name}"))?;
    if let Some(words) = words(schema) {
        return words.map(|words| Some(Shape::Words(words)));
    }
    if is_record(schema) {
        let declared = order.get(name).unwrap_or(schema);
        return fields(schema, declared, definitions).map(|fields| Some(Shape::Record(fields)));
    }
    Ok(None)
}

/// The fields of an object, in the order of declaration as far as `declared` tells it.
pub(super) fn fields(
    schema: &Value,
    declared: &Value,
    definitions: &Definitions,
) -> Result<Vec<Field>, String> {
    let required = strings(schema.get("required"));
    let declared = strings(declared.get("required"));
    let place = |key: &str| {
        declared
            .iter()
            .position(|name| name == key)
            .unwrap_or(usize::MAX)
    };
    let properties = schema.get("properties").and_then(Value::as_object);
    let mut fields = Vec::new();
    for (key, schema) in properties.into_iter().flatten() {
        let (of, nullable) =
            read(schema, definitions).map_err(|error| format!("{key}: {error}"))?;
        fields.push(Field {
            key: key.clone(),
            about: described(schema).ok_or_else(|| format!("{key}: no description"))?,
            of,
            nullable,
            required: required.contains(key),
            patch: schema.get("x-patch").is_some(),
            default: schema
                .get("default")
                .filter(|value| !value.is_null())
                .cloned(),
            bounds: bounds(schema, definitions),
        });
    }
    fields.sort_by_key(|field| (place(&field.key), !field.required));
    Ok(fields)
}

/// What a schema is, and whether it may be null.
pub(super) fn read(schema: &Value, definitions: &Definitions) -> Result<(Type, bool), String> {
    if schema == &Value::Bool(true) {
        return Ok((Type::Anything, false));
    }
    if let Some(name) = reference(schema) {
        return named(name, definitions).map(|of| (of, false));
    }
    if let Some(choices) = schema.get("anyOf").and_then(Value::as_array) {
        return match choices.as_slice() {
            [inner, null] if type_words(null) == ["null"] => {
                read(inner, definitions).map(|(of, _)| (of, true))
            }
            _ => Err(unknown(schema)),
        };
    }
    let mut kinds = type_words(schema);
    let nullable = kinds.len() == 2 && kinds.contains(&"null");
    kinds.retain(|kind| !nullable || *kind != "null");
    let of = match kinds.as_slice() {
        [] if schema
            .as_object()
            .is_some_and(|s| s.keys().all(|key| is_remark(key))) =>
        {
            Type::Anything
        }
        [kind] => simple(kind, schema, definitions)?,
        _ => return Err(unknown(schema)),
    };
    Ok((of, nullable))
}

fn named(name: &str, definitions: &Definitions) -> Result<Type, String> {
    let schema = definitions
        .get(name)
        .ok_or_else(|| format!("no definition {name}"))?;
    if words(schema).is_some() {
        return Ok(Type::Named(name.to_owned()));
    }
    if is_record(schema) {
        return match page_item(schema) {
            Some(item) => Ok(Type::Page(Box::new(read(item, definitions)?.0))),
            None => Ok(Type::Named(name.to_owned())),
        };
    }
    read(schema, definitions).map(|(of, _)| of)
}

fn simple(kind: &str, schema: &Value, definitions: &Definitions) -> Result<Type, String> {
    let format = schema.get("format").and_then(Value::as_str);
    let item = |key: &str| match schema.get(key) {
        None | Some(Value::Bool(true)) => Ok(Box::new(Type::Anything)),
        Some(Value::Bool(false)) => Err(unknown(schema)),
        Some(inner) => read(inner, definitions).map(|(of, _)| Box::new(of)),
    };
    match (kind, format) {
        ("string", Some("amount" | "price" | "quantity" | "percent" | "rate")) => Ok(Type::Decimal),
        ("string", Some("date")) => Ok(Type::Date),
        ("string", Some("date-time")) => Ok(Type::Moment),
        ("string", _) if schema.get("enum").is_none() && schema.get("const").is_none() => {
            Ok(Type::Text)
        }
        ("integer", _) => Ok(Type::Int),
        ("boolean", _) => Ok(Type::Bool),
        ("null", _) => Ok(Type::Nothing),
        ("array", _) if schema.get("prefixItems").is_none() => item("items").map(Type::List),
        ("object", _) if schema.get("properties").is_none() => {
            item("additionalProperties").map(Type::Map)
        }
        _ => Err(unknown(schema)),
    }
}

/// The item's schema, when a record is a page and nothing more.
fn page_item(schema: &Value) -> Option<&Value> {
    let properties = schema.get("properties")?.as_object()?;
    let next = properties.get("next").map(type_words)?;
    let plain = properties.len() == 2 && next == ["string", "null"];
    properties.get("items").filter(|_| plain)?.get("items")
}

fn is_record(schema: &Value) -> bool {
    let closed = schema.get("additionalProperties") == Some(&Value::Bool(false));
    let open = schema.get("additionalProperties").is_none() && schema.get("format").is_none();
    type_words(schema) == ["object"]
        && (schema.get("properties").is_some() || closed || open)
        && schema.get("oneOf").is_none()
}

/// The words of an enumeration, or what makes it more than one.
fn words(schema: &Value) -> Option<Result<Vec<(String, String)>, String>> {
    let listed = |choices: &[Value], about: &str| {
        let word = |choice: &Value| {
            let word = choice.as_str().ok_or_else(|| unknown(schema))?;
            Ok((word.to_owned(), about.to_owned()))
        };
        choices.iter().map(word).collect::<Result<Vec<_>, String>>()
    };
    if let Some(choices) = schema.get("enum").and_then(Value::as_array) {
        return Some(listed(choices, ""));
    }
    let choices = schema.get("oneOf").and_then(Value::as_array)?;
    let read = |choice: &Value| {
        let about = described(choice).unwrap_or_default();
        match (
            choice.get("const"),
            choice.get("enum").and_then(Value::as_array),
        ) {
            (Some(word), _) => listed(std::slice::from_ref(word), &about),
            (None, Some(several)) => listed(several, &about),
            (None, None) => Err(unknown(choice)),
        }
    };
    let read: Result<Vec<_>, String> = choices.iter().map(read).collect();
    Some(read.map(|words| words.into_iter().flatten().collect()))
}

/// Unit and bounds of a value in words.
fn bounds(schema: &Value, definitions: &Definitions) -> Option<String> {
    let choices = schema.get("anyOf").and_then(Value::as_array);
    let schema = choices
        .and_then(|choices| choices.first())
        .unwrap_or(schema);
    let schema = reference(schema)
        .and_then(|name| definitions.get(name))
        .unwrap_or(schema);
    let text = |key: &str| schema.get(key).and_then(Value::as_str);
    let number = |key: &str| schema.get(key).and_then(Value::as_i64);
    Some(match text("format") {
        Some("id") => format!("{} id", text("title")?.replace('_', " ")),
        Some("amount") => "money, at most 4 decimals".to_owned(),
        Some("price") => "price, at most 6 decimals".to_owned(),
        Some("quantity") => "quantity, at most 6 decimals".to_owned(),
        Some("percent") => "percent, at most 6 decimals".to_owned(),
        Some("rate") => "rate, at most 12 decimals".to_owned(),
        Some("currency") => "ISO 4217 code".to_owned(),
        Some("number_pattern") => "number pattern such as `SO-{yyyy}-{seq:6}`".to_owned(),
        Some("date_rule") => "date rule such as `30d, eom`".to_owned(),
        _ => match (number("minimum"), number("maximum"), number("maxLength")) {
            (Some(min), Some(max), _) => format!("{min} to {max}"),
            (_, _, Some(max)) => format!("at most {} characters", thousands(max)),
            _ => return None,
        },
    })
}

/// `16000` as `16,000`.
fn thousands(number: i64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

pub(super) fn reference(schema: &Value) -> Option<&str> {
    let (_, name) = schema.get("$ref")?.as_str()?.rsplit_once('/')?;
    Some(name)
}

/// The description on one line, links to Rust items as their names.
pub(super) fn described(schema: &Value) -> Option<String> {
    let text = schema.get("description")?.as_str()?;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(line.replace("[`", "`").replace("`]", "`")).filter(|line| !line.is_empty())
}

fn type_words(schema: &Value) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(word)) => vec![word],
        Some(Value::Array(words)) => words.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn is_remark(key: &str) -> bool {
    ["description", "title", "default"].contains(&key)
}

fn strings(list: Option<&Value>) -> Vec<String> {
    let items = list.and_then(Value::as_array).into_iter().flatten();
    items.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn unknown(schema: &Value) -> String {
    format!("this shape has no Python form yet: {schema}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn definitions() -> Definitions {
        let definitions = json!({
            "Amount": {"type": "string", "format": "amount"},
            "Word": {"oneOf": [{"const": "a", "description": "A."}, {"enum": ["b", "c"]}]},
            "Line": {"type": "object", "properties": {"word": {"$ref": "#/$defs/Word"}}},
            "Page": {"type": "object", "properties": {
                "items": {"type": "array", "items": {"$ref": "#/$defs/Line"}},
                "next": {"type": ["string", "null"]},
            }},
        });
        definitions.as_object().cloned().unwrap()
    }

    fn named(name: &str) -> Type {
        Type::Named(name.to_owned())
    }

    #[test]
    fn every_shape_in_use_is_read() {
        let list = |inner| Type::List(Box::new(inner));
        let cases = [
            (json!({"$ref": "#/$defs/Amount"}), Type::Decimal, false),
            (json!({"$ref": "#/$defs/Word"}), named("Word"), false),
            (
                json!({"$ref": "#/$defs/Page"}),
                Type::Page(Box::new(named("Line"))),
                false,
            ),
            (
                json!({"anyOf": [{"$ref": "#/$defs/Line"}, {"type": "null"}]}),
                named("Line"),
                true,
            ),
            (
                json!({"type": ["integer", "null"], "format": "int64"}),
                Type::Int,
                true,
            ),
            (
                json!({"type": "array", "items": {"type": "string"}}),
                list(Type::Text),
                false,
            ),
            (
                json!({"type": "object", "additionalProperties": {"type": "boolean"}}),
                Type::Map(Box::new(Type::Bool)),
                false,
            ),
            (
                json!({"type": "object", "format": "extra"}),
                Type::Map(Box::new(Type::Anything)),
                false,
            ),
            (json!({"description": "Any."}), Type::Anything, false),
            (json!(true), Type::Anything, false),
            (json!({"type": "null"}), Type::Nothing, false),
        ];
        for (schema, of, nullable) in cases {
            assert_eq!(
                read(&schema, &definitions()),
                Ok((of, nullable)),
                "{schema}"
            );
        }
    }

    #[test]
    fn a_shape_without_a_python_form_is_an_error_not_a_guess() {
        for schema in [
            json!({"type": ["string", "integer"]}),
            json!({"type": "array", "prefixItems": [{"type": "string"}]}),
            json!({"oneOf": [{"type": "object", "properties": {"a": {"type": "string"}}}]}),
            json!({"anyOf": [{"type": "string"}, {"type": "integer"}]}),
            json!({"type": "number"}),
        ] {
            let error = read(&schema, &definitions()).unwrap_err();
            assert!(
                error.starts_with("this shape has no Python form"),
                "{schema}: {error}"
            );
        }
        let tagged = json!({"T": {"oneOf": [{"type": "object", "properties": {}}]}});
        assert!(shape("T", tagged.as_object().unwrap(), &Definitions::new()).is_err());
    }

    #[test]
    fn words_and_fields_keep_what_they_mean() {
        let words = shape("Word", &definitions(), &Definitions::new());
        let Ok(Some(Shape::Words(words))) = words else {
            panic!("{words:?}")
        };
        assert_eq!(words.len(), 3);
        assert_eq!(words[0], ("a".to_owned(), "A.".to_owned()));
        let error = shape("Line", &definitions(), &Definitions::new()).unwrap_err();
        assert_eq!(error, "word: no description");
    }
}
