//! What each thread does, chosen at random from what a busy sales office does.

use crm_core::{Crm, Session};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Mutex;

/// Few enough that everybody meets everybody.
const CUSTOMERS: usize = 6;
/// Repeats of a call that may be repeated, before the test says that it never gets through.
const REPEATS: usize = 50;

/// What all threads share.
pub(crate) struct Board {
    pub(crate) customers: Vec<i64>,
    terms: i64,
    /// Orders, receipts and quotes made so far, found and changed by whoever likes.
    orders: Mutex<Vec<i64>>,
    receipts: Mutex<Vec<i64>>,
    quotes: Mutex<Vec<i64>>,
}

fn call(session: &mut Session, name: &str, args: &Value) -> Value {
    let answer = session.invoke(name, &args.to_string());
    serde_json::from_str(&answer.unwrap_or_else(|error| panic!("{name}: {error:?}"))).unwrap()
}

impl Board {
    pub(crate) fn set_up(crm: &Crm) -> Self {
        let mut session = crm.session();
        let lines = json!([{ "percent": "30" }, { "balance": true, "due": "30d" }]);
        call(
            &mut session,
            "terms.create",
            &json!({ "name": "三七", "lines": lines }),
        );
        for number in 0..CUSTOMERS {
            let name = format!("客户{number}");
            call(&mut session, "customer.create", &json!({ "name": name }));
        }
        Self::find(crm)
    }

    /// The board of a workspace that was set up.
    pub(crate) fn find(crm: &Crm) -> Self {
        let mut session = crm.session();
        let mut ids = |list: &str, args: Value| -> Vec<i64> {
            let page = call(&mut session, list, &args);
            let items = page["items"].as_array().unwrap().iter();
            items.map(|item| item["id"].as_i64().unwrap()).collect()
        };
        Self {
            customers: ids("customer.list", json!({ "limit": 500 })),
            terms: ids("terms.list", json!({}))[0],
            orders: Mutex::new(ids("order.list", json!({ "limit": 500 }))),
            receipts: Mutex::new(ids("receipt.list", json!({ "limit": 500 }))),
            quotes: Mutex::new(ids("quote.list", json!({ "limit": 500 }))),
        }
    }
}

/// How often each operation was answered, and each refusal met.
#[derive(Default)]
pub(crate) struct Log {
    pub(crate) answered: BTreeMap<String, u64>,
    pub(crate) refused: BTreeMap<String, u64>,
    pub(crate) repeated: BTreeMap<String, u64>,
}

impl std::fmt::Debug for Log {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let all: u64 = self.answered.values().sum();
        write!(
            f,
            "{all} answered {:?}, refused {:?}, ",
            self.answered, self.refused
        )?;
        write!(f, "repeated {:?}", self.repeated)
    }
}

impl Log {
    pub(crate) fn joined(logs: Vec<Self>) -> Self {
        let mut all = Self::default();
        for log in logs {
            let maps = [
                (&mut all.answered, log.answered),
                (&mut all.refused, log.refused),
                (&mut all.repeated, log.repeated),
            ];
            for (sum, part) in maps {
                for (name, count) in part {
                    *sum.entry(name).or_default() += count;
                }
            }
        }
        all
    }

    /// One line that [`Log::read`] finds in a process's output.
    pub(crate) fn written(&self) -> String {
        format!(
            "log {}",
            json!([self.answered, self.refused, self.repeated])
        )
    }

    pub(crate) fn read(text: &str) -> Self {
        let line = text
            .lines()
            .find_map(|line| line.split_once("log ["))
            .expect("a log");
        let parts: Value = serde_json::from_str(&format!("[{}", line.1)).unwrap();
        let map = |index: usize| serde_json::from_value(parts[index].clone()).unwrap();
        Self {
            answered: map(0),
            refused: map(1),
            repeated: map(2),
        }
    }
}

struct Hand<'a> {
    session: Session,
    board: &'a Board,
    random: u64,
    name: String,
    calls: u64,
    log: Log,
}

pub(crate) fn work(crm: &Crm, board: &Board, seed: u64, number: u64, operations: u64) -> Log {
    let mut hand = Hand {
        session: crm.session(),
        board,
        random: (seed ^ (number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)) | 1,
        name: format!("hand-{number}"),
        calls: 0,
        log: Log::default(),
    };
    for _ in 0..operations {
        hand.act();
    }
    hand.log
}

