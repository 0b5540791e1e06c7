//! Recording refunds, and taking them back.

use crate::approval::rules::limit::LIMIT_EXCEEDED;
use crate::approval::steps::within;
use crate::approval::{Limited, LimitedAction, Subject};
use crate::base::date::IN_FUTURE;
use crate::base::error::{Refusal, Result};
use crate::base::id::{CreditNoteId, CustomerId, Id, ReceiptId, RefundId};
use crate::base::messages::{FIELD_CHOICE, NOT_FOUND, NUMBER_NOT_POSITIVE};
use crate::base::{Amount, CodeText, Currency, Date, Extra, Line, Name};
use crate::credit_note::rules::REVERSED as NOTE_REVERSED;
use crate::credit_note::{self, CreditNote};
use crate::engine::{Ahead, Context, Kind, Operation, SubjectOf};
use crate::org::access::Access;
use crate::org::codes;
use crate::org::model::CodeList;
use crate::org::permission::Permission;
use crate::org::rules::{CODE_RETIRED, CODE_UNKNOWN};
use crate::receipt::rules::NOT_CONFIRMED;
use crate::receipt::{self, Receipt};
use crate::refund::model::{Refund, RefundStatus};
use crate::refund::rules::{self, BEYOND_CREDIT, DAY_BEFORE, REVERSED};
use crate::storage::Record as _;
use serde::{Deserialize, Serialize};

/// Records money that goes back to a customer, from what a receipt or a credit note has left (M28).
/// Collected money is first released or credited.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Its number, unique; drawn from the series when not given.
    #[serde(default)]
    pub number: Option<CodeText>,
    /// The receipt it comes from; either this or `credit_note`.
    #[serde(default)]
    pub receipt: Option<ReceiptId>,
    /// The credit note it comes from.
    #[serde(default)]
    pub credit_note: Option<CreditNoteId>,
    /// The version of what it comes from that was seen.
    #[serde(default)]
    pub version: Option<i64>,
    /// How much goes back, above zero, in the currency of what it comes from.
    pub amount: Amount,
    /// The day it goes back, not before it came or was released, and not in the future; today when not
    /// given.
    #[serde(default)]
    pub refunded_on: Option<Date>,
    /// A code of the list `payment_method`.
    #[serde(default)]
    pub method: Option<CodeText>,
    /// Who is named as the payee, when not the customer.
    #[serde(default)]
    pub payee: Option<Name>,
    /// Why, at most 1,000 characters.
    pub reason: Line,
    /// The host's own key, unique among refunds.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// The host's own data, at most 16 KiB.
    #[serde(default)]
    pub extra: Option<Extra>,
}

arguments!(Record { amount: Amount, reason: Line } else
    number, receipt, credit_note, version, refunded_on, method, payee, external_ref, extra
);

/// What a refund comes from.
const ONE_SOURCE: Refusal = FIELD_CHOICE.saying(
    "give exactly one of receipt and credit_note",
    "receipt 与 credit_note 须恰好给出其一",
);

impl Operation for Record {
    const NAME: &'static str = "refund.record";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::RefundWrite;
    const REFUSES: &'static [Refusal] = &[
        CODE_UNKNOWN,
        CODE_RETIRED,
        NOT_CONFIRMED,
        NOTE_REVERSED,
        IN_FUTURE,
        DAY_BEFORE,
        BEYOND_CREDIT,
        LIMIT_EXCEEDED,
    ];
    const SUBJECT: Option<SubjectOf<Self>> = Some(Self::subject);
    type Output = Refund;

    fn ahead(&self, ahead: &mut Ahead) {
        if let Some(receipt) = self.receipt {
            ahead.change::<Receipt>(receipt);
        }
        if let Some(note) = self.credit_note {
            ahead.change::<CreditNote>(note);
        }
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Refund> {
        let refund = match (self.receipt, self.credit_note) {
            (Some(receipt), None) => self.of_receipt(cx, receipt)?,
            (None, Some(note)) => self.of_credit_note(cx, note)?,
            _ => return Err(ONE_SOURCE.at("receipt")),
        };
        let limited = limited(refund.currency, refund.amount);
        within(cx, Self::NEEDS, refund.access(), limited, &[]).map_err(|e| e.at("amount"))?;
        cx.insert(&refund, "recorded")?;
        Ok(refund)
    }
}

/// What paying back is limited by.
fn limited(currency: Currency, amount: Amount) -> Limited {
    Limited {
        action: LimitedAction::Refund,
        currency,
        amount,
    }
}

/// Whose money goes back.
struct Source {
    customer: CustomerId,
    access: Access,
    currency: Currency,
}

impl Record {
    /// What it comes from, for who is asked to pay back.
    fn subject(&self, cx: &mut Context<'_>) -> Result<Subject> {
        let (record_id, access, currency) = match (self.receipt, self.credit_note) {
            (Some(receipt), None) => {
                let receipt: Receipt = cx.refer(receipt)?;
                (receipt.id.raw(), receipt.access(), receipt.currency)
            }
            (None, Some(note)) => {
                let note: CreditNote = cx.refer(note)?;
                (note.id.raw(), note.access(), note.currency)
            }
            _ => return Err(ONE_SOURCE.at("receipt")),
        };
        let amount = self.amount(currency)?;
        Ok(Subject {
            record_id,
            access,
            limited: Some(limited(currency, amount)),
            not: Vec::new(),
        })
    }

