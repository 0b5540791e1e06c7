//! From a total and payment terms to the amounts and days on which it is collected. Pure.

mod amounts;
mod check;
mod days;
mod early;
mod explain;
mod plan;
mod tax;
#[cfg(test)]
mod tests;

pub use amounts::{TERMS_FIXED_CUT, TERMS_LINE_CUT};
pub use check::{Share, TERMS_DISCOUNTS_OVERLAP, TERMS_NOT_CLOSED, check};
pub use days::{Moves, Way, due};
pub use early::early;
pub use explain::STEPS;
pub use plan::{Basis, plan};
pub use tax::tax_parts;
