//! What the organisation is made of: users, departments, roles, and the codes of its lists.

use super::permission::{Permission, Scope};
use crate::base::id::{CodeId, DepartmentId, RoleId, UserId};
use crate::base::{CodeText, Extra, Instant, Name};
use serde::{Deserialize, Serialize};

/// Somebody a session can be opened as. Users are archived, never deleted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct User {
    /// Its id.
    pub id: UserId,
    /// Raised by every change.
    pub version: i64,
    /// The host's own key, unique: what sessions are opened with.
    pub key: CodeText,
    /// The person's name.
    pub name: Name,
    /// The department the user sits in.
    pub department: Option<DepartmentId>,
    /// The roles held; archived ones grant nothing.
    pub roles: Vec<RoleId>,
    /// Whether the user may act; `false` once archived.
    pub active: bool,
    /// The host's own data.
    pub extra: Option<Extra>,
    /// When it was created.
    pub created_at: Instant,
}

/// One department of the tree. Departments are archived, never deleted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Department {
    /// Its id.
    pub id: DepartmentId,
    /// Raised by every change.
    pub version: i64,
    /// Its name.
    pub name: Name,
    /// The department above it; none at the top.
    pub parent: Option<DepartmentId>,
    /// Whether it is in use; `false` once archived.
    pub active: bool,
    /// The host's own key, unique among departments.
    pub external_ref: Option<CodeText>,
    /// The host's own data.
    pub extra: Option<Extra>,
    /// When it was created.
    pub created_at: Instant,
}

/// A set of permissions that users can hold. Roles are archived, never deleted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Role {
    /// Its id.
    pub id: RoleId,
    /// Raised by every change.
    pub version: i64,
    /// Its name, unique among roles.
    pub name: Name,
    /// What it grants, each permission at most once.
    pub grants: Vec<Grant>,
    /// Whether it grants anything; `false` once archived.
    pub active: bool,
    /// The host's own key, unique among roles.
    pub external_ref: Option<CodeText>,
    /// The host's own data.
    pub extra: Option<Extra>,
    /// When it was created.
    pub created_at: Instant,
}

/// One permission and how far it reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Grant {
    /// The permission.
    pub permission: Permission,
    /// How far it reaches. What belongs to the whole workspace (users, roles, settings, code
    /// lists) is read with any reach and changed only with `all`.
    pub scope: Scope,
}

/// One code of a host-defined list. Codes are retired, never deleted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CodeEntry {
    /// Its id.
    pub id: CodeId,
    /// Raised by every change.
    pub version: i64,
    /// The list it belongs to.
    pub list: CodeList,
    /// The code that records carry, unique in its list; it never changes.
    pub code: CodeText,
    /// What people read.
    pub label: Name,
    /// What people read in Chinese.
    pub label_zh: Option<Name>,
    /// Its place in the list; equal places are ordered by code.
    pub position: u32,
    /// Whether new records may carry it; `false` once retired.
    pub active: bool,
    /// When it was created.
    pub created_at: Instant,
}

macro_rules! code_lists {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// The lists whose codes a host may define. A list without any code accepts every code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum CodeList {
            $($(#[$doc])* #[serde(rename = $word)] $name,)*
        }

        impl CodeList {
            /// The word documents carry.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }
    };
}

code_lists! {
    /// Types of orders.
    OrderType = "order_type",
    /// How customers pay.
    PaymentMethod = "payment_method",
    /// How goods are delivered.
    DeliveryMethod = "delivery_method",
    /// Where customers and deals come from.
    Source = "source",
    /// Categories of customers.
    CustomerCategory = "customer_category",
    /// Levels of customers.
    CustomerLevel = "customer_level",
    /// Industries of customers.
    Industry = "industry",
    /// Categories of products.
    ProductCategory = "product_category",
    /// Categories of contracts.
    ContractCategory = "contract_category",
    /// Why opportunities were lost.
    LostReason = "lost_reason",
    /// Why differences are not asked for any more.
    WriteOffReason = "write_off_reason",
    /// What a contact is at a customer.
    ContactRole = "contact_role",
    /// Types of tax invoices.
    InvoiceType = "invoice_type",
}
