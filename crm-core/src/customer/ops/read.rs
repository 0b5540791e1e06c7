//! Reading and finding customers.

use super::super::model::Customer;
use crate::base::error::{Refusal, Result};
use crate::base::gram::SEARCH_EMPTY;
use crate::base::id::{CustomerId, DepartmentId, Id, UserId};
use crate::base::{CodeText, Lifecycle, Line, Page};
use crate::engine::{Ahead, Context, Kind, Operation};
use crate::org::permission::Permission;
use crate::storage::search;
use crate::storage::select::Select;
use serde::{Deserialize, Serialize};

/// Reads a customer.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// The customer.
    pub customer: CustomerId,
}

impl Operation for Get {
    const NAME: &'static str = "customer.get";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CustomerRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Customer;

    fn ahead(&self, ahead: &mut Ahead) {
        ahead.read::<Customer>(self.customer);
        ahead.all();
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Customer> {
        cx.load(self.customer)
    }
}

/// Lists customers, the newest first. With `text` a page may be shorter than asked when much of
/// what is found lies outside what the actor may see; `next` goes on all the same.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Only the one with this key of the host's own.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// Only those found by name, credit code or telephone: words of one or more characters, all of
    /// which must occur; width, capitals, spaces and punctuation do not count.
    #[serde(default)]
    pub text: Option<Line>,
    /// Only those of one owner.
    #[serde(default)]
    pub owner: Option<UserId>,
    /// Only those of one department, not of those below it.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// Only those of one category.
    #[serde(default)]
    pub category: Option<CodeText>,
    /// Only those of one level.
    #[serde(default)]
    pub level: Option<CodeText>,
    /// Only those of one industry: a code of the list `industry`.
    #[serde(default)]
    pub industry: Option<CodeText>,
    /// Only those from one source: a code of the list `source`.
    #[serde(default)]
    pub source: Option<CodeText>,
    /// Only those directly below one customer.
    #[serde(default)]
    pub parent: Option<CustomerId>,
    /// Only active or only archived ones; both when not given.
    #[serde(default)]
    pub status: Option<Lifecycle>,
    /// Customers wanted, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Operation for List {
    const NAME: &'static str = "customer.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CustomerRead;
    const REFUSES: &'static [Refusal] = &[SEARCH_EMPTY];
    type Output = Page<Customer>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<Customer>> {
        let mut select = Select::new();
        select.few("external_ref", self.external_ref.as_deref());
        select.equal("owner", self.owner.map(Id::raw));
        select.equal("category", self.category.as_deref());
        select.equal("department", self.department.map(Id::raw));
        select.equal("level", self.level.as_deref());
        select.equal("industry", self.industry.as_deref());
        select.equal("source", self.source.as_deref());
        select.equal("parent", self.parent.map(Id::raw));
        select.equal("status", self.status.map(Lifecycle::as_str));
        select.reach(&cx.reach(Permission::CustomerRead));
        let (text, after) = (self.text.as_deref(), self.after.as_deref());
        search::list(cx.db(), select, text, self.limit, after)
    }
}
