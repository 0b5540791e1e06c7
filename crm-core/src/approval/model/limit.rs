//! Limits of roles.

use crate::base::id::{LimitId, RoleId};
use crate::base::{Amount, CodeText, Currency, Instant, Name};
use serde::{Deserialize, Serialize};

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// What a role may do up to an amount.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum LimitedAction {
            $($(#[$doc])* #[serde(rename = $word)] $name,)*
        }

        impl LimitedAction {
            /// The word documents carry.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }
    };
}

actions! {
    /// To confirm a receipt.
    ReceiptConfirm = "receipt_confirm",
    /// To write off what is open.
    WriteOff = "write_off",
    /// To pay money back.
    Refund = "refund",
    /// To open a gate without the money it waits for.
    Waive = "waive",
    /// To move due dates.
    Reschedule = "reschedule",
    /// To give a credit note.
    CreditNote = "credit_note",
    /// To sell beyond a customer's credit limit.
    CreditOverride = "credit_override",
    /// To give more discount than is usual.
    DiscountOverride = "discount_override",
}

/// How far a role reaches with an action, in one currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Limit {
    /// Its id.
    pub id: LimitId,
    /// Raised by every change.
    pub version: i64,
    /// The role.
    pub role: RoleId,
    /// What is limited.
    pub action: LimitedAction,
    /// The currency of the amounts it is about.
    pub currency: Currency,
    /// The largest amount the role reaches to, itself included; null when it is not limited.
    pub up_to: Option<Amount>,
    /// When it was first set.
    pub created_at: Instant,
}

/// An amount that somebody wants to decide on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limited {
    /// What is wanted.
    pub action: LimitedAction,
    /// The currency of the amount.
    pub currency: Currency,
    /// How much; its size counts, whatever its sign.
    pub amount: Amount,
}

/// Somebody who may act where another one may not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Approver {
    /// The host's key of the user.
    pub key: CodeText,
    /// The person's name.
    pub name: Name,
}
