//! The Rust door for scenarios, with a clock that the scenario sets.

use crate::vectors::Door;
use crm_core::base::error::Language;
use crm_core::engine::{Clock, FixedClock};
use crm_core::storage::Backend;
use crm_core::{Crm, Error, Instant, Options, Result, Session};
use std::sync::Arc;

/// An open workspace that scenarios run on.
pub struct RustDoor {
    crm: Crm,
    clock: Arc<FixedClock>,
    /// Every error a scenario was answered, in order: they speak more languages than a document.
    pub refused: Vec<Error>,
}

impl RustDoor {
    /// A new workspace in memory.
    ///
    /// # Errors
    /// What opening answers.
    pub fn open() -> Result<Self> {
        Self::over(|backend| backend)
    }

    /// A new workspace in memory that speaks Chinese.
    ///
    /// # Errors
    /// What opening answers.
    pub fn in_chinese() -> Result<Self> {
        Self::with(Language::Chinese, |backend| backend)
    }

    /// A new workspace in memory, on what `wrap` makes of its backend.
    ///
    /// # Errors
    /// What opening answers.
    pub fn over(wrap: impl FnOnce(Box<dyn Backend>) -> Box<dyn Backend>) -> Result<Self> {
        Self::with(Language::English, wrap)
    }

    /// The workspace that a path or URL names.
    ///
    /// # Errors
    /// What opening answers.
    pub fn at(path: &str) -> Result<Self> {
        Self::made(path, Language::English, |backend| backend)
    }

    fn with(
        language: Language,
        wrap: impl FnOnce(Box<dyn Backend>) -> Box<dyn Backend>,
    ) -> Result<Self> {
        Self::made(":memory:", language, wrap)
    }

    fn made(
        path: &str,
        language: Language,
        wrap: impl FnOnce(Box<dyn Backend>) -> Box<dyn Backend>,
    ) -> Result<Self> {
        let clock = Arc::new(FixedClock::new(Instant::EPOCH));
        let mut options = Options::new(path);
        options.language = language;
        options.clock = Arc::clone(&clock) as Arc<dyn Clock>;
        let backend = wrap(options.backend()?);
        Ok(Self {
            crm: Crm::over(backend, options)?,
            clock,
            refused: Vec::new(),
        })
    }

    /// A session of a user, or of the system.
    ///
    /// # Errors
    /// That there is no such user.
    pub fn session(&self, user: Option<&str>) -> Result<Session> {
        match user {
            Some(key) => self.crm.session_as(key),
            None => Ok(self.crm.session()),
        }
    }

    /// Runs an operation as a user, or as the system.
    ///
    /// # Errors
    /// What the operation answers, and that there is no such user.
    pub fn invoke(&mut self, user: Option<&str>, name: &str, args: &str) -> Result<String> {
        self.session(user)?.invoke(name, args)
    }

    /// The same inside a transaction that is rolled back afterwards.
    ///
    /// # Errors
    /// What the operation answers, that there is no such user, and what the transaction answers.
    pub fn invoke_inside(&mut self, user: Option<&str>, name: &str, args: &str) -> Result<String> {
        let mut session = self.session(user)?;
        session.begin()?;
        let answer = session.invoke(name, args);
        session.rollback()?;
        answer
    }

    /// The document of an error, in the language of the workspace.
    #[must_use]
    pub fn document(&self, error: &Error) -> String {
        match serde_json::to_string(&error.document(self.crm.language())) {
            Ok(text) => text,
            Err(broken) => panic!("{error}: {broken}"),
        }
    }
}

impl RustDoor {
    /// Keeps an error and answers its document.
    fn note(&mut self, error: Error) -> String {
        let document = self.document(&error);
        self.refused.push(error);
        document
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
        self.invoke(user, name, args)
            .map_err(|error| self.note(error))
    }

    fn call_inside(
        &mut self,
        user: Option<&str>,
        name: &str,
        args: &str,
    ) -> Result<String, String> {
        self.invoke_inside(user, name, args)
            .map_err(|error| self.note(error))
    }
}
