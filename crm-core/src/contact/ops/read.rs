//! Reading and finding contacts.

use super::super::model::Contact;
use super::super::store;
use crate::base::error::{Refusal, Result};
use crate::base::gram::SEARCH_EMPTY;
use crate::base::id::{ContactId, CustomerId, DepartmentId, Id, UserId};
use crate::base::{CodeText, Lifecycle, Line, Page};
use crate::engine::{Context, Kind, Operation};
use crate::org::permission::Permission;
use crate::storage::search;
use crate::storage::select::Select;
use serde::{Deserialize, Serialize};

/// Reads a contact with its links.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// The contact.
    pub contact: ContactId,
}

impl Operation for Get {
    const NAME: &'static str = "contact.get";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::ContactRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Contact;

    fn run(&self, cx: &mut Context<'_>) -> Result<Contact> {
        let contact = cx.load(self.contact)?;
        store::linked(cx, contact)
    }
}

/// Lists contacts with their links, the newest first. With `text` a page may be shorter than asked
/// when much of what is found lies outside what the actor may see; `next` goes on all the same.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Only the one with this key of the host's own.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// Only those found by name, telephone or mail address: words of one or more characters, all of
    /// which must occur; width, capitals, spaces and punctuation do not count.
    #[serde(default)]
    pub text: Option<Line>,
    /// Only those linked to one customer.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// Only those of one owner.
    #[serde(default)]
    pub owner: Option<UserId>,
    /// Only those of one department, not of those below it.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// Only active or only archived ones; both when not given.
    #[serde(default)]
    pub status: Option<Lifecycle>,
    /// Contacts wanted, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// Where to go on: `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Operation for List {
    const NAME: &'static str = "contact.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::ContactRead;
    const REFUSES: &'static [Refusal] = &[SEARCH_EMPTY];
    type Output = Page<Contact>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<Contact>> {
        let mut select = Select::new();
        select.few("external_ref", self.external_ref.as_deref());
        if let Some(customer) = self.customer {
            select.and(
                "id IN (SELECT contact FROM crm_contact_link WHERE customer = ?)",
                [customer.raw().into()],
            );
        }
        select.equal("owner", self.owner.map(Id::raw));
        select.equal("department", self.department.map(Id::raw));
        select.equal("status", self.status.map(Lifecycle::as_str));
        select.reach(&cx.reach(Permission::ContactRead));
        let (text, after) = (self.text.as_deref(), self.after.as_deref());
        let mut page: Page<Contact> = search::list(cx.db(), select, text, self.limit, after)?;
        store::with_links(cx, &mut page.items)?;
        Ok(page)
    }
}
