//! What others do with terms, in their own transaction.

use super::model::{Planned, Template, Terms};
use super::rules::{Basis, plan};
use crate::base::error::Result;
use crate::base::id::TermsId;
use crate::base::messages::NOT_FOUND;
use crate::base::{Amount, CodeText, Currency, Date};
use crate::engine::Context;

/// Checks that something new in a currency may stand under terms. Those that its customer `lent`
/// stand even when they are archived, and whether the actor may see them is not asked.
///
/// # Errors
/// At `terms`: `not_found`, `terms.archived`, `amount.too_precise`.
pub(crate) fn may_use(
    cx: &mut Context<'_>,
    terms: TermsId,
    lent: Option<TermsId>,
    currency: Currency,
) -> Result<()> {
    let found = if lent == Some(terms) {
        agreed(cx, terms)?
    } else {
        let found: Terms = cx.refer(terms)?;
        found.usable()?;
        found
    };
    found.fits(currency)
}

/// Terms that stand on something: the library reads them, whoever acts.
pub(crate) fn agreed(cx: &mut Context<'_>, id: TermsId) -> Result<Terms> {
    let found = cx.find::<Terms>(id)?;
    found.ok_or_else(|| NOT_FOUND.at("terms").with("record", "terms").with("id", id))
}

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
