//! SQLite: one file, one writer behind a timed gate, a pool of readers, durable by default.

mod gate;
mod locks;
#[cfg(test)]
mod tests;
mod transaction;

use super::sqlite_host::Link;
use super::{Backend, Database, Dialect, Row, Value, ValueRef};
use crate::base::error::{Error, Result};
use crate::base::messages::{
    BUSY, STORAGE, STORAGE_CORRUPT, STORAGE_FULL, STORAGE_OPEN, STORAGE_READ_ONLY, STORAGE_ROW,
    VERSION_FOREIGN, VERSION_SQLITE,
};
use gate::Gate;
pub(super) use locks::Lease;
use locks::Place;
use rusqlite::config::DbConfig;
use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, ErrorCode, MAIN_DB, OpenFlags, ToSql};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use transaction::Transaction;

/// Marks our files in their header ("crm1"), so that another application's database is refused.
const APPLICATION_ID: i64 = 0x6372_6d31;
/// More statements than the library has, so that none is ever compiled twice.
const STATEMENTS: usize = 512;

/// The oldest SQLite that the driver links, as SQLite numbers its versions. The library's own is
/// newer; the system's may be anything.
const OLDEST: i32 = 3_045_003;

/// How durable a commit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Durability {
    /// Every commit is on the disk before it is answered (`synchronous=FULL`).
    #[default]
    Full,
    /// A power cut may lose the last commits, never the file's consistency (`synchronous=NORMAL`).
    Normal,
}

/// Where and how to open a file.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    /// `None` is a database in memory.
    pub(crate) path: Option<PathBuf>,
    pub(crate) create: bool,
    pub(crate) durability: Durability,
    pub(crate) wait: Duration,
}

/// One SQLite database.
pub(crate) struct Sqlite(Arc<Shared>);

struct Shared {
    options: Options,
    /// None in memory.
    place: Option<Arc<Place>>,
    gate: Gate,
    readers: Mutex<Vec<Link>>,
}

impl Shared {
    fn connect(&self) -> Result<Link> {
        connect(&self.options, self.place.as_ref(), false)
    }
}

/// A poisoned lock only means that another thread panicked; connections are rolled back on the way
/// out, so what the lock guards is still sound.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Sqlite {
    pub(crate) fn open(options: Options) -> Result<Self> {
        let place = options.path.as_deref().map(Place::of);
        let connection = connect(&options, place.as_ref(), options.create)?;
        Ok(Self(Arc::new(Shared {
            options,
            place,
            gate: Gate::new(connection),
            readers: Mutex::new(Vec::new()),
        })))
    }
}

fn connect(options: &Options, place: Option<&Arc<Place>>, create: bool) -> Result<Link> {
    let (connection, lease) = match place {
        None => (open(options, create, options.wait)?, None),
        Some(place) => {
            let opened = place.connect(options.wait, |left| open(options, create, left));
            let (connection, lease) = opened.map_err(|error| bounded(error, options.wait))?;
            (connection, Some(lease))
        }
    };
    let timed = connection.busy_timeout(options.wait);
    let linked = timed.and_then(|()| Link::new(connection, lease));
    linked.map_err(|error| convert(&error))
}

/// Whether the library can work with a SQLite of this version.
fn is_known(found: i32) -> Result<()> {
    if found >= OLDEST {
        return Ok(());
    }
    let spell = |version: i32| {
        let part = |unit: i32| version / unit % 1000;
        format!("{}.{}.{}", part(1_000_000), part(1000), part(1))
    };
    let refused = VERSION_SQLITE.error().with("found", spell(found));
    Err(refused.with("needed", spell(OLDEST)))
}

fn open(options: &Options, create: bool, wait: Duration) -> Result<Connection> {
    is_known(rusqlite::version_number())?;
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let shown = options
        .path
        .as_ref()
        .map_or_else(|| ":memory:".into(), |p| p.to_string_lossy());
    let opened = match &options.path {
        None => Connection::open_in_memory(),
        Some(path) => {
            if create {
                flags |= OpenFlags::SQLITE_OPEN_CREATE;
            }
            Connection::open_with_flags(path, flags)
        }
    };
    let connection = opened.map_err(|error| {
        STORAGE_OPEN
            .error()
            .with("path", &shown)
            .with("reason", error.to_string())
    })?;
    // SQLite falls back to reading alone, and would make the files beside it as unwritable as it is.
    if connection
        .is_readonly(MAIN_DB)
        .map_err(|error| convert(&error))?
    {
        return Err(STORAGE_READ_ONLY.error().with("reason", shown));
    }
    let waits = connection.busy_timeout(wait);
    let prepared = waits.and_then(|()| prepare(&connection, options));
    prepared.map_err(|error| convert(&error))?;
    claim(&connection)?;
    Ok(connection)
}

