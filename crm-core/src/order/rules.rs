//! What may happen to an order. Pure.

use super::model::{Order, OrderLine, Status};
use crate::base::error::{Refusal, Result};
use crate::base::id::OrderLineId;
use crate::base::{Amount, Date, Line};
use crate::org::access::Actor;
use crate::pricing;
use crate::pricing::line::SaleLine;
use crate::pricing::model::LineInput;
use serde::{Deserialize, Serialize};

/// Only drafts and rejected orders change.
pub const NOT_EDITABLE: Refusal = Refusal::rule(
    "order.not_editable",
    "an order that is {status} cannot be changed",
    "状态为 {status} 的订单不能修改",
);
/// Only drafts and rejected orders are submitted.
pub const NOT_SUBMITTABLE: Refusal = Refusal::rule(
    "order.not_submittable",
    "an order that is {status} cannot be submitted",
    "状态为 {status} 的订单不能提交",
);
/// Only submitted orders are decided.
pub const NOT_SUBMITTED: Refusal = Refusal::rule(
    "order.not_submitted",
    "the order is {status}, not submitted",
    "订单状态为 {status},尚未提交",
);
/// Only approved orders are completed or taken back.
pub const NOT_APPROVED: Refusal = Refusal::rule(
    "order.not_approved",
    "the order is {status}, not approved",
    "订单状态为 {status},尚未批准",
);
/// Completed and cancelled orders stay as they are.
pub const NOT_CANCELLABLE: Refusal = Refusal::rule(
    "order.not_cancellable",
    "an order that is {status} cannot be cancelled",
    "状态为 {status} 的订单不能取消",
);
/// The setting `own_approval` forbids it.
pub const OWN_APPROVAL: Refusal = Refusal::rule(
    "order.own_approval",
    "nobody approves an order they submitted",
    "不得批准本人提交的订单",
);
/// Money has come in for the order.
pub const COLLECTED: Refusal = Refusal::rule(
    "order.collected",
    "{collected} has come in for the order",
    "该订单已收款 {collected}",
);

/// What can be done with an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Change its fields and lines.
    Update,
    /// Ask for approval.
    Submit,
    /// Approve it; its plans are made.
    Approve,
    /// Send it back.
    Reject,
    /// Take the approval back.
    Revoke,
    /// Say that it is fulfilled.
    Complete,
    /// Give it up.
    Cancel,
}

/// Every step an order can take; what is not listed is refused.
pub const TRANSITIONS: &[(Status, Action, Status)] = &[
    (Status::Draft, Action::Update, Status::Draft),
    (Status::Draft, Action::Submit, Status::Submitted),
    (Status::Draft, Action::Cancel, Status::Cancelled),
    (Status::Submitted, Action::Approve, Status::Approved),
    (Status::Submitted, Action::Reject, Status::Rejected),
    (Status::Submitted, Action::Cancel, Status::Cancelled),
    (Status::Rejected, Action::Update, Status::Rejected),
    (Status::Rejected, Action::Submit, Status::Submitted),
    (Status::Rejected, Action::Cancel, Status::Cancelled),
    (Status::Approved, Action::Revoke, Status::Draft),
    (Status::Approved, Action::Complete, Status::Completed),
    (Status::Approved, Action::Cancel, Status::Cancelled),
];

/// The order after an action, as far as its state goes.
fn step(order: &Order, action: Action) -> Result<Order> {
    let refusal = match action {
        Action::Update => NOT_EDITABLE,
        Action::Submit => NOT_SUBMITTABLE,
        Action::Approve | Action::Reject => NOT_SUBMITTED,
        Action::Revoke | Action::Complete => NOT_APPROVED,
        Action::Cancel => NOT_CANCELLABLE,
    };
    let status = TRANSITIONS
        .iter()
        .find(|(from, listed, _)| *from == order.status && *listed == action)
        .map(|(_, _, to)| *to)
        .ok_or_else(|| refusal.at("order").with("status", order.status))?;
    Ok(Order {
        status,
        ..order.clone()
    })
}

