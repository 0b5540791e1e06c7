//! What hosts can do with limits.

pub mod limit;
