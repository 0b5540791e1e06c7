//! Creating and changing drafts.

use crate::base::date::IN_FUTURE;
use crate::base::error::{Refusal, Result};
use crate::base::id::{
    ContactId, ContractId, CustomerId, DepartmentId, Id, OpportunityId, QuoteId, TermsId, UserId,
};
use crate::base::{Amount, CodeText, Currency, Date, Extra, Line, Note, Percent, Tie};
use crate::catalog;
use crate::catalog::rules::{NO_PRICE, PRODUCT_ARCHIVED, TAX_BASIS};
use crate::contact;
use crate::contact::rules::{ARCHIVED as CONTACT_ARCHIVED, NOT_LINKED};
use crate::contract::Contract;
use crate::customer::rules::ARCHIVED as CUSTOMER_ARCHIVED;
use crate::customer::{self, Customer};
use crate::engine::{Ahead, Context, Kind, Operation};
use crate::opportunity::Opportunity;
use crate::order::model::{Order, Status};
use crate::order::rules::OTHER_CUSTOMER;
use crate::order::{rules, store};
use crate::org;
use crate::terms::Terms;
use crate::terms::{self, TERMS_ARCHIVED};

use crate::org::codes;
use crate::org::model::CodeList;
use crate::org::permission::Permission;
use crate::org::rules::{CODE_RETIRED, CODE_UNKNOWN, DEPARTMENT_ARCHIVED, USER_ARCHIVED};
use crate::pricing::line::{LineArgs, SaleLine};
use crate::pricing::model::TaxRounding;
use crate::pricing::rules::DISCOUNT_TOO_LARGE;
use crate::storage::Record;
use serde::{Deserialize, Serialize};

/// Creates a draft order with its lines, priced.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// Its number, unique; drawn from the series when not given.
    #[serde(default)]
    pub number: Option<CodeText>,
    /// A code of the list `order_type`.
    #[serde(default)]
    pub order_type: Option<CodeText>,
    /// Who buys.
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
    /// A code of the list `payment_method`.
    #[serde(default)]
    pub payment_method: Option<CodeText>,
    /// A code of the list `delivery_method`.
    #[serde(default)]
    pub delivery_method: Option<CodeText>,
    /// The day it was signed, not in the future.
    #[serde(default)]
    pub signed_on: Option<Date>,
    /// The term template its collection plans are made from; the customer's when not given.
    #[serde(default)]
    pub terms: Option<TermsId>,
    /// Terms and clauses in words, at most 16,000 characters.
    #[serde(default)]
    pub clauses: Option<Note>,
    /// A code of the list `source`.
    #[serde(default)]
    pub source: Option<CodeText>,
    /// The opportunity it comes from.
    #[serde(default)]
    pub opportunity: Option<OpportunityId>,
    /// The host's own project.
    #[serde(default)]
    pub project: Option<Line>,
    /// The contract it belongs to.
    #[serde(default)]
    pub contract: Option<ContractId>,
    /// The host's own key, unique among orders.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// The host's own data, at most 16 KiB.
    #[serde(default)]
    pub extra: Option<Extra>,
    /// The lines, 1 to 1,000.
    pub lines: Vec<LineArgs>,
}

arguments!(Create { customer: CustomerId, lines: Vec<LineArgs> } else
    number, order_type, contact, owner, department, currency, prices_include_tax, tax_rounding,
    tie, discount_percent, discount_amount, payment_method, delivery_method, signed_on, terms,
    clauses, source, opportunity, project, contract, external_ref, extra
);

impl Operation for Create {
    const NAME: &'static str = "order.create";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::OrderWrite;
    const REFUSES: &'static [Refusal] = &[
        CUSTOMER_ARCHIVED,
        USER_ARCHIVED,
        DEPARTMENT_ARCHIVED,
        CODE_UNKNOWN,
        CODE_RETIRED,
        IN_FUTURE,
        TERMS_ARCHIVED,
        CONTACT_ARCHIVED,
        NOT_LINKED,
        OTHER_CUSTOMER,
        PRODUCT_ARCHIVED,
        NO_PRICE,
        TAX_BASIS,
        DISCOUNT_TOO_LARGE,
    ];
    type Output = Order;

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
        ahead.free::<Order>("external_ref", self.external_ref.as_ref());
        ahead.free::<Order>("number", self.number.as_ref());
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Order> {
        let customer: Customer = cx.refer(self.customer)?;
        let order = self.header(cx, &customer, None)?;
        cx.demand(Self::NEEDS, order.access())?;
        customer::rules::active(&customer)?;
        check_references(cx, None, &order, customer.terms)?;
        let lines = resolve(cx, &order, &customer, &self.lines)?;
        place(cx, order, lines, self.number.as_ref())
    }
}

