//! The workspaces of a PostgreSQL database: creating, listing and migrating them.

use crate::boundary;
use crate::registry;
use crate::store::{LanguageWord, language, wait};
use crm_core::base::error::Result;
use crm_core::base::messages::PANIC;
use crm_core::engine::read_document;
use crm_core::storage::postgres::Workspaces;
use serde::Deserialize;
use std::ffi::c_char;

/// The server of a call as JSON.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Server {
    url: String,
    wait_ms: Option<u64>,
    language: Option<LanguageWord>,
}

impl Server {
    fn read(text: &str) -> Result<Self> {
        if text.starts_with('{') {
            return read_document(text);
        }
        Ok(Self {
            url: text.to_owned(),
            wait_ms: None,
            language: None,
        })
    }

    fn workspaces(&self) -> Result<Workspaces> {
        let workspaces = Workspaces::of(&self.url)?;
        Ok(match self.wait_ms {
            Some(milliseconds) => workspaces.waiting(wait(milliseconds)?),
            None => workspaces,
        })
    }
}

/// Runs one call on the server a host names.
///
/// # Safety
/// As [`boundary::text`]; `out` is NULL or can be written to.
unsafe fn on(
    server: *const c_char,
    out: *mut *mut c_char,
    work: impl FnOnce(&Workspaces) -> Result<Option<String>>,
) -> i32 {
    // SAFETY: the caller's promise.
    unsafe {
        boundary::call(out, || {
            registry::ready()?;
            let server = Server::read(boundary::text(server, "server")?)?;
            let answer = server.workspaces().and_then(|workspaces| work(&workspaces));
            boundary::within(language(server.language.as_ref()), answer)
        })
    }
}

/// Creates a workspace on a PostgreSQL server: a schema of this name with all tables, or nothing.
/// It is opened with crm_open and the same URL with `workspace=name`. `server` is the URL of a
/// database, `postgres://user:password@host:port/database`, or a JSON object: `url`; `wait_ms` (how
/// long to wait for a connection and for locks, 0 to 3600000; default 5000); `language` of
/// messages, `en` (the default) or `zh`. A workspace in the URL is not looked at. `name` begins
/// with a letter and has lower-case letters, digits and underscores only, at most 63.
///
/// Example: `postgres://crm@/sales?host=/var/run/postgresql` and `acme`
///
/// Refusals: `json.malformed`, `field.unknown`, `field.missing`, `field.type`, `field.word`,
/// `number.out_of_range`, `url.malformed`, `workspace.name`, `workspace.taken`,
/// `storage.privilege`, and those of connecting: `storage.unreachable`, `storage.login`,
/// `storage.database`, `storage.tls`, `version.server`, `busy`.
///
/// Ownership: free `*problem` with crm_string_free.
/// Threads: any.
/// NULL: `server` and `name` must not be NULL; `problem` may be.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_workspace_create(
    server: *const c_char,
    name: *const c_char,
    problem: *mut *mut c_char,
) -> i32 {
    // SAFETY: the conventions of the header.
    unsafe {
        on(server, problem, |workspaces| {
            workspaces.create(boundary::text(name, "name")?)?;
            Ok(None)
        })
    }
}

/// The names of all workspaces of a database that its user may use, in order, as a JSON array of
/// texts. `server` as for crm_workspace_create.
///
/// Refusals: those of crm_workspace_create but `workspace.name`, `workspace.taken` and
/// `storage.privilege`.
///
/// Ownership: free `*out` with crm_string_free.
/// Threads: any.
/// NULL: `server` must not be NULL; `out` may be.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_workspace_list(server: *const c_char, out: *mut *mut c_char) -> i32 {
    // SAFETY: the conventions of the header.
    unsafe {
        on(server, out, |workspaces| {
            let names = serde_json::to_string(&workspaces.list()?);
            let text = names.map_err(|error| PANIC.error().with("reason", error.to_string()))?;
            Ok(Some(text))
        })
    }
}

/// Brings a workspace of an older library to this one's version, and leaves a current one alone.
/// Each step is a transaction of its own that locks the workspace's version: what was done stays
/// done when it is interrupted, and the next call goes on. `server` as for crm_workspace_create.
///
/// Refusals: those of crm_workspace_create but `workspace.taken`; `workspace.unknown`,
/// `version.newer`, `version.foreign`.
///
/// Ownership: free `*problem` with crm_string_free.
/// Threads: any.
/// NULL: `server` and `name` must not be NULL; `problem` may be.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_workspace_migrate(
    server: *const c_char,
    name: *const c_char,
    problem: *mut *mut c_char,
) -> i32 {
    // SAFETY: the conventions of the header.
    unsafe {
        on(server, problem, |workspaces| {
            workspaces.migrate(boundary::text(name, "name")?)?;
            Ok(None)
        })
    }
}
