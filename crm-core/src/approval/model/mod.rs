//! Limits of roles, and requests for approval.

mod limit;
mod request;

pub use limit::{Approver, Limit, Limited, LimitedAction};
pub use request::{
    ApprovableOperation, Approval, ApprovalStatus, ApprovedRequest, Arguments, RequestedApproval,
    Subject,
};
