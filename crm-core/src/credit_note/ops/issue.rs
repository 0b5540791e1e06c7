//! Issuing credit notes.

use crate::approval::rules::limit::LIMIT_EXCEEDED;
use crate::approval::steps::within;
use crate::approval::{Limited, LimitedAction, Subject};
use crate::base::calendar::CALENDAR_NO_WORKDAY;
use crate::base::date::IN_FUTURE;
use crate::base::error::{Refusal, Result};
use crate::base::id::{Id, OrderId};
use crate::base::messages::NUMBER_NOT_POSITIVE;
use crate::base::{Amount, CodeText, Date, Extra, Line};
use crate::collection::detail::DetailKind;
use crate::collection::settle::{Entry, move_plan, write};
use crate::collection::start::Direction;
use crate::collection::store::bearing;
use crate::collection::store::plans_of;
use crate::collection::{Plan, steps};
use crate::credit_note::model::{CreditNote, CreditNoteStatus, CreditShare};
use crate::credit_note::rules::{self, BEYOND_ORDER, TAX_BEYOND};
use crate::credit_note::store;
use crate::engine::{Ahead, Context, Kind, Operation, SubjectOf};
use crate::order::Order;
use crate::order::event::{self, DAY_BEFORE_APPROVAL};
use crate::order::rules::NOT_APPROVED;
use crate::org::permission::Permission;
use crate::receipt::allocation::{self, OTHER_CURRENCY, Payer};
use crate::receipt::model::AllocationArgs;
use crate::receipt::settle::named;
use crate::storage::Record as _;
use serde::{Deserialize, Serialize};

/// Issues a credit note about an approved order: so much need not be paid. It settles the plans of
/// the order, from the latest open one backwards, or the given ones; what is left is the customer's
/// credit (M29).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Issue {
    /// Its number, unique; drawn from the series when not given.
    #[serde(default)]
    pub number: Option<CodeText>,
    /// The order.
    pub order: OrderId,
    /// The version of the order it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// How much need not be paid, with its tax: above zero, with earlier credit notes and what was
    /// discounted or written off at most the total of the order.
    pub amount: Amount,
    /// The tax in it, at most the amount; its share of the order's tax when not given.
    #[serde(default)]
    pub tax: Option<Amount>,
    /// The day it is issued, from the order's approval to today; today when not given.
    #[serde(default)]
    pub issued_on: Option<Date>,
    /// What it settles, at most 1,000 plans of the customer; the order's plans, the latest first,
    /// when not given. An empty list keeps all of it as credit.
    #[serde(default)]
    pub allocations: Option<Vec<CreditShare>>,
    /// Why, at most 1,000 characters.
    pub reason: Line,
    /// The host's own key, unique among credit notes.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// The host's own data, at most 16 KiB.
    #[serde(default)]
    pub extra: Option<Extra>,
}

arguments!(Issue { order: OrderId, amount: Amount, reason: Line } else
    number, version, tax, issued_on, allocations, external_ref, extra
);

/// What an explicit share of a credit note can meet, in order.
pub(super) const SHARE: [Refusal; 6] = [
    allocation::OTHER_CUSTOMER,
    OTHER_CURRENCY,
    allocation::PLAN_CANCELLED,
    allocation::TWICE,
    allocation::BEYOND_OPEN,
    allocation::BEYOND_RECEIPT,
];

