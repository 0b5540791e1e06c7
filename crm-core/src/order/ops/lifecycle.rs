//! From submission to completion. Approval makes the collection plans.

use crate::amendment::steps::release_order;
use crate::approval::Subject;
use crate::approval::rules::limit::LIMIT_EXCEEDED;
use crate::base::calendar::CALENDAR_NO_WORKDAY;
use crate::base::calendar::CALENDAR_NOT_COVERED;
use crate::base::error::{Refusal, Result};
use crate::base::id::{Id, OrderId, UserId};
use crate::base::{Line, Warning};
use crate::collection::CollectionPlan;
use crate::collection::steps;
use crate::credit::check::{self, Selling};
use crate::credit::rules::{CREDIT_EXCEEDED, overriding};
use crate::credit_note;
use crate::credit_note::rules::ORDER_CREDITED;
use crate::currency::rules::RATE_MISSING;
use crate::delivery;
use crate::engine::{Ahead, Context, Kind, Operation, SubjectOf};
use crate::exchange;
use crate::exchange::rules::NOT_VALUED;
use crate::invoice;
use crate::invoice::rules::ORDER_INVOICED;
use crate::order::model::{Order, Status};
use crate::order::rules::{
    self, COLLECTED, DELIVERED, NOT_APPROVED, NOT_CANCELLABLE, NOT_SUBMITTABLE, NOT_SUBMITTED,
    OWN_APPROVAL,
};
use crate::order::store;
use crate::org::permission::Permission;
use crate::org::setting::CreditCheckAt;
use crate::quote;
use crate::receipt::rules::CREDIT_WAITS;
use crate::storage::Record as _;
use crate::terms::Terms;
use crate::terms::rules::{TERMS_FIXED_CUT, TERMS_LINE_CUT};
use serde::{Deserialize, Serialize};

/// Submits a draft, or a rejected order, for approval. With the settings `credit_check` `block` and
/// `credit_check_at` `submit` it is refused when it takes its customer beyond the credit limit,
/// together with the customer's other submitted orders (M40). It never warns: the approval does.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Submit {
    /// The order.
    pub order: OrderId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// Whether it may go beyond its customer's credit limit, by who may approve it
    /// and reaches that far. `false` when not given; takes
    /// `override_reason`.
    #[serde(default)]
    pub override_credit: bool,
    /// Why it may go beyond the limit, at most 1,000 characters; with `override_credit` only.
    #[serde(default)]
    pub override_reason: Option<Line>,
}

arguments!(Submit { order: OrderId } else version, override_credit, override_reason);

impl Operation for Submit {
    const NAME: &'static str = "order.submit";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OrderWrite;
    const REFUSES: &'static [Refusal] = &[
        NOT_SUBMITTABLE,
        RATE_MISSING,
        CREDIT_EXCEEDED,
        LIMIT_EXCEEDED,
    ];
    type Output = Order;

    fn ahead(&self, ahead: &mut Ahead) {
        check::ahead(ahead, CreditCheckAt::Submit, self.order);
        store::ahead_for_update(ahead, self.order);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Order> {
        let overriding = overriding(self.override_credit, self.override_reason.as_ref())?;
        let held = check::hold(cx, CreditCheckAt::Submit, self.order)?;
        let before = store::load_for_update(cx, self.order, self.version)?;
        let mut after = rules::submit(&before, cx.actor())?;
        let selling = Selling {
            order: &after,
            more: after.gross,
            at: CreditCheckAt::Submit,
            overriding,
            not: &[],
        };
        after.credit_override = check::check(cx, held, &selling)?.overridden;
        cx.update(&before, &mut after, "submitted")?;
        Ok(after)
    }
}

/// Approves a submitted order; its collection plans are made in the same transaction, exactly once
/// (M1). An order without terms is due in whole on the day of approval. By the settings
/// `credit_check` and `credit_check_at` it is refused, or warned of, when it takes its customer
/// beyond the credit limit (M40).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Approve {
    /// The order.
    pub order: OrderId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// What the approver has to say, at most 1,000 characters; kept as the order's `reason`.
    #[serde(default)]
    pub note: Option<Line>,
    /// Whether it may go beyond its customer's credit limit, by who reaches that far. `false` when not given; takes
    /// `override_reason`.
    #[serde(default)]
    pub override_credit: bool,
    /// Why it may go beyond the limit, at most 1,000 characters; with `override_credit` only.
    #[serde(default)]
    pub override_reason: Option<Line>,
}

