//! Credit notes: what a customer need not pay after all.

pub mod model;
#[cfg(feature = "engine")]
pub mod ops;
pub mod rules;
#[cfg(feature = "engine")]
pub(crate) mod store;

pub use model::{CreditNote, CreditNoteStatus, CreditShare};
#[cfg(feature = "engine")]
pub use ops::{Allocate, Get, Issue, List, Reverse};
