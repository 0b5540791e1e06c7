//! What may happen to a quote. Pure.

pub mod conversion;

#[cfg(test)]
mod tests;

use super::model::{Quote, QuoteLine, Status};
use crate::base::error::{Refusal, Result};
use crate::base::id::{QuoteId, QuoteLineId};
use crate::base::messages::DATE_ORDER;
use crate::base::transition::Transitions;
use crate::base::{CodeText, Date, Instant, Line, Quantity};
use crate::pricing;
use crate::pricing::line::SaleLine;
use crate::pricing::model::LineInput;
use serde::{Deserialize, Serialize};

/// Only drafts change and are sent.
pub const NOT_DRAFT: Refusal = Refusal::rule(
    "quote.not_draft",
    "the quote is {status}, not a draft",
    "报价单状态为“{status}”,不是草稿",
);
/// Only sent quotes are decided.
pub const NOT_SENT: Refusal = Refusal::rule(
    "quote.not_sent",
    "the quote is {status}, not sent",
    "报价单状态为“{status}”,尚未发出",
);
/// The setting `late_acceptance` forbids it.
pub const EXPIRED: Refusal = Refusal::rule(
    "quote.expired",
    "the quote was valid until {valid_until}; it cannot be accepted on {accepted_on}",
    "报价单有效期至 {valid_until},不能于 {accepted_on} 接受",
);
/// Only sent, accepted and rejected quotes get another version.
pub const NOT_REVISABLE: Refusal = Refusal::rule(
    "quote.not_revisable",
    "a quote that is {status} cannot be revised",
    "状态为“{status}”的报价单不能修订",
);
/// Something of the quote is already ordered.
pub const ORDERED: Refusal = Refusal::rule(
    "quote.ordered",
    "{ordered} of line {sequence} are already ordered",
    "第 {sequence} 行已下单 {ordered}",
);
/// What the quote refers to belongs to somebody else.
pub const OTHER_CUSTOMER: Refusal = Refusal::rule(
    "quote.other_customer",
    "the {record} belongs to another customer",
    "所引用的{record}属于其他客户",
);
/// Only accepted quotes are ordered from.
pub const NOT_ACCEPTED: Refusal = Refusal::rule(
    "quote.not_accepted",
    "the quote is {status}, not accepted",
    "报价单状态为“{status}”,尚未被接受",
);

/// What can be done with a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Change its fields and lines.
    Update,
    /// Say that it went to the customer.
    Send,
    /// Say that the customer took it.
    Accept,
    /// Say that the customer turned it down.
    Reject,
    /// Replace it by its next version.
    Revise,
    /// Order from it, in whole or in part.
    Convert,
}

/// Every step a quote can take; what is not listed is refused. Time alone takes none of them:
/// an expired quote is a sent one (D26).
pub const TRANSITIONS: Transitions<Status, Action> = Transitions(&[
    (Status::Draft, Action::Update, Status::Draft),
    (Status::Draft, Action::Send, Status::Sent),
    (Status::Sent, Action::Accept, Status::Accepted),
    (Status::Sent, Action::Reject, Status::Rejected),
    (Status::Sent, Action::Revise, Status::Superseded),
    (Status::Accepted, Action::Revise, Status::Superseded),
    (Status::Accepted, Action::Convert, Status::Accepted),
    (Status::Rejected, Action::Revise, Status::Superseded),
]);

/// The quote after an action, as far as its state goes.
fn step(quote: &Quote, action: Action) -> Result<Quote> {
    let refusal = match action {
        Action::Update | Action::Send => NOT_DRAFT,
        Action::Accept | Action::Reject => NOT_SENT,
        Action::Revise => NOT_REVISABLE,
        Action::Convert => NOT_ACCEPTED,
    };
    let status = TRANSITIONS
        .check(quote.status, action, refusal)
        .map_err(|error| error.at("quote"))?;
    Ok(Quote {
        status,
        ..quote.clone()
    })
}

/// Whether the customer let the validity date pass. Derived from the day: a quote that was decided
/// or replaced is never expired (D26).
#[must_use]
pub fn expired(quote: &Quote, today: Date) -> bool {
    quote.status == Status::Sent && quote.valid_until.is_some_and(|last| last < today)
}

/// Whether fields and lines may change.
///
/// # Errors
/// `quote.not_draft`.
pub fn editable(quote: &Quote) -> Result<()> {
    step(quote, Action::Update).map(|_| ())
}

/// Checks that a quote is valid on the day it is dated at least.
///
/// # Errors
/// `date.order` at `valid_until`.
pub fn check_dates(quote: &Quote) -> Result<()> {
    quote.valid_until.map_or(Ok(()), |last| {
        in_order(quote.quoted_on, last, "valid_until")
    })
}

fn in_order(start: Date, end: Date, field: &str) -> Result<()> {
    if start <= end {
        return Ok(());
    }
    Err(DATE_ORDER.at(field).with("start", start).with("end", end))
}

