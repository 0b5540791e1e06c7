//! Opportunities, their history and pipelines as rows.

use super::model::{Opportunity, OpportunityDocument, Pipeline, Stage, StageRow, StageVisit};
use super::rules;
use crate::base::Line;
use crate::base::error::{Refusal, Result};
use crate::base::id::{Id, OpportunityId, PipelineId};
use crate::base::messages::FIELD_MISSING;
use crate::engine::Context;
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::{Value, statement, stored};

// A pipeline belongs to the whole workspace: who may call the operation may see it.
stored!(Pipeline, "crm_pipeline", record: "pipeline", PipelineId, Permission::Anyone,
    |_| Access::default(), children: [stages]);
stored!(Stage, "crm_stage");
stored!(Opportunity, "crm_opportunity", record: "opportunity", OpportunityId,
    Permission::OpportunityRead,
    |record| Access { owner: record.owner, department: record.department });
stored!(StageRow, "crm_opportunity_stage");

/// Reads a pipeline with its stages.
pub(crate) fn pipeline(cx: &mut Context<'_>, id: PipelineId) -> Result<Pipeline> {
    let mut pipeline: Pipeline = cx.refer(id)?;
    pipeline.stages = stages(cx, id)?;
    Ok(pipeline)
}

/// No pipeline is named, and not exactly one could be meant.
const PIPELINE_NEEDED: Refusal = FIELD_MISSING.saying(
    "the field pipeline is missing, and not exactly one pipeline is active",
    "缺少字段 pipeline,而在用的销售流程不是恰好一个",
);

/// The pipeline when none is named: the active one, when there is just one.
pub(crate) fn only_pipeline(cx: &mut Context<'_>) -> Result<Pipeline> {
    let condition = "WHERE active = 1 ORDER BY id LIMIT 2";
    let active: Vec<Pipeline> = cx.rows(condition, &[], 0)?;
    match active.as_slice() {
        [only] => pipeline(cx, only.id),
        _ => Err(PIPELINE_NEEDED.at("pipeline")),
    }
}

/// The stages of a pipeline, in order.
pub(crate) fn stages(cx: &mut Context<'_>, pipeline: PipelineId) -> Result<Vec<Stage>> {
    let id = [Value::Int(pipeline.raw())];
    cx.rows("WHERE pipeline = ?1 ORDER BY sequence", &id, 0)
}

/// Reads the stages of many pipelines into them.
pub(crate) fn with_stages(cx: &mut Context<'_>, pipelines: &mut [Pipeline]) -> Result<()> {
    if pipelines.is_empty() {
        return Ok(());
    }
    let ids: Vec<i64> = pipelines.iter().map(|one| one.id.raw()).collect();
    let (marks, values) = list(ids);
    let condition = format!("WHERE pipeline IN ({marks}) ORDER BY pipeline, sequence");
    let stages: Vec<Stage> = cx.rows(&condition, &values, 0)?;
    for stage in stages {
        if let Some(pipeline) = pipelines.iter_mut().find(|one| one.id == stage.pipeline) {
            pipeline.stages.push(stage);
        }
    }
    Ok(())
}

/// Opportunities as documents, in the same order.
pub(crate) fn documents(
    cx: &mut Context<'_>,
    records: Vec<Opportunity>,
) -> Result<Vec<OpportunityDocument>> {
    if records.is_empty() {
        return Ok(Vec::new());
    }
    let mut ids: Vec<i64> = records.iter().map(|record| record.stage.raw()).collect();
    ids.sort_unstable();
    ids.dedup();
    let (marks, values) = list(ids);
    let stages: Vec<Stage> = cx.rows(&format!("WHERE id IN ({marks})"), &values, 0)?;
    let tie = cx.settings().tie;
    let records = records.into_iter();
    records
        .map(|record| rules::document(record, &stages, tie))
        .collect()
}

/// One opportunity as a document.
pub(crate) fn document(cx: &mut Context<'_>, record: Opportunity) -> Result<OpportunityDocument> {
    let id = [Value::Int(record.stage.raw())];
    let stages: Vec<Stage> = cx.rows("WHERE id = ?1", &id, 0)?;
    rules::document(record, &stages, cx.settings().tie)
}

/// The history of an opportunity, oldest first.
pub(crate) fn history(
    cx: &mut Context<'_>,
    opportunity: &Opportunity,
    stages: &[Stage],
) -> Result<Vec<StageVisit>> {
    let id = [Value::Int(opportunity.id.raw())];
    let rows: Vec<StageRow> = cx.rows("WHERE opportunity = ?1 ORDER BY sequence", &id, 0)?;
    let now = cx.now();
    rows.into_iter()
        .map(|row| {
            let stage = rules::stage(stages, opportunity.pipeline, row.stage)?;
            Ok(row.visit(stage, now))
        })
        .collect()
}

/// Inserts an opportunity and begins its history.
pub(crate) fn insert(cx: &mut Context<'_>, opportunity: &Opportunity) -> Result<()> {
    cx.insert(opportunity, "created")?;
    enter(cx, opportunity, 1, None)
}

/// Saves a move and carries it into the history.
pub(crate) fn moved(
    cx: &mut Context<'_>,
    before: &Opportunity,
    after: &mut Opportunity,
    verb: &str,
    reason: Option<Line>,
) -> Result<()> {
    cx.update(before, after, verb)?;
    let sql = "UPDATE crm_opportunity_stage SET left_at = ?1 \
               WHERE opportunity = ?2 AND left_at IS NULL RETURNING sequence";
    let values = [Value::Int(cx.now().micros()), Value::Int(after.id.raw())];
    let left = statement::number(cx.db(), sql, &values)?.unwrap_or(0);
    enter(cx, after, left + 1, reason)
}

fn enter(
    cx: &mut Context<'_>,
    opportunity: &Opportunity,
    sequence: i64,
    reason: Option<Line>,
) -> Result<()> {
    let row = StageRow {
        opportunity: opportunity.id,
        sequence,
        stage: opportunity.stage,
        status: opportunity.status,
        lost_reason: opportunity.lost_reason.clone(),
        reason,
        entered_at: cx.now(),
        entered_by: cx.actor().user,
        left_at: None,
    };
    cx.insert_rows(&[row])
}

/// Marks and values of an `IN` list.
fn list(ids: Vec<i64>) -> (String, Vec<Value>) {
    let marks: Vec<String> = (1..=ids.len()).map(|at| format!("?{at}")).collect();
    (marks.join(", "), ids.into_iter().map(Value::Int).collect())
}
