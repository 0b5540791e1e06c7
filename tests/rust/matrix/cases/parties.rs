//! Customers, contacts, products, prices and terms.

use crate::case::About::{Create, List, Record, Shared, Whole};
use crate::case::Case;
use crm_core::org::permission::Permission;
use serde_json::json;

pub(super) fn cases() -> Vec<Case> {
    let mut cases = customers();
    cases.extend(contacts());
    cases.extend(products());
    cases.extend(prices());
    cases
}

fn customers() -> Vec<Case> {
    vec![
        Case::new(
            "customer.create",
            Create,
            |world| json!({ "name": "上海申能机电有限公司", "owner": world.id("wang") }),
        ),
        Case::new(
            "customer.update",
            Record,
            |world| json!({ "customer": world.id("customer"), "level": "A" }),
        ),
        Case::new(
            "customer.get",
            Record,
            |world| json!({ "customer": world.id("customer") }),
        ),
        Case::new("customer.list", List, |_| json!({ "text": "华信" })),
        Case::new(
            "customer.archive",
            Record,
            |world| json!({ "customer": world.id("customer") }),
        ),
        Case::new(
            "customer.restore",
            Record,
            |world| json!({ "customer": world.id("customer.closed") }),
        ),
    ]
}

fn contacts() -> Vec<Case> {
    vec![
        Case::new(
            "contact.create",
            Create,
            |world| json!({ "name": "刘洋", "owner": world.id("wang") }),
        ),
        Case::new(
            "contact.update",
            Record,
            |world| json!({ "contact": world.id("contact"), "title": "采购经理" }),
        ),
        Case::new(
            "contact.get",
            Record,
            |world| json!({ "contact": world.id("contact") }),
        ),
        Case::new("contact.list", List, |_| json!({ "text": "陈明" })),
        Case::new(
            "contact.link",
            Record,
            |world| json!({ "contact": world.id("contact.free"), "customer": world.id("customer") }),
        ),
        Case::new(
            "contact.unlink",
            Record,
            |world| json!({ "contact": world.id("contact"), "customer": world.id("customer") }),
        ),
        Case::new(
            "contact.archive",
            Record,
            |world| json!({ "contact": world.id("contact") }),
        ),
        Case::new(
            "contact.restore",
            Record,
            |world| json!({ "contact": world.id("contact.closed") }),
        ),
    ]
}

fn products() -> Vec<Case> {
    let product = |world: &crate::world::World| json!({ "product": world.id("product") });
    vec![
        Case::new(
            "product.create",
            Whole,
            |_| json!({ "code": "SM-750", "name": "伺服电机 750W", "cost": "1250.5" }),
        )
        .and(Permission::CatalogCost),
        Case::new(
            "product.update",
            Whole,
            |world| json!({ "product": world.id("product"), "cost": "1180" }),
        )
        .and(Permission::CatalogCost),
        Case::new("product.get", Shared, product),
        Case::new("product.list", Shared, |_| json!({ "text": "电机" })),
        Case::new("product.archive", Whole, product),
        Case::new(
            "product.restore",
            Whole,
            |world| json!({ "product": world.id("product.closed") }),
        ),
    ]
}

fn prices() -> Vec<Case> {
    let list = |world: &crate::world::World| json!({ "price_list": world.id("prices") });
    vec![
        Case::new(
            "price_list.create",
            Whole,
            |_| json!({ "name": "2026 年标准价" }),
        ),
        Case::new(
            "price_list.update",
            Whole,
            |world| json!({ "price_list": world.id("prices"), "name": "2026 年标准价" }),
        ),
        Case::new("price_list.get", Shared, list),
        Case::new("price_list.list", Shared, |_| json!({ "currency": "CNY" })),
        Case::new("price_list.archive", Whole, list),
        Case::new(
            "price_list.restore",
            Whole,
            |world| json!({ "price_list": world.id("prices.closed") }),
        ),
        Case::new("price.set", Whole, |world| {
            json!({ "price_list": world.id("prices"), "product": world.id("product"),
                "min_quantity": "10", "unit_price": "90" })
        }),
        Case::new("price.list", Shared, list),
        Case::new(
            "price.get",
            Shared,
            |world| json!({ "product": world.id("product"), "currency": "CNY", "quantity": "1" }),
        ),
        Case::new(
            "terms.create",
            Whole,
            |_| json!({ "name": "三七分", "lines": [{ "percent": "30" }, { "percent": "70", "due": "30d" }] }),
        ),
        Case::new(
            "terms.get",
            Shared,
            |world| json!({ "terms": world.id("terms") }),
        ),
        Case::new("terms.list", Shared, |_| json!({})),
        Case::new(
            "terms.revise",
            Whole,
            |world| json!({ "terms": world.id("terms"), "lines": [{ "balance": true }] }),
        ),
        Case::new(
            "terms.archive",
            Whole,
            |world| json!({ "terms": world.id("terms") }),
        ),
    ]
}
