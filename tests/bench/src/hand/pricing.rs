//! The arithmetic of a document: whole numbers, rounded half up to the cent.

use super::values::{CENT, Money, Number};

const PERCENT: i128 = 100_000_000;

/// What one line is priced by.
#[derive(Clone, Copy)]
pub(super) struct Input {
    pub(super) quantity: Number,
    pub(super) unit_price: Number,
    pub(super) discount_percent: Option<Number>,
    pub(super) discount_amount: Option<Money>,
    pub(super) tax_percent: Number,
}

/// What one line, or a document, comes to.
#[derive(Clone, Copy, Default)]
pub(super) struct Totals {
    pub(super) net: Money,
    pub(super) tax: Money,
    pub(super) gross: Money,
}

/// numerator ÷ denominator in ten-thousandths, rounded half away from zero to the cent.
fn cents(numerator: i128, denominator: i128) -> Money {
    let cent = denominator * CENT;
    let half = if numerator < 0 { -cent / 2 } else { cent / 2 };
    Money(i64::try_from((numerator + half) / cent * CENT).unwrap_or(i64::MAX))
}

/// A percentage of an amount.
pub(super) fn share(amount: Money, percent: Number) -> Money {
    cents(i128::from(amount.0) * i128::from(percent.0), PERCENT)
}

/// Prices lines without tax in the price, with a discount in money on the document, and sums them.
pub(super) fn price(inputs: &[Input], discount: Money) -> (Vec<Totals>, Totals) {
    let amounts: Vec<Money> = inputs.iter().map(amount).collect();
    let whole: i128 = amounts.iter().map(|amount| i128::from(amount.0)).sum();
    let (mut reached, mut given) = (0, Money(0));
    let mut sum = Totals::default();
    let lines = inputs.iter().zip(amounts).map(|(input, amount)| {
        reached += i128::from(amount.0);
        let part = if whole == 0 {
            Money(0)
        } else {
            cents(i128::from(discount.0) * reached, whole)
        };
        let net = Money(amount.0 - (part.0 - given.0));
        given = part;
        let tax = share(net, input.tax_percent);
        let gross = Money(net.0 + tax.0);
        sum.net.0 += net.0;
        sum.tax.0 += tax.0;
        sum.gross.0 += gross.0;
        Totals { net, tax, gross }
    });
    (lines.collect(), sum)
}

/// Quantity times price less the line's own discount.
fn amount(input: &Input) -> Money {
    // Millionths times millionths are 10^8 times finer than ten-thousandths.
    let product = i128::from(input.quantity.0) * i128::from(input.unit_price.0);
    match (input.discount_percent, input.discount_amount) {
        (Some(percent), _) => cents(
            product * (PERCENT - i128::from(percent.0)),
            PERCENT * PERCENT,
        ),
        (None, discount) => Money(cents(product, PERCENT).0 - discount.unwrap_or_default().0),
    }
}

/// Shares a total out by percentages that sum to 100, each rounded on what has been reached.
pub(super) fn spread(total: Money, percents: &[Number]) -> Vec<Money> {
    let (mut reached, mut given) = (0, Money(0));
    let parts = percents.iter().map(|percent| {
        reached += percent.0;
        let part = share(total, Number(reached));
        let amount = Money(part.0 - given.0);
        given = part;
        amount
    });
    parts.collect()
}
