//! What only the inside can provoke: panics at the border.

use crate::boundary;
use crate::session::OpenSession;
use crate::{CRM_ABI_MAJOR, CRM_ABI_MINOR, CRM_OK, CRM_PANIC, crm_abi_check, status};
use crm_core::base::messages::NOT_FOUND;
use crm_core::{Code, Crm};
use std::ffi::{CStr, c_char};

fn text_and_free(text: *mut c_char) -> String {
    assert!(!text.is_null());
    let owned = unsafe { CStr::from_ptr(text) }.to_str().unwrap().to_owned();
    unsafe { crate::crm_string_free(text) };
    owned
}

#[test]
fn every_code_is_its_own_status() {
    for code in Code::ALL {
        assert_eq!(status(code), code.number());
        assert_ne!(status(code), CRM_OK);
    }
}

#[test]
fn the_abi_version_is_that_of_the_package() {
    assert_eq!(env!("CARGO_PKG_VERSION_MAJOR"), CRM_ABI_MAJOR.to_string());
    assert_eq!(env!("CARGO_PKG_VERSION_MINOR"), CRM_ABI_MINOR.to_string());
    assert_eq!(crm_abi_check(CRM_ABI_MAJOR, CRM_ABI_MINOR), CRM_OK);
    for (major, minor) in [(1, 1), (0, 2), (-1, 1), (0, -1)] {
        assert_ne!(crm_abi_check(major, minor), CRM_OK);
    }
}

#[test]
fn a_panic_becomes_a_status_and_a_document() {
    let mut out = std::ptr::null_mut();
    let status = unsafe { boundary::call(&raw mut out, || panic!("on purpose")) };
    assert_eq!(status, CRM_PANIC);
    let document = text_and_free(out);
    assert!(document.contains("\"kind\":\"panic\""), "{document}");
    assert!(document.contains("on purpose"), "{document}");
    assert_eq!(boundary::bare(|| panic!("on purpose")), CRM_PANIC);
}

#[test]
fn a_panic_rolls_its_transaction_back_and_leaves_everything_working() {
    let crm = Crm::open(":memory:").unwrap();
    let args = r#"{"name": "北京华信科技有限公司"}"#;
    let open = OpenSession::new(&crm, crm.session());
    let failed = open.with(|session| {
        session.begin()?;
        session.begin()?;
        session.invoke("customer.create", args)?;
        if session.in_transaction() {
            panic!("on purpose");
        }
        Ok(())
    });
    assert_eq!(failed.unwrap_err().code(), Code::Panic);
    // The session goes on, outside any transaction, and nothing was kept.
    let feed = open.with(|session| {
        assert!(!session.in_transaction());
        session.invoke("change.list", "{}")
    });
    assert_eq!(feed.unwrap(), r#"{"items":[],"next":0}"#);
    // So does another one: the database is free, and what it writes is kept.
    let other = OpenSession::new(&crm, crm.session());
    let customer = other.with(|session| session.invoke("customer.create", args));
    assert!(customer.unwrap().contains("北京华信"));
}

#[test]
fn errors_are_told_in_the_language_of_the_workspace() {
    let mut out = std::ptr::null_mut();
    let language = crm_core::base::error::Language::Chinese;
    let error = NOT_FOUND.error().with("record", "order").with("id", 7);
    let status = unsafe {
        boundary::call(&raw mut out, || {
            boundary::within(language, Err(error)).map(|()| None)
        })
    };
    assert_eq!(status, Code::NotFound.number());
    assert!(text_and_free(out).contains("没有编号为 7 的订单"));
}
