//! Contacts and their links as rows.

use super::model::{Contact, ContactLink};
use super::rules;
use crate::base::Lifecycle;
use crate::base::error::Result;
use crate::base::id::{ContactId, CustomerId, Id};
use crate::engine::Context;
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::search::Searched;
use crate::storage::select::Select;
use crate::storage::{Value, statement, stored};

stored!(Contact, "crm_contact", record: "contact", ContactId, Permission::ContactRead,
    |contact| Access { owner: contact.owner, department: contact.department }, children: [links]);
stored!(ContactLink, "crm_contact_link");

impl Searched for Contact {
    fn texts(&self) -> Vec<&str> {
        let mut texts = vec![self.name.as_str()];
        let phones = self.mobile.iter().chain(&self.phones);
        texts.extend(phones.map(|phone| phone.as_str()));
        texts.extend(self.email.as_deref());
        texts
    }
}

/// Reads the links of contacts into them, in one query.
pub(crate) fn with_links(cx: &mut Context<'_>, contacts: &mut [Contact]) -> Result<()> {
    if contacts.is_empty() {
        return Ok(());
    }
    let mut select = Select::new();
    select.any_of("contact", contacts.iter().map(|c| c.id.raw()).collect());
    let links: Vec<ContactLink> = select.rows(cx.db(), "contact, customer", 0)?;
    for contact in contacts {
        let own = links.iter().filter(|link| link.contact == contact.id);
        contact.links = own.cloned().collect();
    }
    Ok(())
}

/// One contact with its links.
pub(crate) fn linked(cx: &mut Context<'_>, contact: Contact) -> Result<Contact> {
    let mut contacts = [contact];
    with_links(cx, &mut contacts)?;
    let [contact] = contacts;
    Ok(contact)
}

/// Keeps a link, in place of the one the contact has with that customer.
pub(crate) fn put_link(cx: &mut Context<'_>, link: &ContactLink) -> Result<()> {
    cx.execute(
        "INSERT INTO crm_contact_link (contact, customer, role, \"primary\") \
         VALUES (?1, ?2, ?3, ?4) \
         ON CONFLICT (contact, customer) DO UPDATE \
         SET role = excluded.role, \"primary\" = excluded.\"primary\"",
        &[
            Value::Int(link.contact.raw()),
            Value::Int(link.customer.raw()),
            link.role.as_deref().into(),
            Value::Int(link.primary.into()),
        ],
    )?;
    Ok(())
}

/// Removes a link.
pub(crate) fn remove_link(
    cx: &mut Context<'_>,
    contact: ContactId,
    customer: CustomerId,
) -> Result<()> {
    cx.execute(
        "DELETE FROM crm_contact_link WHERE contact = ?1 AND customer = ?2",
        &[Value::Int(contact.raw()), Value::Int(customer.raw())],
    )?;
    Ok(())
}

/// The main contact of a customer.
pub(crate) fn primary(cx: &mut Context<'_>, customer: CustomerId) -> Result<Option<ContactId>> {
    let sql = "SELECT contact FROM crm_contact_link WHERE customer = ?1 AND \"primary\" = 1";
    let found = statement::number(cx.db(), sql, &[Value::Int(customer.raw())])?;
    Ok(found.map(ContactId::from_raw))
}

/// Checks that something new for a customer may name a contact.
///
/// # Errors
/// At `contact`: `not_found`, `contact.archived`, `contact.not_linked`.
pub(crate) fn at_customer(
    cx: &mut Context<'_>,
    contact: ContactId,
    customer: CustomerId,
) -> Result<()> {
    if cx.refer::<Contact>(contact)?.status == Lifecycle::Archived {
        return Err(rules::ARCHIVED.at("contact").with("contact", contact));
    }
    if is_linked(cx, contact, customer)? {
        return Ok(());
    }
    Err(rules::not_linked(contact, customer))
}

/// Whether a contact is linked to a customer.
fn is_linked(cx: &mut Context<'_>, contact: ContactId, customer: CustomerId) -> Result<bool> {
    let sql = "SELECT 1 FROM crm_contact_link WHERE contact = ?1 AND customer = ?2";
    let values = [Value::Int(contact.raw()), Value::Int(customer.raw())];
    Ok(statement::number(cx.db(), sql, &values)?.is_some())
}

#[cfg(test)]
#[cfg(feature = "sqlite")]
#[path = "store_tests.rs"]
mod tests;
