//! What a customer is.

use crate::base::id::{CustomerId, DepartmentId, PriceListId, ProcedureId, TermsId, UserId};
use crate::base::{Amount, CodeText, Currency, Extra, Instant, Lifecycle, Line, Name};
use crate::org::setting::Allocation;
use serde::{Deserialize, Serialize};

/// What a customer is before the law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A company, an authority, an association.
    #[default]
    Company,
    /// A natural person.
    Person,
}

/// A customer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Customer {
    /// Its id.
    pub id: CustomerId,
    /// Raised by every change.
    pub version: i64,
    /// Whether it is in use; an archived one takes no new orders.
    pub status: Lifecycle,
    /// Company or person.
    pub kind: Kind,
    /// Its name; several customers may have the same.
    pub name: Name,
    /// A code of the list `customer_category`.
    pub category: Option<CodeText>,
    /// A code of the list `customer_level`.
    pub level: Option<CodeText>,
    /// A code of the list `industry`.
    pub industry: Option<CodeText>,
    /// A code of the list `source`.
    pub source: Option<CodeText>,
    /// The customer it belongs to, such as a group's head.
    pub parent: Option<CustomerId>,
    /// Who looks after it.
    pub owner: Option<UserId>,
    /// The department it belongs to.
    pub department: Option<DepartmentId>,
    /// Its 统一社会信用代码 (GB 32100-2015), unique among active customers; it is the tax number too.
    pub credit_code: Option<CodeText>,
    /// A telephone number.
    pub phone: Option<CodeText>,
    /// A mail address.
    pub email: Option<Line>,
    /// A web address.
    pub website: Option<Line>,
    /// Where its offices are, and where bills and goods go.
    pub addresses: Vec<Address>,
    /// The currency of its credit limit and of `secured`, and of its documents that name none.
    pub currency: Option<Currency>,
    /// How much it may owe, in `currency`.
    pub credit_limit: Option<Amount>,
    /// What of its debt is secured, such as by an insurance or a guarantee, in `currency`.
    pub secured: Option<Amount>,
    /// The term template of its orders that name none.
    pub terms: Option<TermsId>,
    /// The price list that comes before the general ones.
    pub price_list: Option<PriceListId>,
    /// Which plans its receipts pay when nothing is said; by setting when empty.
    pub allocation: Option<Allocation>,
    /// The procedure by which it is dunned; by setting when empty.
    pub dunning_procedure: Option<ProcedureId>,
    /// Whether it is not dunned at all.
    pub never_dunned: bool,
    /// The host's own key, unique among customers.
    pub external_ref: Option<CodeText>,
    /// The host's own data.
    pub extra: Option<Extra>,
    /// When it was created.
    pub created_at: Instant,
}

/// What an address is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AddressKind {
    /// Where people work.
    Office,
    /// Where bills go.
    Billing,
    /// Where goods go.
    Shipping,
}

/// A postal address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// What it is for.
    pub kind: AddressKind,
    /// The country, at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Name>,
    /// The province, at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub province: Option<Name>,
    /// The city, at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<Name>,
    /// The district, at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub district: Option<Name>,
    /// Street, house and room, at most 1,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub street: Option<Line>,
    /// The postcode, at most 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postcode: Option<CodeText>,
}

arguments!(Address { kind: AddressKind } else country, province, city, district, street, postcode);
