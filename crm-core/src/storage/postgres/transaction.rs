//! One transaction. What does not have to be known at once is sent with what does: the begin with
//! the first query, writes with the commit.

use super::super::{Database, Foreseen, HostStatement, Row, SqlAnswer, Statement, Value, ValueRef};
use super::connection::{Answer, Connection, Step, lost};
use super::error::{convert, is_lost};
use super::host;
use super::pool::Pool;
use super::rows;
use super::url::Isolation;
use crate::base::error::Result;
use crate::base::messages::{STORAGE, TRANSACTION_LOST, UNKNOWN_OUTCOME};
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio_postgres::Row as PgRow;

/// Writes kept back at most, so that memory stays bounded.
const QUEUED: usize = 256;

/// What a transaction needs to know of its workspace.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) pool: Arc<Pool>,
    pub(super) schema: Arc<str>,
    pub(super) wait: Duration,
}

/// The values a query was asked with, and its rows.
type Known = (Vec<Value>, Vec<PgRow>);

pub(super) struct Transaction {
    place: Place,
    connection: Option<Connection>,
    /// How it begins; sent with the first statements.
    begin: Option<String>,
    writes: bool,
    /// A read that ends with the queries foreseen; what it asks beyond them begins anew.
    brief: bool,
    /// A statement failed: only going back to a savepoint, or rolling back, is left.
    aborted: bool,
    /// The connection is gone, or the commit was sent.
    over: bool,
    queued: Vec<Step>,
    /// Queries sent along with the next round trip, since they will be asked for.
    wanted: Vec<Foreseen>,
    foreseen: HashMap<String, Vec<Known>>,
}

impl Transaction {
    pub(super) fn begin(place: Place, writes: bool) -> Result<Self> {
        let connection = place.pool.take(place.wait)?;
        let mode = match (writes, place.pool.address().isolation) {
            (true, Isolation::ReadCommitted) => "READ COMMITTED",
            (true, Isolation::Serializable) => "SERIALIZABLE",
            (false, _) => "REPEATABLE READ READ ONLY",
        };
        let begin = format!(
            "BEGIN ISOLATION LEVEL {mode}; SET LOCAL lock_timeout = {}",
            place.wait.as_millis().clamp(1, 2_147_483_647)
        );
        Ok(Self {
            place,
            connection: Some(connection),
            begin: Some(begin),
            writes,
            brief: false,
            aborted: false,
            over: false,
            queued: Vec::new(),
            wanted: Vec::new(),
            foreseen: HashMap::new(),
        })
    }

    /// One round trip: what was kept back, then `last`. Answers what `last` answered.
    fn flush(&mut self, last: Option<Step>) -> Result<Answer> {
        self.usable()?;
        let first = self.begin.take();
        let mut steps: Vec<Step> = first.iter().cloned().map(Step::Control).collect();
        steps.append(&mut rows::joined(std::mem::take(&mut self.queued)));
        let early = steps.len();
        let wanted = std::mem::take(&mut self.wanted);
        steps.extend(wanted.iter().map(|ahead| Step::Run(ahead.query.clone())));
        let brief = std::mem::take(&mut self.brief) && last.is_none();
        if brief {
            steps.push(Step::Control("COMMIT".into()));
        }
        steps.extend(last);
        if steps.is_empty() {
            return Ok(Answer::default());
        }
        let mut answers = self.run(&steps)?;
        if first.is_some() && answers.iter().any(lost) {
            // Nothing was begun, so nothing can be lost: another connection does as well.
            self.replace()?;
            answers = self.run(&steps)?;
        }
        let mut answered = Vec::with_capacity(answers.len());
        for answer in answers {
            answered.push(answer.map_err(|error| {
                self.aborted = true;
                self.over |= is_lost(&error);
                convert(&error, self.place.wait)
            })?);
        }
        let mut rest = answered.into_iter().skip(early);
        if brief {
            self.begin = first;
        }
        for ahead in wanted {
            let rows = rest.next().map(|answer| answer.rows).unwrap_or_default();
            self.keep(ahead, rows)?;
        }
        Ok(rest.last().unwrap_or_default())
    }

    fn usable(&self) -> Result<()> {
        if self.aborted || self.over {
            return Err(TRANSACTION_LOST.error());
        }
        Ok(())
    }

    fn run(&mut self, steps: &[Step]) -> Result<Vec<super::connection::Answered<Answer>>> {
        let schema = Arc::clone(&self.place.schema);
        let connection = self.connection.as_mut();
        let connection = connection.ok_or_else(|| STORAGE.error().with("reason", "closed"))?;
        Ok(connection.pipeline(&schema, steps))
    }

    fn replace(&mut self) -> Result<()> {
        if let Some(connection) = self.connection.take() {
            self.place.pool.forget(connection);
        }
        self.connection = Some(self.place.pool.take(self.place.wait)?);
        Ok(())
    }

    fn keep(&mut self, ahead: Foreseen, rows: Vec<PgRow>) -> Result<()> {
        if let Some((sql, column)) = ahead.also {
            for row in &rows {
                if let ValueRef::Int(value) = row.value(column)? {
                    let answers = self.foreseen.entry(sql.to_owned()).or_default();
                    answers.push((vec![Value::Int(value)], vec![row.clone()]));
                }
            }
        }
        let answers = self
            .foreseen
            .entry(ahead.query.sql.into_owned())
            .or_default();
        answers.push((ahead.query.values, rows));
        Ok(())
    }

