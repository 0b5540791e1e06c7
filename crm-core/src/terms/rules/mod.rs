//! From a total and payment terms to the amounts and days on which it is collected. Pure.

mod amounts;
mod check;
mod plan;
#[cfg(test)]
mod tests;

pub use amounts::{TERMS_FIXED_CUT, TERMS_LINE_CUT};
pub use check::{Share, TERMS_NOT_CLOSED, check};
pub use plan::{Basis, plan};
