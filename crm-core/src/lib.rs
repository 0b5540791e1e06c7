//! An embeddable CRM domain library: exact money, pure rules, one file of SQLite.

#[macro_use]
pub mod base;
pub mod calendar;
pub mod catalog;
pub mod collection;
pub mod contact;
pub mod contract;
pub mod currency;
pub mod customer;
#[cfg(feature = "engine")]
pub mod engine;
#[cfg(feature = "engine")]
pub mod operations;
pub mod opportunity;
pub mod order;
pub mod org;
pub mod pricing;
pub mod quote;
#[cfg(feature = "engine")]
pub mod storage;

pub use base::{Amount, Code, Currency, Date, Error, Instant, Page, Patch, Result};
#[cfg(feature = "engine")]
pub use engine::{Crm, Options, Session};
