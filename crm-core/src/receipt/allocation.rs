//! How a receipt pays plans. Pure; the operations carry out what is decided here.

use super::model::{AllocationArgs, Receipt};
use crate::base::Amount;
use crate::base::error::{Refusal, Result};
use crate::base::id::{Id, PlanId};
use crate::base::limits::ALLOCATIONS_MAX;
use crate::base::messages::{LIST_TOO_LONG, NUMBER_NOT_POSITIVE};
use crate::collection::model::Plan;

/// The plan belongs to another customer.
pub const OTHER_CUSTOMER: Refusal = Refusal::rule(
    "allocation.other_customer",
    "plan {plan} belongs to customer {customer}, not to the receipt's",
    "回款计划 {plan} 属于客户 {customer},而非该收款的客户",
);
/// The plan is in another currency.
pub const OTHER_CURRENCY: Refusal = Refusal::rule(
    "allocation.other_currency",
    "plan {plan} is in {currency}, the receipt is not",
    "回款计划 {plan} 的币种是 {currency},与收款币种不同",
);
/// The plan was given up.
pub const PLAN_CANCELLED: Refusal = Refusal::rule(
    "allocation.plan_cancelled",
    "plan {plan} is cancelled",
    "回款计划 {plan} 已作废",
);
/// One plan is named twice.
pub const TWICE: Refusal = Refusal::rule(
    "allocation.twice",
    "plan {plan} is named twice",
    "回款计划 {plan} 重复出现",
);
/// More than is open on the plan.
pub const BEYOND_OPEN: Refusal = Refusal::rule(
    "allocation.beyond_open",
    "{amount} is more than the {open} open on plan {plan}",
    "{amount} 超过回款计划 {plan} 的未收金额 {open}",
);
/// More than the receipt has left.
pub const BEYOND_RECEIPT: Refusal = Refusal::rule(
    "allocation.beyond_receipt",
    "the allocations come to {amount}, the receipt has {unallocated} left",
    "分配合计 {amount},超过收款剩余金额 {unallocated}",
);

/// Every refusal of an explicit allocation, in order.
pub const ALL: [Refusal; 6] = [
    OTHER_CUSTOMER,
    OTHER_CURRENCY,
    PLAN_CANCELLED,
    TWICE,
    BEYOND_OPEN,
    BEYOND_RECEIPT,
];

/// What one plan is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// The plan.
    pub plan: PlanId,
    /// How much of it, above zero.
    pub amount: Amount,
}

/// Oldest due first (M17): consumes the open plans in the order given, the last one partly. What is
/// left stays unallocated.
///
/// # Errors
/// `number.overflow`.
pub fn oldest_due(unallocated: Amount, plans: &[Plan]) -> Result<Vec<Share>> {
    let (mut left, mut shares) = (unallocated, Vec::new());
    for plan in plans {
        let open = plan.open()?;
        if !left.is_positive() {
            break;
        }
        if open.is_positive() {
            let amount = open.min(left);
            left = left.minus(amount)?;
            shares.push(Share {
                plan: plan.id,
                amount,
            });
        }
    }
    Ok(shares)
}

/// Checks the form of explicit allocations, before any plan is looked at.
///
/// # Errors
/// `list.too_long`, `number.not_positive`, `amount.too_precise`, with the field's path.
pub fn check_form(receipt: &Receipt, wanted: &[AllocationArgs]) -> Result<()> {
    if wanted.len() > ALLOCATIONS_MAX {
        let error = LIST_TOO_LONG.at("allocations").with("count", wanted.len());
        return Err(error.with("max", ALLOCATIONS_MAX));
    }
    for (index, wanted) in wanted.iter().enumerate() {
        let field = format!("allocations[{index}].amount");
        if !wanted.amount.is_positive() {
            return Err(NUMBER_NOT_POSITIVE.at(field).with("text", wanted.amount));
        }
        wanted
            .amount
            .of(receipt.currency)
            .map_err(|error| error.at(field))?;
    }
    Ok(())
}