arguments!(Approve { order: OrderId } else version, note, override_credit, override_reason);

/// An order and its collection plans.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ApprovedOrder {
    /// The order with its lines.
    pub order: Order,
    /// Its collection plans, in order.
    pub plans: Vec<CollectionPlan>,
    /// What the approver should know: lines of the terms that were cut, days beyond the calendar,
    /// an order without a value in the workspace's currency, money of the customer that pays
    /// nothing yet, a credit limit that is exceeded or cannot be counted.
    pub warnings: Vec<Warning>,
}

impl Operation for Approve {
    const NAME: &'static str = "order.approve";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OrderApprove;
    const REFUSES: &'static [Refusal] = &[
        NOT_SUBMITTED,
        OWN_APPROVAL,
        RATE_MISSING,
        CREDIT_EXCEEDED,
        LIMIT_EXCEEDED,
        CALENDAR_NO_WORKDAY,
    ];
    const REMARKS: &'static [&'static [Refusal]] = &[&[
        TERMS_FIXED_CUT,
        TERMS_LINE_CUT,
        CALENDAR_NOT_COVERED,
        NOT_VALUED,
        CREDIT_WAITS,
        CREDIT_EXCEEDED,
        RATE_MISSING,
    ]];
    const SUBJECT: Option<SubjectOf<Self>> = Some(Self::subject);
    type Output = ApprovedOrder;

    fn ahead(&self, ahead: &mut Ahead) {
        check::ahead(ahead, CreditCheckAt::Approve, self.order);
        store::ahead_for_update(ahead, self.order);
        let terms = "SELECT terms FROM crm_order WHERE id = ?1";
        ahead.refer_by::<Terms>(terms, vec![self.order.raw().into()]);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<ApprovedOrder> {
        let overriding = overriding(self.override_credit, self.override_reason.as_ref())?;
        let held = check::hold(cx, CreditCheckAt::Approve, self.order)?;
        let before = store::load_for_update(cx, self.order, self.version)?;
        let own = cx.settings().own_approval;
        let mut order = rules::approve(&before, cx.actor(), cx.today(), own)?;
        order.reason = self.note.clone();
        let selling = Selling {
            order: &before,
            more: before.gross,
            at: CreditCheckAt::Approve,
            overriding,
            not: &others(cx, &before),
        };
        let mut credit = check::check(cx, held, &selling)?;
        order.credit_override = credit.overridden.or(order.credit_override);
        let (plans, mut warnings) = steps::generate(cx, &mut order)?;
        warnings.append(&mut credit.warnings);
        cx.update(&before, &mut order, "approved")?;
        Ok(ApprovedOrder {
            order,
            plans,
            warnings,
        })
    }
}

impl Approve {
    /// The order, for who is asked to approve it.
    fn subject(&self, cx: &mut Context<'_>) -> Result<Subject> {
        let order: Order = cx.refer(self.order)?;
        Ok(Subject {
            record_id: order.id.raw(),
            access: order.access(),
            limited: None,
            not: others(cx, &order),
        })
    }
}

/// Who may not decide about an order: who submitted it and its salesperson, where the settings say
/// so.
pub(crate) fn others(cx: &Context<'_>, order: &Order) -> Vec<Option<UserId>> {
    match cx.settings().own_approval {
        true => Vec::new(),
        false => vec![order.submitted_by, order.owner],
    }
}

/// Sends a submitted order back to the salesperson.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reject {
    /// The order.
    pub order: OrderId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// Why, at most 1,000 characters.
    pub reason: Line,
}

arguments!(Reject { order: OrderId, reason: Line } else version);

impl Operation for Reject {
    const NAME: &'static str = "order.reject";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OrderApprove;
    const REFUSES: &'static [Refusal] = &[NOT_SUBMITTED];
    type Output = Order;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_for_update(ahead, self.order);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Order> {
        let before = store::load_for_update(cx, self.order, self.version)?;
        let mut after = rules::reject(&before, self.reason.clone())?;
        cx.update(&before, &mut after, "rejected")?;
        Ok(after)
    }
}

