//! Collecting money: payment terms and the plans they lead to.

pub mod model;
#[cfg(feature = "engine")]
pub mod ops;
pub mod rules;
#[cfg(feature = "engine")]
pub(crate) mod store;

pub use model::{Planned, PlannedLine, Rounding, Template, TermLine, Terms};
#[cfg(feature = "engine")]
pub use ops::preview::{Preview, Previewed};
#[cfg(feature = "engine")]
pub use ops::terms;
pub use rules::{Basis, TERMS_NOT_CLOSED, plan};
