//! What every operation needs to know of the workspace: its settings, read once per generation.

use crate::base::Calendar;
use crate::base::error::Result;
use crate::calendar;
use crate::org::setting::Settings;
use crate::storage::{Database, statement};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The settings as of one generation. Every change of settings, calendars, users, roles or
/// departments raises the generation, so that one small read tells whether what is cached still
/// holds.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) generation: i64,
    pub(crate) settings: Settings,
    /// The calendars asked for so far, by name.
    calendars: Mutex<BTreeMap<String, Arc<Calendar>>>,
}

impl Config {
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
    /// The configuration that holds in this transaction. One read from within a write that has not
    /// committed is not kept: it may be rolled back.
    pub(super) fn current(&self, db: &mut dyn Database, keep: bool) -> Result<Arc<Config>> {
        let sql = "SELECT value FROM crm_counter WHERE name = 'generation'";
        let generation = statement::number(db, sql, &[])?.unwrap_or(0);
        let mut cached = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(config) = cached
            .as_ref()
            .filter(|config| config.generation == generation)
        {
            return Ok(Arc::clone(config));
        }
        let config = Arc::new(Config {
            generation,
            settings: Settings::load(db)?,
            calendars: Mutex::default(),
        });
        if keep {
            *cached = Some(Arc::clone(&config));
        }
        Ok(config)
    }
}

/// Raises the generation; part of every operation that changes what is cached.
pub(super) fn raise(db: &mut dyn Database) -> Result<()> {
    db.execute(
        "UPDATE crm_counter SET value = value + 1 WHERE name = 'generation'",
        &[],
    )?;
    Ok(())
}
