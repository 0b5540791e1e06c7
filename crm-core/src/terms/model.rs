//! What payment terms are.

use crate::base::error::{Refusal, Result};
use crate::base::id::TermsId;
use crate::base::{Adjustment, CodeText, Currency, Extra, Instant, Lifecycle, Name, PayDays, Tie};

pub use super::line::{EarlyPayment, EarlyStep, Gate, PartPayment, Start, TaxBase, TermLine};
pub use super::planned::{Early, EarlyOffer, Events, Planned, PlannedLine, Total};
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

/// Payment terms as a host writes them. They must be closed: one balance line, or percentages of
/// the total that sum to exactly 100 and no other line, or percentages of what fixed, tax and
/// retention lines leave that sum to exactly 100 beside such lines alone.
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

/// A term template that is kept. Changing what it says makes another edition; the earlier ones stay
/// readable, and an order keeps the one it was approved with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Terms {
    /// Its id.
    pub id: TermsId,
    /// Raised by every change.
    pub version: i64,
    /// Which edition of its lines this is, from 1.
    pub edition: u32,
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

    /// Whether its fixed amounts and multiples are amounts of a currency.
    ///
    /// # Errors
    /// `amount.too_precise` at `terms`.
    pub fn fits(&self, currency: Currency) -> Result<()> {
        let amounts = |line: &TermLine| [line.fixed, line.round_to];
        for amount in self.lines.iter().flat_map(amounts).flatten() {
            amount.of(currency).map_err(|error| error.at("terms"))?;
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

/// An edition of a template that another one replaced. It never changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Edition {
    /// The template.
    pub terms: TermsId,
    /// Which edition, from 1.
    pub edition: u32,
    /// How lines are rounded.
    pub rounding: Rounding,
    /// How an exact half of a minor unit is rounded.
    pub tie: Tie,
    /// The lines.
    pub lines: Vec<TermLine>,
    /// The days of the month on which the customer pays.
    pub pay_days: Option<PayDays>,
    /// The name of the business calendar.
    pub calendar: Option<CodeText>,
    /// How a due date on a rest day moves.
    pub adjustment: Option<Adjustment>,
    /// When it was replaced.
    pub replaced_at: Instant,
}

impl Edition {
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

    /// A template as it was in this edition.
    #[must_use]
    pub fn of(self, terms: Terms) -> Terms {
        Terms {
            edition: self.edition,
            rounding: self.rounding,
            tie: self.tie,
            lines: self.lines,
            pay_days: self.pay_days,
            calendar: self.calendar,
            adjustment: self.adjustment,
            ..terms
        }
    }
}

impl Terms {
    /// What is kept of it when another edition takes its place.
    #[must_use]
    pub fn replaced(&self, at: Instant) -> Edition {
        Edition {
            terms: self.id,
            edition: self.edition,
            rounding: self.rounding,
            tie: self.tie,
            lines: self.lines.clone(),
            pay_days: self.pay_days.clone(),
            calendar: self.calendar.clone(),
            adjustment: self.adjustment,
            replaced_at: at,
        }
    }
}
