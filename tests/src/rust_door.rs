//! The Rust door for scenarios, with a clock that the scenario sets.

use crate::vectors::Door;
use crm_core::engine::{Clock, FixedClock};
use crm_core::storage::Backend;
use crm_core::{Crm, Error, Instant, Options, Result};
use std::sync::Arc;

/// An open workspace that scenarios run on.
pub struct RustDoor {
    crm: Crm,
    clock: Arc<FixedClock>,
}

impl RustDoor {
    /// A new workspace in memory.
    ///
    /// # Errors
    /// What opening answers.
    pub fn open() -> Result<Self> {
        Self::over(|backend| backend)
    }

    /// A new workspace in memory, on what `wrap` makes of its backend.
    ///
    /// # Errors
    /// What opening answers.
    pub fn over(wrap: impl FnOnce(Box<dyn Backend>) -> Box<dyn Backend>) -> Result<Self> {
        let clock = Arc::new(FixedClock::new(Instant::EPOCH));
        let mut options = Options::new(":memory:");
        options.clock = Arc::clone(&clock) as Arc<dyn Clock>;
        let backend = wrap(options.backend()?);
        Ok(Self {
            crm: Crm::over(backend, options)?,
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
        let language = self.crm.language();
        let document = |error: Error| match serde_json::to_string(&error.document(language)) {
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
