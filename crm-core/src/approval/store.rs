//! Limits and requests as rows. Limits belong to the whole workspace, as roles do; a request stands
//! where the record it is about stood when it was filed.

use super::model::{ApprovableOperation, Approval, Limit, LimitedAction};
use super::ops;
use super::rules::limit::Limits;
use crate::base::Currency;
use crate::base::error::Result;
use crate::base::id::{ApprovalId, Id, LimitId, RoleId};
use crate::engine::Context;
use crate::org::access::{Access, Reach};
use crate::org::permission::Permission;
use crate::storage::select::{Select, Sort};
use crate::storage::{Database, Stored, Value, statement, stored};

stored!(Limit, "crm_limit", record: "limit", LimitId, Permission::Anyone, |_| Access::default());
stored!(Approval, "crm_approval", record: "approval", ApprovalId, Permission::ApprovalRead,
    Approval::access);

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

/// Narrows a list of requests to those of others that the actor may decide on, as far as the
/// permission of each operation goes.
pub(crate) fn for_actor(select: &mut Select, cx: &Context<'_>) -> Result<()> {
    if let Some(user) = cx.actor().user {
        let others = "(requested_by IS NULL OR requested_by <> ?)";
        select.and(others, [Value::Int(user.raw())]);
    }
    let (mut ways, mut values) = (Vec::new(), Vec::new());
    for operation in ApprovableOperation::ALL {
        let needs = ops::entry(*operation)?.needs;
        let named = "coalesce(operation, '') = ?";
        let (way, of_way) = match cx.reach(needs) {
            Reach::Nothing => continue,
            Reach::Everything => (named.to_owned(), Vec::new()),
            Reach::Owner(user) => (format!("{named} AND +owner = ?"), vec![user]),
            Reach::Departments { departments, owner } => {
                let marks = vec!["?"; departments.len()].join(", ");
                let own = owner.map_or("", |_| " OR +owner = ?");
                let way = format!("{named} AND (+department IN ({marks}){own})");
                (way, departments.into_iter().chain(owner).collect())
            }
        };
        ways.push(format!("({way})"));
        values.push(operation.as_str().into());
        values.extend(of_way.into_iter().map(Value::Int));
    }
    if ways.is_empty() {
        select.and("1 = 0", []);
    } else {
        select.and(&format!("({})", ways.join(" OR ")), values);
    }
    Ok(())
}
