//! What others do with terms, in their own transaction.

use super::model::{Events, Planned, Template, TermLine, Terms, Total};
use super::rules::{Basis, Moves, plan};
use super::store;
use crate::base::error::Result;
use crate::base::id::TermsId;
use crate::base::messages::NOT_FOUND;
use crate::base::{Adjustment, Calendar, CodeText, Currency, PayDays, Tie};
use crate::engine::Context;
use std::sync::Arc;

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
fn agreed(cx: &mut Context<'_>, id: TermsId) -> Result<Terms> {
    let found = cx.find::<Terms>(id)?;
    found.ok_or_else(|| NOT_FOUND.at("terms").with("record", "terms").with("id", id))
}

/// What an order's plans are made from, and the edition of its terms: the one it was approved with,
/// else the one of today; without terms, all of it due on the day of approval.
///
/// # Errors
/// `not_found` at `terms`.
pub(crate) fn template_of(
    cx: &mut Context<'_>,
    terms: Option<TermsId>,
    edition: Option<u32>,
) -> Result<(Template, Option<u32>)> {
    let Some(id) = terms else {
        return Ok((whole(), None));
    };
    let found = agreed(cx, id)?;
    let now = found.edition;
    match edition.filter(|edition| *edition != now) {
        None => Ok((found.into_template(), Some(now))),
        Some(edition) => {
            let kept = store::edition(cx, id, edition)?;
            Ok((kept.into_template(), Some(edition)))
        }
    }
}

/// The terms of an order that has none: all of it, due on the day of its approval.
fn whole() -> Template {
    let line = TermLine {
        balance: true,
        ..TermLine::default()
    };
    Template {
        lines: vec![line],
        ..Template::default()
    }
}

/// What moves the due dates of a template, and how halves round, with the workspace's settings
/// where it is silent.
pub(crate) struct Resolved {
    pay_days: Option<PayDays>,
    calendar: Option<Arc<Calendar>>,
    adjustment: Adjustment,
    /// How an exact half of a minor unit is rounded.
    pub(crate) tie: Tie,
}

impl Resolved {
    /// Resolves a template; a calendar given here comes before its own and the setting's.
    ///
    /// # Errors
    /// `not_found` at `calendar` for a calendar that is not loaded.
    pub(crate) fn of(
        cx: &mut Context<'_>,
        template: &Template,
        calendar: Option<&CodeText>,
    ) -> Result<Self> {
        let settings = cx.settings();
        let adjustment = template.adjustment.unwrap_or(settings.adjustment);
        let tie = template.tie.unwrap_or(settings.tie);
        let name = calendar
            .or(template.calendar.as_ref())
            .or(settings.calendar.as_ref())
            .cloned();
        Ok(Self {
            pay_days: template.pay_days.clone(),
            calendar: name.map(|name| cx.calendar(&name)).transpose()?,
            adjustment,
            tie,
        })
    }

    /// What moves due dates.
    pub(crate) fn moves(&self) -> Moves<'_> {
        let calendar = self.calendar.as_deref();
        Moves {
            pay_days: self.pay_days.as_ref(),
            business: calendar.map(|calendar| (calendar, self.adjustment)),
        }
    }
}

/// Plans a total under a template, with the workspace's settings where the template is silent. The
/// step that `collection.preview` and `order.approve` share.
///
/// # Errors
/// As [`Resolved::of`], then as [`plan`].
pub(crate) fn schedule(
    cx: &mut Context<'_>,
    (total, currency): (Total, Currency),
    events: &Events,
    template: &Template,
    resolved: &Resolved,
    explain: bool,
) -> Result<Planned> {
    let basis = Basis {
        rounding: template.rounding,
        tie: resolved.tie,
        lines: &template.lines,
        moves: resolved.moves(),
        remind_days: cx.settings().remind_days,
        explain,
    };
    plan(total, currency, events, &basis)
}
