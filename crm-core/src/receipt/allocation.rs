//! How a receipt pays plans. Pure; the operations carry out what is decided here.

use super::model::{AllocationArgs, Receipt};
use crate::base::error::{Refusal, Result};
use crate::base::id::{CustomerId, Id, PlanId};
use crate::base::limits::ALLOCATIONS_MAX;
use crate::base::messages::{FIELD_CHOICE, LIST_TOO_LONG, NUMBER_NOT_POSITIVE};
use crate::base::{Amount, Currency, Date};
use crate::collection::{Plan, early};
use crate::currency::rules::RATE_MISSING;

/// The plan belongs to another customer.
pub const OTHER_CUSTOMER: Refusal = Refusal::rule(
    "allocation.other_customer",
    "plan {plan} belongs to customer {customer}, not to the receipt's",
    "回款计划 {plan} 属于客户 {customer},而非该收款的客户",
);
/// The plan is in another currency, which money can pay and a credit note cannot.
pub const OTHER_CURRENCY: Refusal = Refusal::rule(
    "allocation.other_currency",
    "plan {plan} is in {currency}, the credit note is not",
    "回款计划 {plan} 的币种是 {currency},与贷项通知的币种不同",
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
/// More discount than holds.
pub const BEYOND_DISCOUNT: Refusal = Refusal::rule(
    "allocation.beyond_discount",
    "{discount} is more than the {allowed} that plan {plan} discounts for this payment",
    "{discount} 超过回款计划 {plan} 对本次付款的折扣 {allowed}",
);
/// More than the receipt has left.
pub const BEYOND_RECEIPT: Refusal = Refusal::rule(
    "allocation.beyond_receipt",
    "the allocations come to {amount}, the receipt has {unallocated} left",
    "分配合计 {amount},超过收款剩余金额 {unallocated}",
);

/// Every refusal of an explicit allocation of money, in order.
pub const ALL: [Refusal; 7] = [
    OTHER_CUSTOMER,
    RATE_MISSING,
    PLAN_CANCELLED,
    TWICE,
    BEYOND_OPEN,
    BEYOND_DISCOUNT,
    BEYOND_RECEIPT,
];

/// What one plan is paid, and what else settles it with that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// The plan.
    pub plan: PlanId,
    /// How much of the plan, above zero.
    pub amount: Amount,
    /// How much of the money goes into that, in its own currency.
    pub paid: Amount,
    /// The discount for early payment.
    pub discount: Amount,
    /// What is not asked for any more.
    pub write_off: Amount,
}

impl Share {
    /// A payment with the discount it brings by itself on the day the money came in.
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn of(plan: &Plan, amount: Amount, received_on: Option<Date>) -> Result<Self> {
        let discount = match received_on {
            Some(day) => early::discount(plan, amount, day)?,
            None => Amount::ZERO.of(plan.currency)?,
        };
        Ok(Self {
            plan: plan.id,
            amount,
            paid: amount,
            discount,
            write_off: Amount::ZERO.of(plan.currency)?,
        })
    }
}

/// Writes off what the last payment leaves open, when the receipt has nothing left and the rest is
/// within the tolerance: only what settles the plan is written off (M30). What was written off of
/// it before counts, so that many small differences do not become a large one.
///
/// # Errors
/// `number.overflow`.
pub fn within_tolerance(
    shares: &mut [Share],
    plans: &[Plan],
    left: Amount,
    tolerance: Amount,
) -> Result<()> {
    if !left.is_zero() || !tolerance.is_positive() {
        return Ok(());
    }
    let Some(last) = shares.last_mut() else {
        return Ok(());
    };
    let Some(plan) = plans.iter().find(|plan| plan.id == last.plan) else {
        return Ok(());
    };
    let rest = plan.open()?.minus(last.amount)?.minus(last.discount)?;
    if rest.is_positive() && rest.plus(plan.written_off)? <= tolerance {
        last.write_off = rest;
    }
    Ok(())
}

