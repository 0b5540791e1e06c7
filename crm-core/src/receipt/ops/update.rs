//! Changing a receipt that is not confirmed yet.

use super::record::{ALLOCATION, load, meant};
use crate::base::error::{Refusal, Result};
use crate::base::id::{OrderId, ReceiptId};
use crate::base::messages::NUMBER_NOT_POSITIVE;
use crate::base::{Amount, CodeText, Date, Extra, Name, Note, Patch};
use crate::engine::{Ahead, Context, Kind, Operation};
use crate::org::codes;
use crate::org::model::CodeList;
use crate::org::permission::Permission;
use crate::org::rules::{CODE_RETIRED, CODE_UNKNOWN};
use crate::receipt::model::{AllocationArgs, Receipt};
use crate::receipt::rules::{self, NOT_EDITABLE, OTHER_CUSTOMER};
use crate::receipt::{allocation, settle, store};
use serde::{Deserialize, Serialize};

/// Changes a receipt that is a draft or was rejected. What is absent stays, `null` clears.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Update {
    /// The receipt.
    pub receipt: ReceiptId,
    /// The version it was seen at.
    #[serde(default)]
    pub version: Option<i64>,
    /// How much came in, above zero.
    #[serde(default)]
    pub amount: Option<Amount>,
    /// The day it came in, or is to come in.
    #[serde(default)]
    pub received_on: Option<Date>,
    /// The order the payer means, of the same customer.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub order: Patch<OrderId>,
    /// A code of the list `payment_method`.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub method: Patch<CodeText>,
    /// Who is named as the payer, when not the customer.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub payer: Patch<Name>,
    /// Anything worth saying, at most 16,000 characters.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub note: Patch<Note>,
    /// What it pays, at most 1,000 plans; the customer's strategy decides when cleared.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub allocations: Patch<Vec<AllocationArgs>>,
    /// The host's own data, at most 16 KiB.
    #[serde(default, skip_serializing_if = "Patch::is_keep")]
    pub extra: Patch<Extra>,
}

arguments!(Update { receipt: ReceiptId } else
    version, amount, received_on, order, method, payer, note, allocations, extra
);

impl Operation for Update {
    const NAME: &'static str = "receipt.update";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::ReceiptWrite;
    const REFUSES: &'static [Refusal] = &[
        NOT_EDITABLE,
        CODE_UNKNOWN,
        CODE_RETIRED,
        OTHER_CUSTOMER,
        ALLOCATION[0],
        ALLOCATION[1],
        ALLOCATION[2],
        ALLOCATION[3],
        ALLOCATION[6],
    ];
    type Output = Receipt;

    fn ahead(&self, ahead: &mut Ahead) {
        store::ahead_for_update(ahead, self.receipt);
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<Receipt> {
        let before = load(cx, self.receipt, self.version)?;
        rules::editable(&before)?;
        let mut after = before.clone();
        if let Some(amount) = self.amount {
            let amount = amount.of(after.currency);
            after.amount = amount.map_err(|error| error.at("amount"))?;
            if !after.amount.is_positive() {
                return Err(NUMBER_NOT_POSITIVE.at("amount").with("text", after.amount));
            }
        }
        after.received_on = self.received_on.unwrap_or(after.received_on);
        self.order.apply(&mut after.order);
        self.method.clone().apply(&mut after.method);
        self.payer.clone().apply(&mut after.payer);
        self.note.clone().apply(&mut after.note);
        self.allocations.clone().apply(&mut after.intended);
        self.extra.clone().apply(&mut after.extra);
        if after.method != before.method {
            codes::check(cx, CodeList::PaymentMethod, after.method.as_ref(), "method")?;
        }
        if after.order != before.order {
            meant(cx, after.order, after.customer)?;
        }
        // An amount that became smaller may no longer cover what it is meant for.
        if let Some(wanted) = after.intended.clone() {
            allocation::check_form(after.currency, &wanted)?;
            settle::check_intended(cx, &after, &wanted)?;
        }
        cx.update(&before, &mut after, "updated")?;
        Ok(after)
    }
}
