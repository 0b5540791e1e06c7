//! The border: text in, one owned document out, panics caught. The only clever unsafe code.

use crate::status;
use crm_core::base::error::{Code, Language, Result};
use crm_core::base::handles::NULL;
use crm_core::base::messages::{PANIC, TEXT_NOT_UTF8};
use crm_core::{Error, Session};
use std::any::Any;
use std::ffi::{CStr, CString, c_char, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// An error and the language its message is wanted in.
pub(crate) struct Failure(Error, Language);

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self(error, Language::default())
    }
}

/// Puts the errors of a handle's calls into the handle's language.
pub(crate) fn within<T>(language: Language, outcome: Result<T>) -> Result<T, Failure> {
    outcome.map_err(|error| Failure(error, language))
}

/// Runs one call: clears `out`, catches panics, answers the status and hands over one document.
///
/// # Safety
/// `out` is NULL or can be written to.
pub(crate) unsafe fn call(
    out: *mut *mut c_char,
    work: impl FnOnce() -> Result<Option<String>, Failure>,
) -> i32 {
    // SAFETY: the caller's promise.
    unsafe { put(out, std::ptr::null_mut()) };
    let outcome = catch_unwind(AssertUnwindSafe(work));
    let outcome = outcome.unwrap_or_else(|payload| Err(panicked(payload).into()));
    let (status, text) = match outcome {
        Ok(text) => (crate::CRM_OK, text),
        Err(Failure(error, language)) => (status(error.code()), Some(document(&error, language))),
    };
    // Documents are JSON, which writes a NUL as \u0000.
    if let Some(text) = text.and_then(|text| CString::new(text).ok())
        && !out.is_null()
    {
        // SAFETY: the caller's promise.
        unsafe { put(out, text.into_raw()) };
    }
    status
}

/// Runs one call that has no document: only the status says what went wrong.
pub(crate) fn bare(work: impl FnOnce() -> Result<(), Code>) -> i32 {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(())) => crate::CRM_OK,
        Ok(Err(code)) => status(code),
        Err(payload) => status(panicked(payload).code()),
    }
}

/// Writes `value` unless nobody wants it.
///
/// # Safety
/// `out` is NULL or can be written to.
pub(crate) unsafe fn put<T>(out: *mut T, value: T) {
    if !out.is_null() {
        // SAFETY: not NULL, and the caller's promise.
        unsafe { out.write(value) };
    }
}

/// A token as the pointer the host keeps. Nothing ever follows it.
pub(crate) fn pointer<T>(token: usize) -> *mut T {
    std::ptr::without_provenance_mut(token)
}

/// # Errors
/// `pointer.null`.
pub(crate) fn not_null<T>(pointer: *const T, name: &str) -> Result<()> {
    if pointer.is_null() {
        return Err(NULL.error().with("name", name));
    }
    Ok(())
}

/// The text a host hands in; nothing for NULL.
///
/// # Safety
/// `text` is NULL or points to bytes that end with a NUL and stay unchanged for the call.
///
/// # Errors
/// `text.not_utf8` at `name`.
pub(crate) unsafe fn optional_text<'a>(text: *const c_char, name: &str) -> Result<Option<&'a str>> {
    if text.is_null() {
        return Ok(None);
    }
    // SAFETY: not NULL, and the caller's promise.
    let text = unsafe { CStr::from_ptr(text) };
    text.to_str().map(Some).map_err(|_| TEXT_NOT_UTF8.at(name))
}

/// The same where a text is needed.
///
/// # Safety
/// As [`optional_text`].
///
/// # Errors
/// `pointer.null`, `text.not_utf8` at `name`.
pub(crate) unsafe fn text<'a>(text: *const c_char, name: &str) -> Result<&'a str> {
    // SAFETY: the caller's promise.
    let text = unsafe { optional_text(text, name) }?;
    text.ok_or_else(|| NULL.error().with("name", name))
}

/// Runs `work` in a session. A panic rolls the session's transaction back and is an error then.
///
/// # Errors
/// `panic`, and what `work` answers.
pub(crate) fn guarded<T>(
    session: &mut Session,
    work: impl FnOnce(&mut Session) -> Result<T>,
) -> Result<T> {
    match catch_unwind(AssertUnwindSafe(|| work(session))) {
        Ok(answer) => answer,
        Err(payload) => {
            // Each failed rollback still ends one level.
            while session.in_transaction() {
                let _ = session.rollback();
            }
            Err(panicked(payload))
        }
    }
}

/// The error a panic is.
fn panicked(payload: Box<dyn Any + Send>) -> Error {
    let words = payload
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned());
    let words = words.or_else(|| payload.downcast_ref::<String>().cloned());
    PANIC.error().with("reason", words.unwrap_or_default())
}

fn document(error: &Error, language: Language) -> String {
    serde_json::to_string(&error.document(language)).unwrap_or_default()
}

/// A host's function and what it wants back.
pub(crate) struct Callback {
    function: unsafe extern "C" fn(*mut c_void),
    context: *mut c_void,
}

// SAFETY: the host promises, in `crm_on_commit`, a function and a context that any thread may use.
unsafe impl Send for Callback {}
// SAFETY: as above; several threads may commit at once.
unsafe impl Sync for Callback {}

impl Callback {
    pub(crate) fn new(function: unsafe extern "C" fn(*mut c_void), context: *mut c_void) -> Self {
        Self { function, context }
    }

    pub(crate) fn call(&self) {
        // SAFETY: the host's promise in `crm_on_commit`.
        unsafe { (self.function)(self.context) };
    }
}
