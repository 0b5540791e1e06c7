//! What is done on a day of a history: with orders, money and plans.

use crate::history::History;
use crate::money::{cents, number};
use serde_json::{Value, json};

impl History {
    pub(crate) fn act(&mut self) -> Result<(), String> {
        match self.below(24) {
            0..=4 => self.sell(),
            5..=8 => self.money(),
            9 => self.on_receipt("receipt.confirm", json!({})),
            10 => self.on_receipt("receipt.allocate", json!({})),
            11 => self.on_receipt("receipt.release", json!({ "reason": "改核" })),
            12 => self.on_receipt("receipt.reverse", json!({ "reason": "退票" })),
            13 => self.refund(),
            14 => {
                let refund = self.refunds.clone();
                let mut back = json!({ "reason": "退回" });
                self.date(&mut back, "reversed_on");
                self.on("refund.reverse", "refund", &refund, back)
            }
            15 => self.credit(),
            16 => self.on_note(),
            17 => self.write_off(),
            18 => self.take_back(),
            19 | 20 => self.reschedule(),
            21 => self.amend(),
            22 => self.started(),
            _ => {
                let orders = self.orders.clone();
                let name = ["order.cancel", "order.revoke"][self.below(2)];
                self.on(name, "order", &orders, json!({ "reason": "客户取消" }))
            }
        }
    }

    /// A day for what is done: mostly today, some days ago, now and then one to come.
    fn date(&mut self, arguments: &mut Value, field: &str) {
        let days = match self.below(8) {
            0 => -1 - i64::try_from(self.below(3)).unwrap(),
            1..=3 => i64::try_from(self.below(6)).unwrap(),
            _ => return,
        };
        arguments[field] = self.ago(days).into();
    }

    fn on(&mut self, name: &str, word: &str, of: &[Value], more: Value) -> Result<(), String> {
        let Some(id) = self.one_of(of) else {
            return Ok(());
        };
        let mut arguments = more;
        arguments[word] = id;
        self.ask(name, &arguments).map(drop)
    }

    fn on_receipt(&mut self, name: &str, more: Value) -> Result<(), String> {
        let receipts = self.receipts.clone();
        let mut more = more;
        match name {
            "receipt.confirm" => {}
            "receipt.reverse" => self.date(&mut more, "reversed_on"),
            _ => self.date(&mut more, "effective_on"),
        }
        self.on(name, "receipt", &receipts, more)
    }

    fn sell(&mut self) -> Result<(), String> {
        let (customer, terms) = (self.below(3), self.below(4));
        let price = 1 + i64::try_from(self.below(1_000_000)).unwrap();
        let quantity = if self.below(12) == 0 { "-1" } else { "3" };
        let currency = ["CNY", "CNY", "CNY", "USD"][self.below(4)];
        let mut order = json!({ "customer": self.customers[customer], "currency": currency,
            "lines": [{ "description": "伺服电机", "quantity": quantity, "unit_price": cents(price), "tax_percent": "13" }] });
        if !self.terms[terms].is_null() {
            order["terms"] = self.terms[terms].clone();
        }
        let Some(made) = self.ask("order.create", &order)? else {
            return Ok(());
        };
        let id = json!({ "order": made["id"] });
        let _ = self.ask("order.submit", &id)?;
        let _ = self.ask("order.approve", &id)?;
        self.orders.push(made["id"].clone());
        Ok(())
    }

    fn money(&mut self) -> Result<(), String> {
        let customer = self.below(3);
        let amount = 1 + i64::try_from(self.below(2_000_000)).unwrap();
        let mut receipt = json!({ "customer": self.customers[customer], "amount": cents(amount),
            "confirm": self.below(3) > 0 });
        self.date(&mut receipt, "received_on");
        if self.below(4) == 0 {
            receipt["currency"] = "USD".into();
        }
        if let Some(made) = self.ask("receipt.record", &receipt)? {
            self.receipts.push(made["id"].clone());
        }
        Ok(())
    }

    fn refund(&mut self) -> Result<(), String> {
        let note = self.below(3) == 0;
        let (word, all) = if note {
            ("credit_note", self.notes.clone())
        } else {
            ("receipt", self.receipts.clone())
        };
        let Some(id) = self.one_of(&all) else {
            return Ok(());
        };
        let get = if note {
            "credit_note.get"
        } else {
            "receipt.get"
        };
        let found = self.must(get, &json!({ (word): id }));
        let left = i64::try_from(number(&found["unallocated"]) / 100).unwrap();
        let amount = 1 + i64::try_from(self.below(usize::try_from(left.max(1)).unwrap())).unwrap();
        let mut refund = json!({ (word): id, "amount": cents(amount), "reason": "退款" });
        self.date(&mut refund, "refunded_on");
        if let Some(made) = self.ask("refund.record", &refund)? {
            self.refunds.push(made["id"].clone());
        }
        Ok(())
    }

