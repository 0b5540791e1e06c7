//! What hosts can do with orders.

mod create;
mod lifecycle;
mod list;
mod update;

pub use create::Create;
pub use lifecycle::{Approve, ApprovedOrder, Cancel, Complete, Reject, Revoke, Submit};
pub use list::{Get, List, OrderSheet, Transitions};
pub use update::Update;
