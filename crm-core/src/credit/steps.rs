//! What operations ask of a customer's credit.

use super::model::CurrencyExposure;
use super::rules::{self, Standing};
use crate::base::error::Result;
use crate::base::{Amount, Currency};
use crate::currency::steps::conversion;
use crate::customer::Customer;
use crate::engine::Context;

/// The currency of a customer's limit.
pub(crate) fn currency_of(cx: &Context<'_>, customer: &Customer) -> Currency {
    customer.currency.unwrap_or(cx.settings().currency)
}

/// What of a customer's debt is secured, in the currency of its limit.
pub(crate) fn secured_of(cx: &Context<'_>, customer: &Customer) -> Result<Amount> {
    let secured = customer.secured.unwrap_or_default();
    secured.of(currency_of(cx, customer))
}

/// How a customer stands against its limit, where it has one; each entry learns what counts of it.
/// What comes to nothing in a currency needs no rate.
///
/// # Errors
/// `rate.missing`, without a field.
pub(crate) fn standing(
    cx: &mut Context<'_>,
    customer: &Customer,
    entries: &mut [CurrencyExposure],
) -> Result<Option<Standing>> {
    let Some(limit) = customer.credit_limit else {
        return Ok(None);
    };
    let to = currency_of(cx, customer);
    let mut counted = Vec::with_capacity(entries.len());
    for entry in entries {
        let amount = if entry.exposure.is_zero() {
            Amount::ZERO.of(to)?
        } else {
            let rate = conversion(cx, entry.currency, to, cx.today())?;
            rate.apply(entry.exposure, cx.settings().tie)?
        };
        entry.counted = Some(amount);
        counted.push(amount);
    }
    let limit = limit.of(to)?;
    rules::standing(limit, secured_of(cx, customer)?, counted).map(Some)
}
