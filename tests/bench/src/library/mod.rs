//! The contenders "Rust" and "Rust, JSON": the typed API, and the late-bound one.

mod deals;
mod json;
mod orders;
mod reads;

use crate::Result;
use crate::measure::Watch;
use crate::setup::options;
use crate::workload::{Job, Task};
use crm_core::engine::Durability;
use crm_core::{Crm, Options};

/// Does the job and answers how long each piece took.
pub(crate) fn run(job: &Job) -> Result<Watch> {
    let crm = Crm::open_with(Options {
        durability: if job.full {
            Durability::Full
        } else {
            Durability::Normal
        },
        ..options(&job.file)?
    })?;
    match job.task {
        Task::Deals => deals::run(&crm, job),
        Task::Settle | Task::Create => orders::run(&crm, job),
        _ => reads::run(&crm, job),
    }
}
