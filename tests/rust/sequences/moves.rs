//! The steps, as calls.

use crate::books::Books;
use crate::number::{decimal, number};
use crate::play::{Held, Play};
use crate::step::{Act, Line, Shares, Step, Who};
use serde_json::{Value, json};

/// Currencies with their digits by ISO 4217.
const CURRENCIES: [(&str, usize); 3] = [("CNY", 2), ("JPY", 0), ("KWD", 3)];
/// The customer whose receipts pay nothing by themselves.
const MANUAL: usize = 2;
/// The customer whose receipts pay fees and interest first.
const PENALTY: usize = 0;
/// From this place on a share is of any plan.
const ANY: usize = 7;
/// From this place on a share is of any plan of the customer.
const OTHER_CURRENCIES: usize = 5;

impl Play {
    /// Takes one step.
    pub(crate) fn take(&mut self, step: &Step) -> Held {
        match &step.act {
            Act::Pass(days) => self.pass(*days),
            Act::Order(customer, currency, terms, lines, discount) => {
                let order = self.order((*customer, *currency, *terms), lines, *discount);
                self.begun(step, &order)?;
            }
            Act::Sell(customer, currency, terms, lines) => {
                let order = self.order((*customer, *currency, *terms), lines, 0);
                if let Some(order) = self.begun(step, &order)? {
                    self.done(step, "order.submit", json!({ "order": order }))?;
                    self.approved(
                        &Step {
                            who: Who::System,
                            ..step.clone()
                        },
                        &order,
                    )?;
                }
            }
            Act::Approve(at) => {
                if let Some(order) = chosen(&self.orders, *at) {
                    self.approved(step, &order)?;
                }
            }
            Act::Change(at, quantities, more) => self.change(step, *at, quantities, *more)?,
            Act::Submit(at) => self.on_order(step, "order.submit", *at, false)?,
            Act::Complete(at) => self.on_order(step, "order.complete", *at, false)?,
            Act::Reject(at) => self.on_order(step, "order.reject", *at, true)?,
            Act::Revoke(at) => self.on_order(step, "order.revoke", *at, true)?,
            Act::Cancel(at) => self.on_order(step, "order.cancel", *at, true)?,
            Act::Quote(customer, lines, discount) => {
                self.quote(step, *customer, lines, *discount)?
            }
            Act::Convert(at, parts) => self.convert(step, *at, parts.as_ref())?,
            Act::Record(customer, currency, amount, confirm, shares) => {
                let to = (*customer, *currency);
                self.record(step, to, *amount, *confirm, shares.as_ref())?;
            }
            Act::Confirm(at, shares) => {
                let more = self.paying(*at, shares.as_ref());
                self.on_receipt(step, "receipt.confirm", *at, more)?;
            }
            Act::Reverse(at) => {
                self.on_receipt(step, "receipt.reverse", *at, json!({ "reason": "退票" }))?;
            }
            Act::Release(at) => {
                self.on_receipt(step, "receipt.release", *at, json!({ "reason": "付错" }))?;
            }
            Act::Allocate(at, shares) => {
                let more = self.paying(*at, shares.as_ref());
                self.on_receipt(step, "receipt.allocate", *at, more)?;
            }
            late @ (Act::Dun(..)
            | Act::Undun(..)
            | Act::Waive(..)
            | Act::Say(..)
            | Act::Resolve(..)) => self.late(step, late)?,
            billed @ (Act::Bill(..) | Act::Issue(..) | Act::Unbill(..)) => {
                self.billed(step, billed)?;
            }
            other => self.after_approval(step, other)?,
        }
        Ok(())
    }

    pub(crate) fn done(
        &mut self,
        step: &Step,
        name: &str,
        arguments: Value,
    ) -> Held<Option<Value>> {
        self.act(step.who, step.twice, name, &arguments)
    }

