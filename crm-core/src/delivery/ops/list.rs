//! Reading deliveries, and how far an order is delivered.

use crate::base::error::{Refusal, Result};
use crate::base::id::{DeliveryId, DepartmentId, Id, OrderId, UserId};
use crate::base::page::Page;
use crate::base::{Amount, CodeText, Currency, Date};
use crate::delivery::model::{Delivery, LineProgress};
use crate::delivery::{rules, store};
use crate::engine::{Context, Kind, Operation};
use crate::order::{self, Order};
use crate::org::permission::Permission;
use crate::storage::Value;
use crate::storage::select::{Select, Sort};
use serde::{Deserialize, Serialize};

/// Reads a delivery with its lines.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// The delivery.
    pub delivery: DeliveryId,
}

impl Operation for Get {
    const NAME: &'static str = "delivery.get";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::DeliveryRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Delivery;

    fn run(&self, cx: &mut Context<'_>) -> Result<Delivery> {
        let delivery = cx.load(self.delivery)?;
        store::with_lines(cx, delivery)
    }
}

/// Lists deliveries without their lines, latest first.
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
    /// Of one order.
    #[serde(default)]
    pub order: Option<OrderId>,
    /// Of one salesperson.
    #[serde(default)]
    pub owner: Option<UserId>,
    /// Of one department, not of those below it.
    #[serde(default)]
    pub department: Option<DepartmentId>,
    /// Delivered on this day or later.
    #[serde(default)]
    pub delivered_from: Option<Date>,
    /// Delivered on this day or earlier.
    #[serde(default)]
    pub delivered_to: Option<Date>,
    /// Items of the page, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

const LATEST: Sort<Delivery> = Sort {
    columns: &["delivered_on", "id"],
    descending: true,
    key: |delivery| vec![delivery.delivered_on.into(), Value::Int(delivery.id.raw())],
};

impl Operation for List {
    const NAME: &'static str = "delivery.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::DeliveryRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Page<Delivery>;

    fn run(&self, cx: &mut Context<'_>) -> Result<Page<Delivery>> {
        let mut select = Select::new();
        select.few("number", self.number.as_deref());
        select.few("external_ref", self.external_ref.as_deref());
        select.few("\"order\"", self.order.map(Id::raw));
        select.reach(&cx.reach(Self::NEEDS));
        select.equal("owner", self.owner.map(Id::raw));
        select.equal("department", self.department.map(Id::raw));
        select.window(
            "delivered_on",
            self.delivered_from,
            self.delivered_to,
            "delivered_to",
        )?;
        cx.page(select, &LATEST, self.limit, self.after.as_deref())
    }
}

/// Answers how far an order is delivered, line by line.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProgressOf {
    /// The order.
    pub order: OrderId,
}

/// How far an order is delivered. All amounts are in `currency`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Progress {
    /// The order.
    pub order: OrderId,
    /// The order's currency.
    pub currency: Currency,
    /// What of its total is delivered, with tax.
    pub value: Amount,
    /// Whether everything is delivered.
    pub complete: bool,
    /// Its lines, in order.
    pub lines: Vec<LineProgress>,
}

impl Operation for ProgressOf {
    const NAME: &'static str = "delivery.progress";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::OrderRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Progress;

    fn run(&self, cx: &mut Context<'_>) -> Result<Progress> {
        let order: Order = cx.load(self.order)?;
        let order = order::store::with_lines(cx, order)?;
        let lines = rules::progress(&order, &store::delivered(cx, order.id)?)?;
        Ok(Progress {
            order: order.id,
            currency: order.currency,
            value: rules::done(&order, &lines)?,
            complete: rules::complete(&lines),
            lines,
        })
    }
}
