//! A backend that stumbles while a workspace is migrated.

use crm_core::Result;
use crm_core::storage::{Backend, Database, Dialect, Row, Value};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Barrier};

/// What goes wrong.
#[derive(Clone)]
pub(crate) enum Way {
    /// The version is read without its lock, by two before one of them goes on.
    Unlocked(Arc<Barrier>),
    /// The process dies instead of the statement of this number, or of a commit that is counted as
    /// one.
    DiesAt(i64),
}

pub(crate) struct Stumbling {
    pub(crate) inner: Box<dyn Backend>,
    pub(crate) way: Way,
    /// Statements, or readings of the version, so far.
    pub(crate) count: Arc<AtomicI64>,
}

impl Backend for Stumbling {
    fn write(&self) -> Result<Box<dyn Database>> {
        Ok(Box::new(Open {
            inner: self.inner.write()?,
            way: self.way.clone(),
            count: Arc::clone(&self.count),
        }))
    }

    fn read(&self) -> Result<Box<dyn Database>> {
        self.inner.read()
    }

    fn dialect(&self) -> Dialect {
        self.inner.dialect()
    }

    fn tables(&self, db: &mut dyn Database) -> Result<Vec<String>> {
        self.inner.tables(db)
    }
}

struct Open {
    inner: Box<dyn Database>,
    way: Way,
    count: Arc<AtomicI64>,
}

impl Open {
    fn step(&self) {
        if let Way::DiesAt(at) = self.way
            && self.count.fetch_add(1, Ordering::SeqCst) == at
        {
            std::process::abort();
        }
    }
}

impl Database for Open {
    fn execute(&mut self, sql: &str, values: &[Value]) -> Result<u64> {
        self.step();
        self.inner.execute(sql, values)
    }

    fn query(
        &mut self,
        sql: &str,
        values: &[Value],
        each: &mut dyn FnMut(&dyn Row) -> Result<()>,
    ) -> Result<()> {
        let Way::Unlocked(both) = &self.way else {
            return self.inner.query(sql, values, each);
        };
        let unlocked = sql.strip_suffix(" FOR NO KEY UPDATE").unwrap_or(sql);
        self.inner.query(unlocked, values, each)?;
        if unlocked.len() < sql.len() && self.count.fetch_add(1, Ordering::SeqCst) == 0 {
            both.wait();
        }
        Ok(())
    }

    fn round_trips(&self) -> bool {
        self.inner.round_trips()
    }

    fn is_open(&self) -> bool {
        self.inner.is_open()
    }

    fn commit(self: Box<Self>) -> Result<()> {
        self.step();
        self.inner.commit()
    }
}
