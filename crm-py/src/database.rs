//! Opening a workspace, and what belongs to the whole of it.

use crate::failure::{guarded, misuse, raised};
use crate::session::{Cell, Session};
use crm_core::base::error::Language;
use crm_core::base::messages::{FIELD_WORD, NUMBER_OUT_OF_RANGE, TIME_ZONE_UNKNOWN};
use crm_core::engine::{Durability, FixedClock};
use crm_core::{Crm, Error, Instant, Options};
use pyo3::prelude::*;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

/// The longest wait for other writers: an hour is longer than any host means.
const WAIT_MS_MAX: u64 = 3_600_000;

/// An open workspace; `crm.Database` is its public face.
#[pyclass(frozen, module = "crm._native")]
pub(crate) struct Database {
    state: Mutex<State>,
    clock: Option<Arc<FixedClock>>,
    language: Language,
    process: u32,
}

struct State {
    crm: Option<Crm>,
    sessions: Vec<Weak<Cell>>,
}

/// Opens the workspace at `path`; the options are those of `crm.open`.
#[pyfunction]
#[pyo3(signature = (path, *, create, migrate, durability, wait_ms, time_zone, language, now))]
#[allow(clippy::too_many_arguments, reason = "keywords of one Python function")]
pub(crate) fn open(
    py: Python<'_>,
    path: PathBuf,
    create: bool,
    migrate: bool,
    durability: &str,
    wait_ms: u64,
    time_zone: &str,
    language: &str,
    now: Option<&str>,
) -> PyResult<Database> {
    let spoken = self::language(language).map_err(|error| raised(py, &error, Language::English))?;
    let opened = || {
        let mut options = Options::new(path);
        options.create = create;
        options.migrate = migrate;
        options.durability = match durability {
            "full" => Durability::Full,
            "normal" => Durability::Normal,
            other => return Err(word("durability", other, "full, normal")),
        };
        options.wait = wait(wait_ms)?;
        options.zone = time_zone
            .parse()
            .map_err(|_| TIME_ZONE_UNKNOWN.at("time_zone").with("text", time_zone))?;
        options.language = spoken;
        let clock = now.map(instant).transpose()?;
        if let Some(clock) = &clock {
            options.clock = Arc::clone(clock) as Arc<dyn crm_core::engine::Clock>;
        }
        let state = State {
            crm: Some(guarded(|| Crm::open_with(options))?),
            sessions: Vec::new(),
        };
        Ok(Database {
            state: Mutex::new(state),
            clock,
            language: spoken,
            process: std::process::id(),
        })
    };
    py.detach(opened)
        .map_err(|error| raised(py, &error, spoken))
}

fn word(field: &str, given: &str, known: &str) -> Error {
    FIELD_WORD
        .at(field)
        .with("text", given)
        .with("known", known)
}

/// The language of messages that a host asked for.
pub(crate) fn language(given: &str) -> crm_core::Result<Language> {
    match given {
        "en" => Ok(Language::English),
        "zh" => Ok(Language::Chinese),
        other => Err(word("language", other, "en, zh")),
    }
}

/// How long to wait for others.
pub(crate) fn wait(milliseconds: u64) -> crm_core::Result<Duration> {
    if milliseconds > WAIT_MS_MAX {
        let range = NUMBER_OUT_OF_RANGE.at("wait_ms").with("text", milliseconds);
        return Err(range.with("min", 0).with("max", WAIT_MS_MAX));
    }
    Ok(Duration::from_millis(milliseconds))
}

fn instant(text: &str) -> crm_core::Result<Arc<FixedClock>> {
    let now = Instant::parse(text).map_err(|error| error.at("now"))?;
    Ok(Arc::new(FixedClock::new(now)))
}

impl Database {
    /// Held for moments only, never while Python runs.
    fn lock(&self) -> crm_core::Result<MutexGuard<'_, State>> {
        if self.process != std::process::id() {
            return Err(misuse(
                "the database was opened before the process was forked",
                "数据库在进程 fork 之前打开",
            ));
        }
        Ok(self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn crm(&self) -> crm_core::Result<Crm> {
        let crm = self.lock()?.crm.clone();
        crm.ok_or_else(|| misuse("the database is closed", "数据库已关闭"))
    }

    fn raised(&self, py: Python<'_>, error: &Error) -> PyErr {
        raised(py, error, self.language)
    }

    fn open_session(&self, user: Option<&str>) -> crm_core::Result<Session> {
        let crm = self.crm()?;
        let session = guarded(|| match user {
            Some(user) => crm.session_as(user),
            None => Ok(crm.session()),
        })?;
        let cell = Arc::new(Cell::new(session));
        let mut state = self.lock()?;
        if state.crm.is_none() {
            return Err(misuse("the database is closed", "数据库已关闭"));
        }
        state.sessions.retain(|session| session.strong_count() > 0);
        state.sessions.push(Arc::downgrade(&cell));
        Ok(Session::new(cell, self.language))
    }

    fn close_all(&self) -> crm_core::Result<()> {
        let mut state = self.lock()?;
        for session in &state.sessions {
            if let Some(cell) = session.upgrade() {
                cell.close()?;
            }
        }
        state.sessions.clear();
        let crm = state.crm.take();
        drop(state);
        drop(crm);
        Ok(())
    }
}

#[pymethods]
impl Database {
    /// Opens a session of a user named by the host's key; without one, of the system.
    #[pyo3(signature = (user))]
    fn session(&self, py: Python<'_>, user: Option<&str>) -> PyResult<Session> {
        py.detach(|| self.open_session(user))
            .map_err(|error| self.raised(py, &error))
    }

    /// Sets the clock of a workspace that was opened with `now`.
    fn set_now(&self, py: Python<'_>, now: &str) -> PyResult<()> {
        let set = || {
            self.crm()?;
            let wrong = || {
                misuse(
                    "the database was opened with the machine's clock",
                    "数据库以本机时钟打开,不能设定时间",
                )
            };
            let clock = self.clock.as_ref().ok_or_else(wrong)?;
            clock.set(Instant::parse(now).map_err(|error| error.at("now"))?);
            Ok(())
        };
        set().map_err(|error| self.raised(py, &error))
    }

    /// Calls `callback()` after every commit, on the thread that committed.
    fn on_commit(&self, py: Python<'_>, callback: Py<PyAny>) -> PyResult<()> {
        let crm = self.crm().map_err(|error| self.raised(py, &error))?;
        crm.on_commit(move || {
            Python::attach(|py| {
                // The work is committed: what goes wrong in a listener cannot undo it.
                if let Err(error) = callback.call0(py) {
                    error.write_unraisable(py, Some(callback.bind(py)));
                }
            });
        });
        Ok(())
    }

    /// Closes the workspace and the sessions still open; their transactions are rolled back.
    fn close(&self, py: Python<'_>) -> PyResult<()> {
        py.detach(|| self.close_all())
            .map_err(|error| self.raised(py, &error))
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if self.process != std::process::id() {
            // The file belongs to the process that opened it; a fork must not touch it.
            let state = self.state.get_mut().unwrap_or_else(PoisonError::into_inner);
            std::mem::forget(state.crm.take());
        }
    }
}
