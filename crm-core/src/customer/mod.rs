//! Customers: the companies and persons that buy.

pub mod model;
#[cfg(feature = "engine")]
pub mod ops;
pub mod rules;
#[cfg(feature = "engine")]
pub(crate) mod store;

pub use model::{Address, AddressKind, Customer, Kind};
#[cfg(feature = "engine")]
pub use ops::{Archive, Create, Get, List, Restore, Update};
