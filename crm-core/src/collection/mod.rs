//! Collection: plans that come into being with an order, and the money that pays them.

pub mod allocation;
pub mod model;
#[cfg(feature = "engine")]
pub mod ops;
pub mod plan;
pub mod receipt;
pub mod receipt_rules;
pub mod rules;
#[cfg(feature = "engine")]
pub(crate) mod settle;
#[cfg(feature = "engine")]
pub(crate) mod steps;
#[cfg(feature = "engine")]
pub(crate) mod store;
#[cfg(feature = "engine")]
pub mod verify;

pub use model::{Planned, PlannedLine, Rounding, TERMS_ARCHIVED, Template, TermLine, Terms};
#[cfg(feature = "engine")]
pub use ops::{
    Allocate, Balance, BalanceOf, Confirm, CustomerBalance, DueReminders, Get, GetReceipt, List,
    ListReceipts, PlanSheet, Record, Reminder, Reverse,
    preview::{Preview, Previewed},
    terms,
};
pub use plan::{CollectionPlan, Plan, PlanStatus};
pub use receipt::{Allocation, AllocationArgs, Receipt, ReceiptStatus};
pub use rules::{Basis, TERMS_NOT_CLOSED, plan as schedule};
