//! What hosts can do with credit notes.

mod allocate;
mod issue;
mod list;

pub use allocate::{Allocate, Reverse};
pub use issue::Issue;
pub use list::{Get, List};
