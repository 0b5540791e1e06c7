//! Typed ids: whole numbers below 2^53, one id space per workspace.

use super::error::{Result, carried};
use super::limits::ID_MAX;
use super::messages::ID_OUT_OF_RANGE;
use serde::de;

/// Checks the bound of an id.
pub(crate) fn check(value: i64) -> Result<i64> {
    if (1..=ID_MAX).contains(&value) {
        return Ok(value);
    }
    Err(ID_OUT_OF_RANGE.error().with("max", ID_MAX))
}

/// The same for serde.
pub(crate) fn check_serde<E: de::Error>(value: i64) -> Result<i64, E> {
    check(value).map_err(|error| E::custom(carried::wrap(&error)))
}

/// What every typed id can do.
pub trait Id: Copy + Eq + std::fmt::Debug + std::fmt::Display {
    /// The number, without a check: ids come from the id source or from a checked document.
    fn from_raw(value: i64) -> Self;
    /// The number.
    fn raw(self) -> i64;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident, $record:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(i64);

        impl Id for $name {
            fn from_raw(value: i64) -> Self {
                Self(value)
            }
            fn raw(self) -> i64 {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}", self.0)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!($record, " {}"), self.0)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.0)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = <i64 as serde::Deserialize>::deserialize(deserializer)?;
                check_serde(value).map(Self)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "integer", "format": "id", "title": $record,
                    "minimum": 1, "maximum": 9_007_199_254_740_991_i64,
                })
            }
        }
    )*};
}

ids! {
    /// A user.
    UserId, "user";
    /// A department.
    DepartmentId, "department";
    /// A role.
    RoleId, "role";
    /// A code of a list.
    CodeId, "code";
    /// A customer.
    CustomerId, "customer";
    /// A contact.
    ContactId, "contact";
    /// A product.
    ProductId, "product";
    /// A price list.
    PriceListId, "price_list";
    /// A pipeline.
    PipelineId, "pipeline";
    /// A stage of a pipeline.
    StageId, "stage";
    /// An opportunity.
    OpportunityId, "opportunity";
    /// A quote.
    QuoteId, "quote";
    /// A line of a quote.
    QuoteLineId, "quote_line";
    /// A contract.
    ContractId, "contract";
    /// The limit of a role.
    LimitId, "limit";
    /// A request for approval.
    ApprovalId, "approval";
    /// A business calendar.
    CalendarId, "calendar";
    /// An exchange rate.
    RateId, "rate";
    /// A term template.
    TermsId, "terms";
    /// An order.
    OrderId, "order";
    /// A line of an order.
    OrderLineId, "order_line";
    /// A collection plan.
    PlanId, "plan";
    /// A change of a collection plan.
    PlanChangeId, "plan_change";
    /// Something that happened to an order.
    OrderEventId, "order_event";
    /// An amendment of an order.
    AmendmentId, "amendment";
    /// A delivery.
    DeliveryId, "delivery";
    /// A receipt.
    ReceiptId, "receipt";
    /// A credit note.
    CreditNoteId, "credit_note";
    /// A refund.
    RefundId, "refund";
    /// The value of an order or a receipt in the workspace's currency.
    BaseValueId, "base_value";
    /// A move of the value of an order.
    ExchangeEntryId, "exchange_entry";
    /// A procedure by which customers are dunned.
    ProcedureId, "procedure";
    /// A letter to a customer who pays late.
    LetterId, "letter";
    /// A dispute about a collection plan, or a promise to pay it.
    SuspensionId, "suspension";
    /// A collection detail.
    AllocationId, "allocation";
    /// A tax invoice.
    InvoiceId, "invoice";
    /// Any child row that hosts do not address.
    RowId, "row";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_stay_exact_in_every_host_language() {
        assert_eq!(
            serde_json::from_str::<OrderId>("7").unwrap(),
            OrderId::from_raw(7)
        );
        for text in ["0", "-1", "9007199254740992", "1.0", "\"7\"", "null"] {
            assert!(serde_json::from_str::<OrderId>(text).is_err(), "{text}");
        }
    }
}
