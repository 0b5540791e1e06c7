//! Collection: plans that come into being with an order, and where each stands.

pub mod model;
#[cfg(feature = "engine")]
pub mod ops;
#[cfg(feature = "engine")]
pub(crate) mod steps;
#[cfg(feature = "engine")]
pub(crate) mod store;
#[cfg(feature = "engine")]
pub mod verify;

pub use model::{CollectionPlan, Plan, PlanStatus};
#[cfg(feature = "engine")]
pub use ops::{
    Balance, BalanceOf, CustomerBalance, DueReminders, Get, List, PlanSheet, Reminder,
    preview::{Preview, Previewed},
};
