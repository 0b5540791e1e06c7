//! What becomes of an application, and of an invoice on paper.

use crate::base::calendar::CALENDAR_NO_WORKDAY;
use crate::base::date::IN_FUTURE;
use crate::base::error::{Refusal, Result};
use crate::base::id::InvoiceId;
use crate::base::{CodeText, Date, Line};
use crate::engine::{Ahead, Context, Kind as OperationKind, Operation};
use crate::invoice::model::{Invoice, Medium};
use crate::invoice::rules::{
    self, DAY_BEFORE, ELECTRONIC, IS_RED, Issued, NOT_APPLIED, NOT_ISSUED, OTHER_MONTH,
};
use crate::invoice::steps::{self, Turn};
use crate::invoice::store;
use crate::order::event::{self, DAY_BEFORE_APPROVAL};
use crate::org::permission::Permission;
use serde::{Deserialize, Serialize};

/// Takes an application back; what it took can be applied for again, but for what
/// credit notes take off the order.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Withdraw {
    /// The application.
    pub invoice: InvoiceId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// Why, at most 1,000 characters.
    #[serde(default)]
    pub reason: Option<Line>,
}

arguments!(Withdraw { invoice: InvoiceId } else version, reason);

impl Operation for Withdraw {
    const NAME: &'static str = "invoice.withdraw";
    const KIND: OperationKind = OperationKind::Write;
    const NEEDS: Permission = Permission::InvoiceWrite;
    const REFUSES: &'static [Refusal] = &[NOT_APPLIED];
    type Output = Invoice;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_for_update(ahead, self.invoice);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Invoice> {
        let (_, before) = store::load_for_update(cx, self.invoice, self.version)?;
        let mut after = rules::withdraw(&before, self.reason.clone())?;
        cx.update(&before, &mut after, "withdrawn")?;
        Ok(after)
    }
}

/// Turns an application down; what it took can be applied for again, but for what
/// credit notes take off the order.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reject {
    /// The application.
    pub invoice: InvoiceId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// Why, at most 1,000 characters.
    pub reason: Line,
}

arguments!(Reject { invoice: InvoiceId, reason: Line } else version);

impl Operation for Reject {
    const NAME: &'static str = "invoice.reject";
    const KIND: OperationKind = OperationKind::Write;
    const NEEDS: Permission = Permission::InvoiceIssue;
    const REFUSES: &'static [Refusal] = &[NOT_APPLIED];
    type Output = Invoice;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_for_update(ahead, self.invoice);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Invoice> {
        let (_, before) = store::load_for_update(cx, self.invoice, self.version)?;
        let mut after = rules::reject(&before, self.reason.clone())?;
        cx.update(&before, &mut after, "rejected")?;
        Ok(after)
    }
}

/// Writes down that an invoice was issued, with the number the tax authority's system gave it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Issue {
    /// The application.
    pub invoice: InvoiceId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// 发票号码, at most 100 characters; unique together with `official_code`.
    pub official_number: CodeText,
    /// 发票代码, at most 100 characters; a fully digital invoice has none.
    #[serde(default)]
    pub official_code: Option<CodeText>,
    /// The day it was issued, from the order's approval to today; today when not given.
    #[serde(default)]
    pub issued_on: Option<Date>,
    /// What it is written on; as applied for when not given.
    #[serde(default)]
    pub medium: Option<Medium>,
}

arguments!(Issue { invoice: InvoiceId, official_number: CodeText } else
    version, official_code, issued_on, medium);

impl Operation for Issue {
    const NAME: &'static str = "invoice.issue";
    const KIND: OperationKind = OperationKind::Write;
    const NEEDS: Permission = Permission::InvoiceIssue;
    const REFUSES: &'static [Refusal] = &[
        NOT_APPLIED,
        IN_FUTURE,
        DAY_BEFORE_APPROVAL,
        CALENDAR_NO_WORKDAY,
    ];
    type Output = Invoice;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_for_update(ahead, self.invoice);
        store::ahead_of_official(ahead, &self.official_number, self.official_code.as_ref());
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Invoice> {
        let (order, before) = store::load_for_update(cx, self.invoice, self.version)?;
        let issued = Issued {
            number: self.official_number.clone(),
            code: self.official_code.clone(),
            on: self.issued_on.unwrap_or(cx.today()),
            medium: self.medium,
        };
        let on = issued.on;
        let mut after = rules::issue(&before, issued, cx.actor(), cx.today())?;
        if let Some(order) = &order {
            event::not_before_approval(order, on, "issued_on")?;
        }
        store::free_official(cx, &self.official_number, self.official_code.as_ref())?;
        steps::turn(cx, &before, &mut after, Turn::Issued)?;
        Ok(after)
    }
}

/// 作废: declares an issued invoice void, on a day of the calendar month it was issued in. Only one
/// on paper of which no red letter took anything back: an electronic one, and any of an earlier
/// month, is taken back by `invoice.red_letter`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Void {
    /// The invoice.
    pub invoice: InvoiceId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// The day it was declared void, today or before; today when not given.
    #[serde(default)]
    pub voided_on: Option<Date>,
    /// Why, at most 1,000 characters.
    pub reason: Line,
}

arguments!(Void { invoice: InvoiceId, reason: Line } else version, voided_on);

impl Operation for Void {
    const NAME: &'static str = "invoice.void";
    const KIND: OperationKind = OperationKind::Write;
    const NEEDS: Permission = Permission::InvoiceIssue;
    const REFUSES: &'static [Refusal] = &[
        NOT_ISSUED,
        IS_RED,
        ELECTRONIC,
        IN_FUTURE,
        DAY_BEFORE,
        OTHER_MONTH,
    ];
    type Output = Invoice;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_for_update(ahead, self.invoice);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Invoice> {
        let (_, before) = store::load_for_update(cx, self.invoice, self.version)?;
        let today = cx.today();
        let on = self.voided_on.unwrap_or(today);
        let mut after = rules::void(&before, on, today, self.reason.clone())?;
        steps::turn(cx, &before, &mut after, Turn::Voided)?;
        Ok(after)
    }
}
