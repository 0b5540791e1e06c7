//! Users, departments, roles and what they may see; settings; code lists.

pub mod access;
#[cfg(feature = "engine")]
pub(crate) mod actor;
pub mod boundaries;
#[cfg(feature = "engine")]
pub(crate) mod codes;
pub mod model;
#[cfg(feature = "engine")]
pub mod ops;
pub mod permission;
#[cfg(feature = "engine")]
pub(crate) mod place;
pub mod rules;
pub mod setting;
#[cfg(feature = "engine")]
mod setting_store;
#[cfg(feature = "engine")]
pub(crate) mod store;

pub use model::{CodeEntry, CodeList, Department, Grant, Role, User};
