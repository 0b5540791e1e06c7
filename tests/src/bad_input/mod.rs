//! Bad calls as data: for every operation, arguments with one fault each, made from its schema and
//! from a call that succeeds. A new operation is covered as soon as it stands in the table.

use crate::generate::fields::Schemas;
use crm_core::engine::{Entry, Kind};
use schemars::generate::SchemaSettings;
use serde_json::Value;
use site::{Items, Path, Site};
use std::collections::BTreeMap;

mod documents;
mod rules;
pub mod samples;
pub mod site;
pub mod sweep;
pub mod values;
pub mod words;

pub use samples::Sample;
pub use sweep::Answered;

/// A call that would succeed, where it stands.
#[derive(Debug)]
pub struct Sound {
    /// Its arguments.
    pub args: Value,
    /// A record of each kind that this call or one before it names: its kind and its id.
    pub ids: BTreeMap<String, i64>,
}

/// One bad call.
#[derive(Debug, Clone)]
pub struct Bad {
    /// What is wrong, for people.
    pub about: String,
    /// The arguments.
    pub args: String,
    /// The kinds that may refuse it; one that ends with a point stands for all that begin with it.
    pub kinds: &'static [&'static str],
    /// The field that the refusal must name.
    pub field: Option<String>,
    /// Whether it may name something inside that field instead.
    pub inside: bool,
    /// Whether a read may answer instead: a filter that finds nothing is no fault.
    pub may_find_nothing: bool,
}

impl Bad {
    fn new(about: impl Into<String>, args: String, kinds: &'static [&'static str]) -> Self {
        Self {
            about: about.into(),
            args,
            kinds,
            field: None,
            inside: false,
            may_find_nothing: false,
        }
    }

    fn at(mut self, field: impl ToString) -> Self {
        self.field = Some(field.to_string());
        self
    }

    /// Whether a refusal may name this field.
    #[must_use]
    pub fn names(&self, field: Option<&str>) -> bool {
        let Some(wanted) = &self.field else {
            return field.is_none();
        };
        field.is_some_and(|field| {
            let rest = field.strip_prefix(wanted.as_str());
            rest.is_some_and(|rest| {
                rest.is_empty() || (self.inside && rest.starts_with(['[', '.']))
            })
        })
    }

    /// Whether a kind is one of those expected.
    #[must_use]
    pub fn expects(&self, kind: &str) -> bool {
        self.kinds
            .iter()
            .any(|expected| match expected.strip_suffix('.') {
                Some(family) => kind
                    .strip_prefix(family)
                    .is_some_and(|rest| rest.starts_with('.')),
                None => kind == *expected,
            })
    }
}

/// Stands in a document for JSON text that no value can hold, such as `1e400`.
const HOLE: &str = "\u{e000}";

/// The document with JSON text at a path.
fn filled(path: &Path, document: &Value, text: &str) -> String {
    let document = path.put(document, HOLE.into()).to_string();
    document.replace(&format!("\"{HOLE}\""), text)
}

/// The start of a text, for people.
fn shown(text: &str) -> String {
    let start: String = text.chars().take(40).collect();
    if start.len() < text.len() {
        format!("{start}…")
    } else {
        start
    }
}

/// The schema of an operation's arguments.
#[must_use]
pub fn schemas(entry: &Entry) -> Schemas {
    Schemas::new(entry.name, SchemaSettings::draft2020_12(), entry.arguments)
}

/// Every bad call made from a sound one.
#[must_use]
pub fn calls(entry: &Entry, sample: &Sound) -> Vec<Bad> {
    let schemas = schemas(entry);
    let mut bad = documents::all(&sample.args.to_string());
    bad.extend(envelope(entry, &sample.args));
    bad.extend(unknown(&Path::default(), &sample.args));
    for site in site::all(&schemas, &sample.args, Items::Added) {
        bad.extend(form(&site, &schemas, &sample.args));
    }
    for site in site::all(&schemas, &sample.args, Items::Last) {
        bad.extend(rules::all(entry, &site, sample));
    }
    bad
}

/// Faults of a field's form.
fn form(site: &Site<'_>, schemas: &Schemas, sample: &Value) -> Vec<Bad> {
    let path = &site.path;
    let mut bad = Vec::new();
    for (text, kinds) in values::of(site.schema, site.nullable) {
        let mut call = Bad::new(
            format!("{path}: {}", shown(&text)),
            filled(path, sample, &text),
            kinds,
        );
        call.inside = matches!(values::format(site.schema), Some("extra" | "arguments"));
        bad.push(if kinds == values::NO_JSON {
            call
        } else {
            call.at(path)
        });
    }
    if site.value.is_some() && site.required {
        let without = path.cut(&path.put(sample, Value::Null)).to_string();
        bad.push(Bad::new(format!("{path} missing"), without, &["field.missing"]).at(path));
    }
    if !schemas.direct(site.schema, schemas).is_empty() {
        bad.extend(unknown(path, sample));
    }
    if let Some(value) = site.value.as_ref().filter(|_| !path.is_item()) {
        let text = format!("{value},\"{}\":{value}", path.name());
        let args = filled(path, sample, &text);
        bad.push(Bad::new(format!("{path} twice"), args, &["field.twice"]).at(path));
    }
    bad
}

/// A field that no such object has.
fn unknown(path: &Path, sample: &Value) -> Vec<Bad> {
    let path = path.field("no_such_field");
    let args = filled(&path, sample, "{\"a\":[1,{}]}");
    vec![Bad::new(format!("{path} unknown"), args, &["field.unknown"]).at(&path)]
}

/// Faults of the key `request`, which stands beside the arguments.
fn envelope(entry: &Entry, sample: &Value) -> Vec<Bad> {
    let path = Path::default().field("request");
    let long = format!("\"{}\"", "k".repeat(201));
    let mut wrong: Vec<(&str, &'static [&'static str])> = vec![
        ("7", &["field.type"]),
        ("0.5", &["field.type"]),
        ("true", &["field.type"]),
        ("[]", &["field.type"]),
        ("{}", &["field.type"]),
        ("\"k\",\"request\":\"k\"", &["field.twice"]),
    ];
    match entry.kind {
        Kind::Read => wrong.push(("\"k\"", &["request.on_read"])),
        Kind::Write => wrong.extend([
            ("\"\"", &["text.empty"] as &'static [&'static str]),
            ("\"　\"", &["text.empty"]),
            ("\"a\\u0000\"", &["text.control"]),
            (&long, &["text.too_long"]),
        ]),
    }
    let call = |(text, kinds): (&str, _)| {
        let about = format!("request: {}", shown(text));
        Bad::new(about, filled(&path, sample, text), kinds).at("request")
    };
    wrong.into_iter().map(call).collect()
}
