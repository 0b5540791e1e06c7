//! What may happen to an opportunity. Pure.

mod pipeline;
mod probability;
#[cfg(test)]
mod tests;

pub use pipeline::{PIPELINE_ARCHIVED, STAGE_TWICE, check_stages, entry, stage};
pub use probability::{check_percent, document, probability, weighted};

use super::model::{Action, Opportunity, Stage, Status};
use crate::base::error::{Refusal, Result};
use crate::base::id::StageId;
use crate::base::{CodeText, Date, Line, Transitions};

/// Every move an opportunity permits (D8). A move between stages keeps it open.
pub const TRANSITIONS: Transitions<Status, Action> = Transitions(&[
    (Status::Open, Action::Advance, Status::Open),
    (Status::Open, Action::Win, Status::Won),
    (Status::Open, Action::Lose, Status::Lost),
    (Status::Won, Action::Reopen, Status::Open),
    (Status::Lost, Action::Reopen, Status::Open),
]);

/// Only an open opportunity moves, is won or is lost.
pub const NOT_OPEN: Refusal = Refusal::rule(
    "opportunity.not_open",
    "the opportunity is {status}; reopen it first",
    "机会的状态为“{status}”,请先重新打开",
);
/// Only a won or lost opportunity is reopened.
pub const NOT_CLOSED: Refusal = Refusal::rule(
    "opportunity.not_closed",
    "the opportunity is {status}, neither won nor lost",
    "机会的状态为“{status}”,既未赢单也未输单",
);
/// The stage belongs to another pipeline, or to none.
pub const STAGE_FOREIGN: Refusal = Refusal::rule(
    "opportunity.stage_foreign",
    "pipeline {pipeline} has no stage {stage}",
    "销售流程 {pipeline} 中没有阶段 {stage}",
);
/// After the last stage comes the decision.
pub const LAST_STAGE: Refusal = Refusal::rule(
    "opportunity.last_stage",
    "\"{stage}\" is the last stage: win or lose the opportunity",
    "“{stage}”是最后一个阶段,请赢单或输单",
);
/// A move leads to another stage.
pub const SAME_STAGE: Refusal = Refusal::rule(
    "opportunity.same_stage",
    "the opportunity already stands in \"{stage}\"",
    "机会已处于“{stage}”阶段",
);
/// A move back says why.
pub const REASON_NEEDED: Refusal = Refusal::rule(
    "opportunity.reason_needed",
    "moving back from \"{from}\" to \"{to}\" needs a reason",
    "从“{from}”退回“{to}”需要说明原因",
);

/// The checks of a new or changed opportunity: its amount is not negative and has the currency's
/// digits, its manual probability lies between 0 and 100.
///
/// # Errors
/// `number.negative`, `amount.too_precise` at `amount`, `number.out_of_range` at
/// `manual_probability`.
pub fn check(opportunity: &mut Opportunity) -> Result<()> {
    let currency = opportunity.currency;
    let amount = opportunity
        .amount
        .map(|amount| amount.unsigned_of(currency));
    opportunity.amount = amount.transpose().map_err(|error| error.at("amount"))?;
    let percent = opportunity.manual_probability;
    percent.map_or(Ok(()), |percent| {
        check_percent(percent, "manual_probability")
    })
}

/// Moves an open opportunity to another stage of its pipeline: forward to any, back with a reason.
/// Without `wanted` to the next one. A manual probability stays (D23, D24).
///
/// # Errors
/// [`NOT_OPEN`], [`STAGE_FOREIGN`], [`LAST_STAGE`], [`SAME_STAGE`], [`REASON_NEEDED`].
pub fn advance(
    opportunity: &Opportunity,
    stages: &[Stage],
    wanted: Option<StageId>,
    reason: Option<&Line>,
) -> Result<Opportunity> {
    let status = TRANSITIONS.check(opportunity.status, Action::Advance, NOT_OPEN)?;
    let current = stage(stages, opportunity.pipeline, opportunity.stage)?;
    let target = match wanted {
        Some(wanted) => stage(stages, opportunity.pipeline, wanted)?,
        None => stages
            .iter()
            .find(|stage| stage.sequence > current.sequence)
            .ok_or_else(|| LAST_STAGE.error().with("stage", &current.name))?,
    };
    if target.id == current.id {
        return Err(SAME_STAGE.at("stage").with("stage", &current.name));
    }
    if target.sequence < current.sequence && reason.is_none() {
        return Err(REASON_NEEDED
            .at("reason")
            .with("from", &current.name)
            .with("to", &target.name));
    }
    Ok(Opportunity {
        status,
        stage: target.id,
        ..opportunity.clone()
    })
}

/// Wins an open opportunity. It keeps its stage, so that a reopening finds it.
///
/// # Errors
/// [`NOT_OPEN`].
pub fn win(opportunity: &Opportunity, closed_on: Date) -> Result<Opportunity> {
    Ok(Opportunity {
        status: TRANSITIONS.check(opportunity.status, Action::Win, NOT_OPEN)?,
        closed_on: Some(closed_on),
        ..opportunity.clone()
    })
}

/// Loses an open opportunity for a reason. It keeps its stage, so that reports see where it ended.
///
/// # Errors
/// [`NOT_OPEN`].
pub fn lose(
    opportunity: &Opportunity,
    closed_on: Date,
    reason: CodeText,
    note: Option<Line>,
) -> Result<Opportunity> {
    Ok(Opportunity {
        status: TRANSITIONS.check(opportunity.status, Action::Lose, NOT_OPEN)?,
        closed_on: Some(closed_on),
        lost_reason: Some(reason),
        lost_note: note,
        ..opportunity.clone()
    })
}

/// Takes a win or a loss back; what belonged to it is cleared and stays in the history. Without
/// `wanted` into the stage it stood in last.
///
/// # Errors
/// [`NOT_CLOSED`], [`STAGE_FOREIGN`].
pub fn reopen(
    opportunity: &Opportunity,
    stages: &[Stage],
    wanted: Option<StageId>,
) -> Result<Opportunity> {
    let status = TRANSITIONS.check(opportunity.status, Action::Reopen, NOT_CLOSED)?;
    let wanted = wanted.unwrap_or(opportunity.stage);
    Ok(Opportunity {
        status,
        stage: stage(stages, opportunity.pipeline, wanted)?.id,
        closed_on: None,
        lost_reason: None,
        lost_note: None,
        ..opportunity.clone()
    })
}
