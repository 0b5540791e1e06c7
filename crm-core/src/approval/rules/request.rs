//! What may happen to requests for approval. Pure.

use crate::approval::model::{Approval, ApprovalStatus};
use crate::base::error::{Refusal, Result};
use crate::base::{Date, Note};
use crate::org::access::Actor;

/// It was decided or taken back before.
pub const NOT_PENDING: Refusal = Refusal::rule(
    "approval.not_pending",
    "the request is {status}; only a pending one is decided",
    "审批申请状态为“{status}”,只有待审批的申请可以处理",
);
/// Nobody decides on what they asked for themselves (M39).
pub const OWN_REQUEST: Refusal = Refusal::rule(
    "approval.own_request",
    "nobody decides on a request of their own; withdraw it instead",
    "不得审批本人提出的申请,可将其撤回",
);
/// Somebody else's request.
pub const NOT_REQUESTER: Refusal = Refusal::rule(
    "approval.not_requester",
    "only who filed a request withdraws it",
    "只有申请人可以撤回申请",
);

/// Decides on a request on a day: it is approved or rejected.
///
/// # Errors
/// `approval.not_pending`, `approval.own_request`.
pub fn decide(
    before: &Approval,
    actor: &Actor,
    today: Date,
    (status, reason): (ApprovalStatus, Option<Note>),
) -> Result<Approval> {
    pending(before)?;
    if actor.user.is_some() && actor.user == before.requested_by {
        return Err(OWN_REQUEST.at("approval"));
    }
    Ok(decided(before, actor, today, (status, reason)))
}

/// Takes a request back.
///
/// # Errors
/// `approval.not_pending`, `approval.not_requester`.
pub fn withdraw(before: &Approval, actor: &Actor, today: Date) -> Result<Approval> {
    pending(before)?;
    if actor.user.is_some() && actor.user != before.requested_by {
        return Err(NOT_REQUESTER.at("approval"));
    }
    Ok(decided(
        before,
        actor,
        today,
        (ApprovalStatus::Withdrawn, None),
    ))
}

fn pending(approval: &Approval) -> Result<()> {
    if approval.status == ApprovalStatus::Pending {
        return Ok(());
    }
    Err(NOT_PENDING.at("approval").with("status", approval.status))
}

fn decided(
    before: &Approval,
    actor: &Actor,
    today: Date,
    (status, reason): (ApprovalStatus, Option<Note>),
) -> Approval {
    Approval {
        status,
        decided_by: actor.user,
        decided_on: Some(today),
        reason,
        ..before.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::approval::model::{ApprovableOperation, Arguments};
    use crate::base::Instant;
    use crate::base::id::{ApprovalId, Id, UserId};

    const STATES: [ApprovalStatus; 4] = [
        ApprovalStatus::Pending,
        ApprovalStatus::Approved,
        ApprovalStatus::Rejected,
        ApprovalStatus::Withdrawn,
    ];

    fn request(status: ApprovalStatus, by: Option<i64>) -> Approval {
        Approval {
            id: ApprovalId::from_raw(1),
            version: 1,
            status,
            operation: ApprovableOperation::OrderApprove,
            arguments: Arguments::default(),
            record_id: 2,
            owner: None,
            department: None,
            action: None,
            currency: None,
            amount: None,
            note: None,
            requested_by: by.map(UserId::from_raw),
            decided_by: None,
            decided_on: None,
            reason: None,
            created_at: Instant::EPOCH,
        }
    }

    fn actor(user: Option<i64>) -> Actor {
        Actor {
            user: user.map(UserId::from_raw),
            ..Actor::system()
        }
    }

    #[test]
    fn every_state_and_everybody() {
        let today = Date::new(2026, 1, 15).unwrap();
        let kind = |answer: Result<Approval>| match answer {
            Ok(after) => after.status.as_str(),
            Err(error) => error.kind(),
        };
        // Rows: who filed it, who acts, and what comes of approving and of taking back.
        for (by, who, approved, withdrawn) in [
            (Some(7), Some(8), "approved", NOT_REQUESTER.kind),
            (Some(7), Some(7), OWN_REQUEST.kind, "withdrawn"),
            (Some(7), None, "approved", "withdrawn"),
            (None, Some(8), "approved", NOT_REQUESTER.kind),
            (None, None, "approved", "withdrawn"),
        ] {
            for status in STATES {
                let (before, actor) = (request(status, by), actor(who));
                let pending = status == ApprovalStatus::Pending;
                let expected = |word| if pending { word } else { NOT_PENDING.kind };
                let decision = (ApprovalStatus::Approved, None);
                let found = kind(decide(&before, &actor, today, decision));
                assert_eq!(found, expected(approved), "{by:?} {who:?} {status:?}");
                let found = kind(withdraw(&before, &actor, today));
                assert_eq!(found, expected(withdrawn), "{by:?} {who:?} {status:?}");
            }
        }
    }

    #[test]
    fn a_decision_says_who_when_and_why() {
        let today = Date::new(2026, 1, 15).unwrap();
        let reason = Note::new("附件不全").unwrap();
        let decision = (ApprovalStatus::Rejected, Some(reason.clone()));
        let before = request(ApprovalStatus::Pending, Some(7));
        let after = decide(&before, &actor(Some(8)), today, decision).unwrap();
        assert_eq!(after.decided_by, Some(UserId::from_raw(8)));
        assert_eq!(after.decided_on, Some(today));
        assert_eq!(after.reason, Some(reason));
    }
}
