//! What hosts can do with contacts.

mod create;
mod link;
mod read;
mod status;
mod update;

pub use create::Create;
pub use link::{Link, Unlink};
pub use read::{Get, List};
pub use status::{Archive, Restore};
pub use update::Update;
