//! Ageing: what is open by how long it has been due, as of any day; and the cash that is expected.

pub mod cash;
pub mod model;
#[cfg(feature = "engine")]
pub mod ops;
pub mod rules;
#[cfg(feature = "engine")]
pub(crate) mod store;

pub use cash::{CashBy, CashPeriod, CashSums, UsualDelay};
pub use model::{AgeingBy, AgeingDue, AgeingLine, AgeingReport, AgeingSums};
#[cfg(feature = "engine")]
pub use ops::{Ageing, Cash, CashReport, CustomerDelay, Delay};
