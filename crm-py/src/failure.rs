//! How the library's errors become Python's: the error's document is handed to
//! `crm.exceptions.from_document`, which answers the exception to raise.

use crm_core::base::error::Language;
use crm_core::base::messages::{MISUSE, PANIC};
use crm_core::{Error, Result};
use pyo3::prelude::*;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The exception for an error, its message in one of the two languages.
pub(crate) fn raised(py: Python<'_>, error: &Error, language: Language) -> PyErr {
    match exception(py, error, language) {
        Ok(exception) => PyErr::from_value(exception),
        Err(broken) => broken,
    }
}

fn exception<'py>(
    py: Python<'py>,
    error: &Error,
    language: Language,
) -> PyResult<Bound<'py, PyAny>> {
    let document = serde_json::to_string(&error.document(language))
        .map_err(|broken| pyo3::exceptions::PyRuntimeError::new_err(broken.to_string()))?;
    py.import("crm.exceptions")?
        .getattr("from_document")?
        .call1((document,))
}

/// A handle used wrongly, in both languages.
pub(crate) fn misuse(en: &'static str, zh: &'static str) -> Error {
    MISUSE.saying(en, zh).error()
}

/// Runs work of the library; a panic becomes an error. What it held was rolled back on the way out.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let reason = reason(panic.as_ref()).to_owned();
        Err(PANIC.error().with("reason", reason))
    })
}

fn reason(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without a message")
}
