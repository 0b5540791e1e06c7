//! Sessions: who acts, transactions, operations by name, and the host's own SQL.

use crate::boundary::{self, Failure};
use crate::registry::{self, Kind};
use crate::store::{Store, crm};
use crm_core::base::error::{Language, Result};
use crm_core::base::handles::IN_USE;
use crm_core::{Crm, Session};
use std::ffi::c_char;
use std::sync::{Mutex, MutexGuard, TryLockError};

/// Somebody who acts in a workspace. For one thread at a time; a second gets CRM_MISUSE at once.
#[allow(non_camel_case_types, reason = "the C name")]
#[derive(Debug)]
pub struct crm_session {
    _private: [u8; 0],
}

/// What stands behind a `crm_session`.
pub(crate) struct OpenSession {
    language: Language,
    session: Mutex<Option<Session>>,
}

impl OpenSession {
    pub(crate) fn new(crm: &Crm, session: Session) -> Self {
        Self {
            language: crm.language(),
            session: Mutex::new(Some(session)),
        }
    }

    /// Never waits: a second thread, or a callback from the session's own call, is told so.
    fn enter(&self) -> Result<MutexGuard<'_, Option<Session>>> {
        match self.session.try_lock() {
            Ok(guard) => Ok(guard),
            // Panics are caught inside the lock; the session they left is rolled back and sound.
            Err(TryLockError::Poisoned(poisoned)) => Ok(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => Err(IN_USE.error().with("handle", Self::NAME)),
        }
    }

    /// Runs `work` in the session.
    pub(crate) fn with<T>(&self, work: impl FnOnce(&mut Session) -> Result<T>) -> Result<T> {
        let mut guard = self.enter()?;
        // Closed by another thread after this one looked it up.
        let closed = || IN_USE.error().with("handle", Self::NAME);
        boundary::guarded(guard.as_mut().ok_or_else(closed)?, work)
    }
}

/// One call on a session: looks it up, runs `work`, answers in its language.
unsafe fn on(
    session: *mut crm_session,
    out: *mut *mut c_char,
    work: impl FnOnce(&mut Session) -> Result<Option<String>>,
) -> i32 {
    // SAFETY: the caller's promise.
    unsafe {
        boundary::call(out, || {
            let open = registry::find::<OpenSession>(session.addr())?;
            boundary::within(open.language, open.with(work))
        })
    }
}

/// The body of every operation's function.
///
/// # Safety
/// The conventions of the header.
pub(crate) unsafe fn operate(
    session: *mut crm_session,
    name: &str,
    args: *const c_char,
    out: *mut *mut c_char,
) -> i32 {
    // SAFETY: the caller's promise.
    unsafe {
        on(session, out, |session| {
            let args = boundary::optional_text(args, "args")?;
            session.invoke(name, args.unwrap_or("{}")).map(Some)
        })
    }
}

/// Opens a session. `user` is the host's own key of a user, whom the host has logged in; NULL is
/// the system, which may do everything.
///
/// Result: CRM_OK and the session in `*out_session`; otherwise `*out_session` is NULL.
///
/// Refusals: `handle.unknown`, `not_found` when there is no such user or the user is archived,
/// `busy`, `storage`.
///
/// Ownership: close the session with crm_session_close; free `*problem` with crm_string_free.
/// Threads: any.
/// NULL: `crm` and `out_session` must not be NULL; `user` and `problem` may be.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_session_open(
    crm: *mut crm,
    user: *const c_char,
    out_session: *mut *mut crm_session,
    problem: *mut *mut c_char,
) -> i32 {
    // SAFETY: the conventions of the header.
    unsafe {
        boundary::put(out_session, std::ptr::null_mut());
        boundary::call(problem, || {
            let store = registry::find::<Store>(crm.addr())?;
            let open = || {
                boundary::not_null(out_session, "out_session")?;
                let session = match boundary::optional_text(user, "user")? {
                    Some(user) => store.crm.session_as(user)?,
                    None => store.crm.session(),
                };
                let session = OpenSession::new(&store.crm, session);
                registry::add_session(crm.addr(), session)
            };
            let token = boundary::within(store.crm.language(), open())?;
            boundary::put(out_session, boundary::pointer(token));
            Ok(None)
        })
    }
}

/// Closes a session; what its open transaction did is undone.
///
/// Refusals: `handle.unknown` (closed twice too), `handle.in_use`: it stays open then.
///
/// Ownership: `session` is gone afterwards; free `*problem` with crm_string_free.
/// Threads: one at a time.
/// NULL: `session` NULL does nothing; `problem` may be NULL.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_session_close(
    session: *mut crm_session,
    problem: *mut *mut c_char,
) -> i32 {
    // SAFETY: the conventions of the header.
    unsafe {
        boundary::call(problem, || {
            if !session.is_null() {
                close(session.addr())?;
            }
            Ok(None)
        })
    }
}

fn close(token: usize) -> Result<(), Failure> {
    let open = registry::find::<OpenSession>(token)?;
    let closing = || {
        let mut guard = open.enter()?;
        // Rolled back before the workspace may close.
        drop(guard.take());
        registry::remove::<OpenSession>(token)
    };
    boundary::within(open.language, closing())
}

