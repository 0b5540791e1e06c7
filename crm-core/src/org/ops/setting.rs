//! Settings: what a workspace decides once.

use crate::base::CodeText;
use crate::base::error::{Error, Refusal, Result};
use crate::base::messages::STORAGE_ROW;
use crate::dunning::{self, PROCEDURE_ARCHIVED};
use crate::engine::{Context, Kind, Operation, document};
use crate::exchange;
use crate::exchange::rules::CURRENCY_IN_USE;
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::org::rules::{self, SETTING_UNKNOWN};
use crate::org::setting::Settings;
use crate::org::setting_store;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Reads one setting.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// Its name: a field of the answer of `setting.list`.
    pub name: CodeText,
}

/// One setting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Setting {
    /// Its name.
    pub name: CodeText,
    /// What is in force: the workspace's own value or the default.
    pub value: Value,
}

impl Operation for Get {
    const NAME: &'static str = "setting.get";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::SettingRead;
    const REFUSES: &'static [Refusal] = &[SETTING_UNKNOWN];
    type Output = Setting;

    fn run(&self, cx: &mut Context<'_>) -> Result<Setting> {
        let settings = object(cx.settings())?;
        Ok(Setting {
            value: known(&settings, &self.name)?.clone(),
            name: self.name.clone(),
        })
    }
}

/// Sets one setting, or takes it back to its default. Needs `setting.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Set {
    /// Its name: a field of the answer of `setting.list`.
    pub name: CodeText,
    /// The value as it stands in the answer of `setting.list`; `null` for the default.
    pub value: Value,
}

impl Operation for Set {
    const NAME: &'static str = "setting.set";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::SettingWrite;
    const REFUSES: &'static [Refusal] = &[SETTING_UNKNOWN, CURRENCY_IN_USE, PROCEDURE_ARCHIVED];
    type Output = Setting;

    fn run(&self, cx: &mut Context<'_>) -> Result<Setting> {
        cx.demand(Permission::SettingWrite, Access::default())?;
        let settings = object(cx.settings())?;
        let before = known(&settings, &self.name)?;
        let after = self.decided(cx, settings.clone())?;
        if *before != after {
            cx.reconfigure()?;
            if self.name.as_str() == "currency" && exchange::store::any(cx)? {
                let error = CURRENCY_IN_USE.at("value");
                return Err(error.with("currency", cx.settings().currency));
            }
            setting_store::save(cx, &self.name, &after, self.default()? == after)?;
            cx.note_setting(&self.name, before, &after);
        }
        Ok(Setting {
            name: self.name.clone(),
            value: after,
        })
    }
}

impl Set {
    /// The value as the settings hold it: checked, and written the one way they write it.
    fn decided(&self, cx: &mut Context<'_>, mut settings: Map<String, Value>) -> Result<Value> {
        if self.value.is_null() {
            return self.default();
        }
        settings.insert(self.name.to_string(), self.value.clone());
        let decided: Settings =
            document::read_value(Value::Object(settings)).map_err(|error| self.located(error))?;
        rules::bounds(&decided).map_err(|error| self.located(error))?;
        if let Some(calendar) = &decided.calendar
            && cx.settings().calendar.as_ref() != Some(calendar)
        {
            cx.calendar(calendar).map_err(|error| self.located(error))?;
        }
        if let Some(procedure) = decided.dunning_procedure
            && cx.settings().dunning_procedure != Some(procedure)
        {
            dunning::steps::may_use(cx, procedure, "dunning_procedure")
                .map_err(|error| self.located(error))?;
        }
        Ok(known(&object(&decided)?, &self.name)?.clone())
    }

    fn default(&self) -> Result<Value> {
        Ok(known(&object(&Settings::default())?, &self.name)?.clone())
    }

    /// An error about the setting `name` is one about the argument `value`.
    fn located(&self, error: Error) -> Error {
        let inside = error
            .field()
            .and_then(|field| field.strip_prefix(self.name.as_str()))
            .map(|rest| format!("value{rest}"));
        error.at(inside.unwrap_or_else(|| "value".to_owned()))
    }
}

/// Reads every setting in force.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct List {}

impl Operation for List {
    const NAME: &'static str = "setting.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::SettingRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Settings;

    fn run(&self, cx: &mut Context<'_>) -> Result<Settings> {
        Ok(cx.settings().clone())
    }
}

fn object(settings: &Settings) -> Result<Map<String, Value>> {
    match serde_json::to_value(settings) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(STORAGE_ROW.error().with("reason", "settings are no object")),
        Err(error) => Err(STORAGE_ROW.error().with("reason", error.to_string())),
    }
}

fn known<'a>(settings: &'a Map<String, Value>, name: &CodeText) -> Result<&'a Value> {
    settings
        .get(name.as_str())
        .ok_or_else(|| SETTING_UNKNOWN.at("name").with("name", name))
}
