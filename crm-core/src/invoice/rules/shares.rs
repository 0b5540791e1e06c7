//! What an invoice takes of what is left, tax rate by tax rate. Pure.

use super::refusals::{BEYOND_PLAN, BEYOND_RATE, NOTHING_LEFT, RATE_TWICE, RATE_UNKNOWN};
use crate::base::error::{Refusal, Result};
use crate::base::limits::LINES_MAX;
use crate::base::messages::{FIELD_CHOICE, LIST_EMPTY, LIST_TOO_LONG, NUMBER_NOT_POSITIVE};
use crate::base::split::Spread;
use crate::base::{Amount, Currency, Percent, Tie};
use crate::invoice::model::RateArgs;
use crate::pricing::rules::check_percent;

/// Both ways to say how much.
const ONE_AMOUNT: Refusal = FIELD_CHOICE.saying(
    "give gross or lines, not both",
    "gross 与 lines 只能给出其一",
);

/// What there is at one tax rate, and what of it is taken. Always 0 ≤ taken tax ≤ tax, and the same
/// for the net amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Rate {
    tax_percent: Percent,
    gross: Amount,
    tax: Amount,
    taken_gross: Amount,
    taken_tax: Amount,
}

impl Rate {
    fn left(&self) -> Result<Amount> {
        self.gross.minus(self.taken_gross)
    }
}

/// What an invoice takes from, by tax rate: an order, or the invoice a red letter takes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whole {
    rates: Vec<Rate>,
    /// What of it need not be paid, whatever the rate: credit notes name none.
    credited: Amount,
    currency: Currency,
    tie: Tie,
}

/// What an invoice has at one tax rate: net + tax = gross.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// The tax rate in percent.
    pub tax_percent: Percent,
    /// Without tax.
    pub net: Amount,
    /// The tax.
    pub tax: Amount,
    /// With tax.
    pub gross: Amount,
}

impl Whole {
    /// The sums of lines of tax rate, gross amount and tax, by rate in the order they come.
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn of(
        lines: impl IntoIterator<Item = (Percent, Amount, Amount)>,
        currency: Currency,
        tie: Tie,
    ) -> Result<Self> {
        let zero = Amount::ZERO.of(currency)?;
        let mut rates: Vec<Rate> = Vec::new();
        for (tax_percent, gross, tax) in lines {
            match rates
                .iter_mut()
                .find(|rate| rate.tax_percent == tax_percent)
            {
                Some(rate) => {
                    rate.gross = rate.gross.plus(gross)?;
                    rate.tax = rate.tax.plus(tax)?;
                }
                None => rates.push(Rate {
                    tax_percent,
                    gross,
                    tax,
                    taken_gross: zero,
                    taken_tax: zero,
                }),
            }
        }
        Ok(Self {
            rates,
            credited: zero,
            currency,
            tie,
        })
    }

    /// The same when credit notes take so much off it (M29, M38).
    #[must_use]
    pub fn less(self, credited: Amount) -> Self {
        Self { credited, ..self }
    }

    /// Takes from it, or gives back with negative amounts. What was invoiced at a rate that is sold
    /// no more has been taken back, and counts for nothing.
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn take(&mut self, tax_percent: Percent, gross: Amount, tax: Amount) -> Result<()> {
        let rate = self
            .rates
            .iter_mut()
            .find(|rate| rate.tax_percent == tax_percent);
        if let Some(rate) = rate {
            rate.taken_gross = rate.taken_gross.plus(gross)?;
            rate.taken_tax = rate.taken_tax.plus(tax)?;
        }
        Ok(())
    }

    /// What is left of it; nothing when credit notes came behind invoices.
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn left(&self) -> Result<Amount> {
        let left = self.left_at_rates()?.minus(self.credited)?;
        left.max(Amount::ZERO).of(self.currency)
    }

    /// What is left at all rates together.
    fn left_at_rates(&self) -> Result<Amount> {
        let lefts = self
            .rates
            .iter()
            .map(Rate::left)
            .collect::<Result<Vec<_>>>()?;
        Amount::sum(lefts)
    }

    /// Spreads an amount over what is left at each rate by cumulative rounding (M5), so that no
    /// rate gives more than it has. A rate that gives nothing is left out.
    fn by_amount(&self, gross: Amount) -> Result<Vec<Share>> {
        let whole = i128::from(self.left_at_rates()?.ten_thousandths());
        let mut spread = Spread::new(gross, whole, self.currency, self.tie)?;
        let mut shares = Vec::with_capacity(self.rates.len());
        for rate in &self.rates {
            let part = spread.take(rate.left()?.ten_thousandths())?;
            if !part.is_zero() {
                shares.push(self.share(rate, part)?);
            }
        }
        Ok(shares)
    }

    fn by_rates(&self, wanted: &[RateArgs]) -> Result<Vec<Share>> {
        let mut shares: Vec<Share> = Vec::with_capacity(wanted.len());
        for (index, wanted) in wanted.iter().enumerate() {
            let percent = wanted.tax_percent;
            let refuse = |refusal: Refusal, field: &str| {
                let field = format!("lines[{index}].{field}");
                refusal.at(field).with("tax_percent", percent)
            };
            let rate = self.rates.iter().find(|rate| rate.tax_percent == percent);
            let rate = rate.ok_or_else(|| refuse(RATE_UNKNOWN, "tax_percent"))?;
            if shares.iter().any(|share| share.tax_percent == percent) {
                return Err(refuse(RATE_TWICE, "tax_percent"));
            }
            let (gross, left) = (wanted.gross.of(self.currency)?, rate.left()?);
            if gross > left {
                let error = refuse(BEYOND_RATE, "gross").with("gross", gross);
                return Err(error.with("left", left));
            }
            shares.push(self.share(rate, gross)?);
        }
        Ok(shares)
    }

