//! Workspaces: open, close, the clock of tests and replays, and the commit callback.

use crate::boundary::{self, Callback};
use crate::registry;
use crm_core::base::error::{Language, Result};
use crm_core::base::handles::CLOCK_NOT_FIXED;
use crm_core::base::messages::{NUMBER_OUT_OF_RANGE, TEXT_EMPTY, TIME_ZONE_UNKNOWN};
use crm_core::engine::{Clock, Durability, FixedClock, read_document};
use crm_core::{Crm, Instant, Options};
use serde::Deserialize;
use std::ffi::{c_char, c_void};
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::Duration;

/// An open workspace. Any number of threads may use it at once.
#[allow(non_camel_case_types, reason = "the C name")]
#[derive(Debug)]
pub struct crm {
    _private: [u8; 0],
}

/// Called after a commit made through a workspace, on the thread that committed, after the
/// database was released, with the context given to crm_on_commit. It says only that something
/// was committed: `change.list` says what. It must not use the session that committed, must not
/// throw, and returns soon, since the committing call waits for it.
#[allow(non_camel_case_types, reason = "the C name")]
pub type crm_commit_fn = Option<unsafe extern "C" fn(context: *mut c_void)>;

/// The longest wait for other writers: an hour is longer than any host means.
const WAIT_MS_MAX: u64 = 3_600_000;

/// What stands behind a `crm`.
pub(crate) struct Store {
    pub(crate) crm: Crm,
    clock: Option<Arc<FixedClock>>,
    /// Live sessions; changes only with the registry's lock held.
    pub(crate) sessions: AtomicUsize,
}

/// The options of crm_open as JSON.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Opening {
    path: String,
    create: Option<bool>,
    migrate: Option<bool>,
    durability: Option<DurabilityWord>,
    wait_ms: Option<u64>,
    time_zone: Option<String>,
    language: Option<LanguageWord>,
    now: Option<Instant>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum DurabilityWord {
    Full,
    Normal,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum LanguageWord {
    En,
    Zh,
}

/// The language of messages that a host asked for.
pub(crate) fn language(word: Option<&LanguageWord>) -> Language {
    match word {
        Some(LanguageWord::Zh) => Language::Chinese,
        Some(LanguageWord::En) | None => Language::English,
    }
}

/// How long to wait for others.
///
/// # Errors
/// `number.out_of_range`.
pub(crate) fn wait(milliseconds: u64) -> Result<Duration> {
    if milliseconds > WAIT_MS_MAX {
        let range = NUMBER_OUT_OF_RANGE.at("wait_ms").with("text", milliseconds);
        return Err(range.with("min", 0).with("max", WAIT_MS_MAX));
    }
    Ok(Duration::from_millis(milliseconds))
}

impl Opening {
    pub(crate) fn read(text: &str) -> Result<Self> {
        if text.starts_with('{') {
            return read_document(text);
        }
        Ok(Self {
            path: text.to_owned(),
            create: None,
            migrate: None,
            durability: None,
            wait_ms: None,
            time_zone: None,
            language: None,
            now: None,
        })
    }

    /// The language its messages are in.
    pub(crate) fn spoken(&self) -> Language {
        language(self.language.as_ref())
    }

    pub(crate) fn options(self) -> Result<Options> {
        if self.path.is_empty() {
            return Err(TEXT_EMPTY.at("path"));
        }
        let mut options = Options::new(&self.path);
        options.language = self.spoken();
        options.create = self.create.unwrap_or(options.create);
        options.migrate = self.migrate.unwrap_or(options.migrate);
        options.durability = match self.durability {
            Some(DurabilityWord::Normal) => Durability::Normal,
            Some(DurabilityWord::Full) | None => Durability::Full,
        };
        if let Some(milliseconds) = self.wait_ms {
            options.wait = wait(milliseconds)?;
        }
        if let Some(zone) = self.time_zone {
            let unknown = || TIME_ZONE_UNKNOWN.at("time_zone").with("text", &zone);
            options.zone = zone.parse().map_err(|_| unknown())?;
        }
        Ok(options)
    }

    fn open(self) -> Result<Store> {
        let clock = self.now.map(|now| Arc::new(FixedClock::new(now)));
        let mut options = self.options()?;
        if let Some(clock) = &clock {
            options.clock = Arc::clone(clock) as Arc<dyn Clock>;
        }
        Ok(Store {
            crm: Crm::open_with(options)?,
            clock,
            sessions: AtomicUsize::new(0),
        })
    }
}

/// Opens a workspace. `options` is a path, `:memory:` for a workspace in memory, the URL of one that
/// crm_workspace_create made on a PostgreSQL server,
/// `postgres://user:password@host:port/database?workspace=name`, or a JSON object: `path` (one of
/// these); `create` (a missing file is created; default true); `migrate` (an older schema is
/// brought to the current one; default false); `durability`, `full` (every commit is on the disk
/// before it is answered; the default) or `normal`; `wait_ms` (how long a write waits for other
/// writers, 0 to 3600000; default 5000); `time_zone` (IANA, the zone of "today"; default
/// `Asia/Shanghai`); `language` of messages, `en` (the default) or `zh`; `now` (an RFC 3339
/// instant at which the clock stands until crm_set_now moves it: for tests and replays).
///
/// Example: `{"path": "sales.db", "wait_ms": 2000, "language": "zh"}`
///
/// Result: CRM_OK and the workspace in `*out_crm`; otherwise `*out_crm` is NULL.
///
/// Refusals: `json.malformed`, `field.unknown`, `field.missing`, `field.type`, `field.word`,
/// `text.empty`, `time_zone.unknown`, `number.out_of_range`, `instant.malformed`, `storage.open`,
/// `storage.corrupt`, `storage.read_only`, `storage.lock_lost`, `version.foreign`, `version.newer`,
/// `version.older`, `version.sqlite`, `busy`; on a server also `url.malformed`, `workspace.name`,
/// `workspace.unknown`, `storage.unreachable`, `storage.login`, `storage.database`,
/// `storage.privilege`, `storage.tls`, `version.server`.
///
/// Ownership: close the workspace with crm_close; free `*problem` with crm_string_free.
/// Threads: any.
/// NULL: `options` and `out_crm` must not be NULL; `problem` may be.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_open(
    options: *const c_char,
    out_crm: *mut *mut crm,
    problem: *mut *mut c_char,
) -> i32 {
    // SAFETY: the conventions of the header.
    unsafe {
        boundary::put(out_crm, std::ptr::null_mut());
        boundary::call(problem, || {
            boundary::not_null(out_crm, "out_crm")?;
            registry::ready()?;
            let opening = Opening::read(boundary::text(options, "options")?)?;
            let language = opening.spoken();
            let store = boundary::within(language, opening.open())?;
            let token = registry::add_store(store)?;
            boundary::put(out_crm, boundary::pointer(token));
            Ok(None)
        })
    }
}

