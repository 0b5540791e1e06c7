//! What hosts can do with terms, plans and receipts.

mod lists;
mod receipts;

pub use lists::{
    Balance, BalanceOf, CustomerBalance, DueReminders, Get, GetReceipt, List, ListReceipts,
    PlanSheet, Reminder,
};
pub use receipts::{Allocate, Confirm, Record, Reverse};
