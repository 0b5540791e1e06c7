//! The program's connection to a PostgreSQL server, with the synchronous driver that most programs
//! use: each statement is sent, and its answer awaited, before the next.

use super::engine::{Bound, Column, Columns, Engine, Read};
use crate::Result;
use crate::place::Workspace;
use postgres::types::ToSql;
use postgres::{Client, NoTls, Row, Statement};
use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;

/// A connection and the statements prepared on it.
pub(super) struct Server {
    client: RefCell<Client>,
    prepared: RefCell<HashMap<String, Statement>>,
}

impl Columns for Row {
    fn get<T: Column>(&self, index: usize) -> Result<T> {
        Ok(self.try_get(index)?)
    }
}

impl Server {
    /// The statement, which is sent to the server once.
    fn prepared(&self, sql: &str) -> Result<Statement> {
        let mut prepared = self.prepared.borrow_mut();
        if let Some(statement) = prepared.get(sql) {
            return Ok(statement.clone());
        }
        // The texts count their values as SQLite does.
        let statement = self.client.borrow_mut().prepare(&sql.replace('?', "$"))?;
        prepared.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    fn query<T: Read>(&self, sql: &str, values: &[&dyn Bound]) -> Result<Vec<T>> {
        let statement = self.prepared(sql)?;
        let found = self.client.borrow_mut().query(&statement, &plain(values))?;
        found.iter().map(T::read).collect()
    }
}

/// The values as the driver takes them.
fn plain<'a>(values: &[&'a dyn Bound]) -> Vec<&'a (dyn ToSql + Sync)> {
    values.iter().map(|value| *value as _).collect()
}

impl Engine for Server {
    const SEVERAL: bool = true;
    const WRITE: &'static str = "BEGIN";
    const READ: &'static str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    fn open(place: &Path, _full: bool) -> Result<Self> {
        let workspace = Workspace::at(place)?;
        let mut client = Client::connect(&workspace.server, NoTls)?;
        client.batch_execute(&format!("SET search_path TO {}", workspace.name))?;
        Ok(Self {
            client: client.into(),
            prepared: RefCell::default(),
        })
    }

    fn execute(&self, sql: &str, values: &[&dyn Bound]) -> Result<u64> {
        let statement = self.prepared(sql)?;
        let mut client = self.client.borrow_mut();
        Ok(client.execute(&statement, &plain(values))?)
    }

    fn maybe<T: Read>(&self, sql: &str, values: &[&dyn Bound]) -> Result<Option<T>> {
        Ok(self.query(sql, values)?.pop())
    }

    fn rows<T: Read>(&self, sql: &str, values: &[&dyn Bound]) -> Result<Vec<T>> {
        self.query(sql, values)
    }

    fn execute_all<T, const N: usize>(
        &self,
        sql: &str,
        mut rows: impl Iterator<Item = T>,
        values: fn(&T) -> [&dyn Bound; N],
    ) -> Result {
        rows.try_for_each(|row| self.execute(sql, &values(&row)).map(|_| ()))
    }
}