impl Hand<'_> {
    fn below(&mut self, bound: usize) -> usize {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        usize::try_from(self.random >> 33).unwrap() % bound
    }

    /// One of what everybody made: mostly of the last few, so that hands meet.
    fn one_of(&mut self, of: &Mutex<Vec<i64>>) -> Option<i64> {
        let made = of.lock().unwrap().clone();
        let few = made.len().min(8);
        (few > 0).then(|| made[made.len() - 1 - self.below(few)])
    }

    /// Calls under a request key and repeats what may be repeated, as hosts are told to.
    fn call(&mut self, name: &str, mut args: Value) -> Option<Value> {
        self.calls += 1;
        args["request"] = format!("{}-{}", self.name, self.calls).into();
        for _ in 0..REPEATS {
            match self.session.invoke(name, &args.to_string()) {
                Ok(answer) => {
                    *self.log.answered.entry(name.to_owned()).or_default() += 1;
                    return Some(serde_json::from_str(&answer).unwrap());
                }
                Err(error) if error.is_retryable() => {
                    *self
                        .log
                        .repeated
                        .entry(error.kind().to_owned())
                        .or_default() += 1;
                    std::thread::sleep(std::time::Duration::from_millis(20));
                }
                Err(error) => {
                    let known = ["order.", "quote.", "receipt.", "allocation.", "collection."];
                    let known = known.iter().any(|folder| error.kind().starts_with(folder));
                    assert!(known, "{name} {args}: {error} {error:?}");
                    *self.log.refused.entry(error.kind().to_owned()).or_default() += 1;
                    return None;
                }
            }
        }
        panic!("{name} {args} never got through: {:?}", self.log);
    }

    fn act(&mut self) {
        let board = self.board;
        let customer = board.customers[self.below(board.customers.len())];
        let line = json!({ "description": "伺服电机", "quantity": "3", "unit_price": "1200.00",
            "tax_percent": "13" });
        match self.below(12) {
            0 | 1 => {
                let args = json!({ "customer": customer, "lines": [line], "terms": board.terms });
                if let Some(order) = self.call("order.create", args) {
                    board
                        .orders
                        .lock()
                        .unwrap()
                        .push(order["id"].as_i64().unwrap());
                }
            }
            2 => {
                let args = json!({ "customer": customer, "lines": [line], "terms": board.terms });
                if let Some(quote) = self.call("quote.create", args) {
                    let id = quote["id"].as_i64().unwrap();
                    self.call("quote.send", json!({ "quote": id }));
                    self.call("quote.accept", json!({ "quote": id }));
                    board.quotes.lock().unwrap().push(id);
                }
            }
            3 => {
                if let Some(quote) = self.one_of(&board.quotes)
                    && let Some(order) = self.convert(quote)
                {
                    board.orders.lock().unwrap().push(order);
                }
            }
            4 | 5 => self.on_order("order.submit"),
            6 | 7 => self.on_order("order.approve"),
            8 => {
                if let Some(order) = self.one_of(&board.orders) {
                    self.call(
                        "order.cancel",
                        json!({ "order": order, "reason": "客户改期" }),
                    );
                }
            }
            9 | 10 => self.receive(customer),
            _ => {
                if let Some(receipt) = self.one_of(&board.receipts) {
                    let args = json!({ "receipt": receipt, "reason": "退票" });
                    self.call("receipt.reverse", args);
                }
            }
        }
    }

    /// A part of a quote; several hands at once must not order more than was offered.
    fn convert(&mut self, quote: i64) -> Option<i64> {
        let sheet = self
            .session
            .invoke("quote.get", &json!({ "quote": quote }).to_string());
        let sheet: Value = serde_json::from_str(&sheet.ok()?).unwrap();
        let lines = sheet.get("lines").or_else(|| sheet["quote"].get("lines"))?;
        let line = &lines[0]["id"];
        let lines = json!([{ "line": line, "quantity": "2" }]);
        let order = self.call("quote.convert", json!({ "quote": quote, "lines": lines }))?;
        order["id"].as_i64()
    }

    fn on_order(&mut self, operation: &str) {
        if let Some(order) = self.one_of(&self.board.orders) {
            self.call(operation, json!({ "order": order }));
        }
    }

    /// Money for whatever is open, or for one plan that others pay at the same time.
    fn receive(&mut self, customer: i64) {
        let mut args = json!({ "customer": customer, "amount": "1500.00", "confirm": true });
        let list = json!({ "customer": customer, "limit": 20 });
        let open = self.session.invoke("plan.list", &list.to_string());
        if self.below(2) == 0
            && let Ok(open) = open
        {
            let open: Value = serde_json::from_str(&open).unwrap();
            if let Some(plan) = open["items"].as_array().unwrap().first() {
                args["allocations"] = json!([{ "plan": plan["id"], "amount": "1000.00" }]);
            }
        }
        if let Some(receipt) = self.call("receipt.record", args) {
            let id = receipt["id"].as_i64().unwrap();
            self.board.receipts.lock().unwrap().push(id);
        }
    }
}
