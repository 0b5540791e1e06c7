//! One connection: a client, what drives it, and the statements prepared on it.
//!
//! Each connection has a runtime of its own on the thread that uses it: no thread of ours runs
//! beside the host's, and no statement waits for another thread to be woken.

use super::super::{HostStatement, SqlAnswer, Statement, Value, dialect};
use super::error::{connecting, is_lost};
use super::host;
use super::tls;
use super::url::Address;
use super::value::{Bound, type_of};
use crate::base::error::Result;
use crate::base::messages::{STORAGE, VERSION_SERVER};
use futures_util::{StreamExt, pin_mut};
use std::collections::HashMap;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Instant;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{AsyncMessage, Client, Error as PgError, NoTls, Row};

/// PostgreSQL 14, as the server counts.
const OLDEST: u32 = 140_000;
/// Statements kept prepared per connection: more than a busy program uses, so that the bound only
/// guards against a host that never repeats itself.
const PREPARED: usize = 512;

/// Nothing once the connection is gone: what waits for an answer learns it by its being dropped.
type Driver = Option<Box<dyn Drive>>;
pub(super) type Answered<T> = std::result::Result<T, PgError>;

/// One step of a pipeline.
#[derive(Debug, Clone)]
pub(super) enum Step {
    /// Transaction control: no values, no rows.
    Control(String),
    /// A statement in our spelling.
    Run(Statement),
}

/// What a step answered.
#[derive(Debug, Default)]
pub(super) struct Answer {
    pub(super) rows: Vec<Row>,
    pub(super) touched: u64,
}

pub(super) struct Connection {
    runtime: Runtime,
    client: Client,
    driver: Driver,
    /// By schema and our text: workspaces share connections, and the same text names the tables of
    /// another schema in each.
    prepared: HashMap<String, HashMap<String, (tokio_postgres::Statement, u64)>>,
    prepare: bool,
    turn: u64,
    pub(super) used: Instant,
}

