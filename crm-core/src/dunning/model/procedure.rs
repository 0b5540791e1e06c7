//! How customers are dunned: the levels of a procedure and its interest.

use crate::base::error::{Refusal, Result};
use crate::base::id::ProcedureId;
use crate::base::{
    Amount, CodeText, Currency, Extra, Instant, Lifecycle, Name, Note, Percent, Tie,
};
use serde::{Deserialize, Serialize};

/// How the days of a year are counted for interest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum DayCount {
    /// Days of the calendar, of 365.
    #[default]
    #[serde(rename = "actual_365")]
    Actual365,
    /// Days of the calendar, of 360.
    #[serde(rename = "actual_360")]
    Actual360,
    /// Months of 30 days, of 360; the 31st counts as the 30th (30E/360).
    #[serde(rename = "thirty_360")]
    Thirty360,
    /// Days of the calendar, those of leap years of 366 and the others of 365 (ISDA).
    #[serde(rename = "actual_actual")]
    ActualActual,
}

/// An amount in a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CurrencyAmount {
    /// The currency.
    pub currency: Currency,
    /// The amount, not negative.
    pub amount: Amount,
}

/// The interest on what is paid late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct InterestTerms {
    /// Percent a year, above 0 and at most 1,000.
    pub percent: Percent,
    /// How days are counted. `actual_365` when not given.
    #[serde(default)]
    pub day_count: DayCount,
    /// Days behind the due date that bear no interest, 0 to 3,660. 0 when not given.
    #[serde(default)]
    pub grace_days: u32,
}

/// How a level reaches the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// On paper.
    #[default]
    Letter,
    /// By mail.
    Email,
    /// By telephone.
    Phone,
    /// As the host does it.
    Other,
}

/// One level of a procedure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Days behind the due date from which it is met, 1 to 3,660: more than those of the level
    /// before.
    pub days_late: u32,
    /// Days that must have passed since the letter before about the same plan, 1 to 366. 1 when not
    /// given.
    #[serde(default = "one")]
    pub pause_days: u32,
    /// What it costs the customer, at most one amount for each currency.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fees: Vec<CurrencyAmount>,
    /// What it costs in currencies without an amount of their own: percent of what is open, 0 to
    /// 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee_percent: Option<Percent>,
    /// Days that the customer is given to pay, 0 to 366; what the letter claims falls due then. 7
    /// when not given.
    #[serde(default = "a_week")]
    pub days_to_pay: u32,
    /// The title of its letters, at most 200 characters.
    pub title: Name,
    /// What its letters say, at most 16,000 characters. The host puts in what it holds a place for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Note>,
    /// How it reaches the customer. `letter` when not given.
    #[serde(default)]
    pub channel: Channel,
}

const fn one() -> u32 {
    1
}

const fn a_week() -> u32 {
    7
}

/// What one letter costs that is about several plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FeeBy {
    /// The fee of its level for each plan that rises.
    #[default]
    Plan,
    /// The largest of those once.
    Letter,
}

/// What a procedure says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Its levels, 1 to 20.
    pub levels: Vec<Level>,
    /// The interest on what is paid late; none when not given.
    #[serde(default)]
    pub interest: Option<InterestTerms>,
    /// What one letter about several plans costs. `plan` when not given.
    #[serde(default)]
    pub fee_by: FeeBy,
    /// What a customer must owe late in a currency before it is dunned, at most one amount for
    /// each.
    #[serde(default)]
    pub minimums: Vec<CurrencyAmount>,
}

/// A procedure by which customers are dunned. Changing what it says makes another edition; a letter
/// keeps the one it was written by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Procedure {
    /// Its id.
    pub id: ProcedureId,
    /// Raised by every change.
    pub version: i64,
    /// Which edition of what it says this is, from 1.
    pub edition: u32,
    /// Its name, unique among those that are not archived.
    pub name: Name,
    /// What it says.
    pub policy: Policy,
    /// Whether it is in use; an archived one is given to no customer any more, and who has it is
    /// dunned by it.
    pub status: Lifecycle,
    /// The host's own key, unique among procedures.
    pub external_ref: Option<CodeText>,
    /// The host's own data.
    pub extra: Option<Extra>,
    /// When it was created.
    pub created_at: Instant,
}

/// Nobody new is dunned by a retired procedure.
pub const PROCEDURE_ARCHIVED: Refusal = Refusal::rule(
    "procedure.archived",
    "the procedure \"{name}\" is archived",
    "催款流程 \"{name}\" 已归档",
);

impl Procedure {
    /// Whether somebody new may be dunned by it.
    ///
    /// # Errors
    /// `procedure.archived` at `procedure`.
    pub fn usable(&self) -> Result<()> {
        if self.status == Lifecycle::Archived {
            return Err(PROCEDURE_ARCHIVED.at("procedure").with("name", &self.name));
        }
        Ok(())
    }

    /// What is kept of it when another edition takes its place.
    #[must_use]
    pub fn replaced(&self, at: Instant) -> ProcedureEdition {
        ProcedureEdition {
            procedure: self.id,
            edition: self.edition,
            policy: self.policy.clone(),
            replaced_at: at,
        }
    }
}

/// An edition of a procedure that another one replaced. It never changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProcedureEdition {
    /// The procedure.
    pub procedure: ProcedureId,
    /// Which edition, from 1.
    pub edition: u32,
    /// What it said.
    pub policy: Policy,
    /// When it was replaced.
    pub replaced_at: Instant,
}

/// By what a customer's figures are counted.
#[derive(Debug, Clone, Copy)]
pub struct Reckoning {
    /// The currency.
    pub currency: Currency,
    /// How an exact half of a minor unit is rounded.
    pub tie: Tie,
}
