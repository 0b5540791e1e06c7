//! Reading letters.

use crate::base::error::{Refusal, Result};
use crate::base::id::{CustomerId, DepartmentId, Id, LetterId, UserId};
use crate::base::page::Page;
use crate::base::{CodeText, Date};
use crate::dunning::model::{Letter, LetterStatus};
use crate::dunning::store;
use crate::engine::{Context, Kind, Operation};
use crate::org::permission::Permission;
use crate::storage::Value;
use crate::storage::select::{Select, Sort};
use serde::{Deserialize, Serialize};

/// Reads a letter with its lines.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// The letter.
    pub letter: LetterId,
}

impl Operation for Get {
    const NAME: &'static str = "dunning.get";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Letter;

    fn run(&self, cx: &mut Context<'_>) -> Result<Letter> {
        let letter = cx.load(self.letter)?;
        store::with_lines(cx, letter)
    }
}

/// Lists letters without their lines, latest first.
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
    /// To one customer.
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
    pub status: Option<LetterStatus>,
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

const LATEST: Sort<Letter> = Sort {
    columns: &["issued_on", "id"],
    descending: true,
    key: |letter| vec![letter.issued_on.into(), Value::Int(letter.id.raw())],
};

impl Operation for List {
    const NAME: &'static str = "dunning.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Page<Letter>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<Letter>> {
        let mut select = Select::new();
        select.few("number", self.number.as_deref());
        select.few("external_ref", self.external_ref.as_deref());
        select.reach(&cx.reach(Self::NEEDS));
        select.equal("customer", self.customer.map(Id::raw));
        select.equal("owner", self.owner.map(Id::raw));
        select.equal("department", self.department.map(Id::raw));
        select.equal("status", self.status.map(LetterStatus::as_str));
        select.window("issued_on", self.issued_from, self.issued_to, "issued_to")?;
        cx.page(select, &LATEST, self.limit, self.after.as_deref())
    }
}
