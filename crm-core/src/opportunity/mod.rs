//! Opportunities: what may be sold, how far it has come, and how likely it is.

pub mod model;
#[cfg(feature = "engine")]
pub mod ops;
pub mod rules;
#[cfg(feature = "engine")]
pub(crate) mod store;

pub use model::{
    Action, Opportunity, OpportunityDocument, Pipeline, Stage, StageArgs, StageVisit, Status,
};
#[cfg(feature = "engine")]
pub use ops::{
    Advance, Create, Get, List, Lose, PipelineArchive, PipelineCreate, PipelineGet, PipelineList,
    PipelineRestore, Reopen, Transitions, Update, Win,
};
