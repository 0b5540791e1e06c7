//! How much is at stake with a customer, and whether it is more than its limit. Pure.

use super::model::{Cause, CauseKind, CurrencyExposure, ExposurePart};
use crate::base::error::{Refusal, Result};
use crate::base::id::{Id, OrderId};
use crate::base::messages::FIELD_CHOICE;
use crate::base::{Amount, Currency, Line};
use crate::org::setting::{CreditCheck, CreditCheckAt, Settings};
use std::collections::BTreeMap;

/// The order takes its customer beyond the credit limit (M40).
pub const CREDIT_EXCEEDED: Refusal = Refusal::rule(
    "credit.limit_exceeded",
    "{amount} {currency} more on {exposure} {currency} is beyond the credit limit of {limit} {currency}",
    "在已占用 {exposure} {currency} 的基础上再增加 {amount} {currency},超出信用额度 {limit} {currency}",
);
/// An override without its reason, or a reason without an override.
const OVERRIDE_REASON: Refusal = FIELD_CHOICE.saying(
    "give override_reason if and only if override_credit is true",
    "当且仅当 override_credit 为 true 时给出 override_reason",
);

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

/// A sum in a currency: what a customer has to its credit, or what its submitted orders come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CurrencySum {
    /// The currency.
    pub currency: Currency,
    /// How much, of how many.
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
pub fn exposures(orders: &[OpenOrder], credits: &[CurrencySum]) -> Result<Vec<CurrencyExposure>> {
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

/// Whether the limit is asked for at a step.
#[must_use]
pub fn asks(settings: &Settings, at: CreditCheckAt) -> bool {
    match settings.credit_check {
        CreditCheck::None => false,
        CreditCheck::Warn => at == CreditCheckAt::Approve,
        CreditCheck::Block => at == settings.credit_check_at,
    }
}

/// Why the limit is overridden, when it is to be.
///
/// # Errors
/// `field.choice` at `override_reason`.
pub fn overriding(wanted: bool, reason: Option<&Line>) -> Result<Option<&Line>> {
    if wanted != reason.is_some() {
        return Err(OVERRIDE_REASON.at("override_reason"));
    }
    Ok(reason)
}

/// What is at stake with more of it in one currency.
///
/// # Errors
/// `number.overflow`.
pub fn with(
    entries: &[CurrencyExposure],
    currency: Currency,
    more: Amount,
) -> Result<Vec<CurrencyExposure>> {
    let mut entries = entries.to_vec();
    if !entries.iter().any(|entry| entry.currency == currency) {
        let none = CurrencySum {
            currency,
            part: ExposurePart::default(),
        };
        entries.extend(exposures(&[], &[none])?);
    }
    for entry in entries
        .iter_mut()
        .filter(|entry| entry.currency == currency)
    {
        entry.exposure = entry.exposure.plus(more)?;
    }
    Ok(entries)
}

/// How far beyond the limit something takes a customer that did not stand there by itself; nothing
/// when it stays within, or adds nothing.
#[must_use]
pub fn beyond(before: Standing, after: Standing) -> Option<Amount> {
    let adds = after.exposure > before.exposure;
    (adds && after.exceeded).then(|| after.available.negated())
}

/// What an exposure comes from: of each currency what is open, submitted and to the customer's
/// credit; then what is secured, in the limit's currency. What is nothing is left out.
#[must_use]
pub fn causes(
    entries: &[CurrencyExposure],
    submitted: &[CurrencySum],
    secured: (Currency, Amount),
) -> Vec<Cause> {
    let mut causes = Vec::new();
    let mut add = |cause, currency, part: ExposurePart| {
        if !part.amount.is_zero() {
            causes.push(Cause {
                cause,
                currency,
                amount: part.amount,
                count: part.count,
            });
        }
    };
    for entry in entries {
        add(CauseKind::Started, entry.currency, entry.started);
        add(CauseKind::Waiting, entry.currency, entry.waiting);
        let others = submitted.iter();
        for other in others.filter(|other| other.currency == entry.currency) {
            add(CauseKind::Submitted, entry.currency, other.part);
        }
        add(CauseKind::Credit, entry.currency, entry.credit);
    }
    let (currency, amount) = secured;
    add(
        CauseKind::Secured,
        currency,
        ExposurePart { amount, count: 1 },
    );
    causes
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
        let credit = |text, count, currency| CurrencySum {
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
    fn who_is_beyond_already_may_still_buy_nothing_more() {
        let cny = |text| money(text, Currency::CNY);
        let at = |counted| standing(cny("100"), cny("0"), [cny(counted)]).unwrap();
        // Columns: before, after, how far beyond.
        for (before, after, expected) in [
            ("60", "100", None),
            ("60", "100.01", Some("0.01")),
            ("120", "130", Some("30")),
            ("120", "120", None),
            // Goods that come back.
            ("120", "110", None),
        ] {
            let found = beyond(at(before), at(after));
            assert_eq!(found, expected.map(cny), "{before} {after}");
        }
    }

    #[test]
    fn a_limit_is_asked_for_where_the_settings_say() {
        use CreditCheck::{Block, None, Warn};
        use CreditCheckAt::{Approve, Submit};
        // Columns: the two settings, whether at the submission, whether at the approval.
        for (credit_check, credit_check_at, submit, approve) in [
            (None, Submit, false, false),
            (None, Approve, false, false),
            (Warn, Submit, false, true),
            (Warn, Approve, false, true),
            (Block, Submit, true, false),
            (Block, Approve, false, true),
        ] {
            let settings = Settings {
                credit_check,
                credit_check_at,
                ..Settings::default()
            };
            let asked = [Submit, Approve].map(|at| asks(&settings, at));
            assert_eq!(
                asked,
                [submit, approve],
                "{credit_check:?} {credit_check_at:?}"
            );
        }
    }

    #[test]
    fn an_override_takes_a_reason() {
        let reason = Line::new("老客户".to_owned()).unwrap();
        assert_eq!(overriding(false, Option::None), Ok(Option::None));
        assert_eq!(overriding(true, Some(&reason)), Ok(Some(&reason)));
        for (wanted, reason) in [(true, Option::None), (false, Some(&reason))] {
            let error = overriding(wanted, reason).unwrap_err();
            assert_eq!(
                (error.kind(), error.field()),
                ("field.choice", Some("override_reason"))
            );
        }
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
