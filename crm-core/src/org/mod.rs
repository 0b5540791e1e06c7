//! Users, departments, roles and what they may see.

pub mod access;
pub mod permission;
pub mod setting;
#[cfg(feature = "engine")]
mod setting_store;
