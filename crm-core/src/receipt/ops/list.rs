//! Reading receipts.

use crate::base::error::{Refusal, Result};
use crate::base::id::{CustomerId, DepartmentId, Id, OrderId, ReceiptId, UserId};
use crate::base::page::Page;
use crate::base::{CodeText, Date};
use crate::engine::{Context, Kind, Operation};
use crate::org::permission::Permission;
use crate::receipt::model::{Receipt, ReceiptStatus};
use crate::receipt::store;
use crate::storage::Value;
use crate::storage::select::{Select, Sort};
use serde::{Deserialize, Serialize};

/// Reads a receipt with its collection details.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// The receipt.
    pub receipt: ReceiptId,
}

impl Operation for Get {
    const NAME: &'static str = "receipt.get";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Receipt;

    fn run(&self, cx: &mut Context<'_>) -> Result<Receipt> {
        let receipt = cx.load(self.receipt)?;
        store::with_allocations(cx, receipt)
    }
}

/// Lists receipts without their details, newest money first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Only the one with this number.
    #[serde(default)]
    pub number: Option<CodeText>,
    /// Only the one with this key of the host's own.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// Of one customer.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// Meant for one order.
    #[serde(default)]
    pub order: Option<OrderId>,
    /// Of one salesperson.
    #[serde(default)]
    pub owner: Option<UserId>,
    /// Of one department, not of those below it.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// In one state.
    #[serde(default)]
    pub status: Option<ReceiptStatus>,
    /// Only confirmed ones of which a part pays no plan yet. `false` when not given.
    #[serde(default)]
    pub with_credit: bool,
    /// Received on this day or later.
    #[serde(default)]
    pub received_from: Option<Date>,
    /// Received on this day or earlier.
    #[serde(default)]
    pub received_to: Option<Date>,
    /// Items of the page, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

const LATEST: Sort<Receipt> = Sort {
    columns: &["received_on", "id"],
    descending: true,
    key: |receipt| vec![receipt.received_on.into(), Value::Int(receipt.id.raw())],
};

impl Operation for List {
    const NAME: &'static str = "receipt.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Page<Receipt>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<Receipt>> {
        let mut select = Select::new();
        select.few("number", self.number.as_deref());
        select.few("external_ref", self.external_ref.as_deref());
        select.few("\"order\"", self.order.map(Id::raw));
        select.reach(&cx.reach(Self::NEEDS));
        select.equal("customer", self.customer.map(Id::raw));
        select.equal("owner", self.owner.map(Id::raw));
        select.equal("department", self.department.map(Id::raw));
        match self.status {
            // The words of the partial indexes: most receipts are confirmed.
            Some(ReceiptStatus::Draft) => select.and("status = 'draft'", []),
            Some(ReceiptStatus::Submitted) => select.and("status = 'submitted'", []),
            other => select.equal("status", other.map(ReceiptStatus::as_str)),
        }
        if self.with_credit {
            select.and(store::CREDIT, []);
        }
        select.window(
            "received_on",
            self.received_from,
            self.received_to,
            "received_to",
        )?;
        cx.page(select, &LATEST, self.limit, self.after.as_deref())
    }
}
