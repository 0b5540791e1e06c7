//! Settings as rows: only what differs from the defaults is kept.

use super::setting::Settings;
use crate::base::error::Result;
use crate::base::messages::STORAGE_ROW;
use crate::engine::Context;
use crate::storage::{Database, ValueRef};
use serde_json::{Map, Value};

impl Settings {
    /// The settings in force: the defaults with what the workspace has set over them.
    pub(crate) fn load(db: &mut dyn Database) -> Result<Self> {
        let mut set = Map::new();
        db.query("SELECT name, value FROM crm_setting", &[], &mut |row| {
            if let (ValueRef::Text(name), ValueRef::Text(value)) = (row.value(0)?, row.value(1)?) {
                let value = serde_json::from_str(value).map_err(|error| broken(&error))?;
                set.insert(name.to_owned(), value);
            }
            Ok(())
        })?;
        serde_json::from_value(Value::Object(set)).map_err(|error| broken(&error))
    }
}

/// Keeps a setting that differs from its default; forgets one that does not.
pub(super) fn save(cx: &mut Context<'_>, name: &str, value: &Value, default: bool) -> Result<()> {
    if default {
        let sql = "DELETE FROM crm_setting WHERE name = ?1";
        return cx.execute(sql, &[name.into()]);
    }
    let sql = "INSERT INTO crm_setting (name, value) VALUES (?1, ?2) \
               ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    cx.execute(sql, &[name.into(), value.to_string().into()])
}

fn broken(error: &serde_json::Error) -> crate::base::Error {
    STORAGE_ROW.error().with("reason", error.to_string())
}
