//! Who may decide on what: limits of roles, who may act beyond them, and requests to them.

pub mod model;
#[cfg(feature = "engine")]
pub mod ops;
pub mod rules;
#[cfg(feature = "engine")]
pub(crate) mod steps;
#[cfg(feature = "engine")]
pub(crate) mod store;

pub use model::{
    ApprovableOperation, Approval, ApprovalStatus, ApprovedRequest, Approver, Arguments, Limit,
    Limited, LimitedAction, RequestedApproval, Subject,
};
#[cfg(feature = "engine")]
pub use ops::decide::{Approve, Reject};
#[cfg(feature = "engine")]
pub use ops::limit;
#[cfg(feature = "engine")]
pub use ops::read::{Get, List};
#[cfg(feature = "engine")]
pub use ops::request::{Request, Withdraw};
