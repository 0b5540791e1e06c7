//! The books as a stranger would keep them from what lists and reads answer: every balance of M20
//! computed anew, with none of the library's own arithmetic.

use crate::billed;
use crate::exchange;
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
    /// All plans with their details, and how each came to its balance.
    sheets: Vec<(Value, Value)>,
    notes: Vec<Value>,
    letters: Vec<Value>,
    balances: Vec<Value>,
    today: String,
}

pub(crate) fn ensure(holds: bool, words: impl FnOnce() -> String) -> Held {
    if holds { Ok(()) } else { Err(words()) }
}

pub(crate) fn items(list: &Value) -> &[Value] {
    list.as_array().map_or(&[], Vec::as_slice)
}

pub(crate) fn sum<'v>(values: impl IntoIterator<Item = &'v Value>, field: &str) -> i128 {
    values.into_iter().map(|value| number(&value[field])).sum()
}

/// How plans are paid: by day, then by id; before that perhaps what is claimed by letters.
fn place(plan: &Value, penalty: bool) -> (bool, String, i64) {
    (
        penalty && plan["kind"] == "sale",
        plan["due_on"].to_string(),
        plan["id"].as_i64().unwrap(),
    )
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
            sheets: play
                .plans
                .iter()
                .map(|plan| {
                    let plan = json!({ "plan": plan["id"] });
                    let explained = play.read("collection.explain", &plan);
                    (play.read("collection.get", &plan), explained)
                })
                .collect(),
            notes: each("credit_note.list", "credit_note.get", "credit_note"),
            letters: each("dunning.list", "dunning.get", "letter"),
            balances: play.customers.iter().map(balance).collect(),
            today: play.workspace.today(),
        }
    }

    /// Everything that must hold at any time.
    pub(crate) fn check(&self, play: &Play) -> Held {
        self.orders.iter().try_for_each(|sheet| self.order(sheet))?;
        self.orders
            .iter()
            .try_for_each(|sheet| billed::order(play, sheet, &self.notes))?;
        self.plans.iter().try_for_each(|plan| self.plan(plan))?;
        self.sheets.iter().try_for_each(sheet)?;
        self.notes.iter().try_for_each(note)?;
        self.letters
            .iter()
            .try_for_each(|letter| self.letter(letter))?;
        self.claims()?;
        self.receipts
            .iter()
            .try_for_each(|receipt| self.receipt(receipt))?;
        self.quotes
            .iter()
            .try_for_each(|sheet| self.quote(&sheet["quote"]))?;
        self.balanced()?;
        self.orders
            .iter()
            .try_for_each(|sheet| exchange::order(play, &sheet["order"], &self.plans))?;
        exchange::gains(play)?;
        self.follow_from_changes(play)
    }

    /// The plans of an approved order sum to its total; no other order has any. What letters claim is
    /// no part of it.
    fn order(&self, sheet: &Value) -> Held {
        let order = &sheet["order"];
        let live = self
            .plans
            .iter()
            .filter(|plan| plan["order"] == order["id"] && plan["kind"] == "sale");
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
        let live = items(&sheet["plans"]).iter();
        let shown = sum(live.filter(|plan| plan["status"] != "cancelled"), "amount");
        ensure(shown == total, || {
            format!("the order shows other plans: {sheet}")
        })
    }

    /// A letter asks for what its lines come to, and each of their claims is a plan as long as it stands.
    fn letter(&self, letter: &Value) -> Held {
        let lines = items(&letter["lines"]);
        let parts = ["open", "fee", "interest"].map(|field| sum(lines, field));
        let told = ["open", "fee", "interest"].map(|field| number(&letter[field]));
        let total: i128 = told.iter().sum::<i128>() + number(&letter["claimed_before"]);
        ensure(parts == told && total == number(&letter["total"]), || {
            format!("lines come to {parts:?}: {letter}")
        })?;
        let stands = letter["status"] == "issued";
        for line in lines {
            for (claim, amount, kind) in [
                ("fee_claim", "fee", "dunning_fee"),
                ("interest_claim", "interest", "interest"),
            ] {
                let claimed = number(&line[amount]);
                ensure(line[claim].is_null() == (claimed == 0), || {
                    format!("{claim} of {claimed}: {line}")
                })?;
                let plan = self.plans.iter().find(|plan| plan["id"] == line[claim]);
                let holds = plan.map_or(!stands || claimed == 0, |plan| {
                    stands
                        && plan["kind"] == kind
                        && plan["order"] == line["order"]
                        && plan["customer"] == letter["customer"]
                        && number(&plan["amount"]) == claimed
                });
                ensure(holds, || format!("{claim} of {letter}: {plan:?}"))?;
            }
            let days = sum(items(&line["periods"]), "interest");
            ensure(days == number(&line["interest"]), || {
                format!("periods come to {days}: {line}")
            })?;
        }
        Ok(())
    }

    /// Fees and interest are plans of letters only, and no day of a plan bears interest twice.
    fn claims(&self) -> Held {
        let standing = self
            .letters
            .iter()
            .filter(|letter| letter["status"] == "issued");
        let lines: Vec<&Value> = standing
            .flat_map(|letter| items(&letter["lines"]))
            .collect();
        for plan in self.plans.iter().filter(|plan| plan["kind"] != "sale") {
            let own = |line: &&&Value| {
                [&line["fee_claim"], &line["interest_claim"]].contains(&&plan["id"])
            };
            let claimed = lines.iter().filter(own).count();
            ensure(claimed == 1, || format!("{claimed} letters claim {plan}"))?;
        }
        let mut periods: Vec<(i64, &str, &str)> = Vec::new();
        for line in &lines {
            let plan = line["plan"].as_i64().unwrap();
            for period in items(&line["periods"]) {
                let [from, to] = ["from", "to"].map(|field| period[field].as_str().unwrap());
                periods.push((plan, from, to));
            }
        }
        periods.sort_unstable();
        let twice = periods
            .windows(2)
            .find(|pair| pair[0].0 == pair[1].0 && pair[1].1 < pair[0].2);
        ensure(twice.is_none(), || format!("claimed twice: {twice:?}"))
    }

    /// What of a plan was collected is what stands of its details; what is open the rest.
    fn plan(&self, plan: &Value) -> Held {
        let money = |receipt: &'_ Value| {
            let details = items(&receipt["allocations"]).iter();
            let own = |it: &&Value| it["plan"] == plan["id"] && it["kind"] == "collected";
            sum(details.filter(own), "amount")
        };
        let counts = |receipt: &&Value| receipt["status"] == "confirmed" || refunded(receipt);
        let paid: i128 = self.receipts.iter().map(money).sum();
        let standing: i128 = self.receipts.iter().filter(counts).map(money).sum();
        let [amount, collected, open] =
            ["amount", "collected", "open"].map(|field| number(&plan[field]));
        let words = || format!("details {paid}, of confirmed receipts {standing}: {plan}");
        ensure(collected == paid && collected == standing, words)?;
        let conceded: i128 = ["discounted", "written_off", "credited"]
            .iter()
            .map(|field| number(&plan[*field]))
            .sum();
        ensure(open == amount - collected - conceded, || {
            format!("open: {plan}")
        })?;
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
            _ if plan["due_on"].is_null() && plan["retention"] == true => "held",
            _ if plan["due_on"].is_null() => "dormant",
            _ if before("due_on") => "overdue",
            (_, 1..) => "partly_collected",
            _ if reached => "due_soon",
            _ => "planned",
        }
    }

    /// A receipt is what it pays and its credit; one that does not count pays nothing.
    fn receipt(&self, receipt: &Value) -> Held {
        let details = items(&receipt["allocations"]);
        let [amount, credit, back] =
            ["amount", "unallocated", "refunded"].map(|field| number(&receipt[field]));
        let money = details
            .iter()
            .filter(|detail| detail["kind"] == "collected");
        let paid: i128 = money.clone().map(paid).sum();
        let holds = match receipt["status"].as_str() {
            Some("confirmed") => amount == paid + credit && credit >= 0 && back == 0,
            Some("partly_refunded") => amount == paid + credit + back && credit >= 0 && back > 0,
            Some("draft") => details.is_empty() && credit == 0,
            _ => paid == 0 && credit == 0,
        };
        ensure(holds, || format!("paid {paid}: {receipt}"))?;
        let mut plans: BTreeMap<String, i128> = BTreeMap::new();
        for detail in money {
            *plans.entry(detail["plan"].to_string()).or_default() += number(&detail["amount"]);
            let currency = match &detail["receipt_currency"] {
                Value::Null => &detail["currency"],
                other => other,
            };
            let same = *currency == receipt["currency"] && detail["receipt"] == receipt["id"];
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
            .all(|paid| if reversed { *paid == 0 } else { *paid >= 0 });
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
            let due_on = plan["due_on"].as_str();
            if due_on.is_some_and(|due_on| due_on < self.today.as_str()) {
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
        for note in self
            .notes
            .iter()
            .filter(|it| number(&it["unallocated"]) != 0)
        {
            expected.entry(key(note)).or_default()[2] += number(&note["unallocated"]);
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
    /// used up; with `penalty` fees and interest come before everything else (M17).
    pub(crate) fn oldest_first(&self, receipt: &Value, before: usize, penalty: bool) -> Held {
        if receipt["status"] != "confirmed" {
            return Ok(());
        }
        // What waits for its event is paid only when it is named.
        let of_customer = self.plans.iter().filter(|plan| {
            plan["customer"] == receipt["customer"]
                && plan["currency"] == receipt["currency"]
                && !plan["due_on"].is_null()
        });
        let (open, settled): (Vec<&Value>, Vec<&Value>) =
            of_customer.partition(|plan| number(&plan["open"]) > 0);
        let used_up = open.is_empty() || number(&receipt["unallocated"]) == 0;
        ensure(used_up, || format!("{receipt} leaves {open:?}"))?;
        let details = &items(&receipt["allocations"])[before..];
        let pays = |plan: &&&Value| details.iter().any(|detail| detail["plan"] == plan["id"]);
        let paid = open.iter().chain(&settled).filter(pays);
        let last = paid.map(|plan| place(plan, penalty)).max();
        let skipped = open.iter().find(|plan| Some(place(plan, penalty)) < last);
        ensure(skipped.is_none(), || {
            format!("{skipped:?} is older than {last:?}")
        })
    }
}

/// What a detail took of its receipt.
fn paid(detail: &Value) -> i128 {
    match &detail["receipt_amount"] {
        Value::Null => number(&detail["amount"]),
        other => number(other),
    }
}

fn refunded(receipt: &Value) -> bool {
    receipt["status"] == "partly_refunded"
}

/// Each sum of a plan is the sum of its details of that kind, and the last step of its history
/// leaves what is open.
fn sheet((sheet, explained): &(Value, Value)) -> Held {
    let plan = &sheet["plan"];
    for kind in ["collected", "discounted", "written_off", "credited"] {
        let details = items(&sheet["details"]).iter();
        let details = details.filter(|detail| detail["kind"] == kind);
        let found = sum(details, "amount");
        ensure(found == number(&plan[kind]), || {
            format!("{kind} by details {found}: {sheet}")
        })?;
    }
    let last = items(&explained["history"]).last();
    let left = last.map(|step| number(&step["open"]));
    ensure(left == Some(number(&plan["open"])), || {
        format!("explained to {left:?}: {explained}")
    })?;
    let early = &plan["early_payment"];
    if !early.is_null() && plan["status"] != "cancelled" {
        let offers = items(&early["offers"]).iter();
        let most = offers.map(|offer| number(&offer["discount"])).max();
        let most = most.unwrap_or(0) + number(&early["lowered"]);
        let cents = 10_000 * i128::try_from(items(&sheet["details"]).len()).unwrap();
        let given = number(&plan["discounted"]);
        ensure(given <= most + cents, || {
            format!("discounted beyond {most}: {sheet}")
        })?;
    }
    Ok(())
}

/// A credit note is what it settles, its credit and what went back.
fn note(note: &Value) -> Held {
    let settled = sum(items(&note["allocations"]), "amount");
    let [amount, credit, back] =
        ["amount", "unallocated", "refunded"].map(|field| number(&note[field]));
    let holds = match note["status"].as_str() {
        Some("issued") => amount == settled + credit + back && credit >= 0 && back >= 0,
        _ => settled == 0 && credit == 0 && back == 0,
    };
    ensure(holds, || format!("settled {settled}: {note}"))
}
