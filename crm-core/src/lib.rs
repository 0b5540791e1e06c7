//! An embeddable CRM domain library: exact money, pure rules, one file of SQLite.

pub mod base;
pub mod pricing;

pub use base::{Amount, Code, Currency, Date, Error, Instant, Page, Patch, Result};
