//! Handing an order over to another salesperson.

use crate::base::Patch;
use crate::base::error::{Refusal, Result};
use crate::base::id::{DepartmentId, OrderId, UserId};
use crate::collection::steps;
use crate::delivery;
use crate::engine::{Context, Kind, Operation};
use crate::invoice;
use crate::order::model::Order;
use crate::order::rules::{self, NOT_ASSIGNABLE};
use crate::order::store;
use crate::org;
use crate::org::permission::Permission;
use crate::org::rules::{DEPARTMENT_ARCHIVED, USER_ARCHIVED};
use crate::storage::Record;
use serde::{Deserialize, Serialize};

/// Hands an order with its collection plans and tax invoices over to another salesperson, whatever
/// its status but submitted: whose order it is must not change while its approval is being decided.
/// Needs the permission where the order is and where it goes.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Assign {
    /// The order.
    pub order: OrderId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// Its new salesperson.
    pub owner: UserId,
    /// The department it belongs to; the new salesperson's when not given.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub department: Patch<DepartmentId>,
}

arguments!(Assign { order: OrderId, owner: UserId } else version, department);

impl Operation for Assign {
    const NAME: &'static str = "order.assign";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OrderWrite;
    const REFUSES: &'static [Refusal] = &[NOT_ASSIGNABLE, USER_ARCHIVED, DEPARTMENT_ARCHIVED];
    type Output = Order;

    fn run(&self, cx: &mut Context<'_>) -> Result<Order> {
        let before = store::load_for_update(cx, self.order, self.version)?;
        let mut after = before.clone();
        after.owner = Some(self.owner);
        self.department.apply(&mut after.department);
        after.department =
            org::place::of_changed(cx, before.access(), after.access(), &self.department)?;
        cx.demand(Self::NEEDS, after.access())?;
        rules::assignable(&before)?;
        org::place::check(cx, before.access(), after.access())?;
        steps::assign(cx, &after)?;
        delivery::store::assign(cx, &after)?;
        invoice::steps::assign(cx, &after)?;
        cx.update(&before, &mut after, "assigned")?;
        Ok(after)
    }
}
