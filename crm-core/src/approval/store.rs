//! Limits as rows. They belong to the whole workspace, as roles do.

use super::model::{Limit, LimitedAction};
use super::rules::Limits;
use crate::base::Currency;
use crate::base::error::Result;
use crate::base::id::{Id, LimitId, RoleId};
use crate::engine::Context;
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::select::Sort;
use crate::storage::{Database, Stored, Value, statement, stored};

stored!(Limit, "crm_limit", record: "limit", LimitId, Permission::Anyone, |_| Access::default());

/// Limits, role by role.
pub(crate) const BY_ROLE: Sort<Limit> = Sort {
    columns: &["role", "action", "currency"],
    descending: false,
    key: |limit| {
        vec![
            Value::Int(limit.role.raw()),
            limit.action.as_str().into(),
            limit.currency.code().into(),
        ]
    },
};

/// The limit of a role for an action in a currency, one that was taken away too.
pub(crate) fn of(
    cx: &mut Context<'_>,
    role: RoleId,
    action: LimitedAction,
    currency: Currency,
) -> Result<Option<Limit>> {
    let found = cx.rows_for_update(
        "WHERE role = ?1 AND action = ?2 AND currency = ?3",
        &[
            Value::Int(role.raw()),
            action.as_str().into(),
            currency.code().into(),
        ],
    )?;
    Ok(found.into_iter().next())
}

/// Every limit in force.
pub(crate) fn limits(db: &mut dyn Database) -> Result<Limits> {
    let sql = format!("{} WHERE up_to IS NOT NULL", Limit::sql().select);
    let mut limits = Limits::new();
    for limit in statement::rows::<Limit>(db, &sql, &[], 0)? {
        if let Some(most) = limit.up_to {
            let of_roles = limits.entry((limit.action, limit.currency)).or_default();
            of_roles.insert(limit.role, most);
        }
    }
    Ok(limits)
}
