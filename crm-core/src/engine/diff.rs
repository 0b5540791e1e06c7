//! What a change row says: the whole record at its creation, afterwards only what differs.

use crate::base::error::Result;
use crate::base::messages::STORAGE_ROW;
use serde::Serialize;
use serde::ser::{Impossible, SerializeMap, SerializeStruct, Serializer};
use serde_json::{Map, Value};

/// A record as canonical JSON text.
pub(super) fn whole(record: &impl Serialize) -> Result<String> {
    serde_json::to_string(record).map_err(|error| broken(&error))
}

/// Some fields of a record as a JSON object.
pub(super) fn only(record: &impl Serialize, fields: &[&'static str]) -> Result<String> {
    serde_json::to_string(&Only { record, fields }).map_err(|error| broken(&error))
}

/// The fields before and after, where a list of children is shown by its differing items only.
pub(super) fn with_children(
    before: &impl Serialize,
    after: &impl Serialize,
    fields: &[&'static str],
    children: &[&'static str],
) -> Result<(String, String)> {
    let object = |record: String| -> Result<Map<String, Value>> {
        serde_json::from_str(&record).map_err(|error| broken(&error))
    };
    let all: Vec<&'static str> = fields.iter().chain(children).copied().collect();
    let (mut old, mut new) = (object(only(before, &all)?)?, object(only(after, &all)?)?);
    for child in children {
        let (Some(Value::Array(old)), Some(Value::Array(new))) =
            (old.get_mut(*child), new.get_mut(*child))
        else {
            continue;
        };
        let same: Vec<Value> = old
            .iter()
            .filter(|item| new.contains(item))
            .cloned()
            .collect();
        old.retain(|item| !same.contains(item));
        new.retain(|item| !same.contains(item));
    }
    Ok((
        Value::Object(old).to_string(),
        Value::Object(new).to_string(),
    ))
}

fn broken(error: &serde_json::Error) -> crate::base::Error {
    STORAGE_ROW.error().with("reason", error.to_string())
}

/// A struct of which only some fields are written.
struct Only<'a, T> {
    record: &'a T,
    fields: &'a [&'static str],
}

impl<T: Serialize> Serialize for Only<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let object = serializer.serialize_map(None)?;
        self.record.serialize(Filter {
            object,
            fields: self.fields,
        })
    }
}

struct Filter<'a, M> {
    object: M,
    fields: &'a [&'static str],
}

impl<M: SerializeMap> SerializeStruct for Filter<'_, M> {
    type Ok = M::Ok;
    type Error = M::Error;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), M::Error> {
        if self.fields.contains(&name) {
            self.object.serialize_entry(name, value)?;
        }
        Ok(())
    }

    fn end(self) -> Result<M::Ok, M::Error> {
        self.object.end()
    }
}

macro_rules! structs_only {
    ($($method:ident($($argument:ty),*) -> $answer:ty;)*) => {$(
        fn $method(self $(, _: $argument)*) -> Result<$answer, M::Error> {
            Err(serde::ser::Error::custom("a record must be a struct"))
        }
    )*};
}

impl<M: SerializeMap> Serializer for Filter<'_, M> {
    type Ok = M::Ok;
    type Error = M::Error;
    type SerializeSeq = Impossible<M::Ok, M::Error>;
    type SerializeTuple = Impossible<M::Ok, M::Error>;
    type SerializeTupleStruct = Impossible<M::Ok, M::Error>;
    type SerializeTupleVariant = Impossible<M::Ok, M::Error>;
    type SerializeMap = Impossible<M::Ok, M::Error>;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<M::Ok, M::Error>;

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, M::Error> {
        Ok(self)
    }

    structs_only! {
        serialize_bool(bool) -> M::Ok;
        serialize_i8(i8) -> M::Ok;
        serialize_i16(i16) -> M::Ok;
        serialize_i32(i32) -> M::Ok;
        serialize_i64(i64) -> M::Ok;
        serialize_u8(u8) -> M::Ok;
        serialize_u16(u16) -> M::Ok;
        serialize_u32(u32) -> M::Ok;
        serialize_u64(u64) -> M::Ok;
        serialize_f32(f32) -> M::Ok;
        serialize_f64(f64) -> M::Ok;
        serialize_char(char) -> M::Ok;
        serialize_str(&str) -> M::Ok;
        serialize_bytes(&[u8]) -> M::Ok;
        serialize_none() -> M::Ok;
        serialize_unit() -> M::Ok;
        serialize_unit_struct(&'static str) -> M::Ok;
        serialize_unit_variant(&'static str, u32, &'static str) -> M::Ok;
        serialize_seq(Option<usize>) -> Self::SerializeSeq;
        serialize_tuple(usize) -> Self::SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize)
            -> Self::SerializeTupleVariant;
        serialize_map(Option<usize>) -> Self::SerializeMap;
        serialize_struct_variant(&'static str, u32, &'static str, usize)
            -> Self::SerializeStructVariant;
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<M::Ok, M::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<M::Ok, M::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<M::Ok, M::Error> {
        Err(serde::ser::Error::custom("a record must be a struct"))
    }
}