/// Who wants to pay plans, and with what.
#[derive(Debug, Clone, Copy)]
pub struct Payer {
    /// Whose plans they are.
    pub customer: CustomerId,
    /// The currency.
    pub currency: Currency,
    /// All there is.
    pub amount: Amount,
    /// What is left of it.
    pub left: Amount,
    /// The day money came in; nothing for what is no money and brings no discount.
    pub received_on: Option<Date>,
}

impl Payer {
    /// A receipt.
    #[must_use]
    pub fn of(receipt: &Receipt) -> Self {
        Self {
            customer: receipt.customer,
            currency: receipt.currency,
            amount: receipt.amount,
            left: receipt.unallocated,
            received_on: Some(receipt.received_on),
        }
    }
}

/// An amount of the receipt for a plan in the same currency.
const ONE_AMOUNT: Refusal = FIELD_CHOICE.saying(
    "give receipt_amount only for a plan in another currency than the receipt",
    "仅当计划与收款币种不同时才可给出 receipt_amount",
);

/// Checks the form of explicit allocations, before any plan is looked at.
///
/// # Errors
/// `list.too_long`, `number.not_positive`, `number.negative`, `amount.too_precise`, with the field's
/// path.
pub fn check_form(currency: Currency, wanted: &[AllocationArgs]) -> Result<()> {
    if wanted.len() > ALLOCATIONS_MAX {
        let error = LIST_TOO_LONG.at("allocations").with("count", wanted.len());
        return Err(error.with("max", ALLOCATIONS_MAX));
    }
    for (index, wanted) in wanted.iter().enumerate() {
        let field = format!("allocations[{index}].amount");
        if !wanted.amount.is_positive() {
            return Err(NUMBER_NOT_POSITIVE.at(field).with("text", wanted.amount));
        }
        if let Some(paid) = wanted.receipt_amount {
            let field = format!("allocations[{index}].receipt_amount");
            if !paid.is_positive() {
                return Err(NUMBER_NOT_POSITIVE.at(field).with("text", paid));
            }
            paid.of(currency).map_err(|error| error.at(field))?;
        }
    }
    Ok(())
}

/// Checks explicit allocations against the plans they name, in the same order. What plans in other
/// currencies take of the money is asked of `exchanged`, which may refuse.
///
/// # Errors
/// The refusals of [`ALL`], in order, with the path of the allocation; `number.overflow`.
pub fn explicit(
    payer: Payer,
    wanted: &[AllocationArgs],
    plans: &[Plan],
    exchanged: impl FnMut(&Plan, Amount) -> Result<Amount>,
) -> Result<Vec<Share>> {
    check(payer, wanted, plans, Some(payer.left), exchanged)
}

/// Checks what a recorded receipt is meant to pay. What is open is asked when it is confirmed:
/// other money may come in, or go back, until then.
///
/// # Errors
/// As [`explicit`], but for [`BEYOND_OPEN`] and [`BEYOND_DISCOUNT`].
pub fn intended(
    receipt: &Receipt,
    wanted: &[AllocationArgs],
    plans: &[Plan],
    exchanged: impl FnMut(&Plan, Amount) -> Result<Amount>,
) -> Result<()> {
    check(Payer::of(receipt), wanted, plans, None, exchanged).map(|_| ())
}

