//! Documents by path, so that a C host needs no JSON library.

use crate::boundary;
use crate::document;
use crate::registry::{self, Kind};
use crm_core::Code;
use crm_core::base::handles::IN_USE;
use crm_core::engine::malformed;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::ffi::{CString, c_char};
use std::sync::{Mutex, MutexGuard, TryLockError};

/// A JSON document taken apart. For one thread at a time. A path names a field or an item, such as
/// `lines[0].unit_price`; items count from 0, and the empty path is the whole document.
#[allow(non_camel_case_types, reason = "the C name")]
#[derive(Debug)]
pub struct crm_doc {
    _private: [u8; 0],
}

/// Nothing stands at the path.
pub const CRM_DOC_ABSENT: i32 = 0;
/// `null`.
pub const CRM_DOC_NULL: i32 = 1;
/// `true` or `false`.
pub const CRM_DOC_BOOL: i32 = 2;
/// A whole number of 64 bits.
pub const CRM_DOC_INT: i32 = 3;
/// Text.
pub const CRM_DOC_TEXT: i32 = 4;
/// A list.
pub const CRM_DOC_LIST: i32 = 5;
/// An object.
pub const CRM_DOC_OBJECT: i32 = 6;
/// Any other number; only a host's own `extra` can hold one. Read it as text.
pub const CRM_DOC_NUMBER: i32 = 7;

/// What stands behind a `crm_doc`.
pub(crate) struct OpenDoc(Mutex<Option<Doc>>);

struct Doc {
    root: Value,
    /// Every text handed out: it lives until the document is freed, whatever is set meanwhile.
    texts: BTreeSet<CString>,
}

impl OpenDoc {
    fn new(root: Value) -> Self {
        let texts = BTreeSet::new();
        Self(Mutex::new(Some(Doc { root, texts })))
    }

    fn enter(&self) -> crm_core::Result<MutexGuard<'_, Option<Doc>>> {
        match self.0.try_lock() {
            Ok(guard) => Ok(guard),
            Err(TryLockError::Poisoned(poisoned)) => Ok(poisoned.into_inner()),
            Err(TryLockError::WouldBlock) => Err(IN_USE.error().with("handle", Self::NAME)),
        }
    }
}

impl Doc {
    fn keep(&mut self, text: String) -> Result<*const c_char, Code> {
        // A NUL would end it early.
        let text = CString::new(text).map_err(|_| Code::InvalidInput)?;
        if let Some(kept) = self.texts.get(&text) {
            return Ok(kept.as_ptr());
        }
        // The bytes stay where they are when their owner moves into the set.
        let pointer = text.as_ptr();
        self.texts.insert(text);
        Ok(pointer)
    }
}

/// One call on a document that answers a status alone.
fn on(doc: *mut crm_doc, work: impl FnOnce(&mut Doc) -> Result<(), Code>) -> i32 {
    boundary::bare(|| {
        let open = registry::find::<OpenDoc>(doc.addr()).map_err(|error| error.code())?;
        let mut guard = open.enter().map_err(|error| error.code())?;
        work(guard.as_mut().ok_or(Code::Misuse)?)
    })
}

/// What stands at a path a host gives, neither absent nor null.
unsafe fn present(doc: &Doc, path: *const c_char) -> Result<&Value, Code> {
    // SAFETY: the caller's promise.
    match document::get(&doc.root, unsafe { path_text(path) }?)? {
        None | Some(Value::Null) => Err(Code::NotFound),
        Some(value) => Ok(value),
    }
}

unsafe fn path_text<'a>(path: *const c_char) -> Result<&'a str, Code> {
    // SAFETY: the caller's promise.
    unsafe { boundary::text(path, "path") }.map_err(|error| error.code())
}

fn wanted<T>(out: *const T) -> Result<(), Code> {
    boundary::not_null(out, "out").map_err(|error| error.code())
}

