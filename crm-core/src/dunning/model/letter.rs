//! Letters: what was claimed of a customer, and about which plans.

use super::procedure::Channel;
use crate::base::id::{CustomerId, DepartmentId, LetterId, OrderId, PlanId, ProcedureId, UserId};
use crate::base::{Amount, CodeText, Currency, Date, Extra, Instant, Line, Name, Note, Percent};
use serde::{Deserialize, Serialize};

/// Interest of a time in which the same amount was open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct InterestPeriod {
    /// The day from which it counts: the due date with the days of grace, the end of the period
    /// before, or the day on which what was open changed.
    pub from: Date,
    /// The day to which it counts. The days between the two are late.
    pub to: Date,
    /// Days, as the day count has them.
    pub days: i64,
    /// What was open.
    pub open: Amount,
    /// Percent a year.
    pub percent: Percent,
    /// The interest: what all periods so far come to, rounded once, less those before.
    pub interest: Amount,
}

/// What a letter says of one plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LetterLine {
    /// The letter; nothing while it is proposed.
    pub letter: Option<LetterId>,
    /// The plan.
    pub plan: PlanId,
    /// The plan's order.
    pub order: OrderId,
    /// The plan's currency.
    pub currency: Currency,
    /// The day of the letter.
    pub issued_on: Date,
    /// The day it was due.
    pub due_on: Option<Date>,
    /// Days since then.
    pub days_late: i64,
    /// What is open.
    pub open: Amount,
    /// The level it stood at before, from 1; nothing when no letter was about it.
    pub level_before: Option<u32>,
    /// The level it rises to, or stays at when only interest is claimed.
    pub level: Option<u32>,
    /// The fee for that.
    pub fee: Amount,
    /// The interest that is claimed.
    pub interest: Amount,
    /// The periods of that interest, in order.
    pub periods: Vec<InterestPeriod>,
    /// The plan by which the fee is collected, once the letter is issued.
    pub fee_claim: Option<PlanId>,
    /// The plan by which the interest is collected, once the letter is issued.
    pub interest_claim: Option<PlanId>,
}

/// Where a letter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LetterStatus {
    /// It was written, and what it claims is to come in.
    Issued,
    /// It was a mistake: its plans stand at their level before, and nothing is claimed by it.
    Withdrawn,
}

impl LetterStatus {
    /// The word documents carry.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// A letter that asks a customer to pay, as data. All amounts are in `currency`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Letter {
    /// Its id.
    pub id: LetterId,
    /// Raised by every change.
    pub version: i64,
    /// Its number, unique; drawn from the series unless the host gave one.
    pub number: CodeText,
    /// Where it stands.
    pub status: LetterStatus,
    /// Who is asked to pay.
    pub customer: CustomerId,
    /// Who looks after the customer, at that time.
    pub owner: Option<UserId>,
    /// The customer's department, at that time.
    pub department: Option<DepartmentId>,
    /// The currency of the plans it is about.
    pub currency: Currency,
    /// The procedure it was written by.
    pub procedure: ProcedureId,
    /// The edition of the procedure.
    pub edition: u32,
    /// The highest level that a plan rises to or stays at; nothing when none stands at one.
    pub level: Option<u32>,
    /// The title of that level.
    pub title: Option<Name>,
    /// What that level says.
    pub text: Option<Note>,
    /// How it reaches the customer.
    pub channel: Channel,
    /// The day it was issued.
    pub issued_on: Date,
    /// The day by which the customer is to pay; what it claims is due then.
    pub pay_by: Date,
    /// What was open of the plans it is about.
    pub open: Amount,
    /// What was open of fees and interest that were claimed before.
    pub claimed_before: Amount,
    /// The fees it claims.
    pub fee: Amount,
    /// The interest it claims.
    pub interest: Amount,
    /// What the customer is asked to pay: all of that.
    pub total: Amount,
    /// Who issued it.
    pub issued_by: Option<UserId>,
    /// The day it was withdrawn.
    pub withdrawn_on: Option<Date>,
    /// Why it was withdrawn.
    pub withdrawn_for: Option<Line>,
    /// Who withdrew it.
    pub withdrawn_by: Option<UserId>,
    /// The host's own key, unique among letters.
    pub external_ref: Option<CodeText>,
    /// The host's own data.
    pub extra: Option<Extra>,
    /// When it was written.
    pub created_at: Instant,
    /// What it says of each plan, the oldest due first. `dunning.list` does not read them: there
    /// the list is empty.
    pub lines: Vec<LetterLine>,
}
