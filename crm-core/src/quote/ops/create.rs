//! Creating drafts.

use super::references::{check_references, resolve};
use crate::base::error::{Refusal, Result};
use crate::base::id::{ContactId, CustomerId, DepartmentId, Id, OpportunityId, TermsId, UserId};
use crate::base::{Amount, CodeText, Currency, Date, Extra, Note, Percent, Tie};
use crate::catalog;
use crate::catalog::rules::{NO_PRICE, PRODUCT_ARCHIVED, TAX_BASIS};
use crate::contact::rules::{ARCHIVED as CONTACT_ARCHIVED, NOT_LINKED};
use crate::customer::rules::ARCHIVED as CUSTOMER_ARCHIVED;
use crate::customer::{self, Customer};
use crate::engine::{Ahead, Context, Kind, Operation};
use crate::org;
use crate::org::permission::Permission;
use crate::org::rules::{CODE_RETIRED, CODE_UNKNOWN, DEPARTMENT_ARCHIVED, USER_ARCHIVED};
use crate::pricing::line::LineArgs;
use crate::pricing::model::TaxRounding;
use crate::pricing::rules::DISCOUNT_TOO_LARGE;
use crate::quote::model::{Quote, Status};
use crate::quote::rules::OTHER_CUSTOMER;
use crate::quote::{rules, store};
use crate::storage::Record;
use crate::terms::TERMS_ARCHIVED;
use crate::terms::Terms;
use serde::{Deserialize, Serialize};

/// Creates a draft quote with its lines, priced.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// Its number, unique; drawn from the series when not given.
    #[serde(default)]
    pub number: Option<CodeText>,
    /// Who is to buy.
    pub customer: CustomerId,
    /// Whom to talk to.
    #[serde(default)]
    pub contact: Option<ContactId>,
    /// The salesperson; the acting user when not given.
    #[serde(default)]
    pub owner: Option<UserId>,
    /// The department it belongs to; the salesperson's when not given.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// The opportunity it is made for.
    #[serde(default)]
    pub opportunity: Option<OpportunityId>,
    /// The currency; the customer's, else the setting's, when not given.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// Whether unit prices and discounts contain the tax; by setting when not given.
    #[serde(default)]
    pub prices_include_tax: Option<bool>,
    /// Where tax is rounded; by setting when not given.
    #[serde(default)]
    pub tax_rounding: Option<TaxRounding>,
    /// How exact halves round; by setting when not given.
    #[serde(default)]
    pub tie: Option<Tie>,
    /// The document's discount in percent, 0 to 100; not together with `discount_amount`.
    #[serde(default)]
    pub discount_percent: Option<Percent>,
    /// The document's discount in money; not together with `discount_percent`.
    #[serde(default)]
    pub discount_amount: Option<Amount>,
    /// The term template its orders are to be collected by; the customer's when not given.
    #[serde(default)]
    pub terms: Option<TermsId>,
    /// A code of the list `payment_method`.
    #[serde(default)]
    pub payment_method: Option<CodeText>,
    /// A code of the list `delivery_method`.
    #[serde(default)]
    pub delivery_method: Option<CodeText>,
    /// Terms and clauses in words, at most 16,000 characters.
    #[serde(default)]
    pub clauses: Option<Note>,
    /// A note of the seller's own, at most 16,000 characters; not carried to orders.
    #[serde(default)]
    pub note: Option<Note>,
    /// The day it is dated; today when not given.
    #[serde(default)]
    pub quoted_on: Option<Date>,
    /// The last day on which it can be accepted, not before `quoted_on`; open-ended without one.
    #[serde(default)]
    pub valid_until: Option<Date>,
    /// The host's own key, unique among quotes.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// The host's own data, at most 16 KiB.
    #[serde(default)]
    pub extra: Option<Extra>,
    /// The lines, 1 to 1,000.
    pub lines: Vec<LineArgs>,
}

arguments!(Create { customer: CustomerId, lines: Vec<LineArgs> } else
    number, contact, owner, department, opportunity, currency, prices_include_tax, tax_rounding,
    tie, discount_percent, discount_amount, terms, payment_method, delivery_method, clauses,
    note, quoted_on, valid_until, external_ref, extra
);

impl Operation for Create {
    const NAME: &'static str = "quote.create";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::QuoteWrite;
    const REFUSES: &'static [Refusal] = &[
        CUSTOMER_ARCHIVED,
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
        ahead.refer::<Customer>(self.customer);
        match self.terms {
            Some(terms) => ahead.refer::<Terms>(terms),
            None => {
                let terms = "SELECT terms FROM crm_customer WHERE id = ?1";
                ahead.refer_by::<Terms>(terms, vec![self.customer.raw().into()]);
            }
        }
        org::place::ahead(ahead, self.owner, self.department);
        catalog::lines::ahead(ahead, &self.lines);
        ahead.free::<Quote>("external_ref", self.external_ref.as_ref());
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Quote> {
        let customer: Customer = cx.refer(self.customer)?;
        let mut quote = self.header(cx, &customer)?;
        cx.demand(Self::NEEDS, quote.access())?;
        customer::rules::active(&customer)?;
        rules::check_dates(&quote)?;
        check_references(cx, None, &quote, customer.terms)?;
        let lines = resolve(cx, &quote, &customer, &self.lines)?;
        let ids = lines
            .iter()
            .map(|_| cx.new_id())
            .collect::<Result<Vec<_>>>()?;
        rules::price(&mut quote, lines, ids)?;
        if let Some(external) = &quote.external_ref {
            cx.free::<Quote>("external_ref", external)?;
        }
        let given = self.number.as_ref();
        quote.number = cx.number::<Quote>(given, |settings| &settings.quote_number)?;
        store::insert(cx, &quote)?;
        Ok(quote)
    }
}

impl Create {
    /// The quote without its lines and number, with everything that is not given.
    fn header(&self, cx: &mut Context<'_>, customer: &Customer) -> Result<Quote> {
        let access = org::place::of_new(cx, self.owner, self.department)?;
        let id = cx.new_id()?;
        let settings = cx.settings();
        Ok(Quote {
            id,
            version: 1,
            number: CodeText::trusted(String::new()),
            revision: 1,
            revises: None,
            status: Status::Draft,
            customer: self.customer,
            contact: self.contact,
            owner: access.owner,
            department: access.department,
            opportunity: self.opportunity,
            currency: self
                .currency
                .or(customer.currency)
                .unwrap_or(settings.currency),
            prices_include_tax: self
                .prices_include_tax
                .unwrap_or(settings.prices_include_tax),
            tax_rounding: self.tax_rounding.unwrap_or(settings.tax_rounding),
            tie: self.tie.unwrap_or(settings.tie),
            discount_percent: self.discount_percent,
            discount_amount: self.discount_amount,
            discount: Amount::ZERO,
            net: Amount::ZERO,
            tax: Amount::ZERO,
            gross: Amount::ZERO,
            terms: self.terms.or(customer.terms),
            payment_method: self.payment_method.clone(),
            delivery_method: self.delivery_method.clone(),
            clauses: self.clauses.clone(),
            note: self.note.clone(),
            quoted_on: self.quoted_on.unwrap_or(cx.today()),
            valid_until: self.valid_until,
            sent_on: None,
            decided_on: None,
            reason: None,
            external_ref: self.external_ref.clone(),
            extra: self.extra.clone(),
            created_at: cx.now(),
            lines: Vec::new(),
        })
    }
}
