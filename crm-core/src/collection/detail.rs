//! Collection details: everything that settles a plan. Pure.

use crate::base::id::{AllocationId, CreditNoteId, OrderId, PlanId, ReceiptId, UserId};
use crate::base::{Amount, CodeText, Currency, Date, Instant, Line};
use serde::{Deserialize, Serialize};

/// How a detail settles its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DetailKind {
    /// Money of a receipt.
    Collected,
    /// A discount for early payment.
    Discounted,
    /// A difference that is not asked for any more.
    WrittenOff,
    /// A credit note.
    Credited,
}

/// A collection detail: what settles a part of a plan. Never changed; taking it back is a detail of
/// its own with the opposite amount.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Allocation {
    /// Its id.
    pub id: AllocationId,
    /// How it settles the plan.
    pub kind: DetailKind,
    /// The receipt whose money it is, or that it came with.
    pub receipt: Option<ReceiptId>,
    /// The credit note it comes from.
    pub credit_note: Option<CreditNoteId>,
    /// The plan it settles.
    pub plan: PlanId,
    /// The plan's order.
    pub order: OrderId,
    /// The plan's currency.
    pub currency: Currency,
    /// How much; negative when it takes back an earlier one.
    pub amount: Amount,
    /// The day it takes effect.
    pub effective_on: Date,
    /// The detail it takes back.
    pub reverses: Option<AllocationId>,
    /// Why: a code of the list `write_off_reason`.
    pub reason: Option<CodeText>,
    /// Why, in words.
    pub note: Option<Line>,
    /// Who wrote it; nothing when it came about by itself.
    pub recorded_by: Option<UserId>,
    /// When it was written.
    pub created_at: Instant,
    /// The receipt's currency, when it is another one.
    pub receipt_currency: Option<Currency>,
    /// How much of the receipt it took, in `receipt_currency`; nothing when that is `amount`.
    pub receipt_amount: Option<Amount>,
}

impl Allocation {
    /// How much of its receipt it took, in the receipt's currency.
    #[must_use]
    pub fn paid(&self) -> Amount {
        self.receipt_amount.unwrap_or(self.amount)
    }
}

/// The details that still stand: neither taken back nor taking one back.
pub fn standing(details: &[Allocation]) -> impl Iterator<Item = &Allocation> {
    let taken_back = |id| details.iter().any(|detail| detail.reverses == Some(id));
    details
        .iter()
        .filter(move |detail| detail.reverses.is_none() && !taken_back(detail.id))
}
