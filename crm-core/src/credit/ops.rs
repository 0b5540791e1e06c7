//! Asking what is at stake with a customer.

use super::model::{CreditExposure, ExposedOrder};
use super::{rules, steps, store};
use crate::base::error::{Refusal, Result};
use crate::base::id::CustomerId;
use crate::base::limits::EXPOSED_ORDERS_MAX;
use crate::currency::rules::RATE_MISSING;
use crate::customer::Customer;
use crate::engine::{Ahead, Context, Kind, Operation};
use crate::org::permission::Permission;
use serde::{Deserialize, Serialize};

/// Answers what is at stake with a customer, what it comes from, and what is left of its credit
/// limit (M40): per currency what is open of approved orders, started and waiting, less the
/// customer's credit; and, where it has a limit, all of it in the limit's currency by today's
/// rates, less what is secured. The figures are of all its orders, so `collection.read` must reach
/// the customer itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Exposure {
    /// The customer.
    pub customer: CustomerId,
}

impl Operation for Exposure {
    const NAME: &'static str = "credit.exposure";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[RATE_MISSING];
    type Output = CreditExposure;

    fn ahead(&self, ahead: &mut Ahead) {
        ahead.read::<Customer>(self.customer);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<CreditExposure> {
        let customer: Customer = cx.load(self.customer)?;
        let open = store::open_orders(cx, customer.id)?;
        let credits = store::credits(cx, customer.id)?;
        let mut currencies = rules::exposures(&open, &credits)?;
        let standing = steps::standing(cx, &customer, &mut currencies)?;
        for entry in &mut currencies {
            let largest = rules::largest(&open, entry.currency, EXPOSED_ORDERS_MAX)?;
            let visible = store::visible(cx, &largest)?;
            for one in largest {
                if let Some(order) = visible.get(&one.order) {
                    entry.orders.push(ExposedOrder {
                        order: one.order,
                        number: order.number.clone(),
                        started: one.started.amount,
                        waiting: one.waiting.amount,
                    });
                }
            }
        }
        let currency = steps::currency_of(cx, &customer);
        let limit = customer.credit_limit;
        Ok(CreditExposure {
            customer: customer.id,
            currency,
            limit: limit.map(|limit| limit.of(currency)).transpose()?,
            secured: steps::secured_of(cx, &customer)?,
            exposure: standing.map(|standing| standing.exposure),
            available: standing.map(|standing| standing.available),
            exceeded: standing.is_some_and(|standing| standing.exceeded),
            currencies,
        })
    }
}
