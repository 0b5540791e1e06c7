//! Settling plans: their sums and their collection details move together or not at all.

use super::detail::{Allocation, DetailKind};
use super::model::Plan;
use crate::base::error::Result;
use crate::base::id::{AllocationId, CreditNoteId, PlanId, ReceiptId, UserId};
use crate::base::messages::STORAGE_ROW;
use crate::base::number::Tie;
use crate::base::{Amount, CodeText, Currency, Date, Line};
use crate::engine::Context;
use crate::exchange;

/// One detail to be written.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// How it settles the plan.
    pub(crate) kind: DetailKind,
    /// How much; negative when it takes back an earlier one.
    pub(crate) amount: Amount,
    /// The receipt it belongs to.
    pub(crate) receipt: Option<ReceiptId>,
    /// The credit note it belongs to.
    pub(crate) credit_note: Option<CreditNoteId>,
    /// The detail it takes back.
    pub(crate) reverses: Option<AllocationId>,
    /// Why, as a code.
    pub(crate) reason: Option<CodeText>,
    /// Why, in words.
    pub(crate) note: Option<Line>,
    /// Who wrote it.
    pub(crate) recorded_by: Option<UserId>,
    /// What it took of a receipt in another currency.
    pub(crate) of_receipt: Option<(Currency, Amount)>,
}

impl Entry {
    /// A detail of a kind and nothing else.
    pub(crate) fn of(kind: DetailKind, amount: Amount) -> Self {
        Self {
            kind,
            amount,
            receipt: None,
            credit_note: None,
            reverses: None,
            reason: None,
            note: None,
            recorded_by: None,
            of_receipt: None,
        }
    }

    /// The detail that takes another one back.
    pub(crate) fn against(detail: &Allocation) -> Self {
        let back = |(currency, amount): (Currency, Amount)| (currency, amount.negated());
        Self {
            reverses: Some(detail.id),
            of_receipt: of_receipt(detail).map(back),
            ..Self::like(detail, detail.amount.negated())
        }
    }

    /// A detail like another one in two: a part of it, and what is left.
    pub(crate) fn parted(detail: &Allocation, part: Amount) -> Result<(Self, Self)> {
        let left = detail.amount.minus(part)?;
        let (mut first, mut second) = (Self::like(detail, part), Self::like(detail, left));
        if let Some((currency, whole)) = of_receipt(detail) {
            let [paid, share, amount] =
                [whole, part, detail.amount].map(|a| i128::from(a.ten_thousandths()));
            let taken = Amount::rounded(paid, share, amount, currency, Tie::HalfUp)?;
            first.of_receipt = Some((currency, taken));
            second.of_receipt = Some((currency, whole.minus(taken)?));
        }
        Ok((first, second))
    }

    fn like(detail: &Allocation, amount: Amount) -> Self {
        Self {
            receipt: detail.receipt,
            credit_note: detail.credit_note,
            ..Self::of(detail.kind, amount)
        }
    }
}

fn of_receipt(detail: &Allocation) -> Option<(Currency, Amount)> {
    detail.receipt_currency.zip(detail.receipt_amount)
}

/// Adds a detail's amount to the sum of its kind.
pub(crate) fn add(plan: &mut Plan, kind: DetailKind, amount: Amount) -> Result<()> {
    let sum = match kind {
        DetailKind::Collected => &mut plan.collected,
        DetailKind::Discounted => &mut plan.discounted,
        DetailKind::WrittenOff => &mut plan.written_off,
        DetailKind::Credited => &mut plan.credited,
    };
    *sum = sum.plus(amount)?;
    Ok(())
}

/// Makes the details of one plan and moves its sums by them; the caller saves both.
pub(crate) fn details(
    cx: &mut Context<'_>,
    plan: &mut Plan,
    entries: Vec<Entry>,
    effective_on: Date,
) -> Result<Vec<Allocation>> {
    let mut details = Vec::with_capacity(entries.len());
    for entry in entries {
        add(plan, entry.kind, entry.amount)?;
        details.push(Allocation {
            id: cx.new_id()?,
            kind: entry.kind,
            receipt: entry.receipt,
            credit_note: entry.credit_note,
            plan: plan.id,
            order: plan.order,
            currency: plan.currency,
            amount: entry.amount,
            effective_on,
            reverses: entry.reverses,
            reason: entry.reason,
            note: entry.note,
            recorded_by: entry.recorded_by,
            created_at: cx.now(),
            receipt_currency: entry.of_receipt.map(|(currency, _)| currency),
            receipt_amount: entry.of_receipt.map(|(_, amount)| amount),
        });
    }
    Ok(details)
}

/// Inserts details, behind what they come from; what they are worth in the workspace's currency
/// follows.
pub(crate) fn write(cx: &mut Context<'_>, details: &[Allocation]) -> Result<()> {
    cx.insert_rows(details)?;
    exchange::steps::settled(cx, details)
}

/// Makes the details of one plan and moves it by them; the caller writes the details with what they
/// come from.
pub(crate) fn move_plan(
    cx: &mut Context<'_>,
    plan: &Plan,
    entries: Vec<Entry>,
    on: Date,
    verb: &str,
) -> Result<Vec<Allocation>> {
    let mut after = plan.clone();
    let written = details(cx, &mut after, entries, on)?;
    cx.update(plan, &mut after, verb)?;
    Ok(written)
}

/// The plans that details belong to, each once, in the order in which they come.
pub(crate) fn plans_of(details: &[Allocation]) -> Vec<PlanId> {
    let mut plans = Vec::new();
    for detail in details {
        if !plans.contains(&detail.plan) {
            plans.push(detail.plan);
        }
    }
    plans
}

/// Takes details back, plan by plan: what they settled is open again.
pub(crate) fn reopen(
    cx: &mut Context<'_>,
    back: &[Allocation],
    on: Date,
) -> Result<Vec<Allocation>> {
    let mut written = Vec::new();
    for id in plans_of(back) {
        let plan: Plan = cx.find_for_update(id)?.ok_or_else(|| {
            let error = STORAGE_ROW.error();
            error.with("reason", "a detail without its plan")
        })?;
        let own = back.iter().filter(|detail| detail.plan == id);
        let entries = own.map(Entry::against).collect();
        written.extend(move_plan(cx, &plan, entries, on, "reopened")?);
    }
    Ok(written)
}
