//! The connections of a process to one server: bounded, checked before use, shared by all
//! workspaces that are opened with the same log-in.

use super::connection::Connection;
use super::url::Address;
use crate::base::error::{Error, Result};
use crate::base::messages::{BUSY, STORAGE_UNREACHABLE};
use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant};

/// A connection that was idle for so long is asked whether the server is still there.
const CHECK_AFTER: Duration = Duration::from_secs(30);
/// The first pause before a server that is not there is tried again; it doubles up to the last.
const PAUSE: Duration = Duration::from_millis(20);
const LONGEST_PAUSE: Duration = Duration::from_millis(500);

/// Every pool of the process, by log-in: a vendor's thousand workspaces share one.
static POOLS: Mutex<BTreeMap<String, Weak<Pool>>> = Mutex::new(BTreeMap::new());

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) struct Pool {
    address: Address,
    state: Mutex<State>,
    returned: Condvar,
}

#[derive(Default)]
struct State {
    idle: Vec<Connection>,
    /// Connections that exist or are being made.
    count: usize,
}

impl Pool {
    /// The pool of an address.
    pub(super) fn of(address: Address) -> Arc<Self> {
        let key = key(&address);
        let mut pools = lock(&POOLS);
        pools.retain(|_, pool| pool.strong_count() > 0);
        if let Some(pool) = pools.get(&key).and_then(Weak::upgrade) {
            return pool;
        }
        let pool = Arc::new(Self {
            address,
            state: Mutex::default(),
            returned: Condvar::new(),
        });
        pools.insert(key, Arc::downgrade(&pool));
        pool
    }

    pub(super) fn address(&self) -> &Address {
        &self.address
    }

    /// A connection that works, waiting for one up to the bound.
    ///
    /// # Errors
    /// `busy` when all are in use for too long; as [`Connection::open`].
    pub(super) fn take(&self, wait: Duration) -> Result<Connection> {
        let started = Instant::now();
        loop {
            if let Some(mut connection) = self.idle(started, wait)? {
                let fresh = connection.used.elapsed() < CHECK_AFTER;
                if connection.is_alive() && (fresh || connection.answers()) {
                    return Ok(connection);
                }
                self.forget(connection);
                continue;
            }
            // The place in the count is ours now.
            return self.open(started, wait).inspect_err(|_| self.leave());
        }
    }

    /// An idle connection; nothing when there is room for one more, which is then counted.
    fn idle(&self, started: Instant, wait: Duration) -> Result<Option<Connection>> {
        let mut state = lock(&self.state);
        loop {
            if let Some(connection) = state.idle.pop() {
                return Ok(Some(connection));
            }
            if state.count < self.address.connections {
                state.count += 1;
                return Ok(None);
            }
            let Some(left) = wait.checked_sub(started.elapsed()) else {
                return Err(busy(wait));
            };
            let waited = self.returned.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn open(&self, started: Instant, wait: Duration) -> Result<Connection> {
        let mut pause = PAUSE;
        loop {
            match Connection::open(&self.address) {
                // A server that is being restarted is back in a moment.
                Err(error) if error.kind() == STORAGE_UNREACHABLE.kind => {
                    if started.elapsed() + pause > wait {
                        return Err(error);
                    }
                    std::thread::sleep(pause);
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
                answer => return answer,
            }
        }
    }

    /// Gives a connection back.
    pub(super) fn give(&self, mut connection: Connection) {
        if !connection.is_alive() {
            return self.forget(connection);
        }
        lock(&self.state).idle.push(connection);
        self.returned.notify_one();
    }

    /// Lets a broken connection go.
    pub(super) fn forget(&self, connection: Connection) {
        drop(connection);
        self.leave();
    }

    fn leave(&self) {
        let mut state = lock(&self.state);
        state.count = state.count.saturating_sub(1);
        drop(state);
        self.returned.notify_one();
    }
}

/// What makes connections alike, the password among it; it never leaves the process.
fn key(address: &Address) -> String {
    format!(
        "{:?} {:?} {} {} {:?} {:?} {}",
        address.config,
        address.config.get_password(),
        address.connections,
        address.prepare,
        address.isolation,
        address.root,
        address.encrypted
    )
}

fn busy(wait: Duration) -> Error {
    let milliseconds = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
    BUSY.error().with("milliseconds", milliseconds)
}
