//! Who a session acts as.

use super::access::{Actor, HeldRole};
use super::model::{Department, Role, User};
use crate::base::error::Result;
use crate::base::id::{Id, UserId};
use crate::base::messages::NOT_FOUND;
use crate::storage::{Database, Stored, Value, statement, tree};
use std::collections::BTreeMap;

/// The actor of a user's key.
///
/// # Errors
/// `not_found` at `user` when there is no such user or the user is archived.
pub(crate) fn load(db: &mut dyn Database, key: &str) -> Result<Actor> {
    let nobody = || NOT_FOUND.at("user").with("record", "user").with("id", key);
    // A key has no control characters, and PostgreSQL takes no text with this one.
    if key.contains('\0') {
        return Err(nobody());
    }
    let sql = format!("{} WHERE key = ?1", User::sql().select);
    let user: Option<User> = statement::row(db, &sql, &[key.into()], 0)?;
    match user.filter(|user| user.active) {
        Some(user) => actor(db, user),
        None => Err(nobody()),
    }
}

/// The actor of a user whose session is open; nothing once the user is archived.
pub(crate) fn reload(db: &mut dyn Database, user: UserId) -> Result<Option<Actor>> {
    let user: Option<User> = statement::row(db, &User::sql().by_id, &[Value::Int(user.raw())], 0)?;
    user.filter(|user| user.active)
        .map(|user| actor(db, user))
        .transpose()
}

fn actor(db: &mut dyn Database, user: User) -> Result<Actor> {
    let mut grants = BTreeMap::new();
    let mut held = Vec::new();
    for role in roles(db, &user)? {
        for grant in &role.grants {
            let scope = grants.entry(grant.permission).or_insert(grant.scope);
            *scope = grant.scope.max(*scope);
        }
        held.push(HeldRole {
            role: role.id,
            grants: role.grants,
        });
    }
    Ok(Actor {
        below: match user.department {
            Some(department) => tree::below::<Department>(db, department)?,
            None => Vec::new(),
        },
        user: Some(user.id),
        key: user.key.to_string(),
        department: user.department,
        grants,
        roles: held,
    })
}

/// The active roles of a user.
fn roles(db: &mut dyn Database, user: &User) -> Result<Vec<Role>> {
    if user.roles.is_empty() {
        return Ok(Vec::new());
    }
    let marks: Vec<String> = (1..=user.roles.len())
        .map(|index| format!("?{index}"))
        .collect();
    let sql = format!(
        "{} WHERE id IN ({}) AND active = 1",
        Role::sql().select,
        marks.join(", ")
    );
    let values: Vec<Value> = user.roles.iter().map(|id| Value::Int(id.raw())).collect();
    statement::rows(db, &sql, &values, 0)
}
