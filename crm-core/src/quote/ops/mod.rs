//! What hosts can do with quotes.

mod convert;
mod create;
mod lifecycle;
mod list;
mod references;
mod update;

pub use convert::Convert;
pub use create::Create;
pub use lifecycle::{Accept, Reject, Revise, Send};
pub use list::{Explain, Get, List, QuoteSheet, Transitions};
pub use update::Update;
