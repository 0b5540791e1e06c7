//! Settling plans with what a credit note has left, and taking all of it back.

use super::issue::{SHARE, credit, explicit};
use crate::base::calendar::CALENDAR_NO_WORKDAY;
use crate::base::date::IN_FUTURE;
use crate::base::error::{Refusal, Result};
use crate::base::id::{CreditNoteId, Id};
use crate::base::messages::FIELD_CHOICE;
use crate::base::{Amount, Date, Line};
use crate::collection::Allocation;
use crate::collection::detail::standing;
use crate::collection::settle::reopen;
use crate::collection::start::Direction;
use crate::collection::store::open_plans;
use crate::credit_note::model::{CreditNote, CreditShare};
use crate::credit_note::rules::{self, DAY_BEFORE, REFUNDED, REVERSED};
use crate::credit_note::store;
use crate::engine::{Ahead, Context, Kind, Operation};
use crate::org::permission::Permission;
use crate::receipt;
use serde::{Deserialize, Serialize};

/// Settles plans of the customer with what a credit note has left: the given ones, or the oldest
/// due first.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Allocate {
    /// The credit note.
    pub credit_note: CreditNoteId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// What to settle, 1 to 1,000 plans; the oldest due first when not given.
    #[serde(default)]
    pub allocations: Option<Vec<CreditShare>>,
    /// The day it takes effect, not before it was issued or what is left of it came back, and not in
    /// the future; today when not given.
    #[serde(default)]
    pub effective_on: Option<Date>,
}

arguments!(Allocate { credit_note: CreditNoteId } else version, allocations, effective_on);

/// An empty list settles nothing.
const SOME_ALLOCATIONS: Refusal = FIELD_CHOICE.saying(
    "give 1 to 1,000 allocations, or leave them out",
    "请给出 1 至 1,000 项 allocations,或不给出",
);

impl Operation for Allocate {
    const NAME: &'static str = "credit_note.allocate";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::CreditNoteWrite;
    const REFUSES: &'static [Refusal] = &[
        REVERSED,
        IN_FUTURE,
        DAY_BEFORE,
        SHARE[0],
        SHARE[1],
        SHARE[2],
        SHARE[3],
        SHARE[4],
        SHARE[5],
        CALENDAR_NO_WORKDAY,
    ];
    type Output = CreditNote;

    fn ahead(&self, ahead: &mut Ahead) {
        ahead.change::<CreditNote>(self.credit_note);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<CreditNote> {
        let before = store::load(cx, self.credit_note, self.version)?;
        if self.allocations.as_ref().is_some_and(Vec::is_empty) {
            return Err(SOME_ALLOCATIONS.at("allocations"));
        }
        rules::stands(&before)?;
        let on = cx.day(self.effective_on, "effective_on")?;
        let of = ("credit_note", before.id.raw());
        let first = receipt::store::left_since(cx, of, before.issued_on, on)?;
        if on < first {
            let error = DAY_BEFORE.at("effective_on").with("day", on);
            return Err(error.with("effective_on", first));
        }
        let mut after = before.clone();
        match &self.allocations {
            Some(wanted) => explicit(cx, &mut after, wanted, on)?,
            None => {
                let plans = open_plans(cx, before.customer.raw(), before.currency)?;
                let (mut left, mut shares) = (before.unallocated, Vec::new());
                for plan in &plans {
                    let amount = plan.open()?.min(left);
                    if amount.is_positive() {
                        left = left.minus(amount)?;
                        shares.push(CreditShare {
                            plan: plan.id,
                            amount,
                        });
                    }
                }
                credit(cx, &mut after, &plans, &shares, on)?;
            }
        }
        store::save(cx, &before, &mut after, "allocated")?;
        store::followed(cx, after, Direction::Forward, on)
    }
}

/// Reverses a credit note that was a mistake: everything it settled is open again.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reverse {
    /// The credit note.
    pub credit_note: CreditNoteId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// The day it takes effect, not before anything it settled and not in the future; today when
    /// not given.
    #[serde(default)]
    pub reversed_on: Option<Date>,
    /// Why, at most 1,000 characters.
    pub reason: Line,
}

arguments!(Reverse { credit_note: CreditNoteId, reason: Line } else version, reversed_on);

impl Operation for Reverse {
    const NAME: &'static str = "credit_note.reverse";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::CreditNoteWrite;
    const REFUSES: &'static [Refusal] = &[IN_FUTURE, REVERSED, REFUNDED, DAY_BEFORE];
    type Output = CreditNote;

    fn ahead(&self, ahead: &mut Ahead) {
        ahead.change::<CreditNote>(self.credit_note);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<CreditNote> {
        let before = store::load(cx, self.credit_note, self.version)?;
        let on = cx.day(self.reversed_on, "reversed_on")?;
        let mut after = rules::reverse(&before, on, self.reason.clone())?;
        after.reversed_at = Some(cx.now());
        let back: Vec<Allocation> = standing(&before.allocations).cloned().collect();
        let written = reopen(cx, &back, on)?;
        after.allocations.extend(written);
        after.unallocated = Amount::ZERO.of(after.currency)?;
        store::save(cx, &before, &mut after, "reversed")?;
        store::followed(cx, after, Direction::Back, on)
    }
}
