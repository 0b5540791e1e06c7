//! What amounts are worth in other currencies: exact until they are rounded, once. Pure.

use super::model::{AppliedRate, ExchangeRate, RateArgs, RateLeg, RatePath};
use crate::base::error::{Refusal, Result};
use crate::base::limits::{AMOUNT_DECIMALS, RATE_UNIT_MAX, RATES_MAX};
use crate::base::messages::{LIST_EMPTY, LIST_TOO_LONG, NUMBER_OUT_OF_RANGE};
use crate::base::number::{Tie, pow10};
use crate::base::{Amount, Currency, Date, Rate, Ratio};
use std::collections::BTreeSet;

/// A rate from a currency to itself.
pub const SAME_CURRENCY: Refusal = Refusal::input(
    "rate.same_currency",
    "a rate is from one currency to another one, not from {currency} to itself",
    "汇率应在两种不同货币之间,而不是 {currency} 对其自身",
);
/// Two rates of one call that are for the same currencies, day and source.
pub const RATE_TWICE: Refusal = Refusal::input(
    "rate.twice",
    "the rate from {from} to {to} on {valid_on} of {source} stands twice",
    "{source} 于 {valid_on} 的 {from} 对 {to} 汇率重复",
);
/// No rate leads from one currency to the other; there is no default (M33).
pub const RATE_MISSING: Refusal = Refusal::rule(
    "rate.missing",
    "no rate leads from {from} to {to} on {on}, nor on the {days} days before it: write one \
     down with rate.set",
    "{on} 当日及之前 {days} 天内没有 {from} 对 {to} 的汇率:请用 rate.set 登记",
);

/// What distinguishes one rate from another: a rate of the same key takes its place.
pub(crate) type Key<'a> = (&'a str, &'a str, Date, &'a str);

pub(crate) fn key(args: &RateArgs) -> Key<'_> {
    (
        args.from.code(),
        args.to.code(),
        args.valid_on,
        args.source.as_str(),
    )
}

/// Checks rates that are brought in: 1 to 500, each between two currencies, none twice.
///
/// # Errors
/// `list.empty`, `list.too_long`; `rate.same_currency`, `number.out_of_range` and `rate.twice` at
/// the first that is wrong.
pub fn check_rates(rates: &[RateArgs]) -> Result<()> {
    if rates.is_empty() {
        return Err(LIST_EMPTY.at("rates"));
    }
    if rates.len() > RATES_MAX {
        return Err(LIST_TOO_LONG
            .at("rates")
            .with("count", rates.len())
            .with("max", RATES_MAX));
    }
    let mut seen = BTreeSet::new();
    for (index, args) in rates.iter().enumerate() {
        let at = |field: &str| format!("rates[{index}].{field}");
        if args.from == args.to {
            return Err(SAME_CURRENCY.at(at("to")).with("currency", args.to));
        }
        if let Some(unit) = args.unit
            && !(1..=RATE_UNIT_MAX).contains(&unit)
        {
            return Err(NUMBER_OUT_OF_RANGE
                .at(at("unit"))
                .with("text", unit.to_string())
                .with("min", "1")
                .with("max", RATE_UNIT_MAX.to_string()));
        }
        if !seen.insert(key(args)) {
            return Err(RATE_TWICE
                .at(format!("rates[{index}]"))
                .with("from", args.from)
                .with("to", args.to)
                .with("valid_on", args.valid_on)
                .with("source", &args.source));
        }
    }
    Ok(())
}

impl AppliedRate {
    /// The conversion it describes.
    ///
    /// # Errors
    /// `number.overflow`, which rates within their bounds cannot reach.
    pub fn conversion(&self) -> Result<Conversion> {
        let mut whole: Option<Conversion> = None;
        for leg in &self.legs {
            let next = Conversion::by(leg.clone())?;
            whole = Some(match whole {
                Some(before) => before.then(next)?,
                None => next,
            });
        }
        Ok(whole.unwrap_or(Conversion::same(self.from)))
    }
}

