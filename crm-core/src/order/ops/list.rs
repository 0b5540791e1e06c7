//! Reading orders.

use crate::base::date::Date;
use crate::base::error::{Refusal, Result};
use crate::base::id::{
    ContractId, CustomerId, DepartmentId, Id, OpportunityId, OrderId, QuoteId, UserId,
};
use crate::base::page::Page;
use crate::base::text::CodeText;
use crate::base::transition::TransitionList;
use crate::collection::CollectionPlan;
use crate::collection::steps;
use crate::engine::{Ahead, Context, Kind, Operation};
use crate::order::model::{Order, Status};
use crate::order::rules::{Action, TRANSITIONS};
use crate::order::store;
use crate::org::permission::Permission;
use crate::storage::Value;
use crate::storage::select::{Select, Sort};
use serde::{Deserialize, Serialize};

/// Reads an order with its lines and its collection plans.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// The order.
    pub order: OrderId,
}

/// An order and what is to come in for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrderSheet {
    /// The order with its lines.
    pub order: Order,
    /// The plans of its last approval, in order; none before the first. Once that approval is
    /// revoked or the order cancelled they are `cancelled`, until another approval makes new ones.
    pub plans: Vec<CollectionPlan>,
}

impl Operation for Get {
    const NAME: &'static str = "order.get";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::OrderRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = OrderSheet;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead(ahead, self.order);
        steps::ahead(ahead, self.order);
        ahead.all();
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<OrderSheet> {
        let order = cx.load(self.order)?;
        let order = store::with_lines(cx, order)?;
        let plans = steps::plans(cx, &order)?;
        Ok(OrderSheet { order, plans })
    }
}

const NEWEST: Sort<Order> = Sort {
    columns: &["id"],
    descending: true,
    key: |order| vec![Value::Int(order.id.raw())],
};

const BY_SIGNED: Sort<Order> = Sort {
    columns: &["signed_on", "id"],
    descending: true,
    key: |order| vec![order.signed_on.into(), Value::Int(order.id.raw())],
};

/// Lists orders without their lines, newest first; by the day they were signed, latest first, when
/// a window of such days is given.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Only the one with this number.
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
    /// In one state.
    #[serde(default)]
    pub status: Option<Status>,
    /// Of one type: a code of the list `order_type`.
    #[serde(default)]
    pub order_type: Option<CodeText>,
    /// From one opportunity.
    #[serde(default)]
    pub opportunity: Option<OpportunityId>,
    /// From one version of a quote.
    #[serde(default)]
    pub quote: Option<QuoteId>,
    /// Under one contract.
    #[serde(default)]
    pub contract: Option<ContractId>,
    /// Signed on this day or later.
    #[serde(default)]
    pub signed_from: Option<Date>,
    /// Signed on this day or earlier.
    #[serde(default)]
    pub signed_to: Option<Date>,
    /// Items of the page, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Operation for List {
    const NAME: &'static str = "order.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::OrderRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Page<Order>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<Order>> {
        let mut select = Select::new();
        select.few("number", self.number.as_deref());
        select.few("external_ref", self.external_ref.as_deref());
        select.few("quote", self.quote.map(Id::raw));
        select.few("contract", self.contract.map(Id::raw));
        select.few("opportunity", self.opportunity.map(Id::raw));
        select.reach(&cx.reach(Self::NEEDS));
        select.equal("customer", self.customer.map(Id::raw));
        select.equal("owner", self.owner.map(Id::raw));
        select.window("signed_on", self.signed_from, self.signed_to, "signed_to")?;
        // A window of days is walked in the order of days.
        let windowed = self.signed_from.is_some() || self.signed_to.is_some();
        if windowed {
            select.served();
        }
        select.equal("department", self.department.map(Id::raw));
        select.equal("status", self.status.map(Status::as_str));
        select.equal("order_type", self.order_type.as_deref());
        let sort = if windowed { &BY_SIGNED } else { &NEWEST };
        cx.page(select, sort, self.limit, self.after.as_deref())
    }
}

/// Lists which actions are possible in which state of an order.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Transitions {}

impl Operation for Transitions {
    const NAME: &'static str = "order.transitions";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::Anyone;
    const REFUSES: &'static [Refusal] = &[];
    type Output = TransitionList<Status, Action>;

    fn run(&self, _: &mut Context<'_>) -> Result<Self::Output> {
        Ok(TRANSITIONS.list())
    }
}