/// One call that puts a value at a path.
unsafe fn put(
    doc: *mut crm_doc,
    path: *const c_char,
    value: impl FnOnce() -> Result<Value, Code>,
) -> i32 {
    on(doc, |doc| {
        // SAFETY: the conventions of the header.
        let path = unsafe { path_text(path) }?;
        document::set(&mut doc.root, path, value()?)
    })
}

/// Makes an empty document, `{}`, to be filled with crm_doc_set_text and its like.
///
/// Ownership: free the document with crm_doc_free.
/// Threads: any.
/// NULL: `out_doc` must not be NULL.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_doc_new(out_doc: *mut *mut crm_doc) -> i32 {
    // SAFETY: the conventions of the header.
    unsafe {
        boundary::put(out_doc, std::ptr::null_mut());
        boundary::bare(|| {
            wanted(out_doc)?;
            let root = Value::Object(Map::new());
            let token = registry::add_doc(OpenDoc::new(root)).map_err(|error| error.code())?;
            boundary::put(out_doc, boundary::pointer(token));
            Ok(())
        })
    }
}

/// Reads a JSON document, such as the answer of an operation or a problem.
///
/// Refusals: `json.malformed`, `text.not_utf8`.
///
/// Ownership: `json` is not kept; free the document with crm_doc_free and `*problem` with
/// crm_string_free.
/// Threads: any.
/// NULL: `json` and `out_doc` must not be NULL; `problem` may be.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_doc_parse(
    json: *const c_char,
    out_doc: *mut *mut crm_doc,
    problem: *mut *mut c_char,
) -> i32 {
    // SAFETY: the conventions of the header.
    unsafe {
        boundary::put(out_doc, std::ptr::null_mut());
        boundary::call(problem, || {
            boundary::not_null(out_doc, "out_doc")?;
            let root = serde_json::from_str(boundary::text(json, "json")?)
                .map_err(|error| malformed(&error))?;
            let token = registry::add_doc(OpenDoc::new(root))?;
            boundary::put(out_doc, boundary::pointer(token));
            Ok(None)
        })
    }
}

/// What stands at a path: one of the CRM_DOC numbers, CRM_DOC_ABSENT when there is nothing.
///
/// Result: CRM_OK; CRM_INVALID_INPUT for a malformed path; CRM_MISUSE.
///
/// Ownership: nothing is handed over.
/// Threads: one at a time.
/// NULL: nothing may be NULL.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_doc_kind(
    doc: *mut crm_doc,
    path: *const c_char,
    out: *mut i32,
) -> i32 {
    // SAFETY: the conventions of the header.
    unsafe {
        boundary::put(out, CRM_DOC_ABSENT);
        on(doc, |doc| {
            wanted(out)?;
            let kind = match document::get(&doc.root, path_text(path)?)? {
                None => CRM_DOC_ABSENT,
                Some(Value::Null) => CRM_DOC_NULL,
                Some(Value::Bool(_)) => CRM_DOC_BOOL,
                Some(Value::Number(number)) if number.is_i64() => CRM_DOC_INT,
                Some(Value::Number(_)) => CRM_DOC_NUMBER,
                Some(Value::String(_)) => CRM_DOC_TEXT,
                Some(Value::Array(_)) => CRM_DOC_LIST,
                Some(Value::Object(_)) => CRM_DOC_OBJECT,
            };
            boundary::put(out, kind);
            Ok(())
        })
    }
}

/// How many items a list has.
///
/// Result: CRM_OK; CRM_NOT_FOUND, and 0, when the path is absent or null; CRM_INVALID_INPUT when
/// it is no list or the path is malformed; CRM_MISUSE.
///
/// Ownership: nothing is handed over.
/// Threads: one at a time.
/// NULL: nothing may be NULL.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_doc_count(
    doc: *mut crm_doc,
    path: *const c_char,
    out: *mut i64,
) -> i32 {
    // SAFETY: the conventions of the header.
    unsafe {
        boundary::put(out, 0);
        on(doc, |doc| {
            wanted(out)?;
            let items = present(doc, path)?.as_array().ok_or(Code::InvalidInput)?;
            boundary::put(
                out,
                i64::try_from(items.len()).map_err(|_| Code::InvalidInput)?,
            );
            Ok(())
        })
    }
}

