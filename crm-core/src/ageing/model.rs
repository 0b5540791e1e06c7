//! What an ageing report is (M35). Pure.

use crate::base::{Amount, Currency, Date, Instant};
use serde::{Deserialize, Serialize};

/// What the lines of a report are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AgeingBy {
    /// Customers.
    #[default]
    Customer,
    /// Salespersons, as they are today.
    Owner,
    /// Departments, as they are today.
    Department,
    /// Orders.
    Order,
    /// Currencies alone.
    Currency,
}

/// Which due date the age is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AgeingDue {
    /// The one that held on the day of the report.
    #[default]
    Current,
    /// The first one, whatever it was moved to since (M26).
    Original,
}

/// What is open in one currency, by its age. All amounts are in `currency`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AgeingSums {
    /// The currency.
    pub currency: Currency,
    /// Due on the day of the report or later.
    pub not_due: Amount,
    /// Waiting for an event, or held back as a security: not due at all (M9, M12).
    pub dormant: Amount,
    /// Due for at most so many days as the boundary of the same place says, and for more than the
    /// one before.
    pub buckets: Vec<Amount>,
    /// Due for longer than the last boundary.
    pub over: Amount,
    /// What is still to come in: all of the above.
    pub open: Amount,
    /// What was due before the day of the report: the buckets, and what is over.
    pub overdue: Amount,
    /// The earliest day on which something of it is or was due.
    pub oldest_due_on: Option<Date>,
    /// What settles nothing yet: money that came in, and credit notes. Never netted against what is
    /// open.
    pub credit: Amount,
}

/// One line: a group in one currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AgeingLine {
    /// The id of the customer, salesperson, department or order; nothing for what belongs to none,
    /// and when lines are currencies.
    pub group: Option<i64>,
    /// What is open.
    pub sums: AgeingSums,
}

/// Receivables by age, as of a day and as they were known at an instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AgeingReport {
    /// The day.
    pub as_of: Date,
    /// The instant up to which what was written counts; nothing when all of it does.
    pub known_at: Option<Instant>,
    /// What the lines are about.
    pub by: AgeingBy,
    /// Which due date the age is counted from.
    pub due: AgeingDue,
    /// The last day of each bucket, in days after the due date, ascending.
    pub boundaries: Vec<u32>,
    /// The lines of the page, by the id of their group, what belongs to none last, then by
    /// currency.
    pub items: Vec<AgeingLine>,
    /// The totals of the whole report, one for each currency, on its first page; none on the pages
    /// behind it.
    pub totals: Vec<AgeingSums>,
    /// Where the next page starts: give it as `after`. `null` on the last page.
    pub next: Option<String>,
}
