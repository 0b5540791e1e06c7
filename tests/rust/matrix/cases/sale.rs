//! From the opportunity to the money.

use crate::case::About::{Create, List, Record, Shared, Whole};
use crate::case::Case;
use crate::world::World;
use crm_core::org::permission::Permission;
use serde_json::json;

pub(super) fn cases() -> Vec<Case> {
    let mut cases = opportunities();
    cases.extend(contracts());
    cases.extend(quotes());
    cases.extend(orders());
    cases.extend(amendments());
    cases.extend(deliveries());
    cases.extend(collection());
    cases.extend(receipts());
    cases.extend(relief());
    cases
}

fn opportunities() -> Vec<Case> {
    let pipeline = |world: &World| json!({ "pipeline": world.id("pipeline") });
    let opportunity = |world: &World| json!({ "opportunity": world.id("opportunity") });
    vec![
        Case::new(
            "pipeline.create",
            Whole,
            |_| json!({ "name": "渠道销售", "stages": [{ "name": "接洽", "probability": "10" }] }),
        ),
        Case::new("pipeline.archive", Whole, pipeline),
        Case::new(
            "pipeline.restore",
            Whole,
            |world| json!({ "pipeline": world.id("pipeline.closed") }),
        ),
        Case::new("pipeline.get", Shared, pipeline),
        Case::new(
            "pipeline.list",
            Shared,
            |_| json!({ "include_archived": true }),
        ),
        Case::new("opportunity.create", Create, |world| {
            json!({ "name": "二期改造", "customer": world.id("customer"),
                "pipeline": world.id("pipeline"), "owner": world.id("wang") })
        }),
        Case::new(
            "opportunity.update",
            Record,
            |world| json!({ "opportunity": world.id("opportunity"), "amount": "120000" }),
        ),
        Case::new("opportunity.advance", Record, opportunity),
        Case::new("opportunity.win", Record, opportunity),
        Case::new(
            "opportunity.lose",
            Record,
            |world| json!({ "opportunity": world.id("opportunity"), "reason": "price" }),
        ),
        Case::new(
            "opportunity.reopen",
            Record,
            |world| json!({ "opportunity": world.id("opportunity.won"), "reason": "预算已批" }),
        ),
        Case::new("opportunity.get", Record, opportunity),
        Case::new("opportunity.list", List, |_| json!({ "status": "open" })),
    ]
}

fn contracts() -> Vec<Case> {
    vec![
        Case::new("contract.create", Create, |world| {
            json!({ "name": "框架协议", "customer": world.id("customer"), "owner": world.id("wang"),
                "party_a": "北京华信科技有限公司", "party_b": "苏州精工自动化有限公司",
                "amount": "80000", "expected_margin": "12000" })
        })
        .and(Permission::ContractMargin),
        Case::new(
            "contract.get",
            Record,
            |world| json!({ "contract": world.id("contract") }),
        ),
        Case::new(
            "contract.list",
            List,
            |world| json!({ "customer": world.id("customer") }),
        ),
    ]
}

fn quotes() -> Vec<Case> {
    let draft = |world: &World| json!({ "quote": world.id("quote.draft") });
    let sent = |world: &World| json!({ "quote": world.id("quote.sent") });
    let accepted = |world: &World| json!({ "quote": world.id("quote.accepted") });
    vec![
        Case::new("quote.create", Create, World::sold),
        Case::new(
            "quote.update",
            Record,
            |world| json!({ "quote": world.id("quote.draft"), "discount_percent": "10" }),
        ),
        Case::new("quote.send", Record, draft),
        Case::new("quote.accept", Record, sent),
        Case::new(
            "quote.reject",
            Record,
            |world| json!({ "quote": world.id("quote.sent"), "reason": "交期太长" }),
        ),
        Case::new("quote.revise", Record, accepted),
        Case::new("quote.convert", Record, accepted).and(Permission::OrderWrite),
        Case::new("quote.get", Record, draft),
        Case::new("quote.list", List, |_| json!({ "status": "draft" })),
        Case::new("quote.explain", Record, draft),
    ]
}

