//! Amending an approved order.

use super::change::{Amending, Change, Follow, amending};
use crate::amendment::model::Amendment;
use crate::amendment::replan::{BELOW_SETTLED, NOT_CLOSED, REOPENS};
use crate::amendment::rules::{self, BELOW_CREDITED, BELOW_DELIVERED, BELOW_INVOICED, NOTHING};
use crate::amendment::steps::{Following, catch_up, follow};
use crate::approval::rules::limit::LIMIT_EXCEEDED;
use crate::base::calendar::CALENDAR_NO_WORKDAY;
use crate::base::date::IN_FUTURE;
use crate::base::error::{Refusal, Result};
use crate::base::id::OrderId;
use crate::base::{Date, Line, Warning};
use crate::catalog::rules::{NO_PRICE, PRODUCT_ARCHIVED, TAX_BASIS};
use crate::collection::store::plans_of;
use crate::collection::{CollectionPlan, steps};
use crate::credit::check::{self, Checked, Selling};
use crate::credit::rules::{CREDIT_EXCEEDED, overriding};
use crate::currency::rules::RATE_MISSING;
use crate::customer::Customer;
use crate::engine::{Ahead, Context, Kind, Operation};
use crate::exchange;
use crate::order::event::DAY_BEFORE_APPROVAL;
use crate::order::rules::{NOT_APPROVED, OWN_APPROVAL, own_approval};
use crate::order::{self, LINE_TWICE, LINE_UNKNOWN, Order};
use crate::org::codes;
use crate::org::model::CodeList;
use crate::org::permission::Permission;
use crate::org::rules::{CODE_RETIRED, CODE_UNKNOWN};
use crate::org::setting::CreditCheckAt;
use crate::pricing::rules::DISCOUNT_TOO_LARGE;
use crate::quote;
use crate::quote::rules::conversion::BEYOND_QUANTITY;
use crate::terms::steps::{Resolved, template_of};
use serde::{Deserialize, Serialize};

/// Amends an approved order: its lines and discounts change, and its collection plans follow in the
/// same transaction. What was collected stays collected, or is the customer's credit (M22 to M24).
/// A larger total is held against the customer's credit limit as an approval is (M40).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Apply {
    /// The order.
    pub order: OrderId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// What changes.
    pub change: Change,
    /// How the plans follow; `spread_open` when not given.
    #[serde(default)]
    pub follow: Follow,
    /// The day it takes effect, from the order's approval to today; today when not given.
    #[serde(default)]
    pub effective_on: Option<Date>,
    /// Why, at most 1,000 characters.
    pub reason: Line,
    /// Whether it may go beyond its customer's credit limit, by who reaches that far. `false` when not given; takes
    /// `override_reason`.
    #[serde(default)]
    pub override_credit: bool,
    /// Why it may go beyond the limit, at most 1,000 characters; with `override_credit` only.
    #[serde(default)]
    pub override_reason: Option<Line>,
}

arguments!(Apply { order: OrderId, change: Change, reason: Line } else
    version, follow, effective_on, override_credit, override_reason
);

/// An amended order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Amended {
    /// The order with its lines, as it is from now on.
    pub order: Order,
    /// What changed.
    pub amendment: Amendment,
    /// All its plans, in order, as they stand today.
    pub plans: Vec<CollectionPlan>,
    /// What the approver should know: a credit limit that is exceeded or cannot be counted.
    pub warnings: Vec<Warning>,
}

