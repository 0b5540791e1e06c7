//! Asking about currencies and their rates.

pub mod convert;
pub mod rate;

use crate::base::capitals::{NO_CAPITALS, capitals};
use crate::base::error::{Refusal, Result};
use crate::base::{Amount, Currency};
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

/// Writes an amount in Chinese capitals (大写金额), as bills and tax invoices carry it, by the
/// 《正确填写票据和结算凭证的基本规定》.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Capitals {
    /// The amount; a negative one is written with 负.
    pub amount: Amount,
    /// Its currency: one with a common Chinese name and two decimals or none.
    pub currency: Currency,
}

/// An amount in Chinese capitals.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CapitalAmount {
    /// The amount.
    pub amount: Amount,
    /// Its currency.
    pub currency: Currency,
    /// The amount in capitals behind the currency's name, such as
    /// `人民币壹万贰仟叁佰肆拾伍元陆角柒分`.
    pub capitals: String,
}

impl Operation for Capitals {
    const NAME: &'static str = "currency.capitals";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::Anyone;
    const REFUSES: &'static [Refusal] = &[NO_CAPITALS];
    type Output = CapitalAmount;

    fn run(&self, _: &mut Context<'_>) -> Result<CapitalAmount> {
        let currency = self.currency;
        let capitals = capitals(self.amount, currency)?;
        Ok(CapitalAmount {
            amount: self.amount.of(currency)?,
            currency,
            capitals,
        })
    }
}
