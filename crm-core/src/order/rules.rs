//! What may happen to an order. Pure.

use super::model::{Order, OrderLine, Status};
use crate::base::error::{Refusal, Result};
use crate::base::id::OrderLineId;
use crate::base::transition::Transitions;
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
    "状态为“{status}”的订单不能修改",
);
/// Only drafts and rejected orders are submitted.
pub const NOT_SUBMITTABLE: Refusal = Refusal::rule(
    "order.not_submittable",
    "an order that is {status} cannot be submitted",
    "状态为“{status}”的订单不能提交",
);
/// Only submitted orders are decided.
pub const NOT_SUBMITTED: Refusal = Refusal::rule(
    "order.not_submitted",
    "the order is {status}, not submitted",
    "订单状态为“{status}”,尚未提交",
);
/// Only approved orders are completed or taken back.
pub const NOT_APPROVED: Refusal = Refusal::rule(
    "order.not_approved",
    "the order is {status}, not approved",
    "订单状态为“{status}”,尚未批准",
);
/// Completed and cancelled orders stay as they are.
pub const NOT_CANCELLABLE: Refusal = Refusal::rule(
    "order.not_cancellable",
    "an order that is {status} cannot be cancelled",
    "状态为“{status}”的订单不能取消",
);
/// Whose order it is does not change while its approval is being decided.
pub const NOT_ASSIGNABLE: Refusal = Refusal::rule(
    "order.not_assignable",
    "an order that is {status} cannot be handed over",
    "状态为“{status}”的订单不能移交",
);
/// The setting `own_approval` forbids it.
pub const OWN_APPROVAL: Refusal = Refusal::rule(
    "order.own_approval",
    "nobody approves an order they submitted or are the salesperson of",
    "不得批准本人提交或负责的订单",
);
/// What the order refers to belongs to somebody else.
pub const OTHER_CUSTOMER: Refusal = Refusal::rule(
    "order.other_customer",
    "the {record} belongs to another customer",
    "所引用的{record}属于其他客户",
);
/// Money has come in for the order.
pub const COLLECTED: Refusal = Refusal::rule(
    "order.collected",
    "{collected} has come in for the order",
    "该订单已收款 {collected}",
);

/// Something of it has reached the customer.
pub const DELIVERED: Refusal = Refusal::rule(
    "order.delivered",
    "something of the order was delivered; take the deliveries back first",
    "该订单已有交付,请先撤回交付",
);

/// What can be done with an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Change its fields and lines.
    Update,
    /// Hand it over to another salesperson.
    Assign,
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
pub const TRANSITIONS: Transitions<Status, Action> = Transitions(&[
    (Status::Draft, Action::Update, Status::Draft),
    (Status::Draft, Action::Assign, Status::Draft),
    (Status::Draft, Action::Submit, Status::Submitted),
    (Status::Draft, Action::Cancel, Status::Cancelled),
    (Status::Submitted, Action::Approve, Status::Approved),
    (Status::Submitted, Action::Reject, Status::Rejected),
    (Status::Submitted, Action::Cancel, Status::Cancelled),
    (Status::Rejected, Action::Update, Status::Rejected),
    (Status::Rejected, Action::Assign, Status::Rejected),
    (Status::Rejected, Action::Submit, Status::Submitted),
    (Status::Rejected, Action::Cancel, Status::Cancelled),
    (Status::Approved, Action::Assign, Status::Approved),
    (Status::Approved, Action::Revoke, Status::Draft),
    (Status::Approved, Action::Complete, Status::Completed),
    (Status::Approved, Action::Cancel, Status::Cancelled),
    (Status::Completed, Action::Assign, Status::Completed),
    (Status::Cancelled, Action::Assign, Status::Cancelled),
]);

