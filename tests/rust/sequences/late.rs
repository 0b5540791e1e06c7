//! What becomes of plans that are paid late, as calls.

use crate::moves::chosen;
use crate::number::{decimal, number};
use crate::play::{Held, Play};
use crate::step::{Act, Step, Who};
use serde_json::{Value, json};

/// By what every customer of a play is dunned. 8 % a year are counted in days of 360, so that halves
/// of a cent are met.
pub(crate) fn policy() -> Value {
    json!({
        "levels": [
            { "days_late": 5, "title": "付款提醒", "fee_percent": "0.5" },
            { "days_late": 20, "title": "催款函", "pause_days": 3,
              "fees": [{ "currency": "CNY", "amount": "10" }, { "currency": "JPY", "amount": "200" }] },
            { "days_late": 45, "title": "最后通知", "fee_percent": "1", "days_to_pay": 0 },
        ],
        "interest": { "percent": "8", "day_count": "actual_360", "grace_days": 2 },
        "minimums": [{ "currency": "CNY", "amount": "1" }],
    })
}

impl Play {
    /// Takes a step about what is late.
    pub(crate) fn late(&mut self, step: &Step, act: &Act) -> Held {
        match act {
            Act::Dun(at, days) => self.dun(step, *at, *days),
            Act::Undun(at) => {
                let Some(letter) = chosen(&self.letters, *at) else {
                    return Ok(());
                };
                let arguments = json!({ "letter": letter, "reason": "误发" });
                self.done(step, "dunning.withdraw", arguments).map(drop)
            }
            Act::Waive(at, part) => self.waive(step, *at, *part),
            Act::Say(at, will, days) => self.say(step, *at, *will, *days),
            Act::Resolve(at) => {
                let Some(said) = chosen(&self.said, *at) else {
                    return Ok(());
                };
                let arguments = json!({ "suspension": said, "reason": "已核实" });
                self.done(step, "dunning.resolve", arguments).map(drop)
            }
            other => panic!("{other:?} is no step about what is late"),
        }
    }

    /// A letter says what was proposed, and its claims are plans like others from now on.
    fn dun(&mut self, step: &Step, at: usize, days: i64) -> Held {
        let Some(plan) = chosen(&self.plans, at) else {
            return Ok(());
        };
        self.pass(days);
        let arguments = json!({ "customer": plan["customer"], "currency": plan["currency"] });
        let proposed = self.read("dunning.propose", &arguments);
        let Some(letter) = self.done(step, "dunning.issue", arguments)? else {
            return Ok(());
        };
        for field in [
            "open",
            "claimed_before",
            "fee",
            "interest",
            "total",
            "level",
        ] {
            let proposed = &proposed["items"][0][field];
            // It was proposed to the system; the salesperson writes about her own plans alone.
            if step.who == Who::System && *proposed != letter[field] {
                return Err(format!("{field} was proposed as {proposed}: {letter}"));
            }
        }
        self.letters.push(letter["id"].clone());
        for line in letter["lines"].as_array().into_iter().flatten() {
            for claim in [&line["fee_claim"], &line["interest_claim"]] {
                if !claim.is_null() {
                    let sheet = self.read("collection.get", &json!({ "plan": claim }));
                    self.claims.push(sheet["plan"].clone());
                    self.plans.push(sheet["plan"].clone());
                }
            }
        }
        Ok(())
    }

    fn waive(&mut self, step: &Step, at: usize, part: i64) -> Held {
        let Some(claim) = chosen(&self.claims, at) else {
            return Ok(());
        };
        let whole = number(&claim["amount"]) * i128::from(part) / 1_000_000_000;
        let amount = decimal(i64::try_from(whole).unwrap().max(1), 0);
        let arguments = json!({ "plan": claim["id"], "amount": amount, "reason": "small" });
        self.done(step, "dunning.waive", arguments).map(drop)
    }

    fn say(&mut self, step: &Step, at: usize, will: bool, days: i64) -> Held {
        let Some(plan) = chosen(&self.plans, at) else {
            return Ok(());
        };
        let today = crm_core::Date::parse(&self.workspace.today()).unwrap();
        let day = today.plus_days(days).unwrap().to_string();
        let (name, until) = match will {
            true => ("dunning.promise", "on"),
            false => ("dunning.dispute", "until"),
        };
        let arguments = json!({ "plan": plan["id"], (until): day, "reason": "来电说明" });
        let done = self.done(step, name, arguments)?;
        self.said
            .extend(done.map(|done| done["suspension"]["id"].clone()));
        Ok(())
    }
}
