//! Writes a record's fields as the values of a row, through serde.

use super::Value;
use crate::base::error::Result;
use crate::base::messages::STORAGE_ROW;
use serde::ser::{self, Impossible, Serialize, SerializeStruct, Serializer};
use std::fmt;

/// A value that is no single column value, or a reason why a record cannot be written.
#[derive(Debug)]
pub(crate) enum Unfit {
    /// A list or an object: it becomes JSON text.
    Nested,
    Said(String),
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nested => f.write_str("a nested value"),
            Self::Said(reason) => f.write_str(reason),
        }
    }
}

impl std::error::Error for Unfit {}

impl ser::Error for Unfit {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Said(message.to_string())
    }
}

/// The values of a struct's fields in order, leaving out its children.
pub(super) fn values<T: Serialize>(
    record: &T,
    children: &'static [&'static str],
    columns: usize,
) -> Result<Vec<Value>> {
    let writer = Writer {
        values: Vec::with_capacity(columns),
        children,
    };
    record
        .serialize(writer)
        .map_err(|unfit| STORAGE_ROW.error().with("reason", unfit.to_string()))
}

struct Writer {
    values: Vec<Value>,
    children: &'static [&'static str],
}

impl SerializeStruct for Writer {
    type Ok = Vec<Value>;
    type Error = Unfit;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Unfit> {
        if self.children.contains(&name) {
            return Ok(());
        }
        let value = match value.serialize(Column) {
            Err(Unfit::Nested) => serde_json::to_string(value)
                .map(Value::Text)
                .map_err(|error| Unfit::Said(error.to_string()))?,
            other => other?,
        };
        self.values.push(value);
        Ok(())
    }

    fn end(self) -> Result<Vec<Value>, Unfit> {
        Ok(self.values)
    }
}

macro_rules! refuse {
    ($answer:ty; $($method:ident($($argument:ty),*);)*) => {$(
        fn $method(self $(, _: $argument)*) -> Result<$answer, Unfit> {
            Err(Unfit::Said(concat!("cannot be kept: ", stringify!($method)).into()))
        }
    )*};
}

impl Serializer for Writer {
    type Ok = Vec<Value>;
    type Error = Unfit;
    type SerializeSeq = Impossible<Vec<Value>, Unfit>;
    type SerializeTuple = Impossible<Vec<Value>, Unfit>;
    type SerializeTupleStruct = Impossible<Vec<Value>, Unfit>;
    type SerializeTupleVariant = Impossible<Vec<Value>, Unfit>;
    type SerializeMap = Impossible<Vec<Value>, Unfit>;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<Vec<Value>, Unfit>;

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Unfit> {
        Ok(self)
    }

    refuse! { Vec<Value>;
        serialize_bool(bool); serialize_i8(i8); serialize_i16(i16); serialize_i32(i32);
        serialize_i64(i64); serialize_u8(u8); serialize_u16(u16); serialize_u32(u32);
        serialize_u64(u64); serialize_f32(f32); serialize_f64(f64); serialize_char(char);
        serialize_str(&str); serialize_bytes(&[u8]); serialize_none(); serialize_unit();
        serialize_unit_struct(&'static str);
        serialize_unit_variant(&'static str, u32, &'static str);
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Vec<Value>, Unfit> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Vec<Value>, Unfit> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Vec<Value>, Unfit> {
        Err(Unfit::Nested)
    }

    refuse! { Impossible<Vec<Value>, Unfit>;
        serialize_seq(Option<usize>); serialize_tuple(usize);
        serialize_tuple_struct(&'static str, usize); serialize_map(Option<usize>);
        serialize_tuple_variant(&'static str, u32, &'static str, usize);
        serialize_struct_variant(&'static str, u32, &'static str, usize);
    }

    fn is_human_readable(&self) -> bool {
        false
    }
}

/// One column's value.
struct Column;

macro_rules! whole {
    ($($method:ident $type:ty),*) => {$(
        fn $method(self, value: $type) -> Result<Value, Unfit> {
            i64::try_from(value).map(Value::Int).map_err(|error| Unfit::Said(error.to_string()))
        }
    )*};
}

macro_rules! nested {
    ($($method:ident($($argument:ty),*);)*) => {$(
        fn $method(self $(, _: $argument)*) -> Result<Impossible<Value, Unfit>, Unfit> {
            Err(Unfit::Nested)
        }
    )*};
}

impl Serializer for Column {
    type Ok = Value;
    type Error = Unfit;
    type SerializeSeq = Impossible<Value, Unfit>;
    type SerializeTuple = Impossible<Value, Unfit>;
    type SerializeTupleStruct = Impossible<Value, Unfit>;
    type SerializeTupleVariant = Impossible<Value, Unfit>;
    type SerializeMap = Impossible<Value, Unfit>;
    type SerializeStruct = Impossible<Value, Unfit>;
    type SerializeStructVariant = Impossible<Value, Unfit>;

    whole! {
        serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64, serialize_u8 u8,
        serialize_u16 u16, serialize_u32 u32, serialize_u64 u64
    }

    fn serialize_bool(self, value: bool) -> Result<Value, Unfit> {
        Ok(Value::Int(i64::from(value)))
    }

    fn serialize_str(self, value: &str) -> Result<Value, Unfit> {
        Ok(Value::Text(value.to_owned()))
    }

    fn serialize_char(self, value: char) -> Result<Value, Unfit> {
        Ok(Value::Text(value.to_string()))
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<Value, Unfit> {
        Ok(Value::Bytes(value.to_owned()))
    }

    fn serialize_none(self) -> Result<Value, Unfit> {
        Ok(Value::Null)
    }

    fn serialize_unit(self) -> Result<Value, Unfit> {
        Ok(Value::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Value, Unfit> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Value, Unfit> {
        value.serialize(self)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        word: &'static str,
    ) -> Result<Value, Unfit> {
        Ok(Value::Text(word.to_owned()))
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Value, Unfit> {
        Err(Unfit::Nested)
    }

    refuse! { Value; serialize_f32(f32); serialize_f64(f64); serialize_unit_struct(&'static str); }

    nested! {
        serialize_seq(Option<usize>); serialize_tuple(usize);
        serialize_tuple_struct(&'static str, usize); serialize_map(Option<usize>);
        serialize_tuple_variant(&'static str, u32, &'static str, usize);
        serialize_struct(&'static str, usize);
        serialize_struct_variant(&'static str, u32, &'static str, usize);
    }

    fn is_human_readable(&self) -> bool {
        false
    }
}
