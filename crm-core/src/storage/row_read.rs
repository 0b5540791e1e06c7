//! Reads a row through serde: positional, without copying names.

use super::{Row, ValueRef};
use crate::base::amount::{Amount, STORED};
use crate::base::currency::Currency;
use crate::base::error::Error;
use crate::base::limits::AMOUNT_DECIMALS;
use crate::base::messages::STORAGE_ROW;
use serde::de::value::BorrowedStrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, IntoDeserializer, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use std::fmt;

/// Why a row does not fit its record.
#[derive(Debug)]
pub(crate) enum Broken {
    Said(String),
    Refused(Error),
}

impl Broken {
    pub(crate) fn into_error(self) -> Error {
        match self {
            Self::Said(reason) => STORAGE_ROW.error().with("reason", reason),
            Self::Refused(error) => error,
        }
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Said(reason) => f.write_str(reason),
            Self::Refused(error) => fmt::Display::fmt(error, f),
        }
    }
}

impl std::error::Error for Broken {}

impl de::Error for Broken {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Said(message.to_string())
    }
}

/// A row as a struct.
pub(crate) struct Reader<'de> {
    row: &'de dyn Row,
    children: &'static [&'static str],
    digits: u8,
}

impl<'de> Reader<'de> {
    pub(crate) fn new(row: &'de dyn Row, children: &'static [&'static str], digits: u8) -> Self {
        Self {
            row,
            children,
            digits,
        }
    }
}

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Broken;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Broken> {
        visitor.visit_seq(Columns {
            reader: self,
            fields: fields.iter(),
            index: 0,
        })
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Broken> {
        Err(Broken::Said("a record must be a struct".into()))
    }

    fn is_human_readable(&self) -> bool {
        false
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

struct Columns<'de> {
    reader: Reader<'de>,
    fields: std::slice::Iter<'static, &'static str>,
    index: usize,
}

impl<'de> SeqAccess<'de> for Columns<'de> {
    type Error = Broken;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Broken> {
        let Some(field) = self.fields.next() else {
            return Ok(None);
        };
        if self.reader.children.contains(field) {
            let nothing: [(); 0] = [];
            let empty = de::value::SeqDeserializer::<_, Broken>::new(nothing.into_iter());
            return seed.deserialize(empty).map(Some);
        }
        let value = self.reader.row.value(self.index).map_err(Broken::Refused)?;
        self.index += 1;
        // What follows a currency is in it.
        if (*field == "currency" || field.ends_with("_currency"))
            && let ValueRef::Text(code) = value
        {
            self.reader.digits = Currency::parse(code).map_err(Broken::Refused)?.digits();
        }
        seed.deserialize(Field {
            value,
            digits: self.reader.digits,
        })
        .map(Some)
        .map_err(|broken| match broken {
            Broken::Said(reason) => Broken::Said(format!("{field}: {reason}")),
            refused @ Broken::Refused(_) => refused,
        })
    }
}

#[derive(Clone, Copy)]
struct Field<'de> {
    value: ValueRef<'de>,
    digits: u8,
}

impl<'de> Field<'de> {
    fn text(self) -> Result<&'de str, Broken> {
        match self.value {
            ValueRef::Text(text) => Ok(text),
            _ => Err(Broken::Said("text expected".into())),
        }
    }

    fn int(self) -> Result<i64, Broken> {
        match self.value {
            ValueRef::Int(value) => Ok(value),
            _ => Err(Broken::Said("a whole number expected".into())),
        }
    }

    /// Lists and objects inside a row are kept as JSON text.
    fn json<V, F>(self, read: F) -> Result<V, Broken>
    where
        F: FnOnce(
            &mut serde_json::Deserializer<serde_json::de::StrRead<'de>>,
        ) -> serde_json::Result<V>,
    {
        let mut json = serde_json::Deserializer::from_str(self.text()?);
        read(&mut json).map_err(|error| Broken::Said(error.to_string()))
    }
}

impl<'de> Deserializer<'de> for Field<'de> {
    type Error = Broken;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
        match self.value {
            ValueRef::Null => visitor.visit_unit(),
            ValueRef::Int(value) => visitor.visit_i64(value),
            ValueRef::Text(text) => visitor.visit_borrowed_str(text),
            ValueRef::Bytes(bytes) => visitor.visit_borrowed_bytes(bytes),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
        visitor.visit_bool(self.int()? != 0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
        match self.value {
            ValueRef::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Broken> {
        if name == STORED {
            let digits = self.digits.min(AMOUNT_DECIMALS);
            return visitor.visit_i128(Amount::pack(self.int()?, digits));
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Broken> {
        let word: BorrowedStrDeserializer<'de, Broken> = BorrowedStrDeserializer::new(self.text()?);
        visitor.visit_enum(word)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
        self.json(|json| json.deserialize_seq(visitor))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Broken> {
        self.json(|json| json.deserialize_map(visitor))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Broken> {
        self.json(|json| json.deserialize_struct(name, fields, visitor))
    }

    fn is_human_readable(&self) -> bool {
        false
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct tuple tuple_struct identifier ignored_any
    }
}

/// The names of a struct's fields, asked of its own `Deserialize`.
pub(crate) fn fields_of<T: de::DeserializeOwned>() -> &'static [&'static str] {
    let mut fields: &'static [&'static str] = &[];
    // The answer is always an error: no value is made, only the names are noted.
    let _ = T::deserialize(Asker(&mut fields));
    fields
}

struct Asker<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for Asker<'_> {
    type Error = Broken;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Broken> {
        *self.0 = fields;
        Err(Broken::Said("asked".into()))
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Broken> {
        Err(Broken::Said("not a struct".into()))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Broken> for Field<'de> {
    type Deserializer = Self;
    fn into_deserializer(self) -> Self {
        self
    }
}
