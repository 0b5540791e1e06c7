//! Late-bound calls: a name and a JSON document in, a JSON document out.

use super::form::{located, malformed};
use super::operation::{AnyOperation, By, Entry};
use super::session::Session;
use super::strict::Strict;
use super::within::Within;
use crate::base::error::{Error, Result};
use crate::base::limits::DOCUMENT_BYTES_MAX;
use crate::base::messages::{JSON_TOO_LARGE, OPERATION_UNKNOWN, STORAGE_ROW};
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::{Map, Value};
use std::fmt;

impl Session {
    /// Runs an operation by its name. `arguments` is a JSON object; its key `request` is the
    /// request key. Answers the operation's document.
    ///
    /// # Errors
    /// `operation.unknown`, malformed arguments with the field's path, and as [`Session::run`].
    pub fn invoke(&mut self, name: &str, arguments: &str) -> Result<String> {
        invoke(By::Session(self), name, arguments)
    }
}

impl Within<'_> {
    /// Runs an operation by its name, as [`Session::invoke`] does.
    ///
    /// # Errors
    /// As [`Session::invoke`] and [`Within::run`].
    pub fn invoke(&mut self, name: &str, arguments: &str) -> Result<String> {
        invoke(By::Within(self), name, arguments)
    }
}

fn invoke(by: By<'_, '_>, name: &str, arguments: &str) -> Result<String> {
    let entry = crate::operations::find(name)
        .ok_or_else(|| OPERATION_UNKNOWN.error().with("operation", name))?;
    let (operation, request) = read(entry, arguments)?;
    // Most records fit.
    let mut answer = Vec::with_capacity(1024);
    operation.run(by, request.as_deref(), &mut answer)?;
    String::from_utf8(answer).map_err(|error| STORAGE_ROW.error().with("reason", error.to_string()))
}

/// Reads the arguments of an operation and its request key from JSON.
fn read(entry: &Entry, text: &str) -> Result<(Box<dyn AnyOperation>, Option<String>)> {
    check_size(text)?;
    let mut request = Request::default();
    let mut json = serde_json::Deserializer::from_str(text);
    let operation = {
        let envelope = Envelope {
            inner: Strict(&mut json),
            request: &mut request,
        };
        (entry.decode)(&mut <dyn erased_serde::Deserializer<'_>>::erase(envelope))
    };
    match operation {
        // What was read is well formed, but more may follow.
        Ok(operation) => json
            .end()
            .map(|()| (operation, request.key))
            .map_err(|error| malformed(&error)),
        Err(_) => Err(explain(entry, text)),
    }
}

/// Reads a document that is known to be wrong once more, noting where.
fn explain(entry: &Entry, text: &str) -> Error {
    if let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(text) {
        return malformed(&error);
    }
    let mut request = Request::default();
    let mut json = serde_json::Deserializer::from_str(text);
    let mut track = serde_path_to_error::Track::new();
    let envelope = Envelope {
        inner: Strict(&mut json),
        request: &mut request,
    };
    let tracked = serde_path_to_error::Deserializer::new(envelope, &mut track);
    let failed = (entry.decode)(&mut <dyn erased_serde::Deserializer<'_>>::erase(tracked)).err();
    let reason = failed.map(|error| error.to_string()).unwrap_or_default();
    let error = located(&reason, &track.path());
    if request.failed {
        error.at("request")
    } else {
        error
    }
}

/// Reads a JSON document that is no operation's arguments, such as the options a door opens with.
///
/// # Errors
/// `json.too_large`, `json.malformed`, and what is wrong with a field, with its path.
pub fn read_document<T: serde::de::DeserializeOwned>(text: &str) -> Result<T> {
    check_size(text)?;
    if let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(text) {
        return Err(malformed(&error));
    }
    let mut track = serde_path_to_error::Track::new();
    let mut json = serde_json::Deserializer::from_str(text);
    let tracked = serde_path_to_error::Deserializer::new(Strict(&mut json), &mut track);
    T::deserialize(tracked).map_err(|error| located(&error.to_string(), &track.path()))
}

fn check_size(text: &str) -> Result<()> {
    if text.len() <= DOCUMENT_BYTES_MAX {
        return Ok(());
    }
    Err(JSON_TOO_LARGE
        .error()
        .with("bytes", text.len())
        .with("max", DOCUMENT_BYTES_MAX))
}

/// Reads a record from a JSON value; an error names its path inside the value.
pub(crate) fn read_value<T: serde::de::DeserializeOwned>(value: serde_json::Value) -> Result<T> {
    let mut track = serde_path_to_error::Track::new();
    let tracked = serde_path_to_error::Deserializer::new(Strict(value), &mut track);
    T::deserialize(tracked).map_err(|error| located(&error.to_string(), &track.path()))
}

/// Reads the arguments of an operation from a JSON object, without a request key.
pub(crate) fn read_arguments(
    entry: &Entry,
    object: Map<String, Value>,
) -> Result<Box<dyn AnyOperation>> {
    let mut track = serde_path_to_error::Track::new();
    let strict = Strict(Value::Object(object));
    let tracked = serde_path_to_error::Deserializer::new(strict, &mut track);
    (entry.decode)(&mut <dyn erased_serde::Deserializer<'_>>::erase(tracked))
        .map_err(|error| located(&error.to_string(), &track.path()))
}

/// The key `request` beside the arguments.
#[derive(Default)]
struct Request {
    key: Option<String>,
    given: bool,
    /// Whether it is what is wrong with the document.
    failed: bool,
}

impl Request {
    fn read<'de, A: MapAccess<'de>>(&mut self, map: &mut A) -> Result<(), A::Error> {
        // Until it is read: what fails meanwhile fails here.
        self.failed = true;
        if std::mem::replace(&mut self.given, true) {
            return Err(A::Error::duplicate_field("request"));
        }
        self.key = map.next_value()?;
        self.failed = false;
        Ok(())
    }
}

/// A deserializer that takes the key `request` out of the document's object.
struct Envelope<'a, D> {
    inner: D,
    request: &'a mut Request,
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Envelope<'_, D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_map(Opened {
            visitor,
            request: self.request,
        })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier
        ignored_any
    }
}

struct Opened<'a, V> {
    visitor: V,
    request: &'a mut Request,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Opened<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_map(Fields {
            map,
            request: self.request,
        })
    }
}

struct Fields<'a, A> {
    map: A,
    request: &'a mut Request,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Fields<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        loop {
            let Some(key) = self.map.next_key::<std::borrow::Cow<'de, str>>()? else {
                return Ok(None);
            };
            if key != "request" {
                let key = serde::de::value::CowStrDeserializer::<A::Error>::new(key);
                return seed.deserialize(key).map(Some);
            }
            self.request.read(&mut self.map)?;
        }
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}
