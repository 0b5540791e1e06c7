//! What becomes of an order's tax invoices, as calls, and what must hold of them at any time.

use crate::books::{ensure, items, sum};
use crate::moves::chosen;
use crate::number::{decimal, number};
use crate::play::{Held, Play};
use crate::step::{Act, Step};
use serde_json::{Value, json};

impl Play {
    /// Takes a step about tax invoices.
    pub(crate) fn billed(&mut self, step: &Step, act: &Act) -> Held {
        match act {
            Act::Bill(at, part, plan) => self.bill(step, *at, *part, *plan),
            Act::Issue(at) => {
                let Some(invoice) = chosen(&self.invoices, *at) else {
                    return Ok(());
                };
                let number = format!("26112{:015}", self.tape.len());
                let issue = json!({ "invoice": invoice, "official_number": number });
                self.done(step, "invoice.issue", issue).map(drop)
            }
            Act::Unbill(at, part) => self.unbill(step, *at, *part),
            other => panic!("{other:?} is no step about tax invoices"),
        }
    }

    /// Applies for an invoice of an order, or of its latest plan: some thousandths of it, above 1,000
    /// all that is left. Most are issued at once.
    fn bill(&mut self, step: &Step, at: usize, part: i64, plan: bool) -> Held {
        let Some(order) = chosen(&self.orders, at) else {
            return Ok(());
        };
        let held = self.read("order.get", &json!({ "order": order }));
        let mut apply = json!({ "order": order });
        if part <= 1_000 {
            let gross = number(&held["order"]["gross"]) * i128::from(part) / 1_000_000_000;
            apply["gross"] = decimal(i64::try_from(gross).unwrap().max(1), 0).into();
        }
        if let Some(last) = items(&held["plans"]).last().filter(|_| plan) {
            apply["plan"] = last["id"].clone();
        }
        let Some(made) = self.done(step, "invoice.apply", apply)? else {
            return Ok(());
        };
        self.invoices.push(made["id"].clone());
        if part % 3 == 0 {
            return Ok(());
        }
        self.billed(step, &Act::Issue(0))
    }

    /// Takes an invoice back, wholly or in part, by a red letter, or its application.
    fn unbill(&mut self, step: &Step, at: usize, part: i64) -> Held {
        let Some(invoice) = chosen(&self.invoices, at) else {
            return Ok(());
        };
        let held = self.read("invoice.get", &json!({ "invoice": invoice }));
        if held["status"] == "applied" {
            let back = json!({ "invoice": invoice, "reason": "误开" });
            return self.done(step, "invoice.withdraw", back).map(drop);
        }
        let number_of = format!("26113{:015}", self.tape.len());
        let mut back =
            json!({ "invoice": invoice, "official_number": number_of, "reason": "退货" });
        if part <= 1_000 {
            let gross = number(&held["gross"]) * i128::from(part) / 1_000_000_000;
            back["gross"] = decimal(i64::try_from(gross).unwrap().max(1), 0).into();
        }
        self.done(step, "invoice.red_letter", back).map(drop)
    }
}

/// What is sold, credited, applied for and invoiced of an order comes to what the report says, and
/// nothing waits for a delivery or an invoice that cannot come any more.
pub(crate) fn order(play: &Play, sheet: &Value, notes: &[Value]) -> Held {
    let order = &sheet["order"];
    if !matches!(order["status"].as_str(), Some("approved" | "completed")) {
        return Ok(());
    }
    let report = play.read("invoice.gaps", &json!({ "order": order["id"] }));
    let standing = &items(&report["items"])[0]["standing"];
    let invoices = play.all("invoice.list", &json!({ "order": order["id"] }));
    let of = |statuses: &[&str]| {
        let some = invoices
            .iter()
            .filter(|one| statuses.iter().any(|status| one["status"] == *status));
        sum(some, "gross")
    };
    let applied = of(&["applied"]);
    let invoiced = of(&["issued", "partly_red_lettered", "red_lettered"]);
    let own = |note: &&Value| note["order"] == order["id"] && note["status"] == "issued";
    let credited = sum(notes.iter().filter(own), "amount");
    let gross = number(&order["gross"]);
    let left = gross - credited - applied - invoiced;
    let told = [
        "applied",
        "invoiced",
        "credited",
        "uninvoiced",
        "over_invoiced",
    ];
    let told = told.map(|field| number(&standing[field]));
    let known = [applied, invoiced, credited, left.max(0), (-left).max(0)];
    ensure(told == known, || {
        format!("{known:?}, not {standing}: {order}")
    })?;
    let plans = items(&sheet["plans"]);
    let moved = notes.iter().filter(|note| note["order"] != order["id"]);
    let moved = moved.flat_map(|note| items(&note["allocations"]));
    let here = |detail: &&Value| {
        let sale = |plan: &&Value| plan["kind"] == "sale" && plan["id"] == detail["plan"];
        plans.iter().any(|plan| sale(&plan))
    };
    let paid = sum(plans, "collected") + sum(moved.filter(here), "amount");
    let between = invoiced - paid.min(gross - credited);
    let gaps = ["invoiced_not_collected", "collected_not_invoiced"];
    let gaps = gaps.map(|field| number(&standing[field]));
    ensure(gaps == [between.max(0), (-between).max(0)], || {
        format!("{invoiced} invoiced, {paid} paid, not {standing}: {order}")
    })?;
    ensure(credited == 0 || credited <= gross, || {
        format!("{credited} credited of {order}")
    })?;
    let waits = |starts: &[&str]| {
        let plans = items(&sheet["plans"]).iter();
        let mut waiting = plans.filter(|plan| {
            plan["status"] == "dormant" && starts.iter().any(|start| plan["starts"] == *start)
        });
        waiting.next().cloned()
    };
    let progress = play.read("delivery.progress", &json!({ "order": order["id"] }));
    if progress["complete"] == true {
        let found = waits(&["delivery", "full_delivery"]);
        ensure(found.is_none(), || {
            format!("delivered, and it waits: {found:?}")
        })?;
    }
    // An invoice of a plan starts that plan alone.
    let whole = invoices.iter().all(|invoice| invoice["plan"].is_null());
    if whole && left <= 0 && applied == 0 && invoiced > 0 {
        let found = waits(&["invoice"]);
        ensure(found.is_none(), || {
            format!("invoiced, and it waits: {found:?}")
        })?;
    }
    Ok(())
}
