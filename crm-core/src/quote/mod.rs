//! Quotes: what is offered, in versions that stay readable, and how much of it has been ordered.

pub mod model;
#[cfg(feature = "engine")]
pub mod ops;
pub mod rules;
#[cfg(feature = "engine")]
pub(crate) mod steps;
#[cfg(feature = "engine")]
pub(crate) mod store;

pub use crate::pricing::line::LineArgs;
pub use model::{Part, Quote, QuoteLine, Status};
#[cfg(feature = "engine")]
pub use ops::{
    Accept, Convert, Create, Explain, Get, List, QuoteSheet, Reject, Revise, Send, Transitions,
    Update,
};
