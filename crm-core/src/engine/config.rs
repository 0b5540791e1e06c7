//! What every operation needs to know of the workspace: its settings and code lists, read once per
//! generation.

use crate::approval;
use crate::approval::rules::limit::Limits;
use crate::base::Calendar;
use crate::base::error::Result;
use crate::calendar;
use crate::org::rules::Codes;
use crate::org::setting::Settings;
use crate::org::store;
use crate::storage::{Database, statement};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// The settings as of one generation. Every change of settings, codes, calendars, users, roles,
/// limits or departments raises the generation, so that one small read tells whether what is cached
/// still holds.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) generation: i64,
    pub(crate) settings: Settings,
    /// Read when the first record with a code asks for them.
    codes: OnceLock<Codes>,
    /// Read when the first amount asks for them.
    limits: OnceLock<Limits>,
    /// The calendars asked for so far, by name.
    calendars: Mutex<BTreeMap<String, Arc<Calendar>>>,
}

impl Config {
    /// The code lists. `db` is a transaction that read this generation.
    pub(crate) fn codes(&self, db: &mut dyn Database) -> Result<&Codes> {
        if let Some(codes) = self.codes.get() {
            return Ok(codes);
        }
        let codes = store::codes(db)?;
        Ok(self.codes.get_or_init(|| codes))
    }

    /// The limits of roles. `db` is a transaction that read this generation.
    pub(crate) fn limits(&self, db: &mut dyn Database) -> Result<&Limits> {
        if let Some(limits) = self.limits.get() {
            return Ok(limits);
        }
        let limits = approval::store::limits(db)?;
        Ok(self.limits.get_or_init(|| limits))
    }

    /// The calendar of a name, read once per generation.
    pub(super) fn calendar(
        &self,
        db: &mut dyn Database,
        name: &str,
    ) -> Result<Option<Arc<Calendar>>> {
        let kept = || {
            self.calendars
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        if let Some(calendar) = kept().get(name) {
            return Ok(Some(Arc::clone(calendar)));
        }
        let found = calendar::store::checked(db, name)?.map(Arc::new);
        if let Some(calendar) = &found {
            kept().insert(name.to_owned(), Arc::clone(calendar));
        }
        Ok(found)
    }
}

/// The newest configuration read.
#[derive(Default)]
pub(super) struct Cache(Mutex<Option<Arc<Config>>>);

impl Cache {
    /// The configuration of a generation that this transaction read. One read from within a write
    /// that has not committed is not kept: it may be rolled back, and another write may then commit
    /// the same generation with something else in it.
    pub(super) fn at(
        &self,
        generation: i64,
        db: &mut dyn Database,
        keep: bool,
    ) -> Result<Arc<Config>> {
        if let Some(config) = self.lock().as_ref()
            && config.generation == generation
        {
            return Ok(Arc::clone(config));
        }
        let config = Arc::new(Config {
            generation,
            settings: Settings::load(db)?,
            codes: OnceLock::new(),
            limits: OnceLock::new(),
            calendars: Mutex::default(),
        });
        if keep {
            *self.lock() = Some(Arc::clone(&config));
        }
        Ok(config)
    }

    /// The newest configuration read, whatever generation it is of.
    pub(super) fn newest(&self) -> Option<Arc<Config>> {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, Option<Arc<Config>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(super) const GENERATION: &str = "SELECT value FROM crm_counter WHERE name = 'generation'";

/// The generation of the configuration as this transaction sees it.
pub(super) fn generation(db: &mut dyn Database) -> Result<i64> {
    Ok(statement::number(db, GENERATION, &[])?.unwrap_or(0))
}

/// Raises the generation; the first step of every operation that changes what is cached. It locks
/// the counter's row, so that such operations decide one after the other.
pub(super) fn raise(db: &mut dyn Database) -> Result<()> {
    db.execute(
        "UPDATE crm_counter SET value = value + 1 WHERE name = 'generation'",
        &[],
    )?;
    Ok(())
}
