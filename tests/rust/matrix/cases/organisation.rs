//! Settings, codes, calendars, departments, roles, users, and what needs no record.

use crate::case::About::{Anyone, Shared, Whole};
use crate::case::Case;
use serde_json::json;

pub(super) fn cases() -> Vec<Case> {
    let mut cases = settings();
    cases.extend(tree());
    cases.extend(people());
    cases.extend(computations());
    cases
}

fn settings() -> Vec<Case> {
    vec![
        Case::new("setting.get", Shared, |_| json!({ "name": "tie" })),
        Case::new(
            "setting.set",
            Whole,
            |_| json!({ "name": "remind_days", "value": 7 }),
        ),
        Case::new("setting.list", Shared, |_| json!({})),
        Case::new(
            "code.create",
            Whole,
            |_| json!({ "list": "industry", "code": "C34", "label": "通用设备制造业" }),
        ),
        Case::new(
            "code.update",
            Whole,
            |_| json!({ "list": "source", "code": "exhibition", "label": "展会线索" }),
        ),
        Case::new(
            "code.retire",
            Whole,
            |_| json!({ "list": "source", "code": "exhibition" }),
        ),
        Case::new(
            "code.restore",
            Whole,
            |_| json!({ "list": "source", "code": "phone" }),
        ),
        Case::new("code.list", Shared, |_| json!({ "include_retired": true })),
        Case::new("calendar.load", Whole, |_| {
            json!({ "name": "CN", "covers": { "from": "2026-01-01", "to": "2026-12-31" },
                "holidays": ["2026-10-01"] })
        }),
        Case::new("calendar.get", Shared, |_| json!({ "calendar": "CN" })),
        Case::new("calendar.list", Shared, |_| json!({})),
        Case::new("rate.set", Whole, |_| {
            json!({ "rates": [{ "from": "JPY", "to": "CNY", "valid_on": "2026-01-15",
                "rate": "4.6223", "unit": 100, "source": "中国人民银行" }] })
        }),
        Case::new("change.list", Whole, |_| json!({ "after": 1 })),
        // Nobody who is denied waits: a minute would not be overlooked.
        Case::new(
            "change.wait",
            Whole,
            |_| json!({ "after": 1, "timeout_ms": 60_000 }),
        ),
        Case::new("change.archive", Whole, |_| json!({ "through": 2 })),
        Case::new("admin.verify", Whole, |_| json!({})),
    ]
}

fn tree() -> Vec<Case> {
    vec![
        Case::new(
            "department.create",
            Whole,
            |world| json!({ "name": "华北二部", "parent": world.id("north") }),
        ),
        Case::new(
            "department.update",
            Whole,
            |world| json!({ "department": world.id("empty"), "name": "华南销售部" }),
        ),
        Case::new(
            "department.archive",
            Whole,
            |world| json!({ "department": world.id("empty") }),
        ),
        Case::new(
            "department.restore",
            Whole,
            |world| json!({ "department": world.id("closed") }),
        ),
        Case::new(
            "department.get",
            Shared,
            |world| json!({ "department": world.id("north") }),
        ),
        Case::new("department.list", Shared, |_| json!({})),
    ]
}

fn people() -> Vec<Case> {
    vec![
        Case::new("role.create", Whole, |_| json!({ "name": "财务" })),
        Case::new(
            "role.update",
            Whole,
            |world| json!({ "role": world.id("role.spare"), "name": "实习生" }),
        ),
        Case::new(
            "role.archive",
            Whole,
            |world| json!({ "role": world.id("role.spare") }),
        ),
        Case::new(
            "role.restore",
            Whole,
            |world| json!({ "role": world.id("role.closed") }),
        ),
        Case::new(
            "role.get",
            Shared,
            |world| json!({ "role": world.id("role.spare") }),
        ),
        Case::new("role.list", Shared, |_| json!({ "include_archived": true })),
        Case::new("limit.set", Whole, |world| {
            json!({ "role": world.id("role.spare"), "action": "receipt_confirm",
                "currency": "CNY", "up_to": "50000.00" })
        }),
        Case::new("limit.list", Shared, |_| json!({})),
        Case::new("permission.list", Anyone, |_| json!({})),
        Case::new(
            "user.create",
            Whole,
            |_| json!({ "key": "qian.duo", "name": "钱多" }),
        ),
        Case::new(
            "user.update",
            Whole,
            |world| json!({ "user": world.id("spare"), "name": "孙莉" }),
        ),
        Case::new(
            "user.archive",
            Whole,
            |world| json!({ "user": world.id("spare") }),
        ),
        Case::new(
            "user.restore",
            Whole,
            |world| json!({ "user": world.id("gone") }),
        ),
        Case::new(
            "user.get",
            Shared,
            |world| json!({ "user": world.id("spare") }),
        ),
        Case::new("user.list", Shared, |_| json!({ "limit": 3 })),
    ]
}

fn computations() -> Vec<Case> {
    vec![
        Case::new("currency.get", Anyone, |_| json!({ "currency": "JPY" })),
        Case::new(
            "currency.capitals",
            Anyone,
            |_| json!({ "amount": "1409.50", "currency": "CNY" }),
        ),
        Case::new(
            "rate.get",
            Anyone,
            |_| json!({ "from": "USD", "to": "CNY" }),
        ),
        Case::new(
            "rate.convert",
            Anyone,
            |_| json!({ "amount": "1000.00", "from": "CNY", "to": "USD" }),
        ),
        Case::new("rate.list", Anyone, |_| json!({ "from": "USD" })),
        Case::new(
            "calendar.adjust",
            Anyone,
            |_| json!({ "calendar": "CN", "date": "2026-01-17", "rule": "following" }),
        ),
        Case::new(
            "pricing.preview",
            Anyone,
            |_| json!({ "currency": "CNY", "lines": [{ "quantity": "3", "unit_price": "19.99" }] }),
        ),
        Case::new("collection.preview", Anyone, |_| {
            json!({ "total": "100.00", "currency": "CNY", "base_date": "2026-01-31",
                "terms": { "lines": [{ "balance": true, "due": "30d" }] } })
        }),
        Case::new("opportunity.transitions", Anyone, |_| json!({})),
        Case::new("quote.transitions", Anyone, |_| json!({})),
        Case::new("order.transitions", Anyone, |_| json!({})),
        Case::new("receipt.transitions", Anyone, |_| json!({})),
        Case::new("invoice.transitions", Anyone, |_| json!({})),
    ]
}
