//! Tax invoices (发票): what was applied for, issued, voided, and taken back by red letters. The
//! third account of an order beside what is planned and what has come in.

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

pub use model::{Invoice, InvoiceLine, Kind, Medium, RateArgs, Status};
#[cfg(feature = "engine")]
pub use ops::{
    Apply, BalanceOf, Gaps, Get, Issue, List, RedLetter, Reject, Transitions, Update, Void,
    Withdraw,
};
