//! `exchange.revaluation`: what open orders are worth at the rate of a day.

use crate::base::date::IN_FUTURE;
use crate::base::error::{Refusal, Result};
use crate::base::id::{CustomerId, Id, OrderId};
use crate::base::number::Tie;
use crate::base::{Amount, Currency, Date, page};
use crate::currency::AppliedRate;
use crate::currency::rules::{Conversion, RATE_MISSING};
use crate::currency::steps::conversion;
use crate::engine::{Context, Kind, Operation};
use crate::exchange::store;
use crate::org::permission::Permission;
use crate::storage::cell::{amount, currency, figure};
use crate::storage::select::{Select, token, token_key};
use crate::storage::{Value, statement};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Reports what is open of orders in other currencies at the rates of a day, beside what it is
/// worth at the rates the orders were approved at: what would be gained or lost if it came in that
/// day. A report only: nothing is kept (M34). Plans of every order that has a value count, due or
/// not.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Revaluation {
    /// The day, such as the last of a month, not in the future; today when not given.
    #[serde(default)]
    pub on: Option<Date>,
    /// Of one customer.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// Of orders in one currency.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// Orders wanted, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

/// Open orders at the rates of a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RevaluationReport {
    /// The day.
    pub on: Date,
    /// The workspace's currency.
    pub base_currency: Currency,
    /// The orders of the page, by id.
    pub items: Vec<RevaluedOrder>,
    /// The sums of all orders, by currency, on the first page; none on the pages behind it.
    pub totals: Vec<RevaluedTotal>,
    /// How many approved orders in other currencies have no value, and are not in the report:
    /// `exchange.value` gives them one.
    pub unvalued: i64,
    /// Where the list goes on; nothing on its last page.
    pub next: Option<String>,
}

/// What is open of one order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RevaluedOrder {
    /// The order.
    pub order: OrderId,
    /// Its currency.
    pub currency: Currency,
    /// What is open on the day, in `currency`.
    pub open: Amount,
    /// What that is worth at the order's own rate, in the workspace's currency.
    pub carried: Amount,
    /// What it is worth at the rate of the day.
    pub revalued: Amount,
    /// `revalued` less `carried`: below zero what would be lost.
    pub difference: Amount,
}

/// What is open in one currency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RevaluedTotal {
    /// The currency.
    pub currency: Currency,
    /// How many orders.
    pub orders: i64,
    /// What is open on the day, in `currency`.
    pub open: Amount,
    /// What that is worth at the orders' own rates, in the workspace's currency.
    pub carried: Amount,
    /// What the orders are worth at the rate of the day.
    pub revalued: Amount,
    /// `revalued` less `carried`: below zero what would be lost.
    pub difference: Amount,
    /// The rate of the day.
    pub rate: AppliedRate,
}

impl Operation for Revaluation {
    const NAME: &'static str = "exchange.revaluation";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[IN_FUTURE, RATE_MISSING];
    type Output = RevaluationReport;

    fn run(&self, cx: &mut Context<'_>) -> Result<RevaluationReport> {
        let on = cx.day(self.on, "on")?;
        let limit = usize::try_from(page::limit(self.limit)?).unwrap_or(usize::MAX);
        let after = self.after.as_deref().map(behind).transpose()?;
        let base = cx.settings().currency;
        let open = self.open(cx, on, base, after)?;
        let (mut items, mut next) = (Vec::new(), None);
        let mut totals: BTreeMap<String, (RevaluedTotal, Conversion)> = BTreeMap::new();
        for (order, currency, open, carried) in open {
            if !totals.contains_key(currency.code()) {
                let fresh = fresh(cx, currency, base, on)?;
                totals.insert(currency.code().to_owned(), fresh);
            }
            let Some((total, by)) = totals.get_mut(currency.code()) else {
                continue;
            };
            let revalued = by.apply(open, Tie::HalfUp)?;
            let line = RevaluedOrder {
                order,
                currency,
                open,
                carried,
                revalued,
                difference: revalued.minus(carried)?,
            };
            total.add(&line)?;
            if items.len() < limit {
                items.push(line);
            } else if next.is_none() {
                let last = items
                    .last()
                    .map_or(0, |line: &RevaluedOrder| line.order.raw());
                next = Some(token(&["order"], vec![Value::Int(last)]));
            }
        }
        Ok(RevaluationReport {
            on,
            base_currency: base,
            items,
            totals: totals
                .into_values()
                .map(|(total, _)| total)
                .filter(|_| after.is_none())
                .collect(),
            unvalued: self.unvalued(cx, on, base)?,
            next,
        })
    }
}