    /// The tax of a part of what is left at a rate, by cumulative rounding (M5, M14): what the tax
    /// comes to up to here, less what was taken of it. Whatever was withdrawn or taken back
    /// meanwhile, neither tax nor net amount becomes negative, then or for what is left.
    fn share(&self, rate: &Rate, gross: Amount) -> Result<Share> {
        let reached = i128::from(rate.taken_gross.plus(gross)?.ten_thousandths());
        let whole = i128::from(rate.gross.ten_thousandths());
        let tax = i128::from(rate.tax.ten_thousandths());
        let reached = Amount::rounded(tax, reached, whole, self.currency, self.tie)?;
        let tax_left = rate.tax.minus(rate.taken_tax)?;
        let others = rate.left()?.minus(gross)?;
        let zero = Amount::ZERO.of(self.currency)?;
        let least = tax_left.minus(others)?.max(zero);
        let tax = reached.minus(rate.taken_tax)?;
        let tax = tax.max(least).min(tax_left.min(gross)).of(self.currency)?;
        Ok(Share {
            tax_percent: rate.tax_percent,
            net: gross.minus(tax)?,
            tax,
            gross,
        })
    }
}

/// How much is asked for: an amount, amounts at tax rates, or neither and so all that is left.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// How much in all, tax included.
    pub gross: Option<Amount>,
    /// How much at each tax rate.
    pub lines: Option<&'a [RateArgs]>,
    /// What the collection plan has left, when the invoice is for one.
    pub plan_left: Option<Amount>,
}

impl Wanted<'_> {
    /// The form, before anything is compared.
    fn check(&self, currency: Currency) -> Result<()> {
        if self.gross.is_some() && self.lines.is_some() {
            return Err(ONE_AMOUNT.at("lines"));
        }
        if let Some(gross) = self.gross {
            above_zero(gross, currency).map_err(|error| error.at("gross"))?;
        }
        let Some(lines) = self.lines else {
            return Ok(());
        };
        if lines.is_empty() {
            return Err(LIST_EMPTY.at("lines"));
        }
        if lines.len() > LINES_MAX {
            let error = LIST_TOO_LONG.at("lines").with("count", lines.len());
            return Err(error.with("max", LINES_MAX));
        }
        for (index, line) in lines.iter().enumerate() {
            let form = check_percent(line.tax_percent, "tax_percent").and_then(|()| {
                let gross = above_zero(line.gross, currency);
                gross.map_err(|error| error.at("gross"))
            });
            form.map_err(|error| error.under(&format!("lines[{index}]")))?;
        }
        Ok(())
    }
}

fn above_zero(gross: Amount, currency: Currency) -> Result<()> {
    if !gross.is_positive() {
        return Err(NUMBER_NOT_POSITIVE.error().with("text", gross));
    }
    gross.of(currency).map(|_| ())
}

/// What an invoice has at each tax rate. `beyond` says that the whole has less than is asked for.
///
/// # Errors
/// `field.choice`, `list.empty`, `list.too_long` at `lines`; `number.out_of_range` at
/// `lines[i].tax_percent`, `number.not_positive`, `amount.too_precise` at `gross` or
/// `lines[i].gross`; then `invoice.rate_unknown`, `invoice.rate_twice` at `lines[i].tax_percent`,
/// `invoice.beyond_rate` at `lines[i].gross`, `beyond` at `gross` or `lines`,
/// `invoice.nothing_left`, `invoice.beyond_plan` at `plan`; `number.overflow`.
pub fn shares(whole: &Whole, wanted: Wanted<'_>, beyond: Refusal) -> Result<Vec<Share>> {
    wanted.check(whole.currency)?;
    let left = whole.left()?;
    let within = |gross: Amount, field: &str| {
        if gross <= left {
            return Ok(());
        }
        let error = beyond.at(field).with("gross", gross);
        Err(error.with("left", left))
    };
    let shares = match (wanted.lines, wanted.gross) {
        (Some(lines), _) => {
            let shares = whole.by_rates(lines)?;
            let gross = Amount::sum(shares.iter().map(|share| share.gross))?;
            within(gross.of(whole.currency)?, "lines")?;
            shares
        }
        (None, Some(gross)) => {
            let gross = gross.of(whole.currency)?;
            within(gross, "gross")?;
            whole.by_amount(gross)?
        }
        (None, None) => {
            let all = wanted.plan_left.map_or(left, |plan| plan.min(left));
            if !all.is_positive() {
                return Err(NOTHING_LEFT.error());
            }
            whole.by_amount(all)?
        }
    };
    let gross = Amount::sum(shares.iter().map(|share| share.gross))?.of(whole.currency)?;
    match wanted.plan_left {
        Some(left) if gross > left => Err(BEYOND_PLAN
            .at("plan")
            .with("gross", gross)
            .with("left", left)),
        _ => Ok(shares),
    }
}
