//! What hosts can do with amendments.

mod apply;
mod change;
mod list;
mod propose;
mod terms;

pub use apply::{Amended, Apply};
pub use change::{Change, Follow};
pub use list::{Get, List};
pub use propose::{Proposal, Propose};
pub use terms::ChangeTerms;
