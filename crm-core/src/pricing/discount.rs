//! Discounts: each line's own, and the document's spread over its lines.

use super::model::{DocumentInput, LineInput, LineTotals};
use super::rules::{DISCOUNT_TOO_LARGE, Rounding, WHOLE, at_line};
use crate::base::limits::{AMOUNT_DECIMALS, NUMBER_DECIMALS};
use crate::base::number::{overflow, pow10};
use crate::base::split::Spread;
use crate::base::{Amount, Result};

/// Quantity × price carries this many times more decimals than the ten-thousandths of an amount.
const FINER: i128 = pow10(2 * NUMBER_DECIMALS - AMOUNT_DECIMALS) as i128;

/// The line's amount and discount; shares and tax stay zero until the document is known.
pub(super) fn line(rounding: Rounding, line: &LineInput) -> Result<LineTotals> {
    let product = i128::from(line.quantity.millionths()) * i128::from(line.unit_price.millionths());
    let rounded = |numerator: i128, denominator: i128| {
        let Rounding { currency, tie } = rounding;
        let denominator = denominator.checked_mul(FINER).ok_or_else(overflow)?;
        Amount::rounded(product, numerator, denominator, currency, tie)
    };
    let list = rounded(1, 1)?;
    let amount = if let Some(percent) = line.discount_percent {
        rounded(WHOLE - i128::from(percent.millionths()), WHOLE)?
    } else if let Some(discount) = line.discount_amount {
        less(list, discount.of(rounding.currency)?)?
    } else {
        list
    };
    let zero = Amount::ZERO.of(rounding.currency)?;
    Ok(LineTotals {
        discount: list.minus(amount)?,
        amount,
        document_discount: zero,
        net: zero,
        tax: zero,
        gross: zero,
    })
}

/// The document's discount on the sum of its line amounts.
pub(super) fn document(
    rounding: Rounding,
    document: &DocumentInput,
    amount: Amount,
) -> Result<Amount> {
    if let Some(percent) = document.discount_percent {
        return rounding.of(amount, i128::from(percent.millionths()), WHOLE);
    }
    let discount = document.discount_amount.unwrap_or_default();
    let discount = discount.of(rounding.currency)?;
    less(amount, discount)?;
    Ok(discount)
}

/// Gives each line its share of the document's discount (M5). A share is never more than the
/// line's amount, because the discount is never more than their sum.
pub(super) fn spread(
    rounding: Rounding,
    discount: Amount,
    amount: Amount,
    lines: &mut [LineTotals],
) -> Result<()> {
    if discount.is_zero() {
        return Ok(());
    }
    let whole = i128::from(amount.ten_thousandths());
    let mut spread = Spread::new(discount, whole, rounding.currency, rounding.tie)?;
    for (index, line) in lines.iter_mut().enumerate() {
        let share = spread.take(line.amount.ten_thousandths());
        line.document_discount = share.map_err(|error| at_line(error, index))?;
    }
    Ok(())
}

fn less(value: Amount, discount: Amount) -> Result<Amount> {
    if discount > value {
        return Err(DISCOUNT_TOO_LARGE
            .at("discount_amount")
            .with("discount", discount)
            .with("value", value));
    }
    value.minus(discount)
}
