//! Business calendars as hosts load them and ask them; [`crate::base::calendar`] holds the rules.

pub mod model;
#[cfg(feature = "engine")]
pub mod ops;
#[cfg(feature = "engine")]
pub(crate) mod store;

pub use model::{AdjustRule, AdjustedDate, CalendarSummary, LoadedCalendar};
#[cfg(feature = "engine")]
pub use ops::{Adjust, Get, List, Load};

#[cfg(test)]
#[cfg(feature = "sqlite")]
mod tests;
