//! What a quote refers to: its customer's records, terms, codes and products.

use crate::base::CodeText;
use crate::base::error::Result;
use crate::base::id::TermsId;
use crate::catalog;
use crate::contact;
use crate::customer::Customer;
use crate::engine::Context;
use crate::opportunity::Opportunity;
use crate::org;
use crate::org::codes;
use crate::org::model::CodeList;
use crate::pricing::line::{LineArgs, SaleLine};
use crate::quote::model::Quote;
use crate::quote::rules::OTHER_CUSTOMER;
use crate::storage::Record;
use crate::terms;

/// One code of a quote.
type CodeOf = fn(&Quote) -> Option<&CodeText>;

/// Checks what a quote refers to; of a change, only what it changes: a draft keeps what was retired
/// meanwhile. `lent` are the customer's own terms, which stand even when they are archived.
///
/// # Errors
/// With the field: `user.archived`, `department.archived`, `code.unknown`, `code.retired`,
/// `not_found`, `terms.archived`, `amount.too_precise`, `contact.archived`, `contact.not_linked`,
/// `quote.other_customer`.
pub(super) fn check_references(
    cx: &mut Context<'_>,
    before: Option<&Quote>,
    quote: &Quote,
    lent: Option<TermsId>,
) -> Result<()> {
    let from = before.map_or_else(|| cx.actor().place(), Record::access);
    org::place::check(cx, from, quote.access())?;
    let codes: [(CodeList, CodeOf, &str); 2] = [
        (
            CodeList::PaymentMethod,
            |quote| quote.payment_method.as_ref(),
            "payment_method",
        ),
        (
            CodeList::DeliveryMethod,
            |quote| quote.delivery_method.as_ref(),
            "delivery_method",
        ),
    ];
    for (list, code, field) in codes {
        if before.map(code) != Some(code(quote)) {
            codes::check(cx, list, code(quote), field)?;
        }
    }
    if let Some(terms) = quote.terms
        && before.is_none_or(|before| before.terms != quote.terms)
    {
        terms::steps::may_use(cx, terms, lent, quote.currency)?;
    }
    if let Some(contact) = quote.contact
        && before.is_none_or(|before| before.contact != quote.contact)
    {
        contact::store::at_customer(cx, contact, quote.customer)?;
    }
    if let Some(id) = quote.opportunity
        && before.is_none_or(|before| before.opportunity != quote.opportunity)
        && cx.refer::<Opportunity>(id)?.customer != quote.customer
    {
        return Err(OTHER_CUSTOMER
            .at("opportunity")
            .with("record", "opportunity"));
    }
    Ok(())
}

/// The lines of a quote with what their products lend them on the day it is dated.
pub(super) fn resolve(
    cx: &mut Context<'_>,
    quote: &Quote,
    customer: &Customer,
    lines: &[LineArgs],
) -> Result<Vec<SaleLine>> {
    let (currency, taxed) = (quote.currency, quote.prices_include_tax);
    catalog::lines::resolve(
        cx,
        lines,
        currency,
        taxed,
        customer.price_list,
        quote.quoted_on,
    )
}
