//! The workspaces of one database: each is a schema.

use super::pool::Pool;
use super::transaction::Transaction;
use super::url::{Address, name_checked};
use super::{Place, Postgres};
use crate::base::error::Result;
use crate::base::messages::{WORKSPACE_TAKEN, WORKSPACE_UNKNOWN};
use crate::storage::{Backend, migrate, statement};
use std::sync::Arc;
use std::time::Duration;

/// The workspaces of a PostgreSQL database: creating, listing and migrating them.
pub struct Workspaces {
    pool: Arc<Pool>,
    wait: Duration,
}

impl std::fmt::Debug for Workspaces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Workspaces({})", self.pool.address().server())
    }
}

impl Workspaces {
    /// The workspaces of the database a URL names, such as `postgres://user@host/database`; a
    /// workspace in the URL is not looked at.
    ///
    /// # Errors
    /// `url.malformed`, `workspace.name`.
    pub fn of(url: &str) -> Result<Self> {
        Ok(Self {
            pool: Pool::of(Address::parse(url)?),
            wait: Duration::from_secs(5),
        })
    }

    /// How long to wait for a connection and for locks; 5 seconds when not said.
    #[must_use]
    pub fn waiting(mut self, wait: Duration) -> Self {
        self.wait = wait;
        self
    }

    /// Creates a workspace: a schema of this name with all tables, or nothing.
    ///
    /// # Errors
    /// `workspace.name`, `workspace.taken`, `storage.privilege`, and what connecting answers.
    pub fn create(&self, name: &str) -> Result<()> {
        let name = name_checked(name)?;
        let taken = || WORKSPACE_TAKEN.at("workspace").with("workspace", name);
        let workspace = self.workspace(name);
        if workspace.exists()? {
            return Err(taken());
        }
        let mut db = workspace.write()?;
        // Of two at a time the second waits here for the first, and then finds the name taken.
        workspace
            .create_in(db.as_mut())
            .map_err(|error| match workspace.exists() {
                Ok(true) => taken(),
                _ => error,
            })?;
        migrate::fill(db.as_mut(), workspace.dialect())?;
        db.commit()
    }

    /// The names of all workspaces of the database that the user may use, in order.
    ///
    /// # Errors
    /// What connecting answers.
    pub fn list(&self) -> Result<Vec<String>> {
        let mut db = Transaction::begin(self.place("public"), false)?;
        let sql = "SELECT t.schemaname FROM pg_catalog.pg_tables t WHERE t.tablename = ?1 \
                   AND has_schema_privilege(t.schemaname, 'USAGE') \
                   ORDER BY t.schemaname";
        statement::texts(&mut db, sql, &["crm_schema".into()])
    }

    /// Brings a workspace of an older library to this one's version. Each step is a transaction of
    /// its own that locks the workspace's version: what was done stays done when it is interrupted,
    /// and the next call goes on. A workspace that is current is left alone.
    ///
    /// # Errors
    /// `workspace.name`, `workspace.unknown`, `version.newer`, `busy`, and what connecting answers.
    pub fn migrate(&self, name: &str) -> Result<()> {
        let name = name_checked(name)?;
        let workspace = self.workspace(name);
        if !workspace.exists()? {
            return Err(WORKSPACE_UNKNOWN.at("workspace").with("workspace", name));
        }
        migrate::bring(&workspace, true)
    }

    fn workspace(&self, name: &str) -> Postgres {
        Postgres::at(Arc::clone(&self.pool), name, self.wait)
    }

    fn place(&self, schema: &str) -> Place {
        self.workspace(schema).0
    }
}
