//! Users, departments, roles and what they may see.

pub mod access;
#[cfg(feature = "engine")]
pub(crate) mod actor;
pub mod permission;
pub mod setting;
#[cfg(feature = "engine")]
mod setting_store;
