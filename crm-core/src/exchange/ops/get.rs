//! `exchange.get`: what an order or a receipt is worth.

use crate::base::Amount;
use crate::base::error::{Refusal, Result};
use crate::base::id::{OrderId, PlanId, ReceiptId};
use crate::base::messages::FIELD_CHOICE;
use crate::collection::model::PlanKind;
use crate::collection::store::plans_of;
use crate::engine::{Context, Kind, Operation};
use crate::exchange::model::{BaseValue, ExchangeEntry};
use crate::exchange::store;
use crate::order::Order;
use crate::org::permission::Permission;
use crate::receipt::Receipt;
use serde::{Deserialize, Serialize};

/// Reads what an order, or a receipt, in another currency is worth in the workspace's, and what
/// moved that.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Get {
    /// An order; either this or `receipt`.
    #[serde(default)]
    pub order: Option<OrderId>,
    /// A receipt.
    #[serde(default)]
    pub receipt: Option<ReceiptId>,
}

/// A value with its parts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Valued {
    /// The value; nothing when none was fixed: the order or receipt is in the workspace's currency,
    /// there was no rate, or the receipt has paid no order that has a value.
    pub value: Option<BaseValue>,
    /// What is open of each plan of the order, in order, with its part of what is left of the
    /// value.
    pub plans: Vec<PlanValue>,
    /// What moved it, oldest first: of the order, or by the receipt's money.
    pub moves: Vec<ExchangeEntry>,
}

/// What is open of a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanValue {
    /// The plan.
    pub plan: PlanId,
    /// Its place among the order's plans, from 1.
    pub sequence: u32,
    /// What is open, in the order's currency.
    pub open: Amount,
    /// Its part of what is left of the order's value, in the workspace's currency. The parts are
    /// rounded so that their sum is what is left (M5).
    pub base_open: Amount,
}

/// Neither, or both.
const ONE_SUBJECT: Refusal = FIELD_CHOICE.saying(
    "give order or receipt, one of them",
    "请给出 order 或 receipt,二者取一",
);

impl Operation for Get {
    const NAME: &'static str = "exchange.get";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Valued;

    fn run(&self, cx: &mut Context<'_>) -> Result<Valued> {
        match (self.order, self.receipt) {
            (Some(order), None) => {
                let order: Order = cx.refer(order)?;
                Valued::of_order(cx, order.id)
            }
            (None, Some(receipt)) => {
                let receipt: Receipt = cx.refer(receipt)?;
                Ok(Valued {
                    value: store::of_receipt(cx, receipt.id)?,
                    plans: Vec::new(),
                    moves: store::moves_of_receipt(cx, receipt.id)?,
                })
            }
            _ => Err(ONE_SUBJECT.at("order")),
        }
    }
}

impl Valued {
    /// The value of an order with its parts.
    pub(super) fn of_order(cx: &mut Context<'_>, order: OrderId) -> Result<Self> {
        let value = store::of_order(cx, order)?;
        let mut plans = Vec::new();
        if let Some(value) = value.as_ref().filter(|value| value.closed_on.is_none()) {
            let mut stands = plans_of(cx, order)?;
            stands.retain(|plan| plan.kind == PlanKind::Sale && !plan.cancelled);
            let open = stands.iter().map(|plan| plan.open());
            let open = open.collect::<Result<Vec<_>>>()?;
            let parts = value.shared_out(&open)?;
            for ((plan, open), base_open) in stands.iter().zip(open).zip(parts) {
                plans.push(PlanValue {
                    plan: plan.id,
                    sequence: plan.sequence,
                    open,
                    base_open,
                });
            }
        }
        Ok(Self {
            value,
            plans,
            moves: store::moves_of_order(cx, order)?,
        })
    }
}
