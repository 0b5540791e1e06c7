//! Applying for a tax invoice.

use crate::base::error::{Refusal, Result};
use crate::base::id::{Id, InvoiceId, OrderId, PlanId};
use crate::base::{Amount, CodeText, Currency, Extra, Line, Name};
use crate::collection::{self, PlanStatus};
use crate::credit_note;
use crate::customer::Customer;
use crate::engine::{Ahead, Context, Kind as OperationKind, Operation};
use crate::invoice::model::{Invoice, Kind, Medium, RateArgs, Status};
use crate::invoice::rules::{
    self, BEYOND_ORDER, BEYOND_PLAN, BEYOND_RATE, NOTHING_LEFT, PLAN_UNKNOWN, RATE_TWICE,
    RATE_UNKNOWN, Wanted,
};
use crate::invoice::store;
use crate::order::rules::NOT_APPROVED;
use crate::order::{self, Order};
use crate::org::codes;
use crate::org::model::CodeList;
use crate::org::permission::Permission;
use crate::org::rules::{CODE_RETIRED, CODE_UNKNOWN};
use serde::{Deserialize, Serialize};

/// Applies for a tax invoice of an approved or completed order: for all of it that is not invoiced
/// yet, or of a collection plan of it, or for less. What its credit notes take off is not invoiced
/// (M38). Its tax is a part of the order's, so that the invoices of all of an order come to exactly
/// its net amount and tax (M5, M14). Who may write invoices and see the order may apply.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Apply {
    /// The number of the application, unique; drawn from the series when not given.
    #[serde(default)]
    pub number: Option<CodeText>,
    /// The order.
    pub order: OrderId,
    /// The version the order was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// The collection plan of the order that the invoice is for.
    #[serde(default)]
    pub plan: Option<PlanId>,
    /// How much, tax included, above zero, in the order's currency; spread over the order's tax
    /// rates by what each has left. All that is left when neither this nor `lines` is given.
    #[serde(default)]
    pub gross: Option<Amount>,
    /// How much at each tax rate, 1 to 1,000; not together with `gross`.
    #[serde(default)]
    pub lines: Option<Vec<RateArgs>>,
    /// A code of the list `invoice_type`.
    #[serde(default)]
    pub invoice_type: Option<CodeText>,
    /// What it is to be written on; `electronic` when not given.
    #[serde(default)]
    pub medium: Medium,
    /// 购方名称, at most 200 characters; the customer's name when not given.
    #[serde(default)]
    pub title: Option<Name>,
    /// The buyer's 纳税人识别号, at most 100 characters; when neither this nor `title` is given,
    /// the customer's 统一社会信用代码.
    #[serde(default)]
    pub tax_number: Option<CodeText>,
    /// 开户行: the buyer's bank, at most 200 characters.
    #[serde(default)]
    pub bank: Option<Name>,
    /// The buyer's account there, at most 100 characters.
    #[serde(default)]
    pub bank_account: Option<CodeText>,
    /// The buyer's registered address, at most 1,000 characters.
    #[serde(default)]
    pub address: Option<Line>,
    /// The buyer's telephone number, at most 100 characters.
    #[serde(default)]
    pub phone: Option<CodeText>,
    /// The host's own key, unique among tax invoices.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// The host's own data, at most 16 KiB.
    #[serde(default)]
    pub extra: Option<Extra>,
}

arguments!(Apply { order: OrderId } else
    number, version, plan, gross, lines, invoice_type, medium, title, tax_number, bank, bank_account,
    address, phone, external_ref, extra
);

