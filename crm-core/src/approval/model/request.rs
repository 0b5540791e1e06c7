//! Requests for approval: calls that one person files and another one makes.

use super::limit::{Approver, Limited, LimitedAction};
use crate::base::error::{Result, carried};
use crate::base::id::{ApprovalId, DepartmentId, UserId};
use crate::base::limits::APPROVAL_ARGUMENTS_BYTES_MAX;
use crate::base::messages::EXTRA_TOO_LARGE;
use crate::base::{Amount, Currency, Date, Instant, Note};
use crate::org::access::Access;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

macro_rules! operations {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// An operation that approval can be asked for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum ApprovableOperation {
            $($(#[$doc])* #[serde(rename = $word)] $name,)*
        }

        impl ApprovableOperation {
            /// Each of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The name of the operation.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }
    };
}

operations! {
    /// To confirm a receipt.
    ReceiptConfirm = "receipt.confirm",
    /// To approve an order.
    OrderApprove = "order.approve",
    /// To write off what is open.
    CollectionWriteOff = "collection.write_off",
    /// To open a gate without the money.
    CollectionWaive = "collection.waive",
    /// To move a due date.
    CollectionReschedule = "collection.reschedule",
    /// To waive what a letter claims.
    DunningWaive = "dunning.waive",
    /// To give a credit note.
    CreditNoteIssue = "credit_note.issue",
    /// To pay money back.
    RefundRecord = "refund.record",
}

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ApprovalStatus {
    /// Nobody has decided yet.
    Pending,
    /// The operation was carried out.
    Approved,
    /// Somebody said no.
    Rejected,
    /// Who filed it took it back.
    Withdrawn,
}

impl ApprovalStatus {
    /// The word documents carry.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// The arguments of a call that is filed, as a JSON object.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Arguments(Map<String, Value>);

impl Arguments {
    /// Checks the bound.
    ///
    /// # Errors
    /// `extra.too_large`.
    pub fn new(object: Map<String, Value>) -> Result<Self> {
        let bytes = serde_json::to_string(&object).map_or(usize::MAX, |text| text.len());
        if bytes > APPROVAL_ARGUMENTS_BYTES_MAX {
            return Err(EXTRA_TOO_LARGE
                .error()
                .with("bytes", bytes)
                .with("max", APPROVAL_ARGUMENTS_BYTES_MAX));
        }
        Ok(Self(object))
    }

    /// The object.
    #[must_use]
    pub fn object(&self) -> &Map<String, Value> {
        &self.0
    }
}

impl Serialize for Arguments {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Arguments {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // `Map` would take null for an object without fields.
        let object = BTreeMap::<String, Value>::deserialize(deserializer)?;
        Self::new(object.into_iter().collect())
            .map_err(|error| de::Error::custom(carried::wrap(&error)))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Arguments {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Arguments".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "object", "format": "arguments" })
    }
}

/// A request for approval: a call of an operation that one person files and another one makes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Approval {
    /// Its id.
    pub id: ApprovalId,
    /// Raised by every change.
    pub version: i64,
    /// Where it stands.
    pub status: ApprovalStatus,
    /// The operation asked for.
    pub operation: ApprovableOperation,
    /// The arguments of the call, in the one way the library writes them.
    pub arguments: Arguments,
    /// The id of the record the call is about: of the receipt that is to be confirmed, of the order
    /// that is to be approved.
    pub record_id: i64,
    /// The salesperson the record belonged to when it was filed.
    pub owner: Option<UserId>,
    /// The department the record belonged to when it was filed.
    pub department: Option<DepartmentId>,
    /// What it is limited by, when it is.
    pub action: Option<LimitedAction>,
    /// The currency of the amount.
    pub currency: Option<Currency>,
    /// The amount that limits are about.
    pub amount: Option<Amount>,
    /// Why it is asked for.
    pub note: Option<Note>,
    /// Who filed it.
    pub requested_by: Option<UserId>,
    /// Who decided, or took it back.
    pub decided_by: Option<UserId>,
    /// The day it was decided or taken back.
    pub decided_on: Option<Date>,
    /// What was said when it was decided: why it was rejected.
    pub reason: Option<Note>,
    /// When it was filed.
    pub created_at: Instant,
}

impl Approval {
    /// Where the record stood when it was filed.
    #[must_use]
    pub fn access(&self) -> Access {
        Access {
            owner: self.owner,
            department: self.department,
        }
    }
}

/// What a call is about, for who is asked to make it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The record's id.
    pub record_id: i64,
    /// Where it stands.
    pub access: Access,
    /// What the call is limited by, when it is.
    pub limited: Option<Limited>,
    /// Who may not make it, beside who asks.
    pub not: Vec<Option<UserId>>,
}

/// A request, and who may decide on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RequestedApproval {
    /// The request.
    pub approval: Approval,
    /// The active users who hold `approval.write` and the operation's own permission for the record
    /// and reach its amount, in the order of their ids, at most 20. The operation itself decides
    /// when one of them approves.
    pub may_act: Vec<Approver>,
}

/// A request that was approved, and what came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ApprovedRequest {
    /// The request.
    pub approval: Approval,
    /// What the operation answered.
    pub outcome: Value,
}
