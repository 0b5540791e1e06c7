//! From the application to the red letter. Pure.

use super::refusals::{DAY_BEFORE, ELECTRONIC, IS_RED, NOT_APPLIED, NOT_ISSUED, OTHER_MONTH};
use super::shares::Share;
use crate::base::error::{Refusal, Result};
use crate::base::transition::Transitions;
use crate::base::{Amount, CodeText, Date, Line};
use crate::invoice::model::{Invoice, InvoiceLine, Kind, Medium, Status};
use crate::order::rules::NOT_APPROVED;
use crate::order::{Order, Status as OrderStatus};
use crate::org::access::Actor;
use chrono::Datelike;
use serde::{Deserialize, Serialize};

/// What can be done with a tax invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Change the application.
    Update,
    /// Take the application back.
    Withdraw,
    /// Turn the application down.
    Reject,
    /// Write down that it is issued.
    Issue,
    /// Declare it void.
    Void,
    /// Take a part of it back by a red letter.
    RedLetterPart,
    /// Take all that is left of it back by a red letter.
    RedLetterRest,
}

/// Every step a tax invoice can take; what is not listed is refused.
pub const TRANSITIONS: Transitions<Status, Action> = Transitions(&[
    (Status::Applied, Action::Update, Status::Applied),
    (Status::Applied, Action::Withdraw, Status::Withdrawn),
    (Status::Applied, Action::Reject, Status::Rejected),
    (Status::Applied, Action::Issue, Status::Issued),
    (Status::Issued, Action::Void, Status::Void),
    (
        Status::Issued,
        Action::RedLetterPart,
        Status::PartlyRedLettered,
    ),
    (Status::Issued, Action::RedLetterRest, Status::RedLettered),
    (
        Status::PartlyRedLettered,
        Action::RedLetterPart,
        Status::PartlyRedLettered,
    ),
    (
        Status::PartlyRedLettered,
        Action::RedLetterRest,
        Status::RedLettered,
    ),
]);

/// The invoice after an action, as far as its state goes.
fn step(invoice: &Invoice, action: Action) -> Result<Invoice> {
    let refusal: Refusal = match action {
        Action::Update | Action::Withdraw | Action::Reject | Action::Issue => NOT_APPLIED,
        Action::Void | Action::RedLetterPart | Action::RedLetterRest => NOT_ISSUED,
    };
    let status = TRANSITIONS
        .check(invoice.status, action, refusal)
        .map_err(|error| error.at("invoice"))?;
    Ok(Invoice {
        status,
        ..invoice.clone()
    })
}

/// Whether an order can be invoiced: it is approved, or fulfilled.
///
/// # Errors
/// `order.not_approved`.
pub fn invoiceable(order: &Order) -> Result<()> {
    match order.status {
        OrderStatus::Approved | OrderStatus::Completed => Ok(()),
        status => Err(NOT_APPROVED.at("order").with("status", status)),
    }
}

/// Whether the application may change.
///
/// # Errors
/// `invoice.not_applied`.
pub fn editable(invoice: &Invoice) -> Result<()> {
    step(invoice, Action::Update).map(|_| ())
}

/// Takes the application back.
///
/// # Errors
/// `invoice.not_applied`.
pub fn withdraw(invoice: &Invoice, reason: Option<Line>) -> Result<Invoice> {
    let mut after = step(invoice, Action::Withdraw)?;
    after.reason = reason;
    Ok(after)
}

/// Turns the application down.
///
/// # Errors
/// `invoice.not_applied`.
pub fn reject(invoice: &Invoice, reason: Line) -> Result<Invoice> {
    let mut after = step(invoice, Action::Reject)?;
    after.reason = Some(reason);
    Ok(after)
}

/// How and when an invoice was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// 发票号码.
    pub number: CodeText,
    /// 发票代码.
    pub code: Option<CodeText>,
    /// The day.
    pub on: Date,
    /// What it is written on; as applied for when nothing is said.
    pub medium: Option<Medium>,
}

impl Issued {
    /// Writes it into an invoice.
    ///
    /// # Errors
    /// `date.in_future` at `issued_on`.
    pub fn write(self, invoice: &mut Invoice, actor: &Actor, today: Date) -> Result<()> {
        let on = self.on.not_after(today, "issued_on")?;
        invoice.official_number = Some(self.number);
        invoice.official_code = self.code;
        invoice.issued_on = Some(on);
        invoice.issued_by = actor.user;
        invoice.medium = self.medium.unwrap_or(invoice.medium);
        Ok(())
    }
}

