//! The same statement for hosts that speak JSON: its values as a list, its answer as an object.

use super::super::document::read_document;
use super::super::session::Session;
use crate::base::error::Result;
use crate::base::host_sql::SQL_VALUE;
use crate::base::messages::STORAGE_ROW;
use crate::storage::{SqlAnswer, Value};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

impl Session {
    /// Runs one statement of the host's own as [`Session::sql`] does. `values` is a JSON list of
    /// whole numbers, texts, nulls, and `{"base64": "…"}` for bytes; the answer is
    /// `{"columns": ["…"], "rows": [[…]], "touched": 0}` with the same forms.
    ///
    /// # Errors
    /// As [`Session::sql`]; `json.malformed`, `json.too_large`, `field.type`, and `sql.value` at
    /// `values[0]` for any other form.
    pub fn sql_document(&mut self, text: &str, values: &str) -> Result<String> {
        let given: Vec<serde_json::Value> =
            read_document(values).map_err(|error| error.at("values"))?;
        let values = given.into_iter().enumerate().map(|(index, value)| {
            bound(value).ok_or_else(|| SQL_VALUE.at(format!("values[{index}]")))
        });
        let values: Vec<Value> = values.collect::<Result<_>>()?;
        let answer = self.sql(text, &values)?;
        serde_json::to_string(&Shown(&answer))
            .map_err(|error| STORAGE_ROW.error().with("reason", error.to_string()))
    }
}

fn bound(value: serde_json::Value) -> Option<Value> {
    match value {
        serde_json::Value::Null => Some(Value::Null),
        serde_json::Value::Number(number) => number.as_i64().map(Value::Int),
        serde_json::Value::String(text) => Some(Value::Text(text)),
        serde_json::Value::Object(fields) if fields.len() == 1 => {
            let text = fields.get("base64")?.as_str()?;
            BASE64_STANDARD.decode(text).ok().map(Value::Bytes)
        }
        _ => None,
    }
}

struct Shown<'a>(&'a SqlAnswer);

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_map(Some(3))?;
        fields.serialize_entry("columns", &self.0.columns)?;
        fields.serialize_entry("rows", &Rows(&self.0.rows))?;
        fields.serialize_entry("touched", &self.0.touched)?;
        fields.end()
    }
}

struct Rows<'a>(&'a [Vec<Value>]);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|row| Row(row)))
    }
}

struct Row<'a>(&'a [Value]);

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut row = serializer.serialize_seq(Some(self.0.len()))?;
        for value in self.0 {
            match value {
                Value::Null => row.serialize_element(&())?,
                Value::Int(value) => row.serialize_element(value)?,
                Value::Text(text) => row.serialize_element(text)?,
                Value::Bytes(bytes) => {
                    let text = BASE64_STANDARD.encode(bytes);
                    row.serialize_element(&std::collections::BTreeMap::from([("base64", text)]))?;
                }
            }
        }
        row.end()
    }
}
