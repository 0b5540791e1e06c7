//! Copying a workspace to another file or engine.

use crate::boundary;
use crate::registry;
use crate::store::Opening;
use crm_core::base::error::Result;
use crm_core::base::messages::PANIC;
use crm_core::engine::{CopyProgress, CopyStage, copy};
use std::ffi::{CString, c_char, c_void};

/// Told how far a copy is, with the context given to crm_copy. `stage` is `copying` or
/// `verifying`, `table` the table it is at, `done` of `total` rows of the stage are done; the texts
/// live until it returns. It answers 1 to go on, 0 to stop. It must not throw.
#[allow(non_camel_case_types, reason = "the C name")]
pub type crm_copy_fn = Option<
    unsafe extern "C" fn(
        stage: *const c_char,
        table: *const c_char,
        done: u64,
        total: u64,
        context: *mut c_void,
    ) -> i32,
>;

/// Copies a workspace: all ids, versions, history, documents and settings, from SQLite to
/// PostgreSQL or the other way, or between two of a kind. `from` and `to` are as for crm_open; of
/// their JSON `path`, `durability`, `wait_ms` and `language` (that of `from`) count. The target is a
/// file or a workspace that is not there yet, or empty; nobody can open it before the copy is
/// complete and both sides were found alike. What is changed in the source once the copy began is
/// not copied: stop writers first. Tables of the host's own are not copied; the answer names them.
/// A copy that was interrupted goes on where it stopped when the same call is made again, as long
/// as the source has not changed.
///
/// Example: `sales.db` and `postgres://crm@/sales?host=/var/run/postgresql&workspace=acme`
///
/// Result: CRM_OK and in `*out` a JSON object: `rows`; `tables`, each with `table`, `rows`,
/// `amounts` (their sum, as decimal text) and `digest` (SHA-256 of all values), which both sides
/// have alike; `left`, the host's tables that were not copied.
///
/// Refusals: `copy.in_memory`, `copy.source_empty`, `copy.target_taken`, `copy.other_source`,
/// `copy.beside`, `copy.stopped` (the callback answered 0), `copy.mismatch`, `copy.unfinished` (of
/// the source), and those of crm_open.
///
/// Ownership: `context` stays the caller's; free `*out` with crm_string_free.
/// Threads: any; the callback comes on the calling thread.
/// NULL: `from` and `to` must not be NULL; `progress`, `context` and `out` may be.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_copy(
    from: *const c_char,
    to: *const c_char,
    progress: crm_copy_fn,
    context: *mut c_void,
    out: *mut *mut c_char,
) -> i32 {
    // SAFETY: the conventions of the header.
    unsafe {
        boundary::call(out, || {
            registry::ready()?;
            let from = Opening::read(boundary::text(from, "from")?)?;
            let to = Opening::read(boundary::text(to, "to")?)?;
            let spoken = from.spoken();
            let copied = || -> Result<Option<String>> {
                let mut tell = |told: &CopyProgress| match progress {
                    // SAFETY: the host's function and context, for the length of this call.
                    Some(function) => told_to(function, context, told),
                    None => true,
                };
                let copied = copy(&from.options()?, &to.options()?, &mut tell)?;
                let text = serde_json::to_string(&copied);
                let text = text.map_err(|e| PANIC.error().with("reason", e.to_string()))?;
                Ok(Some(text))
            };
            boundary::within(spoken, copied())
        })
    }
}

/// # Safety
/// `function` may be called with `context`.
unsafe fn told_to(
    function: unsafe extern "C" fn(*const c_char, *const c_char, u64, u64, *mut c_void) -> i32,
    context: *mut c_void,
    told: &CopyProgress,
) -> bool {
    let stage = match told.stage {
        CopyStage::Copying => c"copying",
        CopyStage::Verifying => c"verifying",
    };
    // No table has a NUL in its name.
    let table = CString::new(told.table.as_str()).unwrap_or_default();
    // SAFETY: the caller's promise.
    unsafe {
        function(
            stage.as_ptr(),
            table.as_ptr(),
            told.done,
            told.total,
            context,
        ) != 0
    }
}
