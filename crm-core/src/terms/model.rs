//! What payment terms are, and the lines they lead to.

use crate::base::error::{Refusal, Result};
use crate::base::id::TermsId;
use crate::base::{
    Adjustment, Amount, CodeText, Currency, Date, DateRule, Error, Extra, Instant, Lifecycle, Name,
    PayDays, Percent, Tie,
};
use serde::{Deserialize, Serialize};

/// How the lines of a template are rounded to the minor unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// Percentages of the total are rounded over all their lines in order, so that they sum exactly
    /// and each is within one minor unit of its share (M5); the other lines are rounded alone.
    #[default]
    Cumulative,
    /// Every line is rounded alone; the balance, or without one the last line, takes the rest.
    LastLine,
}

/// One line of a term template. It says how much by exactly one of `percent`,
/// `percent_of_remainder`, `fixed` and `balance`; `parts` alone means the balance.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TermLine {
    /// A share of the total in percent, above 0 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<Percent>,
    /// A share in percent, above 0 to 100, of the total less the rounded lines before it; a balance
    /// line before it does not count, because it is computed last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent_of_remainder: Option<Percent>,
    /// An amount above zero in the currency of the total; of a negative total it is negative. When
    /// less is left it is cut to that, with the warning `terms.fixed_cut` (M3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fixed: Option<Amount>,
    /// Whatever the other lines leave, wherever it stands; at most one line.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub balance: bool,
    /// Into how many equal parts the line's amount is split, by cumulative rounding (M5); 1 to 360.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parts: Option<u32>,
    /// The way from the base date to the due date, such as `30d, eom`; the base date when not
    /// given.
    #[serde(default, skip_serializing_if = "DateRule::is_empty")]
    pub due: DateRule,
    /// With `parts` only: how far apart they are due, in days, weeks, months and years. Part k is
    /// (k − 1) times as much later than `due`; without it all parts are due together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<DateRule>,
    /// How it is to be paid: a code of the list `payment_method`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<CodeText>,
    /// Days before the due date that the reminder starts, 0 to 366; by setting when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remind_days: Option<u32>,
}

/// Payment terms as a host writes them. They must be closed: one balance line, or percentages of
/// the total that sum to exactly 100 and no other line.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// How lines are rounded; `cumulative` when not given.
    #[serde(default)]
    pub rounding: Rounding,
    /// How an exact half of a minor unit is rounded; by setting when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tie: Option<Tie>,
    /// The lines, 1 to 100, with at most 1,000 parts in all.
    pub lines: Vec<TermLine>,
    /// The days of the month on which the customer pays; each due date waits for the next of them
    /// (M7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pay_days: Option<PayDays>,
    /// The name of the business calendar; by setting when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CodeText>,
    /// How a due date on a rest day of the calendar moves; by setting when not given. Without a
    /// calendar nothing moves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adjustment: Option<Adjustment>,
}

/// A term template that is kept. It never changes, so that what was agreed stays readable; another
/// one takes its place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Terms {
    /// Its id.
    pub id: TermsId,
    /// Raised when it is archived.
    pub version: i64,
    /// Its name, unique among those that are not archived.
    pub name: Name,
    /// How lines are rounded.
    pub rounding: Rounding,
    /// How an exact half of a minor unit is rounded.
    pub tie: Tie,
    /// The lines.
    pub lines: Vec<TermLine>,
    /// The days of the month on which the customer pays.
    pub pay_days: Option<PayDays>,
    /// The name of the business calendar; the setting's when there is none.
    pub calendar: Option<CodeText>,
    /// How a due date on a rest day moves; by setting when it does not say.
    pub adjustment: Option<Adjustment>,
    /// Whether it is in use; an archived one stands on no new order, and what was agreed by it
    /// stays.
    pub status: Lifecycle,
    /// The host's own key, unique among term templates.
    pub external_ref: Option<CodeText>,
    /// The host's own data.
    pub extra: Option<Extra>,
    /// When it was created.
    pub created_at: Instant,
}

/// Nothing new uses a retired template.
pub const TERMS_ARCHIVED: Refusal = Refusal::rule(
    "terms.archived",
    "the terms \"{name}\" are archived",
    "付款条件 \"{name}\" 已归档",
);

impl Terms {
    /// Whether something new may use it.
    ///
    /// # Errors
    /// `terms.archived` at `terms`.
    pub fn usable(&self) -> Result<()> {
        if self.status == Lifecycle::Archived {
            return Err(TERMS_ARCHIVED.at("terms").with("name", &self.name));
        }
        Ok(())
    }

    /// Whether its fixed amounts are amounts of a currency.
    ///
    /// # Errors
    /// `amount.too_precise` at `terms`.
    pub fn fits(&self, currency: Currency) -> Result<()> {
        for fixed in self.lines.iter().filter_map(|line| line.fixed) {
            fixed.of(currency).map_err(|error| error.at("terms"))?;
        }
        Ok(())
    }

    /// What plans are made from.
    #[must_use]
    pub fn into_template(self) -> Template {
        Template {
            rounding: self.rounding,
            tie: Some(self.tie),
            lines: self.lines,
            pay_days: self.pay_days,
            calendar: self.calendar,
            adjustment: self.adjustment,
        }
    }
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
    /// The day it is due.
    pub due_on: Date,
    /// How the day moved, such as `2026-02-14 Sat -> 2026-02-16 Mon`: from the date rule's day to
    /// the pay day to the workday. Nothing when it did not.
    pub path: Option<String>,
    /// How it is to be paid: a code of the list `payment_method`.
    pub method: Option<CodeText>,
    /// Days before the due date that the reminder starts.
    pub remind_days: u32,
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
}
