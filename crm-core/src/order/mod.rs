//! Orders: what was sold, to whom, and on which terms.

pub mod event;
pub mod model;
#[cfg(feature = "engine")]
pub mod ops;
pub mod rules;
#[cfg(feature = "engine")]
pub(crate) mod store;

pub use crate::pricing::line::LineArgs;
pub use event::{EventKind, OrderEvent};
pub use model::{Order, OrderLine, Status};
#[cfg(feature = "engine")]
pub use ops::{
    Approve, ApprovedOrder, Assign, Cancel, ChangedLine, Complete, Create, Get, List, OrderSheet,
    Reject, Revoke, Submit, Transitions, Update,
    events::{Events, RecordEvent, RecordedEvent, RevokeEvent},
};
#[cfg(feature = "engine")]
pub(crate) use ops::{LINE_TWICE, LINE_UNKNOWN, reprice};
