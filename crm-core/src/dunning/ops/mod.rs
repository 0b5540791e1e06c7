//! What hosts can do about customers who pay late.

mod interest;
mod issue;
mod list;
pub mod procedure;
mod propose;
mod suspend;
mod withdraw;

pub use interest::{ClaimedInterest, Interest, InterestSheet};
pub use issue::Issue;
pub use list::{Get, List};
pub use propose::{DunningProposal, LeftOut, Proposals, Propose};
pub use suspend::{Dispute, Promise, Resolve, Suspensions};
pub use withdraw::{Waive, Withdraw};
