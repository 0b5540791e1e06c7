//! What currencies are worth in each other: `rate.get`, `rate.convert`.

use crate::base::error::{Refusal, Result};
use crate::base::{Amount, Currency, Date};
use crate::currency::model::{AppliedRate, ConvertedAmount};
use crate::currency::rules::RATE_MISSING;
use crate::currency::steps;
use crate::engine::{Context, Kind, Operation};
use crate::org::permission::Permission;
use serde::{Deserialize, Serialize};

/// Answers what a currency is worth in another one on a day: by the last rate between the two of
/// that day or of the days before it, as many as the setting `rate_days` says; else by the last
/// rate the other way round; else by one of each across the currency of the settings (M33). Of
/// several rates of one day that counts whose source was brought in last.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// The currency to convert from.
    pub from: Currency,
    /// The currency to convert to.
    pub to: Currency,
    /// The day; today when not given.
    #[serde(default)]
    pub on: Option<Date>,
}

arguments!(Get { from: Currency, to: Currency } else on);

impl Operation for Get {
    const NAME: &'static str = "rate.get";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::Anyone;
    const REFUSES: &'static [Refusal] = &[RATE_MISSING];
    type Output = AppliedRate;

    fn run(&self, cx: &mut Context<'_>) -> Result<AppliedRate> {
        let on = self.on.unwrap_or(cx.today());
        let conversion = steps::conversion(cx, self.from, self.to, on)?;
        Ok(conversion.applied(on))
    }
}

/// Converts an amount to another currency by the rate that `rate.get` answers: exactly, and rounded
/// once to the minor unit, halves as the setting `tie` says.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Convert {
    /// The amount, in `from`; negative ones too.
    pub amount: Amount,
    /// The currency to convert from.
    pub from: Currency,
    /// The currency to convert to.
    pub to: Currency,
    /// The day; today when not given.
    #[serde(default)]
    pub on: Option<Date>,
}

arguments!(Convert { amount: Amount, from: Currency, to: Currency } else on);

impl Operation for Convert {
    const NAME: &'static str = "rate.convert";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::Anyone;
    const REFUSES: &'static [Refusal] = &[RATE_MISSING];
    type Output = ConvertedAmount;

    fn run(&self, cx: &mut Context<'_>) -> Result<ConvertedAmount> {
        let on = self.on.unwrap_or(cx.today());
        let amount = self
            .amount
            .of(self.from)
            .map_err(|error| error.at("amount"))?;
        let conversion = steps::conversion(cx, self.from, self.to, on)?;
        let tie = cx.settings().tie;
        let converted = conversion.apply(amount, tie);
        Ok(ConvertedAmount {
            amount,
            converted: converted.map_err(|error| error.at("amount"))?,
            rate: conversion.applied(on),
        })
    }
}
