//! The values everybody stands on: money, dates, text, ids, pages, errors. Pure.

#[macro_use]
mod arguments;

pub mod amount;
pub mod calendar;
pub mod capitals;
pub mod copying;
pub mod currency;
pub mod date;
pub mod date_rule;
mod digits;
pub mod error;
pub mod gram;
pub mod handles;
pub mod host_sql;
pub mod id;
pub mod lifecycle;
pub mod limits;
pub mod messages;
pub mod number;
pub mod number_pattern;
pub mod page;
pub mod patch;
pub mod rate;
pub mod ratio;
pub mod split;
mod template;
pub mod text;
pub mod transition;
pub mod warning;
mod words;

pub use amount::Amount;
pub use calendar::{Adjustment, Calendar, PayDays, Period};
pub use currency::Currency;
pub use date::{Date, Instant};
pub use date_rule::{DateRule, Step};
pub use error::{Code, Error, Result};
pub use lifecycle::Lifecycle;
pub use number::{Percent, Price, Quantity, Tie};
pub use page::Page;
pub use patch::Patch;
pub use rate::Rate;
pub use ratio::Ratio;
pub use text::{CodeText, Extra, Line, Name, Note, Text};
pub use transition::{Transition, TransitionList, Transitions};
pub use warning::Warning;
