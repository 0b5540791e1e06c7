//! What a contact is.

use crate::base::id::{ContactId, CustomerId, DepartmentId, UserId};
use crate::base::{CodeText, Extra, Instant, Lifecycle, Line, Name, Note};
use serde::{Deserialize, Serialize};

/// A person at one or several customers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Contact {
    /// Its id.
    pub id: ContactId,
    /// Raised by every change, of its links too.
    pub version: i64,
    /// Whether it is in use.
    pub status: Lifecycle,
    /// The person's name.
    pub name: Name,
    /// The job title.
    pub title: Option<Name>,
    /// The mobile telephone number.
    pub mobile: Option<CodeText>,
    /// Other telephone numbers.
    pub phones: Vec<CodeText>,
    /// The mail address.
    pub email: Option<Line>,
    /// Remarks.
    pub note: Option<Note>,
    /// Who looks after the contact.
    pub owner: Option<UserId>,
    /// The department it belongs to.
    pub department: Option<DepartmentId>,
    /// The host's own key, unique among contacts.
    pub external_ref: Option<CodeText>,
    /// The host's own data.
    pub extra: Option<Extra>,
    /// When it was created.
    pub created_at: Instant,
    /// The customers it is linked to, by their ids.
    pub links: Vec<ContactLink>,
}

/// A contact's place at one customer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContactLink {
    /// The contact.
    pub contact: ContactId,
    /// The customer.
    pub customer: CustomerId,
    /// What the person is there: a code of the list `contact_role`.
    pub role: Option<CodeText>,
    /// Whether it is the customer's main contact; a customer has at most one.
    pub primary: bool,
}
