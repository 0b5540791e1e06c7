//! What hosts can do with refunds.

mod list;
mod record;

pub use list::{Get, List};
pub use record::{Record, Reverse};
