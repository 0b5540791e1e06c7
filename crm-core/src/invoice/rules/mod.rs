//! What may happen to a tax invoice. Pure.

mod gap;
mod refusals;
mod shares;
mod steps;
#[cfg(test)]
mod tests;

pub use gap::{Standing, gaps};
pub use refusals::*;
pub use shares::{Share, Wanted, Whole, shares};
pub use steps::{
    Action, Issued, TRANSITIONS, editable, fill, invoiceable, issue, red_letter, reject,
    reversible, void, withdraw,
};
