//! Filing a request and taking it back: `approval.request`, `approval.withdraw`.

use super::entry;
use crate::approval::model::{
    ApprovableOperation, Approval, ApprovalStatus, Arguments, RequestedApproval, Subject,
};
use crate::approval::rules::request::{self as rules, NOT_PENDING, NOT_REQUESTER};
use crate::approval::steps::{self, Sought};
use crate::base::Note;
use crate::base::error::{Error, Refusal, Result};
use crate::base::id::ApprovalId;
use crate::base::messages::OPERATION_UNKNOWN;
use crate::engine::{Ahead, Context, Kind, Operation, document};
use crate::org::permission::Permission;
use serde::{Deserialize, Serialize};

/// Files the call of another operation, for somebody to make who may: who lacks the permission or
/// does not reach the amount asks this way. The arguments are checked as the operation's own, and
/// the record they name must be visible; the rules are asked when somebody approves. State the
/// record's version among them, so that what is approved is what was seen.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The operation.
    pub operation: ApprovableOperation,
    /// Its arguments, without a request key; at most 128 KiB.
    pub arguments: Arguments,
    /// Why, at most 16,000 characters.
    #[serde(default)]
    pub note: Option<Note>,
}

arguments!(Request { operation: ApprovableOperation, arguments: Arguments } else note);

impl Operation for Request {
    const NAME: &'static str = "approval.request";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::ApprovalWrite;
    const REFUSES: &'static [Refusal] = &[];
    type Output = RequestedApproval;

    fn run(&self, cx: &mut Context<'_>) -> Result<RequestedApproval> {
        let entry = entry(self.operation)?;
        let inside = |error: Error| error.under("arguments");
        let given = self.arguments.object().clone();
        let call = document::read_arguments(entry, given).map_err(inside)?;
        let subject = call.subject(cx).map_err(inside)?;
        let subject = subject.ok_or_else(|| {
            OPERATION_UNKNOWN
                .at("operation")
                .with("operation", entry.name)
        })?;
        cx.demand(Self::NEEDS, subject.access)?;
        let arguments = call.arguments().and_then(Arguments::new);
        let approval = self.approval(cx, arguments.map_err(inside)?, &subject)?;
        cx.insert(&approval, "requested")?;
        let mut not = subject.not;
        not.push(approval.requested_by);
        let sought = Sought {
            permissions: &[entry.needs, Permission::ApprovalWrite],
            access: subject.access,
            limited: subject.limited,
            not: &not,
        };
        let may_act = steps::may_act(cx, &sought)?;
        Ok(RequestedApproval { approval, may_act })
    }
}

impl Request {
    fn approval(
        &self,
        cx: &mut Context<'_>,
        arguments: Arguments,
        subject: &Subject,
    ) -> Result<Approval> {
        let limited = subject.limited.as_ref();
        Ok(Approval {
            id: cx.new_id()?,
            version: 1,
            status: ApprovalStatus::Pending,
            operation: self.operation,
            arguments,
            record_id: subject.record_id,
            owner: subject.access.owner,
            department: subject.access.department,
            action: limited.map(|limited| limited.action),
            currency: limited.map(|limited| limited.currency),
            amount: limited.map(|limited| limited.amount),
            note: self.note.clone(),
            requested_by: cx.actor().user,
            decided_by: None,
            decided_on: None,
            reason: None,
            created_at: cx.now(),
        })
    }
}

/// Takes a pending request back: only who filed it, and the system, do.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Withdraw {
    /// The request.
    pub approval: ApprovalId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
}

arguments!(Withdraw { approval: ApprovalId } else version);

impl Operation for Withdraw {
    const NAME: &'static str = "approval.withdraw";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::ApprovalWrite;
    const REFUSES: &'static [Refusal] = &[NOT_PENDING, NOT_REQUESTER];
    type Output = Approval;

    fn ahead(&self, ahead: &mut Ahead) {
        ahead.change::<Approval>(self.approval);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Approval> {
        let before: Approval = cx.load_for_update(self.approval, self.version)?;
        let mut after = rules::withdraw(&before, cx.actor(), cx.today())?;
        cx.update(&before, &mut after, "withdrawn")?;
        Ok(after)
    }
}
