//! What may happen to a contact. Pure.

use super::model::{Contact, ContactLink};
use crate::base::error::{Error, Refusal, Result};
use crate::base::id::{ContactId, CustomerId};
use crate::base::limits::{CONTACT_LINKS_MAX, PHONES_MAX};
use crate::base::messages::LIST_TOO_LONG;

/// A contact that does not work at the customer.
pub const NOT_LINKED: Refusal = Refusal::rule(
    "contact.not_linked",
    "contact {contact} is not linked to customer {customer}",
    "联系人 {contact} 未关联客户 {customer}",
);

/// An archived contact stands on nothing new.
pub const ARCHIVED: Refusal = Refusal::rule(
    "contact.archived",
    "the contact {contact} is archived",
    "联系人 {contact} 已归档",
);

/// The refusal of a contact that is not linked to the customer, at `contact`.
#[must_use]
pub fn not_linked(contact: ContactId, customer: CustomerId) -> Error {
    NOT_LINKED
        .at("contact")
        .with("contact", contact)
        .with("customer", customer)
}

/// Checks what stands in a contact by itself.
///
/// # Errors
/// `list.too_long` at `phones`.
pub fn check(contact: &Contact) -> Result<()> {
    within("phones", contact.phones.len(), PHONES_MAX)
}

/// Sets a contact's link to a customer: a new one, or in place of the one it has.
///
/// # Errors
/// `list.too_long` at `customer`.
pub fn link(contact: &mut Contact, link: ContactLink) -> Result<()> {
    contact
        .links
        .retain(|other| other.customer != link.customer);
    contact.links.push(link);
    contact.links.sort_by_key(|link| link.customer);
    within("customer", contact.links.len(), CONTACT_LINKS_MAX)
}

/// Takes a contact's link to a customer away.
///
/// # Errors
/// `contact.not_linked`.
pub fn unlink(contact: &mut Contact, customer: CustomerId) -> Result<()> {
    let links = contact.links.len();
    contact.links.retain(|link| link.customer != customer);
    if contact.links.len() < links {
        return Ok(());
    }
    Err(not_linked(contact.id, customer))
}

fn within(field: &str, count: usize, max: usize) -> Result<()> {
    if count <= max {
        return Ok(());
    }
    Err(LIST_TOO_LONG
        .at(field)
        .with("count", count)
        .with("max", max))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::id::Id;
    use crate::base::{CodeText, Instant, Lifecycle, Name};

    fn contact() -> Contact {
        Contact {
            id: ContactId::from_raw(1),
            version: 1,
            status: Lifecycle::Active,
            name: Name::new("王芳").unwrap(),
            title: None,
            mobile: None,
            phones: Vec::new(),
            email: None,
            note: None,
            owner: None,
            department: None,
            external_ref: None,
            extra: None,
            created_at: Instant::EPOCH,
            links: Vec::new(),
        }
    }

    fn to(customer: i64, role: &str) -> ContactLink {
        ContactLink {
            contact: ContactId::from_raw(1),
            customer: CustomerId::from_raw(customer),
            role: Some(CodeText::new(role).unwrap()),
            primary: false,
        }
    }

    #[test]
    fn a_link_is_set_once_per_customer_and_taken_away() {
        let mut contact = contact();
        for entry in [to(9, "采购"), to(3, "财务"), to(9, "决策人")] {
            link(&mut contact, entry).unwrap();
        }
        assert_eq!(contact.links, [to(3, "财务"), to(9, "决策人")]);
        unlink(&mut contact, CustomerId::from_raw(3)).unwrap();
        let error = unlink(&mut contact, CustomerId::from_raw(3)).unwrap_err();
        assert_eq!(
            (error.kind(), error.field()),
            ("contact.not_linked", Some("contact"))
        );
        assert_eq!(contact.links, [to(9, "决策人")]);
    }

    #[test]
    fn lists_are_bounded() {
        let mut contact = contact();
        let bound = i64::try_from(CONTACT_LINKS_MAX).unwrap();
        for customer in 1..=bound {
            link(&mut contact, to(customer, "采购")).unwrap();
        }
        link(&mut contact, to(1, "财务")).unwrap();
        let error = link(&mut contact, to(bound + 1, "采购")).unwrap_err();
        assert_eq!(error.kind(), "list.too_long");
        contact.phones = vec![CodeText::new("010-8888 6666").unwrap(); PHONES_MAX];
        check(&contact).unwrap();
        contact.phones.push(CodeText::new("1").unwrap());
        assert_eq!(check(&contact).unwrap_err().field(), Some("phones"));
    }
}
