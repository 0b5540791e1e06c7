//! The moves of an opportunity: to another stage, won, lost, reopened.

use crate::base::date::IN_FUTURE;
use crate::base::error::{Refusal, Result};
use crate::base::id::{OpportunityId, StageId};
use crate::base::{CodeText, Date, Line};
use crate::engine::{Context, Kind, Operation};
use crate::opportunity::model::{Opportunity, OpportunityDocument};
use crate::opportunity::rules::{
    self, LAST_STAGE, NOT_CLOSED, NOT_OPEN, REASON_NEEDED, SAME_STAGE, STAGE_FOREIGN,
};
use crate::opportunity::store;
use crate::org::codes;
use crate::org::model::CodeList;
use crate::org::permission::Permission;
use crate::org::rules::{CODE_RETIRED, CODE_UNKNOWN};
use serde::{Deserialize, Serialize};

/// Moves an open opportunity to another stage of its pipeline: forward to any, back with a reason.
/// A manual probability stays.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Advance {
    /// The opportunity.
    pub opportunity: OpportunityId,
    /// The version the caller saw; when it has changed since, the call loses with `conflict`.
    #[serde(default)]
    pub version: Option<i64>,
    /// The stage to move to; the next one when not given.
    #[serde(default)]
    pub stage: Option<StageId>,
    /// Why, at most 1,000 characters; needed to move back.
    #[serde(default)]
    pub reason: Option<Line>,
}

arguments!(Advance { opportunity: OpportunityId } else version, stage, reason);

impl Operation for Advance {
    const NAME: &'static str = "opportunity.advance";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OpportunityWrite;
    const REFUSES: &'static [Refusal] = &[
        NOT_OPEN,
        STAGE_FOREIGN,
        LAST_STAGE,
        SAME_STAGE,
        REASON_NEEDED,
    ];
    type Output = OpportunityDocument;

    fn run(&self, cx: &mut Context<'_>) -> Result<OpportunityDocument> {
        let before: Opportunity = cx.load_for_update(self.opportunity, self.version)?;
        let stages = store::stages(cx, before.pipeline)?;
        let mut after = rules::advance(&before, &stages, self.stage, self.reason.as_ref())?;
        store::moved(cx, &before, &mut after, "advanced", self.reason.clone())?;
        rules::document(after, &stages, cx.settings().tie)
    }
}

/// Wins an open opportunity. Its probability is 100 from then on.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Win {
    /// The opportunity.
    pub opportunity: OpportunityId,
    /// The version the caller saw; when it has changed since, the call loses with `conflict`.
    #[serde(default)]
    pub version: Option<i64>,
    /// The day it was won, not in the future; today when not given.
    #[serde(default)]
    pub closed_on: Option<Date>,
}

arguments!(Win { opportunity: OpportunityId } else version, closed_on);

impl Operation for Win {
    const NAME: &'static str = "opportunity.win";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OpportunityWrite;
    const REFUSES: &'static [Refusal] = &[IN_FUTURE, NOT_OPEN];
    type Output = OpportunityDocument;

    fn run(&self, cx: &mut Context<'_>) -> Result<OpportunityDocument> {
        let before: Opportunity = cx.load_for_update(self.opportunity, self.version)?;
        let mut after = rules::win(&before, cx.day(self.closed_on, "closed_on")?)?;
        store::moved(cx, &before, &mut after, "won", None)?;
        store::document(cx, after)
    }
}

/// Loses an open opportunity for a reason. Its probability is 0 from then on.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Lose {
    /// The opportunity.
    pub opportunity: OpportunityId,
    /// The version the caller saw; when it has changed since, the call loses with `conflict`.
    #[serde(default)]
    pub version: Option<i64>,
    /// Why, a code of the list `lost_reason`.
    pub reason: CodeText,
    /// More about it, at most 1,000 characters.
    #[serde(default)]
    pub note: Option<Line>,
    /// The day it was lost, not in the future; today when not given.
    #[serde(default)]
    pub closed_on: Option<Date>,
}

arguments!(Lose { opportunity: OpportunityId, reason: CodeText } else version, note, closed_on);

impl Operation for Lose {
    const NAME: &'static str = "opportunity.lose";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OpportunityWrite;
    const REFUSES: &'static [Refusal] = &[IN_FUTURE, NOT_OPEN, CODE_UNKNOWN, CODE_RETIRED];
    type Output = OpportunityDocument;

    fn run(&self, cx: &mut Context<'_>) -> Result<OpportunityDocument> {
        let before: Opportunity = cx.load_for_update(self.opportunity, self.version)?;
        let closed_on = cx.day(self.closed_on, "closed_on")?;
        let (reason, note) = (self.reason.clone(), self.note.clone());
        let mut after = rules::lose(&before, closed_on, reason, note)?;
        codes::check(cx, CodeList::LostReason, Some(&self.reason), "reason")?;
        store::moved(cx, &before, &mut after, "lost", self.note.clone())?;
        store::document(cx, after)
    }
}

/// Takes a win or a loss back: the opportunity is open again. What was won or lost stays in its
/// history.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reopen {
    /// The opportunity.
    pub opportunity: OpportunityId,
    /// The version the caller saw; when it has changed since, the call loses with `conflict`.
    #[serde(default)]
    pub version: Option<i64>,
    /// The stage to go on in; the last one it stood in when not given.
    #[serde(default)]
    pub stage: Option<StageId>,
    /// Why, at most 1,000 characters.
    pub reason: Line,
}

arguments!(Reopen { opportunity: OpportunityId, reason: Line } else version, stage);

impl Operation for Reopen {
    const NAME: &'static str = "opportunity.reopen";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OpportunityWrite;
    const REFUSES: &'static [Refusal] = &[NOT_CLOSED, STAGE_FOREIGN];
    type Output = OpportunityDocument;

    fn run(&self, cx: &mut Context<'_>) -> Result<OpportunityDocument> {
        let before: Opportunity = cx.load_for_update(self.opportunity, self.version)?;
        let stages = store::stages(cx, before.pipeline)?;
        let mut after = rules::reopen(&before, &stages, self.stage)?;
        let reason = Some(self.reason.clone());
        store::moved(cx, &before, &mut after, "reopened", reason)?;
        rules::document(after, &stages, cx.settings().tie)
    }
}
