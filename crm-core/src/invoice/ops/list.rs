//! Reading tax invoices.

use crate::base::error::{Refusal, Result};
use crate::base::id::{CustomerId, DepartmentId, Id, InvoiceId, OrderId, PlanId, UserId};
use crate::base::page::Page;
use crate::base::transition::TransitionList;
use crate::base::{CodeText, Date};
use crate::engine::{Ahead, Context, Kind as OperationKind, Operation};
use crate::invoice::model::{Invoice, Status};
use crate::invoice::rules::{Action, TRANSITIONS};
use crate::invoice::store;
use crate::org::permission::Permission;
use crate::storage::Value;
use crate::storage::select::{Select, Sort};
use serde::{Deserialize, Serialize};

/// Reads a tax invoice with its lines.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// The invoice.
    pub invoice: InvoiceId,
}

impl Operation for Get {
    const NAME: &'static str = "invoice.get";
    const KIND: OperationKind = OperationKind::Read;
    const NEEDS: Permission = Permission::InvoiceRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Invoice;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead(ahead, self.invoice);
        ahead.all();
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Invoice> {
        let invoice = cx.load(self.invoice)?;
        store::with_lines(cx, invoice)
    }
}

/// Lists tax invoices without their lines, newest first, red letters among them; by the day they
/// were issued, latest first, when a window of such days is given.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Only the one whose application has this number.
    #[serde(default)]
    pub number: Option<CodeText>,
    /// Only the one with this key of the host's own.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// Only those with this 发票号码, whatever their 发票代码.
    #[serde(default)]
    pub official_number: Option<CodeText>,
    /// Of one customer.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// Of one order.
    #[serde(default)]
    pub order: Option<OrderId>,
    /// For one collection plan.
    #[serde(default)]
    pub plan: Option<PlanId>,
    /// Only the red letters that take this invoice back.
    #[serde(default)]
    pub reverses: Option<InvoiceId>,
    /// Of one salesperson.
    #[serde(default)]
    pub owner: Option<UserId>,
    /// Of one department, not of those below it.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// In one state.
    #[serde(default)]
    pub status: Option<Status>,
    /// Issued on this day or later.
    #[serde(default)]
    pub issued_from: Option<Date>,
    /// Issued on this day or earlier.
    #[serde(default)]
    pub issued_to: Option<Date>,
    /// Items of the page, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

const NEWEST: Sort<Invoice> = Sort {
    columns: &["id"],
    descending: true,
    key: |invoice| vec![Value::Int(invoice.id.raw())],
};

const BY_ISSUED: Sort<Invoice> = Sort {
    columns: &["issued_on", "id"],
    descending: true,
    key: |invoice| vec![invoice.issued_on.into(), Value::Int(invoice.id.raw())],
};

impl Operation for List {
    const NAME: &'static str = "invoice.list";
    const KIND: OperationKind = OperationKind::Read;
    const NEEDS: Permission = Permission::InvoiceRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Page<Invoice>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<Invoice>> {
        let mut select = Select::new();
        select.few("number", self.number.as_deref());
        select.few("external_ref", self.external_ref.as_deref());
        select.few("official_number", self.official_number.as_deref());
        select.few("reverses", self.reverses.map(Id::raw));
        select.few("plan", self.plan.map(Id::raw));
        select.few("\"order\"", self.order.map(Id::raw));
        select.reach(&cx.reach(Self::NEEDS));
        select.equal("customer", self.customer.map(Id::raw));
        select.equal("owner", self.owner.map(Id::raw));
        select.window("issued_on", self.issued_from, self.issued_to, "issued_to")?;
        // A window of days is walked in the order of days.
        let windowed = self.issued_from.is_some() || self.issued_to.is_some();
        if windowed {
            select.served();
        }
        select.equal("department", self.department.map(Id::raw));
        select.equal("status", self.status.map(Status::as_str));
        let sort = if windowed { &BY_ISSUED } else { &NEWEST };
        cx.page(select, sort, self.limit, self.after.as_deref())
    }
}

/// Lists which actions are possible in which state of a tax invoice.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Transitions {}

impl Operation for Transitions {
    const NAME: &'static str = "invoice.transitions";
    const KIND: OperationKind = OperationKind::Read;
    const NEEDS: Permission = Permission::Anyone;
    const REFUSES: &'static [Refusal] = &[];
    type Output = TransitionList<Status, Action>;

    fn run(&self, _: &mut Context<'_>) -> Result<Self::Output> {
        Ok(TRANSITIONS.list())
    }
}
