//! How many round trips to PostgreSQL each operation takes, counted on the wire: begin, commit and
//! every flush included, statements prepared.

#![cfg(test)]

use crm_tests::postgres_workspace::PostgresWorkspace;
use crm_tests::proxy::{Proxy, server_of};
use crm_tests::rust_door::RustDoor;
use serde_json::{Value, json};
use std::collections::BTreeMap;

struct Flow {
    door: RustDoor,
    proxy: Proxy,
    counts: BTreeMap<String, u64>,
}

impl Flow {
    fn call(&mut self, name: &str, args: Value) -> Value {
        let _ = self.proxy.round_trips();
        let answer = self.door.invoke(None, name, &args.to_string());
        let answer = answer.unwrap_or_else(|error| panic!("{name} {args}: {error} {error:?}"));
        let count = self.proxy.round_trips();
        self.counts.insert(name.to_owned(), count);
        serde_json::from_str(&answer).unwrap()
    }

    /// One deal, from the customer to the money.
    fn deal(&mut self, terms: &Value) {
        let customer = self.call("customer.create", json!({ "name": "北京华信科技有限公司" }));
        let customer = &customer["id"];
        let line = json!({ "description": "伺服电机", "quantity": "3", "unit_price": "1200.00",
            "tax_percent": "13" });
        let lines = vec![line; 5];
        let args = json!({ "customer": customer, "name": "产线改造", "amount": "20340.00" });
        let opportunity = self.call("opportunity.create", args)["id"].clone();
        self.call("opportunity.advance", json!({ "opportunity": opportunity }));
        let args = json!({ "customer": customer, "lines": lines, "terms": terms });
        let quote = self.call("quote.create", args)["id"].clone();
        self.call("quote.send", json!({ "quote": quote }));
        self.call("quote.accept", json!({ "quote": quote }));
        self.call("quote.get", json!({ "quote": quote }));
        let order = self.call("quote.convert", json!({ "quote": quote }))["id"].clone();
        self.call("order.submit", json!({ "order": order }));
        let approved = self.call("order.approve", json!({ "order": order }));
        assert_eq!(approved["plans"].as_array().unwrap().len(), 3);
        self.call("order.get", json!({ "order": order }));
        let args = json!({ "customer": customer, "amount": "2000.00", "confirm": true });
        let receipt = self.call("receipt.record", args);
        assert_eq!(receipt["allocations"].as_array().unwrap().len(), 1);
        self.call(
            "receipt.reverse",
            json!({ "receipt": receipt["id"], "reason": "退票" }),
        );
        let args = json!({ "customer": customer, "lines": lines, "terms": terms });
        let order = self.call("order.create", args)["id"].clone();
        self.call("order.cancel", json!({ "order": order, "reason": "重复" }));
        self.call("customer.get", json!({ "customer": customer }));
        self.call("opportunity.win", json!({ "opportunity": opportunity }));
    }
}

#[test]
fn operations_take_few_round_trips() {
    let workspace = PostgresWorkspace::create();
    let proxy = Proxy::before(&server_of(&workspace.url()));
    let door = RustDoor::at(&proxy.url(&workspace.url())).unwrap();
    let mut flow = Flow {
        door,
        proxy,
        counts: BTreeMap::new(),
    };
    let lines = json!([{ "percent": "30" }, { "percent": "60", "due": "30d" },
        { "balance": true, "due": "365d" }]);
    flow.call("terms.create", json!({ "name": "三六一", "lines": lines }));
    let terms = flow.call(
        "terms.create",
        json!({ "name": "30/60/10", "lines": lines }),
    );
    let terms = terms["id"].clone();
    let stages = json!([{ "name": "初步接触", "probability": "10" },
        { "name": "方案报价", "probability": "50" }]);
    flow.call(
        "pipeline.create",
        json!({ "name": "大客户", "stages": stages }),
    );
    flow.deal(&terms);
    flow.deal(&terms);
    for (name, count) in &flow.counts {
        println!("{name}: {count}");
    }
    let bounds = [
        ("order.approve", 4),
        ("receipt.record", 4),
        ("order.get", 1),
    ];
    for (name, most) in bounds {
        let count = flow.counts[name];
        assert!(
            count <= most,
            "{name} takes {count} round trips, at most {most} are allowed"
        );
    }
}