/// A kept rate as a step from `from` to the other one of its currencies.
#[must_use]
pub fn leg(kept: ExchangeRate, from: Currency) -> RateLeg {
    let inverse = kept.from != from;
    RateLeg {
        id: kept.id,
        from,
        to: if inverse { kept.from } else { kept.to },
        inverse,
        rate: kept.rate,
        unit: kept.unit,
        valid_on: kept.valid_on,
        source: kept.source,
    }
}

/// How amounts of one currency become amounts of another one: the rates, and exactly what they make
/// together. Nothing is rounded before [`Conversion::apply`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    from: Currency,
    to: Currency,
    path: RatePath,
    legs: Vec<RateLeg>,
    ratio: Ratio,
}

impl Conversion {
    /// Between a currency and itself: one to one.
    #[must_use]
    pub const fn same(currency: Currency) -> Self {
        Self {
            from: currency,
            to: currency,
            path: RatePath::Same,
            legs: Vec::new(),
            ratio: Ratio::ONE,
        }
    }

    /// By one rate, forwards or backwards.
    ///
    /// # Errors
    /// `number.overflow` when its unit is zero.
    pub fn by(leg: RateLeg) -> Result<Self> {
        let ratio = leg.rate.per(leg.unit)?;
        let (path, ratio) = if leg.inverse {
            (RatePath::Inverse, ratio.inverse())
        } else {
            (RatePath::Direct, ratio)
        };
        Ok(Self {
            from: leg.from,
            to: leg.to,
            path,
            legs: vec![leg],
            ratio,
        })
    }

    /// By one conversion and then another one, which goes on where the first one ends.
    ///
    /// # Errors
    /// `number.overflow`, which rates within their bounds cannot reach.
    pub fn then(mut self, next: Self) -> Result<Self> {
        self.ratio = self.ratio.times(next.ratio)?;
        self.to = next.to;
        self.path = RatePath::Cross;
        self.legs.extend(next.legs);
        Ok(self)
    }

    /// The way back, by the same rates.
    #[must_use]
    pub fn back(&self) -> Self {
        let turned = |leg: &RateLeg| RateLeg {
            from: leg.to,
            to: leg.from,
            inverse: !leg.inverse,
            ..leg.clone()
        };
        Self {
            from: self.to,
            to: self.from,
            path: match self.path {
                RatePath::Direct => RatePath::Inverse,
                RatePath::Inverse => RatePath::Direct,
                path @ (RatePath::Same | RatePath::Cross) => path,
            },
            legs: self.legs.iter().rev().map(turned).collect(),
            ratio: self.ratio.inverse(),
        }
    }

    /// The currency of the amounts it takes.
    #[must_use]
    pub const fn from(&self) -> Currency {
        self.from
    }

    /// The currency of the amounts it answers.
    #[must_use]
    pub const fn to(&self) -> Currency {
        self.to
    }

    /// How it was found.
    #[must_use]
    pub const fn path(&self) -> RatePath {
        self.path
    }

    /// The rates, one after the other.
    #[must_use]
    pub fn legs(&self) -> &[RateLeg] {
        &self.legs
    }

    /// How much of the one currency one of the other is worth, exactly.
    #[must_use]
    pub const fn ratio(&self) -> Ratio {
        self.ratio
    }

    /// An amount in the other currency, rounded once to its minor unit.
    ///
    /// # Errors
    /// `amount.too_precise` when the amount is none of the currency it converts from,
    /// `number.overflow` when the answer is beyond the largest amount.
    pub fn apply(&self, amount: Amount, tie: Tie) -> Result<Amount> {
        let value = amount.of(self.from)?.ten_thousandths();
        let unit = u128::from(pow10(AMOUNT_DECIMALS - self.to.digits()).unsigned_abs());
        let to_minor = self.ratio.times(Ratio::new(1, unit)?)?;
        Amount::from_minor(to_minor.apply(value, tie)?, self.to)
    }

    /// The same as a document, for a day.
    #[must_use]
    pub fn applied(self, on: Date) -> AppliedRate {
        AppliedRate {
            from: self.from,
            to: self.to,
            on,
            path: self.path,
            rate: Rate::exactly(self.ratio),
            legs: self.legs,
        }
    }
}
