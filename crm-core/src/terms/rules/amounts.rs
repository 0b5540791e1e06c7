//! How much each line of a template is of one total.

use super::check::Share;
use super::plan::Basis;
use crate::base::error::{Refusal, Result};
use crate::base::split::Spread;
use crate::base::{Amount, Currency, Percent};
use crate::terms::model::Rounding;

/// A warning, never refused: a fixed line found less than its amount (M3).
pub const TERMS_FIXED_CUT: Refusal = Refusal::rule(
    "terms.fixed_cut",
    "the fixed line {line} was cut from {from} to {to}: no more is left",
    "第 {line} 行固定金额由 {from} 减至 {to}:已无更多余额",
);
/// A warning, never refused: a percentage of the total found less than its share.
pub const TERMS_LINE_CUT: Refusal = Refusal::rule(
    "terms.line_cut",
    "line {line} was cut from {from} to {to}: no more is left",
    "第 {line} 行由 {from} 减至 {to}:已无更多余额",
);

/// One hundred percent in the millionths a [`Percent`] counts.
const WHOLE: i128 = Percent::HUNDRED.millionths() as i128;

/// What one line takes of a total. Neither amount is negative.
#[derive(Debug, Clone, Copy)]
pub(super) struct Taken {
    /// What it would be by its own rule.
    pub(super) wanted: Amount,
    /// What it is: no more than the lines before it left.
    pub(super) amount: Amount,
    /// Whether it becomes a line of the plan.
    pub(super) kept: bool,
}

/// Shares out a total above zero, in order of the lines, the balance last of all.
///
/// A line that finds nothing left is left out (M3: total 300, fixed 400, balance is one line of
/// 300). A percentage whose own share rounds to nothing is kept, so that the lists of M5 are whole.
///
/// # Errors
/// `amount.too_precise` at `lines[i].fixed`.
pub(super) fn share_out(
    total: Amount,
    currency: Currency,
    basis: &Basis<'_>,
    shares: &[Share],
) -> Result<Vec<Taken>> {
    let mut pool = Pool {
        total,
        currency,
        basis,
        left: total,
        spread: Spread::new(total, WHOLE, currency, basis.tie)?,
    };
    let closing = match basis.rounding {
        Rounding::Cumulative => None,
        Rounding::LastLine => shares.len().checked_sub(1),
    };
    let balanced = shares.contains(&Share::Balance);
    let mut taken = Vec::with_capacity(shares.len());
    for (index, share) in shares.iter().enumerate() {
        let line = match share {
            Share::Balance => pool.nothing()?,
            _ if closing == Some(index) && !balanced => pool.take(pool.left, true)?,
            Share::Percent(percent) => {
                let wanted = pool.percent(*percent)?;
                pool.take(wanted, wanted.is_zero())?
            }
            Share::Remainder(percent) => {
                let wanted = pool.part(pool.left, *percent)?;
                pool.take(wanted, false)?
            }
            Share::Fixed(amount) => {
                let wanted = amount.of(currency);
                let wanted = wanted.map_err(|e| e.at(format!("lines[{index}].fixed")))?;
                pool.take(wanted, false)?
            }
        };
        taken.push(line);
    }
    for (line, share) in taken.iter_mut().zip(shares) {
        if *share == Share::Balance {
            *line = pool.take(pool.left, false)?;
        }
    }
    Ok(taken)
}

/// A total on its way to the lines.
struct Pool<'a> {
    total: Amount,
    currency: Currency,
    basis: &'a Basis<'a>,
    left: Amount,
    spread: Spread,
}

impl Pool<'_> {
    /// The rounded share of the total: over all percentages so far, or alone.
    fn percent(&mut self, percent: Percent) -> Result<Amount> {
        match self.basis.rounding {
            Rounding::Cumulative => self.spread.take(percent.millionths()),
            Rounding::LastLine => self.part(self.total, percent),
        }
    }

    fn part(&self, of: Amount, percent: Percent) -> Result<Amount> {
        let value = i128::from(of.ten_thousandths());
        let share = i128::from(percent.millionths());
        Amount::rounded(value, share, WHOLE, self.currency, self.basis.tie)
    }

    fn take(&mut self, wanted: Amount, kept_empty: bool) -> Result<Taken> {
        let amount = wanted.min(self.left);
        let kept = kept_empty || !self.left.is_zero();
        self.left = self.left.minus(amount)?;
        Ok(Taken {
            wanted,
            amount,
            kept,
        })
    }

    fn nothing(&self) -> Result<Taken> {
        let zero = Amount::ZERO.of(self.currency)?;
        Ok(Taken {
            wanted: zero,
            amount: zero,
            kept: false,
        })
    }
}
