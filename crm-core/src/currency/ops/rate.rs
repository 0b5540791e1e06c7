//! Exchange rates as they are brought in: `rate.set`, `rate.list`.

use crate::base::error::{Refusal, Result};
use crate::base::{CodeText, Currency, Date, Page};
use crate::currency::model::{ExchangeRate, RateArgs};
use crate::currency::rules::{self, RATE_TWICE, SAME_CURRENCY};
use crate::currency::store;
use crate::engine::{Ahead, Context, Kind, Operation};
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::select::Select;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Brings in exchange rates. Each takes the place of the one with the same currencies, day and
/// source; bringing in the same once more changes nothing. Needs `rate.write` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Set {
    /// The rates, 1 to 500, none twice.
    pub rates: Vec<RateArgs>,
}

/// The rates as they are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RatesSet {
    /// In the order they were given.
    pub rates: Vec<ExchangeRate>,
}

impl Set {
    /// Everybody takes the rates in one order, so that two calls never wait for each other.
    fn in_order(&self) -> Vec<(usize, &RateArgs)> {
        let mut rates: Vec<_> = self.rates.iter().enumerate().collect();
        rates.sort_by_key(|(_, args)| rules::key(args));
        rates
    }
}

impl Operation for Set {
    const NAME: &'static str = "rate.set";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::RateWrite;
    const REFUSES: &'static [Refusal] = &[SAME_CURRENCY, RATE_TWICE];
    type Output = RatesSet;

    fn ahead(&self, ahead: &mut Ahead) {
        for (_, args) in self.in_order() {
            store::ahead_of_same_key(ahead, args);
        }
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<RatesSet> {
        cx.demand(Permission::RateWrite, Access::default())?;
        rules::check_rates(&self.rates)?;
        let (mut set, mut fresh) = (BTreeMap::new(), Vec::new());
        for (index, args) in self.in_order() {
            let before = store::same_key(cx, args)?;
            let mut rate = ExchangeRate {
                id: match &before {
                    Some(before) => before.id,
                    None => cx.new_id()?,
                },
                version: 1,
                from: args.from,
                to: args.to,
                valid_on: args.valid_on,
                rate: args.rate,
                unit: args.unit.unwrap_or(1),
                source: args.source.clone(),
                created_at: before.as_ref().map_or(cx.now(), |before| before.created_at),
            };
            match before {
                Some(before) => cx.update(&before, &mut rate, "set")?,
                None => fresh.push(rate.clone()),
            }
            set.insert(index, rate);
        }
        cx.insert_all(&fresh, "set")?;
        Ok(RatesSet {
            rates: set.into_values().collect(),
        })
    }
}

/// Lists exchange rates, the latest day first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Only those from this currency.
    #[serde(default)]
    pub from: Option<Currency>,
    /// Only those to this currency.
    #[serde(default)]
    pub to: Option<Currency>,
    /// Only those of one source.
    #[serde(default)]
    pub source: Option<CodeText>,
    /// Valid on this day or later.
    #[serde(default)]
    pub valid_from: Option<Date>,
    /// Valid on this day or earlier.
    #[serde(default)]
    pub valid_to: Option<Date>,
    /// Rates wanted, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Operation for List {
    const NAME: &'static str = "rate.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::Anyone;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Page<ExchangeRate>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<ExchangeRate>> {
        let mut select = Select::new();
        if self.from.is_none() || self.to.is_none() {
            select.served();
        }
        select.equal("\"from\"", self.from.as_ref().map(Currency::code));
        select.equal("\"to\"", self.to.as_ref().map(Currency::code));
        select.served();
        select.equal("source", self.source.as_deref());
        select.window("valid_on", self.valid_from, self.valid_to, "valid_to")?;
        cx.page(select, &store::LATEST, self.limit, self.after.as_deref())
    }
}
