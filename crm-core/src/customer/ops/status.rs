//! Taking a customer out of use and back.

use super::super::model::Customer;
use crate::base::Lifecycle;
use crate::base::error::{Refusal, Result};
use crate::base::id::CustomerId;
use crate::engine::{Context, Kind, Operation};
use crate::org::permission::Permission;
use serde::{Deserialize, Serialize};

/// Archives a customer: it takes no new orders, and what it has stays. Its credit code becomes free
/// for another customer.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Archive {
    /// The customer.
    pub customer: CustomerId,
    /// The version the change is based on; refused with `conflict` when it has moved on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
}

arguments!(Archive { customer: CustomerId } else version);

impl Operation for Archive {
    const NAME: &'static str = "customer.archive";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::CustomerWrite;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Customer;

    fn run(&self, cx: &mut Context<'_>) -> Result<Customer> {
        let before: Customer = cx.load_for_update(self.customer, self.version)?;
        let mut after = before.clone();
        after.status = Lifecycle::Archived;
        cx.update(&before, &mut after, "archived")?;
        Ok(after)
    }
}

/// Takes an archived customer back into use; refused with `taken` when another active customer has
/// its credit code by now.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Restore {
    /// The customer.
    pub customer: CustomerId,
    /// The version the change is based on; refused with `conflict` when it has moved on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
}

arguments!(Restore { customer: CustomerId } else version);

impl Operation for Restore {
    const NAME: &'static str = "customer.restore";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::CustomerWrite;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Customer;

    fn run(&self, cx: &mut Context<'_>) -> Result<Customer> {
        let before: Customer = cx.load_for_update(self.customer, self.version)?;
        let mut after = before.clone();
        after.status = Lifecycle::Active;
        super::check(cx, Some(&before), &mut after)?;
        cx.update(&before, &mut after, "restored")?;
        Ok(after)
    }
}
