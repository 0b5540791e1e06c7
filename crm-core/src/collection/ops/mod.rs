//! What hosts can do with plans.

pub mod explain;
pub mod gate;
mod list;
pub mod preview;
pub mod reschedule;
pub mod write_off;

pub use list::{Balance, BalanceOf, CustomerBalance, DueReminders, Get, List, PlanSheet, Reminder};
