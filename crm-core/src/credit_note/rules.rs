//! What a credit note may be, and what it settles. Pure.

use super::model::{CreditNote, CreditNoteStatus, CreditShare};
use crate::base::error::{Refusal, Result};
use crate::base::{Amount, Date, Line, Tie};
use crate::collection::Plan;
use crate::order::Order;

/// More than the order came to.
pub const BEYOND_ORDER: Refusal = Refusal::rule(
    "credit_note.beyond_order",
    "{amount} is more than the {left} of the order that no credit note is about yet and that was \
     neither discounted nor written off",
    "{amount} 超过该订单尚未开具贷项、折扣或核销的金额 {left}",
);
/// The tax is no part of the amount.
pub const TAX_BEYOND: Refusal = Refusal::rule(
    "credit_note.tax_beyond",
    "tax of {tax} cannot be in {amount}",
    "税额 {tax} 不可能包含在 {amount} 中",
);
/// It was reversed before.
pub const REVERSED: Refusal = Refusal::rule(
    "credit_note.reversed",
    "the credit note was reversed on {reversed_on}",
    "该贷项通知已于 {reversed_on} 冲销",
);
/// What went back to the customer is no mistake any more.
pub const REFUNDED: Refusal = Refusal::rule(
    "credit_note.refunded",
    "{refunded} of the credit note went back to the customer; take the refund back first",
    "该贷项通知已退款 {refunded},请先撤回退款",
);
/// It is taken back before it took effect.
pub const DAY_BEFORE: Refusal = Refusal::rule(
    "credit_note.day_before",
    "{day} lies before {effective_on}, the last day on which the credit note took effect",
    "{day} 早于该贷项通知最近一次生效日期 {effective_on}",
);

/// What a customer need not pay of an order is no order given up.
pub const ORDER_CREDITED: Refusal = Refusal::rule(
    "order.credited",
    "credit notes of {credited} about the order stand; reverse them first",
    "该订单有效的贷项通知合计 {credited},请先冲销",
);

/// What a new credit note of an order is: its amount, at most what no other one is about and what was
/// neither discounted nor written off of its plans, and the tax in it, when nothing is said of the tax
/// its share of the order's, rounded over all credit notes together (M14, M29).
///
/// # Errors
/// `credit_note.beyond_order` at `amount`; `number.negative`, `credit_note.tax_beyond` at `tax`.
pub fn amounts(
    order: &Order,
    (earlier, plans): (&[CreditNote], &[Plan]),
    amount: Amount,
    tax: Option<Amount>,
) -> Result<Amount> {
    let standing = || {
        let issued = |note: &&CreditNote| note.status == CreditNoteStatus::Issued;
        earlier.iter().filter(issued)
    };
    let before = Amount::sum(standing().map(|note| note.amount))?;
    // What nobody asked for any more was never paid: credit for it would be money for nothing.
    let conceded = plans.iter().filter(|plan| !plan.cancelled);
    let conceded = conceded.flat_map(|plan| [plan.discounted, plan.written_off]);
    let left = order.gross.minus(before)?.minus(Amount::sum(conceded)?)?;
    let left = left.max(Amount::ZERO).of(order.currency)?;
    if amount > left {
        let error = BEYOND_ORDER.at("amount").with("amount", amount);
        return Err(error.with("left", left));
    }
    let tax = match tax {
        Some(tax) => tax
            .unsigned_of(order.currency)
            .map_err(|error| error.at("tax"))?,
        None => {
            let taxed = Amount::sum(standing().map(|note| note.tax))?;
            let [all, share, whole] = [order.tax, before.plus(amount)?, order.gross]
                .map(|part| i128::from(part.ten_thousandths()));
            let reached = Amount::rounded(all, share, whole, order.currency, Tie::HalfUp)?;
            reached.minus(taxed)?.max(Amount::ZERO.of(order.currency)?)
        }
    };
    if tax > amount {
        return Err(TAX_BEYOND.at("tax").with("tax", tax).with("amount", amount));
    }
    Ok(tax)
}

/// The plans a credit note settles by itself: of its order, from the latest open one backwards, the
/// opposite of money (M29). What waits comes before what is due.
///
/// # Errors
/// `number.overflow`.
pub fn latest_first(amount: Amount, plans: &[Plan]) -> Result<Vec<CreditShare>> {
    let mut latest: Vec<&Plan> = plans.iter().collect();
    latest.sort_by_key(|plan| std::cmp::Reverse((plan.due_on.kept(), plan.sequence)));
    let (mut left, mut shares) = (amount, Vec::new());
    for plan in latest {
        let part = plan.open()?.min(left);
        if part.is_positive() {
            left = left.minus(part)?;
            shares.push(CreditShare {
                plan: plan.id,
                amount: part,
            });
        }
    }
    Ok(shares)
}

/// Whether it still stands.
///
/// # Errors
/// `credit_note.reversed`.
pub fn stands(note: &CreditNote) -> Result<()> {
    match note.reversed_on {
        None => Ok(()),
        Some(day) => Err(REVERSED.at("credit_note").with("reversed_on", day)),
    }
}

/// Reverses on a day.
///
/// # Errors
/// `credit_note.reversed`, `credit_note.refunded`, `credit_note.day_before`.
pub fn reverse(note: &CreditNote, on: Date, reason: Line) -> Result<CreditNote> {
    stands(note)?;
    if !note.refunded.is_zero() {
        let error = REFUNDED.at("credit_note");
        return Err(error.with("refunded", note.refunded));
    }
    let effective = note.allocations.iter().map(|detail| detail.effective_on);
    let last = effective.chain([note.issued_on]).max();
    if let Some(last) = last.filter(|last| on < *last) {
        let error = DAY_BEFORE.at("reversed_on").with("day", on);
        return Err(error.with("effective_on", last));
    }
    let mut after = note.clone();
    after.status = CreditNoteStatus::Reversed;
    after.reversed_on = Some(on);
    after.reversed_for = Some(reason);
    Ok(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Currency;
    use crate::base::id::Id;
    use crate::collection::model::tests::plan;

    fn money(text: &str) -> Amount {
        Amount::parse(text).unwrap().of(Currency::CNY).unwrap()
    }

    #[test]
    fn a_credit_note_begins_with_what_is_latest() {
        // M29, with the plans of M17: 45,000.00 take 10,000.00 of the last and 35,000.00 of the one
        // before; what is settled already is passed over.
        let plans = [
            plan(1, "30000", "30000", "2026-01-15"),
            plan(2, "60000", "0", "2026-03-02"),
            plan(3, "10000", "0", "2026-04-15"),
        ];
        let shares = latest_first(money("45000"), &plans).unwrap();
        let found: Vec<(i64, String)> = shares
            .iter()
            .map(|share| (share.plan.raw(), share.amount.to_string()))
            .collect();
        assert_eq!(found, [(3, "10000.00".into()), (2, "35000.00".into())]);
        // 70,000.00 are open: the rest of 80,000.00 is left.
        let all = latest_first(money("80000"), &plans).unwrap();
        let sum = Amount::sum(all.iter().map(|share| share.amount)).unwrap();
        assert_eq!(sum, money("70000"));
    }
}
