//! The same prices with every figure's calculation written out, for previews.

use super::model::{
    DocumentInput, LineInput, LineTotals, Priced, PricedLine, Step, StepKind, TaxRounding, Totals,
};
use super::note::{self, Handing};
use super::rules::{Rounding, compute};
use crate::base::{Amount, Currency, Percent, Result};

/// Prices a document as [`compute`] does and explains each figure. Slower: it writes text.
///
/// The steps of a line, where they apply: `list`, `discount` and `amount` (for a discount in
/// percent the amount first), `document_discount`; then `net`, `tax`, `gross` when tax comes on
/// top; `gross`, `net`, `tax` when it is inside, and `gross`, `tax`, `net` when that tax is
/// returned from the document. The document's steps: `amount`, `discount`; when tax is rounded per
/// document, for each rate `rate_net` and `rate_tax`, `rate_gross` before them when tax is inside;
/// `net`, `tax`, `gross`.
///
/// # Errors
/// As [`compute`].
pub fn explain(
    currency: Currency,
    document: &DocumentInput,
    lines: &[LineInput],
) -> Result<Priced> {
    let totals = compute(currency, document, lines)?;
    let mut explanation = Explanation::new(currency, document, &totals);
    let steps = explanation.document();
    let mut priced = Vec::with_capacity(lines.len());
    for (input, line) in lines.iter().zip(&totals.lines) {
        priced.push(PricedLine {
            discount: line.discount,
            amount: line.amount,
            document_discount: line.document_discount,
            net: line.net,
            tax: line.tax,
            gross: line.gross,
            steps: explanation.line(input, line)?,
        });
    }
    Ok(Priced {
        currency,
        lines: priced,
        amount: totals.amount,
        discount: totals.discount,
        taxes: totals.taxes,
        net: totals.net,
        tax: totals.tax,
        gross: totals.gross,
        steps,
    })
}

struct Explanation<'a> {
    rounding: Rounding,
    document: &'a DocumentInput,
    totals: &'a Totals,
    /// The document's discount on its way to the lines, unless zero.
    discount: Option<Handing>,
    /// The taxes on their way to the lines of their rate, unless zero.
    taxes: Vec<(Percent, Handing)>,
}

impl<'a> Explanation<'a> {
    fn new(currency: Currency, document: &'a DocumentInput, totals: &'a Totals) -> Self {
        let returned = document.tax_rounding == TaxRounding::Document;
        let rates = totals
            .taxes
            .iter()
            .filter(|rate| returned && !rate.tax.is_zero());
        let taxes = rates.map(|rate| {
            let base = if document.prices_include_tax {
                rate.gross
            } else {
                rate.net
            };
            (rate.tax_percent, Handing::new(rate.tax, base))
        });
        let discount = Handing::new(totals.discount, totals.amount);
        Self {
            rounding: Rounding {
                currency,
                tie: document.tie,
            },
            document,
            totals,
            discount: (!totals.discount.is_zero()).then_some(discount),
            taxes: taxes.collect(),
        }
    }

    fn document(&self) -> Vec<Step> {
        let Totals {
            amount,
            discount,
            net,
            tax,
            gross,
            ..
        } = *self.totals;
        let mut steps = vec![step(StepKind::Amount, amount, sum("amount", amount))];
        if let Some(percent) = self.document.discount_percent {
            let note = note::share(self.rounding, amount, percent, discount);
            steps.push(step(StepKind::Discount, discount, note));
        } else if self.document.discount_amount.is_some() {
            steps.push(step(StepKind::Discount, discount, given(discount)));
        }
        if self.document.tax_rounding == TaxRounding::Document {
            self.rates(&mut steps);
        }
        steps.push(step(StepKind::Net, net, sum("net", net)));
        steps.push(step(StepKind::Tax, tax, sum("tax", tax)));
        steps.push(step(StepKind::Gross, gross, note::plus(net, tax, gross)));
        steps
    }

