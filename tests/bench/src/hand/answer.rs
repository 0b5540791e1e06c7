//! What the program answers where that is more than the record.

use super::model::{Opportunity, Order, Plan};
use super::pricing::share;
use super::values::{Day, Flag, Moment, Money, Number, PlanKind, PlanStand, Stand};
use serde::Serialize;

/// An opportunity with its probability and what it weighs.
#[derive(Debug, Serialize)]
pub(super) struct OpportunityAnswer {
    pub(super) id: i64,
    version: i64,
    name: String,
    status: Stand,
    customer: i64,
    contact: Option<i64>,
    pipeline: i64,
    stage: i64,
    owner: Option<i64>,
    department: Option<i64>,
    currency: String,
    amount: Option<Money>,
    probability: Number,
    manual_probability: Option<Number>,
    weighted: Option<Money>,
    expected_close: Option<Day>,
    closed_on: Option<Day>,
    lost_reason: Option<String>,
    lost_note: Option<String>,
    source: Option<String>,
    note: Option<String>,
    external_ref: Option<String>,
    extra: Option<String>,
    created_at: Moment,
    /// The history, which only a request for it fills.
    stages: Option<Vec<i64>>,
}

impl OpportunityAnswer {
    pub(super) fn new(record: Opportunity, probability: Number) -> Self {
        Self {
            id: record.id,
            version: record.version,
            name: record.name,
            status: record.status,
            customer: record.customer,
            contact: record.contact,
            pipeline: record.pipeline,
            stage: record.stage,
            owner: record.owner,
            department: record.department,
            currency: record.currency,
            amount: record.amount,
            probability,
            manual_probability: record.manual_probability,
            weighted: record.amount.map(|amount| share(amount, probability)),
            expected_close: record.expected_close,
            closed_on: record.closed_on,
            lost_reason: record.lost_reason,
            lost_note: record.lost_note,
            source: record.source,
            note: record.note,
            external_ref: record.external_ref,
            extra: record.extra,
            created_at: record.created_at,
            stages: None,
        }
    }
}

/// A plan as it stands on a day.
#[derive(Debug, Serialize)]
pub(super) struct PlanAnswer {
    id: i64,
    version: i64,
    order: i64,
    customer: i64,
    owner: Option<i64>,
    department: Option<i64>,
    currency: String,
    sequence: i64,
    kind: PlanKind,
    pub(super) amount: Money,
    tax: Money,
    collected: Money,
    discounted: Money,
    written_off: Money,
    credited: Money,
    open: Money,
    starts: &'static str,
    milestone: Option<String>,
    started_on: Option<Day>,
    due_on: Day,
    first_due_on: Option<Day>,
    slips: i64,
    expected_on: Option<Day>,
    remind_on: Day,
    method: Option<String>,
    path: Option<String>,
    retention: Flag,
    gates: [i64; 0],
    waived: Flag,
    early_payment: Option<String>,
    split_from: Option<i64>,
    claim: Option<i64>,
    line: i64,
    part: Option<i64>,
    status: PlanStand,
    days_overdue: i64,
}

impl Plan {
    /// What is still to come in.
    pub(super) fn open(&self) -> Money {
        let settled = [
            self.collected,
            self.discounted,
            self.written_off,
            self.credited,
        ];
        Money(self.amount.0 - settled.iter().map(|money| money.0).sum::<i64>())
    }
}

impl PlanAnswer {
    pub(super) fn on(plan: Plan, today: Day) -> Self {
        let open = if plan.cancelled.0 {
            Money(0)
        } else {
            plan.open()
        };
        let status = if plan.cancelled.0 {
            PlanStand::Cancelled
        } else if open.0 == 0 {
            PlanStand::Settled
        } else if plan.due_on < today {
            PlanStand::Overdue
        } else if plan.collected.0 != 0 {
            PlanStand::PartlyCollected
        } else if plan.remind_on <= today {
            PlanStand::DueSoon
        } else {
            PlanStand::Planned
        };
        let late = status == PlanStand::Overdue;
        Self {
            id: plan.id,
            version: plan.version,
            order: plan.order,
            customer: plan.customer,
            owner: plan.owner,
            department: plan.department,
            currency: plan.currency,
            sequence: plan.sequence,
            kind: plan.kind,
            amount: plan.amount,
            tax: plan.tax,
            collected: plan.collected,
            discounted: plan.discounted,
            written_off: plan.written_off,
            credited: plan.credited,
            open,
            starts: "approval",
            milestone: None,
            started_on: plan.started_on,
            due_on: plan.due_on,
            first_due_on: plan.first_due_on,
            slips: plan.slips,
            expected_on: plan.expected_on,
            remind_on: plan.remind_on,
            method: plan.method,
            path: plan.path,
            retention: plan.retention,
            gates: [],
            waived: plan.waived,
            early_payment: plan.early,
            split_from: plan.split_from,
            claim: None,
            line: plan.basis.line,
            part: None,
            status,
            days_overdue: if late { today.0 - plan.due_on.0 } else { 0 },
        }
    }
}

/// An order with its plans.
#[derive(Debug, Serialize)]
pub(super) struct OrderAnswer {
    pub(super) order: Order,
    pub(super) plans: Vec<PlanAnswer>,
}

/// A page of plans, and where the next one begins.
#[derive(Debug, Serialize)]
pub(super) struct PlanPage {
    pub(super) items: Vec<PlanAnswer>,
    pub(super) next: Option<String>,
}