fn orders() -> Vec<Case> {
    let draft = |world: &World| json!({ "order": world.id("order.draft") });
    let submitted = |world: &World| json!({ "order": world.id("order.submitted") });
    let approved = |world: &World| json!({ "order": world.id("order.approved") });
    vec![
        Case::new("order.create", Create, World::sold),
        Case::new(
            "order.update",
            Record,
            |world| json!({ "order": world.id("order.draft"), "project": "一期" }),
        ),
        Case::new("order.submit", Record, draft),
        Case::new("order.approve", Record, submitted),
        Case::new(
            "order.reject",
            Record,
            |world| json!({ "order": world.id("order.submitted"), "reason": "单价过低" }),
        ),
        Case::new(
            "order.revoke",
            Record,
            |world| json!({ "order": world.id("order.approved"), "reason": "客户改单" }),
        ),
        Case::new("order.complete", Record, approved),
        Case::new(
            "order.assign",
            Record,
            |world| json!({ "order": world.id("order.approved"), "owner": world.id("wang") }),
        ),
        Case::new(
            "order.cancel",
            Record,
            |world| json!({ "order": world.id("order.approved"), "reason": "重复" }),
        )
        .and(Permission::OrderApprove),
        Case::new("order.get", Record, approved),
        Case::new("order.list", List, |_| json!({ "status": "approved" })),
        Case::new(
            "order.record_event",
            Record,
            |world| json!({ "order": world.id("order.approved"), "event": "acceptance" }),
        ),
        Case::new(
            "order.revoke_event",
            Record,
            |world| json!({ "event": world.id("event"), "reason": "误记" }),
        ),
        Case::new("order.events", Record, approved),
    ]
}

fn amendments() -> Vec<Case> {
    vec![
        Case::new("amendment.propose", Record, |world| {
            json!({ "order": world.id("order.approved"),
                "change": { "discount_percent": "1" } })
        }),
        Case::new("amendment.apply", Record, |world| {
            json!({ "order": world.id("order.approved"), "reason": "降价",
                "change": { "discount_percent": "1" } })
        }),
        Case::new("amendment.change_terms", Record, |world| {
            json!({ "order": world.id("order.approved"), "terms": world.id("terms"),
                "reason": "改条款" })
        }),
        Case::new(
            "amendment.get",
            Record,
            |world| json!({ "amendment": world.id("amendment") }),
        ),
        Case::new(
            "amendment.list",
            Record,
            |world| json!({ "order": world.id("order.amended") }),
        ),
    ]
}

fn deliveries() -> Vec<Case> {
    let approved = |world: &World| json!({ "order": world.id("order.approved") });
    vec![
        Case::new("delivery.record", Record, approved),
        Case::new(
            "delivery.reverse",
            Record,
            |world| json!({ "delivery": world.id("delivery"), "reason": "退回" }),
        ),
        Case::new(
            "delivery.get",
            Record,
            |world| json!({ "delivery": world.id("delivery") }),
        ),
        Case::new("delivery.list", List, |_| json!({})),
        Case::new("delivery.progress", Record, approved),
    ]
}

fn collection() -> Vec<Case> {
    vec![
        Case::new("collection.list", List, |_| json!({ "open": true })),
        Case::new(
            "collection.get",
            Record,
            |world| json!({ "plan": world.id("plan") }),
        ),
        Case::new(
            "collection.explain",
            Record,
            |world| json!({ "plan": world.id("plan") }),
        ),
        Case::new(
            "collection.balance",
            List,
            |world| json!({ "customer": world.id("customer") }),
        ),
        Case::new(
            "credit.exposure",
            Record,
            |world| json!({ "customer": world.id("customer") }),
        ),
        Case::new(
            "collection.released",
            Record,
            |world| json!({ "order": world.id("order.approved"), "gate": "shipping" }),
        ),
        Case::new(
            "collection.waive",
            Record,
            |world| json!({ "plan": world.id("gated"), "reason": "先发货" }),
        ),
        Case::new("reminder.due", List, |_| json!({ "on": "2026-01-15" })),
    ]
}