/// Checks explicit allocations against the plans they name, in the same order.
///
/// # Errors
/// The refusals of [`ALL`], in order, with the path of the allocation; `number.overflow`.
pub fn explicit(
    receipt: &Receipt,
    wanted: &[AllocationArgs],
    plans: &[Plan],
) -> Result<Vec<Share>> {
    check(receipt, wanted, plans, Some(receipt.unallocated))
}

/// Checks what a recorded receipt is meant to pay. What is open is asked when it is confirmed:
/// other money may come in, or go back, until then.
///
/// # Errors
/// As [`explicit`], but for [`BEYOND_OPEN`].
pub fn intended(receipt: &Receipt, wanted: &[AllocationArgs], plans: &[Plan]) -> Result<()> {
    check(receipt, wanted, plans, None).map(|_| ())
}

/// `left` is what a confirmed receipt can still pay; a recorded one has its amount.
fn check(
    receipt: &Receipt,
    wanted: &[AllocationArgs],
    plans: &[Plan],
    left: Option<Amount>,
) -> Result<Vec<Share>> {
    let mut shares: Vec<Share> = Vec::with_capacity(wanted.len());
    let mut total = Amount::ZERO.of(receipt.currency)?;
    for (index, (wanted, plan)) in wanted.iter().zip(plans).enumerate() {
        let field = format!("allocations[{index}]");
        let at = |part: &str| format!("{field}.{part}");
        let refuse = |refusal: Refusal| refusal.at(at("plan")).with("plan", plan.id.raw());
        if plan.customer != receipt.customer {
            return Err(refuse(OTHER_CUSTOMER).with("customer", plan.customer));
        }
        if plan.currency != receipt.currency {
            return Err(refuse(OTHER_CURRENCY).with("currency", plan.currency));
        }
        if plan.cancelled {
            return Err(refuse(PLAN_CANCELLED));
        }
        if shares.iter().any(|share| share.plan == plan.id) {
            return Err(refuse(TWICE));
        }
        let (amount, open) = (wanted.amount.of(receipt.currency)?, plan.open()?);
        if left.is_some() && amount > open {
            return Err(refuse(BEYOND_OPEN)
                .at(at("amount"))
                .with("amount", amount)
                .with("open", open));
        }
        total = total.plus(amount)?;
        shares.push(Share {
            plan: plan.id,
            amount,
        });
    }
    let left = left.unwrap_or(receipt.amount);
    if total > left {
        return Err(BEYOND_RECEIPT
            .at("allocations")
            .with("amount", total)
            .with("unallocated", left));
    }
    Ok(shares)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Currency;
    use crate::collection::model::tests::plan;

    fn money(text: &str) -> Amount {
        Amount::parse(text).unwrap().of(Currency::CNY).unwrap()
    }

    #[test]
    fn the_worked_example_of_m17() {
        // Open 30,000 / 60,000 / 10,000; 45,000 pays the first and 15,000 of the second.
        let plans = [
            plan(1, "30000", "0", "2026-01-15"),
            plan(2, "60000", "0", "2026-03-02"),
            plan(3, "10000", "0", "2026-04-15"),
        ];
        let shares = oldest_due(money("45000"), &plans).unwrap();
        let paid: Vec<(i64, String)> = shares
            .iter()
            .map(|share| (share.plan.raw(), share.amount.to_string()))
            .collect();
        assert_eq!(paid, [(1, "30000.00".into()), (2, "15000.00".into())]);
    }

    #[test]
    fn the_surplus_is_left_alone() {
        // M18: 55,000 open, 60,000 came in, 5,000 stay as credit. D3: never below zero.
        let plans = [
            plan(1, "60000", "5000", "2026-01-15"),
            plan(2, "10", "10", "2026-01-16"),
        ];
        let shares = oldest_due(money("60000"), &plans).unwrap();
        assert_eq!(
            shares,
            [Share {
                plan: PlanId::from_raw(1),
                amount: money("55000")
            }]
        );
    }
}
