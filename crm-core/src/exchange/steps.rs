//! What happens to values when orders are approved, amended and settled, in the same transaction.

use super::model::{BaseValue, ExchangeEntry, ExchangeKind};
use super::rules::NOT_VALUED;
use super::store;
use crate::base::error::{Error, Result};
use crate::base::id::{CustomerId, OrderId, ReceiptId};
use crate::base::messages::STORAGE_ROW;
use crate::base::number::Tie;
use crate::base::{Amount, Currency, Date};
use crate::collection::detail::{Allocation, DetailKind};
use crate::collection::model::{Plan, PlanKind};
use crate::currency::rules::{Conversion, RATE_MISSING};
use crate::currency::steps::conversion;
use crate::engine::Context;
use crate::order::Order;
use crate::receipt::Receipt;
use std::collections::btree_map::{BTreeMap, Entry};

/// Fixes the value of an order that is being approved, by the rate of the day. Where there is no
/// rate, the order has no value, and the approver is told.
pub(crate) fn approved(cx: &mut Context<'_>, order: &Order) -> Result<Option<Error>> {
    if order.currency == cx.settings().currency {
        return Ok(None);
    }
    let on = order.approved_on.unwrap_or(cx.today());
    match fix(cx, order, on) {
        Ok(_) => Ok(None),
        Err(error) if error.kind() == RATE_MISSING.kind => {
            let mut told = NOT_VALUED.error();
            for (name, value) in error.details() {
                told = told.with(name, value);
            }
            Ok(Some(told))
        }
        Err(error) => Err(error),
    }
}

/// Fixes the value of an order by the rate of a day.
///
/// # Errors
/// `rate.missing`.
pub(crate) fn fix(cx: &mut Context<'_>, order: &Order, on: Date) -> Result<BaseValue> {
    let by = conversion(cx, order.currency, cx.settings().currency, on)?;
    // An order that is approved anew keeps the row of its value, and has another one.
    let before = match order.revision {
        0 | 1 => None,
        _ => store::of_order(cx, order.id)?,
    };
    let mut value = value(cx, &by, (order.currency, order.gross), order.customer, on)?;
    value.order = Some(order.id);
    value.revision = Some(order.revision);
    let entry = entry(
        cx,
        &value,
        order.id,
        ExchangeKind::Fixed,
        (value.amount, value.base_amount),
    )?;
    match before {
        None => cx.insert(&value, "fixed")?,
        Some(before) => {
            value.id = before.id;
            value.created_at = before.created_at;
            cx.update(&before, &mut value, "fixed")?;
        }
    }
    cx.insert_rows(&[entry])?;
    Ok(value)
}

/// Raises or lowers the value of an order whose total changes: what is added at the rate of the
/// order, what is taken off in proportion to what is left.
pub(crate) fn amended(cx: &mut Context<'_>, before: &Order, total: Amount, on: Date) -> Result<()> {
    if before.currency == cx.settings().currency || total == before.gross {
        return Ok(());
    }
    let Some(old) = standing(cx, before)? else {
        return Ok(());
    };
    let mut value = old.clone();
    let more = total.minus(before.gross)?;
    let (kind, verb, part) = if more.is_positive() {
        let worth = value.rate.conversion()?.apply(more, Tie::HalfUp)?;
        value.raise(more, worth)?;
        (ExchangeKind::Raised, "raised", worth)
    } else {
        let part = value.lower(more.negated())?;
        (ExchangeKind::Lowered, "lowered", part.negated())
    };
    let mut entry = entry(cx, &value, before.id, kind, (more, part))?;
    entry.effective_on = on.max(value.effective_on);
    cx.update(&old, &mut value, verb)?;
    cx.insert_rows(&[entry])
}

/// Closes the value of an order that is cancelled or whose approval is taken back.
pub(crate) fn closed(cx: &mut Context<'_>, order: &Order) -> Result<()> {
    if order.currency == cx.settings().currency {
        return Ok(());
    }
    let Some(old) = standing(cx, order)? else {
        return Ok(());
    };
    let mut value = old.clone();
    let (open, base_open) = (old.open.negated(), old.base_open.negated());
    value.take(old.open)?;
    value.closed_on = Some(cx.today());
    let mut entry = entry(
        cx,
        &value,
        order.id,
        ExchangeKind::Closed,
        (open, base_open),
    )?;
    entry.effective_on = cx.today().max(value.effective_on);
    cx.update(&old, &mut value, "closed")?;
    cx.insert_rows(&[entry])
}

