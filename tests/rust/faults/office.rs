//! A busy sales office in a process of its own: several threads sell, and write down what they were
//! answered.

use crm_core::engine::Durability;
use crm_core::{Crm, Options, Session};
use serde_json::{Value, json};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

pub(crate) const FILE: &str = "CRM_OFFICE_FILE";
const ACKS: &str = "CRM_OFFICE_ACKS";
const RUN: &str = "CRM_OFFICE_RUN";
const SALES: &str = "CRM_OFFICE_SALES";
const DURABILITY: &str = "CRM_OFFICE_DURABILITY";
/// Enough that commits are shared.
pub(crate) const THREADS: u64 = 8;
/// After so many sales all threads stop, and the file is closed and opened again.
const ROUND: u64 = 12;

/// One call that was answered.
#[derive(Clone)]
pub(crate) struct Ack {
    pub(crate) operation: String,
    pub(crate) args: Value,
    pub(crate) answer: Value,
}

/// Reads what an office wrote down. The last line may be half written when it was killed.
pub(crate) fn acks(text: &str) -> Vec<Ack> {
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    let read = |line: &str| {
        let mut ack: Value = serde_json::from_str(line).unwrap();
        Ack {
            operation: ack["operation"].as_str().unwrap().to_owned(),
            args: ack["args"].take(),
            answer: ack["answer"].take(),
        }
    };
    whole.lines().map(read).collect()
}

/// How a sale goes on after an error: a disk that fails ends a sale, not the office.
pub(crate) type Failed<'a> = &'a (dyn Fn(&str, crm_core::Error) + Sync);

/// Makes what every sale needs, once.
pub(crate) fn set_up(crm: &Crm) {
    let mut session = crm.session();
    let lines = json!([{ "percent": "30" }, { "balance": true, "due": "30d" }]);
    let terms = json!({ "name": "三七", "lines": lines, "request": "terms" });
    session.invoke("terms.create", &terms.to_string()).unwrap();
    let buyer = json!({ "name": "北京华信科技有限公司", "request": "buyer" });
    session
        .invoke("customer.create", &buyer.to_string())
        .unwrap();
}

/// Who sells: the name is part of every request key.
pub(crate) struct Seller<'a> {
    session: Session,
    name: String,
    calls: u64,
    acks: &'a File,
    failed: Failed<'a>,
}

impl<'a> Seller<'a> {
    pub(crate) fn new(crm: &Crm, name: String, acks: &'a File, failed: Failed<'a>) -> Self {
        Self {
            session: crm.session(),
            name,
            calls: 0,
            acks,
            failed,
        }
    }

    fn call(&mut self, operation: &str, mut args: Value) -> Option<Value> {
        self.calls += 1;
        args["request"] = format!("{}-{}", self.name, self.calls).into();
        match self.session.invoke(operation, &args.to_string()) {
            Ok(answer) => {
                let answer: Value = serde_json::from_str(&answer).unwrap();
                let ack = json!({ "operation": operation, "args": args, "answer": answer });
                // One call, so that lines of several threads do not mix.
                self.acks.write_all(format!("{ack}\n").as_bytes()).unwrap();
                Some(answer)
            }
            Err(error) => {
                (self.failed)(operation, error);
                None
            }
        }
    }

    /// One sale from the order to the money. Nothing is answered once a step failed.
    pub(crate) fn sell(&mut self) -> Option<()> {
        let first = |session: &mut Session, list: &str| {
            let page = session.invoke(list, "{}").ok()?;
            let page: Value = serde_json::from_str(&page).unwrap();
            page["items"][0]["id"].as_i64()
        };
        let customer = first(&mut self.session, "customer.list")?;
        let terms = first(&mut self.session, "terms.list")?;
        let line = json!({ "description": "伺服电机", "quantity": "3", "unit_price": "1200.00",
            "tax_percent": "13" });
        let args = json!({ "customer": customer, "lines": [line], "terms": terms });
        let order = self.call("order.create", args)?["id"].as_i64()?;
        self.call("order.submit", json!({ "order": order }))?;
        self.call("order.approve", json!({ "order": order }))?;
        let money = json!({ "customer": customer, "amount": "2000.00", "confirm": true });
        self.call("receipt.record", money).map(|_| ())
    }
}

/// An office in a process of its own. `run` makes its request keys its own.
pub(crate) fn process(path: &Path, acks: &Path, run: u64) -> Command {
    let mut command = crate::child("office::one_office");
    command
        .env(FILE, path)
        .env(ACKS, acks)
        .env(RUN, run.to_string());
    command
}

/// So many sales of each thread, each commit as durable as this.
pub(crate) fn bounded(command: &mut Command, sales: u64, durability: Durability) {
    command.env(SALES, sales.to_string());
    command.env(DURABILITY, format!("{durability:?}"));
}

#[test]
#[ignore = "a part of the tests that kill it or cut its power, run by them"]
fn one_office() {
    let Some(path) = std::env::var_os(FILE).map(PathBuf::from) else {
        return;
    };
    let acks = PathBuf::from(std::env::var_os(ACKS).unwrap());
    let acks = File::options()
        .create(true)
        .append(true)
        .open(acks)
        .unwrap();
    let (run, sales) = (crate::setting(RUN, 0), crate::setting(SALES, u64::MAX));
    let normal = std::env::var(DURABILITY).is_ok_and(|text| text == "Normal");
    let failed: Failed<'_> = &|operation, error| panic!("{operation}: {error:?}");
    for round in 0..sales.div_ceil(ROUND) {
        let mut options = Options::new(&path);
        options.wait = Duration::from_secs(60);
        if normal {
            options.durability = Durability::Normal;
        }
        let crm = Crm::open_with(options).unwrap();
        set_up(&crm);
        std::thread::scope(|scope| {
            for thread in 0..THREADS {
                let (crm, acks) = (crm.clone(), &acks);
                scope.spawn(move || {
                    let name = format!("{run}-{round}-{thread}");
                    let mut seller = Seller::new(&crm, name, acks, failed);
                    for _ in 0..ROUND.min(sales - round * ROUND) {
                        seller.sell().unwrap();
                    }
                });
            }
        });
    }
}
