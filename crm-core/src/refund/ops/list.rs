//! Reading refunds.

use crate::base::error::{Refusal, Result};
use crate::base::id::{CreditNoteId, CustomerId, DepartmentId, Id, ReceiptId, RefundId, UserId};
use crate::base::page::Page;
use crate::base::{CodeText, Date};
use crate::engine::{Context, Kind, Operation};
use crate::org::permission::Permission;
use crate::refund::model::{Refund, RefundStatus};
use crate::storage::Value;
use crate::storage::select::{Select, Sort};
use serde::{Deserialize, Serialize};

/// Reads a refund.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// The refund.
    pub refund: RefundId,
}

impl Operation for Get {
    const NAME: &'static str = "refund.get";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Refund;

    fn run(&self, cx: &mut Context<'_>) -> Result<Refund> {
        cx.load(self.refund)
    }
}

/// Lists refunds, latest first.
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
    /// From one receipt.
    #[serde(default)]
    pub receipt: Option<ReceiptId>,
    /// From one credit refund.
    #[serde(default)]
    pub credit_note: Option<CreditNoteId>,
    /// Of one customer.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// Of one salesperson.
    #[serde(default)]
    pub owner: Option<UserId>,
    /// Of one department, not of those below it.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// In one state.
    #[serde(default)]
    pub status: Option<RefundStatus>,
    /// Refunded on this day or later.
    #[serde(default)]
    pub refunded_from: Option<Date>,
    /// Refunded on this day or earlier.
    #[serde(default)]
    pub refunded_to: Option<Date>,
    /// Items of the page, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

const LATEST: Sort<Refund> = Sort {
    columns: &["refunded_on", "id"],
    descending: true,
    key: |refund| vec![refund.refunded_on.into(), Value::Int(refund.id.raw())],
};

impl Operation for List {
    const NAME: &'static str = "refund.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Page<Refund>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<Refund>> {
        let mut select = Select::new();
        select.few("number", self.number.as_deref());
        select.few("external_ref", self.external_ref.as_deref());
        select.few("receipt", self.receipt.map(Id::raw));
        select.few("credit_note", self.credit_note.map(Id::raw));
        select.reach(&cx.reach(Self::NEEDS));
        select.equal("customer", self.customer.map(Id::raw));
        select.equal("owner", self.owner.map(Id::raw));
        select.equal("department", self.department.map(Id::raw));
        select.equal("status", self.status.map(RefundStatus::as_str));
        select.window(
            "refunded_on",
            self.refunded_from,
            self.refunded_to,
            "refunded_to",
        )?;
        cx.page(select, &LATEST, self.limit, self.after.as_deref())
    }
}
