//! What hosts can do with opportunities and pipelines.

mod create;
mod moves;
mod pipeline;
mod read;
mod update;

pub use create::Create;
pub use moves::{Advance, Lose, Reopen, Win};
pub use pipeline::{PipelineArchive, PipelineCreate, PipelineGet, PipelineList, PipelineRestore};
pub use read::{Get, List, Transitions};
pub use update::Update;
