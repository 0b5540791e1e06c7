//! What is open of a customer's orders, and what it has to its credit, as sums.

use super::model::ExposurePart;
use super::rules::{CurrencySum, OpenOrder};
use crate::base::Currency;
use crate::base::error::Result;
use crate::base::id::{CustomerId, Id, OrderId};
use crate::collection::store::OPEN;
use crate::engine::Context;
use crate::order::Order;
use crate::org::permission::Permission;
use crate::storage::Row;
use crate::storage::cell::{amount, currency, figure};
use crate::storage::select::Select;
use std::collections::BTreeMap;

/// What is open of each of a customer's orders, whoever may see them. Its time grows with the
/// number of its open plans.
pub(crate) fn open_orders(cx: &mut Context<'_>, customer: CustomerId) -> Result<Vec<OpenOrder>> {
    const LEFT: &str = "amount - collected - discounted - written_off - credited";
    // The sum and the number of the plans that fulfil a condition.
    let part = |condition: &str| {
        format!(
            "CAST(coalesce(sum(CASE WHEN {condition} THEN {LEFT} ELSE 0 END), 0) AS bigint), \
             CAST(coalesce(sum(CASE WHEN {condition} THEN 1 ELSE 0 END), 0) AS bigint)"
        )
    };
    let sql = format!(
        "SELECT currency, \"order\", {}, {}, {} FROM crm_plan \
         WHERE customer = ?1 AND {OPEN} GROUP BY currency, \"order\" ORDER BY currency, \"order\"",
        part("due_on < '9999-12-31'"),
        part("due_on < ?2"),
        part("due_on = '9999-12-31'"),
    );
    let values = [customer.raw().into(), cx.today().into()];
    let mut found = Vec::new();
    cx.db().query(&sql, &values, &mut |row| {
        let currency = currency(row, 0)?;
        found.push(OpenOrder {
            order: OrderId::from_raw(figure(row, 1)?),
            currency,
            started: part_at(row, 2, currency)?,
            overdue: part_at(row, 4, currency)?,
            waiting: part_at(row, 6, currency)?,
        });
        Ok(())
    })?;
    Ok(found)
}

/// What a customer has to its credit: of confirmed receipts and of credit notes.
pub(crate) fn credits(cx: &mut Context<'_>, customer: CustomerId) -> Result<Vec<CurrencySum>> {
    let mut found = Vec::new();
    for table in ["crm_receipt", "crm_credit_note"] {
        let sql = format!(
            "SELECT currency, CAST(sum(unallocated) AS bigint), count(id) FROM {table} \
             WHERE customer = ?1 AND unallocated > 0 GROUP BY currency ORDER BY currency"
        );
        let values = [customer.raw().into()];
        cx.db().query(&sql, &values, &mut |row| {
            let currency = currency(row, 0)?;
            let part = part_at(row, 1, currency)?;
            found.push(CurrencySum { currency, part });
            Ok(())
        })?;
    }
    Ok(found)
}

/// What a customer's submitted orders come to, but for one.
pub(crate) fn submitted(
    cx: &mut Context<'_>,
    customer: CustomerId,
    but: OrderId,
) -> Result<Vec<CurrencySum>> {
    // Written so that no planner reads the index of states for it.
    let sql = "SELECT currency, CAST(sum(gross) AS bigint), count(id) FROM crm_order \
               WHERE customer = ?1 AND id <> ?2 AND coalesce(status, '') = 'submitted' \
               GROUP BY currency ORDER BY currency";
    let values = [customer.raw().into(), but.raw().into()];
    let mut found = Vec::new();
    cx.db().query(sql, &values, &mut |row| {
        let currency = currency(row, 0)?;
        let part = part_at(row, 1, currency)?;
        found.push(CurrencySum { currency, part });
        Ok(())
    })?;
    Ok(found)
}

/// The query for the customer of an order.
pub(crate) const CUSTOMER_OF: &str = "SELECT customer FROM crm_order WHERE id = ?1";

/// Of some orders those that the acting user may see.
pub(crate) fn visible(
    cx: &mut Context<'_>,
    orders: &[OpenOrder],
) -> Result<BTreeMap<OrderId, Order>> {
    if orders.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut select = Select::new();
    let ids = orders.iter().map(|order| order.order.raw());
    select.any_of("id", ids.collect());
    select.served();
    select.reach(&cx.reach(Permission::OrderRead));
    let found = select.all::<Order>(cx.db())?;
    Ok(found.into_iter().map(|order| (order.id, order)).collect())
}

fn part_at(row: &dyn Row, at: usize, currency: Currency) -> Result<ExposurePart> {
    Ok(ExposurePart {
        amount: amount(row, at, currency)?,
        count: u32::try_from(figure(row, at + 1)?).unwrap_or(u32::MAX),
    })
}
