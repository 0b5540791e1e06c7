//! What hosts can do with orders.

mod assign;
mod changed_line;
mod create;
pub mod events;
mod lifecycle;
mod list;
mod update;

pub use assign::Assign;
pub use changed_line::ChangedLine;
pub(crate) use changed_line::{LINE_TWICE, LINE_UNKNOWN};
pub use create::Create;
pub(crate) use create::{check_references, place};
pub(crate) use lifecycle::others;
pub use lifecycle::{Approve, ApprovedOrder, Cancel, Complete, Reject, Revoke, Submit};
pub use list::{Get, List, OrderSheet, Transitions};
pub use update::Update;
pub(crate) use update::reprice;
