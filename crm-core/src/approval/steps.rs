//! What operations of other folders ask: whether an amount is within the actor's reach, and who else
//! may act.

use super::model::{Approver, Limited};
use super::rules::limit::{self as rules, LIMIT_EXCEEDED, OfRoles, Reach};
use crate::base::error::Result;
use crate::base::id::{DepartmentId, Id, RoleId, UserId};
use crate::base::limits::APPROVERS_MAX;
use crate::engine::Context;
use crate::org::access::Access;
use crate::org::model::{Department, Role, User};
use crate::org::permission::{Permission, Scope};
use crate::storage::{Value, tree};
use std::collections::BTreeMap;

/// Users read at a time.
const USERS: i64 = 500;

/// What somebody must be able to do.
pub(crate) struct Sought<'a> {
    /// What they must hold for the record; the first one is what the limits are about.
    pub(crate) permissions: &'a [Permission],
    /// Where the record stands.
    pub(crate) access: Access,
    /// How far they must reach.
    pub(crate) limited: Option<Limited>,
    /// Who may not: nobody decides on what they did themselves.
    pub(crate) not: &'a [Option<UserId>],
}

/// Refuses an amount beyond what the actor's roles reach to for a record: of those that grant the
/// permission for it the best. `not` are those who may not act instead. The system actor reaches to
/// everything.
///
/// # Errors
/// `approval.limit_exceeded`, without a field; its detail `may_act` names who may act instead, at
/// most 20 people.
pub(crate) fn within(
    cx: &mut Context<'_>,
    permission: Permission,
    access: Access,
    limited: Limited,
    not: &[Option<UserId>],
) -> Result<()> {
    if cx.actor().user.is_none() {
        return Ok(());
    }
    let Some(limits) = of_roles(cx, &limited)? else {
        return Ok(());
    };
    let reach = Reach::best(cx.actor().granting(permission, access), Some(&limits));
    let Some(most) = reach.most().filter(|_| !reach.covers(&limited)) else {
        return Ok(());
    };
    let sought = Sought {
        permissions: &[permission],
        access,
        limited: Some(limited),
        not,
    };
    let others = may_act(cx, &sought)?;
    Err(LIMIT_EXCEEDED
        .error()
        .with("action", limited.action)
        .with("amount", limited.amount)
        .with("currency", limited.currency)
        .with("limit", most.of(limited.currency)?)
        .with("user", &cx.actor().key)
        .with("may_act", others))
}

fn of_roles(cx: &mut Context<'_>, limited: &Limited) -> Result<Option<OfRoles>> {
    let limits = cx.limits()?;
    Ok(limits.get(&(limited.action, limited.currency)).cloned())
}

/// The active users who may act, in the order of their ids, at most 20.
pub(crate) fn may_act(cx: &mut Context<'_>, sought: &Sought<'_>) -> Result<Vec<Approver>> {
    let limits = match &sought.limited {
        Some(limited) => of_roles(cx, limited)?,
        None => None,
    };
    let roles: Vec<Role> = cx.rows("WHERE active = 1 ORDER BY id", &[], 0)?;
    let mut able = granting(&roles, sought.permissions);
    if let (Some(limited), Some(first)) = (&sought.limited, able.first_mut()) {
        first.retain(|role, _| Reach::best([*role], limits.as_ref()).covers(limited));
    }
    let mut found = Vec::new();
    if able.iter().any(BTreeMap::is_empty) {
        return Ok(found);
    }
    let above = match sought.access.department {
        Some(department) => tree::above::<Department>(cx.db(), department)?,
        None => Vec::new(),
    };
    let mut last = 0;
    loop {
        let values = [Value::Int(last), Value::Int(USERS)];
        let users = "WHERE active = 1 AND id > ?1 ORDER BY id LIMIT ?2";
        let users: Vec<User> = cx.rows(users, &values, 0)?;
        let Some(highest) = users.last().map(|user| user.id.raw()) else {
            return Ok(found);
        };
        last = highest;
        let others = users.into_iter().filter(|user| {
            !sought.not.contains(&Some(user.id)) && can(user, &able, sought.access, &above)
        });
        found.extend(others.map(|user| Approver {
            key: user.key,
            name: user.name,
        }));
        if found.len() >= APPROVERS_MAX {
            found.truncate(APPROVERS_MAX);
            return Ok(found);
        }
    }
}

/// For each permission the roles that grant it, and how far.
fn granting(roles: &[Role], permissions: &[Permission]) -> Vec<BTreeMap<RoleId, Scope>> {
    let scope = |role: &Role, permission: Permission| {
        let mut grants = role.grants.iter();
        let grant = grants.find(|grant| grant.permission == permission)?;
        Some((role.id, permission.effective(grant.scope)?))
    };
    let of = |one: &Permission| roles.iter().filter_map(|role| scope(role, *one)).collect();
    permissions.iter().map(of).collect()
}

/// Whether a user's roles grant every permission for the record.
fn can(
    user: &User,
    able: &[BTreeMap<RoleId, Scope>],
    record: Access,
    above: &[DepartmentId],
) -> bool {
    able.iter().all(|granting| {
        let mut scopes = user.roles.iter().filter_map(|role| granting.get(role));
        scopes.any(|scope| rules::stands(*scope, (user.id, user.department), record, above))
    })
}
