//! Reading plans and what is due.

use crate::base::error::{Refusal, Result};
use crate::base::id::{CustomerId, DepartmentId, Id, OrderId, PlanId, UserId};
use crate::base::page::Page;
use crate::base::{Amount, Currency, Date};
use crate::collection::change::PlanChange;
use crate::collection::detail::Allocation;
use crate::collection::model::{Plan, PlanKind};
use crate::collection::shown::{CollectionPlan, PlanStatus};
use crate::collection::store::{self, OPEN, WAITING};
use crate::credit_note::{self, CreditNote};
use crate::customer::Customer;
use crate::engine::{Context, Kind, Operation};
use crate::org::permission::Permission;
use crate::receipt::Receipt;
use crate::storage::Value;
use crate::storage::select::{Select, Sort};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How lists of plans are ordered: by due date.
const BY_DUE: Sort<Plan> = Sort {
    columns: &["due_on", "id"],
    descending: false,
    key: |plan| vec![plan.due_on.kept().into(), Value::Int(plan.id.raw())],
};

/// Lists collection plans by due date. Cancelled plans are left out unless asked for by `status`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Of one customer.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// Of one salesperson.
    #[serde(default)]
    pub owner: Option<UserId>,
    /// Of one department, not of those below it.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// Of one order.
    #[serde(default)]
    pub order: Option<OrderId>,
    /// For one thing: the sale, fees of letters, or interest.
    #[serde(default)]
    pub kind: Option<PlanKind>,
    /// Standing so today.
    #[serde(default)]
    pub status: Option<PlanStatus>,
    /// Due on this day or later.
    #[serde(default)]
    pub due_from: Option<Date>,
    /// Due on this day or earlier.
    #[serde(default)]
    pub due_to: Option<Date>,
    /// Only what is open. `false` when not given.
    #[serde(default)]
    pub open: bool,
    /// Only what is open and was due before today. `false` when not given.
    #[serde(default)]
    pub overdue: bool,
    /// Items of the page, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Operation for List {
    const NAME: &'static str = "collection.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Page<CollectionPlan>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<CollectionPlan>> {
        let mut select = Select::new();
        let open = self.open || self.overdue;
        match self.status {
            Some(status) => standing(&mut select, status, cx.today()),
            None if open => {}
            None => select.and("cancelled = 0", []),
        }
        if open {
            // The same words as the partial indexes, so that what is open is found by them.
            select.and(OPEN, []);
        }
        select.few("\"order\"", self.order.map(Id::raw));
        select.reach(&cx.reach(Self::NEEDS));
        select.equal("customer", self.customer.map(Id::raw));
        select.equal("owner", self.owner.map(Id::raw));
        select.equal("department", self.department.map(Id::raw));
        if let Some(kind) = self.kind {
            select.and("kind = ?", [kind.as_str().into()]);
        }
        select.window("due_on", self.due_from, self.due_to, "due_to")?;
        if self.overdue {
            select.and("due_on < ?", [cx.today().into()]);
        }
        let page = cx.page(select, &BY_DUE, self.limit, self.after.as_deref())?;
        shown(page, cx.today())
    }
}

/// The plans that stand so on a day, in the words of [`Plan::status`].
fn standing(select: &mut Select, status: PlanStatus, today: Date) {
    let day = || Value::from(today);
    match status {
        PlanStatus::Dormant => select.and(&format!("{OPEN} AND {WAITING} AND retention = 0"), []),
        PlanStatus::Held => select.and(&format!("{OPEN} AND {WAITING} AND retention = 1"), []),
        PlanStatus::Planned => select.and(
            &format!("{OPEN} AND collected = 0 AND due_on >= ? AND remind_on > ?"),
            [day(), day()],
        ),
        PlanStatus::DueSoon => select.and(
            &format!("{OPEN} AND collected = 0 AND due_on >= ? AND remind_on <= ?"),
            [day(), day()],
        ),
        PlanStatus::Overdue => select.and(&format!("{OPEN} AND due_on < ?"), [day()]),
        PlanStatus::PartlyCollected => select.and(
            &format!("{OPEN} AND collected <> 0 AND due_on >= ? AND due_on < '9999-12-31'"),
            [day()],
        ),
        PlanStatus::Settled => select.and(
            "collected + discounted + written_off + credited = amount AND cancelled = 0",
            [],
        ),
        PlanStatus::Cancelled => select.and("cancelled = 1", []),
    }
}

fn shown(page: Page<Plan>, today: Date) -> Result<Page<CollectionPlan>> {
    let items = page
        .items
        .iter()
        .map(|plan| plan.on(today))
        .collect::<Result<Vec<_>>>()?;
    Ok(Page {
        items,
        next: page.next,
    })
}

/// Reads a collection plan with its collection details.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// The plan.
    pub plan: PlanId,
}

/// A plan and what has paid it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanSheet {
    /// The plan as it stands today.
    pub plan: CollectionPlan,
    /// Its collection details, oldest first.
    pub details: Vec<Allocation>,
    /// What happened to it since it was made, oldest first.
    pub changes: Vec<PlanChange>,
}

impl Operation for Get {
    const NAME: &'static str = "collection.get";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = PlanSheet;

