//! One of the two workspaces.

use super::Call;
use crate::shared::Shared;
use crm_core::base::error::Language;
use crm_core::storage::Backend;
use crm_core::{Crm, Error, Options, Result, Session};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A document, or the refusal in both languages.
pub type Answer = Result<String, [String; 2]>;

/// Refusals that hand over what the engine says of a host's own statement: each in its own words.
const OF_THE_ENGINE: [&str; 2] = ["sql.failed", "sql.constraint"];

pub(super) struct Side {
    /// One of each user, as long as nobody leaves it.
    sessions: BTreeMap<Option<String>, Session>,
    crm: Crm,
    backend: Arc<dyn Backend>,
}

impl Side {
    pub(super) fn over(backend: Arc<dyn Backend>, options: Options) -> Self {
        let shared = Box::new(Shared(Arc::clone(&backend)));
        Self {
            sessions: BTreeMap::new(),
            crm: Crm::over(shared, options).unwrap(),
            backend,
        }
    }

    pub(super) fn backend(&self) -> &dyn Backend {
        self.backend.as_ref()
    }

    pub(super) fn leave(&mut self, user: Option<&str>) {
        self.sessions.remove(&user.map(str::to_owned));
    }

    pub(super) fn ask(&mut self, user: Option<&str>, call: &Call) -> Answer {
        self.session(user)
            .and_then(|session| match call {
                Call::Operation(name, args) => session.invoke(name, args),
                Call::Sql(text, values) => session.sql_document(text, values),
                Call::Begin => session.begin().map(|()| String::new()),
                Call::Commit => session.commit().map(|()| String::new()),
                Call::Rollback => session.rollback().map(|()| String::new()),
            })
            .map_err(|error| told(&error))
    }

    fn session(&mut self, user: Option<&str>) -> Result<&mut Session> {
        let key = user.map(str::to_owned);
        if !self.sessions.contains_key(&key) {
            let session = match user {
                Some(user) => self.crm.session_as(user)?,
                None => self.crm.session(),
            };
            self.sessions.insert(key.clone(), session);
        }
        Ok(self.sessions.get_mut(&key).unwrap())
    }
}

fn told(error: &Error) -> [String; 2] {
    if OF_THE_ENGINE.contains(&error.kind()) {
        return [error.code().as_str().to_owned(), error.kind().to_owned()];
    }
    [Language::English, Language::Chinese]
        .map(|language| serde_json::to_string(&error.document(language)).unwrap())
}
