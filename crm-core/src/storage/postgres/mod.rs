//! PostgreSQL 14 or later: one workspace is one schema of a database. Names are qualified with the
//! schema and nothing is left behind in a session, so that poolers may stand between.

mod connection;
mod error;
mod host;
mod pool;
mod rows;
mod tls;
mod transaction;
mod url;
mod value;
mod workspaces;

use super::{Backend, Database, Dialect};
use crate::base::error::Result;
use crate::base::messages::WORKSPACE_UNKNOWN;
use pool::Pool;
use std::sync::Arc;
use std::time::Duration;
use transaction::{Place, Transaction};

pub use error::refused;
pub(crate) use url::Address;
pub use workspaces::Workspaces;

/// One workspace on a server.
pub(crate) struct Postgres(Place);

impl Postgres {
    /// # Errors
    /// `url.malformed`, `workspace.name`, `workspace.unknown`, and what connecting answers.
    pub(crate) fn open(url: &str, wait: Duration) -> Result<Self> {
        let address = Address::parse(url)?;
        let schema = address.workspace()?.to_owned();
        let this = Self::at(Pool::of(address), &schema, wait);
        if this.exists()? {
            return Ok(this);
        }
        Err(WORKSPACE_UNKNOWN.at("workspace").with("workspace", schema))
    }

    /// The same; a schema that is missing is created, without tables.
    ///
    /// # Errors
    /// As [`Postgres::open`], and `storage.privilege`.
    pub(crate) fn make(url: &str, wait: Duration) -> Result<Self> {
        let address = Address::parse(url)?;
        let schema = address.workspace()?.to_owned();
        let this = Self::at(Pool::of(address), &schema, wait);
        if !this.exists()? {
            let mut db = this.write()?;
            let made = this.create_in(db.as_mut()).and_then(move |()| db.commit());
            // Somebody else may have been faster.
            if made.is_err() && !this.exists()? {
                made?;
            }
        }
        Ok(this)
    }

    fn create_in(&self, db: &mut dyn Database) -> Result<()> {
        let sql = format!("CREATE SCHEMA \"{}\"", self.0.schema);
        db.execute(&sql, &[]).map(|_| ())
    }

    fn at(pool: Arc<Pool>, schema: &str, wait: Duration) -> Self {
        Self(Place {
            pool,
            schema: schema.into(),
            wait,
        })
    }

    fn exists(&self) -> Result<bool> {
        let mut db = Transaction::begin(self.0.clone(), false)?;
        let sql = "SELECT count(*) FROM pg_catalog.pg_namespace WHERE nspname = ?1";
        let values = [self.0.schema.as_ref().into()];
        Ok(super::statement::number(&mut db, sql, &values)? == Some(1))
    }
}

impl Backend for Postgres {
    fn write(&self) -> Result<Box<dyn Database>> {
        Ok(Box::new(Transaction::begin(self.0.clone(), true)?))
    }

    fn read(&self) -> Result<Box<dyn Database>> {
        Ok(Box::new(Transaction::begin(self.0.clone(), false)?))
    }

    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }

    fn tables(&self, db: &mut dyn Database) -> Result<Vec<String>> {
        let sql = "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = ?1";
        super::statement::texts(db, sql, &[self.0.schema.as_ref().into()])
    }
}
