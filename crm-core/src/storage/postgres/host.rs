//! The host's own statements on PostgreSQL. Each is prepared for its one run: the server tells the
//! names and types of its columns first, and no plan outlives a change of the host's tables.

use super::super::{Effect, Gathered, HostStatement, Row, SqlAnswer};
use super::error::{convert, is_lost};
use super::value::{Bound, readable};
use crate::base::error::Error;
use crate::base::host_sql::{SQL_CONSTRAINT, SQL_FAILED};
use futures_util::{StreamExt, pin_mut};
use std::time::Duration;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Error as PgError};

/// What ended a statement: the server, or a bound or rule of ours.
pub(super) enum Failure {
    Server(PgError),
    Ours(Error),
}

impl From<PgError> for Failure {
    fn from(error: PgError) -> Self {
        Self::Server(error)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Ours(error)
    }
}

/// Sent before each: names are looked for in the workspace's schema, where tables are made, then in
/// `public`; a backslash in a text is one. Both end with the transaction.
pub(super) fn settings(schema: &str) -> String {
    format!(
        "SET LOCAL search_path = \"{schema}\", public; SET LOCAL standard_conforming_strings = on"
    )
}

/// Runs one. What is not read of its rows is dropped as it arrives.
pub(super) async fn run(
    client: &Client,
    statement: &HostStatement<'_>,
) -> Result<SqlAnswer, Failure> {
    let prepared = client.prepare(statement.sql).await?;
    let columns = prepared.columns();
    let names = columns.iter().map(|column| column.name().to_owned());
    let mut answer = Gathered::new(names.collect());
    for (index, column) in columns.iter().enumerate() {
        if !readable(column.type_()) {
            return Err(answer.foreign(index, column.type_().name()).into());
        }
    }
    let values: Vec<Bound<'_>> = statement.values.iter().map(Bound).collect();
    let values = values.iter().map(|value| value as &(dyn ToSql + Sync));
    let rows = client.query_raw(&prepared, values).await?;
    pin_mut!(rows);
    while let Some(row) = rows.next().await {
        let row = row?;
        answer.row((0..columns.len()).map(|index| row.value(index)))?;
    }
    let touched = match statement.effect {
        Effect::Changes => rows.rows_affected().unwrap_or(0),
        Effect::Reads | Effect::Locks | Effect::Defines => 0,
    };
    Ok(answer.finish(touched))
}

/// What the server has against a statement of the host's. A constraint here is the host's own, and
/// trying again does not help.
pub(super) fn refused(error: &PgError, wait: Duration) -> Error {
    if let Some(constraint) = constraint(error) {
        return constraint;
    }
    let class = error.code().and_then(|code| code.code().get(..2));
    let others = [
        SqlState::INSUFFICIENT_PRIVILEGE,
        SqlState::LOCK_NOT_AVAILABLE,
        SqlState::QUERY_CANCELED,
    ];
    let other = error.code().is_some_and(|code| others.contains(code));
    // Rolled back for others, out of resources, shut down, failed: not the statement's fault.
    let failing = class.is_some_and(|class| ["08", "40", "53", "57", "58", "XX"].contains(&class));
    if other || failing || is_lost(error) {
        return convert(error, wait);
    }
    SQL_FAILED
        .at("text")
        .with("reason", super::error::reason(error))
}

/// A constraint, a check option of a view, or a trigger of the host's that says no.
pub(super) fn constraint(error: &PgError) -> Option<Error> {
    let class = error.code()?.code().get(..2)?;
    let refused = ["23", "44", "P0"].contains(&class);
    refused.then(|| {
        SQL_CONSTRAINT
            .error()
            .with("reason", super::error::reason(error))
    })
}
