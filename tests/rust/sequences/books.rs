//! The books as a stranger would keep them from what lists and reads answer: every balance of M20
//! computed anew, with none of the library's own arithmetic.

use crate::feed::differs;
use crate::number::number;
use crate::play::{Held, Play};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What is open, overdue and credit of a customer in one currency.
type Balances = BTreeMap<(String, String), [i128; 3]>;

/// Everything that has to do with money.
pub(crate) struct Books {
    orders: Vec<Value>,
    quotes: Vec<Value>,
    receipts: Vec<Value>,
    /// The plans that are not cancelled.
    plans: Vec<Value>,
    balances: Vec<Value>,
    today: String,
}

fn ensure(holds: bool, words: impl FnOnce() -> String) -> Held {
    if holds { Ok(()) } else { Err(words()) }
}

fn items(list: &Value) -> &[Value] {
    list.as_array().map_or(&[], Vec::as_slice)
}

fn sum<'v>(values: impl IntoIterator<Item = &'v Value>, field: &str) -> i128 {
    values.into_iter().map(|value| number(&value[field])).sum()
}

/// How plans are paid: by day, then by id.
fn place(plan: &Value) -> (String, i64) {
    (plan["due_on"].to_string(), plan["id"].as_i64().unwrap())
}

impl Books {
    /// Reads them.
    pub(crate) fn read(play: &Play) -> Self {
        let each = |list: &str, get: &str, word: &str| -> Vec<Value> {
            let found = play.all(list, &json!({ "limit": 100 }));
            let get = |one: &Value| play.read(get, &json!({ (word): one["id"] }));
            found.iter().map(get).collect()
        };
        let balance =
            |customer: &Value| play.read("collection.balance", &json!({ "customer": customer }));
        Self {
            orders: each("order.list", "order.get", "order"),
            quotes: each("quote.list", "quote.get", "quote"),
            receipts: each("receipt.list", "receipt.get", "receipt"),
            plans: play.all("collection.list", &json!({ "limit": 100 })),
            balances: play.customers.iter().map(balance).collect(),
            today: play.workspace.today(),
        }
    }

    /// Everything that must hold at any time.
    pub(crate) fn check(&self, play: &Play) -> Held {
        self.orders.iter().try_for_each(|sheet| self.order(sheet))?;
        self.plans.iter().try_for_each(|plan| self.plan(plan))?;
        self.receipts
            .iter()
            .try_for_each(|receipt| self.receipt(receipt))?;
        self.quotes
            .iter()
            .try_for_each(|sheet| self.quote(&sheet["quote"]))?;
        self.balanced()?;
        self.follow_from_changes(play)
    }

    /// The plans of an approved order sum to its total; no other order has any.
    fn order(&self, sheet: &Value) -> Held {
        let order = &sheet["order"];
        let live = self
            .plans
            .iter()
            .filter(|plan| plan["order"] == order["id"]);
        let live: Vec<&Value> = live.collect();
        let total = number(&order["gross"]);
        let lines = sum(items(&order["lines"]), "gross");
        ensure(total == lines, || {
            format!("lines of {total} sum to {lines}: {order}")
        })?;
        if !matches!(order["status"].as_str(), Some("approved" | "completed")) {
            return ensure(live.is_empty(), || format!("plans of {order}: {live:?}"));
        }
        let planned = sum(live.iter().copied(), "amount");
        ensure(planned == total, || {
            format!("planned {planned} of {total}: {sheet}")
        })?;
        ensure(total != 0 || live.is_empty(), || {
            format!("plans of nothing: {sheet}")
        })?;
        let shown = sum(items(&sheet["plans"]), "amount");
        ensure(shown == total, || {
            format!("the order shows other plans: {sheet}")
        })
    }

    /// What of a plan was collected is what stands of its details; what is open the rest.
    fn plan(&self, plan: &Value) -> Held {
        let details = self
            .receipts
            .iter()
            .flat_map(|receipt| items(&receipt["allocations"]));
        let details = details.filter(|detail| detail["plan"] == plan["id"]);
        let standing = self
            .receipts
            .iter()
            .filter(|receipt| receipt["status"] == "confirmed");
        let standing = standing.flat_map(|receipt| items(&receipt["allocations"]));
        let standing = sum(
            standing.filter(|detail| detail["plan"] == plan["id"]),
            "amount",
        );
        let [amount, collected, open] =
            ["amount", "collected", "open"].map(|field| number(&plan[field]));
        let paid = sum(details, "amount");
        let words = || format!("details {paid}, of confirmed receipts {standing}: {plan}");
        ensure(collected == paid && collected == standing, words)?;
        ensure(open == amount - collected, || format!("open: {plan}"))?;
        ensure(0 <= open && open <= amount, || {
            format!("out of bounds: {plan}")
        })?;
        let status = self.status(plan, open, collected);
        ensure(plan["status"] == status, || format!("not {status}: {plan}"))
    }

