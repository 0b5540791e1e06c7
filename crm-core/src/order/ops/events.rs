//! What happens to approved orders, and starts the plans that wait for it.

use crate::base::calendar::CALENDAR_NO_WORKDAY;
use crate::base::date::IN_FUTURE;
use crate::base::error::{Refusal, Result};
use crate::base::id::{OrderEventId, OrderId};
use crate::base::messages::{FIELD_CHOICE, NOT_FOUND};
use crate::base::{Date, Line, Name};
use crate::collection::share::SETTLED;
use crate::collection::start::Starting;
use crate::collection::{CollectionPlan, steps};
use crate::engine::{Ahead, Context, Kind, Operation};
use crate::order::event::{
    self, DAY_BEFORE_APPROVAL, EVENT_REVOKED, EventKind, HAPPENED, OrderEvent,
};
use crate::order::model::Order;
use crate::order::rules::NOT_APPROVED;
use crate::order::store;
use crate::org::permission::Permission;
use serde::{Deserialize, Serialize};

/// Says that something happened to an approved order, once: it was signed or accepted, a milestone
/// was reached, its contract ended. The collection plans that waited for it start on that day (M9).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordEvent {
    /// The order.
    pub order: OrderId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// What happened.
    pub event: EventKind,
    /// With `milestone` only, and needed there: the name its term lines give it.
    #[serde(default)]
    pub milestone: Option<Name>,
    /// The day it happened, from the approval to today, a signing also earlier; today when not
    /// given.
    #[serde(default)]
    pub happened_on: Option<Date>,
    /// Anything worth saying, at most 1,000 characters.
    #[serde(default)]
    pub note: Option<Line>,
}

arguments!(RecordEvent { order: OrderId, event: EventKind } else
    version, milestone, happened_on, note
);

/// An event and the plans it changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecordedEvent {
    /// The event.
    pub event: OrderEvent,
    /// The plans that started, or wait again, as they stand today.
    pub plans: Vec<CollectionPlan>,
}

/// A milestone without its name, or a name without its milestone.
const MILESTONE_NAME: Refusal = FIELD_CHOICE.saying(
    "give milestone if and only if the event is milestone",
    "当且仅当 event 为 milestone 时给出 milestone",
);

impl Operation for RecordEvent {
    const NAME: &'static str = "order.record_event";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::DeliveryWrite;
    const REFUSES: &'static [Refusal] = &[
        NOT_APPROVED,
        DAY_BEFORE_APPROVAL,
        IN_FUTURE,
        HAPPENED,
        CALENDAR_NO_WORKDAY,
    ];
    type Output = RecordedEvent;

    fn ahead(&self, ahead: &mut Ahead) {
        ahead.change::<Order>(self.order);
        steps::ahead_for_update(ahead, self.order);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<RecordedEvent> {
        if (self.event == EventKind::Milestone) != self.milestone.is_some() {
            return Err(MILESTONE_NAME.at("milestone"));
        }
        let order: Order = cx.load_for_update(self.order, self.version)?;
        let today = cx.today();
        let on = self.happened_on.unwrap_or(today);
        event::can_happen(&order, Some(self.event), on, today, "happened_on")?;
        self.once(cx, &order)?;
        let event = OrderEvent {
            id: cx.new_id()?,
            version: 1,
            order: order.id,
            event: self.event,
            milestone: self.milestone.clone(),
            happened_on: on,
            note: self.note.clone(),
            recorded_by: cx.actor().user,
            revoked_on: None,
            reason: None,
            created_at: cx.now(),
        };
        let mut starting = Starting::of(cx, &order, on)?;
        starting.happened(cx, self.event.start(), self.milestone.as_ref())?;
        cx.insert(&event, "recorded")?;
        if self.event == EventKind::Signing {
            let mut after = order.clone();
            after.signed_on = Some(on);
            cx.update(&order, &mut after, "signed")?;
        }
        let plans = starting.changed(today)?;
        Ok(RecordedEvent { event, plans })
    }
}

impl RecordEvent {
    /// Refuses what has happened already.
    fn once(&self, cx: &mut Context<'_>, order: &Order) -> Result<()> {
        let signed = order.signed_on.filter(|_| self.event == EventKind::Signing);
        let events = store::events_of(cx, order.id)?;
        let same =
            |found: &&OrderEvent| found.event == self.event && found.milestone == self.milestone;
        let before = events.iter().find(same).map(|found| found.happened_on);
        let Some(happened_on) = signed.or(before) else {
            return Ok(());
        };
        let name = self.milestone.as_ref().map(|name| name.as_str());
        let event = name.unwrap_or(self.event.start().as_str());
        let error = HAPPENED.at("event").with("event", event);
        Err(error.with("happened_on", happened_on))
    }
}

/// Takes an event back that had not happened: the plans that started with it wait again. Refused
/// once something has settled them.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RevokeEvent {
    /// The event.
    pub event: OrderEventId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// Why, at most 1,000 characters.
    pub reason: Line,
}

arguments!(RevokeEvent { event: OrderEventId, reason: Line } else version);

impl Operation for RevokeEvent {
    const NAME: &'static str = "order.revoke_event";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::DeliveryWrite;
    const REFUSES: &'static [Refusal] = &[EVENT_REVOKED, SETTLED];
    type Output = RecordedEvent;

    fn run(&self, cx: &mut Context<'_>) -> Result<RecordedEvent> {
        let missing = || {
            NOT_FOUND
                .at("event")
                .with("record", "order_event")
                .with("id", self.event)
        };
        // Its order is held first, as everywhere; an event never changes its order.
        let found: OrderEvent = cx.find(self.event)?.ok_or_else(missing)?;
        let order: Order = cx.load_for_update(found.order, None).map_err(|error| {
            if error.kind() == NOT_FOUND.kind {
                missing()
            } else {
                error
            }
        })?;
        let before: OrderEvent = cx.find_for_update(self.event)?.ok_or_else(missing)?;
        crate::engine::loading::at_version(Some(&before), self.version)?;
        if let Some(revoked_on) = before.revoked_on {
            return Err(EVENT_REVOKED.at("event").with("revoked_on", revoked_on));
        }
        let today = cx.today();
        let mut after = before.clone();
        after.revoked_on = Some(today);
        after.reason = Some(self.reason.clone());
        let mut starting = Starting::of(cx, &order, today)?;
        starting.revoked(cx, before.event.start(), before.milestone.as_ref())?;
        cx.update(&before, &mut after, "revoked")?;
        if before.event == EventKind::Signing {
            let mut unsigned = order.clone();
            unsigned.signed_on = None;
            cx.update(&order, &mut unsigned, "unsigned")?;
        }
        let plans = starting.changed(today)?;
        Ok(RecordedEvent {
            event: after,
            plans,
        })
    }
}

/// Lists what happened to an order, oldest first, with what was taken back.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Events {
    /// The order.
    pub order: OrderId,
}

/// What happened to an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EventList {
    /// Its events, oldest first.
    pub events: Vec<OrderEvent>,
}

impl Operation for Events {
    const NAME: &'static str = "order.events";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::OrderRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = EventList;

    fn run(&self, cx: &mut Context<'_>) -> Result<EventList> {
        let order: Order = cx.load(self.order)?;
        let events = store::all_events_of(cx, order.id)?;
        Ok(EventList { events })
    }
}
