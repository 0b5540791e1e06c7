//! Where an opportunity has been.

use super::{Stage, Status};
use crate::base::id::{OpportunityId, StageId, UserId};
use crate::base::{CodeText, Instant, Line, Name};
use serde::{Deserialize, Serialize};

/// One row of the history: every stage entered, every win, loss and reopening.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StageRow {
    /// The opportunity.
    pub opportunity: OpportunityId,
    /// Its place, from 1.
    pub sequence: i64,
    /// The stage it stood in; of a win or a loss the last one before it.
    pub stage: StageId,
    /// Where the opportunity stood: open in the stage, won or lost.
    pub status: Status,
    /// The reason of a loss.
    pub lost_reason: Option<CodeText>,
    /// Why it moved back or was reopened, or the note of a loss.
    pub reason: Option<Line>,
    /// When it came here.
    pub entered_at: Instant,
    /// Who moved it here; nothing for the system actor.
    pub entered_by: Option<UserId>,
    /// When it went on; nothing while it is here.
    pub left_at: Option<Instant>,
}

/// One entry of an opportunity's history, with the time spent there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StageVisit {
    /// Its place, from 1.
    pub sequence: i64,
    /// The stage it stood in; of a win or a loss the last one before it.
    pub stage: StageId,
    /// The stage's name.
    pub name: Name,
    /// Where the opportunity stood: open in the stage, won or lost.
    pub status: Status,
    /// The reason of a loss, a code of the list `lost_reason`.
    pub lost_reason: Option<CodeText>,
    /// Why it moved back or was reopened, or the note of a loss.
    pub reason: Option<Line>,
    /// When it came here.
    pub entered_at: Instant,
    /// Who moved it here; nothing for the system actor.
    pub entered_by: Option<UserId>,
    /// When it went on; nothing while it is here.
    pub left_at: Option<Instant>,
    /// Whole seconds spent here, up to now for the entry it stands in.
    pub seconds: i64,
}

impl StageRow {
    /// The entry as documents show it. `stage` is the row's stage.
    #[must_use]
    pub fn visit(self, stage: &Stage, now: Instant) -> StageVisit {
        let until = self.left_at.unwrap_or(now).micros();
        // A clock that was set back must not answer a negative time.
        let seconds = (until.saturating_sub(self.entered_at.micros()) / 1_000_000).max(0);
        StageVisit {
            sequence: self.sequence,
            stage: self.stage,
            name: stage.name.clone(),
            status: self.status,
            lost_reason: self.lost_reason,
            reason: self.reason,
            entered_at: self.entered_at,
            entered_by: self.entered_by,
            left_at: self.left_at,
            seconds,
        }
    }
}
