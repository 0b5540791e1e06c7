//! The process's locks on the file, and what stands in for them when they are lost.
//!
//! On POSIX systems a process that closes any descriptor of a file loses every lock it holds on it,
//! without a word to whoever took them. SQLite takes care of its own descriptors; of a second copy of
//! SQLite in the process, or of a backup that reads the file, it knows nothing. So the library does
//! two things. It holds a shield: locks of another kind, which belong to a descriptor of its own and
//! stay, and which keep everybody from deleting the log or emptying the shared memory under it. And it
//! sets a mark: a lock of the usual kind on a byte of the `-shm` that nobody else uses. While it stands,
//! nobody in the process has closed that file, so the lock that lets one writer in stands too.

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

use super::lock;
use crate::base::error::Result;
use crate::base::handles::FORKED;
use crate::base::messages::STORAGE_OPEN;
use marks::Marks;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::time::{Duration, Instant};

/// How often somebody who waits for the last connection to be closed looks again.
const PAUSE: Duration = Duration::from_millis(1);

/// Links behind each other at most; systems follow 40.
const LINKS: usize = 40;

/// The files this process has open. Locks belong to the process, so what is known of them must too.
static PLACES: Mutex<BTreeMap<PathBuf, Weak<Place>>> = Mutex::new(BTreeMap::new());

/// One file, for everybody in the process who opens it.
pub(super) struct Place {
    path: PathBuf,
    /// A child that was forked has its parent's places, and none of its parent's locks.
    process: u32,
    /// Held while a connection is opened, and while the mark's own descriptors are closed: that
    /// would take the locks from a connection that is just being made.
    opening: Mutex<Weak<Locks>>,
}

/// The process's locks on one file, from its first connection to its last.
struct Locks {
    marks: Option<Marks>,
    connections: AtomicUsize,
    /// How often they were lost.
    losses: AtomicU64,
}

/// A connection's share in the process's locks. It is let go after the connection is closed.
pub(in super::super) struct Lease {
    place: Arc<Place>,
    /// Taken when it is dropped.
    locks: Option<Arc<Locks>>,
    /// The losses before the transaction that the connection is in.
    before: AtomicU64,
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
            process: std::process::id(),
            opening: Mutex::new(Weak::new()),
        });
        places.insert(path, Arc::downgrade(&place));
        place
    }

    /// Opens a connection; `open` is told how long it may wait.
    ///
    /// # Errors
    /// What `open` answers; `storage.open` when the file cannot be marked; `process.forked` in a child
    /// of a process that has the file open.
    pub(super) fn connect(
        self: &Arc<Self>,
        wait: Duration,
        open: impl Fn(Duration) -> Result<Connection>,
    ) -> Result<(Connection, Lease)> {
        if self.process != std::process::id() {
            return Err(FORKED.error());
        }
        let started = Instant::now();
        let mut opening = lock(&self.opening);
        // Who closes the last connection may be about to delete the files that its mark is on.
        while opening.upgrade().is_some_and(|locks| locks.is_closing()) {
            drop(opening);
            std::thread::sleep(PAUSE);
            opening = lock(&self.opening);
        }
        let connection = open(wait.saturating_sub(started.elapsed()))?;
        let locks = if let Some(locks) = opening.upgrade() {
            locks
        } else {
            let marks = Marks::set(&self.path).map_err(|error| {
                let failed = STORAGE_OPEN.error().with("reason", error.to_string());
                failed.with("path", self.path.to_string_lossy())
            });
            let locks = Arc::new(Locks {
                marks: marks?,
                connections: AtomicUsize::new(0),
                losses: AtomicU64::new(0),
            });
            *opening = Arc::downgrade(&locks);
            locks
        };
        locks.connections.fetch_add(1, Ordering::SeqCst);
        let lease = Lease {
            place: Arc::clone(self),
            locks: Some(locks),
            before: AtomicU64::new(0),
        };
        Ok((connection, lease))
    }
}

/// As SQLite names the files beside it: links are followed, also to a file that is still to be
/// made.
fn resolved(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        if let Ok(path) = path.canonicalize() {
            return path;
        }
        let Ok(target) = path.read_link() else { break };
        path = path.parent().unwrap_or(Path::new("")).join(target);
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    match (folder.canonicalize(), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path,
    }
}

impl Locks {
    /// Sets the mark again where it was lost, and answers how often they were.
    fn renew(&self) -> u64 {
        if let Some(marks) = &self.marks
            && !marks.stand()
        {
            // Counted first: who finds the new mark finds the loss too.
            self.losses.fetch_add(1, Ordering::SeqCst);
            marks.renew();
        }
        self.losses.load(Ordering::SeqCst)
    }

    /// Whether the last connection is being closed.
    fn is_closing(&self) -> bool {
        self.connections.load(Ordering::SeqCst) == 0
    }
}

impl Lease {
    /// Notes that a transaction begins, which has lost nothing so far.
    pub(in super::super) fn begin(&self) {
        if let Some(locks) = &self.locks {
            self.before.store(locks.renew(), Ordering::SeqCst);
        }
    }

    /// Whether the lock that lets one writer in is still the process's, as it must be until the
    /// commit.
    pub(in super::super) fn writes(&self) -> bool {
        self.holds(Marks::writer)
    }

    /// Whether nobody can have written beside the transaction: no lock was lost since it began.
    pub(in super::super) fn stood(&self) -> bool {
        self.holds(Marks::stand)
    }

    fn holds(&self, asked: impl Fn(&Marks) -> bool) -> bool {
        let Some(locks) = &self.locks else {
            return false;
        };
        let holds = locks.marks.as_ref().is_none_or(asked);
        // In this order: see where it is counted.
        holds && locks.losses.load(Ordering::SeqCst) == self.before.load(Ordering::SeqCst)
    }

    /// What the connection that has this share does before it is closed: the last one may take the
    /// file for itself, carry the log into it and delete it.
    pub(in super::super) fn close(&self) {
        let _opening = lock(&self.place.opening);
        if let Some(locks) = &self.locks
            && locks.connections.fetch_sub(1, Ordering::SeqCst) == 1
            && let Some(marks) = &locks.marks
        {
            marks.lower();
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let _opening = lock(&self.place.opening);
        // The last one closes the descriptors of the mark.
        self.locks = None;
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_a_file_that_is_still_to_be_made_is_that_file() {
        let folder = std::env::temp_dir().join(format!("crm-links-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (link, second) = (folder.join("link.db"), folder.join("second.db"));
        std::os::unix::fs::symlink("target.db", &link).unwrap();
        std::os::unix::fs::symlink(&link, &second).unwrap();
        let target = folder.canonicalize().unwrap().join("target.db");
        for path in [&link, &second] {
            assert_eq!(resolved(path), target);
        }
        std::fs::write(&target, b"").unwrap();
        for path in [&link, &second] {
            assert_eq!(resolved(path), target);
        }
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
