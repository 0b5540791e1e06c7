//! Code lists: the host's own words for types, methods, categories and reasons.

use crate::base::error::{Refusal, Result};
use crate::base::limits::CODES_MAX;
use crate::base::messages::{LIST_TOO_LONG, TAKEN};
use crate::base::{CodeText, Name, Page, Patch};
use crate::engine::{Context, Kind, Operation};
use crate::org::access::Access;
use crate::org::model::{CodeEntry, CodeList};
use crate::org::permission::Permission;
use crate::org::store;
use crate::storage::select::{Select, Sort};
use crate::storage::{Value, statement};
use serde::{Deserialize, Serialize};

/// Adds a code to a list. From its first code on a list accepts nothing else on new records. Needs
/// `setting.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// The list, of at most 2,000 codes.
    pub list: CodeList,
    /// The code that records carry, unique in its list; it never changes.
    pub code: CodeText,
    /// What people read.
    pub label: Name,
    /// What people read in Chinese.
    #[serde(default)]
    pub label_zh: Option<Name>,
    /// Its place in the list; equal places are ordered by code. After the last one when not given.
    #[serde(default)]
    pub position: Option<u32>,
}

arguments!(Create { list: CodeList, code: CodeText, label: Name } else label_zh, position);

impl Operation for Create {
    const NAME: &'static str = "code.create";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::SettingWrite;
    const REFUSES: &'static [Refusal] = &[];
    type Output = CodeEntry;

    fn run(&self, cx: &mut Context<'_>) -> Result<CodeEntry> {
        cx.demand(Permission::SettingWrite, Access::default())?;
        cx.reconfigure()?;
        if store::code_id(cx.db(), self.list, &self.code)?.is_some() {
            return Err(TAKEN
                .at("code")
                .with("record", "code")
                .with("value", &self.code));
        }
        let entry = CodeEntry {
            id: cx.new_id()?,
            version: 1,
            list: self.list,
            code: self.code.clone(),
            label: self.label.clone(),
            label_zh: self.label_zh.clone(),
            position: self.place(cx)?,
            active: true,
            created_at: cx.now(),
        };
        cx.insert(&entry, "created")?;
        Ok(entry)
    }
}

impl Create {
    /// The code's place in a list that still has room.
    fn place(&self, cx: &mut Context<'_>) -> Result<u32> {
        let list = [Value::from(self.list.as_str())];
        let sql = "SELECT count(*) FROM crm_code WHERE list = ?1";
        let count = statement::number(cx.db(), sql, &list)?.unwrap_or(0);
        if count >= CODES_MAX {
            return Err(LIST_TOO_LONG
                .at("list")
                .with("count", count + 1)
                .with("max", CODES_MAX));
        }
        if let Some(position) = self.position {
            return Ok(position);
        }
        let sql = "SELECT max(position) FROM crm_code WHERE list = ?1";
        let last = statement::number(cx.db(), sql, &list)?.unwrap_or(0);
        Ok(u32::try_from(last + 1).unwrap_or(u32::MAX))
    }
}

/// Changes how a code is shown: absent fields stay. Needs `setting.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// The list.
    pub list: CodeList,
    /// The code.
    pub code: CodeText,
    /// The version it was read at; `conflict` when it has changed since.
    #[serde(default)]
    pub version: Option<i64>,
    /// What people read.
    #[serde(default)]
    pub label: Option<Name>,
    /// What people read in Chinese; `null` for nothing.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub label_zh: Patch<Name>,
    /// Its place in the list; equal places are ordered by code.
    #[serde(default)]
    pub position: Option<u32>,
}

arguments!(Update { list: CodeList, code: CodeText } else version, label, label_zh, position);

impl Operation for Update {
    const NAME: &'static str = "code.update";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::SettingWrite;
    const REFUSES: &'static [Refusal] = &[];
    type Output = CodeEntry;

    fn run(&self, cx: &mut Context<'_>) -> Result<CodeEntry> {
        cx.reconfigure()?;
        let before = store::code_for_update(cx, self.list, &self.code, self.version)?;
        let mut entry = before.clone();
        if let Some(label) = &self.label {
            entry.label = label.clone();
        }
        self.label_zh.clone().apply(&mut entry.label_zh);
        entry.position = self.position.unwrap_or(entry.position);
        cx.update(&before, &mut entry, "updated")?;
        Ok(entry)
    }
}

/// Retires a code: records keep it, new ones cannot carry it. Retiring twice changes nothing.
/// Needs `setting.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Retire {
    /// The list.
    pub list: CodeList,
    /// The code.
    pub code: CodeText,
    /// The version it was read at; `conflict` when it has changed since.
    #[serde(default)]
    pub version: Option<i64>,
}

arguments!(Retire { list: CodeList, code: CodeText } else version);

impl Operation for Retire {
    const NAME: &'static str = "code.retire";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::SettingWrite;
    const REFUSES: &'static [Refusal] = &[];
    type Output = CodeEntry;

    fn run(&self, cx: &mut Context<'_>) -> Result<CodeEntry> {
        cx.reconfigure()?;
        let before = store::code_for_update(cx, self.list, &self.code, self.version)?;
        switch(cx, before, false)
    }
}

/// Takes a retired code back into its list. Needs `setting.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Restore {
    /// The list.
    pub list: CodeList,
    /// The code.
    pub code: CodeText,
    /// The version it was read at; `conflict` when it has changed since.
    #[serde(default)]
    pub version: Option<i64>,
}

arguments!(Restore { list: CodeList, code: CodeText } else version);

impl Operation for Restore {
    const NAME: &'static str = "code.restore";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::SettingWrite;
    const REFUSES: &'static [Refusal] = &[];
    type Output = CodeEntry;

    fn run(&self, cx: &mut Context<'_>) -> Result<CodeEntry> {
        cx.reconfigure()?;
        let before = store::code_for_update(cx, self.list, &self.code, self.version)?;
        switch(cx, before, true)
    }
}

fn switch(cx: &mut Context<'_>, before: CodeEntry, active: bool) -> Result<CodeEntry> {
    let mut entry = before.clone();
    entry.active = active;
    let verb = if active { "restored" } else { "retired" };
    cx.update(&before, &mut entry, verb)?;
    Ok(entry)
}

/// Lists codes by list, then by place.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Only this list.
    #[serde(default)]
    pub list: Option<CodeList>,
    /// Retired codes too.
    #[serde(default)]
    pub include_retired: bool,
    /// Codes wanted, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// Where to continue: `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

const BY_PLACE: Sort<CodeEntry> = Sort {
    columns: &["list", "position", "code"],
    descending: false,
    key: |entry| {
        let list = entry.list.as_str().into();
        vec![list, entry.position.into(), entry.code.as_str().into()]
    },
};

impl Operation for List {
    const NAME: &'static str = "code.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::SettingRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Page<CodeEntry>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<CodeEntry>> {
        let mut select = Select::new();
        select.equal("list", self.list.map(CodeList::as_str));
        if !self.include_retired {
            select.and("active = ?", [Value::Int(1)]);
        }
        cx.page(select, &BY_PLACE, self.limit, self.after.as_deref())
    }
}
