//! Roles: what their holders may do, and how far.

use crate::base::error::{Refusal, Result};
use crate::base::id::RoleId;
use crate::base::{CodeText, Extra, Name, Page, Patch};
use crate::engine::{Context, Kind, Operation};
use crate::org::access::Access;
use crate::org::model::{Grant, Role};
use crate::org::permission::Permission;
use crate::org::rules::{self, NOT_GRANTABLE, PERMISSION_TWICE};
use crate::storage::Value;
use crate::storage::select::{Select, Sort};
use serde::{Deserialize, Serialize};

/// Creates a role. Needs `org.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// Its name, unique among roles.
    pub name: Name,
    /// What it grants, each permission at most once.
    #[serde(default)]
    pub grants: Vec<Grant>,
    /// The host's own key, unique among roles.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// The host's own data, at most 16 KiB.
    #[serde(default)]
    pub extra: Option<Extra>,
}

arguments!(Create { name: Name } else grants, external_ref, extra);

impl Operation for Create {
    const NAME: &'static str = "role.create";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OrgWrite;
    const REFUSES: &'static [Refusal] = &[NOT_GRANTABLE, PERMISSION_TWICE];
    type Output = Role;

    fn run(&self, cx: &mut Context<'_>) -> Result<Role> {
        cx.demand(Permission::OrgWrite, Access::default())?;
        rules::grants(&self.grants)?;
        cx.reconfigure()?;
        let role = Role {
            id: cx.new_id()?,
            version: 1,
            name: self.name.clone(),
            grants: self.grants.clone(),
            active: true,
            external_ref: self.external_ref.clone(),
            extra: self.extra.clone(),
            created_at: cx.now(),
        };
        unique(cx, None, &role)?;
        cx.insert(&role, "created")?;
        Ok(role)
    }
}

/// Changes a role: absent fields stay. Its holders' open sessions see the change with their next
/// operation. Needs `org.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// The role.
    pub role: RoleId,
    /// The version it was read at; `conflict` when it has changed since.
    #[serde(default)]
    pub version: Option<i64>,
    /// Its name, unique among roles.
    #[serde(default)]
    pub name: Option<Name>,
    /// All it grants, each permission at most once.
    #[serde(default)]
    pub grants: Option<Vec<Grant>>,
    /// The host's own key, unique among roles; `null` for none.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub external_ref: Patch<CodeText>,
    /// The host's own data, at most 16 KiB; `null` for none.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub extra: Patch<Extra>,
}

arguments!(Update { role: RoleId } else version, name, grants, external_ref, extra);

impl Operation for Update {
    const NAME: &'static str = "role.update";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OrgWrite;
    const REFUSES: &'static [Refusal] = &[NOT_GRANTABLE, PERMISSION_TWICE];
    type Output = Role;

    fn run(&self, cx: &mut Context<'_>) -> Result<Role> {
        cx.reconfigure()?;
        let before: Role = cx.load_for_update(self.role, self.version)?;
        let mut role = before.clone();
        if let Some(name) = &self.name {
            role.name = name.clone();
        }
        if let Some(grants) = &self.grants {
            rules::grants(grants)?;
            role.grants.clone_from(grants);
        }
        self.external_ref.clone().apply(&mut role.external_ref);
        self.extra.clone().apply(&mut role.extra);
        unique(cx, Some(&before), &role)?;
        cx.update(&before, &mut role, "updated")?;
        Ok(role)
    }
}

fn unique(cx: &mut Context<'_>, before: Option<&Role>, role: &Role) -> Result<()> {
    if before.is_none_or(|before| before.name != role.name) {
        cx.free::<Role>("name", &role.name)?;
    }
    if let Some(external) = &role.external_ref
        && before.is_none_or(|before| before.external_ref != role.external_ref)
    {
        cx.free::<Role>("external_ref", external)?;
    }
    Ok(())
}

/// Archives a role: its holders keep it, but it grants nothing and nobody can be given it. The name
/// stays taken. Archiving twice changes nothing. Needs `org.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Archive {
    /// The role.
    pub role: RoleId,
    /// The version it was read at; `conflict` when it has changed since.
    #[serde(default)]
    pub version: Option<i64>,
}

arguments!(Archive { role: RoleId } else version);

impl Operation for Archive {
    const NAME: &'static str = "role.archive";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OrgWrite;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Role;

    fn run(&self, cx: &mut Context<'_>) -> Result<Role> {
        switch(cx, self.role, self.version, false)
    }
}

/// Takes an archived role back: it grants its holders again what it granted. Needs `org.write`
/// with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Restore {
    /// The role.
    pub role: RoleId,
    /// The version it was read at; `conflict` when it has changed since.
    #[serde(default)]
    pub version: Option<i64>,
}

arguments!(Restore { role: RoleId } else version);

impl Operation for Restore {
    const NAME: &'static str = "role.restore";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OrgWrite;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Role;

    fn run(&self, cx: &mut Context<'_>) -> Result<Role> {
        switch(cx, self.role, self.version, true)
    }
}

fn switch(cx: &mut Context<'_>, id: RoleId, version: Option<i64>, active: bool) -> Result<Role> {
    cx.reconfigure()?;
    let before: Role = cx.load_for_update(id, version)?;
    let mut role = before.clone();
    role.active = active;
    let verb = if active { "restored" } else { "archived" };
    cx.update(&before, &mut role, verb)?;
    Ok(role)
}

/// Reads a role.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// The role.
    pub role: RoleId,
}

impl Operation for Get {
    const NAME: &'static str = "role.get";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::OrgRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Role;

    fn run(&self, cx: &mut Context<'_>) -> Result<Role> {
        cx.refer(self.role)
    }
}

/// Lists roles by name.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Only the one with this key of the host's own.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// Archived roles too.
    #[serde(default)]
    pub include_archived: bool,
    /// Roles wanted, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// Where to continue: `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

const BY_NAME: Sort<Role> = Sort {
    columns: &["name"],
    descending: false,
    key: |role| vec![role.name.as_str().into()],
};

impl Operation for List {
    const NAME: &'static str = "role.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::OrgRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Page<Role>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<Role>> {
        let mut select = Select::new();
        select.few("external_ref", self.external_ref.as_deref());
        if !self.include_archived {
            select.and("active = ?", [Value::Int(1)]);
        }
        cx.page(select, &BY_NAME, self.limit, self.after.as_deref())
    }
}

/// Lists every permission that a role may grant.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PermissionList {}

/// The permissions that a role may grant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Permissions {
    /// Their words.
    pub items: Vec<Permission>,
}

impl Operation for PermissionList {
    const NAME: &'static str = "permission.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::Anyone;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Permissions;

    fn run(&self, _: &mut Context<'_>) -> Result<Permissions> {
        let grantable = Permission::ALL.iter().copied();
        Ok(Permissions {
            items: grantable.filter(|one| *one != Permission::Anyone).collect(),
        })
    }
}
