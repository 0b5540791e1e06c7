//! Type hints, defaults, and the text of one method.

use super::model::{Definition, Model, Operation};
use super::names::{self, identifier};
use super::shapes::{Field, Shape, Type};
use super::text::{docstring, literal, sentences, wrapped};
use crm_core::base::error::Code;
use serde_json::Value;
use std::collections::BTreeMap;

/// What types are called in one module.
pub(super) struct Scope<'m> {
    pub(super) model: &'m Model,
    pub(super) module: &'m str,
    /// The names of definitions.
    pub(super) names: BTreeMap<String, String>,
}

impl Scope<'_> {
    /// A type hint; `given` lists take any sequence.
    pub(super) fn hint(&self, of: &Type, given: bool) -> Result<String, String> {
        Ok(match of {
            Type::Decimal => "Decimal".to_owned(),
            Type::Date => "dt.date".to_owned(),
            Type::Moment => "dt.datetime".to_owned(),
            Type::Text => "str".to_owned(),
            Type::Int => "int".to_owned(),
            Type::Bool => "bool".to_owned(),
            Type::Anything => "object".to_owned(),
            Type::Nothing => "None".to_owned(),
            Type::Map(inner) => format!("Mapping[str, {}]", self.hint(inner, given)?),
            Type::List(inner) if given => format!("Sequence[{}]", self.hint(inner, given)?),
            Type::List(inner) => format!("tuple[{}, ...]", self.hint(inner, given)?),
            Type::Page(inner) => format!("Page[{}]", self.hint(inner, given)?),
            Type::Named(name) => {
                let found = self.names.get(name);
                found.ok_or_else(|| format!("{name} has no home"))?.clone()
            }
        })
    }

    /// A field as `name: hint = default`. `method` defaults are evaluated at definition, so only
    /// simple ones are written; the library knows the others.
    pub(super) fn declared(
        &self,
        field: &Field,
        given: bool,
        method: bool,
    ) -> Result<String, String> {
        let name = identifier(&field.key);
        let hint = self.hint(&field.of, given)?;
        if field.patch {
            return Ok(format!("{name}: {hint} | None | Unset = UNSET"));
        }
        if field.required {
            let null = if field.nullable { " | None" } else { "" };
            return Ok(format!("{name}: {hint}{null}"));
        }
        let default = field.default.as_ref().filter(|_| !field.nullable);
        let default = default.and_then(|value| self.default(&field.of, value, method));
        Ok(match default {
            Some(default) => format!("{name}: {hint} = {default}"),
            None => format!("{name}: {hint} | None = None"),
        })
    }

    fn default(&self, of: &Type, value: &Value, method: bool) -> Option<String> {
        match (of, value) {
            (Type::Bool, Value::Bool(true)) => Some("True".to_owned()),
            (Type::Bool, Value::Bool(false)) => Some("False".to_owned()),
            (Type::Int, Value::Number(number)) => Some(number.to_string()),
            (Type::Text, Value::String(text)) => Some(literal(text)),
            (Type::Decimal, Value::String(text)) => Some(format!("Decimal({})", literal(text))),
            (Type::List(_), Value::Array(items)) if items.is_empty() => Some("()".to_owned()),
            (Type::Map(_), Value::Object(items)) if items.is_empty() && !method => {
                Some("dataclasses.field(default_factory=dict)".to_owned())
            }
            (Type::Named(name), Value::String(word)) if !method => {
                let definition = self.model.definitions.get(name)?;
                let Shape::Words(_) = definition.shape else {
                    return None;
                };
                let member = format!("{}.{}", self.names.get(name)?, names::member(word));
                // Another module's names are there only after this one is loaded.
                if definition.home.module == self.module {
                    Some(member)
                } else {
                    Some(format!(
                        "dataclasses.field(default_factory=lambda: {member})"
                    ))
                }
            }
            _ => None,
        }
    }

    /// The method of an operation.
    pub(super) fn method(&self, operation: &Operation) -> Result<String, String> {
        let mut parameters = Vec::new();
        for field in &operation.arguments {
            parameters.push(self.declared(field, true, true)?);
        }
        if operation.writes() {
            parameters.push("request: str | None = None".to_owned());
        }
        let (answer, listing) = self.answer(operation)?;
        let head = self::head(&operation.verb, &parameters, &answer);
        let call = if listing { "_list" } else { "_run" };
        let name = operation.entry.name;
        let run = format!(
            "{call}(\"{name}\", Operations.{}, locals())",
            operation.verb
        );
        let about = docstring(
            "        ",
            &operation.about,
            &self.sections(operation, listing),
        );
        Ok(format!("{head}{about}        return self._caller.{run}\n"))
    }

    /// The answer's type hint, and whether it is a list read page by page. One that waits is asked
    /// at once, and once.
    fn answer(&self, operation: &Operation) -> Result<(String, bool), String> {
        let answer = self.hint(&operation.answer, false)?;
        let takes = |key: &str| operation.arguments.iter().any(|field| field.key == key);
        let continued = takes("after") && takes("limit") && !takes("timeout_ms");
        let item = match &operation.answer {
            Type::Page(item) => Some(item.as_ref()),
            Type::Named(name) => self.model.definitions.get(name).and_then(items),
            _ => None,
        };
        if let Some(item) = item.filter(|_| continued) {
            return Ok((
                format!("Listing[{}, {answer}]", self.hint(item, false)?),
                true,
            ));
        }
        let null = if operation.answer_nullable {
            " | None"
        } else {
            ""
        };
        Ok((format!("{answer}{null}"), false))
    }

    /// What a list is, and what its pages say beside their items.
    fn listed(&self, answer: &Type) -> String {
        let whole = "The items; a page is read, and may be refused, when one gets to it";
        let definition = match answer {
            Type::Named(name) => self.model.definitions.get(name),
            _ => None,
        };
        let Some(Shape::Record(fields)) = definition.map(|found| &found.shape) else {
            return format!("{whole}.");
        };
        let beside = fields.iter().map(|field| field.key.as_str());
        let beside = beside.filter(|key| !["items", "next"].contains(key));
        let beside: Vec<String> = beside.map(|key| format!("`{}`", identifier(key))).collect();
        if beside.is_empty() {
            return format!("{whole}.");
        }
        format!(
            "{whole}; `.page()` is the first page with {}.",
            beside.join(", ")
        )
    }

    fn sections(&self, operation: &Operation, listing: bool) -> Vec<String> {
        let mut lines = Vec::new();
        let mut entry = |text: &str| lines.extend(wrapped(text, "            ", "    "));
        for field in &operation.arguments {
            let mut about = meaning(field, true);
            if listing && field.key == "limit" {
                about.push_str(" Going through the list reads on to its end.");
            }
            entry(&format!("{}: {about}", identifier(&field.key)));
        }
        if operation.writes() {
            entry(
                "request: A key of this call, 1 to 200 characters: a repeat with the same key \
                 answers the first answer and does nothing twice.",
            );
        }
        let mut sections = section("Args:", &mut lines);
        let answered = operation.answer_about.as_deref().unwrap_or_default();
        let answered = match (listing, &operation.answer) {
            (true, answer) => &self.listed(answer),
            (false, Type::Page(_)) => "One page.",
            (false, Type::List(_)) => "All of them.",
            (false, _) => answered,
        };
        if !answered.is_empty() {
            lines.extend(wrapped(answered, "            ", ""));
            sections.extend(section("Returns:", &mut lines));
        }
        for refusal in operation.entry.refuses {
            let message = refusal.outline();
            let text = format!(
                "{}: `{}`: {message}.",
                exception(refusal.code),
                refusal.kind
            );
            lines.extend(wrapped(&text, "            ", "    "));
        }
        sections.extend(section("Raises:", &mut lines));
        let method = format!("s.{}.{}", operation.folder, operation.verb);
        let call = self.call(&method, &operation.arguments, &operation.example);
        lines.extend(call.iter().map(|line| format!("            {line}")));
        sections.extend(section("Example:", &mut lines));
        sections.pop();
        sections
    }
}

