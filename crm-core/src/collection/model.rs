//! Collection plans: what is to come in, when, and how much of it has. Pure.

use super::due::DueOn;
use crate::base::error::Result;
use crate::base::id::{CustomerId, DepartmentId, LetterId, OrderId, PlanId, UserId};
use crate::base::{Amount, CodeText, Currency, Date, DateRule, Instant, Name};
use crate::terms::{Early, EarlyPayment, Gate, PlannedLine, Start, TermLine};
use serde::{Deserialize, Serialize};

/// What a plan is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PlanKind {
    /// A part of the order's total.
    #[default]
    Sale,
    /// The fee of a letter to who pays late.
    DunningFee,
    /// Interest on what was paid late.
    Interest,
}

impl PlanKind {
    /// The word documents and rows carry.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sale => "sale",
            Self::DunningFee => "dunning_fee",
            Self::Interest => "interest",
        }
    }
}

/// What a fee, or interest, is claimed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClaimOf {
    /// The letter that claims it.
    pub letter: LetterId,
    /// The plan that was paid late, or is.
    pub plan: PlanId,
}

/// What of its terms a plan lives by; of a fee or interest what it is claimed for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanBasis {
    /// The line of the terms it comes from, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Which of the line's parts it is, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<u32>,
    /// What it waits for, or waited for.
    #[serde(default, skip_serializing_if = "Start::is_approval")]
    pub starts: Start,
    /// The milestone's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub milestone: Option<Name>,
    /// The way from its start to its due date.
    #[serde(default, skip_serializing_if = "DateRule::is_empty")]
    pub due: DateRule,
    /// How far the parts of its line are apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<DateRule>,
    /// Days before its due date that its reminder starts.
    #[serde(default)]
    pub remind_days: u32,
    /// What may not begin before it is settled.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gates: Vec<Gate>,
    /// The discount for who pays early.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub early: Option<EarlyPayment>,
    /// What a fee, or interest, is claimed for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<ClaimOf>,
}

impl PlanBasis {
    /// What a planned line lives by, and the line of the terms it comes from.
    #[must_use]
    pub fn of(line: &PlannedLine, term: Option<&TermLine>) -> Self {
        Self {
            line: Some(line.line),
            part: line.part,
            starts: line.starts,
            milestone: line.milestone.clone(),
            due: term.map(|term| term.due.clone()).unwrap_or_default(),
            every: term.and_then(|term| term.every.clone()),
            remind_days: line.remind_days,
            gates: line.gates.clone(),
            early: term.and_then(|term| term.early_payment.clone()),
            claim: None,
        }
    }
}

/// One collection plan as it is kept. What is open is its amount less what its collection details
/// settle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Its id.
    pub id: PlanId,
    /// Raised by every change.
    pub version: i64,
    /// The order it belongs to.
    pub order: OrderId,
    /// Who pays.
    pub customer: CustomerId,
    /// The salesperson, as the order's.
    pub owner: Option<UserId>,
    /// The department, as the order's.
    pub department: Option<DepartmentId>,
    /// The order's currency.
    pub currency: Currency,
    /// The approval it was made by, from 1; 0 for a fee or interest, which no approval makes.
    pub revision: u32,
    /// Its place among the plans of that approval, or among the order's fees and interest, from 1.
    pub sequence: u32,
    /// What it is for.
    pub kind: PlanKind,
    /// What is to come in.
    pub amount: Amount,
    /// The tax in it.
    pub tax: Amount,
    /// What came in: the sum of its collection details of that kind.
    pub collected: Amount,
    /// What was discounted for early payment.
    pub discounted: Amount,
    /// What was written off.
    pub written_off: Amount,
    /// What credit notes took off.
    pub credited: Amount,
    /// The day it takes effect.
    pub effective_on: Date,
    /// The day it started; nothing while it waits.
    pub started_on: Option<Date>,
    /// When it is due.
    pub due_on: DueOn,
    /// When it was due at first.
    pub first_due_on: Option<Date>,
    /// How often it was moved to a later day.
    pub slips: u32,
    /// The day from which it is reminded of.
    pub remind_on: Option<Date>,
    /// The day it is expected to be due while it waits.
    pub expected_on: Option<Date>,
    /// A code of the list `payment_method`.
    pub method: Option<CodeText>,
    /// How pay days and the business calendar moved the due date, when they did.
    pub path: Option<String>,
    /// Whether the customer holds it back as a security.
    pub retention: bool,
    /// What else of its terms it lives by.
    pub basis: PlanBasis,
    /// The discounts for who pays early, with their amounts and days.
    pub early: Option<Early>,
    /// Whether what waits for it need not wait.
    pub waived: bool,
    /// The waiting plan that it is a started share of.
    pub split_from: Option<PlanId>,
    /// Whether the approval was taken back, the order given up, or an amendment left nothing of it.
    pub cancelled: bool,
    /// When it was made.
    pub created_at: Instant,
}

impl Plan {
    /// What settled it: collected, discounted, written off and credited.
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn settled(&self) -> Result<Amount> {
        self.collected
            .plus(self.discounted)?
            .plus(self.written_off)?
            .plus(self.credited)
    }

    /// What is still to come in.
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn open(&self) -> Result<Amount> {
        if self.cancelled {
            return Amount::ZERO.of(self.currency);
        }
        self.amount.minus(self.settled()?)
    }

    /// Sets the day it is due, and with it the day of its reminder.
    pub fn due(&mut self, due_on: Date, path: Option<String>) {
        let remind = i64::from(self.basis.remind_days);
        self.due_on = DueOn(Some(due_on));
        self.first_due_on = self.first_due_on.or(Some(due_on));
        self.remind_on = Some(due_on.plus_days(-remind).unwrap_or(due_on));
        self.path = path;
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::base::id::Id;

    pub(crate) fn plan(id: i64, amount: &str, collected: &str, due_on: &str) -> Plan {
        let money = |text: &str| Amount::parse(text).unwrap().of(Currency::CNY).unwrap();
        let due_on = Date::parse(due_on).unwrap();
        let mut plan = Plan {
            id: PlanId::from_raw(id),
            version: 1,
            order: OrderId::from_raw(1),
            customer: CustomerId::from_raw(1),
            owner: None,
            department: None,
            currency: Currency::CNY,
            revision: 1,
            sequence: 1,
            kind: PlanKind::Sale,
            amount: money(amount),
            tax: money("0"),
            collected: money(collected),
            discounted: money("0"),
            written_off: money("0"),
            credited: money("0"),
            effective_on: due_on,
            started_on: Some(due_on),
            due_on: DueOn(None),
            first_due_on: None,
            slips: 0,
            remind_on: None,
            expected_on: None,
            method: None,
            path: None,
            retention: false,
            basis: PlanBasis {
                remind_days: 3,
                ..PlanBasis::default()
            },
            early: None,
            waived: false,
            split_from: None,
            cancelled: false,
            created_at: Instant::EPOCH,
        };
        plan.due(due_on, None);
        plan
    }
}
