//! Writing down money that came in, and changing what was written.

use crate::approval::rules::limit::LIMIT_EXCEEDED;
use crate::base::date::IN_FUTURE;
use crate::base::error::{Error, Refusal, Result};
use crate::base::id::{CustomerId, DepartmentId, OrderId, ReceiptId, UserId};
use crate::base::messages::NUMBER_NOT_POSITIVE;
use crate::base::{Amount, CodeText, Currency, Date, Extra, Name, Note};
use crate::collection::Plan;
use crate::collection::settle::write;
use crate::currency::rules::RATE_MISSING;
use crate::customer::Customer;
use crate::engine::{Ahead, Context, Kind, Operation};
use crate::order::Order;
use crate::org;
use crate::org::access::Access;
use crate::org::codes;
use crate::org::model::CodeList;
use crate::org::permission::Permission;
use crate::org::rules::{CODE_RETIRED, CODE_UNKNOWN, DEPARTMENT_ARCHIVED, USER_ARCHIVED};
use crate::receipt::allocation;
use crate::receipt::model::{AllocationArgs, Receipt, ReceiptStatus};
use crate::receipt::reach::confirmed;
use crate::receipt::rules::{self as rules, NOT_CONFIRMABLE, OTHER_CUSTOMER, OWN_CONFIRMATION};
use crate::receipt::{settle, store};
use crate::storage::Record as _;
use serde::{Deserialize, Serialize};

pub(super) const ALLOCATION: [Refusal; 7] = allocation::ALL;

/// Writes down money that came in from a customer. It counts once it is confirmed; `confirm` does
/// both in one call.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Its number, unique; drawn from the series when not given.
    #[serde(default)]
    pub number: Option<CodeText>,
    /// Who paid.
    pub customer: CustomerId,
    /// The order the payer means, of the same customer: its plans are paid before others.
    #[serde(default)]
    pub order: Option<OrderId>,
    /// The salesperson it belongs to; the customer's, else the acting user, when not given.
    #[serde(default)]
    pub owner: Option<UserId>,
    /// The department it belongs to; the given salesperson's, else the customer's, else the acting
    /// user's, when not given.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// The currency of the money; that of `order`, else the customer's, else the setting's, when
    /// not given.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// How much came in, above zero.
    pub amount: Amount,
    /// The day it came in; today when not given. A later one is for money that is to come, such as
    /// a dated cheque: it is not confirmed before that day.
    #[serde(default)]
    pub received_on: Option<Date>,
    /// A code of the list `payment_method`.
    #[serde(default)]
    pub method: Option<CodeText>,
    /// Who is named as the payer, when not the customer.
    #[serde(default)]
    pub payer: Option<Name>,
    /// Anything worth saying, at most 16,000 characters.
    #[serde(default)]
    pub note: Option<Note>,
    /// What it pays, at most 1,000 plans; the customer's strategy decides when not given, and an
    /// empty list keeps all of it as credit.
    #[serde(default)]
    pub allocations: Option<Vec<AllocationArgs>>,
    /// Whether to submit it in the same call. `false` when not given.
    #[serde(default)]
    pub submit: bool,
    /// Whether to confirm it in the same call; needs `receipt.confirm`. `false` when not given.
    #[serde(default)]
    pub confirm: bool,
    /// The host's own key, unique among receipts.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// The host's own data, at most 16 KiB.
    #[serde(default)]
    pub extra: Option<Extra>,
}

arguments!(Record { customer: CustomerId, amount: Amount } else
    number, order, owner, department, currency, received_on, method, payer, note, allocations,
    submit, confirm, external_ref, extra
);

impl Operation for Record {
    const NAME: &'static str = "receipt.record";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::ReceiptWrite;
    const REFUSES: &'static [Refusal] = &[
        USER_ARCHIVED,
        DEPARTMENT_ARCHIVED,
        CODE_UNKNOWN,
        CODE_RETIRED,
        OTHER_CUSTOMER,
        NOT_CONFIRMABLE,
        OWN_CONFIRMATION,
        IN_FUTURE,
        LIMIT_EXCEEDED,
        ALLOCATION[0],
        ALLOCATION[1],
        ALLOCATION[2],
        ALLOCATION[3],
        ALLOCATION[4],
        ALLOCATION[5],
        ALLOCATION[6],
    ];
    type Output = Receipt;

    fn ahead(&self, ahead: &mut Ahead) {
        ahead.refer::<Customer>(self.customer);
        if let Some(order) = self.order {
            ahead.refer::<Order>(order);
        }
        org::place::ahead(ahead, self.owner, self.department);
        for wanted in self.allocations.iter().flatten() {
            ahead.change::<Plan>(wanted.plan);
        }
        if let (None, true, Some(currency)) = (&self.allocations, self.confirm, self.currency) {
            crate::collection::store::ahead_of_open(ahead, self.customer, currency);
        }
        ahead.free::<Receipt>("external_ref", self.external_ref.as_ref());
        ahead.free::<Receipt>("number", self.number.as_ref());
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Receipt> {
        let customer: Customer = cx.refer(self.customer)?;
        let access = self.place(cx, &customer)?;
        cx.demand(Self::NEEDS, access)?;
        if self.confirm {
            cx.demand(Permission::ReceiptConfirm, access)?;
        }
        org::place::check(cx, customer.access(), access)?;
        codes::check(cx, CodeList::PaymentMethod, self.method.as_ref(), "method")?;
        if !self.amount.is_positive() {
            let error = NUMBER_NOT_POSITIVE.at("amount");
            return Err(error.with("text", self.amount));
        }
        let order = meant(cx, self.order, self.customer)?;
        let mut receipt = self.receipt(cx, &customer, order.as_ref(), access)?;
        if let Some(wanted) = &self.allocations {
            allocation::check_form(receipt.currency, wanted)?;
        }
        if self.submit {
            receipt = rules::submit(&receipt, cx.actor())?;
        }
        if self.confirm {
            receipt = confirmed(cx, &receipt).map_err(here)?;
        } else if let Some(wanted) = &self.allocations {
            settle::check_intended(cx, &receipt, wanted)?;
        }
        if let Some(external) = &self.external_ref {
            cx.free::<Receipt>("external_ref", external)?;
        }
        if self.confirm {
            settle(cx, &mut receipt)?;
        }
        receipt.number = store::number(cx, self.number.as_ref())?;
        let verb = match receipt.status {
            ReceiptStatus::Draft => "recorded",
            other => other.as_str(),
        };
        cx.insert(&receipt, verb)?;
        write(cx, &receipt.allocations).map_err(here)?;
        Ok(receipt)
    }
}

