//! Credit: how much is at stake with a customer, and how much may be (M40).

#[cfg(feature = "engine")]
pub(crate) mod check;
pub mod model;
#[cfg(feature = "engine")]
pub mod ops;
pub mod rules;
#[cfg(feature = "engine")]
pub(crate) mod steps;
#[cfg(feature = "engine")]
pub(crate) mod store;

pub use model::{
    Cause, CauseKind, CreditExposure, CreditOverride, CurrencyExposure, ExposedOrder, ExposurePart,
};
#[cfg(feature = "engine")]
pub use ops::Exposure;
