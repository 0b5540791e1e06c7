//! Running an operation again after others were in its way.

use crate::base::error::{Error, Result};
use crate::base::messages::{CONTENDED, STORAGE_LOST};
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::time::{Duration, Instant};

/// The first pause; it doubles up to the last.
const PAUSE: Duration = Duration::from_millis(1);
const LONGEST_PAUSE: Duration = Duration::from_millis(200);
/// Tries of one operation. Deadlocks and serialization failures are over after a few; more means
/// that the load never lets this operation through.
const TRIES: u32 = 20;

/// The tries of one operation, bounded in number and by the time a host lets a write wait.
pub(super) struct Retry {
    started: Instant,
    wait: Duration,
    tries: u32,
}

/// Runs work again while others are in its way.
pub(super) fn within<T>(wait: Duration, mut work: impl FnMut() -> Result<T>) -> Result<T> {
    let mut retry = Retry::within(wait);
    loop {
        match work() {
            Err(error) if retry.again(&error) => {}
            answer => return answer,
        }
    }
}

impl Retry {
    pub(super) fn within(wait: Duration) -> Self {
        Self {
            started: Instant::now(),
            wait,
            tries: 1,
        }
    }

    /// Whether to run it again, after a pause. Nothing of the failed try was kept.
    pub(super) fn again(&mut self, error: &Error) -> bool {
        let passing = [CONTENDED.kind, STORAGE_LOST.kind].contains(&error.kind());
        if !passing || self.tries >= TRIES {
            return false;
        }
        let longest = PAUSE
            .saturating_mul(1 << self.tries.min(10))
            .min(LONGEST_PAUSE);
        // Two that were in each other's way must not meet again: half of the pause is chance.
        let chance = u32::try_from(RandomState::new().hash_one(self.tries) % 1000).unwrap_or(0);
        let pause = longest / 2 + longest / 2 * chance / 1000;
        if self.started.elapsed() + pause > self.wait {
            return false;
        }
        std::thread::sleep(pause);
        self.tries += 1;
        true
    }
}