impl Record {
    /// The customer's place where the host names no other.
    fn place(&self, cx: &mut Context<'_>, customer: &Customer) -> Result<Access> {
        let department = match self.owner {
            None => self.department.or(customer.department),
            Some(_) => self.department,
        };
        org::place::of_new(cx, self.owner.or(customer.owner), department)
    }

    fn receipt(
        &self,
        cx: &mut Context<'_>,
        customer: &Customer,
        order: Option<&Order>,
        access: Access,
    ) -> Result<Receipt> {
        let today = cx.today();
        let currency = currency(cx, self.currency, order, customer);
        let amount = self.amount.of(currency);
        let amount = amount.map_err(|error| error.at("amount"))?;
        Ok(Receipt {
            id: cx.new_id()?,
            version: 1,
            number: CodeText::trusted(String::new()),
            status: ReceiptStatus::Draft,
            customer: self.customer,
            order: self.order,
            owner: access.owner,
            department: access.department,
            currency,
            amount,
            unallocated: Amount::ZERO.of(currency)?,
            refunded: Amount::ZERO.of(currency)?,
            received_on: self.received_on.unwrap_or(today),
            method: self.method.clone(),
            payer: self.payer.clone(),
            note: self.note.clone(),
            intended: self.allocations.clone(),
            recorded_by: cx.actor().user,
            submitted_by: None,
            confirmed_by: None,
            confirmed_on: None,
            confirmed_at: None,
            reversed_on: None,
            reversed_at: None,
            reason: None,
            external_ref: self.external_ref.clone(),
            extra: self.extra.clone(),
            created_at: cx.now(),
            allocations: Vec::new(),
        })
    }
}

/// A refusal of a receipt that is only being written down, at the argument it is about.
fn here(error: Error) -> Error {
    match error.kind() {
        kind if kind == IN_FUTURE.kind => error.at("received_on"),
        kind if kind == RATE_MISSING.kind => error.at("currency"),
        _ => error,
    }
}

/// The currency of money that names none: the order's that it is for, else the payer's.
pub(super) fn currency(
    cx: &Context<'_>,
    given: Option<Currency>,
    order: Option<&Order>,
    customer: &Customer,
) -> Currency {
    let meant = order.map(|order| order.currency);
    let currency = given.or(meant).or(customer.currency);
    currency.unwrap_or(cx.settings().currency)
}

/// The order that money is for; it refuses another customer's.
pub(super) fn meant(
    cx: &mut Context<'_>,
    order: Option<OrderId>,
    customer: CustomerId,
) -> Result<Option<Order>> {
    let Some(order) = order else {
        return Ok(None);
    };
    let order: Order = cx.refer(order)?;
    if order.customer == customer {
        return Ok(Some(order));
    }
    Err(OTHER_CUSTOMER.at("order"))
}

/// Pays plans from a confirmed receipt as it was meant before.
pub(super) fn settle(cx: &mut Context<'_>, receipt: &mut Receipt) -> Result<()> {
    let strategy = settle::strategy(cx, receipt.customer)?;
    let (wanted, on) = (receipt.intended.clone(), receipt.received_on);
    settle::allocate(cx, receipt, wanted.as_deref(), strategy, on)
}

/// Saves a receipt and its new collection details.
pub(super) fn save(
    cx: &mut Context<'_>,
    before: &Receipt,
    after: &mut Receipt,
    verb: &str,
) -> Result<()> {
    cx.update(before, after, verb)?;
    let new = after
        .allocations
        .get(before.allocations.len()..)
        .unwrap_or_default();
    write(cx, new)
}

pub(super) fn load(cx: &mut Context<'_>, id: ReceiptId, version: Option<i64>) -> Result<Receipt> {
    let receipt = cx.load_for_update::<Receipt>(id, version)?;
    store::with_allocations(cx, receipt)
}
