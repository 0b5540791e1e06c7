//! Recording what reached the customer.

use crate::base::calendar::CALENDAR_NO_WORKDAY;
use crate::base::date::IN_FUTURE;
use crate::base::error::{Refusal, Result};
use crate::base::id::{OrderId, OrderLineId};
use crate::base::limits::LINES_MAX;
use crate::base::messages::{LIST_EMPTY, LIST_TOO_LONG};
use crate::base::{CodeText, Date, Extra, Note, Quantity};
use crate::collection::gate;
use crate::collection::start::{Direction, Starting};
use crate::collection::store::plans_of;
use crate::collection::{Plan, steps};
use crate::delivery::model::{Delivered, Delivery, DeliveryLine};
use crate::delivery::rules::{self, BEYOND_ORDERED, GATE_CLOSED, NOTHING_LEFT, Quantities, TWICE};
use crate::delivery::store;
use crate::engine::{Ahead, Context, Kind, Operation};
use crate::order::event::{self, DAY_BEFORE_APPROVAL};
use crate::order::rules::NOT_APPROVED;
use crate::order::{self, Order};
use crate::org::permission::Permission;
use crate::terms::{Gate, Start};
use serde::{Deserialize, Serialize};

/// Records what of an approved order reached the customer: some lines, or everything that is left.
/// Collection plans that wait for deliveries start with their share of the order's value (M9).
/// Refused while money is missing that shipping waits for (M10).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Its number, unique; drawn from the series when not given.
    #[serde(default)]
    pub number: Option<CodeText>,
    /// The order.
    pub order: OrderId,
    /// The version of the order it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// The day it reached the customer, from the order's approval to today; today when not given.
    #[serde(default)]
    pub delivered_on: Option<Date>,
    /// What was delivered, 1 to 1,000 lines; everything that is left when not given.
    #[serde(default)]
    pub lines: Option<Vec<DeliveryLineArgs>>,
    /// Anything worth saying, at most 16,000 characters.
    #[serde(default)]
    pub note: Option<Note>,
    /// The host's own key, unique among deliveries.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// The host's own data, at most 16 KiB.
    #[serde(default)]
    pub extra: Option<Extra>,
}

arguments!(Record { order: OrderId } else
    number, version, delivered_on, lines, note, external_ref, extra
);

/// How much of one line was delivered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DeliveryLineArgs {
    /// The line of the order.
    pub line: OrderLineId,
    /// How many units, above zero and at most what is left.
    pub quantity: Quantity,
}

impl Operation for Record {
    const NAME: &'static str = "delivery.record";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::DeliveryWrite;
    const REFUSES: &'static [Refusal] = &[
        NOT_APPROVED,
        DAY_BEFORE_APPROVAL,
        IN_FUTURE,
        NOTHING_LEFT,
        TWICE,
        BEYOND_ORDERED,
        GATE_CLOSED,
        CALENDAR_NO_WORKDAY,
    ];
    type Output = Delivered;

    fn ahead(&self, ahead: &mut Ahead) {
        order::store::ahead_for_update(ahead, self.order);
        steps::ahead_for_update(ahead, self.order);
        ahead.free::<Delivery>("external_ref", self.external_ref.as_ref());
        ahead.free::<Delivery>("number", self.number.as_ref());
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Delivered> {
        let order = order::store::load_for_update(cx, self.order, self.version)?;
        let today = cx.today();
        let on = self.delivered_on.unwrap_or(today);
        event::can_happen(&order, None, on, today, "delivered_on")?;
        let before = store::delivered(cx, order.id)?;
        let earlier = rules::progress(&order, &before)?;
        let quantities = rules::quantities(&earlier, self.wanted()?.as_deref())?;
        let plans = plans_of(cx, order.id)?;
        refuse_closed(cx, &order, &plans)?;
        if let Some(external) = &self.external_ref {
            cx.free::<Delivery>("external_ref", external)?;
        }
        let after = rules::progress(&order, &rules::with(&before, &quantities)?)?;
        let mut delivery = self.delivery(cx, &order, on)?;
        for (line, quantity) in quantities {
            let value = |progress: &[crate::delivery::LineProgress]| {
                let found = progress.iter().find(|found| found.line == line);
                found.map(|found| found.value).unwrap_or_default()
            };
            delivery.lines.push(DeliveryLine {
                delivery: delivery.id,
                line,
                currency: order.currency,
                quantity,
                value: value(&after).minus(value(&earlier))?,
            });
        }
        let done = rules::done(&order, &after)?;
        delivery.value = done.minus(rules::done(&order, &earlier)?)?;
        let complete = rules::complete(&after);
        let mut starting = Starting::of(cx, &order, on)?;
        starting.reached(cx, Start::Delivery, done, Direction::Forward)?;
        if complete {
            starting.happened(cx, Start::FullDelivery, None)?;
        }
        delivery.number = cx.number::<Delivery>(self.number.as_ref(), |s| &s.delivery_number)?;
        cx.insert(&delivery, "recorded")?;
        cx.insert_rows(&delivery.lines)?;
        let plans = starting.changed(today)?;
        Ok(Delivered {
            delivery,
            complete,
            plans,
        })
    }
}

impl Record {
    fn wanted(&self) -> Result<Option<Box<Quantities>>> {
        let Some(lines) = &self.lines else {
            return Ok(None);
        };
        if lines.is_empty() {
            return Err(LIST_EMPTY.at("lines"));
        }
        if lines.len() > LINES_MAX {
            let error = LIST_TOO_LONG.at("lines").with("count", lines.len());
            return Err(error.with("max", LINES_MAX));
        }
        let wanted = lines.iter().map(|line| (line.line, line.quantity));
        Ok(Some(wanted.collect()))
    }

    fn delivery(&self, cx: &mut Context<'_>, order: &Order, on: Date) -> Result<Delivery> {
        Ok(Delivery {
            id: cx.new_id()?,
            version: 1,
            number: CodeText::trusted(String::new()),
            order: order.id,
            owner: order.owner,
            department: order.department,
            currency: order.currency,
            delivered_on: on,
            value: crate::base::Amount::ZERO.of(order.currency)?,
            note: self.note.clone(),
            recorded_by: cx.actor().user,
            reversed_on: None,
            reason: None,
            external_ref: self.external_ref.clone(),
            extra: self.extra.clone(),
            created_at: cx.now(),
            lines: Vec::new(),
        })
    }
}

/// Refuses while money is missing that shipping waits for.
fn refuse_closed(cx: &Context<'_>, order: &Order, plans: &[Plan]) -> Result<()> {
    let tolerance = cx.settings().tolerance(order.currency);
    let closing = gate::closed_by(plans, Gate::Shipping, tolerance)?;
    if closing.is_empty() {
        return Ok(());
    }
    let open = gate::missing(&closing, order.currency)?;
    let plans: Vec<_> = closing.iter().map(|plan| plan.id).collect();
    let error = GATE_CLOSED.at("order").with("open", open);
    Err(error.with("plans", plans))
}
