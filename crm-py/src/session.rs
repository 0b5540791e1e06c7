//! Sessions: one lock that is only tried, so that a second thread gets an error and never waits.

use crate::failure::{guarded, misuse, raised};
use crm_core::base::error::Language;
use crm_core::base::messages::TEXT_NOT_UTF8;
use crm_core::storage::Value;
use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

/// A session of the library, until it is closed; shared with the database, which closes what is
/// still open when it is closed itself.
pub(crate) struct Cell {
    session: Mutex<Option<crm_core::Session>>,
    process: u32,
}

impl Cell {
    pub(crate) fn new(session: crm_core::Session) -> Self {
        Self {
            session: Mutex::new(Some(session)),
            process: std::process::id(),
        }
    }

    fn lock(&self) -> crm_core::Result<MutexGuard<'_, Option<crm_core::Session>>> {
        if self.process != std::process::id() {
            return Err(misuse(
                "the session was opened before the process was forked",
                "会话在进程 fork 之前打开",
            ));
        }
        match self.session.try_lock() {
            Ok(guard) => Ok(guard),
            Err(TryLockError::Poisoned(poisoned)) => Ok(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => Err(misuse(
                "the session is in use; one thread at a time",
                "会话正在使用中;同一时间只能由一个线程使用",
            )),
        }
    }

    fn with<T>(
        &self,
        work: impl FnOnce(&mut crm_core::Session) -> crm_core::Result<T>,
    ) -> crm_core::Result<T> {
        let mut guard = self.lock()?;
        let session = guard
            .as_mut()
            .ok_or_else(|| misuse("the session is closed", "会话已关闭"))?;
        guarded(|| work(session))
    }

    /// Closes it; an open transaction is rolled back. Closing twice is fine.
    pub(crate) fn close(&self) -> crm_core::Result<()> {
        let session = self.lock()?.take();
        drop(session);
        Ok(())
    }
}

impl Drop for Cell {
    fn drop(&mut self) {
        if self.process != std::process::id() {
            // The file belongs to the process that opened it; a fork must not touch it.
            let session = self
                .session
                .get_mut()
                .unwrap_or_else(PoisonError::into_inner);
            std::mem::forget(session.take());
        }
    }
}

/// A session; `crm.Session` is its public face.
#[pyclass(frozen, module = "crm._native")]
pub(crate) struct Session {
    cell: Arc<Cell>,
    language: Language,
}

impl Session {
    pub(crate) fn new(cell: Arc<Cell>, language: Language) -> Self {
        Self { cell, language }
    }

    /// Runs work without Python's lock; other Python threads go on meanwhile.
    fn run<T: Send>(
        &self,
        py: Python<'_>,
        work: impl FnOnce(&mut crm_core::Session) -> crm_core::Result<T> + Send,
    ) -> PyResult<T> {
        py.detach(|| self.cell.with(work))
            .map_err(|error| raised(py, &error, self.language))
    }
}

#[pymethods]
impl Session {
    /// Runs the operation `name` on a JSON object and answers its JSON document.
    #[pyo3(signature = (name, arguments, /))]
    fn invoke(&self, py: Python<'_>, name: &str, arguments: &str) -> PyResult<String> {
        self.run(py, |session| session.invoke(name, arguments))
    }

    /// Runs one statement of the host's own; answers its columns, its rows, and how many it wrote.
    #[pyo3(signature = (text, values, /))]
    fn sql<'py>(
        &self,
        py: Python<'py>,
        text: &Bound<'py, PyString>,
        values: Vec<Bound<'py, PyAny>>,
    ) -> PyResult<(Bound<'py, PyTuple>, Bound<'py, PyTuple>, u64)> {
        let values = values.iter().enumerate();
        let values = values.map(|(index, value)| {
            crate::values::given(value)
                .map_err(|error| raised(py, &error.at(format!("values[{index}]")), self.language))
        });
        let values: Vec<Value> = values.collect::<PyResult<_>>()?;
        let text = text.to_str().map_err(|_| {
            let error = TEXT_NOT_UTF8.at("text");
            raised(py, &error, self.language)
        })?;
        let answer = self.run(py, |session| session.sql(text, &values))?;
        let rows = answer.rows.iter().map(|row| crate::values::row(py, row));
        let rows: Vec<Bound<'py, PyTuple>> = rows.collect::<PyResult<_>>()?;
        let columns = PyTuple::new(py, answer.columns)?;
        Ok((columns, PyTuple::new(py, rows)?, answer.touched))
    }

    /// Begins a transaction, or a savepoint inside the open one.
    fn begin(&self, py: Python<'_>) -> PyResult<()> {
        self.run(py, crm_core::Session::begin)
    }

    /// Keeps the work of the innermost transaction.
    fn commit(&self, py: Python<'_>) -> PyResult<()> {
        self.run(py, crm_core::Session::commit)
    }

    /// Undoes the work of the innermost transaction.
    fn rollback(&self, py: Python<'_>) -> PyResult<()> {
        self.run(py, crm_core::Session::rollback)
    }

    /// Closes the session; an open transaction is rolled back.
    fn close(&self, py: Python<'_>) -> PyResult<()> {
        py.detach(|| self.cell.close())
            .map_err(|error| raised(py, &error, self.language))
    }
}
