//! Payment terms: how a total becomes amounts and the days on which they are collected.

pub mod model;
#[cfg(feature = "engine")]
pub mod ops;
pub mod rules;
#[cfg(feature = "engine")]
pub(crate) mod steps;
#[cfg(feature = "engine")]
pub(crate) mod store;

pub use model::{Planned, PlannedLine, Rounding, TERMS_ARCHIVED, Template, TermLine, Terms};
#[cfg(feature = "engine")]
pub use ops::{Archive, Create, Get, List};
pub use rules::{Basis, TERMS_NOT_CLOSED, plan as schedule};