    fn known(&self, sql: &str, values: &[Value]) -> Option<&[PgRow]> {
        let answers = self.foreseen.get(sql)?;
        let found = answers.iter().find(|(asked, _)| asked == values);
        found.map(|(_, rows)| rows.as_slice())
    }

    /// A write makes stale what was read of its table ahead of time.
    fn stale(&mut self, sql: &str) {
        let table = sql.split_whitespace().find(|word| word.starts_with("crm_"));
        match table {
            Some(table) => self.foreseen.retain(|read, _| !read.contains(table)),
            None => self.foreseen.clear(),
        }
    }

    fn control(&mut self, text: String) -> Result<()> {
        self.foreseen.clear();
        self.flush(Some(Step::Control(text))).map(|_| ())
    }
}

impl Database for Transaction {
    fn execute(&mut self, sql: &str, values: &[Value]) -> Result<u64> {
        self.stale(sql);
        let statement = owned(sql, values);
        Ok(self.flush(Some(Step::Run(statement)))?.touched)
    }

    fn query(
        &mut self,
        sql: &str,
        values: &[Value],
        each: &mut dyn FnMut(&dyn Row) -> Result<()>,
    ) -> Result<()> {
        // A query that writes, as the drawing of a number does, is never answered from memory.
        let writes = !["SELECT", "WITH"].iter().any(|word| sql.starts_with(word));
        if writes {
            self.stale(sql);
        }
        if !self.wanted.is_empty() {
            let ahead = self.wanted.iter().any(|ahead| {
                let Statement {
                    sql: text,
                    values: bound,
                } = &ahead.query;
                ahead.also.is_some() || (text == sql && bound == values)
            });
            if ahead {
                self.flush(None)?;
            }
        }
        if let Some(rows) = self.known(sql, values) {
            return rows.iter().try_for_each(|row| each(row));
        }
        let answer = self.flush(Some(Step::Run(owned(sql, values))))?;
        answer.rows.iter().try_for_each(|row| each(row))
    }

    fn batch(&mut self, statements: &[Statement]) -> Result<()> {
        for statement in statements {
            self.stale(&statement.sql);
            self.queued.push(Step::Run(statement.clone()));
        }
        if self.queued.len() > QUEUED {
            self.flush(None)?;
        }
        Ok(())
    }

    fn foresee(&mut self, queries: Vec<Foreseen>, all: bool) {
        self.wanted.extend(queries);
        self.brief = all && self.begin.is_some() && !self.writes;
    }

    fn round_trips(&self) -> bool {
        true
    }

    fn savepoint(&mut self, depth: usize) -> Result<()> {
        self.usable()?;
        self.queued
            .push(Step::Control(format!("SAVEPOINT _crm_{depth}")));
        Ok(())
    }

    fn release(&mut self, depth: usize) -> Result<()> {
        self.control(format!("RELEASE SAVEPOINT _crm_{depth}"))
    }

    fn undo(&mut self, depth: usize) -> Result<()> {
        let name = format!("SAVEPOINT _crm_{depth}");
        self.wanted.clear();
        self.foreseen.clear();
        let unsent = self
            .queued
            .iter()
            .position(|step| matches!(step, Step::Control(text) if *text == name));
        if let Some(place) = unsent {
            self.queued.truncate(place);
            return Ok(());
        }
        self.queued.clear();
        // An aborted transaction takes this, and is whole again.
        self.aborted = false;
        self.control(format!("ROLLBACK TO {name}; RELEASE {name}"))
    }

    fn host(&mut self, statement: &HostStatement<'_>) -> Result<SqlAnswer> {
        let settings = host::settings(&self.place.schema);
        self.flush(Some(Step::Control(settings)))?;
        let connection = self.connection.as_mut();
        let connection = connection.ok_or_else(|| STORAGE.error().with("reason", "closed"))?;
        connection.host(statement).map_err(|failure| match failure {
            host::Failure::Ours(error) => error,
            host::Failure::Server(error) => {
                self.aborted = true;
                self.over |= is_lost(&error);
                host::refused(&error, self.place.wait)
            }
        })
    }

    fn is_open(&self) -> bool {
        !self.over
    }

    fn commit(mut self: Box<Self>) -> Result<()> {
        self.usable()?;
        if self.begin.is_some() && self.queued.is_empty() {
            return Ok(());
        }
        let first = self.begin.take();
        let mut steps: Vec<Step> = first.into_iter().map(Step::Control).collect();
        steps.append(&mut rows::joined(std::mem::take(&mut self.queued)));
        steps.push(Step::Control("COMMIT".into()));
        // Until the answer is there nobody knows; dropping the transaction must not roll back.
        self.over = true;
        let answers = self.run(&steps)?;
        for (place, answer) in (1..).zip(answers) {
            if let Err(error) = answer {
                // The library has no constraint that waits for the commit; the host may have.
                let deferred = host::constraint(&error).filter(|_| place == steps.len());
                return Err(if is_lost(&error) {
                    UNKNOWN_OUTCOME.error()
                } else {
                    deferred.unwrap_or_else(|| convert(&error, self.place.wait))
                });
            }
        }
        self.done();
        Ok(())
    }
}

impl Transaction {
    /// The transaction is over; the connection may serve others.
    fn done(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.place.pool.give(connection);
        }
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        let Some(mut connection) = self.connection.take() else {
            return;
        };
        // Not begun: nothing to undo.
        if self.begin.is_none() {
            connection.send("ROLLBACK");
        }
        self.place.pool.give(connection);
    }
}

fn owned(sql: &str, values: &[Value]) -> Statement {
    Statement {
        sql: sql.to_owned().into(),
        values: values.to_vec(),
    }
}