    fn run(&self, cx: &mut Context<'_>) -> Result<PlanSheet> {
        let plan: Plan = cx.load(self.plan)?;
        PlanSheet::of(cx, plan.id)
    }
}

impl PlanSheet {
    /// A plan as it stands, with everything that settled and changed it. It is there.
    pub(crate) fn of(cx: &mut Context<'_>, id: PlanId) -> Result<Self> {
        let plan: Plan = cx.refer(id)?;
        Ok(Self {
            plan: plan.on(cx.today())?,
            details: store::details_of(cx, id)?,
            changes: store::changes_of(cx, id)?,
        })
    }
}

/// Answers what a customer owes and has to its credit, per currency: of the plans and receipts that
/// the acting user may see.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BalanceOf {
    /// The customer.
    pub customer: CustomerId,
}

/// A customer's balance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CustomerBalance {
    /// The customer.
    pub customer: CustomerId,
    /// One entry for each currency with open plans or credit, by its code.
    pub balances: Vec<Balance>,
}

/// What is open in one currency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Balance {
    /// The currency.
    pub currency: Currency,
    /// What is still to come in.
    pub open: Amount,
    /// What of it was due before today.
    pub overdue: Amount,
    /// What of it is fees of letters and interest.
    pub claims: Amount,
    /// What settles nothing yet: money that came in, and credit notes. Never netted against what is
    /// open.
    pub credit: Amount,
}

/// The sums of a currency while they are added up.
#[derive(Default)]
struct Sums {
    open: Amount,
    overdue: Amount,
    claims: Amount,
    credit: Amount,
}

impl Operation for BalanceOf {
    const NAME: &'static str = "collection.balance";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = CustomerBalance;

    fn run(&self, cx: &mut Context<'_>) -> Result<CustomerBalance> {
        cx.there::<Customer>(self.customer)?;
        let today = cx.today();
        let mut found: BTreeMap<Currency, Sums> = BTreeMap::new();
        let mut plans = Select::new();
        plans.and(OPEN, []);
        plans.reach(&cx.reach(Self::NEEDS));
        plans.equal("customer", Some(self.customer.raw()));
        for plan in plans.all::<Plan>(cx.db())? {
            let open = plan.open()?;
            let entry = found.entry(plan.currency).or_default();
            entry.open = entry.open.plus(open)?;
            if plan.due_on.before(today) {
                entry.overdue = entry.overdue.plus(open)?;
            }
            if plan.kind != PlanKind::Sale {
                entry.claims = entry.claims.plus(open)?;
            }
        }
        let mut receipts = Select::new();
        receipts.and(crate::receipt::store::CREDIT, []);
        receipts.reach(&cx.reach(Self::NEEDS));
        receipts.equal("customer", Some(self.customer.raw()));
        for receipt in receipts.all::<Receipt>(cx.db())? {
            let entry = found.entry(receipt.currency).or_default();
            entry.credit = entry.credit.plus(receipt.unallocated)?;
        }
        let mut notes = Select::new();
        notes.and(credit_note::store::CREDIT, []);
        notes.reach(&cx.reach(Self::NEEDS));
        notes.equal("customer", Some(self.customer.raw()));
        for note in notes.all::<CreditNote>(cx.db())? {
            let entry = found.entry(note.currency).or_default();
            entry.credit = entry.credit.plus(note.unallocated)?;
        }
        let balances = found
            .into_iter()
            .map(|(currency, sums)| {
                Ok(Balance {
                    currency,
                    open: sums.open.of(currency)?,
                    overdue: sums.overdue.of(currency)?,
                    claims: sums.claims.of(currency)?,
                    credit: sums.credit.of(currency)?,
                })
            })
            .collect::<Result<Vec<_>>>()?;
        Ok(CustomerBalance {
            customer: self.customer,
            balances,
        })
    }
}

/// Lists the reminders of plans that are open and whose reminder has started, by due date.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DueReminders {
    /// Reminders that have started by this day, of what is open now; today when not given.
    #[serde(default)]
    pub on: Option<Date>,
    /// Of one salesperson.
    #[serde(default)]
    pub owner: Option<UserId>,
    /// Items of the page, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

/// A reminder of a plan. The host delivers it; the key is the same each time it is asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reminder {
    /// Stable for a plan and its due date, so that a host reminds once.
    pub key: String,
    /// The plan as it stands on that day.
    pub plan: CollectionPlan,
}

impl Operation for DueReminders {
    const NAME: &'static str = "reminder.due";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Page<Reminder>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<Reminder>> {
        let on = self.on.unwrap_or(cx.today());
        let mut select = Select::new();
        select.and(OPEN, []);
        select.reach(&cx.reach(Self::NEEDS));
        select.equal("owner", self.owner.map(Id::raw));
        select.and("remind_on <= ?", [on.into()]);
        let page = cx.page(select, &BY_DUE, self.limit, self.after.as_deref())?;
        let items = page
            .items
            .iter()
            .map(|plan| {
                let key = format!("plan:{}:{}", plan.id, plan.due_on.kept());
                Ok(Reminder {
                    key,
                    plan: plan.on(on)?,
                })
            })
            .collect::<Result<Vec<_>>>()?;
        Ok(Page {
            items,
            next: page.next,
        })
    }
}
