//! What hosts can do with tax invoices.

mod apply;
mod decide;
mod gaps;
mod list;
mod red_letter;
mod update;

pub use apply::Apply;
pub use decide::{Issue, Reject, Void, Withdraw};
pub use gaps::{BalanceOf, CurrencyGaps, CustomerGaps, Gaps, OrderGaps};
pub use list::{Get, List, Transitions};
pub use red_letter::{RedLetter, RedLettered};
pub use update::Update;
