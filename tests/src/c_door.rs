//! The C door for scenarios: the shared library is loaded as a host loads it, and each operation is
//! called by the name of its own function.

use crate::c_library::Library;
use crate::vectors::Door;
use crm_core::Code;
use serde_json::{Value, json};
use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::ptr::{null, null_mut};

type Open = unsafe extern "C" fn(*const c_char, *mut *mut c_void, *mut *mut c_char) -> i32;
type OpenSession =
    unsafe extern "C" fn(*mut c_void, *const c_char, *mut *mut c_void, *mut *mut c_char) -> i32;
type SetNow = unsafe extern "C" fn(*mut c_void, *const c_char, *mut *mut c_char) -> i32;
type OfHandle = unsafe extern "C" fn(*mut c_void, *mut *mut c_char) -> i32;
type Operation = unsafe extern "C" fn(*mut c_void, *const c_char, *mut *mut c_char) -> i32;
type Free = unsafe extern "C" fn(*mut c_char);

unsafe extern "C" {
    fn dlopen(path: *const c_char, mode: c_int) -> *mut c_void;
    fn dlsym(library: *mut c_void, name: *const c_char) -> *mut c_void;
}

const RTLD_NOW: c_int = 2;

/// The library in this process.
pub struct Loaded(*mut c_void);

impl Loaded {
    /// Loads it.
    ///
    /// # Panics
    /// When it cannot be loaded.
    #[must_use]
    pub fn open(library: &Library) -> Self {
        let path = CString::new(library.shared.to_str().unwrap()).unwrap();
        let loaded = unsafe { dlopen(path.as_ptr(), RTLD_NOW) };
        assert!(!loaded.is_null(), "{path:?} cannot be loaded");
        Self(loaded)
    }

    /// A function of the library. `F` must be its type in the header.
    unsafe fn function<F: Copy>(&self, name: &str) -> F {
        assert_eq!(size_of::<F>(), size_of::<*mut c_void>());
        let text = CString::new(name).unwrap();
        let found = unsafe { dlsym(self.0, text.as_ptr()) };
        assert!(!found.is_null(), "the library has no {name}");
        unsafe { std::mem::transmute_copy(&found) }
    }

    /// Makes a call with a document and takes the document; its code must be the status.
    fn call(&self, call: impl FnOnce(*mut *mut c_char) -> i32) -> Result<String, String> {
        let mut out = null_mut();
        let status = call(&raw mut out);
        let mut text = String::new();
        if !out.is_null() {
            text = unsafe { CStr::from_ptr(out) }.to_str().unwrap().to_owned();
            unsafe { self.function::<Free>("crm_string_free")(out) };
        }
        if status == 0 {
            return Ok(text);
        }
        let document: Value = serde_json::from_str(&text).unwrap();
        let code = Code::ALL.iter().find(|code| code.number() == status);
        let word = code.map(|code| code.as_str());
        assert_eq!(document["error"]["code"].as_str(), word, "{status}: {text}");
        Err(text)
    }
}

/// An open workspace.
pub struct CDoor<'l> {
    library: &'l Loaded,
    crm: *mut c_void,
}

impl<'l> CDoor<'l> {
    /// A new workspace in memory.
    ///
    /// # Panics
    /// When it cannot be opened.
    #[must_use]
    pub fn open(library: &'l Loaded) -> Self {
        Self::at(library, ":memory:")
    }

    /// The workspace that a path or URL names, its clock at the start of 1970.
    ///
    /// # Panics
    /// When it cannot be opened.
    #[must_use]
    pub fn at(library: &'l Loaded, path: &str) -> Self {
        let options = json!({ "path": path, "now": "1970-01-01T00:00:00Z" });
        let options = CString::new(options.to_string()).unwrap();
        let mut crm = null_mut();
        let open: Open = unsafe { library.function("crm_open") };
        let opened = library.call(|out| unsafe { open(options.as_ptr(), &raw mut crm, out) });
        opened.unwrap();
        Self { library, crm }
    }

    /// Closes it.
    ///
    /// # Panics
    /// When a session is still open.
    pub fn close(self) {
        self.of("crm_close", self.crm);
    }

    /// Calls a function that takes a handle alone.
    fn of(&self, name: &str, handle: *mut c_void) {
        let function: OfHandle = unsafe { self.library.function(name) };
        self.library
            .call(|out| unsafe { function(handle, out) })
            .unwrap();
    }

    /// Calls an operation with arguments that need not be UTF-8.
    ///
    /// # Errors
    /// The error document.
    ///
    /// # Panics
    /// When the status is not the document's code.
    pub fn call_bytes(
        &self,
        user: Option<&str>,
        name: &str,
        args: &CStr,
    ) -> Result<String, String> {
        self.in_session(user, |session| self.operate(session, name, args))
    }

    /// Runs `work` in a session of its own.
    fn in_session(
        &self,
        user: Option<&str>,
        work: impl FnOnce(*mut c_void) -> Result<String, String>,
    ) -> Result<String, String> {
        let user = user.map(|user| CString::new(user).unwrap());
        let user = user.as_ref().map_or(null(), |user| user.as_ptr());
        let mut session = null_mut();
        let open: OpenSession = unsafe { self.library.function("crm_session_open") };
        self.library
            .call(|out| unsafe { open(self.crm, user, &raw mut session, out) })?;
        let answer = work(session);
        self.of("crm_session_close", session);
        answer
    }

    fn operate(&self, session: *mut c_void, name: &str, args: &CStr) -> Result<String, String> {
        let symbol = format!("crm_{}", name.replace('.', "_"));
        let operation: Operation = unsafe { self.library.function(&symbol) };
        self.library
            .call(|out| unsafe { operation(session, args.as_ptr(), out) })
    }
}

impl Door for CDoor<'_> {
    fn set_now(&mut self, now: &str) {
        let text = CString::new(now).unwrap();
        let set: SetNow = unsafe { self.library.function("crm_set_now") };
        let done = self
            .library
            .call(|out| unsafe { set(self.crm, text.as_ptr(), out) });
        done.unwrap();
    }

    fn call(&mut self, user: Option<&str>, name: &str, args: &str) -> Result<String, String> {
        self.call_bytes(user, name, &CString::new(args).unwrap())
    }

    fn call_inside(
        &mut self,
        user: Option<&str>,
        name: &str,
        args: &str,
    ) -> Result<String, String> {
        let args = CString::new(args).unwrap();
        self.in_session(user, |session| {
            self.of("crm_session_begin", session);
            let answer = self.operate(session, name, &args);
            self.of("crm_session_rollback", session);
            answer
        })
    }
}
