//! Permissions: one word for each thing a role may grant.

use serde::{Deserialize, Serialize};

macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// What an operation needs. Granted by roles, each with a [`Scope`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum Permission {
            $($(#[$doc])* #[serde(rename = $word)] $name,)*
        }

        impl Permission {
            /// Every permission.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The word documents carry.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }
    };
}

permissions! {
    /// Needs no grant: pure computations and public tables. No document carries it.
    #[cfg_attr(feature = "schema", schemars(skip))]
    Anyone = "anyone",
    /// Read settings, code lists, calendars.
    SettingRead = "setting.read",
    /// Change settings, code lists, calendars.
    SettingWrite = "setting.write",
    /// Bring in exchange rates.
    RateWrite = "rate.write",
    /// Read users, departments and roles.
    OrgRead = "org.read",
    /// Change users, departments and roles.
    OrgWrite = "org.write",
    /// Read the change feed.
    ChangeRead = "change.read",
    /// Remove the beginning of the change feed once it is copied away.
    ChangeArchive = "change.archive",
    /// Verify and maintain the database.
    Admin = "admin",
    /// Read customers.
    CustomerRead = "customer.read",
    /// Create and change customers.
    CustomerWrite = "customer.write",
    /// Read contacts.
    ContactRead = "contact.read",
    /// Create and change contacts.
    ContactWrite = "contact.write",
    /// Read products and price lists.
    CatalogRead = "catalog.read",
    /// Create and change products and price lists.
    CatalogWrite = "catalog.write",
    /// See what a product costs.
    CatalogCost = "catalog.cost",
    /// Read opportunities and pipelines.
    OpportunityRead = "opportunity.read",
    /// Create, change and move opportunities.
    OpportunityWrite = "opportunity.write",
    /// Create and change pipelines.
    PipelineWrite = "pipeline.write",
    /// Read quotes.
    QuoteRead = "quote.read",
    /// Create, change, send and convert quotes.
    QuoteWrite = "quote.write",
    /// Read contracts.
    ContractRead = "contract.read",
    /// Create and change contracts.
    ContractWrite = "contract.write",
    /// See the expected margin of a contract.
    ContractMargin = "contract.margin",
    /// Read orders.
    OrderRead = "order.read",
    /// Create, change and submit orders.
    OrderWrite = "order.write",
    /// Approve and reject orders, and take an approval back.
    OrderApprove = "order.approve",
    /// Read deliveries.
    DeliveryRead = "delivery.read",
    /// Record deliveries and what else happens to approved orders, and take that back.
    DeliveryWrite = "delivery.write",
    /// Read term templates, plans and receipts.
    CollectionRead = "collection.read",
    /// Change what becomes of plans: waive gates, reschedule, write off.
    CollectionAdjust = "collection.adjust",
    /// Create and change term templates.
    TermsWrite = "terms.write",
    /// Record receipts and allocate them.
    ReceiptWrite = "receipt.write",
    /// Confirm receipts, so that they count.
    ReceiptConfirm = "receipt.confirm",
    /// Reverse receipts.
    ReceiptReverse = "receipt.reverse",
    /// Issue and reverse credit notes, and settle plans with them.
    CreditNoteWrite = "credit_note.write",
    /// Record refunds, and take them back.
    RefundWrite = "refund.write",
    /// Write letters to customers who pay late, and withdraw them; record disputes and promises.
    DunningWrite = "dunning.write",
    /// Create and change procedures by which customers are dunned.
    ProcedureWrite = "procedure.write",
    /// Read tax invoices, and what is invoiced of orders.
    InvoiceRead = "invoice.read",
    /// Apply for tax invoices, and change and withdraw applications.
    InvoiceWrite = "invoice.write",
    /// Issue tax invoices, reject applications, declare void and take back by red letters.
    InvoiceIssue = "invoice.issue",
    /// Read requests for approval.
    ApprovalRead = "approval.read",
    /// File, decide and withdraw requests for approval; what is approved takes its own permission.
    ApprovalWrite = "approval.write",
    /// Run SQL of the host's own, which reads every table.
    SqlRun = "sql.run",
}

impl Permission {
    /// How far a grant of it reaches; nothing when it does not count.
    #[must_use]
    pub fn effective(self, granted: Scope) -> Option<Scope> {
        if self.reads_shared() {
            return Some(Scope::All);
        }
        (!self.needs_all() || granted == Scope::All).then_some(granted)
    }

    /// Whether it is about reading what belongs to the whole workspace, such as products: any reach
    /// of a grant is enough.
    #[must_use]
    pub const fn reads_shared(self) -> bool {
        matches!(
            self,
            Self::SettingRead | Self::OrgRead | Self::CatalogRead | Self::CatalogCost
        )
    }

    /// Whether it is about changing what belongs to the whole workspace, or seeing all of it: only
    /// a grant with scope all counts.
    #[must_use]
    pub const fn needs_all(self) -> bool {
        matches!(
            self,
            Self::SettingWrite
                | Self::RateWrite
                | Self::OrgWrite
                | Self::ChangeRead
                | Self::ChangeArchive
                | Self::Admin
                | Self::CatalogWrite
                | Self::PipelineWrite
                | Self::TermsWrite
                | Self::ProcedureWrite
                | Self::SqlRun
        )
    }
}

/// Fields that take a permission of their own to be seen: the kind of record, the field, the
/// permission.
pub const SENSITIVE: &[(&str, &str, Permission)] = &[
    ("product", "cost", Permission::CatalogCost),
    ("contract", "expected_margin", Permission::ContractMargin),
];

/// How far a grant reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Records the user owns.
    Own,
    /// Records of the user's department, and own ones.
    Department,
    /// Records of the user's department and those below it, and own ones.
    DepartmentAndBelow,
    /// Every record.
    All,
}