    /// M19.
    fn status(&self, plan: &Value, open: i128, collected: i128) -> &'static str {
        let before = |field: &str| plan[field].as_str() < Some(self.today.as_str());
        let reached = plan["remind_on"].as_str() <= Some(self.today.as_str());
        match (open, collected) {
            (0, _) => "settled",
            _ if before("due_on") => "overdue",
            (_, 1..) => "partly_collected",
            _ if reached => "due_soon",
            _ => "planned",
        }
    }

    /// A receipt is what it pays and its credit; one that does not count pays nothing.
    fn receipt(&self, receipt: &Value) -> Held {
        let details = items(&receipt["allocations"]);
        let [amount, credit] = ["amount", "unallocated"].map(|field| number(&receipt[field]));
        let paid = sum(details, "amount");
        let holds = match receipt["status"].as_str() {
            Some("confirmed") => amount == paid + credit && credit >= 0,
            Some("draft") => details.is_empty() && credit == 0,
            _ => paid == 0 && credit == 0,
        };
        ensure(holds, || format!("paid {paid}: {receipt}"))?;
        let mut plans: BTreeMap<String, i128> = BTreeMap::new();
        for detail in details {
            *plans.entry(detail["plan"].to_string()).or_default() += number(&detail["amount"]);
            let same =
                detail["currency"] == receipt["currency"] && detail["receipt"] == receipt["id"];
            ensure(same, || format!("{detail} in {receipt}"))?;
            let plan = self.plans.iter().find(|plan| plan["id"] == detail["plan"]);
            let fits = plan.is_none_or(|plan| {
                plan["customer"] == receipt["customer"] && plan["order"] == detail["order"]
            });
            ensure(fits, || format!("{detail} pays {plan:?}"))?;
        }
        let reversed = receipt["status"] == "reversed";
        let back = plans
            .values()
            .all(|paid| if reversed { *paid == 0 } else { *paid > 0 });
        ensure(back, || format!("{plans:?} of {receipt}"))
    }

    /// What is ordered of a quote line is what its living orders hold, and never more than it has;
    /// neither do they carry more than its discount.
    fn quote(&self, quote: &Value) -> Held {
        let living = self.orders.iter().map(|sheet| &sheet["order"]);
        let living = living.filter(|order| order["status"] != "cancelled");
        let orders: Vec<&Value> = living
            .filter(|order| order["quote"] == quote["id"])
            .collect();
        for line in items(&quote["lines"]) {
            let parts = orders.iter().flat_map(|order| items(&order["lines"]));
            let parts = parts.filter(|part| part["quote_line"] == line["id"]);
            let ordered = sum(parts, "quantity");
            let holds = number(&line["ordered"]) == ordered && ordered <= number(&line["quantity"]);
            ensure(holds, || format!("ordered {ordered}: {line}"))?;
        }
        let given = sum(orders.iter().copied(), "discount");
        ensure(given <= number(&quote["discount"]), || {
            format!("discounts of {given}: {quote}")
        })
    }

    /// Each customer's balance, per currency, and nothing beside it.
    fn balanced(&self) -> Held {
        let mut expected = Balances::new();
        let key = |record: &Value| {
            (
                record["customer"].to_string(),
                record["currency"].to_string(),
            )
        };
        for plan in self.plans.iter().filter(|plan| number(&plan["open"]) != 0) {
            let entry = expected.entry(key(plan)).or_default();
            entry[0] += number(&plan["open"]);
            if plan["due_on"].as_str() < Some(self.today.as_str()) {
                entry[1] += number(&plan["open"]);
            }
        }
        for receipt in self
            .receipts
            .iter()
            .filter(|it| number(&it["unallocated"]) != 0)
        {
            expected.entry(key(receipt)).or_default()[2] += number(&receipt["unallocated"]);
        }
        let mut found = Balances::new();
        for balance in &self.balances {
            for one in items(&balance["balances"]) {
                let key = (balance["customer"].to_string(), one["currency"].to_string());
                let figures = ["open", "overdue", "credit"].map(|field| number(&one[field]));
                found.insert(key, figures);
            }
        }
        ensure(found == expected, || {
            format!("balances {found:?}, not {expected:?}")
        })
    }

    /// Every record is the fold of its changes.
    fn follow_from_changes(&self, play: &Play) -> Held {
        let orders = self.orders.iter().map(|sheet| ("order", &sheet["order"]));
        let quotes = self.quotes.iter().map(|sheet| ("quote", &sheet["quote"]));
        let plans = self.plans.iter().map(|plan| ("plan", plan));
        let receipts = self.receipts.iter().map(|receipt| ("receipt", receipt));
        for (kind, record) in orders.chain(quotes).chain(plans).chain(receipts) {
            let folded = play.feed.record(kind, &record["id"]);
            let folded = folded.ok_or_else(|| format!("no changes made {kind} {record}"))?;
            if let Some(words) = differs(folded, record) {
                return Err(format!("{kind} {}: {words}", record["id"]));
            }
        }
        Ok(())
    }

    /// After an allocation by strategy, whose details follow the receipt's first `before`, no plan is
    /// open that was due before one it pays, and either its credit or the customer's open plans are
    /// used up (M17).
    pub(crate) fn oldest_first(&self, receipt: &Value, before: usize) -> Held {
        if receipt["status"] != "confirmed" {
            return Ok(());
        }
        let of_customer = self.plans.iter().filter(|plan| {
            plan["customer"] == receipt["customer"] && plan["currency"] == receipt["currency"]
        });
        let (open, settled): (Vec<&Value>, Vec<&Value>) =
            of_customer.partition(|plan| number(&plan["open"]) > 0);
        let used_up = open.is_empty() || number(&receipt["unallocated"]) == 0;
        ensure(used_up, || format!("{receipt} leaves {open:?}"))?;
        let details = &items(&receipt["allocations"])[before..];
        let pays = |plan: &&&Value| details.iter().any(|detail| detail["plan"] == plan["id"]);
        let paid = open.iter().chain(&settled).filter(pays);
        let last = paid.map(|plan| place(plan)).max();
        let skipped = open.iter().find(|plan| Some(place(plan)) < last);
        ensure(skipped.is_none(), || {
            format!("{skipped:?} is older than {last:?}")
        })
    }
}