    fn credit(&mut self) -> Result<(), String> {
        let orders = self.orders.clone();
        let Some(order) = self.one_of(&orders) else {
            return Ok(());
        };
        let amount = 1 + i64::try_from(self.below(300_000)).unwrap();
        let mut note = json!({ "order": order, "amount": cents(amount), "reason": "退货" });
        if self.below(2) == 0 {
            note["allocations"] = json!([]);
        }
        self.date(&mut note, "issued_on");
        if let Some(made) = self.ask("credit_note.issue", &note)? {
            self.notes.push(made["id"].clone());
        }
        Ok(())
    }

    fn on_note(&mut self) -> Result<(), String> {
        let notes = self.notes.clone();
        let mut more = json!({});
        if self.below(2) == 0 {
            self.date(&mut more, "effective_on");
            return self.on("credit_note.allocate", "credit_note", &notes, more);
        }
        more["reason"] = "误开".into();
        self.date(&mut more, "reversed_on");
        self.on("credit_note.reverse", "credit_note", &notes, more)
    }

    /// One of the open plans.
    fn plan(&mut self) -> Option<Value> {
        let open = self.must("collection.list", &json!({ "open": true, "limit": 100 }));
        let open = open["items"].as_array().unwrap().clone();
        self.one_of(&open)
    }

    fn write_off(&mut self) -> Result<(), String> {
        let Some(plan) = self.plan() else {
            return Ok(());
        };
        let mut off = json!({ "plan": plan["id"], "reason": "small" });
        if self.below(2) == 0 {
            off["amount"] = "0.01".into();
        }
        self.date(&mut off, "effective_on");
        if let Some(sheet) = self.ask("collection.write_off", &off)? {
            let last = sheet["details"].as_array().unwrap().last().unwrap();
            self.written_off
                .push((plan["id"].clone(), last["id"].clone()));
        }
        Ok(())
    }

    fn take_back(&mut self) -> Result<(), String> {
        let Some((plan, detail)) = self.written_off.pop() else {
            return Ok(());
        };
        let mut back = json!({ "plan": plan, "detail": detail, "reason": "误核" });
        self.date(&mut back, "effective_on");
        self.ask("collection.take_back", &back).map(drop)
    }

    fn reschedule(&mut self) -> Result<(), String> {
        let Some(plan) = self.plan() else {
            return Ok(());
        };
        let days = i64::try_from(self.below(60)).unwrap();
        let due_on = self.ago(days - 40);
        let moved = json!({ "plan": plan["id"], "due_on": due_on, "reason": "客户要求" });
        self.ask("collection.reschedule", &moved).map(drop)
    }

    fn amend(&mut self) -> Result<(), String> {
        let orders = self.orders.clone();
        let Some(order) = self.one_of(&orders) else {
            return Ok(());
        };
        let held = self.must("order.get", &json!({ "order": order }));
        let line = held["order"]["lines"][0]["id"].clone();
        let quantity = (1 + self.below(6)).to_string();
        let change = json!({ "lines": [{ "line": line, "quantity": quantity }] });
        let amended = json!({ "order": order, "change": change, "reason": "客户改单" });
        self.ask("amendment.apply", &amended).map(drop)
    }

    fn started(&mut self) -> Result<(), String> {
        let orders = self.orders.clone();
        let Some(order) = self.one_of(&orders) else {
            return Ok(());
        };
        if self.below(2) == 0 {
            let mut event = json!({ "order": order, "event": "acceptance" });
            self.date(&mut event, "happened_on");
            return self.ask("order.record_event", &event).map(drop);
        }
        let held = self.must("order.get", &json!({ "order": order }));
        let line = held["order"]["lines"][0]["id"].clone();
        let mut delivered = json!({ "order": order, "lines": [{ "line": line, "quantity": "1" }] });
        self.date(&mut delivered, "delivered_on");
        let Some(made) = self.ask("delivery.record", &delivered)? else {
            return Ok(());
        };
        if self.below(3) == 0 {
            let back = json!({ "delivery": made["delivery"]["id"], "reason": "退货" });
            let _ = self.ask("delivery.reverse", &back)?;
        }
        Ok(())
    }
}
