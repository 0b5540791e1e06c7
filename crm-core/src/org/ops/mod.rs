//! What hosts can do with the organisation.

pub mod code;
pub mod department;
pub mod role;
pub mod setting;
pub mod user;
