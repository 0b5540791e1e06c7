//! Contacts: the people at customers, each at one or several of them.

pub mod model;
#[cfg(feature = "engine")]
pub mod ops;
pub mod rules;
#[cfg(feature = "engine")]
pub(crate) mod store;

pub use model::{Contact, ContactLink};
#[cfg(feature = "engine")]
pub use ops::{Archive, Create, Get, Link, List, Restore, Unlink, Update};
