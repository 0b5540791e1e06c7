//! Tax, on top of the prices or inside them, rounded per line or per document.

use super::model::{DocumentInput, LineInput, LineTotals, RateTotals, TaxRounding};
use super::rules::{Rounding, WHOLE, at_line};
use crate::base::split::Spread;
use crate::base::{Amount, Percent, Result};

/// Sets `net`, `tax` and `gross` of each line, whose discounts are already off, and answers the
/// totals per rate, the highest first.
pub(super) fn apply(
    rounding: Rounding,
    document: &DocumentInput,
    inputs: &[LineInput],
    lines: &mut [LineTotals],
) -> Result<Vec<RateTotals>> {
    let mut rates: Vec<Percent> = inputs.iter().map(|line| line.tax_percent).collect();
    rates.sort_unstable_by(|one, other| other.cmp(one));
    rates.dedup();
    let tax = Tax {
        rounding,
        document,
        inputs,
    };
    rates
        .into_iter()
        .map(|rate| tax.rate(rate, lines))
        .collect()
}

/// How tax is computed in one document. The base is what the rate is applied to: the net amount
/// when tax comes on top, the gross amount when it is inside.
struct Tax<'a> {
    rounding: Rounding,
    document: &'a DocumentInput,
    inputs: &'a [LineInput],
}

impl Tax<'_> {
    /// Taxes the lines of one rate and sums them.
    fn rate(&self, rate: Percent, lines: &mut [LineTotals]) -> Result<RateTotals> {
        let mut spread = match self.document.tax_rounding {
            TaxRounding::Line => None,
            TaxRounding::Document => Some(self.spread(rate, lines)?),
        };
        let zero = Amount::ZERO.of(self.rounding.currency)?;
        let mut sums = RateTotals {
            tax_percent: rate,
            net: zero,
            tax: zero,
            gross: zero,
        };
        for (index, (input, line)) in self.inputs.iter().zip(lines).enumerate() {
            if input.tax_percent != rate {
                continue;
            }
            let base = line.base()?;
            let tax = match &mut spread {
                Some(spread) => spread.take(base.ten_thousandths()),
                None => self.of(rate, base),
            };
            let taxed = tax.and_then(|tax| line.set_tax(base, tax, self.document));
            taxed.map_err(|error| at_line(error, index))?;
            sums.add(line).map_err(|error| error.at("lines"))?;
        }
        Ok(sums)
    }

    /// The tax on the sum of one rate's lines, ready to be returned to them (M5).
    fn spread(&self, rate: Percent, lines: &[LineTotals]) -> Result<Spread> {
        let taxed = self.inputs.iter().zip(lines);
        let mut taxed = taxed.filter(|(input, _)| input.tax_percent == rate);
        let base = taxed.try_fold(Amount::ZERO, |sum, (_, line)| sum.plus(line.base()?))?;
        let Rounding { currency, tie } = self.rounding;
        let whole = i128::from(base.ten_thousandths());
        Spread::new(self.of(rate, base)?, whole, currency, tie)
    }

    /// The tax of one base, rounded once: R(net × rate) on top, the rest beside
    /// R(gross ÷ (1 + rate)) inside.
    fn of(&self, rate: Percent, base: Amount) -> Result<Amount> {
        let percent = i128::from(rate.millionths());
        if self.document.prices_include_tax {
            base.minus(self.rounding.of(base, WHOLE, WHOLE + percent)?)
        } else {
            self.rounding.of(base, percent, WHOLE)
        }
    }
}

impl LineTotals {
    /// What is left after all discounts, on the basis the prices are in.
    fn base(&self) -> Result<Amount> {
        self.amount.minus(self.document_discount)
    }

    fn set_tax(&mut self, base: Amount, tax: Amount, document: &DocumentInput) -> Result<()> {
        self.tax = tax;
        (self.net, self.gross) = if document.prices_include_tax {
            (base.minus(tax)?, base)
        } else {
            (base, base.plus(tax)?)
        };
        Ok(())
    }
}

impl RateTotals {
    fn add(&mut self, line: &LineTotals) -> Result<()> {
        self.net = self.net.plus(line.net)?;
        self.tax = self.tax.plus(line.tax)?;
        self.gross = self.gross.plus(line.gross)?;
        Ok(())
    }
}
