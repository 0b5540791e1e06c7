//! What the server and the network answer, as errors of the library.

use super::url::Address;
use crate::base::error::Error;
use crate::base::messages::{
    BUSY, CONTENDED, STORAGE, STORAGE_DATABASE, STORAGE_FULL, STORAGE_LOGIN, STORAGE_LOST,
    STORAGE_PRIVILEGE, STORAGE_READ_ONLY, STORAGE_TLS, STORAGE_UNREACHABLE,
};
use std::error::Error as _;
use std::time::Duration;
use tokio_postgres::Error as PgError;
use tokio_postgres::error::SqlState;

/// Whether the connection is gone, so that the server rolled back what was open on it.
pub(super) fn is_lost(error: &PgError) -> bool {
    if error.is_closed() {
        return true;
    }
    match error.code() {
        Some(code) => {
            *code == SqlState::ADMIN_SHUTDOWN
                || *code == SqlState::CRASH_SHUTDOWN
                || *code == SqlState::CANNOT_CONNECT_NOW
                || code.code().starts_with("08")
        }
        None => error
            .source()
            .is_some_and(|source| source.downcast_ref::<std::io::Error>().is_some()),
    }
}

/// An error of a statement.
pub(super) fn convert(error: &PgError, wait: Duration) -> Error {
    if is_lost(error) {
        return STORAGE_LOST.error().with("reason", reason(error));
    }
    match error.code() {
        Some(code) => refused(code.code(), &reason(error), wait),
        None => STORAGE.error().with("reason", reason(error)),
    }
}

/// What the library answers to an error of a statement, by its SQLSTATE: for hosts whose own
/// connection serves as a [`Database`](crate::storage::Database). `wait` is the bound of its
/// waiting for locks, `reason` the server's words.
#[must_use]
pub fn refused(state: &str, reason: &str, wait: Duration) -> Error {
    let code = SqlState::from_code(state);
    // The last net: a rule that looked before somebody else wrote. Run again, it sees what is there
    // and says so in its own words.
    let raced = code == SqlState::T_R_DEADLOCK_DETECTED
        || code == SqlState::T_R_SERIALIZATION_FAILURE
        || state.starts_with("23");
    if raced {
        return CONTENDED.error().with("reason", reason);
    }
    if code == SqlState::LOCK_NOT_AVAILABLE || code == SqlState::QUERY_CANCELED {
        let milliseconds = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
        return BUSY.error().with("milliseconds", milliseconds);
    }
    let refusal = if code == SqlState::DISK_FULL {
        STORAGE_FULL
    } else if code == SqlState::READ_ONLY_SQL_TRANSACTION {
        STORAGE_READ_ONLY
    } else if code == SqlState::INSUFFICIENT_PRIVILEGE {
        STORAGE_PRIVILEGE
    } else {
        STORAGE
    };
    refusal.error().with("reason", reason)
}

/// An error of connecting. The password stands in none of these.
pub(super) fn connecting(error: &PgError, address: &Address) -> Error {
    let Some(code) = error.code() else {
        let text = reason(error);
        let refusal = if text.contains("TLS") || text.contains("certificate") {
            STORAGE_TLS
        } else if text.contains("password missing") {
            // The server asked for one, and the URL has none.
            STORAGE_LOGIN
        } else {
            STORAGE_UNREACHABLE
        };
        let error = refusal.error().with("server", address.server());
        return error.with("user", address.user()).with("reason", text);
    };
    let refusal = if code.code().starts_with("28") {
        STORAGE_LOGIN
    } else if *code == SqlState::INVALID_CATALOG_NAME {
        STORAGE_DATABASE
    } else if *code == SqlState::INSUFFICIENT_PRIVILEGE {
        STORAGE_PRIVILEGE
    } else {
        STORAGE_UNREACHABLE
    };
    refusal
        .error()
        .with("server", address.server())
        .with("user", address.user())
        .with("database", address.database())
        .with("reason", reason(error))
}

/// What happened, without the statement and its values.
pub(super) fn reason(error: &PgError) -> String {
    if let Some(db) = error.as_db_error() {
        return db.message().to_owned();
    }
    match error.source() {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    }
}