impl Connection {
    /// # Errors
    /// `storage.unreachable`, `storage.login`, `storage.database`, `storage.tls`, `version.server`.
    pub(super) fn open(address: &Address) -> Result<Self> {
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| STORAGE.error().with("reason", error.to_string()))?;
        let (client, driver) = if address.encrypted {
            let tls = tls::connector(address)?;
            let made = runtime.block_on(address.config.connect(tls));
            made.map(|(client, connection)| (client, driver(connection)))
        } else {
            let made = runtime.block_on(address.config.connect(NoTls));
            made.map(|(client, connection)| (client, driver(connection)))
        }
        .map_err(|error| connecting(&error, address))?;
        let mut connection = Self {
            runtime,
            client,
            driver,
            prepared: HashMap::new(),
            prepare: address.prepare,
            turn: 0,
            used: Instant::now(),
        };
        connection.check_version(address)?;
        Ok(connection)
    }

    fn check_version(&mut self, address: &Address) -> Result<()> {
        let found = {
            let ask = self.client.simple_query("SHOW server_version_num");
            let answer = drive(&self.runtime, &mut self.driver, ask);
            answer.map_err(|error| connecting(&error, address))?
        };
        let number = found.iter().find_map(|message| match message {
            tokio_postgres::SimpleQueryMessage::Row(row) => row.get(0)?.parse::<u32>().ok(),
            _ => None,
        });
        match number {
            Some(number) if number >= OLDEST => Ok(()),
            number => {
                let found = number.map_or_else(|| "?".to_owned(), |n| (n / 10_000).to_string());
                let error = VERSION_SERVER.error().with("found", found);
                Err(error.with("server", address.server()))
            }
        }
    }

    /// Whether the server still holds the other end, as far as is known without asking it.
    pub(super) fn is_alive(&mut self) -> bool {
        let Self {
            runtime, driver, ..
        } = self;
        // Yielding once lets the runtime look at the socket.
        let look = async {
            tokio::task::yield_now().await;
            poll_fn(|cx| {
                advance(driver, cx);
                Poll::Ready(())
            })
            .await;
        };
        runtime.block_on(look);
        driver.is_some()
    }

    /// Asks the server whether it is there.
    pub(super) fn answers(&mut self) -> bool {
        let Self {
            runtime,
            driver,
            client,
            ..
        } = self;
        drive(runtime, driver, client.check_connection()).is_ok()
    }

    /// Sends all steps at once and collects what each answered, up to the first that failed: one
    /// round trip, after one more for statements this connection has not seen yet.
    pub(super) fn pipeline(&mut self, schema: &str, steps: &[Step]) -> Vec<Answered<Answer>> {
        self.turn += 1;
        if let Err(error) = self.make_ready(schema, steps) {
            return vec![Err(error)];
        }
        let spelled: Vec<Option<String>> = steps
            .iter()
            .map(|step| match step {
                Step::Run(statement) if !self.prepare => {
                    Some(dialect::qualified(&statement.sql, schema))
                }
                _ => None,
            })
            .collect();
        let Self {
            runtime,
            client,
            driver,
            prepared,
            ..
        } = self;
        let prepared = prepared.get(schema);
        let work = steps.iter().zip(&spelled).map(|(step, text)| {
            let known = match step {
                Step::Run(statement) => prepared.and_then(|own| own.get(statement.sql.as_ref())),
                Step::Control(_) => None,
            };
            perform(
                client,
                step,
                known.map(|(statement, _)| statement),
                text.as_deref(),
            )
        });
        let mut work: Vec<Pin<Box<_>>> = work.map(Box::pin).collect();
        let mut answers: Vec<Option<Answered<Answer>>> = work.iter().map(|_| None).collect();
        let mut done = 0;
        let mut sent = false;
        runtime.block_on(poll_fn(|cx| {
            advance(driver, cx);
            if !sent {
                // Polled in order once, all of them are on their way; then answers come in order.
                for (future, answer) in work.iter_mut().zip(&mut answers) {
                    if let Poll::Ready(ready) = future.as_mut().poll(cx) {
                        *answer = Some(ready);
                    }
                }
                sent = true;
                advance(driver, cx);
            }
            for (future, answer) in work.iter_mut().zip(&mut answers).skip(done) {
                if answer.is_none() {
                    match future.as_mut().poll(cx) {
                        Poll::Ready(ready) => *answer = Some(ready),
                        Poll::Pending => return Poll::Pending,
                    }
                }
                done += 1;
            }
            Poll::Ready(())
        }));
        drop(work);
        self.used = Instant::now();
        answers.into_iter().flatten().collect()
    }

    /// Prepares what is not yet, all in one round trip, and lets go of what was not used for long.
    fn make_ready(&mut self, schema: &str, steps: &[Step]) -> Answered<()> {
        if !self.prepare {
            return Ok(());
        }
        if !self.prepared.contains_key(schema) {
            self.prepared.insert(schema.to_owned(), HashMap::new());
        }
        let mut missing: Vec<&str> = Vec::new();
        for step in steps {
            let Step::Run(statement) = step else { continue };
            let own = self.prepared.get_mut(schema);
            match own.and_then(|own| own.get_mut(statement.sql.as_ref())) {
                Some((_, used)) => *used = self.turn,
                None if missing.contains(&statement.sql.as_ref()) => {}
                None => missing.push(&statement.sql),
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        let texts: Vec<String> = missing
            .iter()
            .map(|sql| dialect::qualified(sql, schema))
            .collect();
        let Self {
            runtime,
            client,
            driver,
            ..
        } = self;
        let all = futures_util::future::join_all(texts.iter().map(|text| client.prepare(text)));
        let made = drive(runtime, driver, async { Ok::<_, PgError>(all.await) })?;
        for (sql, statement) in missing.into_iter().zip(made) {
            let own = self.prepared.entry(schema.to_owned()).or_default();
            own.insert(sql.to_owned(), (statement?, self.turn));
        }
        let all = self.prepared.values().flat_map(HashMap::values);
        let mut ages: Vec<u64> = all.map(|(_, used)| *used).collect();
        if ages.len() > PREPARED {
            ages.sort_unstable();
            let middle = ages.get(ages.len() / 2).copied().unwrap_or(0);
            let now = self.turn;
            self.prepared.retain(|_, own| {
                own.retain(|_, (_, used)| *used > middle || *used == now);
                !own.is_empty()
            });
        }
        Ok(())
    }

    /// Runs a statement of the host's own.
    pub(super) fn host(
        &mut self,
        statement: &HostStatement<'_>,
    ) -> Result<SqlAnswer, host::Failure> {
        let Self {
            runtime,
            client,
            driver,
            ..
        } = self;
        let work = async { Ok::<_, PgError>(host::run(client, statement).await) };
        let answer = drive(runtime, driver, work);
        self.used = Instant::now();
        answer?
    }

    /// Sends transaction control without waiting for its answer.
    pub(super) fn send(&mut self, control: &str) {
        let Self {
            runtime,
            client,
            driver,
            ..
        } = self;
        let sending = client.batch_execute(control);
        pin_mut!(sending);
        runtime.block_on(poll_fn(|cx| {
            let _ = sending.as_mut().poll(cx);
            advance(driver, cx);
            Poll::Ready(())
        }));
        self.used = Instant::now();
    }
}

trait Drive: Send {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Answered<AsyncMessage>>>;
}

impl<S, T> Drive for tokio_postgres::Connection<S, T>
where
    S: AsyncRead + AsyncWrite + Unpin + Send,
    T: AsyncRead + AsyncWrite + Unpin + Send,
{
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Answered<AsyncMessage>>> {
        self.poll_message(cx)
    }
}

fn driver<S, T>(connection: tokio_postgres::Connection<S, T>) -> Driver
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    T: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    Some(Box::new(connection))
}