/// Moves the clock of a workspace that was opened with `now`. `instant` is RFC 3339.
///
/// Example: `2026-01-15T02:00:00Z`
///
/// Refusals: `handle.unknown`, `instant.malformed`, `clock.not_fixed`.
///
/// Ownership: free `*problem` with crm_string_free.
/// Threads: any.
/// NULL: `crm` and `instant` must not be NULL; `problem` may be.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_set_now(
    crm: *mut crm,
    instant: *const c_char,
    problem: *mut *mut c_char,
) -> i32 {
    // SAFETY: the conventions of the header.
    unsafe {
        boundary::call(problem, || {
            let store = registry::find::<Store>(crm.addr())?;
            let set = || {
                let now = Instant::parse(boundary::text(instant, "instant")?)?;
                let clock = store.clock.as_ref();
                clock.ok_or_else(|| CLOCK_NOT_FIXED.error())?.set(now);
                Ok(None)
            };
            boundary::within(store.crm.language(), set())
        })
    }
}

/// Calls `callback` with `context` after every commit made through this workspace, until it is
/// closed.
///
/// Refusals: `handle.unknown`, `pointer.null`.
///
/// Ownership: `context` stays the caller's and must live until the workspace is closed; free
/// `*problem` with crm_string_free.
/// Threads: any; the callback comes on the thread that committed, and on several at once.
/// NULL: `crm` and `callback` must not be NULL; `context` and `problem` may be.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_on_commit(
    crm: *mut crm,
    callback: crm_commit_fn,
    context: *mut c_void,
    problem: *mut *mut c_char,
) -> i32 {
    // SAFETY: the conventions of the header.
    unsafe {
        boundary::call(problem, || {
            let store = registry::find::<Store>(crm.addr())?;
            let Some(function) = callback else {
                boundary::not_null(std::ptr::null::<u8>(), "callback")?;
                return Ok(None);
            };
            let callback = Callback::new(function, context);
            store.crm.on_commit(move || callback.call());
            Ok(None)
        })
    }
}

/// Closes a workspace.
///
/// Refusals: `handle.unknown` (closed twice too), `handle.live_sessions`: it stays open then.
///
/// Ownership: `crm` is gone afterwards; free `*problem` with crm_string_free.
/// Threads: any; calls of other threads end first.
/// NULL: `crm` NULL does nothing; `problem` may be NULL.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_close(crm: *mut crm, problem: *mut *mut c_char) -> i32 {
    // SAFETY: the conventions of the header.
    unsafe {
        boundary::call(problem, || {
            if !crm.is_null() {
                let language = registry::find::<Store>(crm.addr())?.crm.language();
                boundary::within(language, registry::remove_store(crm.addr()))?;
            }
            Ok(None)
        })
    }
}
