//! The one error of the library: a coarse code for programs, a fine kind for logic, a message for
//! people, the field it is about, and whether repeating the call may help.

use super::template;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

/// What went wrong, coarsely. The numbers are the statuses of the C library and never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(i32)]
pub enum Code {
    /// The arguments are not well formed: the field and the bound are named.
    InvalidInput = 1,
    /// No such record, or none that the actor may see.
    NotFound = 2,
    /// The record changed since it was read, or a unique value is taken.
    Conflict = 3,
    /// A business rule said no.
    Refused = 4,
    /// The actor lacks the permission.
    Denied = 5,
    /// Somebody else holds the database for longer than the bound set at opening.
    Busy = 6,
    /// The database or its file failed.
    Storage = 7,
    /// A handle was used in a way the library can know to be wrong.
    Misuse = 8,
    /// The database was written by another version of the library.
    Version = 9,
    /// A defect of the library; the transaction was rolled back.
    Panic = 10,
}

impl Code {
    /// Every code, in order of its number.
    pub const ALL: [Self; 10] = [
        Self::InvalidInput,
        Self::NotFound,
        Self::Conflict,
        Self::Refused,
        Self::Denied,
        Self::Busy,
        Self::Storage,
        Self::Misuse,
        Self::Version,
        Self::Panic,
    ];

    /// The lower-case word documents carry.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InvalidInput => "invalid_input",
            Self::NotFound => "not_found",
            Self::Conflict => "conflict",
            Self::Refused => "refused",
            Self::Denied => "denied",
            Self::Busy => "busy",
            Self::Storage => "storage",
            Self::Misuse => "misuse",
            Self::Version => "version",
            Self::Panic => "panic",
        }
    }

    /// The status number.
    #[must_use]
    pub fn number(self) -> i32 {
        self as i32
    }
}

/// The language of messages, chosen when the database is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

/// A named refusal: declared once beside the rule that raises it, listed by each operation that can
/// meet it, and rendered with the details of the case. `{name}` in a message is a detail, `{{` and
/// `}}` are braces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// The stable name hosts branch on, such as `order.not_submitted`.
    pub kind: &'static str,
    /// The coarse code it belongs to.
    pub code: Code,
    /// Whether the same call may succeed later without a change of its arguments.
    pub retryable: bool,
    /// The message in English.
    pub en: &'static str,
    /// The message in Chinese.
    pub zh: &'static str,
}

impl Refusal {
    /// A business rule that said no.
    #[must_use]
    pub const fn rule(kind: &'static str, en: &'static str, zh: &'static str) -> Self {
        Self {
            kind,
            code: Code::Refused,
            retryable: false,
            en,
            zh,
        }
    }

    /// An argument that is not well formed.
    #[must_use]
    pub const fn input(kind: &'static str, en: &'static str, zh: &'static str) -> Self {
        Self {
            kind,
            code: Code::InvalidInput,
            retryable: false,
            en,
            zh,
        }
    }

    /// Any other code.
    #[must_use]
    pub const fn of(code: Code, kind: &'static str, en: &'static str, zh: &'static str) -> Self {
        Self {
            kind,
            code,
            retryable: false,
            en,
            zh,
        }
    }

    /// The same refusal in words that fit the case better; its kind stays.
    #[must_use]
    pub const fn saying(mut self, en: &'static str, zh: &'static str) -> Self {
        self.en = en;
        self.zh = zh;
        self
    }

    /// The same refusal, marked as worth repeating.
    #[must_use]
    pub const fn retry(mut self) -> Self {
        self.retryable = true;
        self
    }

    /// The message in English as a reference shows it: `‹name›` for a detail.
    #[must_use]
    pub fn outline(&self) -> String {
        template::outline(self.en)
    }

    /// An error of this kind without field or details.
    #[must_use]
    pub fn error(self) -> Error {
        Error(Box::new(Inner {
            refusal: self,
            field: None,
            details: Map::new(),
        }))
    }

    /// An error of this kind about one field.
    #[must_use]
    pub fn at(self, field: impl Into<String>) -> Error {
        self.error().at(field)
    }
}

/// See the module. One pointer wide, so that results stay small.
#[derive(Clone, PartialEq, thiserror::Error)]
#[error("{}", self.message(Language::English))]
pub struct Error(Box<Inner>);

#[derive(Clone, PartialEq)]
struct Inner {
    refusal: Refusal,
    field: Option<String>,
    details: Map<String, Value>,
}

/// The library's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl std::fmt::Debug for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} [{}]", self, self.kind())?;
        if let Some(field) = self.field() {
            write!(f, " at {field}")?;
        }
        if self.0.details.is_empty() {
            return Ok(());
        }
        write!(f, " {}", Value::Object(self.0.details.clone()))
    }
}

impl Error {
    /// The coarse code.
    #[must_use]
    pub fn code(&self) -> Code {
        self.0.refusal.code
    }

