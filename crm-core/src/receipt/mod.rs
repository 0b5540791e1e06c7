//! Receipts: money that came in, and what it pays.

pub mod allocation;
pub mod model;
#[cfg(feature = "engine")]
pub mod ops;
#[cfg(feature = "engine")]
pub(crate) mod reach;
pub mod rules;
#[cfg(feature = "engine")]
pub(crate) mod settle;
#[cfg(feature = "engine")]
pub(crate) mod steps;
#[cfg(feature = "engine")]
pub(crate) mod store;
pub mod strategy;

pub use model::{AllocationArgs, Receipt, ReceiptStatus};
#[cfg(feature = "engine")]
pub use ops::{
    Allocate, Confirm, Get, List, Proposal, Propose, ProposedLine, Record, Reject, Release,
    Reverse, Submit, Transitions, Update, Withdraw,
};
