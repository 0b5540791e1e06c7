//! Contracts: what both sides signed.

pub mod model;
#[cfg(feature = "engine")]
pub mod ops;
pub mod rules;
#[cfg(feature = "engine")]
pub(crate) mod store;

pub use model::Contract;
#[cfg(feature = "engine")]
pub use ops::{Create, Get, List};
