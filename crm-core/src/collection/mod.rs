//! Collection: plans that come into being with an order, and where each stands.

#[cfg(feature = "engine")]
pub(crate) mod begun;
pub mod change;
pub mod detail;
pub mod due;
pub mod early;
pub mod gate;
pub mod history;
pub mod model;
#[cfg(feature = "engine")]
pub mod ops;
#[cfg(feature = "engine")]
pub(crate) mod reach;
#[cfg(feature = "engine")]
pub(crate) mod settle;
pub mod share;
pub mod shown;
#[cfg(feature = "engine")]
pub(crate) mod start;
#[cfg(feature = "engine")]
pub(crate) mod steps;
#[cfg(feature = "engine")]
pub(crate) mod store;
#[cfg(feature = "engine")]
pub mod verify;

pub use change::{PlanChange, PlanChangeKind};
pub use detail::{Allocation, DetailKind};
pub use due::DueOn;
pub use model::{ClaimOf, Plan, PlanBasis, PlanKind};
#[cfg(feature = "engine")]
pub use ops::{
    Balance, BalanceOf, CustomerBalance, DueReminders, Get, List, PlanSheet, Reminder,
    explain::{Explain, Explanation, HistoryStep},
    gate::{Released, Waive},
    preview::{Preview, Previewed},
    reschedule::{Expect, Reschedule},
    write_off::{TakeBack, WriteOff},
};
pub use shown::{CollectionPlan, PlanStatus};
