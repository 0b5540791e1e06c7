//! Pipelines: created, read, archived.

use crate::base::error::{Refusal, Result};
use crate::base::id::{Id, PipelineId};
use crate::base::{CodeText, Extra, Name, Page};
use crate::engine::{Context, Kind, Operation};
use crate::opportunity::model::{Pipeline, Stage, StageArgs};
use crate::opportunity::rules::{self, STAGE_TWICE};
use crate::opportunity::store;
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::Value;
use crate::storage::select::{Select, Sort};
use serde::{Deserialize, Serialize};

/// Creates a pipeline with its stages. They never change afterwards: archive it and create another.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PipelineCreate {
    /// Its name, at most 200 characters.
    pub name: Name,
    /// Its stages in order, 1 to 50.
    pub stages: Vec<StageArgs>,
    /// The host's own key, unique among pipelines.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// The host's own data, at most 16 KiB.
    #[serde(default)]
    pub extra: Option<Extra>,
}

arguments!(PipelineCreate { name: Name, stages: Vec<StageArgs> } else external_ref, extra);

impl Operation for PipelineCreate {
    const NAME: &'static str = "pipeline.create";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::PipelineWrite;
    const REFUSES: &'static [Refusal] = &[STAGE_TWICE];
    type Output = Pipeline;

    fn run(&self, cx: &mut Context<'_>) -> Result<Pipeline> {
        cx.demand(Permission::PipelineWrite, Access::default())?;
        rules::check_stages(&self.stages)?;
        if let Some(external) = &self.external_ref {
            cx.free::<Pipeline>("external_ref", external)?;
        }
        let id: PipelineId = cx.new_id()?;
        let stages = (1_u32..)
            .zip(&self.stages)
            .map(|(sequence, stage)| {
                Ok(Stage {
                    id: cx.new_id()?,
                    pipeline: id,
                    sequence,
                    name: stage.name.clone(),
                    probability: stage.probability,
                })
            })
            .collect::<Result<Vec<Stage>>>()?;
        let pipeline = Pipeline {
            id,
            version: 1,
            name: self.name.clone(),
            active: true,
            external_ref: self.external_ref.clone(),
            extra: self.extra.clone(),
            created_at: cx.now(),
            stages,
        };
        cx.insert(&pipeline, "created")?;
        cx.insert_rows(&pipeline.stages)?;
        Ok(pipeline)
    }
}

/// Archives a pipeline: it takes no new opportunities, and those in it go on. Archiving twice
/// changes nothing.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PipelineArchive {
    /// The pipeline.
    pub pipeline: PipelineId,
    /// The version it was read at; `conflict` when it has changed since.
    #[serde(default)]
    pub version: Option<i64>,
}

arguments!(PipelineArchive { pipeline: PipelineId } else version);

impl Operation for PipelineArchive {
    const NAME: &'static str = "pipeline.archive";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::PipelineWrite;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Pipeline;

    fn run(&self, cx: &mut Context<'_>) -> Result<Pipeline> {
        switch(cx, self.pipeline, self.version, false)
    }
}

/// Takes an archived pipeline back: it takes new opportunities again.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PipelineRestore {
    /// The pipeline.
    pub pipeline: PipelineId,
    /// The version it was read at; `conflict` when it has changed since.
    #[serde(default)]
    pub version: Option<i64>,
}

arguments!(PipelineRestore { pipeline: PipelineId } else version);

impl Operation for PipelineRestore {
    const NAME: &'static str = "pipeline.restore";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::PipelineWrite;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Pipeline;

    fn run(&self, cx: &mut Context<'_>) -> Result<Pipeline> {
        switch(cx, self.pipeline, self.version, true)
    }
}

fn switch(
    cx: &mut Context<'_>,
    id: PipelineId,
    version: Option<i64>,
    active: bool,
) -> Result<Pipeline> {
    let mut before: Pipeline = cx.load_for_update(id, version)?;
    before.stages = store::stages(cx, id)?;
    let mut after = before.clone();
    after.active = active;
    let verb = if active { "restored" } else { "archived" };
    cx.update(&before, &mut after, verb)?;
    Ok(after)
}

/// Reads a pipeline with its stages.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PipelineGet {
    /// The pipeline.
    pub pipeline: PipelineId,
}

impl Operation for PipelineGet {
    const NAME: &'static str = "pipeline.get";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::OpportunityRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Pipeline;

    fn run(&self, cx: &mut Context<'_>) -> Result<Pipeline> {
        store::pipeline(cx, self.pipeline)
    }
}

/// Lists pipelines with their stages, oldest first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PipelineList {
    /// Only the one with this key of the host's own.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// Whether archived ones are listed too. Default: `false`.
    #[serde(default)]
    pub include_archived: bool,
    /// Items wanted, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

const OLDEST: Sort<Pipeline> = Sort {
    columns: &["id"],
    descending: false,
    key: |pipeline| vec![Value::Int(pipeline.id.raw())],
};

impl Operation for PipelineList {
    const NAME: &'static str = "pipeline.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::OpportunityRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Page<Pipeline>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<Pipeline>> {
        let mut select = Select::new();
        select.few("external_ref", self.external_ref.as_deref());
        if !self.include_archived {
            select.and("active = 1", []);
        }
        let mut page = cx.page(select, &OLDEST, self.limit, self.after.as_deref())?;
        store::with_stages(cx, &mut page.items)?;
        Ok(page)
    }
}
