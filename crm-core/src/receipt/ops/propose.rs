//! What money would pay.

use super::record::{currency, meant};
use crate::base::error::{Refusal, Result};
use crate::base::id::{CustomerId, OrderId, ReceiptId};
use crate::base::messages::{FIELD_CHOICE, NUMBER_NOT_POSITIVE};
use crate::base::{Amount, Currency, Date, Warning};
use crate::collection::CollectionPlan;
use crate::customer::Customer;
use crate::engine::{Context, Kind, Operation};
use crate::org::permission::Permission;
use crate::org::setting::Allocation as Strategy;
use crate::receipt::model::Receipt;
use crate::receipt::rules::OTHER_CUSTOMER;
use crate::receipt::settle::{self, Purse};
use crate::receipt::strategy;
use serde::{Deserialize, Serialize};

/// Shows which plans money would pay, and why: of a receipt, or of an amount that is expected.
/// Nothing is kept; `receipt.confirm` and `receipt.allocate` take what is proposed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Propose {
    /// A receipt: what it has left, or all of one that is not confirmed. Either this or `customer`
    /// with `amount`.
    #[serde(default)]
    pub receipt: Option<ReceiptId>,
    /// Who pays.
    #[serde(default)]
    pub customer: Option<CustomerId>,
    /// How much, above zero.
    #[serde(default)]
    pub amount: Option<Amount>,
    /// The currency of the amount; that of `order`, else the customer's, else the setting's, when
    /// not given.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// The day the amount comes in; today when not given.
    #[serde(default)]
    pub received_on: Option<Date>,
    /// The order the payer means, of the same customer: its plans are paid before others.
    #[serde(default)]
    pub order: Option<OrderId>,
    /// How plans are found; the customer's strategy, else the setting's, when not given.
    #[serde(default)]
    pub strategy: Option<Strategy>,
}

/// What money would pay. All amounts are in `currency`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Proposal {
    /// How the plans were found.
    pub strategy: Strategy,
    /// The currency.
    pub currency: Currency,
    /// How much there is to pay with.
    pub amount: Amount,
    /// What it would pay, in order.
    pub lines: Vec<ProposedLine>,
    /// What would be left as the customer's credit.
    pub credit: Amount,
}

/// What one plan would be paid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProposedLine {
    /// The plan as it stands today.
    pub plan: CollectionPlan,
    /// How much money it would get.
    pub amount: Amount,
    /// The discount for early payment.
    pub discount: Amount,
    /// What would not be asked for any more.
    pub write_off: Amount,
    /// Why.
    pub reason: Warning,
}

/// Neither a receipt nor an amount, or both.
const ONE_SOURCE: Refusal = FIELD_CHOICE.saying(
    "give receipt alone, or customer and amount",
    "请只给出 receipt,或给出 customer 与 amount",
);

impl Operation for Propose {
    const NAME: &'static str = "receipt.propose";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::CollectionRead;
    const REFUSES: &'static [Refusal] = &[OTHER_CUSTOMER];
    const REMARKS: &'static [&'static [Refusal]] = &[strategy::REASONS];
    type Output = Proposal;

    fn run(&self, cx: &mut Context<'_>) -> Result<Proposal> {
        let purse = self.purse(cx)?;
        let strategy = match self.strategy {
            Some(strategy) => strategy,
            None => settle::strategy(cx, purse.customer)?,
        };
        let (plans, proposed) = settle::propose(cx, &purse, strategy)?;
        let mut shares: Vec<_> = proposed.iter().map(|found| found.share).collect();
        settle::tolerate(cx, &purse, &plans, &mut shares)?;
        let (today, language) = (cx.today(), cx.language());
        let (mut lines, mut credit) = (Vec::new(), purse.left);
        for (share, found) in shares.into_iter().zip(proposed) {
            let Some(plan) = plans.iter().find(|plan| plan.id == share.plan) else {
                continue;
            };
            credit = credit.minus(share.amount)?;
            lines.push(ProposedLine {
                plan: plan.on(today)?,
                amount: share.amount,
                discount: share.discount,
                write_off: share.write_off,
                reason: Warning::of(&found.reason, language),
            });
        }
        Ok(Proposal {
            strategy,
            currency: purse.currency,
            amount: purse.left,
            lines,
            credit,
        })
    }
}

impl Propose {
    /// What there is to pay with.
    fn purse(&self, cx: &mut Context<'_>) -> Result<Purse> {
        match (self.receipt, self.customer, self.amount) {
            (Some(receipt), None, None) => {
                let receipt: Receipt = cx.load(receipt)?;
                meant(cx, self.order, receipt.customer)?;
                Ok(Purse {
                    order: self.order.or(receipt.order),
                    ..Purse::of(&receipt)
                })
            }
            (None, Some(customer), Some(amount)) => {
                let customer: Customer = cx.refer(customer)?;
                let order = meant(cx, self.order, customer.id)?;
                let currency = currency(cx, self.currency, order.as_ref(), &customer);
                let amount = amount.of(currency).map_err(|error| error.at("amount"))?;
                if !amount.is_positive() {
                    return Err(NUMBER_NOT_POSITIVE.at("amount").with("text", amount));
                }
                Ok(Purse {
                    customer: customer.id,
                    order: self.order,
                    currency,
                    received: amount,
                    left: amount,
                    received_on: self.received_on.unwrap_or(cx.today()),
                })
            }
            _ => Err(ONE_SOURCE.at("receipt")),
        }
    }
}
