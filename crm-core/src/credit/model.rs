//! What is at stake with a customer, and what it comes from. Pure.

use crate::base::id::{CustomerId, OrderId, UserId};
use crate::base::{Amount, CodeText, Currency, Date, Line};
use serde::{Deserialize, Serialize};

/// A part of what is at stake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExposurePart {
    /// How much.
    pub amount: Amount,
    /// Of how many plans, or of how many receipts and credit notes.
    pub count: u32,
}

/// What is at stake with a customer (M40): of all its approved orders, whoever their salesperson
/// is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CreditExposure {
    /// The customer.
    pub customer: CustomerId,
    /// The currency of the amounts beside the entries: the customer's, else the setting's.
    pub currency: Currency,
    /// Its credit limit; nothing when it has none.
    pub limit: Option<Amount>,
    /// What of its debt is secured, such as by an insurance or a guarantee.
    pub secured: Amount,
    /// What counts against the limit: the `counted` of all entries less `secured`; below zero when
    /// security and credit are more than what is open. Nothing without a limit.
    pub exposure: Option<Amount>,
    /// The limit less `exposure`: by how much more orders may be approved. Below zero when the
    /// limit is exceeded, nothing without a limit.
    pub available: Option<Amount>,
    /// Whether `exposure` is more than the limit.
    pub exceeded: bool,
    /// One entry for each currency with open plans or credit, by its code.
    pub currencies: Vec<CurrencyExposure>,
}

/// What is at stake in one currency. All amounts but `counted` are in `currency`. `started` and
/// `waiting` together are everything that is open of approved orders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CurrencyExposure {
    /// The currency.
    pub currency: Currency,
    /// What is open of plans that have started, overdue ones among them.
    pub started: ExposurePart,
    /// What of `started` was due before today.
    pub overdue: ExposurePart,
    /// What is open of plans that wait for their event, such as the delivery: approved, and not
    /// started.
    pub waiting: ExposurePart,
    /// What settles nothing yet: money that came in, and credit notes.
    pub credit: ExposurePart,
    /// `started` and `waiting` less `credit`.
    pub exposure: Amount,
    /// `exposure` in the currency of the limit, by today's rate, rounded once; nothing without a
    /// limit.
    pub counted: Option<Amount>,
    /// The orders with the most open, largest first: of the 20 largest those that the acting user
    /// may see.
    pub orders: Vec<ExposedOrder>,
}

/// What is open of an order, in the currency of its entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExposedOrder {
    /// The order.
    pub order: OrderId,
    /// Its number.
    pub number: CodeText,
    /// What is open of its plans that have started.
    pub started: Amount,
    /// What is open of its plans that wait for their event.
    pub waiting: Amount,
}

/// That somebody let an order go beyond its customer's credit limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CreditOverride {
    /// Who did; nothing for the system.
    pub by: Option<UserId>,
    /// On which day.
    pub on: Date,
    /// Why.
    pub reason: Line,
    /// The currency of the limit, and of the amounts here.
    pub currency: Currency,
    /// The limit.
    pub limit: Amount,
    /// By how much the exposure was beyond it with the order.
    pub beyond: Amount,
}

/// What a customer's exposure comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CauseKind {
    /// What is open of plans that have started.
    Started,
    /// What is open of plans that wait for their event.
    Waiting,
    /// Orders that are submitted and not approved yet.
    Submitted,
    /// What settles nothing yet, taken off.
    Credit,
    /// What is secured, taken off.
    Secured,
}

/// One of the causes of a customer's exposure, as a refusal names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cause {
    /// What it is.
    pub cause: CauseKind,
    /// The currency of the amount.
    pub currency: Currency,
    /// How much.
    pub amount: Amount,
    /// Of how many plans, orders, receipts and credit notes.
    pub count: u32,
}