/// Reads text: amounts, dates, words. A number is answered as its digits.
///
/// Result: CRM_OK; CRM_NOT_FOUND, and NULL, when the path is absent or null; CRM_INVALID_INPUT
/// when it is no text and no number, holds U+0000, or the path is malformed; CRM_MISUSE.
///
/// Ownership: `*out` belongs to the document and lives until crm_doc_free.
/// Threads: one at a time.
/// NULL: nothing may be NULL.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_doc_text(
    doc: *mut crm_doc,
    path: *const c_char,
    out: *mut *const c_char,
) -> i32 {
    // SAFETY: the conventions of the header.
    unsafe {
        boundary::put(out, std::ptr::null());
        on(doc, |doc| {
            wanted(out)?;
            let text = match present(doc, path)? {
                Value::String(text) => text.clone(),
                Value::Number(number) => number.to_string(),
                _ => return Err(Code::InvalidInput),
            };
            boundary::put(out, doc.keep(text)?);
            Ok(())
        })
    }
}

/// Reads a whole number: ids, counts, versions.
///
/// Result: CRM_OK; CRM_NOT_FOUND, and 0, when the path is absent or null; CRM_INVALID_INPUT when
/// it is no whole number of 64 bits or the path is malformed; CRM_MISUSE.
///
/// Ownership: nothing is handed over.
/// Threads: one at a time.
/// NULL: nothing may be NULL.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_doc_int(doc: *mut crm_doc, path: *const c_char, out: *mut i64) -> i32 {
    // SAFETY: the conventions of the header.
    unsafe {
        boundary::put(out, 0);
        on(doc, |doc| {
            wanted(out)?;
            let number = present(doc, path)?.as_i64().ok_or(Code::InvalidInput)?;
            boundary::put(out, number);
            Ok(())
        })
    }
}

/// Reads a yes or no: 1 or 0.
///
/// Result: CRM_OK; CRM_NOT_FOUND, and 0, when the path is absent or null; CRM_INVALID_INPUT when
/// it is neither `true` nor `false` or the path is malformed; CRM_MISUSE.
///
/// Ownership: nothing is handed over.
/// Threads: one at a time.
/// NULL: nothing may be NULL.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_doc_bool(
    doc: *mut crm_doc,
    path: *const c_char,
    out: *mut i32,
) -> i32 {
    // SAFETY: the conventions of the header.
    unsafe {
        boundary::put(out, 0);
        on(doc, |doc| {
            wanted(out)?;
            let flag = present(doc, path)?.as_bool().ok_or(Code::InvalidInput)?;
            boundary::put(out, i32::from(flag));
            Ok(())
        })
    }
}

/// Puts text at a path: names, words, dates, and all money, as `19.99`. Missing objects and lists
/// on the way are made; an item may be added right behind the last of its list.
///
/// Example: `crm_doc_set_text(doc, "lines[0].unit_price", "19.99")`
///
/// Result: CRM_OK; CRM_INVALID_INPUT when the path is malformed, empty, leaves a gap in a list or
/// leads through something else, or the text is not UTF-8: nothing is changed then; CRM_MISUSE.
///
/// Ownership: `value` is copied.
/// Threads: one at a time.
/// NULL: nothing may be NULL; crm_doc_set_null writes a null.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_doc_set_text(
    doc: *mut crm_doc,
    path: *const c_char,
    value: *const c_char,
) -> i32 {
    // SAFETY: the conventions of the header.
    unsafe {
        put(doc, path, || {
            let value = boundary::text(value, "value").map_err(|error| error.code())?;
            Ok(Value::from(value))
        })
    }
}