/// The order after an action, as far as its state goes.
fn step(order: &Order, action: Action) -> Result<Order> {
    let refusal = match action {
        Action::Update => NOT_EDITABLE,
        Action::Assign => NOT_ASSIGNABLE,
        Action::Submit => NOT_SUBMITTABLE,
        Action::Approve | Action::Reject => NOT_SUBMITTED,
        Action::Revoke | Action::Complete => NOT_APPROVED,
        Action::Cancel => NOT_CANCELLABLE,
    };
    let status = TRANSITIONS
        .check(order.status, action, refusal)
        .map_err(|error| error.at("order"))?;
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

/// Whether it may be handed over: at any time but while its approval is being decided.
///
/// # Errors
/// `order.not_assignable`.
pub fn assignable(order: &Order) -> Result<()> {
    step(order, Action::Assign).map(|_| ())
}

/// Asks for approval.
///
/// # Errors
/// `order.not_submittable`.
pub fn submit(order: &Order, actor: &Actor) -> Result<Order> {
    let mut after = step(order, Action::Submit)?;
    after.submitted_by = actor.user;
    after.reason = None;
    after.credit_override = None;
    Ok(after)
}

/// Approves on a day, the base date of the order's terms. `own` says whether somebody may approve
/// what they submitted or are the salesperson of.
///
/// # Errors
/// `order.not_submitted`, `order.own_approval`.
pub fn approve(order: &Order, actor: &Actor, today: Date, own: bool) -> Result<Order> {
    let mut after = step(order, Action::Approve)?;
    own_approval(order, actor, own)?;
    after.approved_by = actor.user;
    after.approved_on = Some(today);
    after.revision = order.revision.saturating_add(1);
    Ok(after)
}

/// Whether somebody may decide about an order: what they submitted or are the salesperson of only
/// when that is allowed.
///
/// # Errors
/// `order.own_approval`.
pub fn own_approval(order: &Order, actor: &Actor, own: bool) -> Result<()> {
    let theirs = [order.submitted_by, order.owner].contains(&actor.user);
    if !own && actor.user.is_some() && theirs {
        return Err(OWN_APPROVAL.at("order"));
    }
    Ok(())
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
    if !collected.is_zero() {
        return Err(COLLECTED.at("order").with("collected", collected));
    }
    after.approved_by = None;
    after.approved_on = None;
    after.terms_edition = None;
    after.credit_override = None;
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

/// Gives it up.
///
/// # Errors
/// `order.not_cancellable`.
pub fn cancel(order: &Order, reason: Line) -> Result<Order> {
    let mut after = step(order, Action::Cancel)?;
    after.reason = Some(reason);
    Ok(after)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::{CustomerId, Id, OrderId, UserId};
    use crate::base::{CodeText, Currency, Instant, Tie};
    use crate::pricing::TaxRounding;

    const STATES: [Status; 6] = [
        Status::Draft,
        Status::Submitted,
        Status::Approved,
        Status::Rejected,
        Status::Completed,
        Status::Cancelled,
    ];

    fn order(status: Status) -> Order {
        Order {
            id: OrderId::from_raw(1),
            version: 1,
            number: CodeText::new("SO-1").unwrap(),
            status,
            order_type: None,
            customer: CustomerId::from_raw(2),
            contact: None,
            owner: None,
            department: None,
            currency: Currency::CNY,
            prices_include_tax: false,
            tax_rounding: TaxRounding::Line,
            tie: Tie::HalfUp,
            discount_percent: None,
            discount_amount: None,
            discount: Amount::ZERO,
            net: Amount::ZERO,
            tax: Amount::ZERO,
            gross: Amount::ZERO,
            payment_method: None,
            delivery_method: None,
            signed_on: None,
            terms: None,
            terms_edition: None,
            clauses: None,
            source: None,
            opportunity: None,
            project: None,
            quote: None,
            contract: None,
            revision: 0,
            amendments: 0,
            submitted_by: Some(UserId::from_raw(3)),
            approved_by: None,
            approved_on: None,
            reason: None,
            credit_override: None,
            external_ref: None,
            extra: None,
            created_at: Instant::EPOCH,
            lines: Vec::new(),
        }
    }

    fn actor(user: i64) -> Actor {
        Actor {
            user: Some(UserId::from_raw(user)),
            ..Actor::system()
        }
    }

    fn outcome(status: Status, action: Action) -> std::result::Result<Status, &'static str> {
        let (order, reason) = (order(status), Line::new("原因").unwrap());
        let day = Date::parse("2026-01-15").unwrap();
        let after = match action {
            Action::Update => editable(&order).map(|()| order),
            Action::Assign => assignable(&order).map(|()| order),
            Action::Submit => submit(&order, &actor(3)),
            Action::Approve => approve(&order, &actor(4), day, true),
            Action::Reject => reject(&order, reason),
            Action::Revoke => revoke(&order, Amount::ZERO, reason),
            Action::Complete => complete(&order),
            Action::Cancel => cancel(&order, reason),
        };
        after
            .map(|order| order.status)
            .map_err(|error| error.kind())
    }

    #[test]
    fn every_action_in_every_state() {
        use Status::{Approved, Cancelled, Completed, Draft, Rejected, Submitted};
        // For each action its refusal and the states it leads from, with where it leads.
        type Steps = &'static [(Status, Status)];
        let table: [(Action, &str, Steps); 8] = [
            (
                Action::Update,
                "order.not_editable",
                &[(Draft, Draft), (Rejected, Rejected)],
            ),
            (
                Action::Assign,
                "order.not_assignable",
                &[
                    (Draft, Draft),
                    (Rejected, Rejected),
                    (Approved, Approved),
                    (Completed, Completed),
                    (Cancelled, Cancelled),
                ],
            ),
            (
                Action::Submit,
                "order.not_submittable",
                &[(Draft, Submitted), (Rejected, Submitted)],
            ),
            (
                Action::Approve,
                "order.not_submitted",
                &[(Submitted, Approved)],
            ),
            (
                Action::Reject,
                "order.not_submitted",
                &[(Submitted, Rejected)],
            ),
            (Action::Revoke, "order.not_approved", &[(Approved, Draft)]),
            (
                Action::Complete,
                "order.not_approved",
                &[(Approved, Completed)],
            ),
            (
                Action::Cancel,
                "order.not_cancellable",
                &[
                    (Draft, Cancelled),
                    (Submitted, Cancelled),
                    (Rejected, Cancelled),
                    (Approved, Cancelled),
                ],
            ),
        ];
        for (action, refusal, steps) in table {
            for state in STATES {
                let expected = steps
                    .iter()
                    .find(|(from, _)| *from == state)
                    .map(|(_, to)| *to);
                assert_eq!(
                    outcome(state, action),
                    expected.ok_or(refusal),
                    "{state:?} {action:?}"
                );
            }
        }
    }

    #[test]
    fn refusals_come_in_their_order() {
        let day = Date::parse("2026-01-15").unwrap();
        let reason = || Line::new("原因").unwrap();
        let money = Amount::parse("0.01").unwrap();
        let kind = |result: Result<Order>| result.map(|_| ()).map_err(|error| error.kind());
        // Submitted by user 3: own approval is asked after the state, and only when forbidden.
        let own = |status, allowed| kind(approve(&order(status), &actor(3), day, allowed));
        assert_eq!(own(Status::Draft, false), Err("order.not_submitted"));
        assert_eq!(own(Status::Submitted, false), Err("order.own_approval"));
        assert_eq!(own(Status::Submitted, true), Ok(()));
        assert_eq!(
            kind(approve(&order(Status::Submitted), &actor(4), day, false)),
            Ok(())
        );
        assert_eq!(
            kind(revoke(&order(Status::Draft), money, reason())),
            Err("order.not_approved")
        );
        assert_eq!(
            kind(revoke(&order(Status::Approved), money, reason())),
            Err("order.collected")
        );
    }
}
