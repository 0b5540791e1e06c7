//! How late a customer usually pays (M37).

use crate::ageing::cash::{UsualDelay, usual_delay};
use crate::ageing::store::{Filter, cash};
use crate::base::error::{Refusal, Result};
use crate::base::id::{CustomerId, Id};
use crate::customer::Customer;
use crate::engine::{Context, Kind, Operation};
use crate::org::permission::Permission;
use serde::{Deserialize, Serialize};

/// Tells how many days behind the due date a customer usually pays: the middle of its latest
/// settled plans that the actor may see, at most 50, each from its due date to the day its last
/// money counts from. The expected cash is counted with it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Delay {
    /// The customer.
    pub customer: CustomerId,
}

/// How late a customer usually pays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomerDelay {
    /// The customer.
    pub customer: CustomerId,
    /// How late it is.
    pub delay: UsualDelay,
}

impl Operation for Delay {
    const NAME: &'static str = "collection.delay";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = CustomerDelay;

    fn run(&self, cx: &mut Context<'_>) -> Result<CustomerDelay> {
        cx.there::<Customer>(self.customer)?;
        Ok(CustomerDelay {
            customer: self.customer,
            delay: of(cx, self.customer.raw())?,
        })
    }
}

/// The usual delay of a customer.
pub(super) fn of(cx: &mut Context<'_>, customer: i64) -> Result<UsualDelay> {
    let filter = Filter {
        customer: Some(customer),
        owner: None,
        department: None,
        currency: None,
        reach: cx.reach(Permission::CollectionRead),
    };
    Ok(usual_delay(cash::late(cx, &filter)?))
}