/// Takes an approval back: the order is a draft again and its plans are cancelled. Refused once
/// money has come in for it or something was delivered, and while tax invoices of it are applied
/// for or issued or credit notes about it stand.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Revoke {
    /// The order.
    pub order: OrderId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// Why, at most 1,000 characters.
    pub reason: Line,
}

arguments!(Revoke { order: OrderId, reason: Line } else version);

impl Operation for Revoke {
    const NAME: &'static str = "order.revoke";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OrderApprove;
    const REFUSES: &'static [Refusal] = &[
        NOT_APPROVED,
        COLLECTED,
        DELIVERED,
        ORDER_INVOICED,
        ORDER_CREDITED,
    ];
    type Output = Order;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_for_update(ahead, self.order);
        steps::ahead_for_update(ahead, self.order);
        invoice::steps::ahead(ahead, self.order);
        credit_note::store::ahead_of_credited(ahead, self.order);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Order> {
        let before = store::load_for_update(cx, self.order, self.version)?;
        let collected = steps::collected(cx, &before)?;
        let mut after = rules::revoke(&before, collected, self.reason.clone())?;
        nothing_delivered(cx, &before)?;
        invoice::steps::nothing_invoiced(cx, &before)?;
        credit_note::store::nothing_credited(cx, &before)?;
        steps::cancel(cx, &before)?;
        exchange::steps::closed(cx, &before)?;
        cx.update(&before, &mut after, "revoked")?;
        Ok(after)
    }
}

/// Says that an approved order is fulfilled. What is open is still collected.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Complete {
    /// The order.
    pub order: OrderId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
}

arguments!(Complete { order: OrderId } else version);

impl Operation for Complete {
    const NAME: &'static str = "order.complete";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OrderWrite;
    const REFUSES: &'static [Refusal] = &[NOT_APPROVED];
    type Output = Order;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_for_update(ahead, self.order);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Order> {
        let before = store::load_for_update(cx, self.order, self.version)?;
        let mut after = rules::complete(&before)?;
        cx.update(&before, &mut after, "completed")?;
        Ok(after)
    }
}

/// Gives an order up: the plans of an approved one are cancelled, what was collected for it is the
/// customer's credit (M25), and what was ordered from a quote can be ordered from it again. Refused
/// once something was delivered, and while tax invoices of it are applied for or issued or credit
/// notes about it stand. An approved order is given up by somebody who may approve: it needs
/// `order.approve` as well.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cancel {
    /// The order.
    pub order: OrderId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// Why, at most 1,000 characters.
    pub reason: Line,
}

arguments!(Cancel { order: OrderId, reason: Line } else version);

impl Operation for Cancel {
    const NAME: &'static str = "order.cancel";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OrderWrite;
    const REFUSES: &'static [Refusal] =
        &[NOT_CANCELLABLE, DELIVERED, ORDER_INVOICED, ORDER_CREDITED];
    type Output = Order;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_for_update(ahead, self.order);
        steps::ahead_for_update(ahead, self.order);
        invoice::steps::ahead(ahead, self.order);
        credit_note::store::ahead_of_credited(ahead, self.order);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Order> {
        let before = store::load_for_update(cx, self.order, self.version)?;
        if before.status == Status::Approved {
            cx.demand(Permission::OrderApprove, before.access())?;
        }
        let mut after = rules::cancel(&before, self.reason.clone())?;
        nothing_delivered(cx, &before)?;
        invoice::steps::nothing_invoiced(cx, &before)?;
        credit_note::store::nothing_credited(cx, &before)?;
        release_order(cx, &before)?;
        exchange::steps::closed(cx, &before)?;
        quote::steps::release(cx, &before)?;
        cx.update(&before, &mut after, "cancelled")?;
        Ok(after)
    }
}

/// Refuses what cannot be done once something was delivered.
fn nothing_delivered(cx: &mut Context<'_>, order: &Order) -> Result<()> {
    if order.status == Status::Approved && !delivery::store::delivered(cx, order.id)?.is_empty() {
        return Err(DELIVERED.at("order"));
    }
    Ok(())
}