impl Operation for Apply {
    const NAME: &'static str = "amendment.apply";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OrderApprove;
    const REFUSES: &'static [Refusal] = &[
        NOT_APPROVED,
        DAY_BEFORE_APPROVAL,
        IN_FUTURE,
        OWN_APPROVAL,
        CODE_UNKNOWN,
        CODE_RETIRED,
        LINE_UNKNOWN,
        LINE_TWICE,
        PRODUCT_ARCHIVED,
        NO_PRICE,
        TAX_BASIS,
        DISCOUNT_TOO_LARGE,
        NOTHING,
        BELOW_DELIVERED,
        BELOW_CREDITED,
        BELOW_INVOICED,
        BELOW_SETTLED,
        NOT_CLOSED,
        REOPENS,
        RATE_MISSING,
        CREDIT_EXCEEDED,
        LIMIT_EXCEEDED,
        BEYOND_QUANTITY,
        CALENDAR_NO_WORKDAY,
    ];
    const REMARKS: &'static [&'static [Refusal]] = &[&[CREDIT_EXCEEDED, RATE_MISSING]];
    type Output = Amended;

    fn ahead(&self, ahead: &mut Ahead) {
        check::ahead(ahead, CreditCheckAt::Approve, self.order);
        order::store::ahead_for_update(ahead, self.order);
        steps::ahead_for_update(ahead, self.order);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Amended> {
        let held = self.hold(cx)?;
        let before = order::store::load_for_update(cx, self.order, self.version)?;
        let today = cx.today();
        let on = self.effective_on.unwrap_or(today);
        rules::amendable(&before, on, today)?;
        own_approval(&before, cx.actor(), cx.settings().own_approval)?;
        let new = self.follow.new_plan.clone().unwrap_or_default();
        let field = "follow.new_plan.method";
        codes::check(cx, CodeList::PaymentMethod, new.method.as_ref(), field)?;
        let plans = plans_of(cx, before.id)?;
        let amending = amending(cx, &before, &plans, &self.change, &self.follow)?;
        let Amending { mut order, replan } = amending;
        let credit = self.check(cx, held, &before, &order)?;
        order.credit_override = credit.overridden.or(order.credit_override);
        quote::steps::reorder(cx, &before, &order).map_err(|error| error.under("change"))?;
        let (template, _) = template_of(cx, order.terms, order.terms_edition)?;
        order.amendments = before.amendments.saturating_add(1);
        let following = Following {
            order: &order,
            events: steps::events(cx, &order, &template, true)?,
            resolved: Resolved::of(cx, &template, None)?,
            on,
            reason: &self.reason,
        };
        // What is added is worth something before it is settled, what is taken off only when it is
        // open again.
        if order.gross > before.gross {
            exchange::steps::amended(cx, &before, order.gross, on)?;
        }
        let moves = follow(cx, &following, &plans, replan, &new)?;
        if order.gross < before.gross {
            exchange::steps::amended(cx, &before, order.gross, on)?;
        }
        let amendment = Amendment {
            id: cx.new_id()?,
            version: 1,
            order: order.id,
            revision: order.amendments,
            currency: order.currency,
            strategy: self.follow.strategy,
            effective_on: on,
            reason: self.reason.clone(),
            before: rules::totals(&before),
            after: rules::totals(&order),
            lines: rules::line_changes(&before, &order),
            plans: moves,
            terms_before: None,
            edition_before: None,
            terms_after: None,
            edition_after: None,
            planned: None,
            amended_by: cx.actor().user,
            created_at: cx.now(),
        };
        cx.insert(&amendment, "applied")?;
        if order.lines != before.lines {
            order::store::replace_lines(cx, &order)?;
        }
        cx.update(&before, &mut order, "amended")?;
        catch_up(cx, &order, on)?;
        let plans = steps::plans(cx, &order)?;
        Ok(Amended {
            order,
            amendment,
            plans,
            warnings: credit.warnings,
        })
    }
}

impl Apply {
    /// The customer, held before the order where its limit is asked for.
    fn hold(&self, cx: &mut Context<'_>) -> Result<Option<Customer>> {
        overriding(self.override_credit, self.override_reason.as_ref())?;
        check::hold(cx, CreditCheckAt::Approve, self.order)
    }

    /// Whether the customer may be taken so far by what the order is more.
    fn check(
        &self,
        cx: &mut Context<'_>,
        held: Option<Customer>,
        before: &Order,
        after: &Order,
    ) -> Result<Checked> {
        let selling = Selling {
            order: before,
            more: after.gross.minus(before.gross)?,
            at: CreditCheckAt::Approve,
            overriding: overriding(self.override_credit, self.override_reason.as_ref())?,
            not: &order::ops::others(cx, before),
        };
        check::check(cx, held, &selling)
    }
}