fn prepare(connection: &Connection, options: &Options) -> rusqlite::Result<()> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // Without it an analysed file makes SQLite compile a statement again whenever its values change.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // No statement writes the schema as if it were a table of its own.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // Otherwise what savepoints keep for a rollback goes to a file once it passes 64 KiB, and stays
    // there for as long as the transaction lasts.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    if options.path.is_some() {
        connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    }
    let synchronous = match options.durability {
        Durability::Full => "FULL",
        Durability::Normal => "NORMAL",
    };
    connection.pragma_update(None, "synchronous", synchronous)
}

/// An empty file becomes ours; a file with tables of somebody else is refused before any change.
fn claim(connection: &Connection) -> Result<()> {
    let convert = |error: rusqlite::Error| convert(&error);
    let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    let application = number("PRAGMA application_id").map_err(convert)?;
    if application == APPLICATION_ID {
        return Ok(());
    }
    let tables = number("SELECT count(*) FROM sqlite_schema").map_err(convert)?;
    if application != 0 || tables != 0 {
        return Err(VERSION_FOREIGN.error());
    }
    connection
        .pragma_update(None, "application_id", APPLICATION_ID)
        .map_err(convert)
}

impl Backend for Sqlite {
    fn write(&self) -> Result<Box<dyn Database>> {
        Transaction::write(&self.0, false)
    }

    fn write_shared(&self) -> Result<Box<dyn Database>> {
        // In memory, and where no commit waits for the disk, there is nothing to share.
        let durable = self.0.options.durability == Durability::Full;
        Transaction::write(&self.0, durable && self.0.options.path.is_some())
    }

    fn read(&self) -> Result<Box<dyn Database>> {
        if self.0.options.path.is_none() {
            // In memory there is only one connection; reads wait for it like writes.
            return Transaction::write(&self.0, false);
        }
        let idle = lock(&self.0.readers).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => {
                let connection = self.0.connect()?;
                connection
                    .pragma_update(None, "query_only", true)
                    .map_err(|error| convert(&error))?;
                connection
            }
        };
        Transaction::read(&self.0, connection)
    }

    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }
}

fn busy(wait: Duration) -> Error {
    BUSY.error().with(
        "milliseconds",
        u64::try_from(wait.as_millis()).unwrap_or(u64::MAX),
    )
}

/// Says how long somebody waited, when that was it.
fn bounded(error: Error, wait: Duration) -> Error {
    if error.kind() == BUSY.kind {
        busy(wait)
    } else {
        error
    }
}

impl Row for rusqlite::Row<'_> {
    fn value(&self, index: usize) -> Result<ValueRef<'_>> {
        let damaged = |reason: String| STORAGE_ROW.error().with("reason", reason);
        let value = self
            .get_ref(index)
            .map_err(|error| damaged(error.to_string()))?;
        Ok(match value {
            rusqlite::types::ValueRef::Null => ValueRef::Null,
            rusqlite::types::ValueRef::Integer(value) => ValueRef::Int(value),
            rusqlite::types::ValueRef::Text(bytes) => ValueRef::Text(
                std::str::from_utf8(bytes).map_err(|error| damaged(error.to_string()))?,
            ),
            rusqlite::types::ValueRef::Blob(bytes) => ValueRef::Bytes(bytes),
            rusqlite::types::ValueRef::Real(_) => {
                return Err(damaged("a floating-point value".into()));
            }
        })
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        use rusqlite::types::ValueRef as Bound;
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => Bound::Null,
            Self::Int(value) => Bound::Integer(*value),
            Self::Text(text) => Bound::Text(text.as_bytes()),
            Self::Bytes(bytes) => Bound::Blob(bytes),
        }))
    }
}

fn convert(error: &rusqlite::Error) -> Error {
    let reason = error.to_string();
    let refusal = match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            return BUSY.error().with("milliseconds", 0);
        }
        Some(ErrorCode::DiskFull) => STORAGE_FULL,
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => STORAGE_READ_ONLY,
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => STORAGE_CORRUPT,
        _ => STORAGE,
    };
    refusal.error().with("reason", reason)
}
