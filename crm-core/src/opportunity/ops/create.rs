//! A new opportunity.

use crate::base::error::{Refusal, Result};
use crate::base::id::{ContactId, CustomerId, DepartmentId, PipelineId, StageId, UserId};
use crate::base::{Amount, CodeText, Currency, Date, Extra, Name, Note, Percent};
use crate::contact;
use crate::contact::rules::{ARCHIVED as CONTACT_ARCHIVED, NOT_LINKED};
use crate::customer::rules::ARCHIVED as CUSTOMER_ARCHIVED;
use crate::customer::{self, Customer};
use crate::engine::{Context, Kind, Operation};
use crate::opportunity::model::{Opportunity, OpportunityDocument, Status};
use crate::opportunity::rules::{self, PIPELINE_ARCHIVED, STAGE_FOREIGN};
use crate::opportunity::store;
use crate::org;

use crate::org::codes;
use crate::org::model::CodeList;
use crate::org::permission::Permission;
use crate::org::rules::{CODE_RETIRED, CODE_UNKNOWN, DEPARTMENT_ARCHIVED, USER_ARCHIVED};
use serde::{Deserialize, Serialize};

/// Creates an open opportunity in a stage of a pipeline; its history begins.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// What it is about, at most 200 characters.
    pub name: Name,
    /// Who may buy.
    pub customer: CustomerId,
    /// Whom to talk to.
    #[serde(default)]
    pub contact: Option<ContactId>,
    /// The pipeline; the only active one when there is just one, otherwise needed.
    #[serde(default)]
    pub pipeline: Option<PipelineId>,
    /// The stage it starts in; the pipeline's first when not given.
    #[serde(default)]
    pub stage: Option<StageId>,
    /// The salesperson; the acting user when not given.
    #[serde(default)]
    pub owner: Option<UserId>,
    /// The department it belongs to; the salesperson's when not given.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// The currency of the amount; the customer's, else the setting's, when not given.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// What the customer may spend, not negative.
    #[serde(default)]
    pub amount: Option<Amount>,
    /// A probability in percent, 0 to 100, that stands instead of the stage's and is kept over
    /// every move.
    #[serde(default)]
    pub manual_probability: Option<Percent>,
    /// The day it is expected to be decided.
    #[serde(default)]
    pub expected_close: Option<Date>,
    /// A code of the list `source`.
    #[serde(default)]
    pub source: Option<CodeText>,
    /// A note, at most 16,000 characters.
    #[serde(default)]
    pub note: Option<Note>,
    /// The host's own key, unique among opportunities.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// The host's own data, at most 16 KiB.
    #[serde(default)]
    pub extra: Option<Extra>,
}

arguments!(Create { name: Name, customer: CustomerId } else
    contact, pipeline, stage, owner, department, currency, amount, manual_probability,
    expected_close, source, note, external_ref, extra
);

impl Operation for Create {
    const NAME: &'static str = "opportunity.create";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OpportunityWrite;
    const REFUSES: &'static [Refusal] = &[
        CUSTOMER_ARCHIVED,
        USER_ARCHIVED,
        DEPARTMENT_ARCHIVED,
        CONTACT_ARCHIVED,
        NOT_LINKED,
        CODE_UNKNOWN,
        CODE_RETIRED,
        PIPELINE_ARCHIVED,
        STAGE_FOREIGN,
    ];
    type Output = OpportunityDocument;

    fn run(&self, cx: &mut Context<'_>) -> Result<OpportunityDocument> {
        let customer: Customer = cx.refer(self.customer)?;
        let access = org::place::of_new(cx, self.owner, self.department)?;
        cx.demand(Permission::OpportunityWrite, access)?;
        customer::rules::active(&customer)?;
        org::place::check(cx, cx.actor().place(), access)?;
        if let Some(contact) = self.contact {
            contact::store::at_customer(cx, contact, self.customer)?;
        }
        codes::check(cx, CodeList::Source, self.source.as_ref(), "source")?;
        let pipeline = match self.pipeline {
            Some(id) => store::pipeline(cx, id)?,
            None => store::only_pipeline(cx)?,
        };
        let currency = self.currency.or(customer.currency);
        let currency = currency.unwrap_or(cx.settings().currency);
        let stage = rules::entry(&pipeline, self.stage)?;
        let mut opportunity = Opportunity {
            id: cx.new_id()?,
            version: 1,
            name: self.name.clone(),
            status: Status::Open,
            customer: self.customer,
            contact: self.contact,
            pipeline: pipeline.id,
            stage,
            owner: access.owner,
            department: access.department,
            currency,
            amount: self.amount,
            manual_probability: self.manual_probability,
            expected_close: self.expected_close,
            closed_on: None,
            lost_reason: None,
            lost_note: None,
            source: self.source.clone(),
            note: self.note.clone(),
            external_ref: self.external_ref.clone(),
            extra: self.extra.clone(),
            created_at: cx.now(),
        };
        rules::check(&mut opportunity)?;
        if let Some(external) = &self.external_ref {
            cx.free::<Opportunity>("external_ref", external)?;
        }
        store::insert(cx, &opportunity)?;
        rules::document(opportunity, &pipeline.stages, cx.settings().tie)
    }
}
