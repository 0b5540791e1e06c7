//! A history: days on which anything is done with orders, money and plans, each with its reports.

use crate::money::{cents, number};
use crate::reports::{asked, balances, expected, whole};
use crm_core::Instant;
use crm_tests::pair::{Call, Pair};
use serde_json::{Value, json};

/// When every history begins: ten in the morning in Shanghai.
const BEGINNING: i64 = 1_768_442_400_000_000;
const DAY: i64 = 86_400_000_000;

/// What a day's reports said.
struct Kept {
    day: String,
    known_at: String,
    reports: Vec<Value>,
}

pub(crate) struct History {
    pub(crate) pair: Pair,
    seed: u64,
    now: i64,
    customers: Vec<Value>,
    terms: Vec<Value>,
    orders: Vec<Value>,
    receipts: Vec<Value>,
    notes: Vec<Value>,
    refunds: Vec<Value>,
    written_off: Vec<(Value, Value)>,
    kept: Vec<Kept>,
}

impl History {
    /// Two customers and terms of several kinds.
    pub(crate) fn new(pair: Pair, seed: u64) -> Self {
        let mut history = Self {
            pair,
            seed,
            now: BEGINNING,
            customers: Vec::new(),
            terms: vec![Value::Null],
            orders: Vec::new(),
            receipts: Vec::new(),
            notes: Vec::new(),
            refunds: Vec::new(),
            written_off: Vec::new(),
            kept: Vec::new(),
        };
        history.pass(0);
        let owner = history.must(
            "user.create",
            &json!({ "key": "zhang.wei", "name": "张伟" }),
        );
        for customer in [
            json!({ "name": "北京华信科技有限公司", "owner": owner["id"] }),
            json!({ "name": "上海申能机电有限公司" }),
            json!({ "name": "苏州力景自动化设备有限公司", "allocation": "manual" }),
        ] {
            let made = history.must("customer.create", &customer);
            history.customers.push(made["id"].clone());
        }
        for (name, lines) in [
            (
                "三分",
                json!([{ "percent": "33.34" }, { "percent": "33.33", "due": "10d" }, { "percent": "33.33", "due": "30d" }]),
            ),
            (
                "发货",
                json!([{ "percent": "40", "due": "5d" }, { "percent": "60", "starts": "delivery", "due": "7d" }]),
            ),
            (
                "验收",
                json!([{ "percent": "70", "due": "20d" }, { "percent": "30", "starts": "acceptance", "due": "15d" }]),
            ),
        ] {
            let made = history.must("terms.create", &json!({ "name": name, "lines": lines }));
            history.terms.push(made["id"].clone());
        }
        history.must(
            "code.create",
            &json!({ "list": "write_off_reason", "code": "small", "label": "尾差" }),
        );
        history
    }