/// Writes down that an application was issued.
///
/// # Errors
/// `invoice.not_applied`, `date.in_future` at `issued_on`.
pub fn issue(invoice: &Invoice, issued: Issued, actor: &Actor, today: Date) -> Result<Invoice> {
    let mut after = step(invoice, Action::Issue)?;
    issued.write(&mut after, actor, today)?;
    Ok(after)
}

/// Declares an invoice on paper void on a day of the calendar month it was issued in.
///
/// # Errors
/// `invoice.not_issued`, `invoice.is_red`, `invoice.electronic`; `date.in_future`,
/// `invoice.day_before`, `invoice.other_month` at `voided_on`.
pub fn void(invoice: &Invoice, on: Date, today: Date, reason: Line) -> Result<Invoice> {
    let mut after = step(invoice, Action::Void)?;
    blue(invoice)?;
    if invoice.medium == Medium::Electronic {
        return Err(ELECTRONIC.at("invoice"));
    }
    let field = "voided_on";
    on.not_after(today, field)?;
    if let Some(issued) = invoice.issued_on {
        not_before(on, issued).map_err(|error| error.at(field))?;
        let month = |date: Date| (date.naive().year(), date.naive().month());
        if month(on) != month(issued) {
            let error = OTHER_MONTH.at(field).with("day", on);
            return Err(error.with("issued_on", issued));
        }
    }
    after.voided_on = Some(on);
    after.reason = Some(reason);
    Ok(after)
}

/// Whether red letters may take something back from an invoice on a day.
///
/// # Errors
/// `invoice.not_issued`, `invoice.is_red`; `date.in_future`, `invoice.day_before` at `issued_on`.
pub fn reversible(invoice: &Invoice, on: Date, today: Date) -> Result<()> {
    step(invoice, Action::RedLetterPart)?;
    blue(invoice)?;
    on.not_after(today, "issued_on")?;
    match invoice.issued_on {
        Some(issued) => not_before(on, issued).map_err(|error| error.at("issued_on")),
        None => Ok(()),
    }
}

/// The blue invoice after a red letter of `gross`, which is negative and no more than it has left.
///
/// # Errors
/// `invoice.not_issued`; `number.overflow`.
pub fn red_letter(invoice: &Invoice, gross: Amount, reason: Line) -> Result<Invoice> {
    let red_lettered = invoice.red_lettered.minus(gross)?;
    let action = if red_lettered == invoice.gross {
        Action::RedLetterRest
    } else {
        Action::RedLetterPart
    };
    let mut after = step(invoice, action)?;
    after.red_lettered = red_lettered;
    after.reason = Some(reason);
    Ok(after)
}

fn blue(invoice: &Invoice) -> Result<()> {
    match invoice.kind {
        Kind::Blue => Ok(()),
        Kind::Red => Err(IS_RED.at("invoice")),
    }
}

fn not_before(day: Date, issued: Date) -> Result<()> {
    if day < issued {
        let error = DAY_BEFORE.error().with("day", day);
        return Err(error.with("issued_on", issued));
    }
    Ok(())
}

/// Gives an invoice its lines and the sums of them; those of a red-letter one are negative.
///
/// # Errors
/// `number.overflow`.
pub fn fill(invoice: &mut Invoice, shares: &[Share]) -> Result<()> {
    let signed = |amount: Amount| match invoice.kind {
        Kind::Blue => amount,
        Kind::Red => amount.negated(),
    };
    let lines = (1_u32..).zip(shares).map(|(sequence, share)| InvoiceLine {
        invoice: invoice.id,
        sequence,
        tax_percent: share.tax_percent,
        net: signed(share.net),
        tax: signed(share.tax),
        gross: signed(share.gross),
    });
    let lines: Vec<InvoiceLine> = lines.collect();
    let sum = |part: fn(&InvoiceLine) -> Amount| {
        Amount::sum(lines.iter().map(part))?.of(invoice.currency)
    };
    (invoice.net, invoice.tax) = (sum(|line| line.net)?, sum(|line| line.tax)?);
    invoice.gross = sum(|line| line.gross)?;
    invoice.lines = lines;
    Ok(())
}
