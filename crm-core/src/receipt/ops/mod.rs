//! What hosts can do with receipts.

mod list;
mod record;

pub use list::{Get, List};
pub use record::{Allocate, Confirm, Record, Reverse};
