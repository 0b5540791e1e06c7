//! How the value of a document in another currency is taken off. Pure.

use super::model::BaseValue;
use crate::base::error::{Refusal, Result};
use crate::base::number::Tie;
use crate::base::split::by_weights;
use crate::base::{Amount, Currency};

/// The order is in the workspace's currency.
pub const SAME_CURRENCY: Refusal = Refusal::rule(
    "exchange.same_currency",
    "the order is in {currency}, the workspace's own currency",
    "订单币种 {currency} 即本位币",
);
/// It has a value.
pub const FIXED: Refusal = Refusal::rule(
    "exchange.fixed",
    "the order's value of {base_amount} {base_currency} is fixed",
    "订单的本位币价值 {base_amount} {base_currency} 已确定",
);
/// The workspace's currency stays while values are in it.
pub const CURRENCY_IN_USE: Refusal = Refusal::rule(
    "exchange.currency_in_use",
    "orders and receipts have values in {currency}; it stays the workspace's currency",
    "已有订单或收款以 {currency} 计价,不得更换本位币",
);
/// What an approver is told when no rate gives an order a value.
pub const NOT_VALUED: Refusal = Refusal::rule(
    "exchange.not_valued",
    "no rate leads from {from} to {to} on {on}, nor on the {days} days before it: the order has no \
     value in {to} until exchange.value gives it one",
    "{on} 当日及之前 {days} 天内没有 {from} 对 {to} 的汇率:执行 exchange.value 之前,订单没有 {to} 价值",
);

/// How base amounts are rounded: away from zero, as money that is exchanged is everywhere.
const TIE: Tie = Tie::HalfUp;

impl BaseValue {
    /// Takes an amount off what is open, and answers what goes with it: its share of what is left
    /// of the value, and all of that with the last of it, so that nothing is left over (M32). An
    /// amount below zero is open again, at the rate of the whole.
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn take(&mut self, amount: Amount) -> Result<Amount> {
        let part = if amount == self.open {
            self.base_open
        } else {
            let (value, whole) = if amount.is_negative() || self.open.is_zero() {
                (self.base_amount, self.amount)
            } else {
                (self.base_open, self.open)
            };
            share(value, amount, whole, self.base_currency)?
        };
        self.open = self.open.minus(amount)?;
        self.base_open = self.base_open.minus(part)?;
        Ok(part)
    }

    /// Gives back what was taken, to the cent.
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn give_back(&mut self, amount: Amount, part: Amount) -> Result<()> {
        self.open = self.open.plus(amount)?;
        self.base_open = self.base_open.plus(part)?;
        Ok(())
    }

    /// Raises the whole by an amount that is worth so much.
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn raise(&mut self, amount: Amount, worth: Amount) -> Result<()> {
        self.amount = self.amount.plus(amount)?;
        self.base_amount = self.base_amount.plus(worth)?;
        self.give_back(amount, worth)
    }

    /// Lowers the whole by an amount that is open, and answers what goes with it.
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn lower(&mut self, amount: Amount) -> Result<Amount> {
        let part = self.take(amount)?;
        self.amount = self.amount.minus(amount)?;
        self.base_amount = self.base_amount.minus(part)?;
        Ok(part)
    }

    /// What is left of the value, shared out over open amounts by cumulative rounding (M5): the sum
    /// is what is left, to the cent.
    ///
    /// # Errors
    /// `number.overflow`.
    pub fn shared_out(&self, open: &[Amount]) -> Result<Vec<Amount>> {
        let weights: Vec<i64> = open.iter().map(|open| open.ten_thousandths()).collect();
        by_weights(self.base_open, &weights, self.base_currency, TIE)
    }
}

fn share(value: Amount, part: Amount, whole: Amount, currency: Currency) -> Result<Amount> {
    let [value, part, whole] = [value, part, whole].map(|a| i128::from(a.ten_thousandths()));
    if whole == 0 {
        return Amount::ZERO.of(currency);
    }
    Amount::rounded(value, part, whole, currency, TIE)
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
