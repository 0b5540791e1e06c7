//! What runs operations: the database handle, sessions, one transaction per write, the change feed.

mod ahead;
mod claimed;
mod clock;
mod commits;
mod config;
pub(crate) mod context;
#[cfg(feature = "sqlite")]
mod copy;
mod crm;
mod diff;
pub(crate) mod document;
mod feed;
mod form;
mod host_sql;
mod ids;
pub(crate) mod loading;
mod open;
mod operation;
mod part;
mod record_kind;
mod request;
mod retry;
mod sensitive;
mod series;
mod session;
mod strict;
mod within;

#[cfg(feature = "sqlite")]
pub use crate::storage::sqlite::Durability;
pub use ahead::Ahead;
pub use clock::{Clock, FixedClock, SystemClock};
pub use context::Context;
#[cfg(feature = "sqlite")]
pub use copy::{Copied, CopiedTable, CopyProgress, CopyStage, copy};
pub use crm::{Crm, Options, Source};
pub use document::read_document;
pub use feed::{
    Archived, ChangeArchive, ChangeEntry, ChangeList, ChangePage, ChangeWait, CommitEntry,
};
pub use form::malformed;
pub use ids::IdSource;
pub use operation::{AnyOperation, By, Document, Entry, Kind, Operation, SubjectOf};
pub use record_kind::RecordKind;
pub use session::{Keyed, Session};
pub use within::Within;

#[cfg(test)]
#[cfg(feature = "sqlite")]
mod tests;
