//! Payment terms: how a total becomes amounts and the days on which they are collected.

pub mod line;
pub mod model;
#[cfg(feature = "engine")]
pub mod ops;
pub mod planned;
pub mod rules;
#[cfg(feature = "engine")]
pub(crate) mod steps;
#[cfg(feature = "engine")]
pub(crate) mod store;

pub use model::{
    Early, EarlyOffer, EarlyPayment, EarlyStep, Edition, Events, Gate, PartPayment, Planned,
    PlannedLine, Rounding, Start, TERMS_ARCHIVED, TaxBase, Template, TermLine, Terms, Total,
};
#[cfg(feature = "engine")]
pub use ops::{Archive, Create, Get, List, Revise};
pub use rules::{Basis, TERMS_NOT_CLOSED, plan as schedule};
