//! What may not begin before money has come in.

use crate::approval::LimitedAction;
use crate::approval::rules::limit::LIMIT_EXCEEDED;
use crate::base::error::{Refusal, Result};
use crate::base::id::{Id, OrderId, PlanId};
use crate::base::{Amount, Currency, Line};
use crate::collection::model::Plan;
use crate::collection::shown::CollectionPlan;
use crate::collection::{gate, reach, steps, store};
use crate::engine::{Ahead, Context, Kind, Operation, SubjectOf};
use crate::order::{Order, Status};
use crate::org::permission::Permission;
use crate::terms::Gate;
use serde::{Deserialize, Serialize};

/// Answers whether something may begin for an order: whether every plan it waits for is settled,
/// but for the tolerance, or waived (M10). `delivery.record` asks by itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Released {
    /// The order.
    pub order: OrderId,
    /// What is about to begin.
    pub gate: Gate,
}

/// Whether something may begin.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GateState {
    /// Whether it may.
    pub released: bool,
    /// The currency of `missing`.
    pub currency: Currency,
    /// What must come in before; zero when it may begin.
    pub missing: Amount,
    /// The plans it waits for, in order.
    pub waits_for: Vec<CollectionPlan>,
}

impl Operation for Released {
    const NAME: &'static str = "collection.released";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = GateState;

    fn ahead(&self, ahead: &mut Ahead) {
        ahead.read::<Order>(self.order);
        steps::ahead(ahead, self.order);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<GateState> {
        let order: Order = cx.load(self.order)?;
        let plans = store::plans_of(cx, order.id)?;
        let tolerance = cx.settings().tolerance(order.currency);
        let closing = gate::closed_by(&plans, self.gate, tolerance)?;
        // What is not approved, or was given up, opens nothing.
        let lives = matches!(order.status, Status::Approved | Status::Completed);
        let today = cx.today();
        let waits_for = closing.iter().map(|plan| plan.on(today));
        Ok(GateState {
            released: lives && closing.is_empty(),
            currency: order.currency,
            missing: gate::missing(&closing, order.currency)?,
            waits_for: waits_for.collect::<Result<_>>()?,
        })
    }
}

/// Says that what waits for a plan need not wait for it any longer. The money is still to come in.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Waive {
    /// The plan.
    pub plan: PlanId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// Why, at most 1,000 characters.
    pub reason: Line,
}

arguments!(Waive { plan: PlanId, reason: Line } else version);

/// Nothing waits for it.
pub const NOTHING_WAITS: Refusal = Refusal::rule(
    "collection.nothing_waits",
    "nothing waits for plan {plan}",
    "没有事项等待回款计划 {plan}",
);

impl Operation for Waive {
    const NAME: &'static str = "collection.waive";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::CollectionAdjust;
    const REFUSES: &'static [Refusal] = &[NOTHING_WAITS, LIMIT_EXCEEDED];
    const SUBJECT: Option<SubjectOf<Self>> =
        Some(|call, cx| reach::subject(cx, call.plan, LimitedAction::Waive, Plan::open));
    type Output = CollectionPlan;

    fn ahead(&self, ahead: &mut Ahead) {
        ahead.change::<Plan>(self.plan);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<CollectionPlan> {
        let before: Plan = cx.load_for_update(self.plan, self.version)?;
        let gated = !before.basis.gates.is_empty() && !before.waived;
        if !gated || before.cancelled || before.open()?.is_zero() {
            return Err(NOTHING_WAITS.at("plan").with("plan", before.id.raw()));
        }
        let open = before.open()?;
        reach::within(cx, &before, LimitedAction::Waive, open)?;
        let mut after = before.clone();
        after.waived = true;
        let change = crate::collection::begun::note(cx, &after, self.reason.clone())?;
        cx.update(&before, &mut after, "waived")?;
        cx.insert_rows(&[change])?;
        after.on(cx.today())
    }
}
