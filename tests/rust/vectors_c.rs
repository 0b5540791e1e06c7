//! Every scenario through the C door: the shared library is loaded as a host loads it, and each
//! operation is called by the name of its own function.

#![cfg(test)]

use crm_tests::c_library::Library;
use crm_tests::vectors::{self, Door};
use serde_json::json;
use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::ptr::{null, null_mut};

type Open = unsafe extern "C" fn(*const c_char, *mut *mut c_void, *mut *mut c_char) -> i32;
type OpenSession =
    unsafe extern "C" fn(*mut c_void, *const c_char, *mut *mut c_void, *mut *mut c_char) -> i32;
type SetNow = unsafe extern "C" fn(*mut c_void, *const c_char, *mut *mut c_char) -> i32;
type Close = unsafe extern "C" fn(*mut c_void, *mut *mut c_char) -> i32;
type Operation = unsafe extern "C" fn(*mut c_void, *const c_char, *mut *mut c_char) -> i32;
type Free = unsafe extern "C" fn(*mut c_char);

unsafe extern "C" {
    fn dlopen(path: *const c_char, mode: c_int) -> *mut c_void;
    fn dlsym(library: *mut c_void, name: *const c_char) -> *mut c_void;
}

const RTLD_NOW: c_int = 2;

struct Loaded(*mut c_void);

impl Loaded {
    fn open(library: &Library) -> Self {
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

    /// Makes a call with a document and takes the document.
    fn call(&self, call: impl FnOnce(*mut *mut c_char) -> i32) -> Result<String, String> {
        let mut out = null_mut();
        let status = call(&raw mut out);
        let mut text = String::new();
        if !out.is_null() {
            text = unsafe { CStr::from_ptr(out) }.to_str().unwrap().to_owned();
            unsafe { self.function::<Free>("crm_string_free")(out) };
        }
        if status == 0 { Ok(text) } else { Err(text) }
    }
}

struct C<'l> {
    library: &'l Loaded,
    crm: *mut c_void,
}

impl<'l> C<'l> {
    fn open(library: &'l Loaded) -> Self {
        let options = json!({ "path": ":memory:", "now": "1970-01-01T00:00:00Z" });
        let options = CString::new(options.to_string()).unwrap();
        let mut crm = null_mut();
        let open: Open = unsafe { library.function("crm_open") };
        let opened = library.call(|out| unsafe { open(options.as_ptr(), &raw mut crm, out) });
        opened.unwrap();
        Self { library, crm }
    }

    fn close(&self, name: &str, handle: *mut c_void) {
        let close: Close = unsafe { self.library.function(name) };
        self.library
            .call(|out| unsafe { close(handle, out) })
            .unwrap();
    }
}

impl Door for C<'_> {
    fn set_now(&mut self, now: &str) {
        let text = CString::new(now).unwrap();
        let set: SetNow = unsafe { self.library.function("crm_set_now") };
        let done = self
            .library
            .call(|out| unsafe { set(self.crm, text.as_ptr(), out) });
        done.unwrap();
    }

    fn call(&mut self, user: Option<&str>, name: &str, args: &str) -> Result<String, String> {
        let user = user.map(|user| CString::new(user).unwrap());
        let user = user.as_ref().map_or(null(), |user| user.as_ptr());
        let args = CString::new(args).unwrap();
        let mut session = null_mut();
        let open: OpenSession = unsafe { self.library.function("crm_session_open") };
        let opened = self
            .library
            .call(|out| unsafe { open(self.crm, user, &raw mut session, out) });
        opened?;
        let symbol = format!("crm_{}", name.replace('.', "_"));
        let operation: Operation = unsafe { self.library.function(&symbol) };
        let answer = self
            .library
            .call(|out| unsafe { operation(session, args.as_ptr(), out) });
        self.close("crm_session_close", session);
        answer
    }
}

#[test]
fn every_scenario_answers_as_written() {
    let library = Loaded::open(&Library::build().unwrap());
    let scenarios = vectors::all();
    assert!(!scenarios.is_empty());
    for (name, scenario) in &scenarios {
        let mut door = C::open(&library);
        vectors::run(name, scenario, &mut door);
        door.close("crm_close", door.crm);
    }
}
