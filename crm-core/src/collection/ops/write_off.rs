//! Differences that are not asked for any more.

use super::list::PlanSheet;
use crate::approval::LimitedAction;
use crate::approval::rules::limit::LIMIT_EXCEEDED;
use crate::base::date::IN_FUTURE;
use crate::base::error::{Refusal, Result};
use crate::base::id::{AllocationId, Id, PlanId};
use crate::base::messages::{NOT_FOUND, NUMBER_NOT_POSITIVE};
use crate::base::{Amount, CodeText, Date, Line};
use crate::collection::detail::{DetailKind, standing};
use crate::collection::model::Plan;
use crate::collection::reach;
use crate::collection::settle::{Entry, move_plan, write};
use crate::collection::store;
use crate::engine::{Ahead, Context, Kind, Operation, SubjectOf};
use crate::org::codes;
use crate::org::model::CodeList;
use crate::org::permission::Permission;
use crate::org::rules::{CODE_RETIRED, CODE_UNKNOWN};
use crate::receipt::allocation::PLAN_CANCELLED;
use serde::{Deserialize, Serialize};

/// There is nothing to write off.
pub const NOTHING_OPEN: Refusal = Refusal::rule(
    "collection.nothing_open",
    "nothing is open on plan {plan}",
    "回款计划 {plan} 已无未收金额",
);
/// More than is open.
pub const BEYOND_OPEN: Refusal = Refusal::rule(
    "collection.beyond_open",
    "{amount} is more than the {open} open on plan {plan}",
    "{amount} 超过回款计划 {plan} 的未收金额 {open}",
);
/// Nothing settles a plan before there was one.
pub const DAY_BEFORE: Refusal = Refusal::rule(
    "collection.day_before",
    "{day} lies before {effective_on}, the first day on which it can take effect",
    "{day} 早于可生效的最早日期 {effective_on}",
);
/// No detail of its own that stands.
pub const NOT_WRITTEN_OFF: Refusal = Refusal::rule(
    "collection.not_written_off",
    "the plan has no such write-off of its own that stands",
    "该回款计划没有这样的有效单独核销",
);

/// Writes off what is open on a plan, or a part of it: it is not asked for any more (M30).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteOff {
    /// The plan.
    pub plan: PlanId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// How much, above zero; all that is open when not given.
    #[serde(default)]
    pub amount: Option<Amount>,
    /// Why: a code of the list `write_off_reason`.
    pub reason: CodeText,
    /// Why, in words, at most 1,000 characters.
    #[serde(default)]
    pub note: Option<Line>,
    /// The day it takes effect, not before the plan nor before something of it was taken back, and not
    /// in the future; today when not given.
    #[serde(default)]
    pub effective_on: Option<Date>,
}

arguments!(WriteOff { plan: PlanId, reason: CodeText } else
    version, amount, note, effective_on
);

