//! From prices to totals: checks, then amounts, then discounts, then tax, then sums.

use super::model::{DocumentInput, LineInput, LineTotals, Totals};
use super::{discount, tax};
use crate::base::error::Refusal;
use crate::base::limits::LINES_MAX;
use crate::base::messages::{
    FIELD_CHOICE, LIST_EMPTY, LIST_TOO_LONG, NUMBER_NEGATIVE, NUMBER_NOT_POSITIVE,
    NUMBER_OUT_OF_RANGE,
};
use crate::base::{Amount, Currency, Error, Percent, Quantity, Result, Tie};

/// A discount in money beyond the value it is taken from.
pub const DISCOUNT_TOO_LARGE: Refusal = Refusal::rule(
    "pricing.discount_too_large",
    "the discount {discount} is more than the value {value}",
    "折扣 {discount} 大于其对象金额 {value}",
);

/// Both kinds of discount.
const ONE_DISCOUNT: Refusal = FIELD_CHOICE.saying(
    "give discount_percent or discount_amount, not both",
    "discount_percent 与 discount_amount 只能给出其一",
);

/// One hundred percent in the millionths a [`Percent`] counts.
pub(super) const WHOLE: i128 = Percent::HUNDRED.millionths() as i128;

/// The currency amounts are rounded to, and how.
#[derive(Clone, Copy)]
pub(super) struct Rounding {
    pub(super) currency: Currency,
    pub(super) tie: Tie,
}

impl Rounding {
    /// R(amount × numerator ÷ denominator).
    pub(super) fn of(self, amount: Amount, numerator: i128, denominator: i128) -> Result<Amount> {
        let value = i128::from(amount.ten_thousandths());
        Amount::rounded(value, numerator, denominator, self.currency, self.tie)
    }
}

/// Prices a document, R rounding to the minor unit of `currency` with the document's tie rule.
///
/// - amount of a line: R(quantity × price × (1 − discount)) rounded once, or R(quantity × price)
///   less the discount in money;
/// - discount of the document: R(Σ amount × percent) or as given, spread over the lines in their
///   order by cumulative rounding (M5), weighted by their amounts, on the basis the prices are in;
/// - tax on top: net is the amount less the share, tax R(net × rate), gross their sum;
/// - tax inside: gross is the amount less the share, net R(gross ÷ (1 + rate)), tax the rest;
/// - tax rounded per document: the same once per rate on the sum of its lines, and the tax returned
///   to them by M5, weighted by their net amounts (tax on top) or gross amounts (tax inside).
///
/// # Errors
/// First the form of the list (`list.empty`, `list.too_long` at `lines`), of the document's
/// discount, then of each line in order: `number.not_positive` for the quantity, `number.negative`
/// for the price, the discount, `number.out_of_range` for a tax rate outside 0 to 100. Of a
/// discount: `field.choice` when both kinds are given, `number.negative` and `amount.too_precise`
/// for money, `number.out_of_range` for a percentage outside 0 to 100.
///
/// Then, while computing: `pricing.discount_too_large` at the discount, `number.overflow` at the
/// line, or at `lines` for a sum. Fields of lines are named like `lines[2].unit_price`.
pub fn compute(
    currency: Currency,
    document: &DocumentInput,
    lines: &[LineInput],
) -> Result<Totals> {
    check(currency, document, lines)?;
    let tie = document.tie;
    let rounding = Rounding { currency, tie };
    let mut priced = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        priced.push(discount::line(rounding, line).map_err(|error| at_line(error, index))?);
    }
    let sum = |part: fn(&LineTotals) -> Amount, lines: &[LineTotals]| {
        Amount::sum(lines.iter().map(part)).map_err(|error| error.at("lines"))
    };
    let amount = sum(|line| line.amount, &priced)?;
    let discount = discount::document(rounding, document, amount)?;
    discount::spread(rounding, discount, amount, &mut priced)?;
    let taxes = tax::apply(rounding, document, lines, &mut priced)?;
    Ok(Totals {
        amount,
        discount,
        taxes,
        net: sum(|line| line.net, &priced)?,
        tax: sum(|line| line.tax, &priced)?,
        gross: sum(|line| line.gross, &priced)?,
        lines: priced,
    })
}

/// Names the line an error is about.
pub(super) fn at_line(error: Error, index: usize) -> Error {
    error.under(&format!("lines[{index}]"))
}

fn check(currency: Currency, document: &DocumentInput, lines: &[LineInput]) -> Result<()> {
    if lines.is_empty() {
        return Err(LIST_EMPTY.at("lines"));
    }
    if lines.len() > LINES_MAX {
        return Err(LIST_TOO_LONG
            .at("lines")
            .with("count", lines.len())
            .with("max", LINES_MAX));
    }
    check_discount(
        currency,
        document.discount_percent,
        document.discount_amount,
    )?;
    for (index, line) in lines.iter().enumerate() {
        check_line(currency, line).map_err(|error| at_line(error, index))?;
    }
    Ok(())
}

/// Checks how much a line is of.
///
/// # Errors
/// `number.not_positive` at `quantity`.
pub(crate) fn check_quantity(quantity: Quantity) -> Result<()> {
    if quantity > Quantity::ZERO {
        return Ok(());
    }
    Err(NUMBER_NOT_POSITIVE.at("quantity").with("text", quantity))
}

fn check_line(currency: Currency, line: &LineInput) -> Result<()> {
    check_quantity(line.quantity)?;
    if line.unit_price.is_negative() {
        return Err(NUMBER_NEGATIVE
            .at("unit_price")
            .with("text", line.unit_price));
    }
    check_discount(currency, line.discount_percent, line.discount_amount)?;
    check_percent(line.tax_percent, "tax_percent")
}

fn check_discount(
    currency: Currency,
    percent: Option<Percent>,
    amount: Option<Amount>,
) -> Result<()> {
    if percent.is_some() && amount.is_some() {
        return Err(ONE_DISCOUNT.at("discount_amount"));
    }
    if let Some(amount) = amount {
        if amount.is_negative() {
            return Err(NUMBER_NEGATIVE.at("discount_amount").with("text", amount));
        }
        amount
            .of(currency)
            .map_err(|error| error.at("discount_amount"))?;
    }
    percent.map_or(Ok(()), |percent| check_percent(percent, "discount_percent"))
}

/// Checks that a percentage lies from 0 to 100.
pub(crate) fn check_percent(percent: Percent, field: &str) -> Result<()> {
    if (Percent::ZERO..=Percent::HUNDRED).contains(&percent) {
        return Ok(());
    }
    Err(NUMBER_OUT_OF_RANGE
        .at(field)
        .with("text", percent)
        .with("min", Percent::ZERO)
        .with("max", Percent::HUNDRED))
}
