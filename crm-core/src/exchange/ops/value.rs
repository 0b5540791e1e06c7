//! `exchange.value`: a value for an order that was approved without one.

use super::get::Valued;
use crate::base::Date;
use crate::base::date::IN_FUTURE;
use crate::base::error::{Refusal, Result};
use crate::base::id::OrderId;
use crate::collection::detail::standing;
use crate::collection::store::{details_of, plans_of};
use crate::currency::rules::RATE_MISSING;
use crate::engine::{Ahead, Context, Kind, Operation};
use crate::exchange::rules::{FIXED, SAME_CURRENCY};
use crate::exchange::{steps, store};
use crate::order;
use crate::order::Status;
use crate::order::rules::NOT_APPROVED;
use crate::org::permission::Permission;
use serde::{Deserialize, Serialize};

/// Fixes the value of an approved order in the workspace's currency where the approval found no
/// rate (M32, M33). What has settled its plans takes its part of the value.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Value {
    /// The order, in another currency than the workspace's.
    pub order: OrderId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// The day whose rate holds, not in the future; the day of the approval when not given.
    #[serde(default)]
    pub on: Option<Date>,
}

arguments!(Value { order: OrderId } else version, on);

impl Operation for Value {
    const NAME: &'static str = "exchange.value";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OrderApprove;
    const REFUSES: &'static [Refusal] =
        &[SAME_CURRENCY, NOT_APPROVED, FIXED, IN_FUTURE, RATE_MISSING];
    type Output = Valued;

    fn ahead(&self, ahead: &mut Ahead) {
        order::store::ahead_for_update(ahead, self.order);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Valued> {
        let order = order::store::load_for_update(cx, self.order, self.version)?;
        if order.currency == cx.settings().currency {
            let error = SAME_CURRENCY.at("order");
            return Err(error.with("currency", order.currency));
        }
        if !matches!(order.status, Status::Approved | Status::Completed) {
            return Err(NOT_APPROVED.at("order").with("status", order.status));
        }
        // Nobody settles a plan meanwhile.
        let plans = plans_of(cx, order.id)?;
        let found = store::of_order(cx, order.id)?;
        let stands = found
            .filter(|value| value.closed_on.is_none() && value.revision == Some(order.revision));
        if let Some(value) = stands {
            let error = FIXED.at("order").with("base_amount", value.base_amount);
            return Err(error.with("base_currency", value.base_currency));
        }
        let on = cx.day(self.on.or(order.approved_on), "on")?;
        steps::fix(cx, &order, on)?;
        let mut details = Vec::new();
        for plan in &plans {
            let own = details_of(cx, plan.id)?;
            details.extend(standing(&own).cloned());
        }
        details.sort_by_key(|detail| (detail.effective_on, detail.id));
        steps::settled(cx, &details)?;
        Valued::of_order(cx, order.id)
    }
}