/// Says that it went to the customer today, on which it must still be valid.
///
/// # Errors
/// `quote.not_draft`; `date.order` at `valid_until`.
pub fn send(quote: &Quote, today: Date) -> Result<Quote> {
    let mut after = step(quote, Action::Send)?;
    if let Some(last) = quote.valid_until {
        in_order(today, last, "valid_until")?;
    }
    after.sent_on = Some(today);
    Ok(after)
}

/// Says that the customer took it on a day. `late` says whether that may be after `valid_until`.
///
/// # Errors
/// `quote.not_sent`; `date.order` at `accepted_on` when that lies before the quote's date,
/// `date.in_future` when it has not come; `quote.expired`.
pub fn accept(quote: &Quote, accepted_on: Date, today: Date, late: bool) -> Result<Quote> {
    let mut after = step(quote, Action::Accept)?;
    in_order(quote.quoted_on, accepted_on, "accepted_on")?;
    accepted_on.not_after(today, "accepted_on")?;
    if let Some(last) = quote
        .valid_until
        .filter(|last| !late && *last < accepted_on)
    {
        return Err(EXPIRED
            .at("quote")
            .with("valid_until", last)
            .with("accepted_on", accepted_on));
    }
    after.decided_on = Some(accepted_on);
    Ok(after)
}

/// Says that the customer turned it down today.
///
/// # Errors
/// `quote.not_sent`.
pub fn reject(quote: &Quote, reason: Line, today: Date) -> Result<Quote> {
    let mut after = step(quote, Action::Reject)?;
    after.decided_on = Some(today);
    after.reason = Some(reason);
    Ok(after)
}

/// What a new version needs from outside.
#[derive(Debug, Clone)]
pub struct NewVersion {
    /// Its id.
    pub id: QuoteId,
    /// The ids of its lines, as many as the old version has.
    pub lines: Vec<QuoteLineId>,
    /// The host's key of the new version.
    pub external_ref: Option<CodeText>,
    /// The day it is dated.
    pub today: Date,
    /// The moment it is created.
    pub now: Instant,
}

/// The old version, superseded, and its next version: a draft with the same content, dated today
/// and valid for as many days as the old one was.
///
/// # Errors
/// `quote.not_revisable`, `quote.ordered`; `date.out_of_range`.
pub fn revise(quote: &Quote, new: NewVersion) -> Result<(Quote, Quote)> {
    let old = step(quote, Action::Revise)?;
    if let Some(line) = quote.lines.iter().find(|l| l.ordered != Quantity::ZERO) {
        return Err(ORDERED
            .at("quote")
            .with("sequence", line.sequence)
            .with("ordered", line.ordered));
    }
    let valid = |last: Date| new.today.plus_days(last.days_since(quote.quoted_on));
    let lines = quote.lines.iter().zip(new.lines);
    let next = Quote {
        id: new.id,
        version: 1,
        revision: quote.revision.saturating_add(1),
        revises: Some(quote.id),
        status: Status::Draft,
        quoted_on: new.today,
        valid_until: quote.valid_until.map(valid).transpose()?,
        sent_on: None,
        decided_on: None,
        reason: None,
        external_ref: new.external_ref,
        created_at: new.now,
        lines: lines
            .map(|(line, id)| QuoteLine {
                id,
                quote: new.id,
                ..line.clone()
            })
            .collect(),
        ..quote.clone()
    };
    Ok((old, next))
}

/// Prices a quote's lines and sets its totals. `ids` names each line. Nothing of them is ordered.
///
/// # Errors
/// As [`pricing::rules::compute`].
pub fn price(quote: &mut Quote, lines: Vec<SaleLine>, ids: Vec<QuoteLineId>) -> Result<()> {
    let inputs: Vec<LineInput> = lines.iter().map(|line| line.input).collect();
    let totals = pricing::rules::compute(quote.currency, &quote.pricing(), &inputs)?;
    quote.discount = totals.discount;
    quote.net = totals.net;
    quote.tax = totals.tax;
    quote.gross = totals.gross;
    quote.discount_amount = quote
        .discount_amount
        .map(|amount| amount.of(quote.currency))
        .transpose()?;
    let figures = totals.lines.into_iter().zip(ids);
    quote.lines = (1_u32..)
        .zip(lines)
        .zip(figures)
        .map(|((sequence, line), (figures, id))| {
            let discount = line.input.discount_amount;
            Ok(QuoteLine {
                id,
                quote: quote.id,
                sequence,
                product: line.product,
                description: line.description,
                unit: line.unit,
                quantity: line.input.quantity,
                unit_price: line.input.unit_price,
                discount_percent: line.input.discount_percent,
                discount_amount: discount
                    .map(|amount| amount.of(quote.currency))
                    .transpose()?,
                tax_percent: line.input.tax_percent,
                ordered: Quantity::ZERO,
                net: figures.net,
                tax: figures.tax,
                gross: figures.gross,
            })
        })
        .collect::<Result<Vec<QuoteLine>>>()?;
    Ok(())
}
