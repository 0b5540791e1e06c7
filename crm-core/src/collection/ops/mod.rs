//! What hosts can do with terms, plans and receipts.

mod lists;
pub mod preview;
mod receipt_lists;
mod receipts;
pub mod terms;

pub use lists::{
    Balance, BalanceOf, CustomerBalance, DueReminders, Get, List, PlanSheet, Reminder,
};
pub use receipt_lists::{GetReceipt, ListReceipts};
pub use receipts::{Allocate, Confirm, Record, Reverse};

use super::model::{Planned, Template};
use super::rules::{Basis, plan};
use crate::base::error::Result;
use crate::base::{Amount, CodeText, Currency, Date};
use crate::engine::Context;

/// Plans a total under a template, with the workspace's settings where the template is silent; a
/// calendar given here comes before both. The step that `collection.preview` and `order.approve`
/// share.
///
/// # Errors
/// `not_found` at `calendar` for a calendar that is not loaded, then as [`plan`].
pub(crate) fn schedule(
    cx: &mut Context<'_>,
    (total, currency): (Amount, Currency),
    base: Date,
    template: &Template,
    calendar: Option<&CodeText>,
) -> Result<Planned> {
    let settings = cx.settings();
    let adjustment = template.adjustment.unwrap_or(settings.adjustment);
    let tie = template.tie.unwrap_or(settings.tie);
    let remind_days = settings.remind_days;
    let name = calendar
        .or(template.calendar.as_ref())
        .or(settings.calendar.as_ref())
        .cloned();
    let calendar = name.map(|name| cx.calendar(&name)).transpose()?;
    let basis = Basis {
        rounding: template.rounding,
        tie,
        lines: &template.lines,
        pay_days: template.pay_days.as_ref(),
        business: calendar.as_deref().map(|calendar| (calendar, adjustment)),
        remind_days,
    };
    plan(total, currency, base, &basis)
}
