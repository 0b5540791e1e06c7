//! What hosts can do with receipts.

mod allocate;
mod lifecycle;
mod list;
mod propose;
mod record;
mod update;

pub use allocate::{Allocate, NOT_STANDING, Release};
pub use lifecycle::{Confirm, Reject, Reverse, Submit, Transitions, Withdraw};
pub use list::{Get, List};
pub use propose::{Proposal, Propose, ProposedLine};
pub use record::Record;
pub use update::Update;
