//! What a pipeline is.

use crate::base::id::{PipelineId, StageId};
use crate::base::{CodeText, Extra, Instant, Name, Percent};
use serde::{Deserialize, Serialize};

/// The way an opportunity goes. Its stages never change, so that an old opportunity keeps the
/// definition it runs under: archive it and create another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pipeline {
    /// Its id.
    pub id: PipelineId,
    /// Raised by every change.
    pub version: i64,
    /// Its name.
    pub name: Name,
    /// Whether it is in use; an archived one takes no new opportunities, and those in it go on.
    pub active: bool,
    /// The host's own key, unique among pipelines.
    pub external_ref: Option<CodeText>,
    /// The host's own data.
    pub extra: Option<Extra>,
    /// When it was created.
    pub created_at: Instant,
    /// Its stages in order, 1 to 50.
    pub stages: Vec<Stage>,
}

/// One stage of a pipeline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Stage {
    /// Its id.
    pub id: StageId,
    /// The pipeline.
    pub pipeline: PipelineId,
    /// Its place, from 1.
    pub sequence: u32,
    /// Its name, unique in the pipeline.
    pub name: Name,
    /// How likely an opportunity that stands here is won, in percent, 0 to 100.
    pub probability: Percent,
}

/// One stage as hosts give it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StageArgs {
    /// Its name, unique in the pipeline, at most 200 characters.
    pub name: Name,
    /// How likely an opportunity that stands here is won, in percent, 0 to 100.
    pub probability: Percent,
}
