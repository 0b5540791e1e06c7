//! Where a copy stands. The target keeps it in the transactions that write the rows, so that a copy
//! that was interrupted goes on behind the last row that was kept.

use super::rows::{self, Reading};
use crate::base::copying;
use crate::base::error::Result;
use crate::base::messages::STORAGE_ROW;
use crate::storage::dialect::FOR_UPDATE;
use crate::storage::tables::Table;
use crate::storage::{Backend, Database, Value, ValueRef};
use crate::storage::{migrate, statement};

/// One row, and gone when the copy is complete.
const TABLE: &str = "CREATE TABLE crm_copy (
  source TEXT NOT NULL PRIMARY KEY,
  step INT NOT NULL,
  key JSON NOT NULL,
  done INT NOT NULL
)";

/// One table to copy, or one column to fill.
pub(super) struct Step<'a> {
    pub(super) reading: Reading<'a>,
    link: bool,
}

impl Step<'_> {
    pub(super) fn write(&self, db: &mut dyn Database, page: Vec<Vec<Value>>) -> Result<()> {
        if self.link {
            self.reading.update(db, page)
        } else {
            self.reading.insert(db, page)
        }
    }
}

/// Everything to do, in order: the tables, then what refers to rows of its own table.
pub(super) fn steps(tables: &[Table]) -> Vec<Step<'_>> {
    let whole = tables.iter().map(|table| Step {
        reading: Reading::whole(table),
        link: false,
    });
    let links = tables.iter().flat_map(|table| {
        rows::links(table).map(move |column| Step {
            reading: Reading::link(table, column),
            link: true,
        })
    });
    whole.chain(links).collect()
}

/// The step a copy is at, the key of the last row it wrote there, and all rows so far.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    source: String,
    pub(super) step: usize,
    pub(super) key: Vec<Value>,
    pub(super) done: u64,
}

impl Place {
    /// The first row of the step behind this one.
    pub(super) fn next(self) -> Self {
        Self {
            step: self.step + 1,
            key: Vec::new(),
            ..self
        }
    }

    /// Whether the target is still where this copy left it; nobody else moves it until the
    /// transaction ends.
    pub(super) fn held(&self, target: &dyn Backend, db: &mut dyn Database) -> Result<()> {
        // It is gone once another copy has finished.
        if is_copy(target, db)? && kept(db, FOR_UPDATE)? == *self {
            return Ok(());
        }
        Err(copying::BESIDE.error())
    }

    /// Keeps it with the rows.
    pub(super) fn keep(&self, db: &mut dyn Database) -> Result<()> {
        let sql = "UPDATE crm_copy SET step = ?1, key = ?2, done = ?3";
        db.execute(sql, &self.values()).map(|_| ())
    }

    fn values(&self) -> [Value; 3] {
        let whole = |number| i64::try_from(number).unwrap_or(i64::MAX);
        [
            whole(self.step as u64).into(),
            rows::written(&self.key).into(),
            whole(self.done).into(),
        ]
    }
}

/// Where the copy of a source into a target begins, or goes on. An empty target gets its tables,
/// and a version that nobody opens.
pub(super) fn begin(source: &mut dyn Database, target: &dyn Backend) -> Result<Place> {
    let source = mark(source)?;
    let mut db = target.write()?;
    if is_copy(target, db.as_mut())? {
        let kept = kept(db.as_mut(), "")?;
        return if kept.source == source {
            Ok(kept)
        } else {
            Err(copying::OTHER.error())
        };
    }
    if !target.tables(db.as_mut())?.is_empty() {
        return Err(copying::TAKEN.error());
    }
    let place = Place {
        source,
        step: 0,
        key: Vec::new(),
        done: 0,
    };
    let filled = fill(db.as_mut(), target, &place);
    if let Err(error) = filled.and_then(move |()| db.commit()) {
        // A server finds out only while the tables are made that another copy makes them too.
        let mut db = target.read()?;
        let beside = is_copy(target, db.as_mut())?;
        return Err(if beside {
            copying::BESIDE.error()
        } else {
            error
        });
    }
    Ok(place)
}

/// Makes the tables of an empty target, and writes down where its copy stands.
fn fill(db: &mut dyn Database, target: &dyn Backend, place: &Place) -> Result<()> {
    migrate::fill(db, target.dialect())?;
    db.execute("UPDATE crm_schema SET version = 0 - version", &[])?;
    // The source's counters take their place.
    db.execute("DELETE FROM crm_counter", &[])?;
    db.execute(&migrate::spelled(TABLE, target.dialect()), &[])?;
    let sql = "INSERT INTO crm_copy (step, key, done, source) VALUES (?1, ?2, ?3, ?4)";
    let [step, key, done] = place.values();
    let values = [step, key, done, place.source.as_str().into()];
    db.execute(sql, &values).map(|_| ())
}

/// The copy is complete: the target can be opened.
pub(super) fn finish(target: &dyn Backend) -> Result<()> {
    let mut db = target.write()?;
    let feed = "INSERT INTO crm_counter (name, value) SELECT 'feed', coalesce(\
                (SELECT max(position) FROM crm_commit), \
                (SELECT value FROM crm_counter WHERE name = 'feed_floor'))";
    db.execute(feed, &[])?;
    db.execute("DROP TABLE crm_copy", &[])?;
    db.execute("UPDATE crm_schema SET version = 0 - version", &[])?;
    db.commit()
}

fn is_copy(target: &dyn Backend, db: &mut dyn Database) -> Result<bool> {
    let tables = target.tables(db)?;
    Ok(tables.iter().any(|table| table == "crm_copy"))
}

fn kept(db: &mut dyn Database, lock: &str) -> Result<Place> {
    let mut found = None;
    let sql = format!("SELECT source, step, key, done FROM crm_copy{lock}");
    db.query(&sql, &[], &mut |row| {
        let values = (row.value(0)?, row.value(1)?, row.value(2)?, row.value(3)?);
        let (
            ValueRef::Text(source),
            ValueRef::Int(step),
            ValueRef::Text(key),
            ValueRef::Int(done),
        ) = values
        else {
            return Err(STORAGE_ROW.error().with("reason", "crm_copy"));
        };
        found = Some(Place {
            source: source.to_owned(),
            step: usize::try_from(step).unwrap_or(usize::MAX),
            key: rows::read(key)?,
            done: done.unsigned_abs(),
        });
        Ok(())
    })?;
    found.ok_or_else(|| STORAGE_ROW.error().with("reason", "crm_copy is empty"))
}

/// What tells a source from any other, and from itself after a change: its schema, and how many
/// commits it has and which is the last.
fn mark(source: &mut dyn Database) -> Result<String> {
    let mut parts = vec![Some(migrate::CURRENT)];
    for sql in [
        "SELECT count(*) FROM crm_commit",
        "SELECT max(position) FROM crm_commit",
        "SELECT max(id) FROM crm_commit",
        "SELECT max(at) FROM crm_commit",
        "SELECT min(at) FROM crm_commit",
        "SELECT value FROM crm_counter WHERE name = 'id'",
        "SELECT value FROM crm_counter WHERE name = 'generation'",
        "SELECT value FROM crm_counter WHERE name = 'feed_floor'",
    ] {
        parts.push(statement::number(source, sql, &[])?);
    }
    Ok(format!("{parts:?}"))
}
