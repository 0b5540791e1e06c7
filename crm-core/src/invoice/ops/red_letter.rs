//! Taking an issued invoice back.

use super::apply::zero;
use crate::base::date::IN_FUTURE;
use crate::base::error::{Refusal, Result};
use crate::base::id::InvoiceId;
use crate::base::messages::NOT_FOUND;
use crate::base::{Amount, CodeText, Date, Extra, Line};
use crate::engine::{Ahead, Context, Kind as OperationKind, Operation};
use crate::invoice::model::{Invoice, Kind, Medium, RateArgs, Status};
use crate::invoice::rules::{
    self, BEYOND_INVOICE, BEYOND_RATE, DAY_BEFORE, IS_RED, Issued, NOT_ISSUED, RATE_TWICE,
    RATE_UNKNOWN, Wanted,
};
use crate::invoice::steps::{self, Turn};
use crate::invoice::store;
use crate::org::permission::Permission;
use serde::{Deserialize, Serialize};

/// 红冲: writes down a red letter that takes an issued invoice back, wholly or in part. It is an
/// invoice of its own with negative amounts; what it took back can be applied for again, unless a
/// credit note takes it off the order.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RedLetter {
    /// The blue invoice that is taken back.
    pub invoice: InvoiceId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// The number of the red letter's own record, unique; drawn from the series when not given.
    #[serde(default)]
    pub number: Option<CodeText>,
    /// How much of the invoice, tax included, above zero; spread over its tax rates by what each
    /// has left. All that is left when neither this nor `lines` is given.
    #[serde(default)]
    pub gross: Option<Amount>,
    /// How much at each tax rate, 1 to 1,000, above zero; not together with `gross`.
    #[serde(default)]
    pub lines: Option<Vec<RateArgs>>,
    /// 发票号码 of the red letter, at most 100 characters; unique together with `official_code`.
    pub official_number: CodeText,
    /// 发票代码 of the red letter, at most 100 characters.
    #[serde(default)]
    pub official_code: Option<CodeText>,
    /// The day it was issued, today or before, not before the invoice; today when not given.
    #[serde(default)]
    pub issued_on: Option<Date>,
    /// What it is written on; as the invoice when not given.
    #[serde(default)]
    pub medium: Option<Medium>,
    /// Why, at most 1,000 characters.
    pub reason: Line,
    /// The host's own key of the red letter, unique among tax invoices.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// The host's own data of the red letter, at most 16 KiB.
    #[serde(default)]
    pub extra: Option<Extra>,
}

arguments!(RedLetter { invoice: InvoiceId, official_number: CodeText, reason: Line } else
    version, number, gross, lines, official_code, issued_on, medium, external_ref, extra
);

/// A red letter and the invoice it takes back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RedLettered {
    /// The red letter.
    pub red_letter: Invoice,
    /// The invoice after it.
    pub invoice: Invoice,
}

impl Operation for RedLetter {
    const NAME: &'static str = "invoice.red_letter";
    const KIND: OperationKind = OperationKind::Write;
    const NEEDS: Permission = Permission::InvoiceIssue;
    const REFUSES: &'static [Refusal] = &[
        NOT_ISSUED,
        IS_RED,
        IN_FUTURE,
        DAY_BEFORE,
        RATE_UNKNOWN,
        RATE_TWICE,
        BEYOND_RATE,
        BEYOND_INVOICE,
    ];
    type Output = RedLettered;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_for_update(ahead, self.invoice);
        store::ahead_of_taken_back(ahead, self.invoice);
        store::ahead_of_official(ahead, &self.official_number, self.official_code.as_ref());
        ahead.free::<Invoice>("external_ref", self.external_ref.as_ref());
        ahead.free::<Invoice>("number", self.number.as_ref());
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<RedLettered> {
        let (order, before) = store::load_for_update(cx, self.invoice, self.version)?;
        let order = order.ok_or_else(|| NOT_FOUND.at("order"))?;
        let on = self.issued_on.unwrap_or(cx.today());
        rules::reversible(&before, on, cx.today())?;
        let whole = store::whole_invoice(cx, &order, &before)?;
        let wanted = Wanted {
            gross: self.gross,
            lines: self.lines.as_deref(),
            plan_left: None,
        };
        let shares = rules::shares(&whole, wanted, BEYOND_INVOICE)?;
        let mut red = self.draft(cx, &before)?;
        let issued = Issued {
            number: self.official_number.clone(),
            code: self.official_code.clone(),
            on,
            medium: self.medium,
        };
        issued.write(&mut red, cx.actor(), cx.today())?;
        rules::fill(&mut red, &shares)?;
        let mut after = rules::red_letter(&before, red.gross, self.reason.clone())?;
        store::free_official(cx, &self.official_number, self.official_code.as_ref())?;
        if let Some(external) = &self.external_ref {
            cx.free::<Invoice>("external_ref", external)?;
        }
        let given = self.number.as_ref();
        red.number = cx.number::<Invoice>(given, |settings| &settings.invoice_number)?;
        store::insert(cx, &red, "issued")?;
        steps::turn(cx, &before, &mut after, Turn::RedLettered)?;
        Ok(RedLettered {
            red_letter: red,
            invoice: after,
        })
    }
}

impl RedLetter {
    /// The buyer, the order and everything else are the blue invoice's.
    fn draft(&self, cx: &mut Context<'_>, blue: &Invoice) -> Result<Invoice> {
        Ok(Invoice {
            id: cx.new_id()?,
            version: 1,
            number: CodeText::trusted(String::new()),
            kind: Kind::Red,
            status: Status::Issued,
            reverses: Some(blue.id),
            red_lettered: zero(blue.currency)?,
            applied_on: cx.today(),
            applied_by: cx.actor().user,
            voided_on: None,
            reason: Some(self.reason.clone()),
            external_ref: self.external_ref.clone(),
            extra: self.extra.clone(),
            created_at: cx.now(),
            lines: Vec::new(),
            ..blue.clone()
        })
    }
}
