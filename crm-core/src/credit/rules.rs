//! How much is at stake with a customer, and whether it is more than its limit. Pure.

use super::model::{CurrencyExposure, ExposurePart};
use crate::base::error::Result;
use crate::base::id::{Id, OrderId};
use crate::base::{Amount, Currency};
use std::collections::BTreeMap;

/// What is open of one order in a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenOrder {
    /// The order.
    pub order: OrderId,
    /// Its currency.
    pub currency: Currency,
    /// Of its plans that have started.
    pub started: ExposurePart,
    /// Of those, what was due before today.
    pub overdue: ExposurePart,
    /// Of its plans that wait for their event.
    pub waiting: ExposurePart,
}

/// What a customer has to its credit in a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credit {
    /// The currency.
    pub currency: Currency,
    /// How much, of how many receipts or credit notes.
    pub part: ExposurePart,
}

/// How a customer stands against its limit. All amounts are in the limit's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// What counts against the limit.
    pub exposure: Amount,
    /// How much is left of the limit; below zero when it is exceeded.
    pub available: Amount,
    /// Whether it is exceeded; a limit that is reached exactly is not.
    pub exceeded: bool,
}

impl ExposurePart {
    fn plus(self, other: Self) -> Result<Self> {
        Ok(Self {
            amount: self.amount.plus(other.amount)?,
            count: self.count.saturating_add(other.count),
        })
    }

    fn of(self, currency: Currency) -> Result<Self> {
        Ok(Self {
            amount: self.amount.of(currency)?,
            count: self.count,
        })
    }
}

impl OpenOrder {
    /// What is open of it in all.
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn open(&self) -> Result<Amount> {
        self.started.amount.plus(self.waiting.amount)
    }
}

/// What is at stake in each currency, by its code, without the orders behind it (M40).
///
/// # Errors
/// `number.overflow`.
pub fn exposures(orders: &[OpenOrder], credits: &[Credit]) -> Result<Vec<CurrencyExposure>> {
    #[derive(Clone, Copy, Default)]
    struct Parts {
        started: ExposurePart,
        overdue: ExposurePart,
        waiting: ExposurePart,
        credit: ExposurePart,
    }
    let mut found: BTreeMap<Currency, Parts> = BTreeMap::new();
    for order in orders {
        let parts = found.entry(order.currency).or_default();
        parts.started = parts.started.plus(order.started)?;
        parts.overdue = parts.overdue.plus(order.overdue)?;
        parts.waiting = parts.waiting.plus(order.waiting)?;
    }
    for credit in credits {
        let parts = found.entry(credit.currency).or_default();
        parts.credit = parts.credit.plus(credit.part)?;
    }
    let entry = |(currency, parts): (Currency, Parts)| {
        let open = parts.started.amount.plus(parts.waiting.amount)?;
        Ok(CurrencyExposure {
            currency,
            started: parts.started.of(currency)?,
            overdue: parts.overdue.of(currency)?,
            waiting: parts.waiting.of(currency)?,
            credit: parts.credit.of(currency)?,
            exposure: open.minus(parts.credit.amount)?.of(currency)?,
            counted: None,
            orders: Vec::new(),
        })
    };
    found.into_iter().map(entry).collect()
}

/// The orders of one currency with the most open, whatever its sign; the older one first where two
/// are alike. At most `most` of them.
///
/// # Errors
/// `number.overflow`.
pub fn largest(orders: &[OpenOrder], currency: Currency, most: usize) -> Result<Vec<OpenOrder>> {
    let mut sized = Vec::new();
    for order in orders.iter().filter(|order| order.currency == currency) {
        sized.push((order.open()?.abs(), *order));
    }
    sized.sort_by_key(|(size, order)| (std::cmp::Reverse(*size), order.order.raw()));
    sized.truncate(most);
    Ok(sized.into_iter().map(|(_, order)| order).collect())
}

