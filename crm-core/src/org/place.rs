//! Whether a record may be put where it is about to be put.

use super::access::Access;
use super::model::{Department, User};
use super::rules::USER_ARCHIVED;
use super::store;
use crate::base::Patch;
use crate::base::error::Result;
use crate::base::id::{DepartmentId, UserId};
use crate::engine::{Ahead, Context};

/// Says that a place will be checked.
pub(crate) fn ahead(ahead: &mut Ahead, owner: Option<UserId>, department: Option<DepartmentId>) {
    if let Some(owner) = owner {
        ahead.refer::<User>(owner);
    }
    if let Some(department) = department {
        ahead.refer::<Department>(department);
    }
}

/// Where a new record is put: the owner given, else the actor; the department given, else the
/// owner's. An owner who does not exist is found by [`check`].
pub(crate) fn of_new(
    cx: &mut Context<'_>,
    owner: Option<UserId>,
    department: Option<DepartmentId>,
) -> Result<Access> {
    let own = cx.actor().place();
    let department = match (owner, department) {
        (_, Some(given)) => Some(given),
        (Some(owner), None) if own.owner != Some(owner) => {
            let user: Option<User> = cx.find(owner)?;
            user.and_then(|user| user.department)
        }
        _ => own.department,
    };
    Ok(Access {
        owner: owner.or(own.owner),
        department,
    })
}

/// The department of a record that changes hands: the one `given`, else the new owner's; the
/// record's own while the owner stays the same.
pub(crate) fn of_changed(
    cx: &mut Context<'_>,
    before: Access,
    after: Access,
    given: &Patch<DepartmentId>,
) -> Result<Option<DepartmentId>> {
    match after.owner {
        Some(owner) if given.is_keep() && before.owner != after.owner => {
            let user: Option<User> = cx.find(owner)?;
            Ok(user.and_then(|user| user.department))
        }
        _ => Ok(after.department),
    }
}

/// Checks the owner and the department that a record is about to get: they exist and are in use.
/// What stays as it was in `before` is not looked up; a new record's `before` is the actor's own
/// place.
///
/// # Errors
/// `not_found`, `user.archived` at `owner`; `not_found`, `department.archived` at `department`.
pub(crate) fn check(cx: &mut Context<'_>, before: Access, after: Access) -> Result<()> {
    if let Some(owner) = after.owner
        && before.owner != after.owner
    {
        let user: User = cx.refer(owner).map_err(|error| error.at("owner"))?;
        if !user.active {
            return Err(USER_ARCHIVED.at("owner").with("user", owner));
        }
    }
    if let Some(department) = after.department
        && before.department != after.department
    {
        store::active_department(cx, department, "department")?;
    }
    Ok(())
}
