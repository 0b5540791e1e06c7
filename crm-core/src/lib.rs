//! An embeddable CRM domain library: exact money, pure rules, one file of SQLite.
//!
//! A workspace is opened with `Crm::open`, a session of a user or of the
//! system runs operations in it. An operation is a struct, made with `new` from what it must be
//! given; its other fields are set beside `..`. `run` answers the record, or the [`Error`] that
//! names what was wrong.
//!
#![cfg_attr(
    feature = "sqlite",
    doc = r##"
```
use crm_core::collection::BalanceOf;
use crm_core::receipt::Record;
use crm_core::terms::{self, TermLine};
use crm_core::{Crm, customer, order};

# fn main() -> crm_core::Result<()> {
let mut session = Crm::open(":memory:")?.session();
let lines = vec![
    TermLine { percent: Some("30".parse()?), ..TermLine::default() },
    TermLine { balance: true, due: "30d".parse()?, ..TermLine::default() },
];
let terms = session.run(terms::Create::new("30/70".parse()?, lines))?.id;
let customer = session.run(customer::Create::new("北京华信科技有限公司".parse()?))?.id;

let motors = order::LineArgs {
    description: Some("伺服电机".parse()?),
    unit_price: Some("1200.00".parse()?),
    tax_percent: Some("13".parse()?),
    ..order::LineArgs::new("3".parse()?)
};
let order = order::Create { terms: Some(terms), ..order::Create::new(customer, vec![motors]) };
let order = session.run(order)?.id;
session.run(order::Submit::new(order))?;

// Approval makes the collection plans: 3 × 1,200.00 with 13 % are 4,068.00, 30 % of it 1,220.40.
let plans = session.run(order::Approve::new(order))?.plans;
assert_eq!(plans[0].amount.to_string(), "1220.40");
assert_eq!(plans[1].amount.to_string(), "2847.60");

// Money that is confirmed pays what is due first.
session.run(Record { confirm: true, ..Record::new(customer, "2000.00".parse()?) })?;
let owed = session.run(BalanceOf { customer })?.balances;
assert_eq!(owed[0].open.to_string(), "2068.00");

// The same by name and JSON, as the other doors call.
let answer = session.invoke("currency.get", r#"{"currency":"JPY"}"#)?;
assert!(answer.contains(r#""digits":0"#));
# Ok(())
# }
```"##
)]
//!
//! Without its default features the crate is the pure rules alone: [`pricing::rules`],
//! [`terms::rules`], [`base::date_rule`], [`base::calendar`].

#[macro_use]
pub mod base;
pub mod ageing;
pub mod amendment;
pub mod approval;
pub mod calendar;
pub mod catalog;
pub mod collection;
pub mod contact;
pub mod contract;
pub mod credit;
pub mod credit_note;
pub mod currency;
pub mod customer;
pub mod delivery;
pub mod dunning;
#[cfg(feature = "engine")]
pub mod engine;
pub mod exchange;
pub mod invoice;
#[cfg(feature = "engine")]
pub mod operations;
pub mod opportunity;
pub mod order;
pub mod org;
pub mod pricing;
pub mod quote;
pub mod receipt;
pub mod refund;
#[cfg(feature = "engine")]
pub mod storage;
pub mod terms;

pub use base::{Amount, Code, Currency, Date, Error, Instant, Page, Patch, Result};
#[cfg(feature = "engine")]
pub use engine::{Crm, Options, Session};