/// `left` is what a confirmed receipt can still pay; a recorded one has its amount.
fn check(
    payer: Payer,
    wanted: &[AllocationArgs],
    plans: &[Plan],
    left: Option<Amount>,
    mut exchanged: impl FnMut(&Plan, Amount) -> Result<Amount>,
) -> Result<Vec<Share>> {
    let mut shares: Vec<Share> = Vec::with_capacity(wanted.len());
    let mut total = Amount::ZERO.of(payer.currency)?;
    for (index, (wanted, plan)) in wanted.iter().zip(plans).enumerate() {
        let field = format!("allocations[{index}]");
        let refuse = |refusal: Refusal, part: &str| {
            let error = refusal.at(format!("{field}.{part}"));
            error.with("plan", plan.id.raw())
        };
        if plan.customer != payer.customer {
            return Err(refuse(OTHER_CUSTOMER, "plan").with("customer", plan.customer));
        }
        let paid = paid(payer, wanted, plan, &mut exchanged);
        let paid = paid.map_err(|error| error.under(&field))?;
        if plan.cancelled {
            return Err(refuse(PLAN_CANCELLED, "plan"));
        }
        if shares.iter().any(|share| share.plan == plan.id) {
            return Err(refuse(TWICE, "plan"));
        }
        let (amount, open) = (wanted.amount.of(plan.currency)?, plan.open()?);
        if left.is_some() && amount > open {
            let error = refuse(BEYOND_OPEN, "amount").with("amount", amount);
            return Err(error.with("open", open));
        }
        total = total.plus(paid)?;
        let mut share = Share::of(plan, amount, payer.received_on)?;
        share.paid = paid;
        if let Some(discount) = wanted.discount {
            let discount = discount.unsigned_of(plan.currency);
            let discount = discount.map_err(|error| error.at(format!("{field}.discount")))?;
            if left.is_some() && discount > share.discount {
                let error = refuse(BEYOND_DISCOUNT, "discount").with("discount", discount);
                return Err(error.with("allowed", share.discount));
            }
            share.discount = discount;
        }
        shares.push(share);
    }
    let left = left.unwrap_or(payer.amount);
    if total > left {
        return Err(BEYOND_RECEIPT
            .at("allocations")
            .with("amount", total)
            .with("unallocated", left));
    }
    Ok(shares)
}

/// What an allocation takes of the money, in its currency (M33).
fn paid(
    payer: Payer,
    wanted: &AllocationArgs,
    plan: &Plan,
    mut exchanged: impl FnMut(&Plan, Amount) -> Result<Amount>,
) -> Result<Amount> {
    let amount = wanted.amount.of(plan.currency);
    let amount = amount.map_err(|error| error.at("amount"))?;
    if plan.currency == payer.currency {
        return match wanted.receipt_amount {
            None => Ok(amount),
            Some(_) => Err(ONE_AMOUNT.at("receipt_amount")),
        };
    }
    if let Some(given) = wanted.receipt_amount {
        return given.of(payer.currency);
    }
    let paid = exchanged(plan, amount).map_err(|error| error.at("plan"))?;
    if paid.is_positive() {
        return Ok(paid);
    }
    Err(NUMBER_NOT_POSITIVE.at("receipt_amount").with("text", paid))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::collection::model::tests::plan;

    fn money(text: &str) -> Amount {
        Amount::parse(text).unwrap().of(Currency::CNY).unwrap()
    }

    /// What is written off of an open amount by a payment, with a tolerance of 0.05.
    fn written_off(open: &str, before: &str, paid: &str, left: &str) -> String {
        let mut plan = plan(1, open, "0", "2026-01-15");
        plan.amount = plan.amount.plus(money(before)).unwrap();
        plan.written_off = money(before);
        let mut shares = [Share::of(&plan, money(paid), Some(plan.effective_on)).unwrap()];
        within_tolerance(&mut shares, &[plan], money(left), money("0.05")).unwrap();
        shares[0].write_off.to_string()
    }

    #[test]
    fn the_example_of_m30() {
        // Open 33.33, receipt 33.30, tolerance 0.05: settled, 0.03 written off.
        assert_eq!(written_off("33.33", "0", "33.30", "0"), "0.03");
        assert_eq!(written_off("33.33", "0", "33.28", "0"), "0.05");
        // Beyond the tolerance it stays open.
        assert_eq!(written_off("33.33", "0", "33.27", "0"), "0.00");
    }

    #[test]
    fn a_tolerance_is_not_used_up_in_small_steps() {
        // 0.03 were written off before: of 0.05 only 0.02 are left.
        assert_eq!(written_off("33.33", "0.03", "33.30", "0"), "0.00");
        assert_eq!(written_off("33.33", "0.03", "33.31", "0"), "0.02");
        // Who has money left pays with that.
        assert_eq!(written_off("33.33", "0", "33.30", "0.01"), "0.00");
    }
}