    /// The stable name.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.0.refusal.kind
    }

    /// The refusal this error is an instance of.
    #[must_use]
    pub fn refusal(&self) -> Refusal {
        self.0.refusal
    }

    /// The path of the argument it is about, such as `lines[2].unit_price`.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        self.0.field.as_deref()
    }

    /// Whether the same call may succeed later.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.0.refusal.retryable
    }

    /// The numbers and names of the case.
    #[must_use]
    pub fn details(&self) -> &Map<String, Value> {
        &self.0.details
    }

    /// Names the field.
    #[must_use]
    pub fn at(mut self, field: impl Into<String>) -> Self {
        self.0.field = Some(field.into());
        self
    }

    /// Puts a parent in front of the field: `unit_price` under `lines[2]` is `lines[2].unit_price`.
    #[must_use]
    pub fn under(mut self, parent: &str) -> Self {
        self.0.field = Some(match self.0.field.take() {
            Some(field) if field.starts_with('[') => format!("{parent}{field}"),
            Some(field) => format!("{parent}.{field}"),
            None => parent.to_owned(),
        });
        self
    }

    /// Adds a detail.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Serialize) -> Self {
        let value = serde_json::to_value(value).unwrap_or(Value::Null);
        self.0.details.insert(name.to_owned(), value);
        self
    }

    /// The message in one of the two languages.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let Refusal { en, zh, .. } = self.0.refusal;
        let details = &self.0.details;
        match language {
            Language::English => template::render(en, details, |(english, _)| english),
            Language::Chinese => template::render(zh, details, |(_, chinese)| chinese),
        }
    }

    /// The error as the document every door answers: `{"error": {…}}`.
    #[must_use]
    pub fn document(&self, language: Language) -> ErrorDocument<'_> {
        ErrorDocument {
            error: self,
            language,
        }
    }
}

/// An error and the language its message is wanted in.
#[derive(Debug, Clone, Copy)]
pub struct ErrorDocument<'a> {
    error: &'a Error,
    language: Language,
}

impl Serialize for ErrorDocument<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut document = serializer.serialize_map(Some(1))?;
        document.serialize_entry("error", &Body(self))?;
        document.end()
    }
}

struct Body<'a>(&'a ErrorDocument<'a>);

impl Serialize for Body<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ErrorDocument { error, language } = self.0;
        let mut body = serializer.serialize_map(Some(6))?;
        body.serialize_entry("code", error.code().as_str())?;
        body.serialize_entry("kind", error.kind())?;
        body.serialize_entry("message", &error.message(*language))?;
        body.serialize_entry("field", &error.field())?;
        body.serialize_entry("retryable", &error.is_retryable())?;
        body.serialize_entry("details", error.details())?;
        body.end()
    }
}

/// Carries an error's kind and details through a serde error, which keeps only text.
pub(crate) mod carried {
    use super::{Error, Language, Value};
    #[cfg(any(feature = "engine", test))]
    use super::{Map, Refusal};

    const MARK: char = '\u{1}';

    /// The error as text a serde error can hold.
    pub(crate) fn wrap(error: &Error) -> String {
        let details = Value::Object(error.details().clone());
        format!(
            "{MARK}{}{MARK}{details}{MARK}{}",
            error.kind(),
            error.message(Language::English)
        )
    }

    /// The error back, when the text holds one of `known`.
    #[cfg(any(feature = "engine", test))]
    pub(crate) fn unwrap(text: &str, known: &[Refusal]) -> Option<Error> {
        // At the start and nowhere else: the rest of a message may quote what a host sent.
        let mut parts = text.strip_prefix(MARK)?.split(MARK);
        let kind = parts.next()?;
        let refusal = known.iter().find(|refusal| refusal.kind == kind)?;
        let details: Map<String, Value> = serde_json::from_str(parts.next()?).ok()?;
        Some(
            details
                .into_iter()
                .fold(refusal.error(), |error, (name, value)| {
                    error.with(&name, value)
                }),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: Refusal = Refusal::rule("stock.short", "only {left} left", "仅剩 {left}");

    #[test]
    fn a_message_shows_its_details_in_both_languages() {
        let error = SHORT.at("quantity").with("left", "3");
        assert_eq!(error.message(Language::English), "only 3 left");
        assert_eq!(error.message(Language::Chinese), "仅剩 3");
        assert_eq!(error.under("lines[2]").field(), Some("lines[2].quantity"));
    }

    #[test]
    fn codes_are_distinct_and_their_numbers_are_fixed() {
        let numbers: Vec<i32> = Code::ALL.iter().map(|code| code.number()).collect();
        assert_eq!(numbers, (1..=10).collect::<Vec<_>>());
    }

    #[test]
    fn an_error_survives_being_carried_as_text() {
        let error = SHORT.error().with("left", "3");
        let text = format!("{} at line 1 column 5", carried::wrap(&error));
        assert_eq!(carried::unwrap(&text, &[SHORT]), Some(error));
    }
}
