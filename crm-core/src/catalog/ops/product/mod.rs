//! Products: `product.create`, `product.update`, `product.get`, `product.list` and so on.

mod change;
mod read;

pub use change::{Archive, Create, Restore, Update};
pub use read::{Get, List};
