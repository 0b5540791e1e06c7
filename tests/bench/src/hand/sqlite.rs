//! The program's connection to an SQLite file, with rusqlite.

use super::engine::{Bound, Column, Columns, Engine, Read};
use crate::Result;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, Row, params_from_iter};
use std::path::Path;

impl Columns for Row<'_> {
    fn get<T: Column>(&self, index: usize) -> Result<T> {
        Ok(Row::get(self, index)?)
    }
}

impl Engine for Connection {
    const SEVERAL: bool = false;
    const WRITE: &'static str = "BEGIN IMMEDIATE";
    const READ: &'static str = "BEGIN";

    fn open(place: &Path, full: bool) -> Result<Self> {
        let connection = Self::open(place)?;
        connection.set_prepared_statement_cache_capacity(512);
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "trusted_schema", false)?;
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        let synchronous = if full { "FULL" } else { "NORMAL" };
        connection.pragma_update(None, "synchronous", synchronous)?;
        Ok(connection)
    }

    fn execute(&self, sql: &str, values: &[&dyn Bound]) -> Result<u64> {
        let mut statement = self.prepare_cached(sql)?;
        Ok(statement.execute(params_from_iter(values))? as u64)
    }

    fn maybe<T: Read>(&self, sql: &str, values: &[&dyn Bound]) -> Result<Option<T>> {
        let mut statement = self.prepare_cached(sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        rows.next()?.map(T::read).transpose()
    }

    fn rows<T: Read>(&self, sql: &str, values: &[&dyn Bound]) -> Result<Vec<T>> {
        let mut statement = self.prepare_cached(sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(T::read(row)?);
        }
        Ok(all)
    }

    fn execute_all<T, const N: usize>(
        &self,
        sql: &str,
        rows: impl Iterator<Item = T>,
        values: fn(&T) -> [&dyn Bound; N],
    ) -> Result {
        let mut statement = self.prepare_cached(sql)?;
        for row in rows {
            statement.execute(params_from_iter(values(&row)))?;
        }
        Ok(())
    }
}