/// Checks what an order refers to; of a change, only what it changes: a draft keeps the retired
/// codes it has. `lent` are the customer's own terms, which stand even when they are archived.
///
/// # Errors
/// With the field: `user.archived`, `department.archived`, `code.unknown`, `code.retired`,
/// `date.in_future`, `not_found`, `terms.archived`, `amount.too_precise`, `contact.archived`,
/// `contact.not_linked`, `order.other_customer`.
pub(crate) fn check_references(
    cx: &mut Context<'_>,
    before: Option<&Order>,
    order: &Order,
    lent: Option<TermsId>,
) -> Result<()> {
    let from = before.map_or_else(|| cx.actor().place(), Record::access);
    org::place::check(cx, from, order.access())?;
    let codes: [(CodeList, CodeOf, &str); 4] = [
        (
            CodeList::OrderType,
            |order| order.order_type.as_ref(),
            "order_type",
        ),
        (
            CodeList::PaymentMethod,
            |order| order.payment_method.as_ref(),
            "payment_method",
        ),
        (
            CodeList::DeliveryMethod,
            |order| order.delivery_method.as_ref(),
            "delivery_method",
        ),
        (CodeList::Source, |order| order.source.as_ref(), "source"),
    ];
    for (list, code, field) in codes {
        if before.map(code) != Some(code(order)) {
            codes::check(cx, list, code(order), field)?;
        }
    }
    if let Some(day) = order.signed_on
        && before.is_none_or(|before| before.signed_on != order.signed_on)
    {
        day.not_after(cx.today(), "signed_on")?;
    }
    if let Some(terms) = order.terms
        && before.is_none_or(|before| before.terms != order.terms)
    {
        terms::steps::may_use(cx, terms, lent, order.currency)?;
    }
    check_relations(cx, before, order)
}

/// Checks that contact, opportunity and contract are the customer's.
fn check_relations(cx: &mut Context<'_>, before: Option<&Order>, order: &Order) -> Result<()> {
    if let Some(contact) = order.contact
        && before.is_none_or(|before| before.contact != order.contact)
    {
        contact::store::at_customer(cx, contact, order.customer)?;
    }
    let other = |field: &str| OTHER_CUSTOMER.at(field).with("record", field);
    if let Some(id) = order.opportunity
        && before.is_none_or(|before| before.opportunity != order.opportunity)
        && cx.refer::<Opportunity>(id)?.customer != order.customer
    {
        return Err(other("opportunity"));
    }
    if let Some(id) = order.contract
        && before.is_none_or(|before| before.contract != order.contract)
        && cx.refer::<Contract>(id)?.customer != order.customer
    {
        return Err(other("contract"));
    }
    Ok(())
}

/// One code of an order.
type CodeOf = fn(&Order) -> Option<&CodeText>;

/// The lines of an order with what their products lend them.
pub(super) fn resolve(
    cx: &mut Context<'_>,
    order: &Order,
    customer: &Customer,
    lines: &[LineArgs],
) -> Result<Vec<SaleLine>> {
    let date = order.signed_on.unwrap_or(cx.today());
    let (currency, taxed) = (order.currency, order.prices_include_tax);
    catalog::lines::resolve(cx, lines, currency, taxed, customer.price_list, date)
}

/// Prices and keeps a draft that the actor may write: the step that `order.create` and
/// `quote.convert` share.
pub(crate) fn place(
    cx: &mut Context<'_>,
    mut order: Order,
    lines: Vec<SaleLine>,
    number: Option<&CodeText>,
) -> Result<Order> {
    let ids = lines
        .iter()
        .map(|_| cx.new_id())
        .collect::<Result<Vec<_>>>()?;
    rules::price(&mut order, lines, ids)?;
    if let Some(external) = &order.external_ref {
        cx.free::<Order>("external_ref", external)?;
    }
    order.number = cx.number::<Order>(number, |settings| &settings.order_number)?;
    store::insert(cx, &order)?;
    Ok(order)
}

impl Create {
    /// The order without its lines and number, with everything that is not given.
    pub(crate) fn header(
        &self,
        cx: &mut Context<'_>,
        customer: &Customer,
        quote: Option<QuoteId>,
    ) -> Result<Order> {
        let access = org::place::of_new(cx, self.owner, self.department)?;
        let settings = cx.settings().clone();
        Ok(Order {
            id: cx.new_id()?,
            version: 1,
            number: CodeText::trusted(String::new()),
            status: Status::Draft,
            order_type: self.order_type.clone(),
            customer: self.customer,
            contact: self.contact,
            owner: access.owner,
            department: access.department,
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
            payment_method: self.payment_method.clone(),
            delivery_method: self.delivery_method.clone(),
            signed_on: self.signed_on,
            terms: self.terms.or(customer.terms),
            terms_edition: None,
            clauses: self.clauses.clone(),
            source: self.source.clone(),
            opportunity: self.opportunity,
            project: self.project.clone(),
            quote,
            contract: self.contract,
            revision: 0,
            amendments: 0,
            submitted_by: None,
            approved_by: None,
            approved_on: None,
            reason: None,
            credit_override: None,
            external_ref: self.external_ref.clone(),
            extra: self.extra.clone(),
            created_at: cx.now(),
            lines: Vec::new(),
        })
    }
}
