//! What hosts can do with receipts.

use crate::base::error::{Refusal, Result};
use crate::base::id::{CustomerId, DepartmentId, ReceiptId, UserId};
use crate::base::messages::{FIELD_CHOICE, NUMBER_NOT_POSITIVE};
use crate::base::{Amount, CodeText, Currency, Date, Extra, Line, Name, Note};
use crate::collection::model::Plan;
use crate::customer::Customer;
use crate::engine::{Ahead, Context, Kind, Operation};
use crate::org;
use crate::org::access::Access;
use crate::org::codes;
use crate::org::model::CodeList;
use crate::org::permission::Permission;
use crate::org::rules::{CODE_RETIRED, CODE_UNKNOWN, DEPARTMENT_ARCHIVED, USER_ARCHIVED};
use crate::org::setting::Allocation as Strategy;
use crate::receipt::allocation;
use crate::receipt::model::{AllocationArgs, Receipt, ReceiptStatus};
use crate::receipt::rules::{
    self as rules, DAY_BEFORE, DAY_BEFORE_ALLOCATION, NOT_CONFIRMED, NOT_RECORDED,
    OWN_CONFIRMATION, REVERSED,
};
use crate::receipt::{settle, store};
use crate::storage::Record as _;
use serde::{Deserialize, Serialize};

const ALLOCATION: [Refusal; 6] = allocation::ALL;

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
    /// The salesperson it belongs to; the customer's, else the acting user, when not given.
    #[serde(default)]
    pub owner: Option<UserId>,
    /// The department it belongs to; the given salesperson's, else the customer's, else the acting user's, when
    /// not given.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// The currency of the money; the customer's, else the setting's, when not given.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// How much came in, above zero.
    pub amount: Amount,
    /// The day it came in; today when not given.
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
    number, owner, department, currency, received_on, method, payer, note, allocations, confirm,
    external_ref, extra
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
        OWN_CONFIRMATION,
        ALLOCATION[0],
        ALLOCATION[1],
        ALLOCATION[2],
        ALLOCATION[3],
        ALLOCATION[4],
        ALLOCATION[5],
    ];
    type Output = Receipt;

    fn ahead(&self, ahead: &mut Ahead) {
        ahead.refer::<Customer>(self.customer);
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
        let mut receipt = self.receipt(cx, &customer, access)?;
        if let Some(wanted) = &self.allocations {
            allocation::check_form(&receipt, wanted)?;
        }
        if self.confirm {
            receipt = confirmed(cx, &receipt)?;
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
        cx.insert(
            &receipt,
            if self.confirm {
                "confirmed"
            } else {
                "recorded"
            },
        )?;
        cx.insert_rows(&receipt.allocations)?;
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
        access: Access,
    ) -> Result<Receipt> {
        let today = cx.today();
        let currency = self
            .currency
            .or(customer.currency)
            .unwrap_or(cx.settings().currency);
        let amount = self
            .amount
            .of(currency)
            .map_err(|error| error.at("amount"))?;
        if !amount.is_positive() {
            return Err(NUMBER_NOT_POSITIVE.at("amount").with("text", amount));
        }
        Ok(Receipt {
            id: cx.new_id()?,
            version: 1,
            number: CodeText::trusted(String::new()),
            status: ReceiptStatus::Recorded,
            customer: self.customer,
            owner: access.owner,
            department: access.department,
            currency,
            amount,
            unallocated: Amount::ZERO.of(currency)?,
            received_on: self.received_on.unwrap_or(today),
            method: self.method.clone(),
            payer: self.payer.clone(),
            note: self.note.clone(),
            intended: self.allocations.clone(),
            recorded_by: cx.actor().user,
            confirmed_by: None,
            confirmed_on: None,
            reversed_on: None,
            reason: None,
            external_ref: self.external_ref.clone(),
            extra: self.extra.clone(),
            created_at: cx.now(),
            allocations: Vec::new(),
        })
    }
}

fn confirmed(cx: &Context<'_>, receipt: &Receipt) -> Result<Receipt> {
    rules::confirm(
        receipt,
        cx.actor(),
        cx.today(),
        cx.settings().confirm_by_other,
    )
}

/// Pays plans from a confirmed receipt as it was meant when it was recorded.
fn settle(cx: &mut Context<'_>, receipt: &mut Receipt) -> Result<()> {
    let strategy = strategy(cx, receipt.customer)?;
    let (wanted, on) = (receipt.intended.clone(), receipt.received_on);
    settle::allocate(cx, receipt, wanted.as_deref(), strategy, on)
}

/// Saves a receipt and its new collection details.
fn save(cx: &mut Context<'_>, before: &Receipt, after: &mut Receipt, verb: &str) -> Result<()> {
    cx.update(before, after, verb)?;
    let new = after
        .allocations
        .get(before.allocations.len()..)
        .unwrap_or_default();
    cx.insert_rows(new)
}

