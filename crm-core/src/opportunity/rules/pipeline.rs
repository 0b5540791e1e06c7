//! What a pipeline must be, and where an opportunity enters it.

use super::STAGE_FOREIGN;
use crate::base::error::{Refusal, Result};
use crate::base::id::{Id, PipelineId, StageId};
use crate::base::limits::STAGES_MAX;
use crate::base::messages::{LIST_EMPTY, LIST_TOO_LONG};
use crate::opportunity::model::{Pipeline, Stage, StageArgs};

/// Two stages of one name.
pub const STAGE_TWICE: Refusal = Refusal::rule(
    "pipeline.stage_twice",
    "there are two stages named \"{name}\"",
    "有两个名为“{name}”的阶段",
);
/// An archived pipeline takes no new opportunities.
pub const PIPELINE_ARCHIVED: Refusal = Refusal::rule(
    "pipeline.archived",
    "the pipeline \"{name}\" is archived",
    "销售流程“{name}”已归档",
);

/// Checks the stages of a new pipeline: 1 to 50, probabilities from 0 to 100, no name twice.
///
/// # Errors
/// `list.empty`, `list.too_long`, `number.out_of_range`, [`STAGE_TWICE`], each naming the stage.
pub fn check_stages(stages: &[StageArgs]) -> Result<()> {
    if stages.is_empty() {
        return Err(LIST_EMPTY.at("stages"));
    }
    if stages.len() > STAGES_MAX {
        return Err(LIST_TOO_LONG
            .at("stages")
            .with("count", stages.len())
            .with("max", STAGES_MAX));
    }
    for (index, stage) in stages.iter().enumerate() {
        super::check_percent(stage.probability, "probability")
            .map_err(|error| error.under(&format!("stages[{index}]")))?;
    }
    for (index, stage) in stages.iter().enumerate() {
        if stages.iter().take(index).any(|one| one.name == stage.name) {
            return Err(STAGE_TWICE
                .at(format!("stages[{index}].name"))
                .with("name", &stage.name));
        }
    }
    Ok(())
}

/// The stage of this id among a pipeline's.
///
/// # Errors
/// [`STAGE_FOREIGN`].
pub fn stage(stages: &[Stage], pipeline: PipelineId, wanted: StageId) -> Result<&Stage> {
    stages
        .iter()
        .find(|stage| stage.id == wanted)
        .ok_or_else(|| {
            STAGE_FOREIGN
                .at("stage")
                .with("pipeline", pipeline.raw())
                .with("stage", wanted.raw())
        })
}

/// The stage a new opportunity starts in: the wanted one, otherwise the first.
///
/// # Errors
/// [`PIPELINE_ARCHIVED`], [`STAGE_FOREIGN`].
pub fn entry(pipeline: &Pipeline, wanted: Option<StageId>) -> Result<StageId> {
    if !pipeline.active {
        return Err(PIPELINE_ARCHIVED
            .at("pipeline")
            .with("name", &pipeline.name));
    }
    match (wanted, pipeline.stages.first()) {
        (None, Some(first)) => Ok(first.id),
        (Some(wanted), _) => Ok(stage(&pipeline.stages, pipeline.id, wanted)?.id),
        (None, None) => Err(LIST_EMPTY.at("stages")),
    }
}
