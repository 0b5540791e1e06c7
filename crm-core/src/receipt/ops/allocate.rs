//! Paying plans from credit, and taking that back.

use super::record::{ALLOCATION, load, save};
use crate::base::date::IN_FUTURE;
use crate::base::error::{Refusal, Result};
use crate::base::id::{AllocationId, Id, ReceiptId};
use crate::base::messages::FIELD_CHOICE;
use crate::base::{Date, Line};
use crate::collection::detail::standing;
use crate::engine::{Ahead, Context, Kind, Operation};
use crate::org::permission::Permission;
use crate::org::setting::Allocation as Strategy;
use crate::receipt::model::{AllocationArgs, Receipt};
use crate::receipt::rules::{
    self, DAY_BEFORE, DAY_BEFORE_ALLOCATION, DAY_BEFORE_FREED, NOT_CONFIRMED,
};
use crate::receipt::{settle, store};
use serde::{Deserialize, Serialize};

/// Pays plans from the credit a confirmed receipt has left: the given ones, or what a strategy
/// finds. Discounts for early payment hold when the money came in early, whenever it is allocated.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Allocate {
    /// The receipt.
    pub receipt: ReceiptId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// What to pay, 1 to 1,000 plans; what the strategy finds when not given.
    #[serde(default)]
    pub allocations: Option<Vec<AllocationArgs>>,
    /// How plans are found; the oldest due first when not given. Not together with `allocations`.
    #[serde(default)]
    pub strategy: Option<Strategy>,
    /// The day it takes effect, from the day the money came in, or what is left of it came back, to
    /// today; today when not given. On each plan not before there was such a plan, nor before
    /// something of it was taken back.
    #[serde(default)]
    pub effective_on: Option<Date>,
}

arguments!(Allocate { receipt: ReceiptId } else version, allocations, strategy, effective_on);

/// An empty list pays nothing.
const SOME_ALLOCATIONS: Refusal = FIELD_CHOICE.saying(
    "give 1 to 1,000 allocations, or leave them out",
    "请给出 1 至 1,000 项 allocations,或不给出",
);
/// Both, where one decides.
const ONE_WAY: Refusal = FIELD_CHOICE.saying(
    "give allocations or a strategy, not both",
    "allocations 与 strategy 不得同时给出",
);

impl Operation for Allocate {
    const NAME: &'static str = "receipt.allocate";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::ReceiptWrite;
    const REFUSES: &'static [Refusal] = &[
        NOT_CONFIRMED,
        IN_FUTURE,
        DAY_BEFORE,
        ALLOCATION[0],
        ALLOCATION[1],
        ALLOCATION[2],
        ALLOCATION[3],
        ALLOCATION[4],
        ALLOCATION[5],
        ALLOCATION[6],
    ];
    type Output = Receipt;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_for_update(ahead, self.receipt);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Receipt> {
        let before = load(cx, self.receipt, self.version)?;
        if self.allocations.as_ref().is_some_and(Vec::is_empty) {
            return Err(SOME_ALLOCATIONS.at("allocations"));
        }
        if self.allocations.is_some() && self.strategy.is_some() {
            return Err(ONE_WAY.at("strategy"));
        }
        rules::can_pay(&before)?;
        let on = cx.day(self.effective_on, "effective_on")?;
        rules::on_day(&before, on, "effective_on")?;
        let of = ("receipt", before.id.raw());
        let freed = store::left_since(cx, of, before.received_on, on)?;
        if on < freed {
            let error = DAY_BEFORE_FREED.at("effective_on").with("day", on);
            return Err(error.with("freed_on", freed));
        }
        let mut after = before.clone();
        let wanted = self.allocations.as_deref();
        let strategy = self.strategy.unwrap_or(Strategy::OldestDue);
        settle::allocate(cx, &mut after, wanted, strategy, on)?;
        save(cx, &before, &mut after, "allocated")?;
        Ok(after)
    }
}

/// Takes back what a confirmed receipt paid: the plans are open again, and the money is the
/// customer's credit. All of it, or some details with what came with them.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// The receipt.
    pub receipt: ReceiptId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// Details of the receipt that stand; with each goes everything the receipt settled on the same
    /// plan. All of them when not given.
    #[serde(default)]
    pub details: Option<Vec<AllocationId>>,
    /// The day it takes effect, not before anything the receipt paid and not in the future; today
    /// when not given.
    #[serde(default)]
    pub effective_on: Option<Date>,
    /// Why, at most 1,000 characters.
    pub reason: Line,
}

arguments!(Release { receipt: ReceiptId, reason: Line } else version, details, effective_on);

/// No detail that stands.
pub const NOT_STANDING: Refusal = Refusal::rule(
    "allocation.not_standing",
    "the receipt has no such detail that stands",
    "该收款没有这样的有效核销明细",
);

impl Operation for Release {
    const NAME: &'static str = "receipt.release";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::ReceiptReverse;
    const REFUSES: &'static [Refusal] = &[
        NOT_CONFIRMED,
        IN_FUTURE,
        DAY_BEFORE_ALLOCATION,
        NOT_STANDING,
    ];
    type Output = Receipt;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_for_update(ahead, self.receipt);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Receipt> {
        let before = load(cx, self.receipt, self.version)?;
        rules::can_pay(&before)?;
        let on = cx.day(self.effective_on, "effective_on")?;
        rules::not_before_paying(&before, on, "effective_on")?;
        let stands: Vec<_> = standing(&before.allocations).collect();
        let mut plans = Vec::new();
        match &self.details {
            None if stands.is_empty() => return Err(NOT_STANDING.at("receipt")),
            None => plans.extend(stands.iter().map(|detail| detail.plan)),
            Some(wanted) => {
                for (index, id) in wanted.iter().enumerate() {
                    let found = stands.iter().find(|detail| detail.id == *id);
                    let missing = || NOT_STANDING.at(format!("details[{index}]"));
                    plans.push(found.ok_or_else(missing)?.plan);
                }
            }
        }
        let mut after = before.clone();
        settle::take_back(cx, &mut after, |detail| plans.contains(&detail.plan), on)?;
        after.reason = Some(self.reason.clone());
        save(cx, &before, &mut after, "released")?;
        Ok(after)
    }
}
