//! The rules about what is paid late, each with two operations that would break it together.

use crate::cases::{CUSTOMER, Case, done, meeting, new, order, unique};
use crm_core::Crm;
use serde_json::{Value, json};

pub(crate) const ALL: &[Case] = &[
    Case {
        rule: "of two letters at once the second one says nothing again",
        prepare: |crm| {
            let (customer, _) = late(crm, json!([]));
            let issue = ("dunning.issue", json!({ "customer": customer }));
            meeting(issue.clone(), issue)
        },
        outcome: "dunning.nothing_to_claim",
        guards: &[CUSTOMER, "FROM crm_plan"],
    },
    Case {
        rule: "a letter is not withdrawn while what it claims is paid",
        prepare: |crm| {
            let fee = json!({ "currency": "CNY", "amount": "10" });
            let (customer, _) = late(crm, json!([fee]));
            let letter = done(crm, "dunning.issue", &json!({ "customer": customer }));
            let claim = &letter["lines"][0]["fee_claim"];
            let paid = json!({ "customer": customer, "amount": "10.00", "confirm": true,
                "allocations": [{ "plan": claim, "amount": "10.00" }] });
            let withdraw = json!({ "letter": letter["id"], "reason": "误发" });
            meeting(("receipt.record", paid), ("dunning.withdraw", withdraw))
        },
        outcome: "dunning.claims_paid",
        guards: &[CUSTOMER, "FROM crm_plan"],
    },
    Case {
        rule: "one dispute of a plan runs at a time",
        prepare: |crm| {
            let (_, plan) = late(crm, json!([]));
            let today = &done(crm, "dunning.propose", &json!({}))["as_of"];
            let dispute = json!({ "plan": plan, "until": today, "reason": "货物有瑕疵" });
            let dispute = ("dunning.dispute", dispute);
            meeting(dispute.clone(), dispute)
        },
        outcome: "dunning.running",
        guards: &["FROM crm_plan"],
    },
    Case {
        rule: "a dispute ends once",
        prepare: |crm| {
            let (_, plan) = late(crm, json!([]));
            let today = &done(crm, "dunning.propose", &json!({}))["as_of"];
            let dispute = json!({ "plan": plan, "until": today, "reason": "货物有瑕疵" });
            let said = done(crm, "dunning.dispute", &dispute);
            let resolve = json!({ "suspension": said["suspension"]["id"], "reason": "已核实" });
            let resolve = ("dunning.resolve", resolve);
            meeting(resolve.clone(), resolve)
        },
        outcome: "dunning.not_running",
        guards: &["FROM crm_suspension WHERE \"id\" = ?1 FOR NO KEY UPDATE"],
    },
    Case {
        rule: "nobody new is dunned by an archived procedure",
        prepare: |crm| {
            let procedure = procedure(crm, json!([]));
            let customer = json!({ "name": "甲", "dunning_procedure": procedure });
            meeting(
                ("procedure.archive", json!({ "procedure": procedure })),
                ("customer.create", customer),
            )
        },
        outcome: "procedure.archived",
        guards: &["FROM crm_procedure WHERE \"id\" = ?1 FOR SHARE"],
    },
];

/// A procedure of one level.
fn procedure(crm: &Crm, fees: Value) -> Value {
    let levels = json!([{ "days_late": 10, "title": "催款函", "fees": fees }]);
    let procedure = json!({ "name": unique(crm), "policy": { "levels": levels } });
    new(crm, "procedure.create", procedure)
}

/// A customer whom a procedure of its own duns, and a plan of it that is late since it was signed.
fn late(crm: &Crm, fees: Value) -> (Value, Value) {
    let customer = json!({ "name": "甲", "dunning_procedure": procedure(crm, fees) });
    let customer = new(crm, "customer.create", customer);
    let lines = json!([{ "balance": true, "starts": "signing" }]);
    let terms = json!({ "name": unique(crm), "lines": lines });
    let mut signed = order(&customer);
    signed["terms"] = new(crm, "terms.create", terms);
    let signed = new(crm, "order.create", signed);
    done(crm, "order.submit", &json!({ "order": signed }));
    done(crm, "order.approve", &json!({ "order": signed }));
    let event = json!({ "order": signed, "event": "signing", "happened_on": "2025-01-01" });
    let begun = done(crm, "order.record_event", &event);
    (customer, begun["plans"][0]["id"].clone())
}
