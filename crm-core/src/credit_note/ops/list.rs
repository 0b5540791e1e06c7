//! Reading credit notes.

use crate::base::error::{Refusal, Result};
use crate::base::id::{CreditNoteId, CustomerId, DepartmentId, Id, OrderId, UserId};
use crate::base::page::Page;
use crate::base::{CodeText, Date};
use crate::credit_note::model::{CreditNote, CreditNoteStatus};
use crate::credit_note::store;
use crate::engine::{Context, Kind, Operation};
use crate::org::permission::Permission;
use crate::storage::Value;
use crate::storage::select::{Select, Sort};
use serde::{Deserialize, Serialize};

/// Reads a credit note with its collection details.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// The credit note.
    pub credit_note: CreditNoteId,
}

impl Operation for Get {
    const NAME: &'static str = "credit_note.get";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = CreditNote;

    fn run(&self, cx: &mut Context<'_>) -> Result<CreditNote> {
        let note = cx.load(self.credit_note)?;
        store::with_allocations(cx, note)
    }
}

/// Lists credit notes without their details, latest first.
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
    /// Of one order.
    #[serde(default)]
    pub order: Option<OrderId>,
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
    pub status: Option<CreditNoteStatus>,
    /// Only those of which a part settles no plan yet. `false` when not given.
    #[serde(default)]
    pub with_credit: bool,
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

const LATEST: Sort<CreditNote> = Sort {
    columns: &["issued_on", "id"],
    descending: true,
    key: |note| vec![note.issued_on.into(), Value::Int(note.id.raw())],
};

impl Operation for List {
    const NAME: &'static str = "credit_note.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Page<CreditNote>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<CreditNote>> {
        let mut select = Select::new();
        select.few("number", self.number.as_deref());
        select.few("external_ref", self.external_ref.as_deref());
        select.few("\"order\"", self.order.map(Id::raw));
        select.reach(&cx.reach(Self::NEEDS));
        select.equal("customer", self.customer.map(Id::raw));
        select.equal("owner", self.owner.map(Id::raw));
        select.equal("department", self.department.map(Id::raw));
        select.equal("status", self.status.map(CreditNoteStatus::as_str));
        if self.with_credit {
            select.and(store::CREDIT, []);
        }
        select.window("issued_on", self.issued_from, self.issued_to, "issued_to")?;
        cx.page(select, &LATEST, self.limit, self.after.as_deref())
    }
}