/// Begins a transaction, or a savepoint inside the open one.
///
/// Refusals: `handle.unknown`, `handle.in_use`, `busy`, `transaction.too_deep` beyond 32 levels,
/// `transaction.lost`, `storage`.
///
/// Ownership: free `*problem` with crm_string_free.
/// Threads: one at a time.
/// NULL: `session` must not be NULL; `problem` may be.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_session_begin(
    session: *mut crm_session,
    problem: *mut *mut c_char,
) -> i32 {
    // SAFETY: the conventions of the header.
    unsafe { on(session, problem, |session| session.begin().map(|()| None)) }
}

/// Ends the innermost transaction and keeps its work; the outermost makes it durable.
///
/// Refusals: `handle.unknown`, `handle.in_use`, `transaction.none`, `transaction.lost`, `busy`,
/// `storage`: nothing is kept then.
///
/// Ownership: free `*problem` with crm_string_free.
/// Threads: one at a time.
/// NULL: `session` must not be NULL; `problem` may be.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_session_commit(
    session: *mut crm_session,
    problem: *mut *mut c_char,
) -> i32 {
    // SAFETY: the conventions of the header.
    unsafe { on(session, problem, |session| session.commit().map(|()| None)) }
}

/// Ends the innermost transaction and undoes its work.
///
/// Refusals: `handle.unknown`, `handle.in_use`, `transaction.none`, `storage`.
///
/// Ownership: free `*problem` with crm_string_free.
/// Threads: one at a time.
/// NULL: `session` must not be NULL; `problem` may be.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_session_rollback(
    session: *mut crm_session,
    problem: *mut *mut c_char,
) -> i32 {
    // SAFETY: the conventions of the header.
    unsafe {
        on(session, problem, |session| {
            session.rollback().map(|()| None)
        })
    }
}

/// Runs the operation called `name`, such as `order.get`, for hosts that bind late. `args` and the
/// answer are those of the operation's own function.
///
/// Example: `crm_invoke(session, "currency.get", "{\"currency\": \"CNY\"}", &out)`
///
/// Refusals: `handle.unknown`, `handle.in_use`, `operation.unknown`, and those of the operation.
///
/// Ownership: free `*out` with crm_string_free.
/// Threads: one at a time.
/// NULL: `session` and `name` must not be NULL; `args` NULL means `{}`; `out` may be NULL.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_invoke(
    session: *mut crm_session,
    name: *const c_char,
    args: *const c_char,
    out: *mut *mut c_char,
) -> i32 {
    // SAFETY: the conventions of the header.
    unsafe {
        on(session, out, |session| {
            let name = boundary::text(name, "name")?;
            let args = boundary::optional_text(args, "args")?;
            session.invoke(name, args.unwrap_or("{}")).map(Some)
        })
    }
}

/// Runs one SQL statement of the host's own: in the session's open transaction, under a savepoint
/// of its own, or in a transaction of its own. What it writes and what operations write are kept or
/// undone together. It reads every table and writes those of the host, never those of the library,
/// whose names begin with `crm_`. `text` is one statement with the placeholders `?1`, `?2` ...;
/// `values` is a JSON list with a whole number, a text, null, or `{"base64": "..."}` for bytes, for
/// each of them. The answer has the names of the columns, the rows with values in the same forms,
/// and how many rows were written: `{"columns": ["id"], "rows": [[7]], "touched": 0}`. At most
/// 100,000 characters, 1,000 values and 10,000 rows. The page docs/sql.md says more.
///
/// Example: `crm_sql(session, "SELECT name FROM crm_customer WHERE id = ?1", "[7]", &out)`
///
/// Refusals: `handle.unknown`, `handle.in_use`, `pointer.null`, `text.not_utf8`; those of `values`
/// that is no such list (`json.malformed`, `json.too_large`, `field.type`, `sql.value`); those of
/// the text and its values (`text.empty`, `text.too_long`, `text.control`, `list.too_long`,
/// `sql.bytes`, `sql.malformed`, `sql.escaped_name`, `sql.placeholder`, `sql.transaction`,
/// `sql.verb`, `sql.many`, `sql.function`, `sql.temporary`, `sql.reserved`, `sql.held`,
/// `sql.values`); `denied` without the permission `sql.run`; then `sql.failed`, `sql.constraint`,
/// `sql.value_type`, `sql.rows`, `sql.bytes`, `busy`, `transaction.lost`, `storage`.
///
/// Ownership: free `*out` with crm_string_free.
/// Threads: one at a time.
/// NULL: `session` and `text` must not be NULL; `values` NULL means `[]`; `out` may be NULL.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_sql(
    session: *mut crm_session,
    text: *const c_char,
    values: *const c_char,
    out: *mut *mut c_char,
) -> i32 {
    // SAFETY: the conventions of the header.
    unsafe {
        on(session, out, |session| {
            let text = boundary::text(text, "text")?;
            let values = boundary::optional_text(values, "values")?;
            session.sql_document(text, values.unwrap_or("[]")).map(Some)
        })
    }
}
