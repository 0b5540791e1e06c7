//! Collection: plans that come into being with an order, and the money that pays them.

pub mod allocation;
#[cfg(feature = "engine")]
pub mod ops;
pub mod plan;
pub mod receipt;
pub mod receipt_rules;
#[cfg(feature = "engine")]
pub(crate) mod settle;
#[cfg(feature = "engine")]
pub(crate) mod steps;
#[cfg(feature = "engine")]
pub(crate) mod store;
pub mod terms;
#[cfg(feature = "engine")]
pub mod verify;
