//! Values in the workspace's currency: rates that come and stay away, and what must hold of every
//! order with a value.

use crate::books::{ensure, items, sum};
use crate::number::number;
use crate::play::{Held, Play};
use serde_json::{Value, json};

impl Play {
    /// Most days bring new rates; now and then none come for longer than they are carried forward.
    pub(crate) fn publish(&mut self) {
        let today = self.workspace.today();
        let day: u32 = today[8..].parse().unwrap();
        if day.is_multiple_of(4) {
            return;
        }
        let rate = |from: &str, unit: u32, rate: String| {
            json!({ "from": from, "to": "CNY", "valid_on": today, "unit": unit, "rate": rate,
                "source": "中国人民银行" })
        };
        let rates = [
            rate("JPY", 100, format!("4.{:02}23", 50 + day % 10)),
            rate("KWD", 1, format!("23.{:02}7", 40 + day % 7)),
        ];
        self.must("rate.set", &json!({ "rates": rates }));
    }
}

/// What is open of an order is open of its value, nothing of it is lost, and where nothing is open
/// nothing is left (M32).
pub(crate) fn order(play: &Play, order: &Value, plans: &[Value]) -> Held {
    let found = play.read("exchange.get", &json!({ "order": order["id"] }));
    let (value, moves) = (&found["value"], items(&found["moves"]));
    if order["currency"] == "CNY" || value.is_null() {
        let money = order["currency"] == "CNY" || moves.is_empty();
        return ensure(value.is_null() && money, || format!("{order} has {found}"));
    }
    let of_sale = |plan: &&Value| plan["order"] == order["id"] && plan["kind"] == "sale";
    let live = plans.iter().filter(of_sale);
    let open = sum(live, "open");
    let [left, base_left, base] =
        ["open", "base_open", "base_amount"].map(|field| number(&value[field]));
    let stands = value["closed_on"].is_null();
    let holds = if stands {
        left == open && base_left >= 0 && base_left <= base && (open != 0 || base_left == 0)
    } else {
        left == 0 && base_left == 0
    };
    ensure(holds, || format!("{open} open of {order}: {found}"))?;
    let shared = sum(items(&found["plans"]), "base_open");
    ensure(shared == base_left, || {
        format!("{shared} over the plans: {found}")
    })?;
    let moved = [sum(moves, "amount"), sum(moves, "base_amount")];
    ensure(moved == [left, base_left], || {
        format!("{moved:?} moved: {found}")
    })
}

/// Each line is what came in less what it settled, the totals are their sums (M31).
pub(crate) fn gains(play: &Play) -> Held {
    let report = play.read("exchange.gains", &json!({ "limit": 500 }));
    let lines = play.all("exchange.gains", &json!({ "limit": 7 }));
    for line in &lines {
        let [received, relieved, gain] =
            ["received", "relieved", "gain"].map(|field| number(&line[field]));
        ensure(received - relieved == gain, || line.to_string())?;
    }
    for field in ["received", "relieved", "gain"] {
        let (each, total) = (sum(&lines, field), sum(items(&report["totals"]), field));
        ensure(each == total, || format!("{field} {each}: {report}"))?;
    }
    Ok(())
}

/// What a sequence has met of exchange.
pub(crate) fn met(play: &Play) -> Vec<String> {
    let lines = play.all("exchange.gains", &json!({}));
    let gained = lines.iter().any(|line| number(&line["gain"]) != 0);
    let mut receipts = play.receipts.iter();
    let across = receipts.any(|receipt| {
        let receipt = play.read("receipt.get", &json!({ "receipt": receipt["id"] }));
        let mut details = items(&receipt["allocations"]).iter();
        details.any(|detail| !detail["receipt_amount"].is_null())
    });
    let gain = gained.then(|| "a gain or loss".to_owned());
    let across = across.then(|| "money in another currency".to_owned());
    gain.into_iter().chain(across).collect()
}