/// The value of an order's approval that stands.
fn standing(cx: &mut Context<'_>, order: &Order) -> Result<Option<BaseValue>> {
    let found = store::of_order(cx, order.id)?;
    Ok(found.filter(|value| value.closed_on.is_none() && value.revision == Some(order.revision)))
}

/// Moves the values of orders and receipts by collection details that were just written. Those
/// within the workspace's own currency cost nothing.
///
/// # Errors
/// `rate.missing` for money in another currency that pays an order with a value.
pub(crate) fn settled(cx: &mut Context<'_>, details: &[Allocation]) -> Result<()> {
    let base = cx.settings().currency;
    let other = |detail: &&Allocation| detail.currency != base || detail.receipt_currency.is_some();
    let mut books = Books::default();
    for detail in details.iter().filter(other) {
        books.enter(cx, detail, base)?;
    }
    books.save(cx)
}

/// A value as it was read, and as it is now.
struct Moving {
    before: BaseValue,
    after: BaseValue,
}

impl Moving {
    fn of(before: BaseValue) -> Self {
        let after = before.clone();
        Self { before, after }
    }
}

/// The values that details move.
#[derive(Default)]
struct Books {
    orders: BTreeMap<OrderId, Option<Moving>>,
    receipts: BTreeMap<ReceiptId, Moving>,
    entries: Vec<ExchangeEntry>,
}

impl Books {
    fn enter(&mut self, cx: &mut Context<'_>, detail: &Allocation, base: Currency) -> Result<()> {
        if let Some(reversed) = detail.reverses {
            let earlier = self
                .entries
                .iter()
                .find(|entry| entry.detail == Some(reversed));
            let earlier = match earlier.cloned() {
                Some(found) => Some(found),
                None => store::of_detail(cx, reversed)?,
            };
            return match earlier {
                Some(earlier) => self.back(cx, detail, &earlier),
                None => Ok(()),
            };
        }
        let plan: Plan = cx.find(detail.plan)?.ok_or_else(lost)?;
        let part = if detail.currency == base {
            detail.amount
        } else {
            if plan.kind != PlanKind::Sale {
                return Ok(());
            }
            let Some(value) = self.order(cx, detail.order, plan.revision)? else {
                return Ok(());
            };
            value.take(detail.amount)?
        };
        let received = match (detail.kind, detail.receipt) {
            (DetailKind::Collected, Some(receipt)) => self.received(cx, detail, receipt, base)?,
            _ => None,
        };
        let since = self.orders.get(&detail.order).and_then(Option::as_ref);
        let since = since.map_or(detail.effective_on, |moving| moving.after.effective_on);
        self.entries.push(ExchangeEntry {
            id: cx.new_id()?,
            kind: ExchangeKind::Settled,
            order: detail.order,
            customer: plan.customer,
            plan: Some(detail.plan),
            detail: Some(detail.id),
            receipt: received.and(detail.receipt),
            effective_on: detail.effective_on.max(since),
            currency: detail.currency,
            amount: detail.amount.negated(),
            base_currency: base,
            base_amount: part.negated(),
            received,
            created_at: cx.now(),
        });
        Ok(())
    }

    /// Undoes the move of a detail that is taken back, to the cent.
    fn back(
        &mut self,
        cx: &mut Context<'_>,
        detail: &Allocation,
        earlier: &ExchangeEntry,
    ) -> Result<()> {
        if detail.currency != earlier.base_currency {
            let plan: Plan = cx.find(detail.plan)?.ok_or_else(lost)?;
            match self.order(cx, detail.order, plan.revision)? {
                Some(value) => {
                    value.give_back(earlier.amount.negated(), earlier.base_amount.negated())?;
                }
                // The order's value was closed with everything it had.
                None => return Ok(()),
            }
        }
        if let (Some(receipt), Some(received)) = (earlier.receipt, earlier.received) {
            let paid = detail.receipt_currency.unwrap_or(detail.currency);
            if paid != earlier.base_currency {
                let value = self.receipt(cx, receipt)?;
                value.give_back(detail.paid().negated(), received)?;
            }
        }
        self.entries.push(ExchangeEntry {
            id: cx.new_id()?,
            detail: Some(detail.id),
            effective_on: detail.effective_on.max(earlier.effective_on),
            amount: earlier.amount.negated(),
            base_amount: earlier.base_amount.negated(),
            received: earlier.received.map(Amount::negated),
            created_at: cx.now(),
            ..earlier.clone()
        });
        Ok(())
    }