/// Sends and receives what can be without waiting.
fn advance(driver: &mut Driver, cx: &mut Context<'_>) {
    while let Some(connection) = driver {
        match connection.poll(cx) {
            Poll::Ready(Some(Ok(_))) => {}
            Poll::Ready(Some(Err(_)) | None) => *driver = None,
            Poll::Pending => return,
        }
    }
}

/// Waits for a future of the client while its connection is driven.
fn drive<T>(
    runtime: &Runtime,
    driver: &mut Driver,
    future: impl Future<Output = Answered<T>>,
) -> Answered<T> {
    pin_mut!(future);
    runtime.block_on(poll_fn(|cx| {
        advance(driver, cx);
        let answer = future.as_mut().poll(cx);
        if answer.is_pending() {
            advance(driver, cx);
        }
        answer
    }))
}

async fn perform(
    client: &Client,
    step: &Step,
    prepared: Option<&tokio_postgres::Statement>,
    text: Option<&str>,
) -> Answered<Answer> {
    let statement = match step {
        Step::Control(text) => {
            return client.batch_execute(text).await.map(|()| Answer::default());
        }
        Step::Run(statement) => statement,
    };
    let bound: Vec<Bound<'_>> = statement.values.iter().map(Bound).collect();
    let rows = match (prepared, text) {
        (Some(prepared), _) => {
            let values = bound.iter().map(|value| value as &(dyn ToSql + Sync));
            client.query_raw(prepared, values).await?
        }
        (None, text) => {
            let typed = bound.iter().zip(&statement.values);
            let typed = typed.map(|(value, given)| (value as &(dyn ToSql + Sync), known(given)));
            client
                .query_typed_raw(text.unwrap_or(&statement.sql), typed)
                .await?
        }
    };
    let mut answer = Answer::default();
    pin_mut!(rows);
    while let Some(row) = rows.next().await {
        answer.rows.push(row?);
    }
    answer.touched = rows.rows_affected().unwrap_or(0);
    Ok(answer)
}

fn known(value: &Value) -> Type {
    type_of(value)
}

/// Whether an answer means that the connection is gone.
pub(super) fn lost(answer: &Answered<Answer>) -> bool {
    answer.as_ref().err().is_some_and(is_lost)
}
