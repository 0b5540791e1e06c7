//! Deciding on a request: `approval.approve`, `approval.reject`.

use super::entry;
use crate::approval::model::{Approval, ApprovalStatus, ApprovedRequest};
use crate::approval::rules::request::{self as rules, NOT_PENDING, OWN_REQUEST};
use crate::base::Note;
use crate::base::error::{Refusal, Result};
use crate::base::id::ApprovalId;
use crate::engine::{Ahead, Context, Kind, Operation, document};
use crate::org::permission::Permission;
use serde::{Deserialize, Serialize};

/// Approves a pending request: the operation that was asked for is carried out in the same
/// transaction, by who approves, with their own permission, scope and limits. What it refuses is
/// answered as its own refusal, and the request stays pending. Nobody approves a request of their
/// own (M39).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Approve {
    /// The request.
    pub approval: ApprovalId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// Anything worth saying, at most 16,000 characters.
    #[serde(default)]
    pub note: Option<Note>,
}

arguments!(Approve { approval: ApprovalId } else version, note);

impl Operation for Approve {
    const NAME: &'static str = "approval.approve";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::ApprovalWrite;
    const REFUSES: &'static [Refusal] = &[NOT_PENDING, OWN_REQUEST];
    const CARRIES_OUT: bool = true;
    type Output = ApprovedRequest;

    fn ahead(&self, ahead: &mut Ahead) {
        ahead.change::<Approval>(self.approval);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<ApprovedRequest> {
        let before: Approval = cx.load_for_update(self.approval, self.version)?;
        let decision = (ApprovalStatus::Approved, self.note.clone());
        let mut after = rules::decide(&before, cx.actor(), cx.today(), decision)?;
        let filed = before.arguments.object().clone();
        let call = document::read_arguments(entry(before.operation)?, filed)?;
        let outcome = call.part(cx)?;
        cx.update(&before, &mut after, "approved")?;
        Ok(ApprovedRequest {
            approval: after,
            outcome,
        })
    }
}

/// Rejects a pending request. Needs the permission of the operation that was asked for as well;
/// who filed it withdraws it instead.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reject {
    /// The request.
    pub approval: ApprovalId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// Why, at most 16,000 characters.
    pub reason: Note,
}

arguments!(Reject { approval: ApprovalId, reason: Note } else version);

impl Operation for Reject {
    const NAME: &'static str = "approval.reject";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::ApprovalWrite;
    const REFUSES: &'static [Refusal] = &[NOT_PENDING, OWN_REQUEST];
    type Output = Approval;

    fn ahead(&self, ahead: &mut Ahead) {
        ahead.change::<Approval>(self.approval);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Approval> {
        let before: Approval = cx.load_for_update(self.approval, self.version)?;
        cx.demand(entry(before.operation)?.needs, before.access())?;
        let decision = (ApprovalStatus::Rejected, Some(self.reason.clone()));
        let mut after = rules::decide(&before, cx.actor(), cx.today(), decision)?;
        cx.update(&before, &mut after, "rejected")?;
        Ok(after)
    }
}
