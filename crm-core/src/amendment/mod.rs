//! Amendments: what changes about an approved order, and how its collection plans follow.

pub mod model;
#[cfg(feature = "engine")]
pub mod ops;
pub mod replan;
pub mod rules;
#[cfg(feature = "engine")]
pub(crate) mod steps;
#[cfg(feature = "engine")]
pub(crate) mod store;

pub use model::{
    AmendedLine, Amendment, LineChange, NewPlan, PlanAmount, PlanMove, Strategy, Totals,
};
#[cfg(feature = "engine")]
pub use ops::{Amended, Apply, ChangeTerms, Get, List, Proposal, Propose};
