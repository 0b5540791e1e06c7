//! Bounded text: checked once at the border, trusted afterwards.

use super::error::{Error, Result, carried};
use super::limits::{CODE_MAX, EXTRA_BYTES_MAX, LINE_MAX, NAME_MAX, NOTE_MAX};
use super::messages::{EXTRA_TOO_LARGE, TEXT_CONTROL, TEXT_EMPTY, TEXT_TOO_LONG};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::{Map, Value};
use std::fmt;

/// Text of 1 to `MAX` characters, not blank, without control characters but tab and line ends.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text<const MAX: usize>(String);

/// A name: a customer, a product, a person.
pub type Name = Text<NAME_MAX>;
/// A code: a document's number, a code-list code, a host's own key.
pub type CodeText = Text<CODE_MAX>;
/// One line: a title, an address, a reason.
pub type Line = Text<LINE_MAX>;
/// A long text: clauses, notes.
pub type Note = Text<NOTE_MAX>;

impl<const MAX: usize> Text<MAX> {
    /// Checks a text.
    ///
    /// # Errors
    /// `text.control`, `text.empty`, `text.too_long`, in this order.
    pub fn new(text: impl Into<String>) -> Result<Self> {
        let text = text.into();
        let allowed = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
        if let Some(character) = text.chars().find(|c| !allowed(*c)) {
            let character = format!("U+{:04X}", u32::from(character));
            return Err(TEXT_CONTROL.error().with("character", character));
        }
        if text.trim().is_empty() {
            return Err(TEXT_EMPTY.error());
        }
        // Bytes are counted first: they bound the characters and cost nothing.
        if text.len() > MAX {
            let length = text.chars().count();
            if length > MAX {
                return Err(TEXT_TOO_LONG
                    .error()
                    .with("length", length)
                    .with("max", MAX));
            }
        }
        Ok(Self(text))
    }

    /// A text of the library's own, known to be sound.
    pub(crate) fn trusted(text: String) -> Self {
        Self(text)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> std::ops::Deref for Text<MAX> {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> std::str::FromStr for Text<MAX> {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self> {
        Self::new(text)
    }
}

impl<const MAX: usize> TryFrom<&str> for Text<MAX> {
    type Error = Error;
    fn try_from(text: &str) -> Result<Self> {
        Self::new(text)
    }
}

impl<const MAX: usize> fmt::Display for Text<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<const MAX: usize> fmt::Debug for Text<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl<const MAX: usize> Serialize for Text<MAX> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

struct TextVisitor<const MAX: usize>;

impl<const MAX: usize> de::Visitor<'_> for TextVisitor<MAX> {
    type Value = Text<MAX>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Text<MAX>, E> {
        Text::new(text).map_err(|error| E::custom(carried::wrap(&error)))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Text<MAX>, E> {
        Text::new(text).map_err(|error| E::custom(carried::wrap(&error)))
    }
}

impl<'de, const MAX: usize> Deserialize<'de> for Text<MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor)
    }
}

/// The host's own JSON object on a record: kept as given, never read by the library.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Extra(Map<String, Value>);

impl Extra {
    /// Checks the bound.
    ///
    /// # Errors
    /// `extra.too_large`.
    pub fn new(object: Map<String, Value>) -> Result<Self> {
        let bytes = serde_json::to_string(&object).map_or(usize::MAX, |text| text.len());
        if bytes > EXTRA_BYTES_MAX {
            return Err(EXTRA_TOO_LARGE
                .error()
                .with("bytes", bytes)
                .with("max", EXTRA_BYTES_MAX));
        }
        Ok(Self(object))
    }

    /// The object.
    #[must_use]
    pub fn object(&self) -> &Map<String, Value> {
        &self.0
    }
}

impl Serialize for Extra {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Extra {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let object = Map::deserialize(deserializer)?;
        Self::new(object).map_err(|error| de::Error::custom(carried::wrap(&error)))
    }
}

#[cfg(feature = "schema")]
mod schema {
    use super::{Extra, Text};
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
    use std::borrow::Cow;

    impl<const MAX: usize> JsonSchema for Text<MAX> {
        fn inline_schema() -> bool {
            true
        }
        fn schema_name() -> Cow<'static, str> {
            format!("Text{MAX}").into()
        }
        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({ "type": "string", "minLength": 1, "maxLength": MAX })
        }
    }

    impl JsonSchema for Extra {
        fn schema_name() -> Cow<'static, str> {
            "Extra".into()
        }
        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({ "type": "object", "format": "extra" })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_bounded_in_characters_not_bytes() {
        assert!(Text::<4>::new("北京华信").is_ok());
        assert_eq!(
            Text::<3>::new("北京华信").unwrap_err().kind(),
            "text.too_long"
        );
        for blank in ["", "  ", "\u{3000}\n"] {
            assert_eq!(Name::new(blank).unwrap_err().kind(), "text.empty");
        }
        assert_eq!(Name::new("a\0b").unwrap_err().kind(), "text.control");
        assert!(Note::new("一\n二").is_ok());
    }
}