    fn order(
        &self,
        (customer, currency, terms): (usize, usize, usize),
        lines: &[Line],
        discount: u8,
    ) -> Value {
        let mut order = json!({ "customer": self.customers[customer],
            "currency": CURRENCIES[currency].0, "lines": sold(lines) });
        if discount > 0 {
            order["discount_percent"] = discount.to_string().into();
        }
        if !self.terms[terms].is_null() {
            order["terms"] = self.terms[terms].clone();
        }
        order
    }

    /// Creates a draft; answers its id.
    fn begun(&mut self, step: &Step, order: &Value) -> Held<Option<Value>> {
        let made = self.done(step, "order.create", order.clone())?;
        let id = made.map(|made| made["id"].clone());
        self.orders.extend(id.clone());
        Ok(id)
    }

    fn approved(&mut self, step: &Step, order: &Value) -> Held {
        let approved = self.done(step, "order.approve", json!({ "order": order }))?;
        let plans = approved.iter().filter_map(|it| it["plans"].as_array());
        self.plans.extend(plans.flatten().cloned());
        Ok(())
    }

    fn change(&mut self, step: &Step, at: usize, quantities: &Shares, more: Option<Line>) -> Held {
        let Some(order) = chosen(&self.orders, at) else {
            return Ok(());
        };
        let held = self.read("order.get", &json!({ "order": order }));
        let held = held["order"]["lines"].as_array().unwrap();
        let kept = |(line, share): &(usize, i64)| {
            let line = &held[line % held.len()];
            let thousandths = number(&line["quantity"]) * i128::from(*share) / 1_000_000;
            let quantity = i64::try_from(thousandths).unwrap().max(1);
            json!({ "line": line["id"], "quantity": decimal(quantity, 3) })
        };
        let mut lines: Vec<Value> = quantities.iter().map(kept).collect();
        lines.extend(more.iter().map(sold_line));
        let arguments = json!({ "order": order, "lines": lines });
        self.done(step, "order.update", arguments).map(drop)
    }

    fn on_order(&mut self, step: &Step, name: &str, at: usize, reason: bool) -> Held {
        let Some(order) = chosen(&self.orders, at) else {
            return Ok(());
        };
        let mut arguments = json!({ "order": order });
        if reason {
            arguments["reason"] = "客户改单".into();
        }
        self.done(step, name, arguments).map(drop)
    }

    fn quote(&mut self, step: &Step, customer: usize, lines: &[Line], discount: i64) -> Held {
        let mut quote = json!({ "customer": self.customers[customer], "lines": sold(lines) });
        if discount > 0 {
            quote["discount_amount"] = decimal(discount, 2).into();
        }
        let Some(made) = self.done(step, "quote.create", quote)? else {
            return Ok(());
        };
        let ids = made["lines"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| line["id"].clone());
        let parts = ids
            .zip(lines.iter().map(|(quantity, _, _)| *quantity))
            .collect();
        self.quotes.push((made["id"].clone(), parts));
        for name in ["quote.send", "quote.accept"] {
            self.done(step, name, json!({ "quote": made["id"] }))?;
        }
        Ok(())
    }

    fn convert(&mut self, step: &Step, at: usize, parts: Option<&Shares>) -> Held {
        let Some((quote, lines)) = chosen(&self.quotes, at) else {
            return Ok(());
        };
        let mut arguments = json!({ "quote": quote });
        if let Some(parts) = parts {
            let part = |(line, share): &(usize, i64)| {
                let (line, quantity) = &lines[line % lines.len()];
                let quantity = (quantity * share / 1_000).max(1);
                json!({ "line": line, "quantity": decimal(quantity, 3) })
            };
            arguments["lines"] = parts.iter().map(part).collect();
        }
        let made = self.done(step, "quote.convert", arguments)?;
        self.orders.extend(made.map(|made| made["id"].clone()));
        Ok(())
    }

