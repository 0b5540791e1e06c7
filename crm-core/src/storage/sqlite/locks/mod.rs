//! Whether the process still holds its locks on the file.
//!
//! On POSIX systems a process that closes any descriptor of a file loses every lock it holds on it,
//! without a word to whoever took them. SQLite takes care of its own descriptors; of a second copy of
//! SQLite in the process, or of a backup that reads the file, it knows nothing. So the library sets a
//! mark: a lock of its own on a byte that nobody else uses, on the file and on the `-shm` beside it.
//! While the mark stands, nobody has closed a descriptor of the file since it was set.

#[cfg(all(
    target_os = "linux",
    target_pointer_width = "64",
    not(any(target_arch = "mips64", target_arch = "sparc64"))
))]
#[path = "linux.rs"]
mod marks;
#[cfg(not(all(
    target_os = "linux",
    target_pointer_width = "64",
    not(any(target_arch = "mips64", target_arch = "sparc64"))
)))]
#[path = "elsewhere.rs"]
mod marks;

use super::{Shared, lock};
use crate::base::error::Result;
use crate::base::messages::{STORAGE_LOCK_LOST, STORAGE_OPEN};
use marks::Marks;
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::time::{Duration, Instant};

/// How often somebody who waits for the last lost connection looks again.
const PAUSE: Duration = Duration::from_millis(1);

/// The files this process has open. Locks belong to the process, so what is known of them must too.
static PLACES: Mutex<BTreeMap<PathBuf, Weak<Place>>> = Mutex::new(BTreeMap::new());

/// One file, for everybody in the process who opens it.
pub(super) struct Place {
    path: PathBuf,
    /// Held while a connection is opened, and while the marks' own descriptors are closed: that
    /// would take the locks from a connection that is just being made.
    opening: Mutex<Weak<Locks>>,
    users: Mutex<Vec<Weak<Shared>>>,
}

/// The process's locks on one file, from its first connection to its last.
struct Locks {
    marks: Option<Marks>,
    /// Once lost they stay lost: SQLite goes on as if it had them.
    lost: AtomicBool,
}

/// A connection's share in the process's locks. It is let go after the connection is closed.
pub(in super::super) struct Lease {
    place: Arc<Place>,
    /// Taken when it is dropped.
    locks: Option<Arc<Locks>>,
}

impl Place {
    /// The place of a file that may be still to be made.
    pub(super) fn of(path: &Path) -> Arc<Self> {
        let path = resolved(path);
        let mut places = lock(&PLACES);
        if let Some(place) = places.get(&path).and_then(Weak::upgrade) {
            return place;
        }
        places.retain(|_, place| place.strong_count() > 0);
        let place = Arc::new(Self {
            path: path.clone(),
            opening: Mutex::new(Weak::new()),
            users: Mutex::default(),
        });
        places.insert(path, Arc::downgrade(&place));
        place
    }

    /// Names somebody whose idle connections are closed when the locks are lost.
    pub(super) fn enter(&self, user: &Arc<Shared>) {
        let mut users = lock(&self.users);
        users.retain(|user| user.strong_count() > 0);
        users.push(Arc::downgrade(user));
    }

    /// Opens a connection; `open` is told how long it may wait. SQLite would hand the lost locks on
    /// to a new connection while one of the old is there, so it waits for the last of them.
    ///
    /// # Errors
    /// What `open` answers; `storage.lock_lost` when a lost connection is not given back in time.
    pub(super) fn connect(
        self: &Arc<Self>,
        wait: Duration,
        open: impl Fn(Duration) -> Result<Connection>,
    ) -> Result<(Connection, Lease)> {
        let started = Instant::now();
        loop {
            let mut opening = lock(&self.opening);
            let left = wait.saturating_sub(started.elapsed());
            let known = opening.upgrade();
            if let Some(locks) = &known {
                if locks.stand() {
                    let connection = open(left)?;
                    // Its file may have been closed by the last of the others meanwhile.
                    if locks.stand() {
                        return Ok((connection, self.lease(locks)));
                    }
                    leave_file(&connection);
                }
            } else {
                let connection = open(left)?;
                let marks = Marks::set(&self.path).map_err(|error| {
                    leave_file(&connection);
                    let failed = STORAGE_OPEN.error().with("reason", error.to_string());
                    failed.with("path", self.path.to_string_lossy())
                });
                let locks = Arc::new(Locks {
                    marks: marks?,
                    lost: AtomicBool::new(false),
                });
                *opening = Arc::downgrade(&locks);
                return Ok((connection, self.lease(&locks)));
            }
            drop(known);
            drop(opening);
            self.forget();
            if started.elapsed() >= wait {
                return Err(STORAGE_LOCK_LOST.error());
            }
            std::thread::sleep(PAUSE);
        }
    }

    fn lease(self: &Arc<Self>, locks: &Arc<Locks>) -> Lease {
        Lease {
            place: Arc::clone(self),
            locks: Some(Arc::clone(locks)),
        }
    }

    /// Closes what lies idle; what is in use is closed when it is given back.
    pub(super) fn forget(&self) {
        let users: Vec<_> = lock(&self.users).iter().filter_map(Weak::upgrade).collect();
        for user in users {
            user.forget();
        }
    }
}

/// As SQLite names the files beside it: links are followed.
fn resolved(path: &Path) -> PathBuf {
    if let Ok(path) = path.canonicalize() {
        return path;
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    match (folder.canonicalize(), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

/// The connection's log may be another than the file's by now, so closing it must not write what it
/// holds into the file.
fn leave_file(connection: &Connection) {
    // When this fails, closing the connection is all that is left.
    let _ = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
}

impl Locks {
    fn stand(&self) -> bool {
        self.ask(|marks| marks.main())
    }

    fn ask(&self, stands: impl Fn(&Marks) -> bool) -> bool {
        let stands = self.marks.as_ref().is_none_or(stands);
        if !stands {
            self.lost.store(true, Ordering::SeqCst);
        }
        stands && !self.lost.load(Ordering::SeqCst)
    }
}

impl Lease {
    fn ask(&self, stands: impl Fn(&Marks) -> bool) -> bool {
        self.locks.as_ref().is_some_and(|locks| locks.ask(stands))
    }

    /// Whether the locks stand: one system call.
    pub(in super::super) fn stands(&self) -> bool {
        self.ask(Marks::main)
    }

    /// Whether the lock that lets one writer in is the process's, as it must be until the commit, and
    /// none was lost.
    pub(in super::super) fn writes(&self) -> bool {
        self.ask(|marks| marks.writer() && marks.main())
    }

    /// Whether what was committed before is safe: nobody has taken the file for himself, and no lock
    /// was lost until now.
    pub(in super::super) fn stood(&self) -> bool {
        // In this order: who closes the file takes it for himself first and lets it go last.
        self.ask(|marks| marks.is_shared() && marks.beside() && marks.main())
    }

    /// Whether somebody has found that they do not; asks nobody again.
    pub(in super::super) fn is_lost(&self) -> bool {
        let lost = |locks: &Arc<Locks>| locks.lost.load(Ordering::SeqCst);
        self.locks.as_ref().is_none_or(lost)
    }

    /// What the connection that has this share does before it is closed.
    pub(in super::super) fn close(&self, connection: &Connection) {
        if !self.stands() {
            leave_file(connection);
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let _opening = lock(&self.place.opening);
        // The last one closes the descriptors of the marks.
        self.locks = None;
    }
}
