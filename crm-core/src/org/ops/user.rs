//! Users: who sessions are opened as.

use crate::base::error::{Refusal, Result};
use crate::base::id::{DepartmentId, Id, RoleId, UserId};
use crate::base::{CodeText, Extra, Name, Page, Patch};
use crate::engine::{Context, Kind, Operation};
use crate::org::access::Access;
use crate::org::model::{Role, User};
use crate::org::permission::Permission;
use crate::org::rules::{self, DEPARTMENT_ARCHIVED, ROLE_ARCHIVED, ROLE_TWICE};
use crate::org::store;
use crate::storage::Value;
use crate::storage::select::{Select, Sort};
use serde::{Deserialize, Serialize};

/// Creates a user. Needs `org.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// The host's own key, unique among users: what sessions are opened with.
    pub key: CodeText,
    /// The person's name.
    pub name: Name,
    /// The department the user sits in.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// The roles held, each once, at most 100.
    #[serde(default)]
    pub roles: Vec<RoleId>,
    /// The host's own data, at most 16 KiB.
    #[serde(default)]
    pub extra: Option<Extra>,
}

arguments!(Create { key: CodeText, name: Name } else department, roles, extra);

impl Operation for Create {
    const NAME: &'static str = "user.create";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OrgWrite;
    const REFUSES: &'static [Refusal] = &[ROLE_TWICE, DEPARTMENT_ARCHIVED, ROLE_ARCHIVED];
    type Output = User;

    fn run(&self, cx: &mut Context<'_>) -> Result<User> {
        cx.demand(Permission::OrgWrite, Access::default())?;
        rules::roles(&self.roles)?;
        cx.reconfigure()?;
        let user = User {
            id: cx.new_id()?,
            version: 1,
            key: self.key.clone(),
            name: self.name.clone(),
            department: self.department,
            roles: self.roles.clone(),
            active: true,
            extra: self.extra.clone(),
            created_at: cx.now(),
        };
        fitting(cx, None, &user)?;
        cx.insert(&user, "created")?;
        Ok(user)
    }
}

/// Changes a user: absent fields stay. Open sessions of the user see the change with their next
/// operation. Needs `org.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// The user.
    pub user: UserId,
    /// The version it was read at; `conflict` when it has changed since.
    #[serde(default)]
    pub version: Option<i64>,
    /// The host's own key, unique among users.
    #[serde(default)]
    pub key: Option<CodeText>,
    /// The person's name.
    #[serde(default)]
    pub name: Option<Name>,
    /// The department the user sits in; `null` for none.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub department: Patch<DepartmentId>,
    /// All roles held, each once, at most 100.
    #[serde(default)]
    pub roles: Option<Vec<RoleId>>,
    /// The host's own data, at most 16 KiB; `null` for none.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub extra: Patch<Extra>,
}

arguments!(Update { user: UserId } else version, key, name, department, roles, extra);

impl Operation for Update {
    const NAME: &'static str = "user.update";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OrgWrite;
    const REFUSES: &'static [Refusal] = &[ROLE_TWICE, DEPARTMENT_ARCHIVED, ROLE_ARCHIVED];
    type Output = User;

    fn run(&self, cx: &mut Context<'_>) -> Result<User> {
        cx.reconfigure()?;
        let before: User = cx.load_for_update(self.user, self.version)?;
        let mut user = before.clone();
        if let Some(key) = &self.key {
            user.key = key.clone();
        }
        if let Some(name) = &self.name {
            user.name = name.clone();
        }
        self.department.apply(&mut user.department);
        if let Some(roles) = &self.roles {
            user.roles.clone_from(roles);
        }
        self.extra.clone().apply(&mut user.extra);
        rules::roles(&user.roles)?;
        fitting(cx, Some(&before), &user)?;
        cx.update(&before, &mut user, "updated")?;
        Ok(user)
    }
}

/// Checks what is new in a user: the key is free, the department and the roles exist and are in
/// use. An archived role that the user already holds may stay.
fn fitting(cx: &mut Context<'_>, before: Option<&User>, user: &User) -> Result<()> {
    if before.is_none_or(|before| before.key != user.key) {
        cx.free::<User>("key", &user.key)?;
    }
    if let Some(department) = user.department
        && before.is_none_or(|before| before.department != user.department)
    {
        store::active_department(cx, department, "department")?;
    }
    for (index, id) in user.roles.iter().enumerate() {
        if before.is_some_and(|before| before.roles.contains(id)) {
            continue;
        }
        let field = format!("roles[{index}]");
        let role: Role = cx.refer(*id).map_err(|error| error.at(&field))?;
        if !role.active {
            return Err(ROLE_ARCHIVED.at(field).with("role", id));
        }
    }
    Ok(())
}

/// Archives a user: no session can be opened as the user any more, and an open one is `denied` with
/// its next operation. The key stays taken; records keep naming the user. Archiving twice changes
/// nothing. Needs `org.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Archive {
    /// The user.
    pub user: UserId,
    /// The version it was read at; `conflict` when it has changed since.
    #[serde(default)]
    pub version: Option<i64>,
}

arguments!(Archive { user: UserId } else version);

impl Operation for Archive {
    const NAME: &'static str = "user.archive";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OrgWrite;
    const REFUSES: &'static [Refusal] = &[];
    type Output = User;

    fn run(&self, cx: &mut Context<'_>) -> Result<User> {
        cx.reconfigure()?;
        let before: User = cx.load_for_update(self.user, self.version)?;
        let mut user = before.clone();
        user.active = false;
        cx.update(&before, &mut user, "archived")?;
        Ok(user)
    }
}

/// Takes an archived user back, with the roles it had. Needs `org.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Restore {
    /// The user.
    pub user: UserId,
    /// The version it was read at; `conflict` when it has changed since.
    #[serde(default)]
    pub version: Option<i64>,
}

arguments!(Restore { user: UserId } else version);

impl Operation for Restore {
    const NAME: &'static str = "user.restore";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OrgWrite;
    const REFUSES: &'static [Refusal] = &[DEPARTMENT_ARCHIVED];
    type Output = User;

    fn run(&self, cx: &mut Context<'_>) -> Result<User> {
        cx.reconfigure()?;
        let before: User = cx.load_for_update(self.user, self.version)?;
        if let Some(department) = before.department {
            store::active_department(cx, department, "user.department")?;
        }
        let mut user = before.clone();
        user.active = true;
        cx.update(&before, &mut user, "restored")?;
        Ok(user)
    }
}

/// Reads a user.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// The user.
    pub user: UserId,
}

impl Operation for Get {
    const NAME: &'static str = "user.get";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::OrgRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = User;

    fn run(&self, cx: &mut Context<'_>) -> Result<User> {
        cx.refer(self.user)
    }
}

/// Lists users by key.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Only the user with this key.
    #[serde(default)]
    pub key: Option<CodeText>,
    /// Only users sitting right in this department.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// Archived users too.
    #[serde(default)]
    pub include_archived: bool,
    /// Users wanted, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// Where to continue: `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

const BY_KEY: Sort<User> = Sort {
    columns: &["key"],
    descending: false,
    key: |user| vec![user.key.as_str().into()],
};

impl Operation for List {
    const NAME: &'static str = "user.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::OrgRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Page<User>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<User>> {
        let mut select = Select::new();
        select.equal("key", self.key.as_deref());
        select.equal("department", self.department.map(Id::raw));
        if !self.include_archived {
            select.and("active = ?", [Value::Int(1)]);
        }
        cx.page(select, &BY_KEY, self.limit, self.after.as_deref())
    }
}