/// Whether fields and lines may change.
///
/// # Errors
/// `order.not_editable`.
pub fn editable(order: &Order) -> Result<()> {
    step(order, Action::Update).map(|_| ())
}

/// Asks for approval.
///
/// # Errors
/// `order.not_submittable`.
pub fn submit(order: &Order, actor: &Actor) -> Result<Order> {
    let mut after = step(order, Action::Submit)?;
    after.submitted_by = actor.user;
    after.reason = None;
    Ok(after)
}

/// Approves on a day, the base date of the order's terms. `own` says whether somebody may approve
/// what they submitted.
///
/// # Errors
/// `order.not_submitted`, `order.own_approval`.
pub fn approve(order: &Order, actor: &Actor, today: Date, own: bool) -> Result<Order> {
    let mut after = step(order, Action::Approve)?;
    if !own && actor.user.is_some() && actor.user == order.submitted_by {
        return Err(OWN_APPROVAL.at("order"));
    }
    after.approved_by = actor.user;
    after.approved_on = Some(today);
    after.revision = order.revision.saturating_add(1);
    Ok(after)
}

/// Sends back.
///
/// # Errors
/// `order.not_submitted`.
pub fn reject(order: &Order, reason: Line) -> Result<Order> {
    let mut after = step(order, Action::Reject)?;
    after.reason = Some(reason);
    Ok(after)
}

/// Takes the approval back, unless money has come in (M1).
///
/// # Errors
/// `order.not_approved`, `order.collected`.
pub fn revoke(order: &Order, collected: Amount, reason: Line) -> Result<Order> {
    let mut after = step(order, Action::Revoke)?;
    nothing_collected(collected)?;
    after.approved_by = None;
    after.approved_on = None;
    after.reason = Some(reason);
    Ok(after)
}

/// Says that it is fulfilled.
///
/// # Errors
/// `order.not_approved`.
pub fn complete(order: &Order) -> Result<Order> {
    step(order, Action::Complete)
}

/// Gives it up, unless money has come in.
///
/// # Errors
/// `order.not_cancellable`, `order.collected`.
pub fn cancel(order: &Order, collected: Amount, reason: Line) -> Result<Order> {
    let mut after = step(order, Action::Cancel)?;
    nothing_collected(collected)?;
    after.reason = Some(reason);
    Ok(after)
}

fn nothing_collected(collected: Amount) -> Result<()> {
    if collected.is_zero() {
        return Ok(());
    }
    Err(COLLECTED.at("order").with("collected", collected))
}

/// Prices an order's lines and sets its totals. `ids` names each line.
///
/// # Errors
/// As [`pricing::rules::compute`].
pub fn price(order: &mut Order, lines: Vec<SaleLine>, ids: Vec<OrderLineId>) -> Result<()> {
    let inputs: Vec<LineInput> = lines.iter().map(|line| line.input).collect();
    let totals = pricing::rules::compute(order.currency, &order.pricing(), &inputs)?;
    order.discount = totals.discount;
    order.net = totals.net;
    order.tax = totals.tax;
    order.gross = totals.gross;
    order.discount_amount = order
        .discount_amount
        .map(|amount| amount.of(order.currency))
        .transpose()?;
    let figures = totals.lines.into_iter().zip(ids);
    order.lines = (1_u32..)
        .zip(lines)
        .zip(figures)
        .map(|((sequence, line), (figures, id))| {
            let discount = line.input.discount_amount;
            Ok(OrderLine {
                id,
                order: order.id,
                sequence,
                product: line.product,
                description: line.description,
                unit: line.unit,
                quantity: line.input.quantity,
                unit_price: line.input.unit_price,
                discount_percent: line.input.discount_percent,
                discount_amount: discount
                    .map(|amount| amount.of(order.currency))
                    .transpose()?,
                tax_percent: line.input.tax_percent,
                quote_line: line.quote_line,
                net: figures.net,
                tax: figures.tax,
                gross: figures.gross,
            })
        })
        .collect::<Result<Vec<OrderLine>>>()?;
    Ok(())
}
