//! An opportunity as operations answer it.

use super::{Opportunity, StageVisit, Status};
use crate::base::id::{
    ContactId, CustomerId, DepartmentId, OpportunityId, PipelineId, StageId, UserId,
};
use crate::base::{Amount, CodeText, Currency, Date, Extra, Instant, Line, Name, Note, Percent};
use serde::{Deserialize, Serialize};

/// An opportunity with what is derived from it: its probability, its weighted amount and, from
/// `opportunity.get`, its history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpportunityDocument {
    /// Its id.
    pub id: OpportunityId,
    /// Raised by every change.
    pub version: i64,
    /// What it is about.
    pub name: Name,
    /// Where it stands.
    pub status: Status,
    /// Who may buy.
    pub customer: CustomerId,
    /// Whom to talk to.
    pub contact: Option<ContactId>,
    /// The pipeline it goes through.
    pub pipeline: PipelineId,
    /// The stage it stands in; once won or lost, the last one before that.
    pub stage: StageId,
    /// The salesperson.
    pub owner: Option<UserId>,
    /// The department it belongs to.
    pub department: Option<DepartmentId>,
    /// The currency of its amounts.
    pub currency: Currency,
    /// What the customer may spend, not negative.
    pub amount: Option<Amount>,
    /// The probability in force, in percent, 0 to 100: 100 when won, 0 when lost, otherwise the
    /// manual one where it is set, otherwise the stage's.
    pub probability: Percent,
    /// The probability a person set, in percent, 0 to 100; kept over every move. `"0"` is set,
    /// `null` is not.
    pub manual_probability: Option<Percent>,
    /// The amount times the probability, rounded to the currency's minor unit as the setting `tie`
    /// says; nothing without an amount.
    pub weighted: Option<Amount>,
    /// The day it is expected to be decided.
    pub expected_close: Option<Date>,
    /// The day it was won or lost; nothing while it is open.
    pub closed_on: Option<Date>,
    /// Why it was lost, a code of the list `lost_reason`; only while it is lost.
    pub lost_reason: Option<CodeText>,
    /// More about the loss; only while it is lost.
    pub lost_note: Option<Line>,
    /// A code of the list `source`.
    pub source: Option<CodeText>,
    /// A note.
    pub note: Option<Note>,
    /// The host's own key, unique among opportunities.
    pub external_ref: Option<CodeText>,
    /// The host's own data.
    pub extra: Option<Extra>,
    /// When it was created.
    pub created_at: Instant,
    /// Where it has been, oldest first, with the time spent in each: every stage entered, every
    /// win, loss and reopening. Answered by `opportunity.get` only.
    pub stages: Option<Vec<StageVisit>>,
}

impl OpportunityDocument {
    /// The document of a record, without its history.
    #[must_use]
    pub fn new(record: Opportunity, probability: Percent, weighted: Option<Amount>) -> Self {
        Self {
            id: record.id,
            version: record.version,
            name: record.name,
            status: record.status,
            customer: record.customer,
            contact: record.contact,
            pipeline: record.pipeline,
            stage: record.stage,
            owner: record.owner,
            department: record.department,
            currency: record.currency,
            amount: record.amount,
            probability,
            manual_probability: record.manual_probability,
            weighted,
            expected_close: record.expected_close,
            closed_on: record.closed_on,
            lost_reason: record.lost_reason,
            lost_note: record.lost_note,
            source: record.source,
            note: record.note,
            external_ref: record.external_ref,
            extra: record.extra,
            created_at: record.created_at,
            stages: None,
        }
    }
}
