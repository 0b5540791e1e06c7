//! Receivables by age.

use crate::Result;
use crate::measure::Watch;
use crate::setup::options;
use crate::workload::{CHIEF, Job, PAGE, Task};
use crm_core::ageing::AgeingReport;
use crm_core::base::limits::PAGE_MAX;
use crm_core::{Crm, Session, ageing};
use std::hint::black_box;
use std::path::Path;

pub(super) fn run(crm: &Crm, job: &Job) -> Result<Watch> {
    let mut session = crm.session_as(CHIEF)?;
    let mut read = || -> Result {
        let report = match job.task {
            Task::Ageing => first(&mut session)?,
            _ => whole(&mut session)?,
        };
        black_box(report);
        Ok(())
    };
    read()?;
    let mut watch = Watch::start(job.count);
    for _ in 0..job.count {
        read()?;
        watch.lap();
    }
    Ok(watch)
}

/// The first page.
fn first(session: &mut Session) -> Result<AgeingReport> {
    Ok(session.run(ageing::Ageing {
        limit: Some(PAGE),
        ..ageing::Ageing::default()
    })?)
}

/// All pages as one.
fn whole(session: &mut Session) -> Result<AgeingReport> {
    let mut page = ageing::Ageing {
        limit: Some(PAGE_MAX),
        ..ageing::Ageing::default()
    };
    let mut report = session.run(page.clone())?;
    while let Some(next) = report.next.take() {
        page.after = Some(next);
        let more = session.run(page.clone())?;
        report.items.extend(more.items);
        report.next = more.next;
    }
    Ok(report)
}

/// The ageing by customer, as text: the first page, and all of it.
pub(crate) fn ageing(file: &Path) -> Result<[String; 2]> {
    let crm = Crm::open_with(options(file)?)?;
    let mut session = crm.session_as(CHIEF)?;
    let reports = [first(&mut session)?, whole(&mut session)?];
    Ok([
        serde_json::to_string(&reports[0])?,
        serde_json::to_string(&reports[1])?,
    ])
}
