//! Who may change what becomes of a plan, up to which amount (M39).

use super::model::Plan;
use crate::approval::steps;
use crate::approval::{Limited, LimitedAction, Subject};
use crate::base::Amount;
use crate::base::error::Result;
use crate::base::id::{Id, PlanId};
use crate::engine::Context;
use crate::org::permission::Permission;
use crate::storage::Record as _;

/// Refuses an amount beyond what the actor's roles reach to for a plan.
///
/// # Errors
/// `approval.limit_exceeded` at `plan`.
pub(crate) fn within(
    cx: &mut Context<'_>,
    plan: &Plan,
    action: LimitedAction,
    amount: Amount,
) -> Result<()> {
    let limited = Limited {
        action,
        currency: plan.currency,
        amount,
    };
    let permission = Permission::CollectionAdjust;
    let within = steps::within(cx, permission, plan.access(), limited, &[]);
    within.map_err(|error| error.at("plan"))
}

/// A plan, for who is asked to change what becomes of it; `amount` says what the limit is about.
///
/// # Errors
/// `not_found`; `number.overflow`.
pub(crate) fn subject(
    cx: &mut Context<'_>,
    id: PlanId,
    action: LimitedAction,
    amount: impl Fn(&Plan) -> Result<Amount>,
) -> Result<Subject> {
    let plan: Plan = cx.refer(id)?;
    Ok(Subject {
        record_id: plan.id.raw(),
        access: plan.access(),
        limited: Some(Limited {
            action,
            currency: plan.currency,
            amount: amount(&plan)?,
        }),
        not: Vec::new(),
    })
}
