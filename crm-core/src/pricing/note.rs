//! Calculations written in signs, with the exact result beside the rounded one.

use super::rules::{Rounding, WHOLE};
use crate::base::limits::{AMOUNT_DECIMALS, NUMBER_DECIMALS};
use crate::base::number::pow10;
use crate::base::{Amount, Percent, Price, Quantity, Result, Tie};
use std::fmt::Write;

/// Decimals shown of an exact result; the rest is `…`.
const SHOWN: usize = 12;

/// Quantity × price counts in these parts of a unit.
const PRODUCT_PARTS: i128 = pow10(2 * NUMBER_DECIMALS) as i128;

/// Amounts count in these parts of a unit.
const AMOUNT_PARTS: i128 = pow10(AMOUNT_DECIMALS) as i128;

/// `quantity × price`, rounded to `value`.
pub(super) fn product(
    rounding: Rounding,
    quantity: Quantity,
    price: Price,
    value: Amount,
) -> String {
    let exact = i128::from(quantity.millionths()) * i128::from(price.millionths());
    let note = format!("{quantity} × {price}");
    result(rounding, note, exact, PRODUCT_PARTS, value)
}

/// `quantity × price × (100 − discount)%`, rounded to `value`.
pub(super) fn discounted(
    rounding: Rounding,
    (quantity, price): (Quantity, Price),
    discount: Percent,
    value: Amount,
) -> String {
    let kept = WHOLE - i128::from(discount.millionths());
    let exact = i128::from(quantity.millionths()) * i128::from(price.millionths()) * kept;
    let kept = Percent::from_millionths(Percent::HUNDRED.millionths() - discount.millionths());
    let note = format!("{quantity} × {price} × {kept}%");
    result(rounding, note, exact, PRODUCT_PARTS * WHOLE, value)
}

/// `base × percent`, rounded to `value`.
pub(super) fn share(rounding: Rounding, base: Amount, percent: Percent, value: Amount) -> String {
    let exact = i128::from(base.ten_thousandths()) * i128::from(percent.millionths());
    let note = format!("{base} × {percent}%");
    result(rounding, note, exact, AMOUNT_PARTS * WHOLE, value)
}

/// `gross ÷ (100 + percent)%`, rounded to `value`.
pub(super) fn without(
    rounding: Rounding,
    gross: Amount,
    percent: Percent,
    value: Amount,
) -> String {
    let whole = Percent::from_millionths(Percent::HUNDRED.millionths() + percent.millionths());
    let exact = i128::from(gross.ten_thousandths()) * WHOLE;
    let parts = AMOUNT_PARTS * i128::from(whole.millionths());
    let note = format!("{gross} ÷ {whole}%");
    result(rounding, note, exact, parts, value)
}

/// `one + other = sum`.
pub(super) fn plus(one: Amount, other: Amount, sum: Amount) -> String {
    format!("{one} + {other} = {sum}")
}

/// `one − other = rest`.
pub(super) fn minus(one: Amount, other: Amount, rest: Amount) -> String {
    format!("{one} − {other} = {rest}")
}

/// Adds to `note` what it comes to, `numerator ÷ denominator` units, and how that was rounded.
/// Neither is negative, and both come from figures that have been priced: they fit 128 bits.
fn result(
    rounding: Rounding,
    mut note: String,
    numerator: i128,
    denominator: i128,
    value: Amount,
) -> String {
    let (whole, rest) = (numerator / denominator, numerator % denominator);
    let beyond = rest * i128::from(pow10(rounding.currency.digits())) % denominator;
    if beyond != 0 {
        // Writing to a string cannot fail.
        let _ = write!(note, " = {whole}.{} ≈ {value}", decimals(rest, denominator));
        if beyond * 2 == denominator {
            note.push_str(match rounding.tie {
                Tie::HalfUp => " (half_up)",
                Tie::HalfEven => " (half_even)",
            });
        }
        return note;
    }
    let _ = write!(note, " = {value}");
    note
}

fn decimals(mut rest: i128, denominator: i128) -> String {
    let mut text = String::with_capacity(SHOWN + 3);
    while rest != 0 && text.len() < SHOWN {
        let _ = write!(text, "{}", rest * 10 / denominator);
        rest = rest * 10 % denominator;
    }
    if rest != 0 {
        text.push('…');
    }
    text
}

/// A total being returned to lines by M5: how much of it, and of the weights, is gone.
pub(super) struct Handing {
    total: Amount,
    whole: Amount,
    given: Amount,
    share: Amount,
}

impl Handing {
    pub(super) fn new(total: Amount, whole: Amount) -> Self {
        Self {
            total,
            whole,
            given: Amount::ZERO,
            share: Amount::ZERO,
        }
    }

    /// What is reached with this weight, less what was reached before it, is the part.
    pub(super) fn next(&mut self, weight: Amount, part: Amount) -> Result<String> {
        let (share, given) = (self.share.plus(weight)?, self.given.plus(part)?);
        let reached = |share: Amount| format!("R({} × {share} ÷ {})", self.total, self.whole);
        let note = if self.share.is_zero() {
            format!("{} = {part}", reached(share))
        } else {
            let (now, before) = (reached(share), reached(self.share));
            format!("{now} − {before} = {}", minus(given, self.given, part))
        };
        (self.share, self.given) = (share, given);
        Ok(note)
    }
}
