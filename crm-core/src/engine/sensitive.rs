//! Fields of changes that are left out for readers without the permission to see them.

use super::context::Context;
use crate::base::error::Result;
use crate::base::id::{DepartmentId, Id, UserId};
use crate::base::messages::STORAGE_ROW;
use crate::org::access::Access;
use crate::org::permission::{Permission, SENSITIVE, Scope};
use crate::storage::{Row, Value, ValueRef};
use serde_json::Map;

type Fields = Option<Map<String, serde_json::Value>>;

/// Leaves out of a change of a record what the actor may not see of it.
pub(super) fn conceal(
    cx: &mut Context<'_>,
    (record, id): (&str, i64),
    before: &mut Fields,
    after: &mut Fields,
) -> Result<()> {
    for (kind, field, permission) in SENSITIVE {
        let named = |fields: &Fields| fields.as_ref().is_some_and(|map| map.contains_key(*field));
        if *kind != record || !(named(before) || named(after)) {
            continue;
        }
        if sees(cx, *permission, record, id)? {
            continue;
        }
        for fields in [&mut *before, &mut *after].into_iter().flatten() {
            fields.remove(*field);
        }
    }
    Ok(())
}

/// Whether the actor holds a permission for a record; where the record stands is read only when it
/// decides.
fn sees(cx: &mut Context<'_>, permission: Permission, record: &str, id: i64) -> Result<bool> {
    match cx.actor().scope(permission) {
        None => Ok(false),
        Some(Scope::All) => Ok(true),
        Some(_) => {
            let access = place(cx, record, id)?;
            Ok(cx.actor().covers(permission, access))
        }
    }
}

/// Who owns a record and where it stands, as it is today.
fn place(cx: &mut Context<'_>, record: &str, id: i64) -> Result<Access> {
    let mut access = Access::default();
    let sql = format!("SELECT owner, department FROM crm_{record} WHERE id = ?1");
    cx.db().query(&sql, &[Value::Int(id)], &mut |row| {
        access = Access {
            owner: reference(row, 0)?.map(UserId::from_raw),
            department: reference(row, 1)?.map(DepartmentId::from_raw),
        };
        Ok(())
    })?;
    Ok(access)
}

fn reference(row: &dyn Row, column: usize) -> Result<Option<i64>> {
    match row.value(column)? {
        ValueRef::Int(id) => Ok(Some(id)),
        ValueRef::Null => Ok(None),
        ValueRef::Text(_) | ValueRef::Bytes(_) => {
            Err(STORAGE_ROW.error().with("reason", "not an id"))
        }
    }
}