    fn of_receipt(&self, cx: &mut Context<'_>, id: ReceiptId) -> Result<Refund> {
        let before: Receipt = cx.load_for_update(id, self.version)?;
        let amount = self.amount(before.currency)?;
        self.method(cx)?;
        let mut after = receipt::rules::refund(&before, amount)?;
        let on = cx.day(self.refunded_on, "refunded_on")?;
        let of = ("receipt", id.raw());
        let first = receipt::store::left_since(cx, of, before.received_on, on)?;
        rules::on_day(on, first, "refunded_on")?;
        rules::within(amount, before.unallocated)?;
        cx.update(&before, &mut after, "refunded")?;
        let source = Source {
            customer: before.customer,
            access: before.access(),
            currency: before.currency,
        };
        let refund = self.refund(cx, source, amount, on)?;
        Ok(Refund {
            receipt: Some(id),
            ..refund
        })
    }

    fn of_credit_note(&self, cx: &mut Context<'_>, id: CreditNoteId) -> Result<Refund> {
        let before: CreditNote = cx.load_for_update(id, self.version)?;
        let amount = self.amount(before.currency)?;
        self.method(cx)?;
        credit_note::rules::stands(&before)?;
        let on = cx.day(self.refunded_on, "refunded_on")?;
        let of = ("credit_note", id.raw());
        let first = receipt::store::left_since(cx, of, before.issued_on, on)?;
        rules::on_day(on, first, "refunded_on")?;
        rules::within(amount, before.unallocated)?;
        let mut after = before.clone();
        after.unallocated = before.unallocated.minus(amount)?;
        after.refunded = before.refunded.plus(amount)?;
        cx.update(&before, &mut after, "refunded")?;
        let source = Source {
            customer: before.customer,
            access: before.access(),
            currency: before.currency,
        };
        let refund = self.refund(cx, source, amount, on)?;
        Ok(Refund {
            credit_note: Some(id),
            ..refund
        })
    }

    fn amount(&self, currency: Currency) -> Result<Amount> {
        let amount = self
            .amount
            .of(currency)
            .map_err(|error| error.at("amount"))?;
        if amount.is_positive() {
            return Ok(amount);
        }
        Err(NUMBER_NOT_POSITIVE.at("amount").with("text", amount))
    }

    fn method(&self, cx: &mut Context<'_>) -> Result<()> {
        codes::check(cx, CodeList::PaymentMethod, self.method.as_ref(), "method")
    }

    /// The refund but for the record it comes from.
    fn refund(
        &self,
        cx: &mut Context<'_>,
        source: Source,
        amount: Amount,
        on: Date,
    ) -> Result<Refund> {
        if let Some(external) = &self.external_ref {
            cx.free::<Refund>("external_ref", external)?;
        }
        Ok(Refund {
            id: cx.new_id()?,
            version: 1,
            number: cx.number::<Refund>(self.number.as_ref(), |s| &s.refund_number)?,
            status: RefundStatus::Recorded,
            receipt: None,
            credit_note: None,
            customer: source.customer,
            owner: source.access.owner,
            department: source.access.department,
            currency: source.currency,
            amount,
            refunded_on: on,
            method: self.method.clone(),
            payee: self.payee.clone(),
            reason: self.reason.clone(),
            recorded_by: cx.actor().user,
            reversed_on: None,
            reversed_at: None,
            reversed_for: None,
            external_ref: self.external_ref.clone(),
            extra: self.extra.clone(),
            created_at: cx.now(),
        })
    }
}

/// Takes a refund back that came back or was a mistake: the money is the customer's credit again.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reverse {
    /// The refund.
    pub refund: RefundId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// The day it takes effect, not before the refund and not in the future; today when not given.
    #[serde(default)]
    pub reversed_on: Option<Date>,
    /// Why, at most 1,000 characters.
    pub reason: Line,
}

arguments!(Reverse { refund: RefundId, reason: Line } else version, reversed_on);

impl Operation for Reverse {
    const NAME: &'static str = "refund.reverse";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::RefundWrite;
    const REFUSES: &'static [Refusal] = &[IN_FUTURE, REVERSED, DAY_BEFORE];
    type Output = Refund;

    fn ahead(&self, ahead: &mut Ahead) {
        ahead.change::<Refund>(self.refund);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Refund> {
        let before: Refund = cx.load_for_update(self.refund, self.version)?;
        let on = cx.day(self.reversed_on, "reversed_on")?;
        let mut after = rules::reverse(&before, on, self.reason.clone())?;
        after.reversed_at = Some(cx.now());
        let gone = |record: &str| NOT_FOUND.at(record).with("record", record);
        if let Some(id) = before.receipt {
            let receipt: Receipt = cx.find_for_update(id)?.ok_or_else(|| gone("receipt"))?;
            let mut again = receipt::rules::reverse_refund(&receipt, before.amount)?;
            cx.update(&receipt, &mut again, "refund_reversed")?;
        }
        if let Some(id) = before.credit_note {
            let found = cx.find_for_update(id)?;
            let note: CreditNote = found.ok_or_else(|| gone("credit_note"))?;
            let mut again = note.clone();
            again.unallocated = note.unallocated.plus(before.amount)?;
            again.refunded = note.refunded.minus(before.amount)?;
            cx.update(&note, &mut again, "refund_reversed")?;
        }
        cx.update(&before, &mut after, "reversed")?;
        Ok(after)
    }
}
