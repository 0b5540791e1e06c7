//! How a plan came to what it is.

use crate::amendment::{self, Amendment, Strategy};
use crate::base::error::{Error, Refusal, Result};
use crate::base::id::{PlanId, TermsId};
use crate::base::{Amount, Date, Instant, Warning};
use crate::collection::history;
use crate::collection::model::Plan;
use crate::collection::shown::CollectionPlan;
use crate::collection::{steps, store};
use crate::engine::{Context, Kind, Operation};
use crate::order::{self, Order};
use crate::org::permission::Permission;
use crate::terms::Total;
use crate::terms::rules::STEPS;
use crate::terms::steps::{Resolved, schedule, template_of};
use serde::{Deserialize, Serialize};

/// Explains a plan: from the total of its order and the terms to its amount and its day, and from
/// there, step by step, to what is open.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Explain {
    /// The plan.
    pub plan: PlanId,
}

/// How a plan came to what it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Explanation {
    /// The plan as it stands today.
    pub plan: CollectionPlan,
    /// How its amount and its day came about when it was planned: one step for each rule. Of a plan
    /// that was split off, those of the plan it was split from; of one that an amendment added,
    /// none.
    pub planned: Vec<Warning>,
    /// What happened since, in the order in which it was written; the first step is its making, the
    /// last one leaves what is open.
    pub history: Vec<HistoryStep>,
}

/// One step in the life of a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HistoryStep {
    /// The day it took effect.
    pub on: Date,
    /// When it was written.
    pub at: Instant,
    /// What happened, with its numbers.
    pub what: Warning,
    /// What was open after it.
    pub open: Amount,
}

impl Operation for Explain {
    const NAME: &'static str = "collection.explain";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[];
    const REMARKS: &'static [&'static [Refusal]] = &[STEPS, history::STEPS];
    type Output = Explanation;

    fn run(&self, cx: &mut Context<'_>) -> Result<Explanation> {
        let plan: Plan = cx.load(self.plan)?;
        let changes = store::changes_of(cx, plan.id)?;
        let details = store::details_of(cx, plan.id)?;
        let language = cx.language();
        let said = |what: &Error| Warning::of(what, language);
        let history = history::steps(&plan, &changes, &details)?;
        let history = history.into_iter().map(|step| HistoryStep {
            on: step.on,
            at: step.at,
            what: said(&step.what),
            open: step.open,
        });
        let planned = planned(cx, &plan)?;
        Ok(Explanation {
            plan: plan.on(cx.today())?,
            planned: planned.iter().map(said).collect(),
            history: history.collect(),
        })
    }
}

/// What a plan was planned from.
struct Source {
    total: Total,
    terms: Option<TermsId>,
    edition: Option<u32>,
    /// The day that counted as the approval.
    base: Date,
}

/// The steps by which a plan's amount and day came about.
fn planned(cx: &mut Context<'_>, plan: &Plan) -> Result<Vec<Error>> {
    let root = match plan.split_from {
        Some(root) => cx.find::<Plan>(root)?,
        None => Some(plan.clone()),
    };
    let order = order::store::for_step(cx, plan.order)?;
    let Some(root) = root.filter(|root| root.basis.line.is_some()) else {
        return Ok(Vec::new());
    };
    let amendments = amendment::store::of_order(cx, order.id)?;
    let source = source(&order, &root, &amendments);
    let (template, _) = template_of(cx, source.terms, source.edition)?;
    let mut counted: Order = order;
    counted.approved_on = Some(source.base);
    let events = steps::events(cx, &counted, &template, false)?;
    let resolved = Resolved::of(cx, &template, None)?;
    let money = (source.total, counted.currency);
    let planned = schedule(cx, money, &events, &template, &resolved, true)?;
    let lines = planned.lines.iter().zip(planned.steps);
    let mut found = lines
        .filter(|(line, _)| Some(line.line) == root.basis.line && line.part == root.basis.part);
    Ok(found.next().map(|(_, steps)| steps).unwrap_or_default())
}

/// The totals and terms of the time when a plan was made: at the approval, or by a change of terms.
fn source(order: &Order, plan: &Plan, amendments: &[Amendment]) -> Source {
    let made = |amendment: &&Amendment| {
        let mut moves = amendment.plans.iter();
        amendment.strategy == Strategy::Terms
            && moves.any(|one| one.plan == Some(plan.id) && one.before.is_none())
    };
    if let Some((amendment, totals)) = amendments
        .iter()
        .find(made)
        .and_then(|amendment| Some((amendment, amendment.planned?)))
    {
        return Source {
            total: Total {
                gross: totals.gross,
                tax: totals.tax,
            },
            terms: amendment.terms_after,
            edition: amendment.edition_after,
            base: amendment.effective_on,
        };
    }
    // Amendments of an approval that was taken back came before it.
    let since = |amendment: &&Amendment| amendment.created_at >= plan.created_at;
    let mut later = amendments.iter().filter(since);
    let total = later.clone().next().map(|first| Total {
        gross: first.before.gross,
        tax: first.before.tax,
    });
    let changed = later.find(|amendment| amendment.strategy == Strategy::Terms);
    Source {
        total: total.unwrap_or_else(|| steps::total(order)),
        terms: changed.map_or(order.terms, |found| found.terms_before),
        edition: changed.map_or(order.terms_edition, |found| found.edition_before),
        base: plan.effective_on,
    }
}
