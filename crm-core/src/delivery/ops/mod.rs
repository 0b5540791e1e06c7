//! What hosts can do with deliveries.

mod list;
mod record;
mod reverse;

pub use list::{Get, List, Progress, ProgressOf};
pub use record::{DeliveryLineArgs, Record};
pub use reverse::Reverse;
