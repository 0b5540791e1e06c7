//! What is planned, invoiced and collected, and what lies between (M38). Pure.

use crate::base::error::Result;
use crate::base::{Amount, Currency};
use serde::{Deserialize, Serialize};

/// The three accounts of an order, and the two gaps between what is invoiced and what came in. A
/// customer's is the sum of its orders': what one order lacks, another does not make good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Standing {
    /// What is to come in: its collection plans.
    pub planned: Amount,
    /// What is applied for and not issued yet; it counts as neither invoiced nor open to be.
    pub applied: Amount,
    /// What is issued and not void, less what red letters took back.
    pub invoiced: Amount,
    /// What has come in.
    pub collected: Amount,
    /// What need not be paid: its credit notes that stand.
    pub credited: Amount,
    /// What can still be applied for: what was sold less that; never negative.
    pub uninvoiced: Amount,
    /// What of it is applied for or invoiced all the same, because a credit note came later:
    /// applications to withdraw, invoices to void or to take back by red letters; never negative.
    pub over_invoiced: Amount,
    /// What is invoiced and was paid neither by money nor by credit of other orders; never negative.
    pub invoiced_not_collected: Amount,
    /// What was paid of what is sold less its credit notes, and is not invoiced; never negative. What
    /// came in beyond that is the customer's credit, or went back.
    pub collected_not_invoiced: Amount,
}

/// How an order stands: of a total and what credit notes take off it, what is planned, applied for and
/// invoiced, and what money and credit of other orders paid.
///
/// # Errors
/// `number.overflow`.
pub fn gaps(
    [gross, credited]: [Amount; 2],
    planned: Amount,
    [applied, invoiced]: [Amount; 2],
    [collected, moved_in]: [Amount; 2],
) -> Result<Standing> {
    let sold = gross.minus(credited)?;
    let between = invoiced.minus(collected.plus(moved_in)?.min(sold))?;
    let taken = applied.plus(invoiced)?;
    let left = sold.minus(taken)?;
    Ok(Standing {
        planned,
        applied,
        invoiced,
        collected,
        credited,
        uninvoiced: left.max(Amount::ZERO),
        over_invoiced: left.negated().max(Amount::ZERO),
        invoiced_not_collected: between.max(Amount::ZERO),
        collected_not_invoiced: between.negated().max(Amount::ZERO),
    })
}

impl Standing {
    /// The sum of both.
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn plus(self, other: Self) -> Result<Self> {
        self.each(|own| own(&self).plus(own(&other)))
    }

    /// The same written with a currency's digits.
    ///
    /// # Errors
    /// `amount.too_precise`.
    pub fn of(self, currency: Currency) -> Result<Self> {
        self.each(|own| own(&self).of(currency))
    }

    /// Each figure made anew; `figure` is given how it is taken from a standing.
    fn each(self, figure: impl Fn(fn(&Self) -> Amount) -> Result<Amount>) -> Result<Self> {
        Ok(Self {
            planned: figure(|own| own.planned)?,
            applied: figure(|own| own.applied)?,
            invoiced: figure(|own| own.invoiced)?,
            collected: figure(|own| own.collected)?,
            credited: figure(|own| own.credited)?,
            uninvoiced: figure(|own| own.uninvoiced)?,
            over_invoiced: figure(|own| own.over_invoiced)?,
            invoiced_not_collected: figure(|own| own.invoiced_not_collected)?,
            collected_not_invoiced: figure(|own| own.collected_not_invoiced)?,
        })
    }
}