/// What a field means, with its unit and bounds where a host gives it.
pub(super) fn meaning(field: &Field, given: bool) -> String {
    let about = field.about.trim_end_matches('.');
    let bounds = field.bounds.as_deref().filter(|bounds| {
        // An answer's bounds say nothing, and a description may name the bound itself.
        let id = bounds.ends_with(" id");
        (given || id) && (!bounds.contains(" characters") || !about.contains(" characters"))
    });
    let about = match bounds {
        Some(bounds) => format!("{about} ({bounds})."),
        None => field.about.clone(),
    };
    if field.patch {
        return sentences(&[&about, "`None` clears it"]);
    }
    about
}

/// The type of a record's `items`, when it is a page of its own kind.
fn items(definition: &Definition) -> Option<&Type> {
    let Shape::Record(fields) = &definition.shape else {
        return None;
    };
    fields.iter().find(|field| field.key == "next")?;
    match &fields.iter().find(|field| field.key == "items")?.of {
        Type::List(item) => Some(item),
        _ => None,
    }
}

fn section(title: &str, lines: &mut Vec<String>) -> Vec<String> {
    if lines.is_empty() {
        return Vec::new();
    }
    // A blank line follows the summary already; the next sections bring their own.
    let mut section = vec![format!("        {title}")];
    section.append(lines);
    section.push(String::new());
    section
}

fn head(verb: &str, parameters: &[String], answer: &str) -> String {
    if parameters.is_empty() {
        return format!("    def {verb}(self) -> {answer}:\n");
    }
    let line = format!(
        "    def {verb}(self, *, {}) -> {answer}:\n",
        parameters.join(", ")
    );
    if line.chars().count() <= 101 {
        return line;
    }
    let parameters: String = parameters
        .iter()
        .map(|one| format!("        {one},\n"))
        .collect();
    format!("    def {verb}(\n        self,\n        *,\n{parameters}    ) -> {answer}:\n")
}

fn exception(code: Code) -> &'static str {
    match code {
        Code::InvalidInput => "InvalidInput",
        Code::NotFound => "NotFound",
        Code::Conflict => "Conflict",
        Code::Refused => "Refused",
        Code::Denied => "Denied",
        Code::Busy => "Busy",
        Code::Storage => "StorageError",
        Code::Misuse => "Misuse",
        Code::Version => "VersionError",
        Code::Panic => "InternalError",
    }
}
