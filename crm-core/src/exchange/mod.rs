//! Exchange: what orders and receipts in another currency are worth in the workspace's own, and what
//! is gained or lost between the two (M31 to M34).

pub mod model;
#[cfg(feature = "engine")]
pub mod ops;
#[cfg(feature = "engine")]
pub(crate) mod proofs;
pub mod rules;
#[cfg(feature = "engine")]
pub(crate) mod steps;
#[cfg(feature = "engine")]
pub(crate) mod store;

pub use model::{BaseValue, ExchangeEntry, ExchangeKind};
#[cfg(feature = "engine")]
pub use ops::{
    Value,
    gains::{GainLine, GainTotal, Gains, GainsReport},
    get::{Get, PlanValue, Valued},
    revaluation::{Revaluation, RevaluationReport, RevaluedOrder, RevaluedTotal},
};
