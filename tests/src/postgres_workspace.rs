//! A workspace of its own on the tests' PostgreSQL, gone with the value that holds it.

use crm_core::storage::postgres::Workspaces;
use postgres::{Client, NoTls};
use std::sync::atomic::{AtomicU32, Ordering};

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A workspace that exists as long as this value.
pub struct PostgresWorkspace {
    server: String,
    name: String,
}

impl PostgresWorkspace {
    /// Creates one.
    #[must_use]
    pub fn create() -> Self {
        let this = Self::vacant();
        let made = Workspaces::of(&this.server).and_then(|all| all.create(&this.name));
        made.unwrap_or_else(|error| panic!("{error}"));
        this
    }

    /// Only its name: somebody else creates it.
    #[must_use]
    pub fn vacant() -> Self {
        let server = crate::postgres_url().unwrap_or_else(|missing| panic!("{missing}"));
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("t{}_{number}", std::process::id());
        Self { server, name }
    }

    /// Takes everything out of it that was put in since it was made.
    ///
    /// # Panics
    /// When the server does not take it.
    pub fn empty(&self) {
        let text = include_str!("empty.sql").replace("WORKSPACE", &self.name);
        let emptied =
            Client::connect(&self.server, NoTls).and_then(|mut client| client.batch_execute(&text));
        emptied.unwrap_or_else(|error| panic!("{}: {error:?}", self.name));
    }

    /// The URL to open it with.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}?workspace={}", self.server, self.name)
    }

    /// Its name, which is that of its schema.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for PostgresWorkspace {
    fn drop(&mut self) {
        let dropped = Client::connect(&self.server, NoTls).and_then(|mut client| {
            client.batch_execute(&format!("DROP SCHEMA IF EXISTS {} CASCADE", self.name))
        });
        if let Err(error) = dropped {
            eprintln!("the schema {} stays behind: {error}", self.name);
        }
    }
}
