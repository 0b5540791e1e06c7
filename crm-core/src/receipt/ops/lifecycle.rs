//! From submission to confirmation, and back.

use super::record::{ALLOCATION, load, save, settle};
use crate::approval::rules::limit::LIMIT_EXCEEDED;
use crate::base::date::IN_FUTURE;
use crate::base::error::{Refusal, Result};
use crate::base::id::ReceiptId;
use crate::base::transition::TransitionList;
use crate::base::{Amount, Date, Line};
use crate::engine::{Ahead, Context, Kind, Operation, SubjectOf};
use crate::org::permission::Permission;
use crate::receipt::model::{AllocationArgs, Receipt, ReceiptStatus};
use crate::receipt::reach::{self, confirmed};
use crate::receipt::rules::{
    self, Action, DAY_BEFORE, DAY_BEFORE_ALLOCATION, NOT_CONFIRMABLE, NOT_SUBMITTABLE,
    NOT_SUBMITTED, OWN_CONFIRMATION, REFUNDED, REVERSED, TRANSITIONS,
};
use crate::receipt::{settle::take_back, store};
use serde::{Deserialize, Serialize};

/// Asks for the confirmation of a receipt that is a draft or was rejected.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Submit {
    /// The receipt.
    pub receipt: ReceiptId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
}

arguments!(Submit { receipt: ReceiptId } else version);

impl Operation for Submit {
    const NAME: &'static str = "receipt.submit";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::ReceiptWrite;
    const REFUSES: &'static [Refusal] = &[NOT_SUBMITTABLE];
    type Output = Receipt;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_for_update(ahead, self.receipt);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Receipt> {
        let before = load(cx, self.receipt, self.version)?;
        let mut after = rules::submit(&before, cx.actor())?;
        cx.update(&before, &mut after, "submitted")?;
        Ok(after)
    }
}

/// Takes a submission back: the receipt is a draft again.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Withdraw {
    /// The receipt.
    pub receipt: ReceiptId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
}

arguments!(Withdraw { receipt: ReceiptId } else version);

impl Operation for Withdraw {
    const NAME: &'static str = "receipt.withdraw";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::ReceiptWrite;
    const REFUSES: &'static [Refusal] = &[NOT_SUBMITTED];
    type Output = Receipt;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_for_update(ahead, self.receipt);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Receipt> {
        let before = load(cx, self.receipt, self.version)?;
        let mut after = rules::withdraw(&before)?;
        cx.update(&before, &mut after, "withdrawn")?;
        Ok(after)
    }
}

/// Sends a submitted receipt back to who submitted it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reject {
    /// The receipt.
    pub receipt: ReceiptId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// Why, at most 1,000 characters.
    pub reason: Line,
}

arguments!(Reject { receipt: ReceiptId, reason: Line } else version);

impl Operation for Reject {
    const NAME: &'static str = "receipt.reject";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::ReceiptConfirm;
    const REFUSES: &'static [Refusal] = &[NOT_SUBMITTED];
    type Output = Receipt;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_for_update(ahead, self.receipt);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Receipt> {
        let before = load(cx, self.receipt, self.version)?;
        let mut after = rules::reject(&before, self.reason.clone())?;
        cx.update(&before, &mut after, "rejected")?;
        Ok(after)
    }
}

/// Confirms a receipt that is submitted, or a draft where the settings allow it: its allocations,
/// or the customer's strategy, pay plans in the same transaction; the surplus is the customer's
/// credit (M17, M18). Money that is to come is not confirmed before its day. When the plans it was
/// meant for have changed since, say anew what it pays.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Confirm {
    /// The receipt.
    pub receipt: ReceiptId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// What it pays, at most 1,000 plans, instead of what was said before; an empty list keeps all
    /// of it as credit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allocations: Option<Vec<AllocationArgs>>,
}

arguments!(Confirm { receipt: ReceiptId } else version, allocations);

impl Operation for Confirm {
    const NAME: &'static str = "receipt.confirm";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::ReceiptConfirm;
    const REFUSES: &'static [Refusal] = &[
        NOT_CONFIRMABLE,
        OWN_CONFIRMATION,
        IN_FUTURE,
        LIMIT_EXCEEDED,
        ALLOCATION[0],
        ALLOCATION[1],
        ALLOCATION[2],
        ALLOCATION[3],
        ALLOCATION[4],
        ALLOCATION[5],
        ALLOCATION[6],
    ];
    const SUBJECT: Option<SubjectOf<Self>> = Some(|call, cx| reach::subject(cx, call.receipt));
    type Output = Receipt;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_for_update(ahead, self.receipt);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Receipt> {
        let before = load(cx, self.receipt, self.version)?;
        let mut after = confirmed(cx, &before)?;
        if let Some(wanted) = &self.allocations {
            after.intended = Some(wanted.clone());
        }
        settle(cx, &mut after)?;
        save(cx, &before, &mut after, "confirmed")?;
        Ok(after)
    }
}

/// Reverses a receipt that bounced or was a mistake: everything it paid is open again, and the
/// history stays (M27).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reverse {
    /// The receipt.
    pub receipt: ReceiptId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// The day it takes effect, not before anything it paid and not in the future; today when not
    /// given.
    #[serde(default)]
    pub reversed_on: Option<Date>,
    /// Why, at most 1,000 characters.
    pub reason: Line,
}

arguments!(Reverse { receipt: ReceiptId, reason: Line } else version, reversed_on);

impl Operation for Reverse {
    const NAME: &'static str = "receipt.reverse";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::ReceiptReverse;
    const REFUSES: &'static [Refusal] = &[
        IN_FUTURE,
        REFUNDED,
        REVERSED,
        DAY_BEFORE,
        DAY_BEFORE_ALLOCATION,
    ];
    type Output = Receipt;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_for_update(ahead, self.receipt);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Receipt> {
        let before = load(cx, self.receipt, self.version)?;
        let on = cx.day(self.reversed_on, "reversed_on")?;
        let mut after = rules::reverse(&before, on, self.reason.clone())?;
        take_back(cx, &mut after, |_| true, on)?;
        after.unallocated = Amount::ZERO.of(after.currency)?;
        after.reversed_at = Some(cx.now());
        save(cx, &before, &mut after, "reversed")?;
        Ok(after)
    }
}

/// Lists which actions are possible in which state of a receipt.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Transitions {}

impl Operation for Transitions {
    const NAME: &'static str = "receipt.transitions";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::Anyone;
    const REFUSES: &'static [Refusal] = &[];
    type Output = TransitionList<ReceiptStatus, Action>;

    fn run(&self, _: &mut Context<'_>) -> Result<Self::Output> {
        Ok(TRANSITIONS.list())
    }
}