/// How a customer stands against its limit: `counted` is what is at stake in each currency, in the
/// limit's, `secured` what of it is secured (M40).
///
/// # Errors
/// `number.overflow`.
pub fn standing(
    limit: Amount,
    secured: Amount,
    counted: impl IntoIterator<Item = Amount>,
) -> Result<Standing> {
    let exposure = Amount::sum(counted)?.minus(secured)?;
    Ok(Standing {
        exposure,
        available: limit.minus(exposure)?,
        exceeded: exposure > limit,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(text: &str, currency: Currency) -> Amount {
        Amount::parse(text).unwrap().of(currency).unwrap()
    }

    fn part(text: &str, count: u32, currency: Currency) -> ExposurePart {
        ExposurePart {
            amount: money(text, currency),
            count,
        }
    }

    fn open(id: i64, currency: Currency, started: &str, overdue: &str, waiting: &str) -> OpenOrder {
        OpenOrder {
            order: OrderId::from_raw(id),
            currency,
            started: part(started, 1, currency),
            overdue: part(overdue, u32::from(overdue != "0"), currency),
            waiting: part(waiting, u32::from(waiting != "0"), currency),
        }
    }

    #[test]
    fn what_is_open_less_credit_is_at_stake_currency_by_currency() {
        let usd = Currency::parse("USD").unwrap();
        let orders = [
            open(1, Currency::CNY, "18000", "0", "42000"),
            open(2, Currency::CNY, "10000", "10000", "0"),
            open(3, usd, "1000", "0", "0"),
            // Goods that came back: an order below zero.
            open(4, Currency::CNY, "-500", "0", "0"),
        ];
        let credit = |text, count, currency| Credit {
            currency,
            part: part(text, count, currency),
        };
        let jpy = Currency::parse("JPY").unwrap();
        let credits = [
            credit("5000", 1, Currency::CNY),
            credit("250.50", 2, Currency::CNY),
            credit("700", 1, jpy),
        ];
        let found = exposures(&orders, &credits).unwrap();
        let said = |entry: &CurrencyExposure| {
            let text = |part: ExposurePart| format!("{} of {}", part.amount, part.count);
            let parts = [entry.started, entry.overdue, entry.waiting, entry.credit].map(text);
            let exposure = entry.exposure.to_string();
            format!("{} {}: {exposure}", entry.currency, parts.join(", "))
        };
        // M40 by hand: 27,500 started and 42,000 waiting less 5,250.50 of credit.
        let words = [
            "CNY 27500.00 of 3, 10000.00 of 1, 42000.00 of 1, 5250.50 of 3: 64249.50",
            "JPY 0 of 0, 0 of 0, 0 of 0, 700 of 1: -700",
            "USD 1000.00 of 1, 0.00 of 0, 0.00 of 0, 0.00 of 0: 1000.00",
        ];
        assert_eq!(found.iter().map(said).collect::<Vec<_>>(), words);
        assert_eq!(exposures(&[], &[]), Ok(Vec::new()));
    }

    #[test]
    fn the_orders_with_the_most_open_come_first() {
        let usd = Currency::parse("USD").unwrap();
        let orders = [
            open(1, Currency::CNY, "10", "0", "0"),
            open(2, Currency::CNY, "5", "0", "25"),
            open(3, usd, "1000", "0", "0"),
            open(4, Currency::CNY, "0", "0", "10"),
            open(5, Currency::CNY, "-20", "0", "0"),
        ];
        let ids = |most| {
            let found = largest(&orders, Currency::CNY, most).unwrap();
            let ids = found.iter().map(|order| order.order.raw());
            ids.collect::<Vec<_>>()
        };
        assert_eq!(ids(20), [2, 5, 1, 4]);
        assert_eq!(ids(2), [2, 5]);
    }

    #[test]
    fn a_limit_that_is_reached_is_not_exceeded() {
        let cny = |text| money(text, Currency::CNY);
        // Columns: limit, secured, counted, then exposure, available, exceeded.
        let rows = [
            ("100", "0", &[][..], "0.00", "100.00", false),
            ("100", "0", &["60", "40"], "100.00", "0.00", false),
            ("100", "0", &["60", "40.01"], "100.01", "-0.01", true),
            ("100", "0.01", &["60", "40.01"], "100.00", "0.00", false),
            // More credit, or more security, than is open: that much more may be sold.
            ("100", "0", &["-30", "10"], "-20.00", "120.00", false),
            ("100", "50", &["10"], "-40.00", "140.00", false),
            ("0", "0", &["0.01"], "0.01", "-0.01", true),
            ("0", "0", &["0"], "0.00", "0.00", false),
        ];
        for (limit, secured, counted, exposure, available, exceeded) in rows {
            let amounts = counted.iter().map(|text| cny(text));
            let found = standing(cny(limit), cny(secured), amounts).unwrap();
            let said = (found.exposure, found.available, found.exceeded);
            let expected = (cny(exposure), cny(available), exceeded);
            assert_eq!(said, expected, "{limit} {secured} {counted:?}");
        }
    }
}
