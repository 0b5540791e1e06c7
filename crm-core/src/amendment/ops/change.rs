//! What an amendment changes, and how the plans are to follow.

use crate::amendment::model::{NewPlan, PlanAmount, Strategy};
use crate::amendment::replan::{Replan, Wanted, replan};
use crate::amendment::rules::{self, NOTHING};
use crate::base::error::{Refusal, Result};
use crate::base::limits::PLANS_MAX;
use crate::base::messages::{FIELD_CHOICE, LIST_TOO_LONG};
use crate::base::{Amount, Patch, Percent};
use crate::collection::Plan;
use crate::credit_note;
use crate::delivery;
use crate::engine::Context;
use crate::invoice;
use crate::order::{ChangedLine, Order, reprice};
use crate::terms::Start;
use serde::{Deserialize, Serialize};

/// What changes about an order. What is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// All lines, 1 to 1,000; the order's stay as they are when not given. What was delivered of a
    /// line stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<Vec<ChangedLine>>,
    /// The document's discount in percent, 0 to 100; not together with `discount_amount`.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub discount_percent: Patch<Percent>,
    /// The document's discount in money; not together with `discount_percent`.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub discount_amount: Patch<Amount>,
}

/// How the plans of the order follow its new total.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Follow {
    /// How; `spread_open` when not given.
    #[serde(default)]
    pub strategy: Strategy,
    /// With `manual` only: what plans are to be, at most 1,000; those not named stay as they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amounts: Vec<PlanAmount>,
    /// What a plan is like that is added: with `new_line`, or when nothing is open that could take
    /// more. On the day of the amendment when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_plan: Option<NewPlan>,
    /// With `reproportion`: whether a settled plan may be open again. `false` when not given.
    #[serde(default)]
    pub consent: bool,
}

/// Amounts where another strategy computes them.
const ONLY_MANUAL: Refusal = FIELD_CHOICE.saying(
    "give amounts with the strategy manual only",
    "只有 manual 方式可以给出 amounts",
);
/// The strategy of a change of terms.
const NOT_TERMS: Refusal = FIELD_CHOICE.saying(
    "change terms with amendment.change_terms",
    "变更付款条件请使用 amendment.change_terms",
);
/// A milestone without its name, or a name without its milestone.
const MILESTONE_NAME: Refusal = FIELD_CHOICE.saying(
    "give milestone if and only if starts is milestone",
    "当且仅当 starts 为 milestone 时给出 milestone",
);

/// An order as it would be, and what would become of its plans.
pub(super) struct Amending {
    pub(super) order: Order,
    pub(super) replan: Replan,
}

/// The order with the change, priced, with its plans' moves.
///
/// # Errors
/// As [`reprice`] under `change`; `amendment.nothing`, `amendment.below_delivered`,
/// `amendment.below_credited`, `amendment.below_invoiced`; as [`replan`] under `follow`.
pub(super) fn amending(
    cx: &mut Context<'_>,
    before: &Order,
    plans: &[Plan],
    change: &Change,
    follow: &Follow,
) -> Result<Amending> {
    check(follow).map_err(|error| error.under("follow"))?;
    let mut order = before.clone();
    change.discount_percent.apply(&mut order.discount_percent);
    change.discount_amount.apply(&mut order.discount_amount);
    reprice(cx, before, &mut order, change.lines.as_deref())
        .map_err(|error| error.under("change"))?;
    if order.lines == before.lines && rules::totals(&order) == rules::totals(before) {
        return Err(NOTHING.at("change"));
    }
    let delivered = delivery::store::delivered(cx, before.id)?;
    rules::covers_delivered(&order, &delivered).map_err(|error| error.under("change"))?;
    let credited = credit_note::store::credited(cx, before)?;
    let invoiced = invoice::store::invoiced_at_rates(cx, before)?;
    let covered = rules::covers_billed(before, &order, credited, &invoiced);
    covered.map_err(|error| error.at("change"))?;
    let wanted = Wanted {
        strategy: follow.strategy,
        amounts: &follow.amounts,
        consent: follow.consent,
    };
    let replan = replan(plans, order.gross, order.currency, wanted)
        .map_err(|error| error.under("follow"))?;
    Ok(Amending { order, replan })
}

fn check(follow: &Follow) -> Result<()> {
    match follow.strategy {
        Strategy::Terms => return Err(NOT_TERMS.at("strategy")),
        Strategy::Manual => {}
        _ if !follow.amounts.is_empty() => return Err(ONLY_MANUAL.at("amounts")),
        _ => {}
    }
    if follow.amounts.len() > PLANS_MAX {
        let error = LIST_TOO_LONG.at("amounts");
        let error = error.with("count", follow.amounts.len());
        return Err(error.with("max", PLANS_MAX));
    }
    let new = follow.new_plan.as_ref();
    let named = |new: &&NewPlan| (new.starts == Start::Milestone) == new.milestone.is_some();
    if new.is_some_and(|new| !named(&new)) {
        return Err(MILESTONE_NAME.at("new_plan.milestone"));
    }
    Ok(())
}
