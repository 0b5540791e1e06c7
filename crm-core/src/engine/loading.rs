//! How an operation reads records. What a write reads it holds, so that it stays as it was seen.

use super::context::Context;
use crate::base::error::Result;
use crate::base::id::Id;
use crate::base::limits::AMOUNT_DECIMALS;
use crate::base::messages::{CONFLICT, DENIED, NOT_FOUND};
use crate::base::page::Page;
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::dialect::FOR_UPDATE;
use crate::storage::record::{Record, Stored};
use crate::storage::select::{Select, Sort};
use crate::storage::{Value, statement};

impl Context<'_> {
    /// Loads a record that the actor may see, and that lies inside the operation's scope. A write
    /// holds it as one it is about to change.
    ///
    /// # Errors
    /// `not_found`, then `denied`.
    pub(crate) fn load<R: Record>(&mut self, id: R::Id) -> Result<R> {
        let record: R = self.refer_for_update(id)?;
        self.demand(self.needs, record.access())?;
        Ok(record)
    }

    /// Loads a record that the operation only refers to: it must be visible, no more. A write
    /// holds it, so that it stays as it was seen.
    ///
    /// # Errors
    /// `not_found`.
    pub(crate) fn refer<R: Record>(&mut self, id: R::Id) -> Result<R> {
        let found = self.find(id)?;
        self.visible(id, found)
    }

    /// The same for a record that the operation changes by the way.
    ///
    /// # Errors
    /// `not_found`.
    pub(crate) fn refer_for_update<R: Record>(&mut self, id: R::Id) -> Result<R> {
        let found = self.find_for_update(id)?;
        self.visible(id, found)
    }

    fn visible<R: Record>(&self, id: R::Id, found: Option<R>) -> Result<R> {
        found
            .filter(|record| self.actor.covers(R::READ, record.access()))
            .ok_or_else(|| not_found::<R>(id))
    }

    /// Loads a record by id without asking who may see it: for steps the library takes by itself.
    pub(crate) fn find<R: Record>(&mut self, id: R::Id) -> Result<Option<R>> {
        let sql = if self.writable {
            &R::sql().by_id_shared
        } else {
            &R::sql().by_id
        };
        self.find_by(sql, id)
    }

    /// The same for one that must be there.
    ///
    /// # Errors
    /// `not_found`.
    pub(crate) fn there<R: Record>(&mut self, id: R::Id) -> Result<R> {
        self.find(id)?.ok_or_else(|| not_found::<R>(id))
    }

    /// The same as [`Context::find`] for a record that is about to be changed.
    pub(crate) fn find_for_update<R: Record>(&mut self, id: R::Id) -> Result<Option<R>> {
        let sql = if self.writable {
            &R::sql().by_id_locked
        } else {
            &R::sql().by_id
        };
        self.find_by(sql, id)
    }

    fn find_by<R: Record>(&mut self, sql: &'static str, id: R::Id) -> Result<Option<R>> {
        let values = [Value::Int(id.raw())];
        let found: Option<R> = statement::row(self.db, sql, &values, AMOUNT_DECIMALS)?;
        if found.is_some() {
            self.hold::<R>(id);
        }
        Ok(found)
    }

    /// Notes that a write holds a record's row; only engines with several writers lock any.
    pub(super) fn hold<R: Record>(&mut self, id: R::Id) {
        if self.writable && self.db.round_trips() {
            self.held.insert((R::TABLE, id.raw()));
        }
    }

    /// Loads a record that is about to be changed. When the caller states the version it saw and
    /// the record has moved on, it loses.
    ///
    /// # Errors
    /// `not_found`, `denied`, `conflict`.
    pub(crate) fn load_for_update<R: Record>(
        &mut self,
        id: R::Id,
        version: Option<i64>,
    ) -> Result<R> {
        let record: R = self.load(id)?;
        at_version(Some(&record), version)?;
        Ok(record)
    }

    /// Refuses unless the actor holds a permission for a record at this place.
    ///
    /// # Errors
    /// `denied`.
    pub(crate) fn demand(&self, permission: Permission, access: Access) -> Result<()> {
        if self.actor.covers(permission, access) {
            return Ok(());
        }
        Err(DENIED
            .error()
            .with("user", &self.actor.key)
            .with("permission", permission.as_str()))
    }

    /// Reads records with a condition that follows `SELECT … FROM table`.
    pub(crate) fn rows<T: Stored>(
        &mut self,
        condition: &str,
        values: &[Value],
        digits: u8,
    ) -> Result<Vec<T>> {
        let sql = format!("{} {condition}", T::sql().select);
        statement::rows(self.db, &sql, values, digits)
    }

    /// Reads main records that a write is about to change, with a condition as [`Context::rows`]
    /// takes; they are locked in the order they are read.
    pub(crate) fn rows_for_update<R: Record>(
        &mut self,
        condition: &str,
        values: &[Value],
    ) -> Result<Vec<R>> {
        let lock = if self.writable { FOR_UPDATE } else { "" };
        let records: Vec<R> = self.rows(&format!("{condition}{lock}"), values, AMOUNT_DECIMALS)?;
        for record in &records {
            self.hold::<R>(record.id());
        }
        Ok(records)
    }

    /// Reads one page of a list.
    pub(crate) fn page<T: Stored>(
        &mut self,
        select: Select,
        sort: &Sort<T>,
        limit: Option<u32>,
        after: Option<&str>,
    ) -> Result<Page<T>> {
        select.page(self.db, sort, limit, after, AMOUNT_DECIMALS)
    }
}

fn not_found<R: Record>(id: R::Id) -> crate::base::Error {
    NOT_FOUND
        .at(R::KIND)
        .with("record", R::KIND)
        .with("id", id.raw())
}

/// Refuses when the caller states the version of what it changes and there is another, or none:
/// that counts as version 0.
///
/// # Errors
/// `conflict` at `version`.
pub(crate) fn at_version<R: Record>(kept: Option<&R>, stated: Option<i64>) -> Result<()> {
    let version = kept.map_or(0, Record::version);
    match stated {
        Some(expected) if expected != version => Err(CONFLICT
            .at("version")
            .with("record", R::KIND)
            .with("id", kept.map_or(0, |kept| kept.id().raw()))
            .with("version", version)
            .with("expected", expected)),
        _ => Ok(()),
    }
}
