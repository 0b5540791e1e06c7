//! The handle of one workspace.

use super::clock::{Clock, FixedClock, SystemClock};
use super::commits::Commits;
use super::config::{self, Cache};
use super::ids::{IdSource, Pool};
use super::series::Leftover;
use super::session::Session;
use crate::base::date::Instant;
use crate::base::error::{Language, Result};
use crate::org::access::Actor;
use crate::storage::Backend;
use crate::storage::migrate;
#[cfg(feature = "postgres")]
use crate::storage::postgres::{Address, Postgres};
#[cfg(feature = "sqlite")]
use crate::storage::sqlite::{self, Durability};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How to open a workspace. [`Options::new`] holds the defaults.
pub struct Options {
    /// Where it is.
    pub source: Source,
    /// Create a missing file. Default: yes.
    pub create: bool,
    /// Bring an older schema to the current one. Default: no; an empty file is always filled.
    pub migrate: bool,
    /// How durable a commit is. Default: on the disk before it is answered.
    #[cfg(feature = "sqlite")]
    pub durability: Durability,
    /// How long a write waits for other writers before it answers `busy`. Default: 5 seconds.
    pub wait: Duration,
    /// The time zone of "today". Default: Asia/Shanghai.
    pub zone: chrono_tz::Tz,
    /// The language of messages. Default: English.
    pub language: Language,
    /// The clock. Default: the machine's.
    pub clock: Arc<dyn Clock>,
    /// The host's own ids. Default: a counter in the workspace.
    pub ids: Option<Arc<dyn IdSource>>,
}

/// Where a workspace is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// In memory, gone when it is closed.
    Memory,
    /// One SQLite file.
    File(PathBuf),
    /// A workspace on a PostgreSQL server.
    #[cfg(feature = "postgres")]
    Postgres(PostgresUrl),
}

/// `postgres://user:password@host:port/database?workspace=acme`. Printed without the password.
#[cfg(feature = "postgres")]
#[derive(Clone, PartialEq, Eq)]
pub struct PostgresUrl(String);

#[cfg(feature = "postgres")]
impl std::fmt::Debug for PostgresUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PostgresUrl(…)")
    }
}

#[cfg(feature = "postgres")]
impl From<&str> for PostgresUrl {
    fn from(url: &str) -> Self {
        Self(url.to_owned())
    }
}

impl Options {
    /// The defaults for a path; `:memory:` is a workspace in memory, a URL that begins with
    /// `postgres://` one on a server.
    #[must_use]
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self {
            source: source(path.into()),
            create: true,
            migrate: false,
            #[cfg(feature = "sqlite")]
            durability: Durability::default(),
            wait: Duration::from_secs(5),
            zone: chrono_tz::Asia::Shanghai,
            language: Language::default(),
            clock: Arc::new(SystemClock),
            ids: None,
        }
    }
}

fn source(path: PathBuf) -> Source {
    if path.as_os_str() == ":memory:" {
        return Source::Memory;
    }
    #[cfg(feature = "postgres")]
    if let Some(url) = path.to_str().filter(|text| Address::is_meant(text)) {
        return Source::Postgres(url.into());
    }
    Source::File(path)
}

#[cfg(feature = "sqlite")]
impl Options {
    /// Opens the database to be copied; one that is missing is not made.
    pub(super) fn existing(&self) -> Result<Box<dyn Backend>> {
        self.opened(false)
    }

    /// Opens the database for a copy to fill: a file or a schema that is missing is made, empty.
    pub(super) fn target(&self) -> Result<Box<dyn Backend>> {
        #[cfg(feature = "postgres")]
        if let Source::Postgres(url) = &self.source {
            return Ok(Box::new(Postgres::make(&url.0, self.wait)?));
        }
        self.opened(true)
    }

    /// Opens the database these options name, for hosts that wrap it and hand the wrapper to
    /// [`Crm::over`].
    ///
    /// # Errors
    /// `storage.open`, `storage.corrupt`, `storage.read_only`, `version.foreign`.
    pub fn backend(&self) -> Result<Box<dyn Backend>> {
        self.opened(self.create)
    }

    fn opened(&self, create: bool) -> Result<Box<dyn Backend>> {
        let path = match &self.source {
            Source::Memory => None,
            Source::File(path) => Some(path.clone()),
            #[cfg(feature = "postgres")]
            Source::Postgres(url) => {
                return Ok(Box::new(Postgres::open(&url.0, self.wait)?));
            }
        };
        let backend = sqlite::Sqlite::open(sqlite::Options {
            path,
            create,
            durability: self.durability,
            wait: self.wait,
        })?;
        Ok(Box::new(backend))
    }
}