impl Operation for Issue {
    const NAME: &'static str = "credit_note.issue";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::CreditNoteWrite;
    const REFUSES: &'static [Refusal] = &[
        NOT_APPROVED,
        DAY_BEFORE_APPROVAL,
        IN_FUTURE,
        BEYOND_ORDER,
        TAX_BEYOND,
        LIMIT_EXCEEDED,
        SHARE[0],
        SHARE[1],
        SHARE[2],
        SHARE[3],
        SHARE[4],
        SHARE[5],
        CALENDAR_NO_WORKDAY,
    ];
    const SUBJECT: Option<SubjectOf<Self>> = Some(Self::subject);
    type Output = CreditNote;

    fn ahead(&self, ahead: &mut Ahead) {
        ahead.change::<Order>(self.order);
        steps::ahead_for_update(ahead, self.order);
        ahead.free::<CreditNote>("external_ref", self.external_ref.as_ref());
        ahead.free::<CreditNote>("number", self.number.as_ref());
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<CreditNote> {
        let order: Order = cx.load_for_update(self.order, self.version)?;
        let (today, currency) = (cx.today(), order.currency);
        let on = self.issued_on.unwrap_or(today);
        event::can_happen(&order, None, on, today, "issued_on")?;
        let amount = self
            .amount
            .of(currency)
            .map_err(|error| error.at("amount"))?;
        if !amount.is_positive() {
            return Err(NUMBER_NOT_POSITIVE.at("amount").with("text", amount));
        }
        let earlier = store::of_order(cx, order.id)?;
        let plans = plans_of(cx, order.id)?;
        let tax = rules::amounts(&order, (&earlier, &plans), amount, self.tax)?;
        let (permission, limited) = (Self::NEEDS, self.limited(&order)?);
        within(cx, permission, order.access(), limited, &[]).map_err(|e| e.at("amount"))?;
        if let Some(external) = &self.external_ref {
            cx.free::<CreditNote>("external_ref", external)?;
        }
        let mut note = CreditNote {
            id: cx.new_id()?,
            version: 1,
            number: CodeText::trusted(String::new()),
            status: CreditNoteStatus::Issued,
            customer: order.customer,
            order: order.id,
            owner: order.owner,
            department: order.department,
            currency,
            amount,
            tax,
            unallocated: amount,
            refunded: Amount::ZERO.of(currency)?,
            issued_on: on,
            reason: self.reason.clone(),
            issued_by: cx.actor().user,
            reversed_on: None,
            reversed_at: None,
            reversed_for: None,
            external_ref: self.external_ref.clone(),
            extra: self.extra.clone(),
            created_at: cx.now(),
            allocations: Vec::new(),
        };
        match &self.allocations {
            Some(wanted) => explicit(cx, &mut note, wanted, on)?,
            None => {
                let shares = rules::latest_first(amount, &plans)?;
                credit(cx, &mut note, &plans, &shares, on)?;
            }
        }
        let number = self.number.as_ref();
        note.number = cx.number::<CreditNote>(number, |settings| &settings.credit_note_number)?;
        cx.insert(&note, "issued")?;
        write(cx, &note.allocations)?;
        store::followed(cx, note, Direction::Forward, on)
    }
}

impl Issue {
    /// The order, for who is asked to give a credit note about it.
    fn subject(&self, cx: &mut Context<'_>) -> Result<Subject> {
        let order: Order = cx.refer(self.order)?;
        Ok(Subject {
            record_id: order.id.raw(),
            access: order.access(),
            limited: Some(self.limited(&order)?),
            not: Vec::new(),
        })
    }

    fn limited(&self, order: &Order) -> Result<Limited> {
        let amount = self.amount.of(order.currency);
        Ok(Limited {
            action: LimitedAction::CreditNote,
            currency: order.currency,
            amount: amount.map_err(|error| error.at("amount"))?,
        })
    }
}

/// Settles the plans that are named.
pub(super) fn explicit(
    cx: &mut Context<'_>,
    note: &mut CreditNote,
    wanted: &[CreditShare],
    on: Date,
) -> Result<()> {
    let args: Vec<AllocationArgs> = wanted
        .iter()
        .map(|share| AllocationArgs {
            plan: share.plan,
            amount: share.amount,
            receipt_amount: None,
            discount: None,
        })
        .collect();
    let payer = Payer {
        customer: note.customer,
        currency: note.currency,
        amount: note.amount,
        left: note.unallocated,
        received_on: None,
    };
    allocation::check_form(note.currency, &args)?;
    let plans = named(cx, &args)?;
    let shares = allocation::explicit(payer, &args, &plans, |plan, _| {
        let error = OTHER_CURRENCY.error().with("plan", plan.id.raw());
        Err(error.with("currency", plan.currency))
    })?;
    let shares: Vec<CreditShare> = shares
        .into_iter()
        .map(|share| CreditShare {
            plan: share.plan,
            amount: share.amount,
        })
        .collect();
    credit(cx, note, &plans, &shares, on)
}

/// Settles plans, each with a detail, from a day on or from the first one on which it can bear that.
pub(super) fn credit(
    cx: &mut Context<'_>,
    note: &mut CreditNote,
    plans: &[Plan],
    shares: &[CreditShare],
    on: Date,
) -> Result<()> {
    let settled = shares.iter().filter_map(|share| {
        let plan = plans.iter().find(|plan| plan.id == share.plan);
        plan.map(|plan| (plan, share))
    });
    let (settled, shares): (Vec<&Plan>, Vec<&CreditShare>) = settled.unzip();
    let days = bearing(cx, &settled, on)?;
    for ((plan, share), on) in settled.into_iter().zip(shares).zip(days) {
        let entry = Entry {
            credit_note: Some(note.id),
            ..Entry::of(DetailKind::Credited, share.amount)
        };
        let written = move_plan(cx, plan, vec![entry], on, "credited")?;
        note.unallocated = note.unallocated.minus(share.amount)?;
        note.allocations.extend(written);
    }
    Ok(())
}
