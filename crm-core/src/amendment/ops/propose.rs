//! What an amendment would do.

use super::change::{Amending, Change, Follow, amending};
use crate::amendment::model::{LineChange, PlanMove, Totals};
use crate::amendment::replan::{BELOW_SETTLED, NOT_CLOSED, REOPENS};
use crate::amendment::rules::{self, BELOW_CREDITED, BELOW_DELIVERED, BELOW_INVOICED, NOTHING};
use crate::base::error::{Refusal, Result};
use crate::base::id::OrderId;
use crate::base::{Amount, Currency};
use crate::catalog::rules::{NO_PRICE, PRODUCT_ARCHIVED, TAX_BASIS};
use crate::collection::store::plans_of;
use crate::engine::{Context, Kind, Operation};
use crate::order::rules::NOT_APPROVED;
use crate::order::{self, LINE_TWICE, LINE_UNKNOWN, Order};
use crate::org::permission::Permission;
use crate::pricing::rules::DISCOUNT_TOO_LARGE;
use serde::{Deserialize, Serialize};

/// Shows what an amendment would do to an approved order and its plans. Nothing is kept;
/// `amendment.apply` with the same arguments does it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Propose {
    /// The order.
    pub order: OrderId,
    /// What would change.
    pub change: Change,
    /// How the plans would follow; `spread_open` when not given.
    #[serde(default)]
    pub follow: Follow,
}

arguments!(Propose { order: OrderId, change: Change } else follow);

/// What an amendment would do. All amounts are in `currency`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Proposal {
    /// The order.
    pub order: OrderId,
    /// The version it was seen at.
    pub version: i64,
    /// The order's currency.
    pub currency: Currency,
    /// The totals of the order.
    pub before: Totals,
    /// The totals it would have.
    pub after: Totals,
    /// The lines that would change.
    pub lines: Vec<LineChange>,
    /// The plans that would change or be added.
    pub plans: Vec<PlanMove>,
}

impl Operation for Propose {
    const NAME: &'static str = "amendment.propose";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::OrderRead;
    const REFUSES: &'static [Refusal] = &[
        NOT_APPROVED,
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
    ];
    type Output = Proposal;

    fn run(&self, cx: &mut Context<'_>) -> Result<Proposal> {
        let before: Order = cx.load(self.order)?;
        let before = order::store::with_lines(cx, before)?;
        let today = cx.today();
        rules::amendable(&before, today, today)?;
        let plans = plans_of(cx, before.id)?;
        let amending = amending(cx, &before, &plans, &self.change, &self.follow)?;
        let Amending { order, replan } = amending;
        let mut moves = replan.moves;
        if let Some(amount) = replan.added.filter(|amount| !amount.is_zero()) {
            moves.push(PlanMove {
                plan: None,
                before: None,
                after: amount,
                released: Amount::ZERO.of(order.currency)?,
            });
        }
        Ok(Proposal {
            order: before.id,
            version: before.version,
            currency: before.currency,
            before: rules::totals(&before),
            after: rules::totals(&order),
            lines: rules::line_changes(&before, &order),
            plans: moves,
        })
    }
}
