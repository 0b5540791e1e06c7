//! Taking a contact in.

use super::super::model::{Contact, ContactLink};
use super::super::rules;
use super::link;
use crate::base::error::{Refusal, Result};
use crate::base::id::{CustomerId, DepartmentId, UserId};
use crate::base::messages::FIELD_MISSING;
use crate::base::{CodeText, Extra, Lifecycle, Line, Name, Note};
use crate::engine::{Context, Kind, Operation};
use crate::org;
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::org::rules::{CODE_RETIRED, CODE_UNKNOWN, DEPARTMENT_ARCHIVED, USER_ARCHIVED};
use crate::storage::search;
use serde::{Deserialize, Serialize};

/// Creates a contact, linked to a customer when one is given.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// The person's name, at most 200 characters.
    pub name: Name,
    /// The job title, at most 200 characters.
    #[serde(default)]
    pub title: Option<Name>,
    /// The mobile telephone number, at most 100 characters.
    #[serde(default)]
    pub mobile: Option<CodeText>,
    /// Other telephone numbers, at most 10.
    #[serde(default)]
    pub phones: Vec<CodeText>,
    /// The mail address, at most 1,000 characters.
    #[serde(default)]
    pub email: Option<Line>,
    /// Remarks, at most 16,000 characters.
    #[serde(default)]
    pub note: Option<Note>,
    /// A customer to link the contact to.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// What the person is there: a code of the list `contact_role`; only together with `customer`.
    #[serde(default)]
    pub role: Option<CodeText>,
    /// Whether it becomes that customer's main contact; only together with `customer`.
    #[serde(default)]
    pub primary: bool,
    /// Who looks after the contact; the acting user when not given.
    #[serde(default)]
    pub owner: Option<UserId>,
    /// The department it belongs to; the owner's when not given.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// The host's own key, unique among contacts.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// The host's own data, at most 16 KiB.
    #[serde(default)]
    pub extra: Option<Extra>,
}

arguments!(Create { name: Name } else
    title, mobile, phones, email, note, customer, role, primary, owner, department,
    external_ref, extra
);

impl Operation for Create {
    const NAME: &'static str = "contact.create";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::ContactWrite;
    const REFUSES: &'static [Refusal] = &[
        USER_ARCHIVED,
        DEPARTMENT_ARCHIVED,
        CODE_UNKNOWN,
        CODE_RETIRED,
    ];
    type Output = Contact;

    fn run(&self, cx: &mut Context<'_>) -> Result<Contact> {
        if self.customer.is_none() && (self.role.is_some() || self.primary) {
            return Err(FIELD_MISSING.at("customer").with("name", "customer"));
        }
        let access = org::place::of_new(cx, self.owner, self.department)?;
        cx.demand(Permission::ContactWrite, access)?;
        let mut contact = self.record(cx, access)?;
        rules::check(&contact)?;
        org::place::check(cx, cx.actor().place(), access)?;
        if let Some(customer) = self.customer {
            let link = ContactLink {
                contact: contact.id,
                customer,
                role: self.role.clone(),
                primary: self.primary,
            };
            link::prepare(cx, &mut contact, link)?;
        }
        if let Some(external) = &self.external_ref {
            cx.free::<Contact>("external_ref", external)?;
        }
        cx.insert(&contact, "created")?;
        cx.insert_rows(&contact.links)?;
        search::index(cx.db(), None, &contact)?;
        Ok(contact)
    }
}

impl Create {
    fn record(&self, cx: &mut Context<'_>, access: Access) -> Result<Contact> {
        Ok(Contact {
            id: cx.new_id()?,
            version: 1,
            status: Lifecycle::Active,
            name: self.name.clone(),
            title: self.title.clone(),
            mobile: self.mobile.clone(),
            phones: self.phones.clone(),
            email: self.email.clone(),
            note: self.note.clone(),
            owner: access.owner,
            department: access.department,
            external_ref: self.external_ref.clone(),
            extra: self.extra.clone(),
            created_at: cx.now(),
            links: Vec::new(),
        })
    }
}