impl Operation for WriteOff {
    const NAME: &'static str = "collection.write_off";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::CollectionAdjust;
    const REFUSES: &'static [Refusal] = &[
        CODE_UNKNOWN,
        CODE_RETIRED,
        NOTHING_OPEN,
        BEYOND_OPEN,
        IN_FUTURE,
        DAY_BEFORE,
        LIMIT_EXCEEDED,
    ];
    const SUBJECT: Option<SubjectOf<Self>> = Some(|call, cx| {
        let amount = |plan: &Plan| call.reached(plan);
        reach::subject(cx, call.plan, LimitedAction::WriteOff, amount)
    });
    type Output = PlanSheet;

    fn ahead(&self, ahead: &mut Ahead) {
        ahead.change::<Plan>(self.plan);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<PlanSheet> {
        let plan: Plan = cx.load_for_update(self.plan, self.version)?;
        codes::check(cx, CodeList::WriteOffReason, Some(&self.reason), "reason")?;
        let open = plan.open()?;
        if !open.is_positive() {
            return Err(NOTHING_OPEN.at("plan").with("plan", plan.id.raw()));
        }
        let amount = self.amount.unwrap_or(open).of(plan.currency);
        let amount = amount.map_err(|error| error.at("amount"))?;
        if !amount.is_positive() {
            return Err(NUMBER_NOT_POSITIVE.at("amount").with("text", amount));
        }
        if amount > open {
            return Err(BEYOND_OPEN
                .at("amount")
                .with("plan", plan.id.raw())
                .with("amount", amount)
                .with("open", open));
        }
        let on = cx.day(self.effective_on, "effective_on")?;
        for first in store::bearing(cx, &[&plan], on)? {
            not_before(on, first)?;
        }
        // What was written off of the plan before counts: a limit is not passed in small steps.
        let reached = self.reached(&plan)?;
        reach::within(cx, &plan, LimitedAction::WriteOff, reached)?;
        let entry = Entry {
            reason: Some(self.reason.clone()),
            note: self.note.clone(),
            recorded_by: cx.actor().user,
            ..Entry::of(DetailKind::WrittenOff, amount)
        };
        let written = move_plan(cx, &plan, vec![entry], on, "written_off")?;
        write(cx, &written)?;
        PlanSheet::of(cx, self.plan)
    }
}

impl WriteOff {
    /// What is written off of the plan with it, in all.
    fn reached(&self, plan: &Plan) -> Result<Amount> {
        let amount = self.amount.unwrap_or(plan.open()?).of(plan.currency)?;
        plan.written_off.plus(amount)
    }
}

fn not_before(on: Date, effective_on: Date) -> Result<()> {
    if on >= effective_on {
        return Ok(());
    }
    let error = DAY_BEFORE.at("effective_on").with("day", on);
    Err(error.with("effective_on", effective_on))
}

/// Takes a write-off back: so much is asked for again. One that came with a receipt goes back with
/// that.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TakeBack {
    /// The plan.
    pub plan: PlanId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// The collection detail that wrote something off.
    pub detail: AllocationId,
    /// Why, at most 1,000 characters.
    pub reason: Line,
    /// The day it takes effect, not before the write-off and not in the future; today when not
    /// given.
    #[serde(default)]
    pub effective_on: Option<Date>,
}

arguments!(TakeBack { plan: PlanId, detail: AllocationId, reason: Line } else
    version, effective_on
);

impl Operation for TakeBack {
    const NAME: &'static str = "collection.take_back";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::CollectionAdjust;
    const REFUSES: &'static [Refusal] = &[PLAN_CANCELLED, NOT_WRITTEN_OFF, IN_FUTURE, DAY_BEFORE];
    type Output = PlanSheet;

    fn ahead(&self, ahead: &mut Ahead) {
        ahead.change::<Plan>(self.plan);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<PlanSheet> {
        let plan: Plan = cx.load_for_update(self.plan, self.version)?;
        if plan.cancelled {
            return Err(PLAN_CANCELLED.at("plan").with("plan", plan.id.raw()));
        }
        let details = store::details_of(cx, plan.id)?;
        if !details.iter().any(|detail| detail.id == self.detail) {
            let error = NOT_FOUND.at("detail").with("record", "allocation");
            return Err(error.with("id", self.detail.raw()));
        }
        let mut own = standing(&details)
            .filter(|detail| detail.kind == DetailKind::WrittenOff && detail.receipt.is_none());
        let found = own.find(|detail| detail.id == self.detail);
        let detail = found.ok_or_else(|| NOT_WRITTEN_OFF.at("detail"))?;
        let on = cx.day(self.effective_on, "effective_on")?;
        not_before(on, detail.effective_on)?;
        let entry = Entry {
            note: Some(self.reason.clone()),
            recorded_by: cx.actor().user,
            ..Entry::against(detail)
        };
        let written = move_plan(cx, &plan, vec![entry], on, "reopened")?;
        write(cx, &written)?;
        PlanSheet::of(cx, self.plan)
    }
}
