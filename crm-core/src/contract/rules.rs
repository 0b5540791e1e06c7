//! What a contract must be. Pure.

use super::model::Contract;
use crate::base::error::Result;
use crate::base::messages::DATE_ORDER;

/// Checks a new contract: no amount is negative or finer than its currency, and it does not end
/// before it starts.
///
/// # Errors
/// `number.negative`, `amount.too_precise` at `amount`, then at `expected_margin`; `date.order` at
/// `ends_on`.
pub fn check(contract: &mut Contract) -> Result<()> {
    let currency = contract.currency;
    let amount = contract.amount.unsigned_of(currency);
    contract.amount = amount.map_err(|error| error.at("amount"))?;
    let margin = contract
        .expected_margin
        .map(|margin| margin.unsigned_of(currency));
    contract.expected_margin = margin
        .transpose()
        .map_err(|error| error.at("expected_margin"))?;
    match (contract.starts_on, contract.ends_on) {
        (Some(start), Some(end)) if end < start => Err(DATE_ORDER
            .at("ends_on")
            .with("start", start)
            .with("end", end)),
        _ => Ok(()),
    }
}

/// The contract as an actor sees it: without its margin unless `margin` is granted.
#[must_use]
pub fn seen(mut contract: Contract, margin: bool) -> Contract {
    if !margin {
        contract.expected_margin = None;
    }
    contract
}
