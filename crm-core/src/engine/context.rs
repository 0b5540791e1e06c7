//! What an operation works with: one transaction, one actor, one moment.

use super::ahead;
use super::claimed::Claimed;
use super::config::{self, Config};
use super::crm::Shared;
use super::diff;
use super::ids;
use super::operation::Operation;
use super::series;
use crate::approval::rules::limit::Limits;
use crate::base::calendar::Calendar;
use crate::base::date::{Date, Instant};
use crate::base::error::{Language, Result};
use crate::base::id::Id;
use crate::base::messages::{CONFLICT, MISUSE, NOT_FOUND, TAKEN};
use crate::base::number_pattern::Pattern;
use crate::base::text::CodeText;
use crate::org::access::{Actor, Reach};
use crate::org::permission::Permission;
use crate::org::rules::Codes;
use crate::org::setting::Settings;
use crate::storage::record::{self, Record, Stored};
use crate::storage::{Database, Statement, Value, statement};
use std::collections::HashSet;
use std::sync::Arc;

/// One transaction as an operation sees it. A read's context cannot write.
pub struct Context<'a> {
    pub(super) db: &'a mut dyn Database,
    shared: &'a Shared,
    claimed: &'a mut Claimed,
    config: Arc<Config>,
    pub(super) actor: Arc<Actor>,
    now: Instant,
    today: Date,
    pub(super) operation: &'static str,
    pub(super) needs: Permission,
    pub(super) writable: bool,
    /// Whether to ask what a unique index would answer.
    careful: bool,
    /// See [`Parts::fresh`].
    pub(super) fresh: bool,
    /// The rows of main records that this operation holds until its transaction ends.
    pub(super) held: HashSet<(&'static str, i64)>,
    changes: Vec<Change>,
}

struct Change {
    kind: String,
    record: &'static str,
    id: i64,
    version: i64,
    before: Option<String>,
    after: Option<String>,
}

/// What a context is made of.
pub(super) struct Parts<'a> {
    pub(super) db: &'a mut dyn Database,
    pub(super) shared: &'a Shared,
    pub(super) claimed: &'a mut Claimed,
    /// Whether to ask what a unique index would answer: not in a first try that can be run again.
    pub(super) careful: bool,
    /// Whether the transaction began with this operation and stands on committed work alone.
    pub(super) fresh: bool,
    pub(super) config: Arc<Config>,
    pub(super) actor: Arc<Actor>,
}

impl<'a> Context<'a> {
    pub(super) fn new<O: Operation>(parts: Parts<'a>, writable: bool) -> Result<Self> {
        let now = parts.shared.clock.now();
        Ok(Self {
            today: now.date_in(parts.shared.zone)?,
            now,
            db: parts.db,
            shared: parts.shared,
            claimed: parts.claimed,
            config: parts.config,
            actor: parts.actor,
            operation: O::NAME,
            needs: O::NEEDS,
            writable,
            careful: parts.careful,
            fresh: parts.fresh,
            held: HashSet::new(),
            changes: Vec::new(),
        })
    }