/// Puts a whole number at a path: ids, counts, versions. Paths are as for crm_doc_set_text.
///
/// Result: as crm_doc_set_text.
///
/// Ownership: nothing is handed over.
/// Threads: one at a time.
/// NULL: nothing may be NULL.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_doc_set_int(
    doc: *mut crm_doc,
    path: *const c_char,
    value: i64,
) -> i32 {
    // SAFETY: the conventions of the header.
    unsafe { put(doc, path, || Ok(Value::from(value))) }
}

/// Puts `false` (0) or `true` (anything else) at a path. Paths are as for crm_doc_set_text.
///
/// Result: as crm_doc_set_text.
///
/// Ownership: nothing is handed over.
/// Threads: one at a time.
/// NULL: nothing may be NULL.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_doc_set_bool(
    doc: *mut crm_doc,
    path: *const c_char,
    value: i32,
) -> i32 {
    // SAFETY: the conventions of the header.
    unsafe { put(doc, path, || Ok(Value::from(value != 0))) }
}

/// Puts `null` at a path; in an update it clears the field. Paths are as for crm_doc_set_text.
///
/// Result: as crm_doc_set_text.
///
/// Ownership: nothing is handed over.
/// Threads: one at a time.
/// NULL: nothing may be NULL.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_doc_set_null(doc: *mut crm_doc, path: *const c_char) -> i32 {
    // SAFETY: the conventions of the header.
    unsafe { put(doc, path, || Ok(Value::Null)) }
}

/// Puts any JSON value at a path: an empty list, the host's own `extra`. Paths are as for
/// crm_doc_set_text.
///
/// Example: `crm_doc_set_json(doc, "extra", "{\"workflow\": 88}")`
///
/// Result: as crm_doc_set_text; CRM_INVALID_INPUT when `json` is no JSON.
///
/// Ownership: `json` is copied.
/// Threads: one at a time.
/// NULL: nothing may be NULL.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_doc_set_json(
    doc: *mut crm_doc,
    path: *const c_char,
    json: *const c_char,
) -> i32 {
    // SAFETY: the conventions of the header.
    unsafe {
        put(doc, path, || {
            let json = boundary::text(json, "json").map_err(|error| error.code())?;
            serde_json::from_str(json).map_err(|_| Code::InvalidInput)
        })
    }
}

/// What stands at a path as JSON, to be given as `args`; with the empty path the whole document.
///
/// Example: `crm_doc_json(doc, "lines[0]", &line)`
///
/// Result: CRM_OK; CRM_NOT_FOUND, and NULL, when the path is absent; CRM_INVALID_INPUT when it is
/// malformed; CRM_MISUSE.
///
/// Ownership: `*out` belongs to the document and lives until crm_doc_free.
/// Threads: one at a time.
/// NULL: nothing may be NULL.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_doc_json(
    doc: *mut crm_doc,
    path: *const c_char,
    out: *mut *const c_char,
) -> i32 {
    // SAFETY: the conventions of the header.
    unsafe {
        boundary::put(out, std::ptr::null());
        on(doc, |doc| {
            wanted(out)?;
            let found = document::get(&doc.root, path_text(path)?)?;
            let text = found.ok_or(Code::NotFound)?.to_string();
            boundary::put(out, doc.keep(text)?);
            Ok(())
        })
    }
}

/// Frees a document and every text got from it.
///
/// Result: CRM_OK; CRM_MISUSE when it is no live document (freed twice too) or in use.
///
/// Ownership: `doc` is gone afterwards.
/// Threads: one at a time.
/// NULL: does nothing.
/// Since: 0.1
#[unsafe(no_mangle)]
pub unsafe extern "C" fn crm_doc_free(doc: *mut crm_doc) -> i32 {
    if doc.is_null() {
        return crate::CRM_OK;
    }
    boundary::bare(|| {
        let freed = || {
            let open = registry::find::<OpenDoc>(doc.addr())?;
            let mut guard = open.enter()?;
            drop(guard.take());
            registry::remove::<OpenDoc>(doc.addr())
        };
        freed().map_err(|error| error.code())
    })
}
