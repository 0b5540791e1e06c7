//! What payment terms lead to: lines with amounts and days.

use super::line::{Gate, PartPayment, Start, TaxBase};
use crate::base::error::Result;
use crate::base::{Amount, CodeText, Date, Error, Name, Percent};
use serde::{Deserialize, Serialize};

/// What is planned: a total and the tax in it, both of one sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// The total with its tax.
    pub gross: Amount,
    /// The tax in it.
    pub tax: Amount,
}

impl Total {
    /// The total without its tax.
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn untaxed(self) -> Result<Amount> {
        self.gross.minus(self.tax)
    }

    /// Both as of a positive total.
    #[must_use]
    pub fn abs(self) -> Self {
        if !self.gross.is_negative() {
            return self;
        }
        Self {
            gross: self.gross.negated(),
            tax: self.tax.negated(),
        }
    }
}

/// What has happened to an order, as far as lines wait for it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Events {
    /// Each event with the milestone's name, when it is one, and its day.
    pub happened: Vec<(Start, Option<Name>, Date)>,
}

impl Events {
    /// The day an event happened.
    #[must_use]
    pub fn day(&self, start: Start, milestone: Option<&Name>) -> Option<Date> {
        let found = self
            .happened
            .iter()
            .find(|(event, name, _)| *event == start && name.as_ref() == milestone);
        found.map(|(_, _, day)| *day)
    }
}

/// A discount for paying early, with its amounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EarlyOffer {
    /// The discount in percent.
    pub percent: Percent,
    /// The last day that counts as early; nothing while the line is dormant.
    pub until: Option<Date>,
    /// What pays the whole line by then: rounded, so that the discount is the difference.
    pub pay: Amount,
    /// What is discounted then.
    pub discount: Amount,
}

/// The discounts of a line, with what they are counted on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Early {
    /// The discounts, the earliest and largest first.
    pub offers: Vec<EarlyOffer>,
    /// What they are counted on.
    pub tax: TaxBase,
    /// What an early payment of a part is worth.
    pub parts: PartPayment,
    /// What the line is lowered by from the beginning: the discount on the tax, with `mixed`.
    pub lowered: Amount,
}

/// One amount to be collected on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlannedLine {
    /// Its place, from 1, in the order of the template; due dates may go back and coincide (M8).
    pub sequence: u32,
    /// How much, with the sign of the total. Zero when its share rounds to nothing.
    pub amount: Amount,
    /// The tax in it (M14).
    pub tax: Amount,
    /// What it waits for.
    pub starts: Start,
    /// The name of the milestone it waits for.
    pub milestone: Option<Name>,
    /// The day it is due; nothing while it waits.
    pub due_on: Option<Date>,
    /// The day it is expected to be due while it waits, when its line says.
    pub expected_on: Option<Date>,
    /// How the day moved, such as `2026-02-14 Sat -> 2026-02-16 Mon`: from the date rule's day to
    /// the pay day to the workday. Nothing when it did not.
    pub path: Option<String>,
    /// How it is to be paid: a code of the list `payment_method`.
    pub method: Option<CodeText>,
    /// Days before the due date that the reminder starts.
    pub remind_days: u32,
    /// Whether the customer holds it back as a security.
    pub retention: bool,
    /// What may not begin before it is settled.
    pub gates: Vec<Gate>,
    /// The discount for who pays early.
    pub early_payment: Option<Early>,
    /// The line of the template it comes from, counted from 1.
    pub line: u32,
    /// Which of the line's parts it is, counted from 1; nothing when the line has no parts.
    pub part: Option<u32>,
}

/// What a total comes to under payment terms.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Planned {
    /// The lines; they sum to the total exactly. None when the total is zero (M4).
    pub lines: Vec<PlannedLine>,
    /// What the caller should know: `terms.fixed_cut`, `terms.line_cut`, `calendar.not_covered`,
    /// each at its line, such as `lines[0].fixed`.
    pub warnings: Vec<Error>,
    /// How each line came about, step by step, in the order of `lines`; empty unless asked for.
    pub steps: Vec<Vec<Error>>,
}
