//! The CRM library for C, and for every language that can call C.
//!
//! Handles: `crm` is an open workspace, `crm_session` somebody who acts in it, `crm_doc` a JSON
//! document taken apart, so that a host needs no JSON library of its own. A handle is a token and
//! never an address: one that is closed, made up or of another kind is answered with CRM_MISUSE,
//! always, and nothing is touched.
//!
//! Status: every function that can fail returns one of the statuses below; CRM_OK is 0 and the
//! only success. Numbers never change their meaning.
//!
//! Documents: the last parameter, `out` or `problem`, receives one document that the caller owns
//! and gives back to crm_string_free: the answer, or the error
//! `{"error": {"code", "kind", "message", "field", "retryable", "details"}}`. It is set to NULL
//! first and may itself be NULL when nobody wants the document. Branch on `kind`; `message` is
//! for people. Readers ignore fields they do not know; unknown fields in arguments are refused.
//! Text got from a `crm_doc` is the document's own and lives until crm_doc_free.
//!
//! Operations: each has a function of its own of one form, `crm_order_create(session, args, out)`;
//! `args` is a JSON object. crm_invoke calls an operation by its name. Its key `request` makes a
//! write repeatable: the same key of the same user answers the first answer and does nothing twice.
//! It is kept as long as the workspace; a call that is refused or rolled back keeps nothing. A name
//! such as (M5) in what follows is that of a money rule of docs/money.md.
//!
//! Text is UTF-8 and ends with a NUL, going in and coming out. Text going in is borrowed for the
//! call only. Bad UTF-8 is answered with CRM_INVALID_INPUT.
//!
//! NULL: `args` NULL means `{}`; a NULL `crm_session_open` user is the system; every function
//! that frees or closes takes NULL and does nothing. Any other NULL is answered with CRM_MISUSE.
//!
//! Money, prices, quantities and percents are decimal text, dates are `YYYY-MM-DD`, instants are
//! RFC 3339 in UTC. There is no floating point anywhere.
//!
//! Threads: a `crm` may be used by any number of threads at once. A session and a document are
//! for one thread at a time and may move between threads; a second thread gets CRM_MISUSE at once
//! and never waits. Sessions are cheap: open one per request.
//!
//! Transactions: a write joins the session's open transaction or makes one of its own.
//! crm_session_begin nests. Closing a session rolls back what is open. Closing a `crm` with live
//! sessions is CRM_MISUSE and leaves it open.
//!
//! Fork: in a process forked while a `crm` was open every call answers CRM_MISUSE. Open the
//! workspace after the fork.
//!
//! Defects: a panic inside the library is caught at its border, rolls back the session's
//! transaction and is answered with CRM_PANIC; other sessions go on working. No global hook is
//! touched and no thread-local state is kept.

// The conventions above hold for every function, so no function repeats them as a safety section.
#![allow(clippy::missing_safety_doc)]

mod boundary;
mod document;
mod registry;
#[cfg(test)]
mod tests;

// In groups of one, since the header follows this order.
pub mod store;

pub mod workspaces;

pub mod copy;

pub mod session;

#[rustfmt::skip]
pub mod operations;

pub mod doc;

use crm_core::Code;
use std::ffi::{CStr, CString, c_char};

/// Success.
pub const CRM_OK: i32 = 0;
/// The arguments are not well formed: the field and the bound are named.
pub const CRM_INVALID_INPUT: i32 = 1;
/// No such record, or none that the actor may see.
pub const CRM_NOT_FOUND: i32 = 2;
/// The record changed since it was read, or a unique value is taken.
pub const CRM_CONFLICT: i32 = 3;
/// A business rule said no.
pub const CRM_REFUSED: i32 = 4;
/// The actor lacks the permission.
pub const CRM_DENIED: i32 = 5;
/// Somebody else holds the database for longer than the bound set at opening.
pub const CRM_BUSY: i32 = 6;
/// The database or its file failed.
pub const CRM_STORAGE: i32 = 7;
/// A handle or a pointer was used in a way the library can know to be wrong.
pub const CRM_MISUSE: i32 = 8;
/// The database, or the header the caller was compiled with, belongs to another version.
pub const CRM_VERSION_MISMATCH: i32 = 9;
/// A defect of the library; the transaction was rolled back.
pub const CRM_PANIC: i32 = 10;

/// Incremented when a function or a status changes its meaning or goes.
pub const CRM_ABI_MAJOR: i32 = 0;
/// Incremented when a function is added.
pub const CRM_ABI_MINOR: i32 = 1;

/// Every status with the code it stands for; a code without a status does not compile.
pub(crate) const fn status(code: Code) -> i32 {
    match code {
        Code::InvalidInput => CRM_INVALID_INPUT,
        Code::NotFound => CRM_NOT_FOUND,
        Code::Conflict => CRM_CONFLICT,
        Code::Refused => CRM_REFUSED,
        Code::Denied => CRM_DENIED,
        Code::Busy => CRM_BUSY,
        Code::Storage => CRM_STORAGE,
        Code::Misuse => CRM_MISUSE,
        Code::Version => CRM_VERSION_MISMATCH,
        Code::Panic => CRM_PANIC,
    }
}

const VERSION: &CStr = {
    let text = concat!(env!("CARGO_PKG_VERSION"), "\0");
    match CStr::from_bytes_with_nul(text.as_bytes()) {
        Ok(text) => text,
        Err(_) => c"",
    }
};

/// The library's version, such as `0.1.0`.
///
/// Ownership: static text, never freed.
/// Threads: any.
/// NULL: never answered.
/// Since: 0.1
#[unsafe(no_mangle)]
pub extern "C" fn crm_version() -> *const c_char {
    VERSION.as_ptr()
}

/// Whether this library serves a host compiled with a header of this ABI: call it first, as
/// `crm_abi_check(CRM_ABI_MAJOR, CRM_ABI_MINOR)`.
///
/// Result: CRM_OK, or CRM_VERSION_MISMATCH when the header is of another major version or newer
/// than the library.
///
/// Ownership: nothing is handed over.
/// Threads: any.
/// NULL: takes no pointer.
/// Since: 0.1
#[unsafe(no_mangle)]
pub extern "C" fn crm_abi_check(major: i32, minor: i32) -> i32 {
    if major == CRM_ABI_MAJOR && (0..=CRM_ABI_MINOR).contains(&minor) {
        CRM_OK
    } else {
        CRM_VERSION_MISMATCH
    }
}

/// Frees a document that a function of this library answered in its last parameter.
///
/// Ownership: `text` must not be used afterwards, and must not be freed by anything else.
/// Threads: any.
/// NULL: does nothing.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_string_free(text: *mut c_char) {
    if !text.is_null() {
        // SAFETY: the caller hands back what `boundary::call` made with `CString::into_raw`.
        drop(unsafe { CString::from_raw(text) });
    }
}
