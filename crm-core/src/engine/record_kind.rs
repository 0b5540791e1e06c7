//! The words by which changes name kinds of records.

use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// A kind of record that changes are recorded of.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum RecordKind {
            $($(#[$doc])* $name,)*
        }

        impl RecordKind {
            /// The word documents carry.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }
    };
}

kinds! {
    /// A customer.
    Customer = "customer",
    /// A contact with its links.
    Contact = "contact",
    /// A product.
    Product = "product",
    /// A price list.
    PriceList = "price_list",
    /// A price on a list.
    Price = "price",
    /// A pipeline.
    Pipeline = "pipeline",
    /// An opportunity.
    Opportunity = "opportunity",
    /// One version of a quote with its lines.
    Quote = "quote",
    /// A contract.
    Contract = "contract",
    /// An order with its lines.
    Order = "order",
    /// Something that happened to an order.
    OrderEvent = "order_event",
    /// An amendment of an order.
    Amendment = "amendment",
    /// A delivery with its lines.
    Delivery = "delivery",
    /// A term template.
    Terms = "terms",
    /// A collection plan.
    Plan = "plan",
    /// A receipt with its collection details.
    Receipt = "receipt",
    /// A credit note with its collection details.
    CreditNote = "credit_note",
    /// A refund.
    Refund = "refund",
    /// A procedure by which customers are dunned.
    Procedure = "procedure",
    /// A letter to a customer who pays late, with its lines.
    Letter = "letter",
    /// A dispute about a collection plan, or a promise to pay it.
    Suspension = "suspension",
    /// A tax invoice with its lines.
    Invoice = "invoice",
    /// A department.
    Department = "department",
    /// A role.
    Role = "role",
    /// A user.
    User = "user",
    /// The limit of a role.
    Limit = "limit",
    /// A request for approval.
    Approval = "approval",
    /// A code of a list.
    Code = "code",
    /// A business calendar.
    Calendar = "calendar",
    /// An exchange rate.
    Rate = "rate",
    /// What an order or a receipt is worth in the workspace's currency.
    BaseValue = "base_value",
    /// A setting, which is no record: its id is 0.
    Setting = "setting",
}
