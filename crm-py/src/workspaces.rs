//! The workspaces of a PostgreSQL database.

use crate::database::{language, wait};
use crate::failure::{guarded, raised};
use crm_core::base::error::Language;
use crm_core::storage::postgres;
use pyo3::prelude::*;

/// The workspaces of one database; `crm.Workspaces` is its public face.
#[pyclass(frozen, module = "crm._native")]
pub(crate) struct Workspaces {
    inner: postgres::Workspaces,
    language: Language,
}

#[pymethods]
impl Workspaces {
    #[new]
    #[pyo3(signature = (url, *, wait_ms, language))]
    fn new(py: Python<'_>, url: &str, wait_ms: u64, language: &str) -> PyResult<Self> {
        let spoken = self::language(language);
        let spoken = spoken.map_err(|error| raised(py, &error, Language::English))?;
        let inner = guarded(|| Ok(postgres::Workspaces::of(url)?.waiting(wait(wait_ms)?)));
        Ok(Self {
            inner: inner.map_err(|error| raised(py, &error, spoken))?,
            language: spoken,
        })
    }

    fn create(&self, py: Python<'_>, name: &str) -> PyResult<()> {
        self.work(py, |workspaces| workspaces.create(name))
    }

    fn list(&self, py: Python<'_>) -> PyResult<Vec<String>> {
        self.work(py, postgres::Workspaces::list)
    }

    fn migrate(&self, py: Python<'_>, name: &str) -> PyResult<()> {
        self.work(py, |workspaces| workspaces.migrate(name))
    }
}

impl Workspaces {
    /// Others of Python run meanwhile.
    fn work<T: Send>(
        &self,
        py: Python<'_>,
        work: impl FnOnce(&postgres::Workspaces) -> crm_core::Result<T> + Send,
    ) -> PyResult<T> {
        py.detach(|| guarded(|| work(&self.inner)))
            .map_err(|error| raised(py, &error, self.language))
    }
}
