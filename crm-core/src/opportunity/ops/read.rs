//! Reading opportunities.

use crate::base::error::{Refusal, Result};
use crate::base::id::{CustomerId, DepartmentId, Id, OpportunityId, PipelineId, StageId, UserId};
use crate::base::transition::TransitionList;
use crate::base::{CodeText, Date, Page};
use crate::engine::{Context, Kind, Operation};
use crate::opportunity::model::{Action, Opportunity, OpportunityDocument, Status};
use crate::opportunity::{rules, store};
use crate::org::permission::Permission;
use crate::storage::Value;
use crate::storage::select::{Select, Sort};
use serde::{Deserialize, Serialize};

/// Reads an opportunity with its history: every stage entered, every win, loss and reopening, and
/// the time spent in each.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// The opportunity.
    pub opportunity: OpportunityId,
}

impl Operation for Get {
    const NAME: &'static str = "opportunity.get";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::OpportunityRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = OpportunityDocument;

    fn run(&self, cx: &mut Context<'_>) -> Result<OpportunityDocument> {
        let opportunity: Opportunity = cx.load(self.opportunity)?;
        let stages = store::stages(cx, opportunity.pipeline)?;
        let history = store::history(cx, &opportunity, &stages)?;
        let mut document = rules::document(opportunity, &stages, cx.settings().tie)?;
        document.stages = Some(history);
        Ok(document)
    }
}

/// Lists opportunities, newest first; with a window of expected closing days by that day.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Only the one with this key of the host's own.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// Only those of this salesperson.
    #[serde(default)]
    pub owner: Option<UserId>,
    /// Only those of this department, not of those below it.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// Only those of this customer.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// Only those in this pipeline.
    #[serde(default)]
    pub pipeline: Option<PipelineId>,
    /// Only those in this stage, or closed from it.
    #[serde(default)]
    pub stage: Option<StageId>,
    /// Only those that stand so.
    #[serde(default)]
    pub status: Option<Status>,
    /// Only those expected to be decided on this day or later.
    #[serde(default)]
    pub expected_from: Option<Date>,
    /// Only those expected to be decided on this day or earlier.
    #[serde(default)]
    pub expected_to: Option<Date>,
    /// Items wanted, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

const NEWEST: Sort<Opportunity> = Sort {
    columns: &["id"],
    descending: true,
    key: |opportunity| vec![Value::Int(opportunity.id.raw())],
};
const EXPECTED: Sort<Opportunity> = Sort {
    columns: &["expected_close", "id"],
    descending: false,
    key: |opportunity| {
        vec![
            opportunity.expected_close.into(),
            Value::Int(opportunity.id.raw()),
        ]
    },
};

impl Operation for List {
    const NAME: &'static str = "opportunity.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::OpportunityRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Page<OpportunityDocument>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<OpportunityDocument>> {
        let mut select = Select::new();
        select.few("external_ref", self.external_ref.as_deref());
        select.reach(&cx.reach(Permission::OpportunityRead));
        select.equal("owner", self.owner.map(Id::raw));
        select.equal("status", self.status.map(Status::as_str));
        select.window(
            "expected_close",
            self.expected_from,
            self.expected_to,
            "expected_to",
        )?;
        // A window of days is walked in the order of days.
        let window = self.expected_from.is_some() || self.expected_to.is_some();
        if window {
            select.served();
        }
        select.equal("department", self.department.map(Id::raw));
        select.equal("customer", self.customer.map(Id::raw));
        select.equal("pipeline", self.pipeline.map(Id::raw));
        select.equal("stage", self.stage.map(Id::raw));
        let sort = if window { &EXPECTED } else { &NEWEST };
        let page = cx.page(select, sort, self.limit, self.after.as_deref())?;
        Ok(Page {
            items: store::documents(cx, page.items)?,
            next: page.next,
        })
    }
}

/// Answers which action leads from which status to which. Every other pair is refused.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Transitions {}

impl Operation for Transitions {
    const NAME: &'static str = "opportunity.transitions";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::Anyone;
    const REFUSES: &'static [Refusal] = &[];
    type Output = TransitionList<Status, Action>;

    fn run(&self, _: &mut Context<'_>) -> Result<TransitionList<Status, Action>> {
        Ok(rules::TRANSITIONS.list())
    }
}
