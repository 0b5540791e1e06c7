//! Changing a draft.

use super::references::{check_references, resolve};
use crate::base::error::{Refusal, Result};
use crate::base::id::{ContactId, DepartmentId, OpportunityId, QuoteId, TermsId, UserId};
use crate::base::{Amount, CodeText, Date, Extra, Note, Patch, Percent};
use crate::catalog::rules::{NO_PRICE, PRODUCT_ARCHIVED, TAX_BASIS};
use crate::contact::rules::{ARCHIVED as CONTACT_ARCHIVED, NOT_LINKED};
use crate::engine::{Ahead, Context, Kind, Operation};
use crate::org;
use crate::org::permission::Permission;
use crate::org::rules::{CODE_RETIRED, CODE_UNKNOWN, DEPARTMENT_ARCHIVED, USER_ARCHIVED};
use crate::pricing::line::{LineArgs, SaleLine};
use crate::pricing::rules::DISCOUNT_TOO_LARGE;
use crate::quote::model::{Quote, QuoteLine};
use crate::quote::rules::{self, NOT_DRAFT, OTHER_CUSTOMER};
use crate::quote::store;
use crate::storage::Record;
use crate::terms::TERMS_ARCHIVED;
use serde::{Deserialize, Serialize};

/// Changes a draft. An absent field is kept, `null` clears it. Lines are replaced as a whole.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// The quote.
    pub quote: QuoteId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// Whom to talk to.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub contact: Patch<ContactId>,
    /// The salesperson.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub owner: Patch<UserId>,
    /// The department it belongs to; a new owner's when only that is given.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub department: Patch<DepartmentId>,
    /// The opportunity it is made for.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub opportunity: Patch<OpportunityId>,
    /// The document's discount in percent, 0 to 100; not together with `discount_amount`.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub discount_percent: Patch<Percent>,
    /// The document's discount in money; not together with `discount_percent`.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub discount_amount: Patch<Amount>,
    /// The term template its orders are to be collected by.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub terms: Patch<TermsId>,
    /// A code of the list `payment_method`.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub payment_method: Patch<CodeText>,
    /// A code of the list `delivery_method`.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub delivery_method: Patch<CodeText>,
    /// Terms and clauses in words, at most 16,000 characters.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub clauses: Patch<Note>,
    /// A note of the seller's own, at most 16,000 characters; not carried to orders.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub note: Patch<Note>,
    /// The day it is dated; kept when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quoted_on: Option<Date>,
    /// The last day on which it can be accepted, not before `quoted_on`.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub valid_until: Patch<Date>,
    /// The host's own key, unique among quotes.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub external_ref: Patch<CodeText>,
    /// The host's own data, at most 16 KiB.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub extra: Patch<Extra>,
    /// All lines anew, 1 to 1,000; the old ones are kept when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<Vec<LineArgs>>,
}

arguments!(Update { quote: QuoteId } else
    version, contact, owner, department, opportunity, discount_percent, discount_amount, terms,
    payment_method, delivery_method, clauses, note, quoted_on, valid_until, external_ref, extra,
    lines
);

impl Operation for Update {
    const NAME: &'static str = "quote.update";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::QuoteWrite;
    const REFUSES: &'static [Refusal] = &[
        NOT_DRAFT,
        USER_ARCHIVED,
        DEPARTMENT_ARCHIVED,
        CODE_UNKNOWN,
        CODE_RETIRED,
        TERMS_ARCHIVED,
        CONTACT_ARCHIVED,
        NOT_LINKED,
        OTHER_CUSTOMER,
        PRODUCT_ARCHIVED,
        NO_PRICE,
        TAX_BASIS,
        DISCOUNT_TOO_LARGE,
    ];
    type Output = Quote;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_for_update(ahead, self.quote);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Quote> {
        let before = store::load_for_update(cx, self.quote, self.version)?;
        let mut after = before.clone();
        self.apply(&mut after);
        after.department =
            org::place::of_changed(cx, before.access(), after.access(), &self.department)?;
        // Who hands it over must be allowed to write it at its new place as well.
        cx.demand(Self::NEEDS, after.access())?;
        rules::editable(&before)?;
        rules::check_dates(&after)?;
        check_references(cx, Some(&before), &after, None)?;
        let lines = match &self.lines {
            Some(lines) => {
                let customer = cx.refer(after.customer)?;
                resolve(cx, &after, &customer, lines)?
            }
            None => before.lines.iter().map(sale_line).collect(),
        };
        // The same lines keep their ids; only what the document's discount gives them may move.
        let ids = match &self.lines {
            Some(lines) => lines
                .iter()
                .map(|_| cx.new_id())
                .collect::<Result<Vec<_>>>()?,
            None => before.lines.iter().map(|line| line.id).collect(),
        };
        rules::price(&mut after, lines, ids)?;
        if let Some(external) = &after.external_ref
            && before.external_ref.as_ref() != Some(external)
        {
            cx.free::<Quote>("external_ref", external)?;
        }
        cx.update(&before, &mut after, "updated")?;
        if after.lines != before.lines {
            store::replace_lines(cx, &after)?;
        }
        Ok(after)
    }
}

fn sale_line(line: &QuoteLine) -> SaleLine {
    SaleLine {
        product: line.product,
        description: line.description.clone(),
        unit: line.unit.clone(),
        quote_line: None,
        input: line.input(),
    }
}

impl Update {
    fn apply(&self, quote: &mut Quote) {
        self.contact.apply(&mut quote.contact);
        self.owner.apply(&mut quote.owner);
        self.department.apply(&mut quote.department);
        self.opportunity.apply(&mut quote.opportunity);
        self.discount_percent.apply(&mut quote.discount_percent);
        self.discount_amount.apply(&mut quote.discount_amount);
        self.terms.apply(&mut quote.terms);
        self.payment_method.clone().apply(&mut quote.payment_method);
        let delivery = &mut quote.delivery_method;
        self.delivery_method.clone().apply(delivery);
        self.clauses.clone().apply(&mut quote.clauses);
        self.note.clone().apply(&mut quote.note);
        if let Some(day) = self.quoted_on {
            quote.quoted_on = day;
        }
        self.valid_until.apply(&mut quote.valid_until);
        self.external_ref.clone().apply(&mut quote.external_ref);
        self.extra.clone().apply(&mut quote.extra);
    }
}
