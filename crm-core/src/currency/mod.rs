//! Currencies as hosts ask for them.

#[cfg(feature = "engine")]
pub mod ops;

#[cfg(feature = "engine")]
pub use ops::{Capitals, Get};
