//! How much each line of a template is of one total.

use super::check::{Share, apart};
use super::plan::Basis;
use crate::base::error::{Refusal, Result};
use crate::base::number::{mul_div, overflow};
use crate::base::split::Spread;
use crate::base::{Amount, Currency, Percent};
use crate::terms::model::{Rounding, Total};

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
/// `amount.too_precise` at `lines[i].fixed` and `lines[i].round_to`; `number.overflow`.
pub(super) fn share_out(
    total: Total,
    currency: Currency,
    basis: &Basis<'_>,
    shares: &[Share],
) -> Result<Vec<Taken>> {
    let mut pool = Pool::new(total, currency, basis)?;
    let mut wanted = Vec::with_capacity(shares.len());
    let mut left_by_apart = total.gross;
    for (line, share) in basis.lines.iter().zip(shares) {
        let found = pool
            .own(*share, line.round_to)
            .map_err(|error| error.under(&format!("lines[{}]", wanted.len())))?;
        if let Some(amount) = found.filter(|_| apart(line, *share)) {
            left_by_apart = left_by_apart.minus(amount)?;
        }
        wanted.push(found);
    }
    let nothing = Amount::ZERO.of(currency)?;
    pool.begin_after(left_by_apart.max(nothing), shares)?;
    let closing = match basis.rounding {
        Rounding::Cumulative => None,
        Rounding::LastLine => shares.len().checked_sub(1),
    };
    let whole = |share: &Share| matches!(share, Share::Percent(_));
    let closing = closing.filter(|_| shares.iter().all(whole));
    let mut taken = Vec::with_capacity(shares.len());
    for (index, (share, wanted)) in shares.iter().zip(wanted).enumerate() {
        let line = basis.lines.get(index);
        let multiple = line.and_then(|line| line.round_to);
        taken.push(match (share, wanted) {
            (Share::Balance, _) => pool.nothing()?,
            _ if closing == Some(index) => pool.take(pool.left, true)?,
            (Share::Percent(_), Some(wanted)) => pool.take(wanted, wanted.is_zero())?,
            (Share::AfterFixed(percent), _) => {
                let wanted = pool.after(*percent)?;
                let wanted = pool.multiple(wanted, multiple)?;
                pool.take(wanted, wanted.is_zero() && !pool.after.total.is_zero())?
            }
            (Share::Remainder(percent), _) => {
                let wanted = pool.part(pool.left, *percent)?;
                let wanted = pool.multiple(wanted, multiple)?;
                pool.take(wanted, false)?
            }
            (_, wanted) => pool.take(wanted.unwrap_or(nothing), false)?,
        });
    }
    for (line, share) in taken.iter_mut().zip(shares) {
        if *share == Share::Balance {
            *line = pool.take(pool.left, false)?;
        }
    }
    Ok(taken)
}

/// An amount on its way to lines that share it by percentages.
struct Shared {
    total: Amount,
    spread: Spread,
    /// With the last line taking the rest: how many lines are still to come.
    lines_left: usize,
    given: Amount,
}

impl Shared {
    fn new(total: Amount, lines: usize, currency: Currency, basis: &Basis<'_>) -> Result<Self> {
        Ok(Self {
            total,
            spread: Spread::new(total, WHOLE, currency, basis.tie)?,
            lines_left: lines,
            given: Amount::ZERO.of(currency)?,
        })
    }
}

/// A total on its way to the lines.
struct Pool<'a> {
    total: Total,
    currency: Currency,
    basis: &'a Basis<'a>,
    left: Amount,
    gross: Spread,
    untaxed: Spread,
    after: Shared,
}

impl<'a> Pool<'a> {
    fn new(total: Total, currency: Currency, basis: &'a Basis<'a>) -> Result<Self> {
        let spread = |amount| Spread::new(amount, WHOLE, currency, basis.tie);
        Ok(Self {
            total,
            currency,
            basis,
            left: total.gross,
            gross: spread(total.gross)?,
            untaxed: spread(total.untaxed()?)?,
            after: Shared::new(Amount::ZERO, 0, currency, basis)?,
        })
    }

    /// What a line is by itself, without looking at what the others leave.
    fn own(&mut self, share: Share, multiple: Option<Amount>) -> Result<Option<Amount>> {
        let amount = match share {
            Share::Percent(percent) => match self.basis.rounding {
                Rounding::Cumulative => self.gross.take(percent.millionths())?,
                Rounding::LastLine => self.part(self.total.gross, percent)?,
            },
            Share::Untaxed(percent) => match self.basis.rounding {
                Rounding::Cumulative => self.untaxed.take(percent.millionths())?,
                Rounding::LastLine => self.part(self.total.untaxed()?, percent)?,
            },
            Share::Fixed(amount) => amount
                .of(self.currency)
                .map_err(|error| error.at("fixed"))?,
            Share::Tax => self.total.tax,
            Share::AfterFixed(_) | Share::Remainder(_) | Share::Balance => return Ok(None),
        };
        self.multiple(amount, multiple).map(Some)
    }

    /// What the lines set apart leave is shared by the others.
    fn begin_after(&mut self, total: Amount, shares: &[Share]) -> Result<()> {
        let sharing = |share: &&Share| matches!(share, Share::AfterFixed(_));
        let closed = !shares.contains(&Share::Balance);
        let lines = shares.iter().filter(sharing).count();
        self.after = Shared::new(
            total,
            if closed { lines } else { 0 },
            self.currency,
            self.basis,
        )?;
        Ok(())
    }

    /// The rounded share of what the lines set apart leave.
    fn after(&mut self, percent: Percent) -> Result<Amount> {
        if self.basis.rounding == Rounding::Cumulative {
            return self.after.spread.take(percent.millionths());
        }
        let amount = if self.after.lines_left == 1 {
            self.after.total.minus(self.after.given)?
        } else {
            self.part(self.after.total, percent)?
        };
        self.after.lines_left = self.after.lines_left.saturating_sub(1);
        self.after.given = self.after.given.plus(amount)?;
        Ok(amount)
    }

    fn part(&self, of: Amount, percent: Percent) -> Result<Amount> {
        let value = i128::from(of.ten_thousandths());
        let share = i128::from(percent.millionths());
        Amount::rounded(value, share, WHOLE, self.currency, self.basis.tie)
    }

    /// The multiple of an amount nearest to a line.
    fn multiple(&self, amount: Amount, multiple: Option<Amount>) -> Result<Amount> {
        let Some(multiple) = multiple else {
            return Ok(amount);
        };
        let multiple = multiple
            .of(self.currency)
            .map_err(|error| error.at("round_to"))?;
        let minor = multiple.minor(self.currency);
        let count = mul_div(amount.minor(self.currency), 1, minor, self.basis.tie)?;
        let rounded = count.checked_mul(minor).ok_or_else(overflow)?;
        Amount::from_minor(rounded, self.currency)
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
