//! Users, departments, roles and codes as rows. They belong to the whole workspace: who may call
//! the operation may see them, so that a record can name its owner without the right to read users.

use super::access::Access;
use super::model::{CodeEntry, CodeList, Department, Role, User};
use super::permission::Permission;
use super::rules::{self, Codes};
use crate::base::CodeText;
use crate::base::error::Result;
use crate::base::id::{CodeId, DepartmentId, Id, RoleId, UserId};
use crate::base::messages::{NOT_FOUND, STORAGE_ROW};
use crate::engine::Context;
use crate::storage::{Database, Value, ValueRef, statement, stored};

stored!(User, "crm_user", record: "user", UserId, Permission::Anyone, |_| Access::default());
stored!(Department, "crm_department", record: "department", DepartmentId, Permission::Anyone,
    |_| Access::default());
stored!(Role, "crm_role", record: "role", RoleId, Permission::Anyone, |_| Access::default());
stored!(CodeEntry, "crm_code", record: "code", CodeId, Permission::Anyone, |_| Access::default());

/// Whether active users sit in a department.
pub(crate) fn has_users(db: &mut dyn Database, department: DepartmentId) -> Result<bool> {
    let sql = "SELECT id FROM crm_user WHERE department = ?1 AND active = 1 LIMIT 1";
    Ok(statement::number(db, sql, &[Value::Int(department.raw())])?.is_some())
}

/// Whether active departments stand right below a department.
pub(crate) fn has_children(db: &mut dyn Database, department: DepartmentId) -> Result<bool> {
    let sql = "SELECT id FROM crm_department WHERE parent = ?1 AND active = 1 LIMIT 1";
    Ok(statement::number(db, sql, &[Value::Int(department.raw())])?.is_some())
}

/// A department that a record or a user is put into; `field` is where it was named.
///
/// # Errors
/// `not_found`, `department.archived`.
pub(crate) fn active_department(
    cx: &mut Context<'_>,
    id: DepartmentId,
    field: &str,
) -> Result<Department> {
    let department: Department = cx.refer(id).map_err(|error| error.at(field))?;
    if department.active {
        return Ok(department);
    }
    Err(rules::DEPARTMENT_ARCHIVED
        .at(field)
        .with("department", department.id))
}

/// The codes of every list.
pub(crate) fn codes(db: &mut dyn Database) -> Result<Codes> {
    let mut codes = Codes::new();
    let sql = "SELECT list, code, active FROM crm_code";
    db.query(sql, &[], &mut |row| {
        let (ValueRef::Text(list), ValueRef::Text(code)) = (row.value(0)?, row.value(1)?) else {
            return Err(STORAGE_ROW.error().with("reason", "a code is no text"));
        };
        let list = serde_json::from_value::<CodeList>(list.into())
            .map_err(|error| STORAGE_ROW.error().with("reason", error.to_string()))?;
        let active = row.value(2)? == ValueRef::Int(1);
        codes
            .entry(list)
            .or_default()
            .insert(code.to_owned(), active);
        Ok(())
    })?;
    Ok(codes)
}

/// The id of a code.
pub(crate) fn code_id(
    db: &mut dyn Database,
    list: CodeList,
    code: &CodeText,
) -> Result<Option<CodeId>> {
    let sql = "SELECT id FROM crm_code WHERE list = ?1 AND code = ?2";
    let found = statement::number(db, sql, &[list.as_str().into(), code.as_str().into()])?;
    Ok(found.map(CodeId::from_raw))
}

/// A code that is about to be changed.
///
/// # Errors
/// `not_found`, `denied`, `conflict`.
pub(crate) fn code_for_update(
    cx: &mut Context<'_>,
    list: CodeList,
    code: &CodeText,
    version: Option<i64>,
) -> Result<CodeEntry> {
    match code_id(cx.db(), list, code)? {
        Some(id) => cx.load_for_update(id, version),
        None => Err(NOT_FOUND
            .at("code")
            .with("record", "code")
            .with("list", list)
            .with("id", code)),
    }
}