    fn record(
        &mut self,
        step: &Step,
        (customer, currency): (usize, usize),
        amount: i64,
        confirm: bool,
        shares: Option<&Shares>,
    ) -> Held {
        let (code, digits) = CURRENCIES[currency];
        let mut receipt = json!({ "customer": self.customers[customer], "currency": code,
            "amount": decimal(amount, digits), "confirm": confirm });
        if let Some(shares) = shares {
            receipt["allocations"] = self.allocations(shares, &receipt);
        }
        let made = self.done(step, "receipt.record", receipt)?;
        if let Some(made) = &made {
            self.receipts.push(made.clone());
            if shares.is_none() && customer != MANUAL {
                Books::read(self).oldest_first(made, 0, customer == PENALTY)?;
            }
        }
        Ok(())
    }

    fn on_receipt(&mut self, step: &Step, name: &str, at: usize, more: Value) -> Held {
        let Some(receipt) = chosen(&self.receipts, at) else {
            return Ok(());
        };
        let before = self.read("receipt.get", &json!({ "receipt": receipt["id"] }));
        let before = before["allocations"].as_array().map_or(0, Vec::len);
        let given = more.get("allocations").is_some();
        let mut arguments = more;
        arguments["receipt"] = receipt["id"].clone();
        let done = self.done(step, name, arguments)?;
        let undoes = ["receipt.reverse", "receipt.release"].contains(&name);
        let Some(done) = done.filter(|_| !undoes) else {
            return Ok(());
        };
        // A strategy decides when the host did not, neither now nor when it was recorded.
        let manual = done["customer"] == self.customers[MANUAL] && name == "receipt.confirm";
        let intended = name == "receipt.confirm" && !done["intended"].is_null();
        if given || manual || intended {
            return Ok(());
        }
        let penalty = done["customer"] == self.customers[PENALTY] && name == "receipt.confirm";
        Books::read(self).oldest_first(&done, before, penalty)
    }

    /// What a receipt is told to pay, when anything is said.
    fn paying(&self, at: usize, shares: Option<&Shares>) -> Value {
        match (shares, chosen(&self.receipts, at)) {
            (Some(shares), Some(receipt)) => {
                json!({ "allocations": self.allocations(shares, &receipt) })
            }
            _ => json!({}),
        }
    }

    /// Shares of plans in whole units of money: mostly of the customer and currency that `fits`
    /// names, now and then of the customer's in any currency, or of any.
    fn allocations(&self, shares: &Shares, fits: &Value) -> Value {
        let same = |plan: &&Value| {
            ["customer", "currency"]
                .iter()
                .all(|field| plan[field] == fits[field])
        };
        let own: Vec<Value> = self.plans.iter().filter(same).cloned().collect();
        let theirs = |plan: &&Value| plan["customer"] == fits["customer"];
        let theirs: Vec<Value> = self.plans.iter().filter(theirs).cloned().collect();
        let amount = |(at, share): &(usize, i64)| {
            let found = match *at {
                ANY.. => &self.plans,
                OTHER_CURRENCIES.. if !theirs.is_empty() => &theirs,
                _ if own.is_empty() => &self.plans,
                _ => &own,
            };
            let plan = chosen(found, *at)?;
            let amount = number(&plan["amount"]) * i128::from(*share) / 1_000_000_000;
            let amount = i64::try_from(amount).unwrap().max(1);
            Some(json!({ "plan": plan["id"], "amount": decimal(amount, 0) }))
        };
        shares.iter().filter_map(amount).collect()
    }
}

/// Counted from the newest, so that what was just made is met often.
pub(crate) fn chosen<T: Clone>(records: &[T], at: usize) -> Option<T> {
    let back = at.checked_rem(records.len())?;
    records.iter().rev().nth(back).cloned()
}

fn sold(lines: &[Line]) -> Value {
    lines.iter().map(sold_line).collect()
}

fn sold_line((quantity, price, tax): &Line) -> Value {
    json!({ "description": "伺服电机", "quantity": decimal(*quantity, 3),
        "unit_price": decimal(*price, 2), "tax_percent": tax.to_string() })
}
