//! Who may confirm a receipt: others than who recorded it, where the settings ask for that, and who
//! reaches its amount (M39).

use super::model::Receipt;
use super::rules::{self, Confirming, OWN_CONFIRMATION};
use crate::approval::steps::{self, Sought};
use crate::approval::{Limited, LimitedAction, Subject};
use crate::base::error::Result;
use crate::base::id::{Id, ReceiptId, UserId};
use crate::engine::Context;
use crate::org::permission::Permission;
use crate::storage::Record as _;

/// Confirms by the actor; a refusal of who may not names who may.
///
/// # Errors
/// Those of [`rules::confirm`], then `approval.limit_exceeded`.
pub(crate) fn confirmed(cx: &mut Context<'_>, receipt: &Receipt) -> Result<Receipt> {
    let confirming = Confirming {
        by_other: cx.settings().confirm_by_other,
        submitted: cx.settings().submit_receipts,
    };
    let (permission, limited) = (Permission::ReceiptConfirm, limited(receipt));
    let not = barred(cx, receipt);
    match rules::confirm(receipt, cx.actor(), cx.today(), confirming) {
        Err(error) if error.kind() == OWN_CONFIRMATION.kind => {
            let sought = Sought {
                permissions: &[permission],
                access: receipt.access(),
                limited: Some(limited),
                not: &not,
            };
            Err(error.with("may_act", steps::may_act(cx, &sought)?))
        }
        Err(error) => Err(error),
        Ok(mut after) => {
            after.confirmed_at = Some(cx.now());
            let within = steps::within(cx, permission, receipt.access(), limited, &not);
            within.map_err(|error| error.at("receipt"))?;
            Ok(after)
        }
    }
}

/// A receipt, for who is asked to confirm it.
///
/// # Errors
/// `not_found`.
pub(crate) fn subject(cx: &mut Context<'_>, receipt: ReceiptId) -> Result<Subject> {
    let receipt: Receipt = cx.refer(receipt)?;
    Ok(Subject {
        record_id: receipt.id.raw(),
        access: receipt.access(),
        limited: Some(limited(&receipt)),
        not: barred(cx, &receipt),
    })
}

/// What confirming a receipt is limited by.
fn limited(receipt: &Receipt) -> Limited {
    Limited {
        action: LimitedAction::ReceiptConfirm,
        currency: receipt.currency,
        amount: receipt.amount,
    }
}

/// Who does not confirm it, whatever they reach.
fn barred(cx: &Context<'_>, receipt: &Receipt) -> Vec<Option<UserId>> {
    match cx.settings().confirm_by_other {
        true => vec![receipt.recorded_by, receipt.submitted_by],
        false => Vec::new(),
    }
}
