//! A workspace in memory whose rows a test can read beside the library.

use crate::shared::Shared;
use crm_core::engine::{Clock, FixedClock};
use crm_core::storage::{Backend, Database, ValueRef};
use crm_core::{Crm, Error, Instant, Options, Result, Session};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Every row of every table, as text.
pub type Rows = BTreeMap<String, Vec<String>>;

/// An open workspace with a clock that stands still until it is set.
pub struct Workspace {
    crm: Crm,
    clock: Arc<FixedClock>,
    backend: Arc<dyn Backend>,
}

impl Workspace {
    /// A new one, at a moment such as `2026-01-15T02:00:00Z`.
    #[must_use]
    pub fn open(now: &str) -> Self {
        let clock = Arc::new(FixedClock::new(Instant::parse(now).unwrap()));
        let mut options = Options::new(":memory:");
        options.clock = Arc::clone(&clock) as Arc<dyn Clock>;
        let backend: Arc<dyn Backend> = Arc::from(options.backend().unwrap());
        let crm = Crm::over(Box::new(Shared(Arc::clone(&backend))), options).unwrap();
        Self {
            crm,
            clock,
            backend,
        }
    }

    /// Sets the clock.
    pub fn set_now(&self, now: &str) {
        self.clock.set(Instant::parse(now).unwrap());
    }

    /// Lets days pass.
    pub fn pass(&self, days: i64) {
        let later = self.clock.now().micros() + days * 86_400_000_000;
        self.clock.set(Instant::from_micros(later).unwrap());
    }

    /// The day in Shanghai, the workspace's time zone.
    #[must_use]
    pub fn today(&self) -> String {
        let eight_hours = 8 * 3_600_000_000;
        let there = self.clock.now().micros() + eight_hours;
        let there = Instant::from_micros(there).unwrap().to_string();
        there[..10].to_owned()
    }

    /// Changes rows behind the library's back, to prove that the damage is seen; answers how many.
    ///
    /// # Panics
    /// When the statement fails.
    pub fn damage(&self, sql: &str) -> u64 {
        let mut db = self.backend.write().unwrap();
        let rows = db.execute(sql, &[]).unwrap();
        db.commit().unwrap();
        rows
    }

    /// A session of a user, or of the system.
    #[must_use]
    pub fn session(&self, user: Option<&str>) -> Session {
        match user {
            Some(key) => self.crm.session_as(key).unwrap(),
            None => self.crm.session(),
        }
    }

    /// Every row there is. The counter of ids is left out: it is claimed in blocks, for refused
    /// operations too. No transaction may be open.
    #[must_use]
    pub fn rows(&self) -> Rows {
        let mut db = self.backend.read().unwrap();
        let mut rows = Rows::new();
        for table in query(
            db.as_mut(),
            "SELECT name FROM sqlite_schema WHERE type = 'table'",
        ) {
            let sql = match table.as_str() {
                "crm_counter" => "SELECT * FROM crm_counter WHERE name <> 'id'".to_owned(),
                table => format!("SELECT * FROM \"{table}\""),
            };
            rows.insert(table.clone(), query(db.as_mut(), &sql));
        }
        assert!(rows.contains_key("crm_order"), "{:?}", rows.keys());
        rows
    }
}

/// The rows of a query, each as text.
fn query(db: &mut dyn Database, sql: &str) -> Vec<String> {
    let mut rows = Vec::new();
    let each = &mut |row: &dyn crm_core::storage::Row| {
        let values = (0..).map_while(|index| row.value(index).ok().map(text));
        rows.push(values.collect::<Vec<_>>().join("|"));
        Ok(())
    };
    db.query(sql, &[], each).unwrap();
    rows
}

fn text(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Text(text) => text.to_owned(),
        other => format!("{other:?}"),
    }
}

/// What differs between two states, in words; nothing when they are the same.
#[must_use]
pub fn difference(before: &Rows, after: &Rows) -> Option<String> {
    if before == after {
        return None;
    }
    let mut words = Vec::new();
    for (table, rows) in after {
        let old = before.get(table).map_or(&[][..], Vec::as_slice);
        let new = rows.iter().filter(|row| !old.contains(row));
        words.extend(new.map(|row| format!("{table} now holds {row}")));
        let gone = old.iter().filter(|row| !rows.contains(row));
        words.extend(gone.map(|row| format!("{table} lost {row}")));
    }
    Some(words.join("\n"))
}

/// Calls an operation with JSON values on both sides.
///
/// # Errors
/// What it refuses.
pub fn call(session: &mut Session, name: &str, arguments: &Value) -> Result<Value, Error> {
    let answer = session.invoke(name, &arguments.to_string())?;
    Ok(serde_json::from_str(&answer).unwrap())
}
