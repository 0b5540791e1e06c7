//! The contenders "Rust" and "Rust, JSON": the typed API, and the late-bound one.

mod deals;
mod json;
mod orders;
mod reads;
mod reports;

use crate::Result;
use crate::measure::Watch;
use crate::setup::options;
use crate::workload::{Job, Task};
use crm_core::engine::Durability;
use crm_core::{Crm, Options};

pub(crate) use reports::ageing;

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
        Task::Settle | Task::Create | Task::Receive => orders::run(&crm, job),
        Task::Ageing | Task::AgeingWhole => reports::run(&crm, job),
        _ => reads::run(&crm, job),
    }
}
