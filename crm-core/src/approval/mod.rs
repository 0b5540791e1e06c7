//! Who may decide on what: limits of roles, and who may act beyond them.

pub mod model;
#[cfg(feature = "engine")]
pub mod ops;
pub mod rules;
#[cfg(feature = "engine")]
pub(crate) mod steps;
#[cfg(feature = "engine")]
pub(crate) mod store;

pub use model::{Approver, Limit, Limited, LimitedAction};
#[cfg(feature = "engine")]
pub use ops::limit;
