//! What may change about an approved order. Pure.

use super::model::{AmendedLine, LineChange, Totals};
use crate::base::error::{Refusal, Result};
use crate::base::id::Id;
use crate::base::{Amount, Date, Percent, Quantity};
use crate::delivery::rules::Quantities;
use crate::order::event;
use crate::order::rules::NOT_APPROVED;
use crate::order::{Order, OrderLine, Status};

/// Less than what has reached the customer.
pub const BELOW_DELIVERED: Refusal = Refusal::rule(
    "amendment.below_delivered",
    "{quantity} is less than the {delivered} delivered of line {line}",
    "{quantity} 低于订单行 {line} 已交付的 {delivered}",
);
/// Less than credit notes are about.
pub const BELOW_CREDITED: Refusal = Refusal::rule(
    "amendment.below_credited",
    "credit notes of {credited} about the order stand, it would be {total}",
    "该订单有效的贷项通知合计 {credited},变更后订单总额仅 {total}",
);
/// Less than tax invoices are about.
pub const BELOW_INVOICED: Refusal = Refusal::rule(
    "amendment.below_invoiced",
    "tax invoices of {invoiced} are applied for or issued, the order less its credit notes would be \
     {total}",
    "已申请或开具发票 {invoiced},变更后订单总额扣除贷项通知后仅 {total}",
);
/// Less at one tax rate than tax invoices are about.
pub const BELOW_INVOICED_RATE: Refusal = BELOW_INVOICED.saying(
    "tax invoices of {invoiced} at {tax_percent} % tax are applied for or issued, the order would have \
     {total} at that rate",
    "税率 {tax_percent}% 已申请或开具发票 {invoiced},变更后该税率的订单金额仅 {total}",
);
/// Nothing changes.
pub const NOTHING: Refusal = Refusal::rule(
    "amendment.nothing",
    "nothing of the order would change",
    "订单没有任何变更",
);

/// Nothing is open.
pub const NOTHING_OPEN: Refusal = Refusal::rule(
    "amendment.nothing_open",
    "nothing of the order is open that could be planned anew",
    "该订单没有可重新安排的未收金额",
);

/// Whether an order can be amended on a day.
///
/// # Errors
/// `order.not_approved`; `order.day_before_approval` and `date.in_future` at `effective_on`.
pub fn amendable(order: &Order, on: Date, today: Date) -> Result<()> {
    if order.status != Status::Approved {
        return Err(NOT_APPROVED.at("order").with("status", order.status));
    }
    event::not_before_approval(order, on, "effective_on")?;
    on.not_after(today, "effective_on")?;
    Ok(())
}

/// Whether an order still covers what was delivered of it.
///
/// # Errors
/// `amendment.below_delivered` at `lines`.
pub fn covers_delivered(after: &Order, delivered: &Quantities) -> Result<()> {
    for (line, delivered) in delivered {
        let found = after.lines.iter().find(|found| found.id == *line);
        let quantity = found.map_or(Quantity::ZERO, |line| line.quantity);
        if quantity < *delivered {
            return Err(BELOW_DELIVERED
                .at("lines")
                .with("line", line.raw())
                .with("quantity", quantity)
                .with("delivered", *delivered));
        }
    }
    Ok(())
}

/// Whether a changed order still covers its credit notes and, where it becomes smaller, its tax
/// invoices, of which each takes from its tax rate (M14, M29, M38).
///
/// # Errors
/// `amendment.below_credited`, `amendment.below_invoiced`, without a field.
pub fn covers_billed(
    before: &Order,
    after: &Order,
    credited: Amount,
    invoiced: &[(Percent, Amount)],
) -> Result<()> {
    if credited.is_positive() && after.gross < credited {
        let error = BELOW_CREDITED.error().with("credited", credited);
        return Err(error.with("total", after.gross));
    }
    let total = after.gross.minus(credited)?;
    let billed = Amount::sum(invoiced.iter().map(|(_, amount)| *amount))?.of(before.currency)?;
    if billed.is_positive() && after.gross < before.gross && total < billed {
        let error = BELOW_INVOICED.error().with("invoiced", billed);
        return Err(error.with("total", total));
    }
    for (rate, billed) in invoiced {
        let of = |order: &Order| {
            let lines = order.lines.iter().filter(|line| line.tax_percent == *rate);
            Amount::sum(lines.map(|line| line.gross))
        };
        let (was, is) = (of(before)?, of(after)?);
        if is < was && is < *billed {
            let error = BELOW_INVOICED_RATE.error().with("invoiced", billed);
            let error = error.with("tax_percent", rate);
            return Err(error.with("total", is.of(before.currency)?));
        }
    }
    Ok(())
}

/// The totals of an order.
#[must_use]
pub fn totals(order: &Order) -> Totals {
    Totals {
        net: order.net,
        tax: order.tax,
        gross: order.gross,
    }
}

/// The lines that differ between two states of an order.
#[must_use]
pub fn line_changes(before: &Order, after: &Order) -> Vec<LineChange> {
    let said = |line: &OrderLine| AmendedLine {
        description: line.description.clone(),
        quantity: line.quantity,
        unit_price: line.unit_price,
        tax_percent: line.tax_percent,
        gross: line.gross,
    };
    let of = |order: &Order, id| {
        let found = order.lines.iter().find(|line| line.id == id);
        found.map(said)
    };
    let mut ids: Vec<_> = after.lines.iter().map(|line| line.id).collect();
    let gone = before.lines.iter().map(|line| line.id);
    ids.extend(gone.filter(|id| !after.lines.iter().any(|line| line.id == *id)));
    let mut changes = Vec::with_capacity(ids.len());
    for id in ids.into_iter().filter(|id| id.raw() != 0) {
        changes.push(LineChange {
            line: Some(id),
            before: of(before, id),
            after: of(after, id),
        });
    }
    // A proposal has lines that are to be made, all without an id.
    let made = after.lines.iter().filter(|line| line.id.raw() == 0);
    changes.extend(made.map(|line| LineChange {
        line: None,
        before: None,
        after: Some(said(line)),
    }));
    let changes = changes.into_iter();
    changes
        .filter(|change| change.before != change.after)
        .collect()
}