    /// A whole number below a bound (SplitMix64).
    fn below(&mut self, bound: usize) -> usize {
        self.seed = self.seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.seed;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(bound).unwrap()).unwrap()
    }

    fn one_of(&mut self, records: &[Value]) -> Option<Value> {
        // Mostly of the newest, so that what was just made is met often.
        let bound = records.len().min(5);
        (bound > 0).then(|| {
            let back = self.below(bound);
            records[records.len() - 1 - back].clone()
        })
    }

    fn pass(&mut self, days: i64) {
        self.now += days * DAY;
        self.pair.set_now(Instant::from_micros(self.now).unwrap());
    }

    /// A day so many days ago; today for 0.
    fn ago(&self, days: usize) -> String {
        let there = self.now + 8 * 3_600_000_000 - i64::try_from(days).unwrap() * DAY;
        Instant::from_micros(there).unwrap().to_string()[..10].to_owned()
    }

    /// Asks both workspaces; nothing when it was refused.
    fn ask(&mut self, name: &str, arguments: &Value) -> Result<Option<Value>, String> {
        let call = Call::Operation(name.to_owned(), arguments.to_string());
        let answer = self.pair.ask(None, &call)?;
        Ok(answer.ok().map(|text| serde_json::from_str(&text).unwrap()))
    }

    fn must(&mut self, name: &str, arguments: &Value) -> Value {
        let answer = self
            .ask(name, arguments)
            .unwrap_or_else(|words| panic!("{words}"));
        answer.unwrap_or_else(|| panic!("{name} {arguments} was refused"))
    }

    /// One day: some work, its reports, and some days that pass.
    pub(crate) fn day(&mut self) -> Result<(), String> {
        for _ in 0..2 + self.below(6) {
            self.act()?;
        }
        self.keep()?;
        let days = 1 + i64::try_from(self.below(20)).unwrap();
        self.pass(days);
        Ok(())
    }

    fn act(&mut self) -> Result<(), String> {
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
                self.on(
                    "refund.reverse",
                    "refund",
                    &refund,
                    json!({ "reason": "退回" }),
                )
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
        let days = self.below(4);
        if days > 0 && name == "receipt.allocate" {
            more["effective_on"] = self.ago(days).into();
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
        let days = self.below(6);
        let mut receipt = json!({ "customer": self.customers[customer], "amount": cents(amount),
            "received_on": self.ago(days), "confirm": self.below(3) > 0 });
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
        let refund = json!({ (word): id, "amount": cents(amount), "reason": "退款" });
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
        if let Some(made) = self.ask("credit_note.issue", &note)? {
            self.notes.push(made["id"].clone());
        }
        Ok(())
    }

    fn on_note(&mut self) -> Result<(), String> {
        let notes = self.notes.clone();
        if self.below(2) == 0 {
            return self.on("credit_note.allocate", "credit_note", &notes, json!({}));
        }
        self.on(
            "credit_note.reverse",
            "credit_note",
            &notes,
            json!({ "reason": "误开" }),
        )
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
        let back = json!({ "plan": plan, "detail": detail, "reason": "误核" });
        self.ask("collection.take_back", &back).map(drop)
    }

    fn reschedule(&mut self) -> Result<(), String> {
        let Some(plan) = self.plan() else {
            return Ok(());
        };
        self.now += 40 * DAY;
        let days = self.below(60);
        let due_on = self.ago(days);
        self.now -= 40 * DAY;
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
        let on = self.below(3);
        let on = self.ago(on);
        if self.below(2) == 0 {
            let event = json!({ "order": order, "event": "acceptance", "happened_on": on });
            return self.ask("order.record_event", &event).map(drop);
        }
        let held = self.must("order.get", &json!({ "order": order }));
        let line = held["order"]["lines"][0]["id"].clone();
        let delivered = json!({ "order": order, "delivered_on": on, "lines": [{ "line": line, "quantity": "1" }] });
        let Some(made) = self.ask("delivery.record", &delivered)? else {
            return Ok(());
        };
        if self.below(3) == 0 {
            let back = json!({ "delivery": made["delivery"]["id"], "reason": "退货" });
            let _ = self.ask("delivery.reverse", &back)?;
        }
        Ok(())
    }

    fn reports(&mut self, moment: &Value) -> Result<Vec<Value>, String> {
        let mut reports = Vec::new();
        for mut arguments in asked() {
            for (name, value) in moment.as_object().unwrap() {
                arguments[name] = value.clone();
            }
            reports.push(whole(&arguments, |page| {
                let answer = self.ask("collection.ageing", page)?;
                answer.ok_or_else(|| format!("{page} was refused"))
            })?);
        }
        Ok(reports)
    }

    fn all(&mut self, list: &str) -> Vec<Value> {
        let (mut items, mut arguments) = (Vec::new(), json!({ "limit": 500 }));
        loop {
            let page = self.must(list, &arguments);
            items.extend(page["items"].as_array().unwrap().iter().cloned());
            if page["next"].is_null() {
                return items;
            }
            arguments["after"] = page["next"].clone();
        }
    }

    /// Keeps the reports of the day, and holds them against the balances.
    fn keep(&mut self) -> Result<(), String> {
        let reports = self.reports(&json!({}))?;
        let plans = self.all("collection.list");
        let mut credits = self.all("receipt.list");
        credits.extend(self.all("credit_note.list"));
        balances(&reports[0]["totals"], &plans, &credits, &self.ago(0))?;
        let cash = self.must("collection.cash", &json!({}));
        expected(&cash["items"], &reports[0]["totals"])?;
        self.kept.push(Kept {
            day: self.ago(0),
            known_at: Instant::from_micros(self.now).unwrap().to_string(),
            reports,
        });
        Ok(())
    }

    /// Every report of an earlier day says what it said then.
    pub(crate) fn look_back(&mut self) -> Result<(), String> {
        for kept in std::mem::take(&mut self.kept) {
            let moment = json!({ "as_of": kept.day, "known_at": kept.known_at });
            let again = self.reports(&moment)?;
            for ((asked, then), now) in asked().iter().zip(&kept.reports).zip(&again) {
                if then != now {
                    return Err(format!(
                        "as of {} {asked}\nit said {then}\nnow it says {now}",
                        kept.day
                    ));
                }
            }
        }
        Ok(())
    }
}
