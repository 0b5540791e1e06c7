//! Changing an application.

use super::apply::plan_left;
use crate::base::error::{Refusal, Result};
use crate::base::id::{InvoiceId, PlanId};
use crate::base::messages::NOT_FOUND;
use crate::base::{Amount, CodeText, Extra, Line, Name, Patch};
use crate::engine::{Ahead, Context, Kind as OperationKind, Operation};
use crate::invoice::model::{Invoice, Medium, RateArgs};
use crate::invoice::rules::{
    self, BEYOND_ORDER, BEYOND_PLAN, BEYOND_RATE, NOT_APPLIED, PLAN_UNKNOWN, RATE_TWICE,
    RATE_UNKNOWN, Wanted,
};
use crate::invoice::store;
use crate::order::{self, Order};
use crate::org::codes;
use crate::org::model::CodeList;
use crate::org::permission::Permission;
use crate::org::rules::{CODE_RETIRED, CODE_UNKNOWN};
use serde::{Deserialize, Serialize};

/// Changes an application that is neither issued nor closed. An absent field is kept, `null`
/// clears it. With another amount or plan the lines are computed anew, as if it were applied for
/// now.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// The application.
    pub invoice: InvoiceId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// The collection plan of the order that the invoice is for.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub plan: Patch<PlanId>,
    /// How much, tax included, above zero; as before when neither this nor `lines` is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gross: Option<Amount>,
    /// How much at each tax rate, 1 to 1,000; not together with `gross`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<Vec<RateArgs>>,
    /// A code of the list `invoice_type`.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub invoice_type: Patch<CodeText>,
    /// What it is to be written on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub medium: Option<Medium>,
    /// 购方名称, at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Name>,
    /// The buyer's 纳税人识别号, at most 100 characters.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub tax_number: Patch<CodeText>,
    /// 开户行: the buyer's bank, at most 200 characters.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub bank: Patch<Name>,
    /// The buyer's account there, at most 100 characters.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub bank_account: Patch<CodeText>,
    /// The buyer's registered address, at most 1,000 characters.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub address: Patch<Line>,
    /// The buyer's telephone number, at most 100 characters.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub phone: Patch<CodeText>,
    /// The host's own data, at most 16 KiB.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub extra: Patch<Extra>,
}

arguments!(Update { invoice: InvoiceId } else
    version, plan, gross, lines, invoice_type, medium, title, tax_number, bank, bank_account,
    address, phone, extra
);

impl Operation for Update {
    const NAME: &'static str = "invoice.update";
    const KIND: OperationKind = OperationKind::Write;
    const NEEDS: Permission = Permission::InvoiceWrite;
    const REFUSES: &'static [Refusal] = &[
        NOT_APPLIED,
        CODE_UNKNOWN,
        CODE_RETIRED,
        PLAN_UNKNOWN,
        RATE_UNKNOWN,
        RATE_TWICE,
        BEYOND_RATE,
        BEYOND_ORDER,
        BEYOND_PLAN,
    ];
    type Output = Invoice;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_for_update(ahead, self.invoice);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Invoice> {
        let (order, before) = store::load_for_update(cx, self.invoice, self.version)?;
        rules::editable(&before)?;
        let mut after = before.clone();
        self.apply(&mut after);
        if after.invoice_type != before.invoice_type {
            let code = after.invoice_type.as_ref();
            codes::check(cx, CodeList::InvoiceType, code, "invoice_type")?;
        }
        if self.gross.is_some() || self.lines.is_some() || after.plan != before.plan {
            let order = order.ok_or_else(|| NOT_FOUND.at("order"))?;
            self.share(cx, order, &mut after)?;
            if after.lines != before.lines {
                store::replace_lines(cx, &after)?;
            }
        }
        cx.update(&before, &mut after, "updated")?;
        Ok(after)
    }
}

impl Update {
    fn share(&self, cx: &mut Context<'_>, order: Order, invoice: &mut Invoice) -> Result<()> {
        let order = order::store::with_lines(cx, order)?;
        let plan_left = plan_left(cx, &order, invoice.plan, Some(invoice.id))?;
        let whole = store::whole_order(cx, &order, Some(invoice.id))?;
        let same = self.lines.is_none().then_some(invoice.gross);
        let wanted = Wanted {
            gross: self.gross.or(same),
            lines: self.lines.as_deref(),
            plan_left,
        };
        let shares =
            rules::shares(&whole, wanted, BEYOND_ORDER).map_err(|error| match self.gross {
                // Another plan alone was asked for.
                None if error.field() == Some("gross") => error.at("invoice"),
                _ => error,
            })?;
        rules::fill(invoice, &shares)
    }

    fn apply(&self, invoice: &mut Invoice) {
        self.plan.apply(&mut invoice.plan);
        self.invoice_type.clone().apply(&mut invoice.invoice_type);
        invoice.medium = self.medium.unwrap_or(invoice.medium);
        if let Some(title) = &self.title {
            invoice.title = title.clone();
        }
        self.tax_number.clone().apply(&mut invoice.tax_number);
        self.bank.clone().apply(&mut invoice.bank);
        self.bank_account.clone().apply(&mut invoice.bank_account);
        self.address.clone().apply(&mut invoice.address);
        self.phone.clone().apply(&mut invoice.phone);
        self.extra.clone().apply(&mut invoice.extra);
    }
}
