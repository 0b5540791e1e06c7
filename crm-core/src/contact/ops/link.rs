//! Linking contacts to customers.

use super::super::model::{Contact, ContactLink};
use super::super::{rules, store};
use crate::base::CodeText;
use crate::base::error::{Refusal, Result};
use crate::base::id::{ContactId, CustomerId};
use crate::customer::Customer;
use crate::engine::{Context, Kind, Operation};
use crate::org::codes;
use crate::org::model::CodeList;
use crate::org::permission::Permission;
use crate::org::rules::{CODE_RETIRED, CODE_UNKNOWN};
use serde::{Deserialize, Serialize};

/// Links a contact to a customer, or states anew what the link says: role and main contact become
/// what is given here. The customer's former main contact, if another, stops being it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The contact.
    pub contact: ContactId,
    /// The customer; a contact is linked to at most 200.
    pub customer: CustomerId,
    /// What the person is there: a code of the list `contact_role`.
    #[serde(default)]
    pub role: Option<CodeText>,
    /// Whether it is that customer's main contact.
    #[serde(default)]
    pub primary: bool,
    /// The version the change is based on; refused with `conflict` when it has moved on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
}

arguments!(Link { contact: ContactId, customer: CustomerId } else role, primary, version);

impl Operation for Link {
    const NAME: &'static str = "contact.link";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::ContactWrite;
    const REFUSES: &'static [Refusal] = &[CODE_UNKNOWN, CODE_RETIRED];
    type Output = Contact;

    fn run(&self, cx: &mut Context<'_>) -> Result<Contact> {
        let before = cx.load_for_update(self.contact, self.version)?;
        let before = store::linked(cx, before)?;
        let mut after = before.clone();
        let link = ContactLink {
            contact: self.contact,
            customer: self.customer,
            role: self.role.clone(),
            primary: self.primary,
        };
        prepare(cx, &mut after, link.clone())?;
        store::put_link(cx, &link)?;
        cx.update(&before, &mut after, "linked")?;
        Ok(after)
    }
}

/// Sets a link in a contact, whose customer must be visible, and takes the place of the customer's
/// main contact when it is to have it. The row is left to the caller.
pub(super) fn prepare(
    cx: &mut Context<'_>,
    contact: &mut Contact,
    link: ContactLink,
) -> Result<()> {
    let held = contact.links.iter().find(|l| l.customer == link.customer);
    if held.is_none_or(|held| held.role != link.role) {
        codes::check(cx, CodeList::ContactRole, link.role.as_ref(), "role")?;
    }
    let customer = cx.refer_for_update::<Customer>(link.customer)?;
    let former = if link.primary {
        store::primary(cx, customer.id)?.filter(|former| *former != contact.id)
    } else {
        None
    };
    rules::link(contact, link)?;
    if let Some(former) = former {
        demote(cx, former, customer.id)?;
    }
    Ok(())
}

/// A customer has one main contact: the former one stops being it, whoever looks after it.
fn demote(cx: &mut Context<'_>, contact: ContactId, customer: CustomerId) -> Result<()> {
    let Some(before) = cx.find_for_update::<Contact>(contact)? else {
        return Ok(());
    };
    let before = store::linked(cx, before)?;
    let mut after = before.clone();
    for link in after.links.iter_mut().filter(|l| l.customer == customer) {
        link.primary = false;
        store::put_link(cx, link)?;
    }
    cx.update(&before, &mut after, "linked")
}

/// Takes a contact's link to a customer away. What the customer's documents say stays.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Unlink {
    /// The contact.
    pub contact: ContactId,
    /// The customer.
    pub customer: CustomerId,
    /// The version the change is based on; refused with `conflict` when it has moved on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
}

arguments!(Unlink { contact: ContactId, customer: CustomerId } else version);

impl Operation for Unlink {
    const NAME: &'static str = "contact.unlink";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::ContactWrite;
    const REFUSES: &'static [Refusal] = &[rules::NOT_LINKED];
    type Output = Contact;

    fn run(&self, cx: &mut Context<'_>) -> Result<Contact> {
        let before = cx.load_for_update(self.contact, self.version)?;
        let before = store::linked(cx, before)?;
        let mut after = before.clone();
        rules::unlink(&mut after, self.customer)?;
        store::remove_link(cx, self.contact, self.customer)?;
        cx.update(&before, &mut after, "unlinked")?;
        Ok(after)
    }
}
