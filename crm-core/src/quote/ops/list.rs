//! Reading quotes.

use crate::base::error::{Refusal, Result};
use crate::base::id::{CustomerId, DepartmentId, Id, OpportunityId, QuoteId, UserId};
use crate::base::page::Page;
use crate::base::text::CodeText;
use crate::base::transition::TransitionList;
use crate::engine::{Ahead, Context, Kind, Operation};
use crate::org::permission::Permission;
use crate::pricing::{self, Priced};
use crate::quote::model::{Quote, Status};
use crate::quote::rules::{self, Action, TRANSITIONS};
use crate::quote::store;
use crate::storage::Value;
use crate::storage::select::{Select, Sort};
use serde::{Deserialize, Serialize};

/// Reads one version of a quote with its lines.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// The quote.
    pub quote: QuoteId,
}

/// A quote and what follows from it today.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuoteSheet {
    /// The quote with its lines.
    pub quote: Quote,
    /// Whether it is sent and its validity date has passed. Computed, never stored.
    pub expired: bool,
    /// The version that replaced it.
    pub superseded_by: Option<QuoteId>,
}

impl Operation for Get {
    const NAME: &'static str = "quote.get";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::QuoteRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = QuoteSheet;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead(ahead, self.quote);
        ahead.all();
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<QuoteSheet> {
        let quote = cx.load(self.quote)?;
        let quote = store::with_lines(cx, quote)?;
        let superseded_by = match quote.status {
            Status::Superseded => store::successor(cx, quote.id)?,
            _ => None,
        };
        Ok(QuoteSheet {
            expired: rules::expired(&quote, cx.today()),
            superseded_by,
            quote,
        })
    }
}

/// Lists quotes without their lines, newest first. Each version is an item of its own.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Only the versions of the quote with this number, the latest first.
    #[serde(default)]
    pub number: Option<CodeText>,
    /// Only the one with this key of the host's own.
    #[serde(default)]
    pub external_ref: Option<CodeText>,
    /// Of one customer.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// Of one salesperson.
    #[serde(default)]
    pub owner: Option<UserId>,
    /// Of one department, not of those below it.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// For one opportunity.
    #[serde(default)]
    pub opportunity: Option<OpportunityId>,
    /// In one state.
    #[serde(default)]
    pub status: Option<Status>,
    /// Only those that have expired by today, or only those that have not.
    #[serde(default)]
    pub expired: Option<bool>,
    /// Items of the page, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

const NEWEST: Sort<Quote> = Sort {
    columns: &["id"],
    descending: true,
    key: |quote| vec![Value::Int(quote.id.raw())],
};

const VERSIONS: Sort<Quote> = Sort {
    columns: &["revision"],
    descending: true,
    key: |quote| vec![Value::Int(quote.revision.into())],
};

impl Operation for List {
    const NAME: &'static str = "quote.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::QuoteRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Page<Quote>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<Quote>> {
        let mut select = Select::new();
        select.few("number", self.number.as_deref());
        select.few("external_ref", self.external_ref.as_deref());
        select.few("opportunity", self.opportunity.map(Id::raw));
        select.reach(&cx.reach(Self::NEEDS));
        select.equal("customer", self.customer.map(Id::raw));
        select.equal("owner", self.owner.map(Id::raw));
        select.equal("department", self.department.map(Id::raw));
        select.equal("status", self.status.map(Status::as_str));
        let today = || Value::Text(cx.today().to_string());
        match self.expired {
            None => {}
            Some(true) => select.and("status = 'sent' AND valid_until < ?", [today()]),
            Some(false) => select.and(
                "(status <> 'sent' OR valid_until IS NULL OR valid_until >= ?)",
                [today()],
            ),
        }
        let sort = match self.number {
            Some(_) => &VERSIONS,
            None => &NEWEST,
        };
        cx.page(select, sort, self.limit, self.after.as_deref())
    }
}

/// Explains a quote's totals line by line: each figure with the calculation it came from.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Explain {
    /// The quote.
    pub quote: QuoteId,
}

impl Operation for Explain {
    const NAME: &'static str = "quote.explain";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::QuoteRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Priced;

    fn run(&self, cx: &mut Context<'_>) -> Result<Priced> {
        let quote = cx.load(self.quote)?;
        let quote = store::with_lines(cx, quote)?;
        pricing::explain(quote.currency, &quote.pricing(), &quote.inputs())
    }
}

/// Lists which actions are possible in which state of a quote.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Transitions {}

impl Operation for Transitions {
    const NAME: &'static str = "quote.transitions";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::Anyone;
    const REFUSES: &'static [Refusal] = &[];
    type Output = TransitionList<Status, Action>;

    fn run(&self, _: &mut Context<'_>) -> Result<Self::Output> {
        Ok(TRANSITIONS.list())
    }
}
