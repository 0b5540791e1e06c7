//! What wakes readers that wait for a commit of their own process.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The commits made through one handle, counted.
#[derive(Default)]
pub(super) struct Commits {
    count: Mutex<u64>,
    more: Condvar,
}

impl Commits {
    fn lock(&self) -> MutexGuard<'_, u64> {
        self.count.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many there were so far.
    pub(super) fn count(&self) -> u64 {
        *self.lock()
    }

    /// Another one; wakes all who wait.
    pub(super) fn tell(&self) {
        *self.lock() += 1;
        self.more.notify_all();
    }

    /// Waits until there are more than `seen`, for `most` at most.
    pub(super) fn wait(&self, seen: u64, most: Duration) {
        let waited = self
            .more
            .wait_timeout_while(self.lock(), most, |count| *count == seen);
        drop(waited.unwrap_or_else(PoisonError::into_inner));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    #[test]
    fn a_commit_ends_the_wait_and_none_before_it_is_missed() {
        let commits = Commits::default();
        let (long, started) = (Duration::from_secs(60), Instant::now());
        std::thread::scope(|scope| {
            scope.spawn(|| commits.wait(0, long));
            scope.spawn(|| commits.tell());
        });
        let seen = commits.count();
        commits.tell();
        commits.wait(seen, long);
        assert!(started.elapsed() < long, "the wait did not end by itself");
        let short = Duration::from_millis(20);
        let started = Instant::now();
        commits.wait(commits.count(), short);
        assert!(started.elapsed() >= short, "it waits as long as it is told");
    }
}
