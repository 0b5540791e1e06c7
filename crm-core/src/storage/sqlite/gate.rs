//! The gate that lets one writer in at a time, and the commits that waiting writers share.
//!
//! A writer that is done while others wait hands the connection on with its transaction open; the
//! next one works inside a savepoint. The last of such a group commits for all: one wait for the
//! disk. Nobody is answered before.

use super::super::sqlite_host::Link;
use super::{Shared, busy, lock};
use crate::base::error::Result;
use crate::base::messages::{CONTENDED, STORAGE_LOCK_LOST};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Members of a group at most: past a few dozen the wait for the disk hardly counts, and the first
/// members wait for the last.
const MEMBERS: usize = 32;
/// How long the first member waits at most before its group is committed.
const LONGEST: Duration = Duration::from_millis(10);

/// Writers that share one commit.
pub(super) struct Group {
    begun: Instant,
    outcome: Mutex<Option<Result<()>>>,
    known: Condvar,
}

impl Group {
    fn new() -> Self {
        Self {
            begun: Instant::now(),
            outcome: Mutex::new(None),
            known: Condvar::new(),
        }
    }

    /// Tells the members whether their work is on the disk.
    pub(super) fn tell(&self, kept: &Result<()>) {
        let kept = kept.as_ref().copied().map_err(|error| {
            if error.kind() == STORAGE_LOCK_LOST.kind {
                // Whether their work was kept is not known, so nobody may run again by itself.
                return error.clone();
            }
            CONTENDED.error().with("reason", "the shared commit failed")
        });
        let mut outcome = lock(&self.outcome);
        // Once it failed it stays failed, whatever becomes of those who came later.
        outcome.get_or_insert(kept);
        drop(outcome);
        self.known.notify_all();
    }

    /// Waits until somebody has committed.
    ///
    /// # Errors
    /// `contended` when the commit failed: nothing of the member was kept, and it may run again;
    /// `storage.lock_lost`.
    pub(super) fn wait(&self) -> Result<()> {
        let mut outcome = lock(&self.outcome);
        loop {
            if let Some(kept) = &*outcome {
                return kept.clone();
            }
            let waited = self.known.wait(outcome);
            outcome = waited.unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// What lets one writer in at a time.
pub(super) struct Gate {
    state: Mutex<State>,
    returned: Condvar,
}

struct State {
    /// Whether somebody writes.
    taken: bool,
    /// The writers' connection while nobody writes; none after one that could not be rolled back.
    idle: Option<Link>,
    /// Writers that wait. Waking costs a system call, so nobody is woken when nobody waits.
    waiting: usize,
    /// Whose work stands uncommitted in the idle connection, and how many they are.
    group: Option<(Arc<Group>, usize)>,
}

/// The writers' connection, and the group whose work stands in it.
pub(super) struct Entered {
    pub(super) connection: Link,
    pub(super) group: Option<(Arc<Group>, usize)>,
}

/// What a writer that is done does next.
pub(super) enum Turn {
    /// Wait for whoever commits for the group.
    Wait(Arc<Group>),
    /// Commit.
    Commit(Link),
}

impl Gate {
    pub(super) fn new(connection: Link) -> Self {
        Self {
            state: Mutex::new(State {
                taken: false,
                idle: Some(connection),
                waiting: 0,
                group: None,
            }),
            returned: Condvar::new(),
        }
    }

    /// Waits until nobody else writes.
    ///
    /// # Errors
    /// `busy` after the bound; as opening when the connection was lost.
    pub(super) fn enter(&self, shared: &Shared) -> Result<Entered> {
        let started = Instant::now();
        let mut state = lock(&self.state);
        // Who finds the gate open goes in, however late: a group may have been left to it.
        while state.taken {
            let Some(left) = shared.options.wait.checked_sub(started.elapsed()) else {
                return Err(busy(shared.options.wait));
            };
            state.waiting += 1;
            let waited = self.returned.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
            state.waiting -= 1;
        }
        state.taken = true;
        let (idle, group) = (state.idle.take(), state.group.take());
        drop(state);
        if let Some(connection) = idle {
            return Ok(Entered { connection, group });
        }
        // Nobody else waits for the gate's lock while a connection is opened.
        let connection = shared.connect().inspect_err(|_| self.leave(None))?;
        Ok(Entered { connection, group })
    }

    /// Lets the next writer in.
    pub(super) fn leave(&self, connection: Option<Link>) {
        let mut state = lock(&self.state);
        state.taken = false;
        state.idle = connection;
        let wake = state.waiting > 0;
        drop(state);
        if wake {
            self.returned.notify_one();
        }
    }

    /// Leaves the transaction open for a writer that waits, and answers the group to wait for;
    /// gives the connection back when it is time to commit.
    pub(super) fn hand_on(&self, connection: Link, group: Option<(Arc<Group>, usize)>) -> Turn {
        let mut state = lock(&self.state);
        let full = group
            .as_ref()
            .is_some_and(|(group, members)| *members >= MEMBERS || group.begun.elapsed() > LONGEST);
        if state.waiting == 0 || full {
            return Turn::Commit(connection);
        }
        let (group, members) = group.unwrap_or_else(|| (Arc::new(Group::new()), 0));
        state.taken = false;
        state.idle = Some(connection);
        state.group = Some((Arc::clone(&group), members + 1));
        drop(state);
        self.returned.notify_one();
        Turn::Wait(group)
    }
}

#[cfg(test)]
impl Gate {
    /// Returns once so many writers wait.
    pub(super) fn await_waiting(&self, writers: usize) {
        while lock(&self.state).waiting < writers {
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Does something with the connection that the next writer gets.
    pub(super) fn with_idle(&self, act: impl FnOnce(&mut Link)) {
        act(lock(&self.state).idle.as_mut().expect("nobody writes"));
    }
}
