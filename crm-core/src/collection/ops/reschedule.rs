//! Moving plans to another day, and saying when what waits is expected.

use crate::approval::LimitedAction;
use crate::approval::rules::limit::LIMIT_EXCEEDED;
use crate::base::error::{Refusal, Result};
use crate::base::id::{Id, PlanId};
use crate::base::{Date, Line};
use crate::collection::begun::changed;
use crate::collection::change::PlanChangeKind;
use crate::collection::due::DueOn;
use crate::collection::model::Plan;
use crate::collection::ops::write_off::{DAY_BEFORE, NOTHING_OPEN};
use crate::collection::reach;
use crate::collection::shown::CollectionPlan;
use crate::engine::{Ahead, Context, Kind, Operation, SubjectOf};
use crate::org::permission::Permission;
use serde::{Deserialize, Serialize};

/// What waits has no day to be moved from.
pub const WAITING: Refusal = Refusal::rule(
    "collection.waiting",
    "plan {plan} waits for its event; say when that is expected instead",
    "回款计划 {plan} 尚在等待触发事件,请改为设置预计日期",
);
/// What does not wait is due on its day.
pub const NOT_WAITING: Refusal = Refusal::rule(
    "collection.not_waiting",
    "plan {plan} does not wait; it is due on {due_on}",
    "回款计划 {plan} 并未等待触发事件,到期日为 {due_on}",
);

/// Moves the due date of a plan with something open (改期, M26). The day it was due at first stays
/// known, and each move to a later day is counted.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reschedule {
    /// The plan.
    pub plan: PlanId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// The day it is due instead, not before the plan took effect.
    pub due_on: Date,
    /// Why, at most 1,000 characters.
    pub reason: Line,
}

arguments!(Reschedule { plan: PlanId, due_on: Date, reason: Line } else version);

impl Operation for Reschedule {
    const NAME: &'static str = "collection.reschedule";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::CollectionAdjust;
    const REFUSES: &'static [Refusal] = &[NOTHING_OPEN, WAITING, DAY_BEFORE, LIMIT_EXCEEDED];
    const SUBJECT: Option<SubjectOf<Self>> =
        Some(|call, cx| reach::subject(cx, call.plan, LimitedAction::Reschedule, Plan::open));
    type Output = CollectionPlan;

    fn ahead(&self, ahead: &mut Ahead) {
        ahead.change::<Plan>(self.plan);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<CollectionPlan> {
        let before: Plan = cx.load_for_update(self.plan, self.version)?;
        if before.open()?.is_zero() {
            return Err(NOTHING_OPEN.at("plan").with("plan", before.id.raw()));
        }
        let Some(due_on) = before.due_on.0 else {
            return Err(WAITING.at("plan").with("plan", before.id.raw()));
        };
        if self.due_on < before.effective_on {
            let error = DAY_BEFORE.at("due_on").with("day", self.due_on);
            return Err(error.with("effective_on", before.effective_on));
        }
        let open = before.open()?;
        reach::within(cx, &before, LimitedAction::Reschedule, open)?;
        let mut after = before.clone();
        after.due(self.due_on, None);
        if self.due_on > due_on {
            after.slips = before.slips.saturating_add(1);
        }
        let today = cx.today();
        let mut change = changed(cx, &before, &after, PlanChangeKind::Rescheduled, today)?;
        change.reason = Some(self.reason.clone());
        if after.due_on != before.due_on {
            cx.update(&before, &mut after, "rescheduled")?;
            cx.insert_rows(&[change])?;
        }
        after.on(today)
    }
}

/// Says when what a plan waits for is expected, for the expected cash (M37).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// The plan.
    pub plan: PlanId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// The day it is expected to be due; nothing takes it away.
    #[serde(default)]
    pub expected_on: Option<Date>,
}

arguments!(Expect { plan: PlanId } else version, expected_on);

impl Operation for Expect {
    const NAME: &'static str = "collection.expect";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::CollectionAdjust;
    const REFUSES: &'static [Refusal] = &[NOTHING_OPEN, NOT_WAITING];
    type Output = CollectionPlan;

    fn ahead(&self, ahead: &mut Ahead) {
        ahead.change::<Plan>(self.plan);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<CollectionPlan> {
        let before: Plan = cx.load_for_update(self.plan, self.version)?;
        if before.open()?.is_zero() {
            return Err(NOTHING_OPEN.at("plan").with("plan", before.id.raw()));
        }
        if let DueOn(Some(due_on)) = before.due_on {
            let error = NOT_WAITING.at("plan").with("plan", before.id.raw());
            return Err(error.with("due_on", due_on));
        }
        let mut after = before.clone();
        after.expected_on = self.expected_on;
        cx.update(&before, &mut after, "expected")?;
        after.on(cx.today())
    }
}
