//! What must hold when the day is over: the books are sound, and three ways of counting them agree.

use crm_core::Instant;
use crm_tests::vectors::Door;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Open, overdue and credit, each in the smallest parts an amount can have.
type Sums = [i128; 3];

/// A door whose days end: before the clock moves on, the books are closed for the evening.
pub(crate) struct Evenings<'d> {
    door: &'d mut dyn Door,
    now: Option<String>,
    /// What was reported each evening, to be asked for again when the month is over.
    reports: Vec<(String, Value)>,
}

impl<'d> Evenings<'d> {
    pub(crate) fn over(door: &'d mut dyn Door) -> Self {
        Self {
            door,
            now: None,
            reports: Vec::new(),
        }
    }

    fn ask(&mut self, name: &str, args: &Value) -> Value {
        let answer = self.door.call(None, name, &args.to_string());
        let answer = answer.unwrap_or_else(|error| panic!("{name} {args}: {error}"));
        serde_json::from_str(&answer).unwrap()
    }

    /// The items of all pages of a list.
    fn all(&mut self, name: &str, args: &Value) -> Vec<Value> {
        let (mut args, mut items) = (args.clone(), Vec::new());
        args["limit"] = json!(100);
        loop {
            let mut page = self.ask(name, &args);
            items.append(page["items"].as_array_mut().unwrap());
            if page["next"].is_null() {
                return items;
            }
            args["after"] = page["next"].take();
        }
    }

    /// Closes the day.
    pub(crate) fn close(&mut self) {
        let Some(now) = self.now.take() else { return };
        let found = self.ask("admin.verify", &json!({}));
        assert_eq!(found["clean"], true, "{now}: {found}");
        let report = self.ask("collection.ageing", &json!({ "by": "order" }));
        let aged = aged(&report, &now);
        assert_eq!(aged, self.by_customer(), "{now}: ageing and balances");
        assert_eq!(
            aged,
            self.by_record(&now[..10]),
            "{now}: ageing and records"
        );
        self.reports.push((now, report));
    }

    /// What the balances of all customers come to, by currency.
    fn by_customer(&mut self) -> BTreeMap<String, Sums> {
        let mut sums = BTreeMap::new();
        for customer in self.all("customer.list", &json!({})) {
            let balance = self.ask("collection.balance", &json!({ "customer": customer["id"] }));
            for one in balance["balances"].as_array().unwrap() {
                let of_one = ["open", "overdue", "credit"].map(|name| parts(&one[name]));
                add(&mut sums, one, of_one);
            }
        }
        standing(sums)
    }

    /// What the plans, the receipts and the credit notes come to one by one, by currency.
    fn by_record(&mut self, today: &str) -> BTreeMap<String, Sums> {
        let mut sums = BTreeMap::new();
        for plan in self.all("collection.list", &json!({ "open": true })) {
            let open = parts(&plan["open"]);
            let late = plan["due_on"].as_str().is_some_and(|due| due < today);
            add(&mut sums, &plan, [open, if late { open } else { 0 }, 0]);
        }
        for list in ["receipt.list", "credit_note.list"] {
            for one in self.all(list, &json!({ "with_credit": true })) {
                add(&mut sums, &one, [0, 0, parts(&one["unallocated"])]);
            }
        }
        standing(sums)
    }

    /// A report of the past says what it said then (M35), whatever happened since.
    pub(crate) fn every_report_is_answered_again(&mut self) {
        for (now, report) in std::mem::take(&mut self.reports) {
            let args = json!({ "by": "order", "as_of": now[..10], "known_at": now });
            let mut again = self.ask("collection.ageing", &args);
            again["known_at"] = Value::Null;
            assert_eq!(again, report, "the report of {now}");
        }
    }
}

impl Door for Evenings<'_> {
    fn set_now(&mut self, now: &str) {
        self.close();
        self.door.set_now(now);
        self.now = Some(Instant::parse(now).unwrap().to_string());
    }

    fn call(&mut self, user: Option<&str>, name: &str, args: &str) -> Result<String, String> {
        self.door.call(user, name, args)
    }

    fn call_inside(
        &mut self,
        user: Option<&str>,
        name: &str,
        args: &str,
    ) -> Result<String, String> {
        self.door.call_inside(user, name, args)
    }
}

/// The totals of an ageing report; each must be the sum of its parts.
fn aged(report: &Value, now: &str) -> BTreeMap<String, Sums> {
    let mut sums = BTreeMap::new();
    for total in report["totals"].as_array().unwrap() {
        let buckets: i128 = total["buckets"].as_array().unwrap().iter().map(parts).sum();
        let late = buckets + parts(&total["over"]);
        let open = late + parts(&total["not_due"]) + parts(&total["dormant"]);
        assert_eq!(late, parts(&total["overdue"]), "{now}: {total}");
        assert_eq!(open, parts(&total["open"]), "{now}: {total}");
        add(&mut sums, total, [open, late, parts(&total["credit"])]);
    }
    standing(sums)
}

fn add(sums: &mut BTreeMap<String, Sums>, record: &Value, more: Sums) {
    let currency = record["currency"].as_str().unwrap().to_owned();
    let sum = sums.entry(currency).or_default();
    for (sum, more) in sum.iter_mut().zip(more) {
        *sum += more;
    }
}

/// Without the currencies of which nothing is left.
fn standing(mut sums: BTreeMap<String, Sums>) -> BTreeMap<String, Sums> {
    sums.retain(|_, sum| sum.iter().any(|part| *part != 0));
    sums
}

/// An amount in ten thousandths.
fn parts(amount: &Value) -> i128 {
    let text = amount.as_str().unwrap_or_else(|| panic!("{amount}"));
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    format!("{whole}{decimals:0<4}").parse().unwrap()
}