/// How a customer's receipts are allocated when nothing is said.
fn strategy(cx: &mut Context<'_>, customer: CustomerId) -> Result<Strategy> {
    let customer: Option<Customer> = cx.find(customer)?;
    let own = customer.and_then(|customer| customer.allocation);
    Ok(own.unwrap_or(cx.settings().allocation))
}

fn load(cx: &mut Context<'_>, id: ReceiptId, version: Option<i64>) -> Result<Receipt> {
    let receipt = cx.load_for_update::<Receipt>(id, version)?;
    store::with_allocations(cx, receipt)
}

/// Confirms a recorded receipt: its allocations, or the customer's strategy, pay plans in the same
/// transaction; the surplus is the customer's credit (M17, M18). When the plans it was meant for
/// have changed since, say anew what it pays.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Confirm {
    /// The receipt.
    pub receipt: ReceiptId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// What it pays, at most 1,000 plans, instead of what was said when it was recorded; an empty
    /// list keeps all of it as credit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allocations: Option<Vec<AllocationArgs>>,
}

arguments!(Confirm { receipt: ReceiptId } else version, allocations);

impl Operation for Confirm {
    const NAME: &'static str = "receipt.confirm";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::ReceiptConfirm;
    const REFUSES: &'static [Refusal] = &[
        NOT_RECORDED,
        OWN_CONFIRMATION,
        ALLOCATION[0],
        ALLOCATION[1],
        ALLOCATION[2],
        ALLOCATION[3],
        ALLOCATION[4],
        ALLOCATION[5],
    ];
    type Output = Receipt;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_for_update(ahead, self.receipt);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Receipt> {
        let before = load(cx, self.receipt, self.version)?;
        let mut after = confirmed(cx, &before)?;
        if let Some(wanted) = &self.allocations {
            after.intended = Some(wanted.clone());
        }
        settle(cx, &mut after)?;
        save(cx, &before, &mut after, "confirmed")?;
        Ok(after)
    }
}

/// Pays plans from the credit a confirmed receipt has left: the given ones, or the customer's open
/// plans, oldest due first.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Allocate {
    /// The receipt.
    pub receipt: ReceiptId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// What to pay, 1 to 1,000 plans; the oldest due first when not given.
    #[serde(default)]
    pub allocations: Option<Vec<AllocationArgs>>,
    /// The day it takes effect; today when not given.
    #[serde(default)]
    pub effective_on: Option<Date>,
}

arguments!(Allocate { receipt: ReceiptId } else version, allocations, effective_on);

/// An empty list pays nothing.
const SOME_ALLOCATIONS: Refusal = FIELD_CHOICE.saying(
    "give 1 to 1,000 allocations, or leave them out",
    "请给出 1 至 1,000 项 allocations,或不给出",
);

impl Operation for Allocate {
    const NAME: &'static str = "receipt.allocate";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::ReceiptWrite;
    const REFUSES: &'static [Refusal] = &[
        NOT_CONFIRMED,
        DAY_BEFORE,
        ALLOCATION[0],
        ALLOCATION[1],
        ALLOCATION[2],
        ALLOCATION[3],
        ALLOCATION[4],
        ALLOCATION[5],
    ];
    type Output = Receipt;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_for_update(ahead, self.receipt);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Receipt> {
        let before = load(cx, self.receipt, self.version)?;
        if self.allocations.as_ref().is_some_and(Vec::is_empty) {
            return Err(SOME_ALLOCATIONS.at("allocations"));
        }
        rules::can_pay(&before)?;
        let on = self.effective_on.unwrap_or(cx.today());
        if on < before.received_on {
            let error = DAY_BEFORE.at("effective_on").with("day", on);
            return Err(error.with("received_on", before.received_on));
        }
        let mut after = before.clone();
        let wanted = self.allocations.as_deref();
        settle::allocate(cx, &mut after, wanted, Strategy::OldestDue, on)?;
        save(cx, &before, &mut after, "allocated")?;
        Ok(after)
    }
}

/// Reverses a receipt that bounced or was a mistake: everything it paid is open again, and the
/// history stays (M27).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reverse {
    /// The receipt.
    pub receipt: ReceiptId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// The day it takes effect, not before anything it paid; today when not given.
    #[serde(default)]
    pub reversed_on: Option<Date>,
    /// Why, at most 1,000 characters.
    pub reason: Line,
}

arguments!(Reverse { receipt: ReceiptId, reason: Line } else version, reversed_on);

impl Operation for Reverse {
    const NAME: &'static str = "receipt.reverse";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::ReceiptReverse;
    const REFUSES: &'static [Refusal] = &[REVERSED, DAY_BEFORE, DAY_BEFORE_ALLOCATION];
    type Output = Receipt;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_for_update(ahead, self.receipt);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Receipt> {
        let before = load(cx, self.receipt, self.version)?;
        let on = self.reversed_on.unwrap_or(cx.today());
        let mut after = rules::reverse(&before, on, self.reason.clone())?;
        settle::take_back(cx, &mut after, on)?;
        after.unallocated = Amount::ZERO.of(after.currency)?;
        save(cx, &before, &mut after, "reversed")?;
        Ok(after)
    }
}
