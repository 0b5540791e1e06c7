//! Copying a workspace to another file or engine.

use crate::database::{language, wait};
use crate::failure::{guarded, raised};
use crm_core::base::error::Language;
use crm_core::base::messages::PANIC;
use crm_core::engine::{CopyProgress, CopyStage};
use crm_core::{Error, Options};
use pyo3::prelude::*;
use std::path::PathBuf;

/// Copies `source` to `target` and answers what both hold, as JSON; the options are those of
/// `crm.copy`.
#[pyfunction]
#[pyo3(signature = (source, target, *, progress, wait_ms, language))]
pub(crate) fn copy(
    py: Python<'_>,
    source: PathBuf,
    target: PathBuf,
    progress: Option<Py<PyAny>>,
    wait_ms: u64,
    language: &str,
) -> PyResult<String> {
    let spoken = self::language(language).map_err(|error| raised(py, &error, Language::English))?;
    let mut thrown = None;
    let mut tell = |told: &CopyProgress| {
        let Some(progress) = &progress else {
            return true;
        };
        let answer = Python::attach(|py| told_to(py, progress, told));
        answer.unwrap_or_else(|error| {
            thrown = Some(error);
            false
        })
    };
    let copied: Result<String, Error> = py.detach(|| {
        guarded(|| {
            let mut from = Options::new(source);
            let mut to = Options::new(target);
            from.wait = wait(wait_ms)?;
            to.wait = from.wait;
            let copied = crm_core::engine::copy(&from, &to, &mut tell)?;
            serde_json::to_string(&copied).map_err(|e| PANIC.error().with("reason", e.to_string()))
        })
    });
    if let Some(error) = thrown {
        return Err(error);
    }
    copied.map_err(|error| raised(py, &error, spoken))
}

/// `False` stops it; a function that answers nothing lets it go on.
fn told_to(py: Python<'_>, progress: &Py<PyAny>, told: &CopyProgress) -> PyResult<bool> {
    let stage = match told.stage {
        CopyStage::Copying => "copying",
        CopyStage::Verifying => "verifying",
    };
    let answer = progress.call1(py, (stage, &told.table, told.done, told.total))?;
    Ok(answer.is_none(py) || answer.is_truthy(py)?)
}
