//! What operations of other folders ask of exchange rates.

use super::model::RateLeg;
use super::rules::{self, Conversion, RATE_MISSING};
use super::store;
use crate::base::error::Result;
use crate::base::{Currency, Date};
use crate::engine::Context;

/// How amounts of a currency become amounts of another one on a day: by a rate between the two,
/// else by its inverse, else across the currency of the settings. Each rate is the last one of the
/// day or of the days before it, as many as the setting `rate_days` says.
///
/// # Errors
/// `rate.missing`, without a field: there is no default (M33).
pub(crate) fn conversion(
    cx: &mut Context<'_>,
    from: Currency,
    to: Currency,
    on: Date,
) -> Result<Conversion> {
    if from == to {
        return Ok(Conversion::same(from));
    }
    if let Some(leg) = leg(cx, from, to, on)? {
        return Conversion::by(leg);
    }
    let base = cx.settings().currency;
    if from != base
        && to != base
        && let Some(first) = leg(cx, from, base, on)?
        && let Some(second) = leg(cx, base, to, on)?
    {
        return Conversion::by(first)?.then(Conversion::by(second)?);
    }
    Err(RATE_MISSING
        .error()
        .with("from", from)
        .with("to", to)
        .with("on", on)
        .with("days", cx.settings().rate_days))
}

/// The last rate between two currencies, forwards or else backwards.
fn leg(cx: &mut Context<'_>, from: Currency, to: Currency, on: Date) -> Result<Option<RateLeg>> {
    let back = -i64::from(cx.settings().rate_days);
    // The calendar begins nowhere near; a day that has none before it is its own first.
    let days = (on.plus_days(back).unwrap_or(on), on);
    let found = match store::latest(cx, (from, to), days)? {
        Some(direct) => Some(direct),
        None => store::latest(cx, (to, from), days)?,
    };
    Ok(found.map(|kept| rules::leg(kept, from)))
}
