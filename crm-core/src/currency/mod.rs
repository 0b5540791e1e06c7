//! Currencies as hosts ask for them, and the exchange rates that hosts bring in.

pub mod model;
#[cfg(feature = "engine")]
pub mod ops;
pub mod rules;
#[cfg(feature = "engine")]
pub(crate) mod steps;
#[cfg(feature = "engine")]
pub(crate) mod store;

pub use model::{AppliedRate, ConvertedAmount, ExchangeRate, RateArgs, RateLeg, RatePath};
#[cfg(feature = "engine")]
pub use ops::{Capitals, Get, convert, rate};
pub use rules::Conversion;

#[cfg(test)]
mod tests;
