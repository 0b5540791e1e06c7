//! Planning anew what is open, under other terms.

use super::apply::Amended;
use crate::amendment::model::{Amendment, PlanMove, Strategy, Totals};
use crate::amendment::rules::{self, NOTHING_OPEN};
use crate::amendment::steps::{catch_up, set_amount};
use crate::base::calendar::CALENDAR_NO_WORKDAY;
use crate::base::date::IN_FUTURE;
use crate::base::error::{Refusal, Result};
use crate::base::id::{OrderId, TermsId};
use crate::base::{Amount, Date, Line};
use crate::collection::steps::{events, plans, plans_from};
use crate::collection::store::plans_of;
use crate::collection::{Plan, PlanKind, steps};
use crate::engine::{Ahead, Context, Kind, Operation};
use crate::order::event::DAY_BEFORE_APPROVAL;
use crate::order::rules::{NOT_APPROVED, OWN_APPROVAL, own_approval};
use crate::order::{self, Order};
use crate::org::permission::Permission;
use crate::terms::steps::{Resolved, may_use, schedule, template_of};
use crate::terms::{TERMS_ARCHIVED, Total};
use serde::{Deserialize, Serialize};

/// Puts what is open of an approved order under other terms: what is settled stays as it is, the
/// rest is planned anew from a day on (M25). An amendment of its own.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeTerms {
    /// The order.
    pub order: OrderId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// The term template.
    pub terms: TermsId,
    /// The day that counts as the approval for them, and on which the change takes effect: from the
    /// order's approval to today; today when not given.
    #[serde(default)]
    pub base_date: Option<Date>,
    /// Why, at most 1,000 characters.
    pub reason: Line,
}

arguments!(ChangeTerms { order: OrderId, terms: TermsId, reason: Line } else version, base_date);

impl Operation for ChangeTerms {
    const NAME: &'static str = "amendment.change_terms";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OrderApprove;
    const REFUSES: &'static [Refusal] = &[
        NOT_APPROVED,
        DAY_BEFORE_APPROVAL,
        IN_FUTURE,
        OWN_APPROVAL,
        TERMS_ARCHIVED,
        NOTHING_OPEN,
        CALENDAR_NO_WORKDAY,
    ];
    type Output = Amended;

    fn ahead(&self, ahead: &mut Ahead) {
        order::store::ahead_for_update(ahead, self.order);
        steps::ahead_for_update(ahead, self.order);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Amended> {
        let before = order::store::load_for_update(cx, self.order, self.version)?;
        let today = cx.today();
        let on = self.base_date.unwrap_or(today);
        let located = |error: crate::base::Error| match error.field() {
            Some("effective_on") => error.at("base_date"),
            _ => error,
        };
        rules::amendable(&before, on, today).map_err(located)?;
        own_approval(&before, cx.actor(), cx.settings().own_approval)?;
        may_use(cx, self.terms, None, before.currency)?;
        let mut order = before.clone();
        order.terms = Some(self.terms);
        order.amendments = before.amendments.saturating_add(1);
        let (template, edition) = template_of(cx, order.terms, None)?;
        order.terms_edition = edition;
        let resolved = Resolved::of(cx, &template, None)?;
        let live = plans_of(cx, before.id)?;
        let last = live.iter().map(|plan| plan.sequence).max().unwrap_or(0);
        let (rest, mut moves) = self.close(cx, &live, &resolved, on)?;
        if rest.gross.is_zero() {
            return Err(NOTHING_OPEN.at("order"));
        }
        // The days of the new terms are counted from the base date.
        let mut counted = order.clone();
        counted.approved_on = Some(on);
        let events = events(cx, &counted, &template, true)?;
        let money = (rest, order.currency);
        let planned = schedule(cx, money, &events, &template, &resolved, false);
        let planned = planned.map_err(|error| error.under("terms"))?;
        let made = plans_from(cx, &counted, planned.lines, (&template, &events), last)?;
        for plan in &made {
            moves.push(PlanMove {
                plan: Some(plan.id),
                before: None,
                after: plan.amount,
                released: Amount::ZERO.of(order.currency)?,
            });
        }
        let amendment = self.amendment(cx, &before, &order, (rest, moves), on)?;
        cx.insert(&amendment, "applied")?;
        cx.update(&before, &mut order, "terms_changed")?;
        catch_up(cx, &order, on)?;
        let plans = plans(cx, &order)?;
        Ok(Amended {
            order,
            amendment,
            plans,
            warnings: Vec::new(),
        })
    }
}

impl ChangeTerms {
    /// Leaves of each plan what has settled it; answers what was open, and the tax in it.
    fn close(
        &self,
        cx: &mut Context<'_>,
        plans: &[Plan],
        resolved: &Resolved,
        on: Date,
    ) -> Result<(Total, Vec<PlanMove>)> {
        let mut moves = Vec::new();
        let mut rest = Total {
            gross: Amount::ZERO,
            tax: Amount::ZERO,
        };
        let sale = |plan: &&Plan| !plan.cancelled && plan.kind == PlanKind::Sale;
        for plan in plans.iter().filter(sale) {
            let (open, settled) = (plan.open()?, plan.settled()?);
            if open.is_zero() {
                continue;
            }
            let [tax, part, whole] =
                [plan.tax, open, plan.amount].map(|a| i128::from(a.ten_thousandths()));
            let tax = Amount::rounded(tax, part, whole, plan.currency, resolved.tie)?;
            rest.gross = rest.gross.plus(open)?;
            rest.tax = rest.tax.plus(tax)?;
            let figures = (settled, plan.tax.minus(tax)?);
            set_amount(cx, plan, figures, (resolved, on), &self.reason)?;
            moves.push(PlanMove {
                plan: Some(plan.id),
                before: Some(plan.amount),
                after: settled,
                released: Amount::ZERO.of(plan.currency)?,
            });
        }
        Ok((rest, moves))
    }

    fn amendment(
        &self,
        cx: &mut Context<'_>,
        before: &Order,
        after: &Order,
        (rest, plans): (Total, Vec<PlanMove>),
        on: Date,
    ) -> Result<Amendment> {
        Ok(Amendment {
            id: cx.new_id()?,
            version: 1,
            order: after.id,
            revision: after.amendments,
            currency: after.currency,
            strategy: Strategy::Terms,
            effective_on: on,
            reason: self.reason.clone(),
            before: rules::totals(before),
            after: rules::totals(after),
            lines: Vec::new(),
            plans,
            terms_before: before.terms,
            edition_before: before.terms_edition,
            terms_after: after.terms,
            edition_after: after.terms_edition,
            planned: Some(Totals {
                net: rest.untaxed()?.of(after.currency)?,
                tax: rest.tax.of(after.currency)?,
                gross: rest.gross.of(after.currency)?,
            }),
            amended_by: cx.actor().user,
            created_at: cx.now(),
        })
    }
}