    fn rates(&self, steps: &mut Vec<Step>) {
        for rate in &self.totals.taxes {
            let (percent, net, tax, gross) = (rate.tax_percent, rate.net, rate.tax, rate.gross);
            let (net_note, tax_note) = if self.document.prices_include_tax {
                let note = sum(&format!("gross({percent}%)"), gross);
                steps.push(step(StepKind::RateGross, gross, note));
                let note = note::without(self.rounding, gross, percent, net);
                (note, note::minus(gross, net, tax))
            } else {
                let note = sum(&format!("net({percent}%)"), net);
                (note, note::share(self.rounding, net, percent, tax))
            };
            steps.push(step(StepKind::RateNet, net, net_note));
            steps.push(step(StepKind::RateTax, tax, tax_note));
        }
    }

    fn line(&mut self, input: &LineInput, line: &LineTotals) -> Result<Vec<Step>> {
        let mut steps = self.amount(input, line)?;
        let LineTotals {
            amount,
            document_discount: share,
            net,
            tax,
            gross,
            ..
        } = *line;
        let base = amount.minus(share)?;
        let mut base_note = amount.to_string();
        if let Some(discount) = &mut self.discount {
            let note = discount.next(amount, share)?;
            steps.push(step(StepKind::DocumentDiscount, share, note));
            base_note = note::minus(amount, share, base);
        }
        let rate = input.tax_percent;
        let returned = self.taxes.iter_mut().find(|(percent, _)| *percent == rate);
        let returned = returned
            .map(|(_, tax)| tax)
            .map(|tax| tax.next(base, line.tax));
        let returned = returned.transpose()?;
        if !self.document.prices_include_tax {
            let own = || note::share(self.rounding, net, rate, tax);
            let tax_note = returned.unwrap_or_else(own);
            steps.push(step(StepKind::Net, net, base_note));
            steps.push(step(StepKind::Tax, tax, tax_note));
            steps.push(step(StepKind::Gross, gross, note::plus(net, tax, gross)));
            return Ok(steps);
        }
        steps.push(step(StepKind::Gross, gross, base_note));
        if let Some(note) = returned {
            steps.push(step(StepKind::Tax, tax, note));
            steps.push(step(StepKind::Net, net, note::minus(gross, tax, net)));
        } else {
            let note = note::without(self.rounding, gross, rate, net);
            steps.push(step(StepKind::Net, net, note));
            steps.push(step(StepKind::Tax, tax, note::minus(gross, net, tax)));
        }
        Ok(steps)
    }

    /// The steps from quantity and price to the line's amount.
    fn amount(&self, input: &LineInput, line: &LineTotals) -> Result<Vec<Step>> {
        let (quantity, price) = (input.quantity, input.unit_price);
        let (amount, discount) = (line.amount, line.discount);
        let list = amount.plus(discount)?;
        let note = note::product(self.rounding, quantity, price, list);
        if let Some(percent) = input.discount_percent {
            let kept = note::discounted(self.rounding, (quantity, price), percent, amount);
            return Ok(vec![
                step(StepKind::List, list, note),
                step(StepKind::Amount, amount, kept),
                step(
                    StepKind::Discount,
                    discount,
                    note::minus(list, amount, discount),
                ),
            ]);
        }
        if input.discount_amount.is_some() {
            return Ok(vec![
                step(StepKind::List, list, note),
                step(StepKind::Discount, discount, given(discount)),
                step(
                    StepKind::Amount,
                    amount,
                    note::minus(list, discount, amount),
                ),
            ]);
        }
        Ok(vec![step(StepKind::Amount, amount, note)])
    }
}

fn step(step: StepKind, value: Amount, note: String) -> Step {
    Step { step, value, note }
}

fn sum(of: &str, value: Amount) -> String {
    format!("Σ {of} = {value}")
}

fn given(discount: Amount) -> String {
    format!("discount_amount = {discount}")
}
