//! What an amendment is.

use crate::base::id::{AmendmentId, OrderId, OrderLineId, PlanId, TermsId, UserId};
use crate::base::{
    Amount, CodeText, Currency, Date, DateRule, Instant, Line, Name, Percent, Price, Quantity,
};
use crate::terms::Start;
use serde::{Deserialize, Serialize};

/// How the plans of an order follow its new total (M22). What is settled stays settled. A total
/// that became smaller takes from the latest plan backwards (M23), but for `reproportion` and
/// `manual`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Strategy {
    /// More is spread over the plans with something open, in proportion to their amounts.
    #[default]
    SpreadOpen,
    /// More goes to the latest plan with something open.
    LastLine,
    /// More is a plan of its own.
    NewLine,
    /// Every plan is the same part of the total as before. That can open again what was settled,
    /// which the caller must consent to.
    Reproportion,
    /// As the caller says.
    Manual,
    /// What is open is planned anew under other terms. Only `amendment.change_terms` does so.
    Terms,
}

/// The totals of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// Without tax.
    pub net: Amount,
    /// The tax.
    pub tax: Amount,
    /// With tax: what the customer pays.
    pub gross: Amount,
}

/// What a line of an order said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AmendedLine {
    /// What is sold.
    pub description: Name,
    /// How many units.
    pub quantity: Quantity,
    /// The price of one unit.
    pub unit_price: Price,
    /// The tax rate in percent.
    pub tax_percent: Percent,
    /// After all discounts, with tax.
    pub gross: Amount,
}

/// A line of an order that changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LineChange {
    /// The line; nothing in a proposal for one that is to be made.
    pub line: Option<OrderLineId>,
    /// What it said; nothing when it is new.
    pub before: Option<AmendedLine>,
    /// What it says; nothing when it went.
    pub after: Option<AmendedLine>,
}

/// What became of a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanMove {
    /// The plan; nothing in a proposal for one that is to be made.
    pub plan: Option<PlanId>,
    /// What was to come in; nothing for a plan that is new.
    pub before: Option<Amount>,
    /// What is to come in; zero when nothing is left of it, and it is cancelled.
    pub after: Amount,
    /// What had settled it and no longer does: the customer's credit again, when it was money.
    pub released: Amount,
}

/// What one plan is to be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanAmount {
    /// The plan.
    pub plan: PlanId,
    /// What is to come in: not below what has settled it; zero cancels it.
    pub amount: Amount,
}

/// A plan that an amendment adds.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NewPlan {
    /// What it waits for; the day of the amendment when not given.
    #[serde(default)]
    pub starts: Start,
    /// The milestone's name, when it waits for one.
    #[serde(default)]
    pub milestone: Option<Name>,
    /// The way from its start to its due date; that day when not given.
    #[serde(default)]
    pub due: DateRule,
    /// How it is to be paid: a code of the list `payment_method`.
    #[serde(default)]
    pub method: Option<CodeText>,
}

/// What changed about an approved order (M22). Never changed itself. All amounts are in `currency`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Amendment {
    /// Its id.
    pub id: AmendmentId,
    /// Always 1.
    pub version: i64,
    /// The order.
    pub order: OrderId,
    /// Its number among the amendments of the order, from 1.
    pub revision: u32,
    /// The order's currency.
    pub currency: Currency,
    /// How the plans followed.
    pub strategy: Strategy,
    /// The day it takes effect.
    pub effective_on: Date,
    /// Why.
    pub reason: Line,
    /// The totals of the order before.
    pub before: Totals,
    /// The totals since.
    pub after: Totals,
    /// The lines that changed, in the order they have now, the gone ones last.
    pub lines: Vec<LineChange>,
    /// What became of the plans that changed or are new.
    pub plans: Vec<PlanMove>,
    /// The terms before, when they changed.
    pub terms_before: Option<TermsId>,
    /// Their edition.
    pub edition_before: Option<u32>,
    /// The terms since, when they changed.
    pub terms_after: Option<TermsId>,
    /// Their edition.
    pub edition_after: Option<u32>,
    /// What was open then and was planned anew, when the terms changed.
    pub planned: Option<Totals>,
    /// Who amended it.
    pub amended_by: Option<UserId>,
    /// When it was recorded.
    pub created_at: Instant,
}
