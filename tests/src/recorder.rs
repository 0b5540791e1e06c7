//! A backend that notes every statement it is asked to run.

use crm_core::Result;
use crm_core::storage::{Backend, Database, Dialect, Row, Statement, Value};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

/// The statements seen so far.
pub type Seen = Arc<Mutex<BTreeSet<String>>>;

/// Wraps a backend.
pub struct Recorder {
    inner: Box<dyn Backend>,
    seen: Seen,
}

impl Recorder {
    /// Notes what `inner` is asked to run in `seen`.
    #[must_use]
    pub fn new(inner: Box<dyn Backend>, seen: Seen) -> Self {
        Self { inner, seen }
    }

    fn wrap(&self, inner: Box<dyn Database>) -> Box<dyn Database> {
        Box::new(Recorded {
            inner,
            seen: Arc::clone(&self.seen),
        })
    }
}

impl Backend for Recorder {
    fn write(&self) -> Result<Box<dyn Database>> {
        self.inner.write().map(|db| self.wrap(db))
    }

    fn read(&self) -> Result<Box<dyn Database>> {
        self.inner.read().map(|db| self.wrap(db))
    }

    fn dialect(&self) -> Dialect {
        self.inner.dialect()
    }
}

struct Recorded {
    inner: Box<dyn Database>,
    seen: Seen,
}

impl Recorded {
    fn note(&self, sql: &str) {
        self.seen.lock().unwrap().insert(sql.to_owned());
    }
}

impl Database for Recorded {
    fn execute(&mut self, sql: &str, values: &[Value]) -> Result<u64> {
        self.note(sql);
        self.inner.execute(sql, values)
    }

    fn query(
        &mut self,
        sql: &str,
        values: &[Value],
        each: &mut dyn FnMut(&dyn Row) -> Result<()>,
    ) -> Result<()> {
        self.note(sql);
        self.inner.query(sql, values, each)
    }

    fn batch(&mut self, statements: &[Statement]) -> Result<()> {
        for statement in statements {
            self.note(&statement.sql);
        }
        self.inner.batch(statements)
    }

    fn is_open(&self) -> bool {
        self.inner.is_open()
    }

    fn commit(self: Box<Self>) -> Result<()> {
        self.inner.commit()
    }
}