    /// What money of a receipt was worth when it came in.
    fn received(
        &mut self,
        cx: &mut Context<'_>,
        detail: &Allocation,
        receipt: ReceiptId,
        base: Currency,
    ) -> Result<Option<Amount>> {
        if detail.receipt_currency.unwrap_or(detail.currency) == base {
            return Ok(Some(detail.paid()));
        }
        let value = self.receipt(cx, receipt)?;
        value.take(detail.paid()).map(Some)
    }

    /// The value of an order that stands for an approval.
    fn order(
        &mut self,
        cx: &mut Context<'_>,
        order: OrderId,
        revision: u32,
    ) -> Result<Option<&mut BaseValue>> {
        let found = match self.orders.entry(order) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                let found = store::of_order(cx, order)?;
                let found = found.filter(|value| value.closed_on.is_none());
                unknown.insert(found.map(Moving::of))
            }
        };
        Ok(found
            .as_mut()
            .map(|moving| &mut moving.after)
            .filter(|value| value.revision == Some(revision)))
    }

    /// The value of a receipt: fixed now, by the rate of the day the money came in, when it has
    /// none.
    fn receipt(&mut self, cx: &mut Context<'_>, receipt: ReceiptId) -> Result<&mut BaseValue> {
        let found = match self.receipts.entry(receipt) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                let found = match store::of_receipt(cx, receipt)? {
                    Some(found) => found,
                    None => of_money(cx, receipt)?,
                };
                unknown.insert(Moving::of(found))
            }
        };
        Ok(&mut found.after)
    }

    fn save(self, cx: &mut Context<'_>) -> Result<()> {
        let orders = self.orders.into_values().flatten();
        for mut moving in orders.chain(self.receipts.into_values()) {
            cx.update(&moving.before, &mut moving.after, "settled")?;
        }
        cx.insert_rows(&self.entries)
    }
}

/// Fixes the value of a receipt by the rate of the day its money came in.
///
/// # Errors
/// `rate.missing` at `receipt`.
fn of_money(cx: &mut Context<'_>, receipt: ReceiptId) -> Result<BaseValue> {
    let receipt: Receipt = cx.find(receipt)?.ok_or_else(lost)?;
    let on = receipt.received_on;
    let by = conversion(cx, receipt.currency, cx.settings().currency, on);
    let by = by.map_err(|error| error.at("receipt"))?;
    let mut value = value(
        cx,
        &by,
        (receipt.currency, receipt.amount),
        receipt.customer,
        on,
    )?;
    value.receipt = Some(receipt.id);
    cx.insert(&value, "fixed")?;
    Ok(value)
}

/// A value of nothing in particular yet.
fn value(
    cx: &mut Context<'_>,
    by: &Conversion,
    (currency, amount): (Currency, Amount),
    customer: CustomerId,
    on: Date,
) -> Result<BaseValue> {
    let base_amount = by.apply(amount, Tie::HalfUp)?;
    Ok(BaseValue {
        id: cx.new_id()?,
        version: 1,
        order: None,
        revision: None,
        receipt: None,
        customer,
        currency,
        amount,
        open: amount,
        rate: by.clone().applied(on),
        effective_on: on,
        base_currency: by.to(),
        base_amount,
        base_open: base_amount,
        closed_on: None,
        created_at: cx.now(),
    })
}

/// A move of an order's whole value.
fn entry(
    cx: &mut Context<'_>,
    value: &BaseValue,
    order: OrderId,
    kind: ExchangeKind,
    (amount, base_amount): (Amount, Amount),
) -> Result<ExchangeEntry> {
    Ok(ExchangeEntry {
        id: cx.new_id()?,
        kind,
        order,
        customer: value.customer,
        plan: None,
        detail: None,
        receipt: None,
        effective_on: value.effective_on,
        currency: value.currency,
        amount,
        base_currency: value.base_currency,
        base_amount,
        received: None,
        created_at: cx.now(),
    })
}

fn lost() -> Error {
    STORAGE_ROW
        .error()
        .with("reason", "a detail without its plan or receipt")
}
