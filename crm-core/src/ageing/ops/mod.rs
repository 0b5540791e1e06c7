//! What hosts can ask.

mod cash;
mod delay;
mod report;

pub use cash::{Cash, CashReport};
pub use delay::{CustomerDelay, Delay};
pub use report::Ageing;
