//! Asking about currencies.

use crate::base::Currency;
use crate::base::error::{Refusal, Result};
use crate::engine::{Context, Kind, Operation};
use crate::org::permission::Permission;
use serde::{Deserialize, Serialize};

/// Answers how a currency of ISO 4217 is written.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// The code in capitals, such as `CNY`.
    pub currency: Currency,
}

/// A currency of ISO 4217.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CurrencyInfo {
    /// The code.
    pub currency: Currency,
    /// Decimals of its minor unit, 0 to 4: CNY 2, JPY 0, KWD 3.
    pub digits: u8,
    /// Its English name.
    pub name: String,
}

impl Operation for Get {
    const NAME: &'static str = "currency.get";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::Anyone;
    const REFUSES: &'static [Refusal] = &[];
    type Output = CurrencyInfo;

    fn run(&self, _: &mut Context<'_>) -> Result<CurrencyInfo> {
        let currency = self.currency;
        Ok(CurrencyInfo {
            currency,
            digits: currency.digits(),
            name: currency.name(),
        })
    }
}
