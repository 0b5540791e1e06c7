//! Departments: the tree that scopes reach along.

use crate::base::error::{Refusal, Result};
use crate::base::id::{DepartmentId, Id};
use crate::base::{CodeText, Extra, Name, Page, Patch};
use crate::engine::{Context, Kind, Operation};
use crate::org::access::Access;
use crate::org::model::Department;
use crate::org::permission::Permission;
use crate::org::rules::{self, CYCLE, DEPARTMENT_ARCHIVED, HAS_CHILDREN, HAS_USERS, TOO_DEEP};
use crate::org::store;
use crate::storage::select::{Select, Sort};
use crate::storage::{Value, tree};
use serde::{Deserialize, Serialize};

/// Creates a department. Needs `org.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// Its name.
    pub name: Name,
    /// The department above it; at the top when not given. The tree has at most 64 levels.
    #[serde(default)]
    pub parent: Option<DepartmentId>,
    /// The host's own key, unique among departments.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// The host's own data, at most 16 KiB.
    #[serde(default)]
    pub extra: Option<Extra>,
}

arguments!(Create { name: Name } else parent, external_ref, extra);

impl Operation for Create {
    const NAME: &'static str = "department.create";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OrgWrite;
    const REFUSES: &'static [Refusal] = &[DEPARTMENT_ARCHIVED, TOO_DEEP];
    type Output = Department;

    fn run(&self, cx: &mut Context<'_>) -> Result<Department> {
        cx.demand(Permission::OrgWrite, Access::default())?;
        cx.reconfigure()?;
        let department = Department {
            id: cx.new_id()?,
            version: 1,
            name: self.name.clone(),
            parent: self.parent,
            active: true,
            external_ref: self.external_ref.clone(),
            extra: self.extra.clone(),
            created_at: cx.now(),
        };
        place(cx, &department, 1)?;
        if let Some(external) = &self.external_ref {
            cx.free::<Department>("external_ref", external)?;
        }
        cx.insert(&department, "created")?;
        Ok(department)
    }
}

/// Renames or moves a department: absent fields stay. What it holds moves with it, and open
/// sessions see the new tree with their next operation. Needs `org.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// The department.
    pub department: DepartmentId,
    /// The version it was read at; `conflict` when it has changed since.
    #[serde(default)]
    pub version: Option<i64>,
    /// Its name.
    #[serde(default)]
    pub name: Option<Name>,
    /// The department above it; `null` for the top. The tree has at most 64 levels.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub parent: Patch<DepartmentId>,
    /// The host's own key, unique among departments; `null` for none.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub external_ref: Patch<CodeText>,
    /// The host's own data, at most 16 KiB; `null` for none.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub extra: Patch<Extra>,
}

arguments!(Update { department: DepartmentId } else version, name, parent, external_ref, extra);

impl Operation for Update {
    const NAME: &'static str = "department.update";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OrgWrite;
    const REFUSES: &'static [Refusal] = &[DEPARTMENT_ARCHIVED, CYCLE, TOO_DEEP];
    type Output = Department;

    fn run(&self, cx: &mut Context<'_>) -> Result<Department> {
        cx.reconfigure()?;
        let before: Department = cx.load_for_update(self.department, self.version)?;
        let mut department = before.clone();
        if let Some(name) = &self.name {
            department.name = name.clone();
        }
        self.parent.apply(&mut department.parent);
        self.external_ref
            .clone()
            .apply(&mut department.external_ref);
        self.extra.clone().apply(&mut department.extra);
        if department.parent != before.parent {
            let levels = tree::levels::<Department>(cx.db(), before.id)?;
            place(cx, &department, levels)?;
        }
        if let Some(external) = &department.external_ref
            && before.external_ref != department.external_ref
        {
            cx.free::<Department>("external_ref", external)?;
        }
        cx.update(&before, &mut department, "updated")?;
        Ok(department)
    }
}

/// Checks that a department may stand below its parent.
fn place(cx: &mut Context<'_>, department: &Department, levels: usize) -> Result<()> {
    let above = match department.parent {
        None => Vec::new(),
        Some(parent) => {
            store::active_department(cx, parent, "parent")?;
            tree::above::<Department>(cx.db(), parent)?
        }
    };
    rules::placement(department.id, &above, levels)
}

/// Archives a department that no active user sits in and no active department stands below.
/// Records keep naming it, and scopes still reach them. Archiving twice changes nothing. Needs
/// `org.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Archive {
    /// The department.
    pub department: DepartmentId,
    /// The version it was read at; `conflict` when it has changed since.
    #[serde(default)]
    pub version: Option<i64>,
}

arguments!(Archive { department: DepartmentId } else version);

impl Operation for Archive {
    const NAME: &'static str = "department.archive";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OrgWrite;
    const REFUSES: &'static [Refusal] = &[HAS_USERS, HAS_CHILDREN];
    type Output = Department;

    fn run(&self, cx: &mut Context<'_>) -> Result<Department> {
        cx.reconfigure()?;
        let before: Department = cx.load_for_update(self.department, self.version)?;
        if store::has_users(cx.db(), before.id)? {
            return Err(HAS_USERS.at("department"));
        }
        if store::has_children(cx.db(), before.id)? {
            return Err(HAS_CHILDREN.at("department"));
        }
        let mut department = before.clone();
        department.active = false;
        cx.update(&before, &mut department, "archived")?;
        Ok(department)
    }
}

/// Takes an archived department back below its parent. Needs `org.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Restore {
    /// The department.
    pub department: DepartmentId,
    /// The version it was read at; `conflict` when it has changed since.
    #[serde(default)]
    pub version: Option<i64>,
}

arguments!(Restore { department: DepartmentId } else version);

impl Operation for Restore {
    const NAME: &'static str = "department.restore";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OrgWrite;
    const REFUSES: &'static [Refusal] = &[DEPARTMENT_ARCHIVED];
    type Output = Department;

    fn run(&self, cx: &mut Context<'_>) -> Result<Department> {
        cx.reconfigure()?;
        let before: Department = cx.load_for_update(self.department, self.version)?;
        if let Some(parent) = before.parent {
            store::active_department(cx, parent, "department.parent")?;
        }
        let mut department = before.clone();
        department.active = true;
        cx.update(&before, &mut department, "restored")?;
        Ok(department)
    }
}

/// Reads a department.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// The department.
    pub department: DepartmentId,
}

impl Operation for Get {
    const NAME: &'static str = "department.get";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::OrgRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Department;

    fn run(&self, cx: &mut Context<'_>) -> Result<Department> {
        cx.refer(self.department)
    }
}

/// Lists departments by name.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Only the one with this key of the host's own.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// Only departments right below this one.
    #[serde(default)]
    pub parent: Option<DepartmentId>,
    /// Archived departments too.
    #[serde(default)]
    pub include_archived: bool,
    /// Departments wanted, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// Where to continue: `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

const BY_NAME: Sort<Department> = Sort {
    columns: &["name", "id"],
    descending: false,
    key: |department| {
        vec![
            department.name.as_str().into(),
            Value::Int(department.id.raw()),
        ]
    },
};

impl Operation for List {
    const NAME: &'static str = "department.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::OrgRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Page<Department>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<Department>> {
        let mut select = Select::new();
        select.few("external_ref", self.external_ref.as_deref());
        select.equal("parent", self.parent.map(Id::raw));
        if !self.include_archived {
            select.and("active = ?", [Value::Int(1)]);
        }
        cx.page(select, &BY_NAME, self.limit, self.after.as_deref())
    }
}
