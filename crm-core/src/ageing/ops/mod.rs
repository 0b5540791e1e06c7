//! What hosts can ask.

mod report;

pub use report::Ageing;