/// An order with what is open of it, and what that is carried at.
type Open = (OrderId, Currency, Amount, Amount);

impl Revaluation {
    /// What was open on a day, by the moves up to it, of the orders behind one.
    fn open(
        &self,
        cx: &mut Context<'_>,
        on: Date,
        base: Currency,
        after: Option<i64>,
    ) -> Result<Vec<Open>> {
        let mut select = Select::new();
        select.and("base_currency = ?", [base.code().into()]);
        select.and("currency <> base_currency", []);
        select.and("effective_on <= ?", [on.into()]);
        if let Some(after) = after {
            select.and("\"order\" > ?", [after.into()]);
        }
        select.equal("customer", self.customer.map(Id::raw));
        select.equal("currency", self.currency.as_ref().map(Currency::code));
        store::reach(&mut select, &cx.reach(Self::NEEDS));
        let (sql, values) = select.between(
            "SELECT \"order\", currency, CAST(sum(amount) AS bigint), \
             CAST(sum(base_amount) AS bigint) FROM crm_exchange_entry",
            " GROUP BY \"order\", currency HAVING sum(amount) <> 0 ORDER BY \"order\"",
        );
        let mut open = Vec::new();
        cx.db().query(&sql, &values, &mut |row| {
            let order = OrderId::from_raw(figure(row, 0)?);
            let currency = currency(row, 1)?;
            let (amount, carried) = (amount(row, 2, currency)?, amount(row, 3, base)?);
            open.push((order, currency, amount, carried));
            Ok(())
        })?;
        Ok(open)
    }

    /// How many orders that were approved by the day have no value.
    fn unvalued(&self, cx: &mut Context<'_>, on: Date, base: Currency) -> Result<i64> {
        let mut select = Select::new();
        select.and("status IN ('approved', 'completed')", []);
        select.and("currency <> ?", [base.code().into()]);
        select.and("approved_on <= ?", [on.into()]);
        select.and(
            "NOT EXISTS (SELECT 1 FROM crm_base_value v WHERE v.\"order\" = crm_order.id \
             AND v.revision = crm_order.revision)",
            [],
        );
        select.equal("customer", self.customer.map(Id::raw));
        select.equal("currency", self.currency.as_ref().map(Currency::code));
        select.reach(&cx.reach(Self::NEEDS));
        let (sql, values) = select.between("SELECT count(*) FROM crm_order", "");
        Ok(statement::number(cx.db(), &sql, &values)?.unwrap_or(0))
    }
}

/// A total of nothing, with the rate of the day.
fn fresh(
    cx: &mut Context<'_>,
    currency: Currency,
    base: Currency,
    on: Date,
) -> Result<(RevaluedTotal, Conversion)> {
    let by = conversion(cx, currency, base, on)?;
    let nothing = Amount::ZERO.of(base)?;
    let total = RevaluedTotal {
        currency,
        orders: 0,
        open: Amount::ZERO.of(currency)?,
        carried: nothing,
        revalued: nothing,
        difference: nothing,
        rate: by.clone().applied(on),
    };
    Ok((total, by))
}

impl RevaluedTotal {
    fn add(&mut self, line: &RevaluedOrder) -> Result<()> {
        self.orders += 1;
        self.open = self.open.plus(line.open)?;
        self.carried = self.carried.plus(line.carried)?;
        self.revalued = self.revalued.plus(line.revalued)?;
        self.difference = self.difference.plus(line.difference)?;
        Ok(())
    }
}

/// The order that a page continues behind.
fn behind(text: &str) -> Result<i64> {
    let key = token_key(text, &["order"], "crm_exchange_entry")?;
    match key.first() {
        Some(Value::Int(id)) => Ok(*id),
        _ => Ok(0),
    }
}
