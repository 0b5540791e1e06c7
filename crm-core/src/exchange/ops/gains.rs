//! `exchange.gains`: what was gained and lost by paying at other rates.

use crate::base::error::{Refusal, Result};
use crate::base::id::{AllocationId, CustomerId, ExchangeEntryId, Id, OrderId, PlanId, ReceiptId};
use crate::base::{Amount, Currency, Date};
use crate::engine::{Context, Kind, Operation};
use crate::exchange::model::ExchangeEntry;
use crate::exchange::store;
use crate::org::permission::Permission;
use crate::storage::cell::{amount, currency};
use crate::storage::select::Select;
use serde::{Deserialize, Serialize};

/// Lists what was gained and lost on money that paid orders in another currency, or came in in one:
/// what it was worth when it came in, less the part of the order's value that it settled (M31). The
/// latest first, with the totals of the whole list.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Gains {
    /// Only those of this day or later.
    #[serde(default)]
    pub from: Option<Date>,
    /// Only those of this day or earlier.
    #[serde(default)]
    pub to: Option<Date>,
    /// Of one customer.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// Of one order.
    #[serde(default)]
    pub order: Option<OrderId>,
    /// Of one receipt.
    #[serde(default)]
    pub receipt: Option<ReceiptId>,
    /// Of orders in one currency.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// Lines wanted, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

/// Gains and losses.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GainsReport {
    /// The lines of the page, the latest first.
    pub items: Vec<GainLine>,
    /// The totals of all lines, by currency, on the first page; none on the pages behind it.
    pub totals: Vec<GainTotal>,
    /// Where the list goes on; nothing on its last page.
    pub next: Option<String>,
}

/// What one collection detail gained or lost. Taking it back is a line with the opposite amounts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GainLine {
    /// Its id.
    pub id: ExchangeEntryId,
    /// The order.
    pub order: OrderId,
    /// Who paid.
    pub customer: CustomerId,
    /// The plan that was paid.
    pub plan: Option<PlanId>,
    /// The collection detail.
    pub detail: Option<AllocationId>,
    /// The receipt.
    pub receipt: Option<ReceiptId>,
    /// The day it takes effect.
    pub effective_on: Date,
    /// The order's currency.
    pub currency: Currency,
    /// What was paid of the order, in `currency`.
    pub amount: Amount,
    /// The workspace's currency at that time.
    pub base_currency: Currency,
    /// What the money was worth when it came in, in `base_currency`.
    pub received: Amount,
    /// The part of the order's value that it settled, in `base_currency`.
    pub relieved: Amount,
    /// `received` less `relieved`: below zero what was lost.
    pub gain: Amount,
}

/// The sum of lines in one currency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GainTotal {
    /// The currency of the orders.
    pub currency: Currency,
    /// What was paid of them, in `currency`.
    pub amount: Amount,
    /// The workspace's currency at that time.
    pub base_currency: Currency,
    /// What the money was worth when it came in, in `base_currency`.
    pub received: Amount,
    /// The part of the orders' value that it settled, in `base_currency`.
    pub relieved: Amount,
    /// `received` less `relieved`: below zero what was lost.
    pub gain: Amount,
}

impl Operation for Gains {
    const NAME: &'static str = "exchange.gains";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = GainsReport;

    fn run(&self, cx: &mut Context<'_>) -> Result<GainsReport> {
        let select = self.select(cx)?;
        let page = cx.page(select, &store::LATEST, self.limit, self.after.as_deref())?;
        let items = page.items.iter().map(line).collect::<Result<_>>()?;
        let totals = match self.after {
            None => self.totals(cx)?,
            Some(_) => Vec::new(),
        };
        Ok(GainsReport {
            items,
            totals,
            next: page.next,
        })
    }
}

impl Gains {
    fn select(&self, cx: &Context<'_>) -> Result<Select> {
        let mut select = Select::new();
        select.and("received IS NOT NULL", []);
        select.few("\"order\"", self.order.map(Id::raw));
        select.few("receipt", self.receipt.map(Id::raw));
        select.equal("customer", self.customer.map(Id::raw));
        select.served();
        select.equal("currency", self.currency.as_ref().map(Currency::code));
        select.window("effective_on", self.from, self.to, "to")?;
        store::reach(&mut select, &cx.reach(Self::NEEDS));
        Ok(select)
    }

    fn totals(&self, cx: &mut Context<'_>) -> Result<Vec<GainTotal>> {
        let (sql, values) = self.select(cx)?.between(
            "SELECT currency, base_currency, CAST(sum(amount) AS bigint), \
             CAST(sum(received) AS bigint), CAST(sum(base_amount) AS bigint) \
             FROM crm_exchange_entry",
            " GROUP BY currency, base_currency ORDER BY currency, base_currency",
        );
        let mut totals = Vec::new();
        cx.db().query(&sql, &values, &mut |row| {
            let (currency, base_currency) = (currency(row, 0)?, currency(row, 1)?);
            let received = amount(row, 3, base_currency)?;
            let relieved = amount(row, 4, base_currency)?.negated();
            totals.push(GainTotal {
                currency,
                amount: amount(row, 2, currency)?.negated(),
                base_currency,
                received,
                relieved,
                gain: received.minus(relieved)?,
            });
            Ok(())
        })?;
        Ok(totals)
    }
}

fn line(entry: &ExchangeEntry) -> Result<GainLine> {
    let nothing = Amount::ZERO.of(entry.base_currency)?;
    Ok(GainLine {
        id: entry.id,
        order: entry.order,
        customer: entry.customer,
        plan: entry.plan,
        detail: entry.detail,
        receipt: entry.receipt,
        effective_on: entry.effective_on,
        currency: entry.currency,
        amount: entry.amount.negated(),
        base_currency: entry.base_currency,
        received: entry.received.unwrap_or(nothing),
        relieved: entry.base_amount.negated(),
        gain: entry.gain()?.unwrap_or(nothing),
    })
}
