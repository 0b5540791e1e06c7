//! Exchange rates as hosts bring them in, and what is made of them.

use crate::base::id::RateId;
use crate::base::{Amount, CodeText, Currency, Date, Instant, Rate};
use serde::{Deserialize, Serialize};

/// A rate as it is brought in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RateArgs {
    /// The currency that is worth it.
    pub from: Currency,
    /// The currency it is worth it in, another one.
    pub to: Currency,
    /// The day it is valid on. It is carried forward until the next one, for as many days as the
    /// setting `rate_days` says.
    pub valid_on: Date,
    /// How much of `to` the `unit` of `from` is worth: 7.2 from USD to CNY.
    pub rate: Rate,
    /// How many of `from` the rate is quoted for, 1 to 10000: 100 where yen are quoted by the
    /// hundred. 1 when not given.
    #[serde(default)]
    pub unit: Option<u32>,
    /// Who says so, such as a bank.
    pub source: CodeText,
}

/// An exchange rate of one day, as a source gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExchangeRate {
    /// Its id.
    pub id: RateId,
    /// Raised whenever it is replaced by another rate of the same currencies, day and source.
    pub version: i64,
    /// The currency that is worth it.
    pub from: Currency,
    /// The currency it is worth it in.
    pub to: Currency,
    /// The day it is valid on.
    pub valid_on: Date,
    /// How much of `to` the `unit` of `from` is worth.
    pub rate: Rate,
    /// How many of `from` the rate is quoted for.
    pub unit: u32,
    /// Who says so.
    pub source: CodeText,
    /// When it was first brought in.
    pub created_at: Instant,
}

/// How two currencies were found to be worth each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RatePath {
    /// They are one currency.
    Same,
    /// By a rate from the one to the other.
    Direct,
    /// By a rate from the other to the one, which divides.
    Inverse,
    /// By two rates, across the currency of the settings.
    Cross,
}

/// One rate of a conversion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RateLeg {
    /// The rate's id.
    pub id: RateId,
    /// The currency it converts from.
    pub from: Currency,
    /// The currency it converts to.
    pub to: Currency,
    /// Whether it is a rate from `to` to `from`: then it divides instead of multiplying.
    pub inverse: bool,
    /// The rate as it was brought in.
    pub rate: Rate,
    /// How many it is quoted for.
    pub unit: u32,
    /// The day it is valid on.
    pub valid_on: Date,
    /// Who says so.
    pub source: CodeText,
}

/// What a currency is worth in another one on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AppliedRate {
    /// The currency converted from.
    pub from: Currency,
    /// The currency converted to.
    pub to: Currency,
    /// The day asked for.
    pub on: Date,
    /// How it was found.
    pub path: RatePath,
    /// How much of `to` one of `from` is worth, where that ends within 12 decimals; null where it
    /// does not: nothing is rounded but the amount.
    pub rate: Option<Rate>,
    /// The rates applied, one after the other; none between a currency and itself.
    pub legs: Vec<RateLeg>,
}

/// An amount in another currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConvertedAmount {
    /// The amount that was given, in `rate.from`.
    pub amount: Amount,
    /// What it is in `rate.to`, rounded once to its minor unit.
    pub converted: Amount,
    /// How it was converted.
    pub rate: AppliedRate,
}
