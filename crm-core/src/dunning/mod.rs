//! Dunning: reminding customers who pay late, by levels, with fees and interest (M36).

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

pub use model::{
    Channel, CurrencyAmount, DayCount, FeeBy, InterestPeriod, InterestTerms, Letter, LetterLine,
    LetterStatus, Level, PROCEDURE_ARCHIVED, Policy, Procedure, ShownSuspension, Suspension,
    SuspensionKind, SuspensionStatus,
};
#[cfg(feature = "engine")]
pub use ops::{
    Dispute, Get, Interest, Issue, List, Promise, Propose, Resolve, Suspensions, Waive, Withdraw,
    procedure,
};
