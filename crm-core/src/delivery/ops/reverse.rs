//! Taking a delivery back.

use crate::base::Line;
use crate::base::error::{Refusal, Result};
use crate::base::id::DeliveryId;
use crate::collection::share::SETTLED;
use crate::collection::start::{Direction, Starting};
use crate::delivery::model::{Delivered, Delivery};
use crate::delivery::rules::{self, REVERSED};
use crate::delivery::store;
use crate::engine::{Context, Kind, Operation};
use crate::order;
use crate::org::permission::Permission;
use crate::terms::Start;
use serde::{Deserialize, Serialize};

/// Takes a delivery back that did not take place or came back whole: as much of the order is to be
/// delivered again, and the plans that started with it wait again, as far as nothing has settled
/// them.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reverse {
    /// The delivery.
    pub delivery: DeliveryId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// Why, at most 1,000 characters.
    pub reason: Line,
}

arguments!(Reverse { delivery: DeliveryId, reason: Line } else version);

impl Operation for Reverse {
    const NAME: &'static str = "delivery.reverse";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::DeliveryWrite;
    const REFUSES: &'static [Refusal] = &[REVERSED, SETTLED];
    type Output = Delivered;

    fn run(&self, cx: &mut Context<'_>) -> Result<Delivered> {
        // Its order is held first, as everywhere; a delivery never changes its order.
        let found: Delivery = cx.there(self.delivery)?;
        let order = order::store::for_step(cx, found.order)?;
        let before: Delivery = cx.load_for_update(self.delivery, self.version)?;
        let before = store::with_lines(cx, before)?;
        rules::reversible(&before)?;
        let today = cx.today();
        let earlier = rules::progress(&order, &store::delivered(cx, order.id)?)?;
        let mut after = before.clone();
        after.reversed_on = Some(today);
        after.reason = Some(self.reason.clone());
        cx.update(&before, &mut after, "reversed")?;
        let progress = rules::progress(&order, &store::delivered(cx, order.id)?)?;
        let mut starting = Starting::of(cx, &order, today)?;
        let done = rules::done(&order, &progress)?;
        starting.reached(cx, Start::Delivery, done, Direction::Back)?;
        if rules::complete(&earlier) && !rules::complete(&progress) {
            starting.revoked(cx, Start::FullDelivery, None)?;
        }
        let plans = starting.changed(today)?;
        Ok(Delivered {
            delivery: after,
            complete: rules::complete(&progress),
            plans,
        })
    }
}