/// An open workspace. Cheap to clone; any thread may use it.
#[derive(Clone)]
pub struct Crm(pub(super) Arc<Shared>);

type Callback = Arc<dyn Fn() + Send + Sync>;

pub(super) struct Shared {
    pub(super) backend: Box<dyn Backend>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) zone: chrono_tz::Tz,
    pub(super) language: Language,
    pub(super) id_source: Option<Arc<dyn IdSource>>,
    pub(super) ids: Pool,
    pub(super) numbers: Leftover,
    pub(super) config: Cache,
    pub(super) wait: Duration,
    /// What readers that wait listen to.
    pub(super) commits: Commits,
    callbacks: Mutex<Vec<Callback>>,
}

impl Shared {
    /// Tells readers that wait, and the host, that something was committed; called with no lock
    /// held.
    pub(super) fn committed(&self) {
        self.commits.tell();
        let callbacks = self
            .callbacks
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        for callback in callbacks {
            callback();
        }
    }
}

impl std::fmt::Debug for Crm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Crm")
    }
}

impl Crm {
    /// Opens a workspace with the defaults: a file is created when it is missing, `:memory:` opens
    /// one in memory.
    ///
    /// # Errors
    /// As [`Crm::open_with`].
    #[cfg(feature = "sqlite")]
    pub fn open(path: impl Into<PathBuf>) -> Result<Self> {
        Self::open_with(Options::new(path))
    }

    /// Opens a workspace.
    ///
    /// # Errors
    /// `storage.open`, `storage.corrupt`, `storage.read_only`, `storage.lock_lost`, `version.foreign`,
    /// `version.newer`, `version.older`, `version.sqlite`, `busy`.
    #[cfg(feature = "sqlite")]
    pub fn open_with(options: Options) -> Result<Self> {
        let backend = options.backend()?;
        Self::over(backend, options)
    }

    /// Opens a workspace on a backend of the host's own: a wrapper around another one, or an engine
    /// the library does not bring.
    ///
    /// # Errors
    /// As [`Crm::open_with`].
    pub fn over(backend: Box<dyn Backend>, options: Options) -> Result<Self> {
        migrate::bring(backend.as_ref(), options.migrate)?;
        Ok(Self(Arc::new(Shared {
            backend,
            clock: options.clock,
            zone: options.zone,
            language: options.language,
            id_source: options.ids,
            ids: Pool::default(),
            numbers: Leftover::default(),
            config: Cache::default(),
            wait: options.wait,
            commits: Commits::default(),
            callbacks: Mutex::new(Vec::new()),
        })))
    }

    /// A session of the built-in system actor, which may do everything.
    #[must_use]
    pub fn session(&self) -> Session {
        Session::new(self.clone(), Arc::new(Actor::system()), 0)
    }

    /// A session of a user, named by the host's own key. The host has logged the person in. A
    /// change of the user, the user's roles or the departments holds from the session's next
    /// operation on; once the user is archived every operation is `denied`.
    ///
    /// # Errors
    /// `not_found` when there is no such user or the user is archived; `busy`, `storage`.
    pub fn session_as(&self, user: &str) -> Result<Session> {
        let mut db = self.0.backend.read()?;
        let generation = config::generation(db.as_mut())?;
        let actor = crate::org::actor::load(db.as_mut(), user)?;
        Ok(Session::new(self.clone(), Arc::new(actor), generation))
    }

    /// The language of messages.
    #[must_use]
    pub fn language(&self) -> Language {
        self.0.language
    }

    /// Calls `callback` after every commit made through this handle, on the thread that committed,
    /// after the database was released. It says only that something was committed; read
    /// `change.list` to learn what.
    pub fn on_commit(&self, callback: impl Fn() + Send + Sync + 'static) {
        let mut callbacks = self
            .0
            .callbacks
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        callbacks.push(Arc::new(callback));
    }

    /// For a host that has committed a transaction of its own in which operations ran
    /// ([`Session::within`]): wakes readers that wait and calls the callbacks. Without it those of
    /// this process learn of the commit as other processes do, a little later.
    pub fn committed(&self) {
        self.0.committed();
    }
}

/// A clock standing at one moment, for [`Options::clock`].
impl From<Instant> for FixedClock {
    fn from(now: Instant) -> Self {
        Self::new(now)
    }
}
