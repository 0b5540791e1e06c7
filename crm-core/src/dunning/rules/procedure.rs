//! What a procedure may say. Pure.

use crate::base::Percent;
use crate::base::error::{Refusal, Result};
use crate::base::limits::{DUNNING_DAYS_MAX, INTEREST_PERCENT_MAX, LEVELS_MAX, REMIND_DAYS_MAX};
use crate::base::messages::{
    FIELD_CHOICE, LIST_EMPTY, LIST_TOO_LONG, NUMBER_NOT_POSITIVE, NUMBER_OUT_OF_RANGE,
};
use crate::dunning::model::{CurrencyAmount, InterestTerms, Level, Policy};

/// A level that begins no later than the one before.
const ASCENDING: Refusal = FIELD_CHOICE.saying(
    "each level begins later than the one before",
    "每一级的起始天数须大于前一级",
);
/// Two amounts of one currency.
const ONE_AMOUNT: Refusal = FIELD_CHOICE.saying(
    "give at most one amount for each currency",
    "每个币种最多一项金额",
);

/// Checks what a procedure says: its levels, then its interest, then its minimums.
///
/// # Errors
/// At the field: `list.empty`, `list.too_long`, `number.out_of_range`, `number.not_positive`,
/// `number.negative`, `amount.too_precise`, `field.choice`.
pub fn check(policy: &Policy) -> Result<()> {
    if policy.levels.is_empty() {
        return Err(LIST_EMPTY.at("levels"));
    }
    if policy.levels.len() > LEVELS_MAX {
        let error = LIST_TOO_LONG
            .at("levels")
            .with("count", policy.levels.len());
        return Err(error.with("max", LEVELS_MAX));
    }
    let mut before = 0;
    for (index, level) in policy.levels.iter().enumerate() {
        let within = format!("levels[{index}]");
        self::level(level, before).map_err(|error| error.under(&within))?;
        before = level.days_late;
    }
    if let Some(terms) = &policy.interest {
        interest(terms).map_err(|error| error.under("interest"))?;
    }
    amounts(&policy.minimums).map_err(|error| error.under("minimums"))
}

fn level(level: &Level, before: u32) -> Result<()> {
    range("days_late", level.days_late, 1, DUNNING_DAYS_MAX)?;
    range("pause_days", level.pause_days, 1, REMIND_DAYS_MAX)?;
    range("days_to_pay", level.days_to_pay, 0, REMIND_DAYS_MAX)?;
    if level.days_late <= before {
        return Err(ASCENDING.at("days_late"));
    }
    amounts(&level.fees).map_err(|error| error.under("fees"))?;
    let outside = |percent: &Percent| *percent < Percent::ZERO || *percent > Percent::HUNDRED;
    match level.fee_percent.filter(outside) {
        Some(percent) => Err(NUMBER_OUT_OF_RANGE
            .at("fee_percent")
            .with("text", percent)
            .with("min", "0")
            .with("max", "100")),
        None => Ok(()),
    }
}

fn interest(terms: &InterestTerms) -> Result<()> {
    if terms.percent <= Percent::ZERO {
        return Err(NUMBER_NOT_POSITIVE
            .at("percent")
            .with("text", terms.percent));
    }
    let most = Percent::whole(INTEREST_PERCENT_MAX);
    if terms.percent > most {
        return Err(NUMBER_OUT_OF_RANGE
            .at("percent")
            .with("text", terms.percent)
            .with("min", "0")
            .with("max", most));
    }
    range("grace_days", terms.grace_days, 0, DUNNING_DAYS_MAX)
}

fn range(field: &str, value: u32, min: u32, max: u32) -> Result<()> {
    if (min..=max).contains(&value) {
        return Ok(());
    }
    Err(NUMBER_OUT_OF_RANGE
        .at(field)
        .with("text", value.to_string())
        .with("min", min.to_string())
        .with("max", max.to_string()))
}

fn amounts(amounts: &[CurrencyAmount]) -> Result<()> {
    for (index, own) in amounts.iter().enumerate() {
        let mut earlier = amounts.iter().take(index);
        if earlier.any(|other| other.currency == own.currency) {
            return Err(ONE_AMOUNT.at(format!("[{index}].currency")));
        }
        let checked = own.amount.unsigned_of(own.currency);
        checked.map_err(|error| error.at(format!("[{index}].amount")))?;
    }
    Ok(())
}

#[cfg(test)]
#[path = "procedure_tests.rs"]
mod tests;
