//! What becomes of orders and plans once they are approved, as calls.

use crate::moves::chosen;
use crate::number::{decimal, number};
use crate::play::{Held, Play};
use crate::step::{Act, Step};
use serde_json::{Value, json};

const EVENTS: [&str; 4] = ["signing", "acceptance", "milestone", "contract_end"];
const STRATEGIES: [&str; 4] = ["spread_open", "last_line", "new_line", "reproportion"];

impl Play {
    /// Takes a step that stands on an approval.
    pub(crate) fn after_approval(&mut self, step: &Step, act: &Act) -> Held {
        match act {
            Act::Deliver(at, part) => self.deliver(step, *at, *part),
            Act::Undeliver(at) => {
                let found = chosen(&self.deliveries, *at);
                self.undo(step, "delivery.reverse", "delivery", found)
            }
            Act::Happen(at, event) => self.happen(step, *at, EVENTS[*event]),
            Act::Unhappen(at) => {
                let found = chosen(&self.events, *at);
                self.undo(step, "order.revoke_event", "event", found)
            }
            Act::Note(at, part, own) => self.note(step, *at, *part, *own),
            Act::Unnote(at) => {
                let found = chosen(&self.notes, *at);
                self.undo(step, "credit_note.reverse", "credit_note", found)
            }
            Act::Refund(at, part) => self.refund(step, *at, *part),
            Act::Unrefund(at) => {
                let found = chosen(&self.refunds, *at);
                self.undo(step, "refund.reverse", "refund", found)
            }
            Act::WriteOff(at, part) => self.write_off(step, *at, *part),
            Act::Amend(at, quantity, how) => self.amend(step, *at, *quantity, *how),
            Act::Terms(at, terms) => self.change_terms(step, *at, *terms),
            Act::Move(at, days) => self.reschedule(step, *at, *days),
            other => panic!("{other:?} is no step after an approval"),
        }
    }

    fn undo(&mut self, step: &Step, name: &str, word: &str, found: Option<Value>) -> Held {
        let Some(id) = found else { return Ok(()) };
        let arguments = json!({ (word): id, "reason": "误记" });
        self.done(step, name, arguments).map(drop)
    }

    /// Notes the plans that an answer shows for the first time.
    fn learn(&mut self, answer: &Value) {
        for plan in answer["plans"].as_array().into_iter().flatten() {
            if !self.plans.iter().any(|known| known["id"] == plan["id"]) {
                self.plans.push(plan.clone());
            }
        }
    }

    fn deliver(&mut self, step: &Step, at: usize, part: Option<i64>) -> Held {
        let Some(order) = chosen(&self.orders, at) else {
            return Ok(());
        };
        let mut arguments = json!({ "order": order });
        if let Some(part) = part {
            let held = self.read("order.get", &json!({ "order": order }));
            let lines = held["order"]["lines"].as_array().unwrap();
            let share = |line: &Value| {
                let thousandths = number(&line["quantity"]) * i128::from(part) / 1_000_000;
                let quantity = i64::try_from(thousandths).unwrap().max(1);
                json!({ "line": line["id"], "quantity": decimal(quantity, 3) })
            };
            arguments["lines"] = lines.iter().map(share).collect();
        }
        let done = self.done(step, "delivery.record", arguments)?;
        if let Some(done) = done {
            self.deliveries.push(done["delivery"]["id"].clone());
            self.learn(&done);
        }
        Ok(())
    }

    fn happen(&mut self, step: &Step, at: usize, event: &str) -> Held {
        let Some(order) = chosen(&self.orders, at) else {
            return Ok(());
        };
        let mut arguments = json!({ "order": order, "event": event });
        if event == "milestone" {
            arguments["milestone"] = "上线".into();
        }
        let done = self.done(step, "order.record_event", arguments)?;
        self.events
            .extend(done.map(|done| done["event"]["id"].clone()));
        Ok(())
    }

    fn note(&mut self, step: &Step, at: usize, part: i64, own: bool) -> Held {
        let Some(order) = chosen(&self.orders, at) else {
            return Ok(());
        };
        let held = self.read("order.get", &json!({ "order": order }));
        let gross = number(&held["order"]["gross"]) * i128::from(part) / 1_000_000_000;
        let amount = decimal(i64::try_from(gross).unwrap().max(1), 0);
        let mut arguments = json!({ "order": order, "amount": amount, "reason": "退货" });
        if !own {
            arguments["allocations"] = json!([]);
        }
        let done = self.done(step, "credit_note.issue", arguments)?;
        self.notes.extend(done.map(|done| done["id"].clone()));
        Ok(())
    }

    fn refund(&mut self, step: &Step, at: usize, part: i64) -> Held {
        let Some(receipt) = chosen(&self.receipts, at) else {
            return Ok(());
        };
        let whole = number(&receipt["amount"]) * i128::from(part) / 1_000_000_000;
        let amount = decimal(i64::try_from(whole).unwrap().max(1), 0);
        let arguments = json!({ "receipt": receipt["id"], "amount": amount, "reason": "多付" });
        let done = self.done(step, "refund.record", arguments)?;
        self.refunds.extend(done.map(|done| done["id"].clone()));
        Ok(())
    }

    fn write_off(&mut self, step: &Step, at: usize, part: i64) -> Held {
        let Some(plan) = chosen(&self.plans, at) else {
            return Ok(());
        };
        let whole = number(&plan["amount"]) * i128::from(part) / 1_000_000_000;
        let amount = decimal(i64::try_from(whole).unwrap().max(1), 0);
        let arguments = json!({ "plan": plan["id"], "amount": amount, "reason": "small" });
        self.done(step, "collection.write_off", arguments).map(drop)
    }

    fn amend(&mut self, step: &Step, at: usize, quantity: i64, how: usize) -> Held {
        let Some(order) = chosen(&self.orders, at) else {
            return Ok(());
        };
        let held = self.read("order.get", &json!({ "order": order }));
        let lines = held["order"]["lines"].as_array().unwrap();
        let mut kept: Vec<Value> = lines
            .iter()
            .map(|line| json!({ "line": line["id"], "quantity": line["quantity"] }))
            .collect();
        kept[0]["quantity"] = decimal(quantity, 3).into();
        let follow = json!({ "strategy": STRATEGIES[how], "consent": quantity % 2 == 0 });
        let arguments = json!({ "order": order, "change": { "lines": kept },
            "follow": follow, "reason": "追加" });
        if let Some(done) = self.done(step, "amendment.apply", arguments)? {
            self.learn(&done);
        }
        Ok(())
    }

    fn change_terms(&mut self, step: &Step, at: usize, terms: usize) -> Held {
        let (Some(order), Some(terms)) = (chosen(&self.orders, at), self.terms.get(terms)) else {
            return Ok(());
        };
        if terms.is_null() {
            return Ok(());
        }
        let arguments = json!({ "order": order, "terms": terms, "reason": "改条款" });
        if let Some(done) = self.done(step, "amendment.change_terms", arguments)? {
            self.learn(&done);
        }
        Ok(())
    }

    fn reschedule(&mut self, step: &Step, at: usize, days: i64) -> Held {
        let Some(plan) = chosen(&self.plans, at) else {
            return Ok(());
        };
        let today = crm_core::Date::parse(&self.workspace.today()).unwrap();
        let due_on = today.plus_days(days).unwrap().to_string();
        let arguments = json!({ "plan": plan["id"], "due_on": due_on, "reason": "延期" });
        self.done(step, "collection.reschedule", arguments)
            .map(drop)
    }
}
