//! The Rust door as scenarios use it, on SQLite in memory.

use crate::vectors::Door;
use crm_core::engine::{Clock, FixedClock};
use crm_core::{Crm, Error, Instant, Options};
use std::sync::Arc;

/// A workspace of its own and the clock it follows.
#[derive(Debug)]
pub struct RustDoor {
    crm: Crm,
    clock: Arc<FixedClock>,
}

impl RustDoor {
    /// Opens an empty workspace in memory.
    ///
    /// # Errors
    /// What opening answers.
    pub fn open() -> crm_core::Result<Self> {
        let clock = Arc::new(FixedClock::new(Instant::EPOCH));
        let mut options = Options::new(":memory:");
        options.clock = Arc::clone(&clock) as Arc<dyn Clock>;
        Ok(Self {
            crm: Crm::open_with(options)?,
            clock,
        })
    }
}

impl Door for RustDoor {
    fn set_now(&mut self, now: &str) {
        match Instant::parse(now) {
            Ok(now) => self.clock.set(now),
            Err(error) => panic!("{now}: {error}"),
        }
    }

    fn call(&mut self, user: Option<&str>, name: &str, args: &str) -> Result<String, String> {
        let document =
            |error: Error| match serde_json::to_string(&error.document(self.crm.language())) {
                Ok(text) => text,
                Err(broken) => panic!("{error}: {broken}"),
            };
        let mut session = match user {
            Some(key) => self.crm.session_as(key).map_err(document)?,
            None => self.crm.session(),
        };
        session.invoke(name, args).map_err(document)
    }
}
