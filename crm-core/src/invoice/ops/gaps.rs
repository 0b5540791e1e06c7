//! Planned, invoiced, collected: three accounts of the same orders (M38).

use crate::base::error::{Refusal, Result};
use crate::base::id::{CustomerId, DepartmentId, Id, OrderId, UserId};
use crate::base::limits::PAGE_MAX;
use crate::base::page::Page;
use crate::base::{Amount, CodeText, Currency};
use crate::customer::Customer;
use crate::engine::{Context, Kind as OperationKind, Operation};
use crate::invoice::rules::{Standing, gaps};
use crate::invoice::store::{self, Figures};
use crate::order::Order;
use crate::org::permission::Permission;
use crate::storage::Value;
use crate::storage::select::{Select, Sort};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Lists what is planned, invoiced and collected for approved and completed orders, and the gaps
/// between what is invoiced and what came in; newest orders first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Gaps {
    /// Only this order.
    #[serde(default)]
    pub order: Option<OrderId>,
    /// Of one customer.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// Of one salesperson.
    #[serde(default)]
    pub owner: Option<UserId>,
    /// Of one department, not of those below it.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// Items of the page, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

/// How an order stands. All amounts are in `currency`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrderGaps {
    /// The order.
    pub order: OrderId,
    /// Its number.
    pub number: CodeText,
    /// Who buys.
    pub customer: CustomerId,
    /// Its currency.
    pub currency: Currency,
    /// Its total with tax.
    pub gross: Amount,
    /// What is planned, invoiced and collected of it.
    pub standing: Standing,
}

const NEWEST: Sort<Order> = Sort {
    columns: &["id"],
    descending: true,
    key: |order| vec![Value::Int(order.id.raw())],
};

impl Operation for Gaps {
    const NAME: &'static str = "invoice.gaps";
    const KIND: OperationKind = OperationKind::Read;
    const NEEDS: Permission = Permission::InvoiceRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Page<OrderGaps>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<OrderGaps>> {
        let mut select = Select::new();
        select.few("id", self.order.map(Id::raw));
        select.reach(&cx.reach(Self::NEEDS));
        select.equal("customer", self.customer.map(Id::raw));
        select.equal("owner", self.owner.map(Id::raw));
        select.equal("department", self.department.map(Id::raw));
        page(cx, select, self.limit, self.after.as_deref())
    }
}

/// A page of orders that can be invoiced, each with how it stands.
fn page(
    cx: &mut Context<'_>,
    mut select: Select,
    limit: Option<u32>,
    after: Option<&str>,
) -> Result<Page<OrderGaps>> {
    // Written so that no planner reads the index of states for it: most orders are approved.
    select.and("coalesce(status, '') IN ('approved', 'completed')", []);
    let Page { items, next } = cx.page(select, &NEWEST, limit, after)?;
    let figures = store::figures(cx, &items)?;
    let items = items.into_iter().map(|order| {
        let figures = figures.get(&order.id.raw()).copied().unwrap_or_default();
        standing(order, figures)
    });
    Ok(Page {
        items: items.collect::<Result<_>>()?,
        next,
    })
}

fn standing(order: Order, figures: Figures) -> Result<OrderGaps> {
    let currency = order.currency;
    let amount = |stored: i64| Amount::from_ten_thousandths(stored, currency.digits());
    let Figures {
        planned,
        collected,
        applied,
        invoiced,
        credited,
        moved_in,
    } = figures;
    let standing = gaps(
        [order.gross, amount(credited)],
        amount(planned),
        [amount(applied), amount(invoiced)],
        [amount(collected), amount(moved_in)],
    )?;
    Ok(OrderGaps {
        order: order.id,
        number: order.number,
        customer: order.customer,
        currency,
        gross: order.gross,
        standing: standing.of(currency)?,
    })
}

/// Answers what is planned, invoiced and collected for a customer, per currency: of the approved
/// and completed orders that the acting user may see. Its time grows with their number.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BalanceOf {
    /// The customer.
    pub customer: CustomerId,
}

/// How a customer stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomerGaps {
    /// The customer.
    pub customer: CustomerId,
    /// One entry for each currency of its orders, by its code.
    pub balances: Vec<CurrencyGaps>,
}

/// How a customer's orders in one currency stand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CurrencyGaps {
    /// The currency.
    pub currency: Currency,
    /// The sums over the orders. Gaps are never netted: what one order lacks, another does not make
    /// good.
    pub standing: Standing,
}

impl Operation for BalanceOf {
    const NAME: &'static str = "invoice.balance";
    const KIND: OperationKind = OperationKind::Read;
    const NEEDS: Permission = Permission::InvoiceRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = CustomerGaps;

    fn run(&self, cx: &mut Context<'_>) -> Result<CustomerGaps> {
        cx.there::<Customer>(self.customer)?;
        let mut select = Select::new();
        select.reach(&cx.reach(Self::NEEDS));
        select.equal("customer", Some(self.customer.raw()));
        let mut sums: BTreeMap<Currency, Standing> = BTreeMap::new();
        let mut after = None;
        loop {
            let page = page(cx, select.clone(), Some(PAGE_MAX), after.as_deref())?;
            for order in page.items {
                let sum = sums.entry(order.currency).or_default();
                *sum = sum.plus(order.standing)?;
            }
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let balances = sums
            .into_iter()
            .map(|(currency, standing)| {
                let standing = standing.of(currency)?;
                Ok(CurrencyGaps { currency, standing })
            })
            .collect::<Result<_>>()?;
        Ok(CustomerGaps {
            customer: self.customer,
            balances,
        })
    }
}