impl Operation for Apply {
    const NAME: &'static str = "invoice.apply";
    const KIND: OperationKind = OperationKind::Write;
    const NEEDS: Permission = Permission::InvoiceWrite;
    const REFUSES: &'static [Refusal] = &[
        NOT_APPROVED,
        CODE_UNKNOWN,
        CODE_RETIRED,
        PLAN_UNKNOWN,
        RATE_UNKNOWN,
        RATE_TWICE,
        NOTHING_LEFT,
        BEYOND_RATE,
        BEYOND_ORDER,
        BEYOND_PLAN,
    ];
    type Output = Invoice;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_of_order(ahead, self.order);
        if self.title.is_none() {
            let customer = "SELECT customer FROM crm_order WHERE id = ?1";
            ahead.refer_by::<Customer>(customer, vec![self.order.raw().into()]);
        }
        if self.plan.is_some() {
            collection::steps::ahead_for_update(ahead, self.order);
        }
        ahead.free::<Invoice>("external_ref", self.external_ref.as_ref());
        ahead.free::<Invoice>("number", self.number.as_ref());
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Invoice> {
        let order = order::store::load_for_update(cx, self.order, self.version)?;
        rules::invoiceable(&order)?;
        let invoice_type = self.invoice_type.as_ref();
        codes::check(cx, CodeList::InvoiceType, invoice_type, "invoice_type")?;
        let plan_left = plan_left(cx, &order, self.plan, None)?;
        let whole = store::whole_order(cx, &order, None)?;
        let wanted = Wanted {
            gross: self.gross,
            lines: self.lines.as_deref(),
            plan_left,
        };
        let shares = rules::shares(&whole, wanted, BEYOND_ORDER)?;
        let mut invoice = self.draft(cx, &order)?;
        rules::fill(&mut invoice, &shares)?;
        if let Some(external) = &self.external_ref {
            cx.free::<Invoice>("external_ref", external)?;
        }
        let given = self.number.as_ref();
        invoice.number = cx.number::<Invoice>(given, |settings| &settings.invoice_number)?;
        store::insert(cx, &invoice, "applied")?;
        Ok(invoice)
    }
}

impl Apply {
    fn draft(&self, cx: &mut Context<'_>, order: &Order) -> Result<Invoice> {
        let (title, tax_number) = self.buyer(cx, order)?;
        let zero = zero(order.currency)?;
        Ok(Invoice {
            id: cx.new_id()?,
            version: 1,
            number: CodeText::trusted(String::new()),
            kind: Kind::Blue,
            status: Status::Applied,
            reverses: None,
            customer: order.customer,
            order: order.id,
            plan: self.plan,
            owner: order.owner,
            department: order.department,
            currency: order.currency,
            invoice_type: self.invoice_type.clone(),
            medium: self.medium,
            title,
            tax_number,
            bank: self.bank.clone(),
            bank_account: self.bank_account.clone(),
            address: self.address.clone(),
            phone: self.phone.clone(),
            net: zero,
            tax: zero,
            gross: zero,
            red_lettered: zero,
            applied_on: cx.today(),
            applied_by: cx.actor().user,
            issued_on: None,
            issued_by: None,
            official_number: None,
            official_code: None,
            voided_on: None,
            reason: None,
            external_ref: self.external_ref.clone(),
            extra: self.extra.clone(),
            created_at: cx.now(),
            lines: Vec::new(),
        })
    }

    /// Whom it is made out to. What the customer lends is no secret to who sees its order.
    fn buyer(&self, cx: &mut Context<'_>, order: &Order) -> Result<(Name, Option<CodeText>)> {
        let given = self.tax_number.clone();
        if let Some(title) = &self.title {
            return Ok((title.clone(), given));
        }
        let customer: Option<Customer> = cx.find(order.customer)?;
        let customer = customer.map(|customer| (customer.name, customer.credit_code));
        let (name, code) = customer.unwrap_or((Name::trusted(String::new()), None));
        Ok((name, given.or(code)))
    }
}

pub(super) fn zero(currency: Currency) -> Result<Amount> {
    Amount::ZERO.of(currency)
}

/// What a collection plan of the order has left, but for an invoice's own part: what credit notes
/// of the order settle of it is not invoiced. Nothing of a plan that became less than what is
/// invoiced of it.
///
/// # Errors
/// `invoice.plan_unknown` at `plan`.
pub(super) fn plan_left(
    cx: &mut Context<'_>,
    order: &Order,
    plan: Option<PlanId>,
    but: Option<InvoiceId>,
) -> Result<Option<Amount>> {
    let Some(id) = plan else {
        return Ok(None);
    };
    let plans = collection::steps::plans(cx, order)?;
    let standing = plans
        .iter()
        .find(|plan| plan.id == id && plan.status != PlanStatus::Cancelled);
    let plan = standing.ok_or_else(|| PLAN_UNKNOWN.at("plan").with("plan", id))?;
    let taken = store::taken_of_plan(cx, (id, order.currency), but)?;
    let credited = credit_note::store::settled(cx, order.id)?;
    let credited = credited.iter().filter(|(plan, _)| *plan == id);
    let credited = Amount::sum(credited.map(|(_, amount)| *amount))?;
    let left = plan.amount.minus(taken)?.minus(credited)?;
    Ok(Some(left.max(zero(order.currency)?)))
}