    /// Who acts.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The moment of the operation.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.now
    }

    /// The day of the operation in the workspace's time zone.
    #[must_use]
    pub fn today(&self) -> Date {
        self.today
    }

    /// The day something took place, not in the future; today when not given.
    ///
    /// # Errors
    /// `date.in_future` at `field`.
    pub fn day(&self, given: Option<Date>, field: &str) -> Result<Date> {
        given.unwrap_or(self.today).not_after(self.today, field)
    }

    /// The settings in force.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.config.settings
    }

    /// The code lists; see [`crate::org::codes::check`].
    pub(crate) fn codes(&mut self) -> Result<&Codes> {
        self.config.codes(self.db)
    }

    /// The limits of roles; see [`crate::approval::steps::within`].
    pub(crate) fn limits(&mut self) -> Result<&Limits> {
        self.config.limits(self.db)
    }

    /// The language of messages.
    pub(crate) fn language(&self) -> Language {
        self.shared.language
    }

    /// The business calendar of a name, cached with the configuration.
    ///
    /// # Errors
    /// `not_found` at `calendar`.
    pub(crate) fn calendar(&mut self, name: &str) -> Result<Arc<Calendar>> {
        let found = self.config.calendar(self.db, name)?;
        found.ok_or_else(|| {
            NOT_FOUND
                .at("calendar")
                .with("record", "calendar")
                .with("id", name)
        })
    }

    /// What the actor may see of a list under a permission.
    #[must_use]
    pub fn reach(&self, permission: Permission) -> Reach {
        self.actor.reach(permission)
    }

    /// The open transaction, for statements of the business folders.
    pub(crate) fn db(&mut self) -> &mut dyn Database {
        self.db
    }

    /// A new id.
    pub(crate) fn new_id<I: Id>(&mut self) -> Result<I> {
        let id = match (self.claimed.spare.pop_front(), &self.shared.id_source) {
            (Some(id), _) => {
                self.claimed.note(id);
                id
            }
            (None, Some(source)) => {
                let id = source.next();
                self.claimed.note(id);
                id
            }
            (None, None) => ids::next(&self.shared.ids, self.claimed, self.db)?,
        };
        Ok(I::from_raw(id))
    }

    /// A new id for what a write keeps; of what a read only shows, the id of nothing.
    pub(crate) fn new_or_no_id<I: Id>(&mut self) -> Result<I> {
        if self.writable {
            return self.new_id();
        }
        Ok(I::from_raw(0))
    }

    /// Inserts a main record and records its creation as `kind.verb`.
    pub(crate) fn insert<R: Record>(&mut self, record: &R, verb: &str) -> Result<()> {
        self.may_write()?;
        let Statement { sql, values } = record::insert(record)?;
        self.db.batch(&[Statement { sql, values }])?;
        self.hold::<R>(record.id());
        let after = Some(diff::whole(record)?);
        self.note::<R>(verb, record, None, after);
        Ok(())
    }

    /// Inserts many main records in one go, each with its change.
    pub(crate) fn insert_all<R: Record>(&mut self, records: &[R], verb: &str) -> Result<()> {
        self.insert_rows(records)?;
        for record in records {
            self.hold::<R>(record.id());
            let after = Some(diff::whole(record)?);
            self.note::<R>(verb, record, None, after);
        }
        Ok(())
    }

    /// Inserts rows that belong to a main record.
    pub(crate) fn insert_rows<T: Stored>(&mut self, rows: &[T]) -> Result<()> {
        self.may_write()?;
        let statements = rows
            .iter()
            .map(record::insert)
            .collect::<Result<Vec<Statement>>>()?;
        self.db.batch(&statements)
    }

    /// Saves a changed record under the next version and records what changed as `kind.verb`. A
    /// record that did not change is left alone.
    ///
    /// # Errors
    /// `conflict` when somebody else changed it meanwhile.
    pub(crate) fn update<R: Record>(
        &mut self,
        before: &R,
        after: &mut R,
        verb: &str,
    ) -> Result<()> {
        self.may_write()?;
        after.set_version(before.version());
        let children = after.changed_children(before);
        let (old, new) = (record::values(before)?, record::values(after)?);
        if children.is_empty() && old == new {
            return Ok(());
        }
        after.set_version(before.version() + 1);
        let held = self.held.contains(&(R::TABLE, before.id().raw()));
        let fields =
            record::update(self.db, before, old, new, held)?.ok_or_else(|| conflict(before))?;
        let (old, new) = if children.is_empty() {
            (diff::only(before, &fields)?, diff::only(after, &fields)?)
        } else {
            diff::with_children(before, after, &fields, &children)?
        };
        self.note::<R>(verb, after, Some(old), Some(new));
        Ok(())
    }

    /// Runs a statement of a business folder.
    pub(crate) fn execute(&mut self, sql: &'static str, values: &[Value]) -> Result<()> {
        self.may_write()?;
        self.db.batch(&[Statement {
            sql: sql.into(),
            values: values.to_vec(),
        }])
    }

    /// The number of a new document: the host's own, which must be free, or the next of the series.
    ///
    /// # Errors
    /// `taken`.
    pub(crate) fn number<R: Record>(
        &mut self,
        given: Option<&CodeText>,
        pattern: fn(&Settings) -> &Pattern,
    ) -> Result<CodeText> {
        if let Some(number) = given {
            self.free::<R>("number", number)?;
            return Ok(number.clone());
        }
        let pattern = pattern(self.settings()).clone();
        // A host's own numbers may lie on the series' way. Where asking costs a round trip the
        // unique index asks in its place, and the operation is run again.
        loop {
            let number = self.draw(R::KIND, &pattern)?;
            if !self.careful {
                return Ok(number);
            }
            match self.free::<R>("number", &number) {
                Err(error) if error.kind() == TAKEN.kind => {}
                free => return free.map(|()| number),
            }
        }
    }

    fn draw(&mut self, series: &str, pattern: &Pattern) -> Result<CodeText> {
        let sequence = series::next(
            &self.shared.numbers,
            &mut self.claimed.numbers,
            self.db,
            (series, pattern.period(self.today)),
            self.config.settings.number_block,
        )?;
        CodeText::new(pattern.render(self.today, sequence).unwrap_or_default())
    }

    /// Refuses a value of a unique column that another record has.
    ///
    /// # Errors
    /// `taken`.
    pub(crate) fn free<R: Record>(&mut self, column: &str, value: &str) -> Result<()> {
        self.untaken::<R>(&ahead::free::<R>(column), column, value)
    }

    /// Refuses a name that another record in use has: an archived one leaves its name to others.
    ///
    /// # Errors
    /// `taken` at `name`.
    pub(crate) fn free_name<R: Record>(&mut self, name: &str) -> Result<()> {
        let sql = format!("{} AND status = 'active'", ahead::free::<R>("name"));
        self.untaken::<R>(&sql, "name", name)
    }

    fn untaken<R: Record>(&mut self, sql: &str, column: &str, value: &str) -> Result<()> {
        match statement::number(self.db, sql, &[value.into()])? {
            None => Ok(()),
            Some(_) => Err(TAKEN
                .at(column)
                .with("record", R::KIND)
                .with("value", value)),
        }
    }

    /// Says that settings, codes, calendars, users, roles, limits or departments change. Called
    /// before the operation reads what it decides on: it makes such operations wait for each other.
    pub(crate) fn reconfigure(&mut self) -> Result<()> {
        self.may_write()?;
        config::raise(self.db)
    }

    fn may_write(&self) -> Result<()> {
        if self.writable {
            return Ok(());
        }
        let misuse = MISUSE.saying(
            "{operation} is a read and cannot write",
            "{operation} 是只读操作,不能写入",
        );
        Err(misuse.error().with("operation", self.operation))
    }

    /// Records that a setting changed. Settings are no records: id and version are 0, the fields
    /// that changed are the settings by name.
    pub(crate) fn note_setting(
        &mut self,
        name: &str,
        before: &serde_json::Value,
        after: &serde_json::Value,
    ) {
        let field = |value| Some(serde_json::json!({ name: value }).to_string());
        self.changes.push(Change {
            kind: "setting.set".into(),
            record: "setting",
            id: 0,
            version: 0,
            before: field(before),
            after: field(after),
        });
    }

    fn note<R: Record>(
        &mut self,
        verb: &str,
        record: &R,
        before: Option<String>,
        after: Option<String>,
    ) {
        self.changes.push(Change {
            kind: format!("{}.{verb}", R::KIND),
            record: R::KIND,
            id: record.id().raw(),
            version: record.version(),
            before,
            after,
        });
    }

    /// Writes the commit row and its change rows; answers the commit's id.
    pub(super) fn finish(mut self) -> Result<i64> {
        let commit = self.new_id::<crate::base::id::RowId>()?.raw();
        let mut statements = Vec::with_capacity(self.changes.len() + 1);
        let sql = if !self.db.round_trips() {
            "INSERT INTO crm_commit (id, position, at, actor, operation) VALUES \
             (?1, (SELECT coalesce(max(position), (SELECT value FROM crm_counter \
             WHERE name = 'feed_floor')) + 1 FROM crm_commit), ?2, ?3, ?4)"
        } else {
            "INSERT INTO crm_commit (id, at, actor, operation) VALUES (?1, ?2, ?3, ?4)"
        };
        statements.push(Statement {
            sql: sql.into(),
            values: vec![
                Value::Int(commit),
                Value::Int(self.now.micros()),
                self.actor.user.map(Id::raw).into(),
                self.operation.into(),
            ],
        });
        for (ordinal, change) in (1_i64..).zip(self.changes) {
            statements.push(Statement {
                sql: "INSERT INTO crm_change (commit_id, ordinal, kind, record, record_id, \
                      version, \"before\", \"after\") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
                    .into(),
                values: vec![
                    Value::Int(commit),
                    Value::Int(ordinal),
                    Value::Text(change.kind),
                    change.record.into(),
                    Value::Int(change.id),
                    Value::Int(change.version),
                    change.before.into(),
                    change.after.into(),
                ],
            });
        }
        self.db.batch(&statements)?;
        Ok(commit)
    }
}

fn conflict<R: Record>(record: &R) -> crate::base::Error {
    CONFLICT
        .error()
        .with("record", R::KIND)
        .with("id", record.id().raw())
        .with("version", record.version())
        .with("expected", record.version())
}
