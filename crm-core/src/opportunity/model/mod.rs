//! What an opportunity is.

mod document;
mod history;
mod pipeline;

pub use document::OpportunityDocument;
pub use history::{StageRow, StageVisit};
pub use pipeline::{Pipeline, Stage, StageArgs};

use crate::base::id::{
    ContactId, CustomerId, DepartmentId, OpportunityId, PipelineId, StageId, UserId,
};
use crate::base::{Amount, CodeText, Currency, Date, Extra, Instant, Line, Name, Note, Percent};
use serde::{Deserialize, Serialize};

/// Where an opportunity stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// In one of the stages of its pipeline.
    Open,
    /// The customer bought.
    Won,
    /// The customer did not buy; the reason is given.
    Lost,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 3] = [Self::Open, Self::Won, Self::Lost];

    /// The word documents carry.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Won => "won",
            Self::Lost => "lost",
        }
    }
}

/// What moves an opportunity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// To another stage.
    Advance,
    /// The customer buys.
    Win,
    /// The customer does not buy.
    Lose,
    /// A win or a loss is taken back.
    Reopen,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 4] = [Self::Advance, Self::Win, Self::Lose, Self::Reopen];
}

/// An opportunity as it is kept and as its changes tell it: without what is derived, which
/// [`OpportunityDocument`] adds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Opportunity {
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
    /// The stage it stands in; once won or lost, the last one.
    pub stage: StageId,
    /// The salesperson.
    pub owner: Option<UserId>,
    /// The department it belongs to.
    pub department: Option<DepartmentId>,
    /// The currency of its amount.
    pub currency: Currency,
    /// What the customer may spend.
    pub amount: Option<Amount>,
    /// The probability a person set.
    pub manual_probability: Option<Percent>,
    /// The day it is expected to be decided.
    pub expected_close: Option<Date>,
    /// The day it was won or lost.
    pub closed_on: Option<Date>,
    /// Why it was lost.
    pub lost_reason: Option<CodeText>,
    /// More about the loss.
    pub lost_note: Option<Line>,
    /// Where it came from.
    pub source: Option<CodeText>,
    /// A note.
    pub note: Option<Note>,
    /// The host's own key, unique among opportunities.
    pub external_ref: Option<CodeText>,
    /// The host's own data.
    pub extra: Option<Extra>,
    /// When it was created.
    pub created_at: Instant,
}