fn receipts() -> Vec<Case> {
    vec![
        Case::new("receipt.record", Create, |world| {
            json!({ "customer": world.id("customer"), "owner": world.id("wang"),
                "amount": "100.00", "confirm": true,
                "allocations": [{ "plan": world.id("plan"), "amount": "60.00" }] })
        })
        .and(Permission::ReceiptConfirm),
        Case::new(
            "receipt.update",
            Record,
            |world| json!({ "receipt": world.id("receipt.recorded"), "payer": "财务部" }),
        ),
        Case::new(
            "receipt.submit",
            Record,
            |world| json!({ "receipt": world.id("receipt.recorded") }),
        ),
        Case::new(
            "receipt.withdraw",
            Record,
            |world| json!({ "receipt": world.id("receipt.submitted") }),
        ),
        Case::new(
            "receipt.reject",
            Record,
            |world| json!({ "receipt": world.id("receipt.submitted"), "reason": "有误" }),
        ),
        Case::new(
            "receipt.release",
            Record,
            |world| json!({ "receipt": world.id("receipt.paid"), "reason": "付错" }),
        ),
        Case::new(
            "receipt.propose",
            Record,
            |world| json!({ "receipt": world.id("receipt.recorded") }),
        ),
        Case::new(
            "receipt.confirm",
            Record,
            |world| json!({ "receipt": world.id("receipt.recorded") }),
        ),
        Case::new("receipt.allocate", Record, |world| {
            json!({ "receipt": world.id("receipt.confirmed"),
                "allocations": [{ "plan": world.id("plan"), "amount": "20.00" }] })
        }),
        Case::new(
            "receipt.reverse",
            Record,
            |world| json!({ "receipt": world.id("receipt.confirmed"), "reason": "银行退票" }),
        ),
        Case::new(
            "receipt.get",
            Record,
            |world| json!({ "receipt": world.id("receipt.confirmed") }),
        ),
        Case::new("receipt.list", List, |_| json!({ "status": "confirmed" })),
    ]
}

/// What is not asked for any more, and what goes back.
fn relief() -> Vec<Case> {
    let note = |world: &World| json!({ "credit_note": world.id("credit_note") });
    let refund = |world: &World| json!({ "refund": world.id("refund") });
    vec![
        Case::new(
            "collection.reschedule",
            Record,
            |world| json!({ "plan": world.id("plan"), "due_on": "2026-02-01", "reason": "延期" }),
        ),
        Case::new(
            "collection.expect",
            Record,
            |world| json!({ "plan": world.id("waiting"), "expected_on": "2026-03-01" }),
        ),
        Case::new(
            "collection.write_off",
            Record,
            |world| json!({ "plan": world.id("plan"), "reason": "small" }),
        ),
        Case::new("collection.take_back", Record, |world| {
            json!({ "plan": world.id("gated"), "detail": world.id("written_off"),
                "reason": "误核" })
        }),
        Case::new(
            "credit_note.issue",
            Record,
            |world| json!({ "order": world.id("order.approved"), "amount": "10.00", "reason": "退货" }),
        ),
        Case::new("credit_note.allocate", Record, note),
        Case::new(
            "credit_note.reverse",
            Record,
            |world| json!({ "credit_note": world.id("credit_note"), "reason": "误开" }),
        ),
        Case::new("credit_note.get", Record, note),
        Case::new("credit_note.list", List, |_| json!({})),
        Case::new("refund.record", Record, |world| {
            json!({ "receipt": world.id("receipt.confirmed"), "amount": "5.00",
                "reason": "多付" })
        }),
        Case::new(
            "refund.reverse",
            Record,
            |world| json!({ "refund": world.id("refund"), "reason": "银行退回" }),
        ),
        Case::new("refund.get", Record, refund),
        Case::new("refund.list", List, |_| json!({})),
    ]
}
