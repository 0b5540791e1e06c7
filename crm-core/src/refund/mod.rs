//! Refunds: money that went back to a customer.

pub mod model;
#[cfg(feature = "engine")]
pub mod ops;
pub mod rules;
#[cfg(feature = "engine")]
pub(crate) mod store;

pub use model::{Refund, RefundStatus};
#[cfg(feature = "engine")]
pub use ops::{Get, List, Record, Reverse};
