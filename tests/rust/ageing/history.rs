//! A history: days on which anything is done, each with its reports.

use crate::money::number;
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
    pub(crate) customers: Vec<Value>,
    pub(crate) terms: Vec<Value>,
    pub(crate) orders: Vec<Value>,
    pub(crate) receipts: Vec<Value>,
    pub(crate) notes: Vec<Value>,
    pub(crate) refunds: Vec<Value>,
    pub(crate) written_off: Vec<(Value, Value)>,
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
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.seed = self.seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.seed;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(bound).unwrap()).unwrap()
    }

    pub(crate) fn one_of(&mut self, records: &[Value]) -> Option<Value> {
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

    /// A day so many days ago; today for 0, one to come below that.
    pub(crate) fn ago(&self, days: i64) -> String {
        let there = self.now + 8 * 3_600_000_000 - days * DAY;
        Instant::from_micros(there).unwrap().to_string()[..10].to_owned()
    }

    /// Asks both workspaces; nothing when it was refused.
    pub(crate) fn ask(&mut self, name: &str, arguments: &Value) -> Result<Option<Value>, String> {
        let call = Call::Operation(name.to_owned(), arguments.to_string());
        let answer = self.pair.ask(None, &call)?;
        Ok(answer.ok().map(|text| serde_json::from_str(&text).unwrap()))
    }

    pub(crate) fn must(&mut self, name: &str, arguments: &Value) -> Value {
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

    /// Every report of an earlier day says what it said then, and of no day is a credit negative,
    /// whatever was written behind its day since.
    pub(crate) fn look_back(&mut self) -> Result<(), String> {
        for kept in std::mem::take(&mut self.kept) {
            let known = self.must("collection.ageing", &json!({ "as_of": kept.day }));
            for sums in known["totals"].as_array().unwrap() {
                if number(&sums["credit"]) < 0 {
                    return Err(format!("as of {} a credit is {sums}", kept.day));
                }
            }
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
