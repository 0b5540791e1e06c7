//! A server's backend that takes no lock where it should.

use crm_core::Result;
use crm_core::storage::{
    Backend, Database, Dialect, Foreseen, HostStatement, Row, SqlAnswer, Statement, Value,
};

const LOCKS: [&str; 2] = [" FOR NO KEY UPDATE", " FOR SHARE"];

/// Statements with one of `parts` in them take no lock; those that only lock are left out.
pub(crate) struct Unguarded {
    pub(crate) inner: Box<dyn Backend>,
    pub(crate) parts: &'static [&'static str],
}

impl Unguarded {
    fn wrap(&self, inner: Box<dyn Database>) -> Box<dyn Database> {
        let parts = self.parts;
        Box::new(Open { inner, parts })
    }
}

impl Backend for Unguarded {
    fn write(&self) -> Result<Box<dyn Database>> {
        self.inner.write().map(|db| self.wrap(db))
    }

    fn read(&self) -> Result<Box<dyn Database>> {
        self.inner.read().map(|db| self.wrap(db))
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
    parts: &'static [&'static str],
}

impl Open {
    fn is_meant(&self, sql: &str) -> bool {
        self.parts.iter().any(|part| sql.contains(part))
    }

    fn without_lock<'s>(&self, sql: &'s str) -> &'s str {
        if !self.is_meant(sql) {
            return sql;
        }
        let stripped = LOCKS.iter().find_map(|lock| sql.strip_suffix(lock));
        stripped.unwrap_or(sql)
    }

    fn only_locks(&self, sql: &str) -> bool {
        sql.starts_with("UPDATE crm_counter") && self.is_meant(sql)
    }
}

impl Database for Open {
    fn execute(&mut self, sql: &str, values: &[Value]) -> Result<u64> {
        if self.only_locks(sql) {
            return Ok(1);
        }
        self.inner.execute(sql, values)
    }

    fn query(
        &mut self,
        sql: &str,
        values: &[Value],
        each: &mut dyn FnMut(&dyn Row) -> Result<()>,
    ) -> Result<()> {
        self.inner.query(self.without_lock(sql), values, each)
    }

    fn batch(&mut self, statements: &[Statement]) -> Result<()> {
        let done = statements.iter().filter(|one| !self.only_locks(&one.sql));
        let done: Vec<Statement> = done.cloned().collect();
        self.inner.batch(&done)
    }

    fn foresee(&mut self, queries: Vec<Foreseen>, all: bool) {
        let others = queries
            .into_iter()
            .filter(|one| !self.is_meant(&one.query.sql));
        self.inner.foresee(others.collect(), all);
    }

    fn round_trips(&self) -> bool {
        self.inner.round_trips()
    }

    fn savepoint(&mut self, depth: usize) -> Result<()> {
        self.inner.savepoint(depth)
    }

    fn release(&mut self, depth: usize) -> Result<()> {
        self.inner.release(depth)
    }

    fn undo(&mut self, depth: usize) -> Result<()> {
        self.inner.undo(depth)
    }

    fn host(&mut self, statement: &HostStatement<'_>) -> Result<SqlAnswer> {
        self.inner.host(statement)
    }

    fn is_open(&self) -> bool {
        self.inner.is_open()
    }

    fn rollback(self: Box<Self>) -> Result<()> {
        self.inner.rollback()
    }

    fn commit(self: Box<Self>) -> Result<()> {
        self.inner.commit()
    }
}
