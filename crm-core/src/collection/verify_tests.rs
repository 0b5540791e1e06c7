//! Every proof finds the figure that is wrong.

use super::*;
use serde_json::{Value as Json, json};

/// Damages the database as no operation of the library does.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Damage {
    statement: String,
}

impl Operation for Damage {
    const NAME: &'static str = "test.damage";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::Admin;
    const REFUSES: &'static [Refusal] = &[];
    type Output = u64;

    fn run(&self, cx: &mut Context<'_>) -> Result<u64> {
        cx.db().execute(&self.statement, &[])
    }
}

/// A workspace with a quote of 3 × 100.00, ordered whole, approved and paid in part.
fn sale() -> crate::Session {
    let mut session = crate::Crm::open(":memory:").unwrap().session();
    let mut call = |name: &str, arguments: Json| -> Json {
        let answer = session.invoke(name, &arguments.to_string()).unwrap();
        serde_json::from_str(&answer).unwrap()
    };
    let customer = call("customer.create", json!({ "name": "北京华信科技有限公司" }));
    let line = json!({ "description": "伺服电机", "quantity": "3", "unit_price": "100.00" });
    let arguments = json!({ "customer": customer["id"], "lines": [line] });
    let quote = call("quote.create", arguments)["id"].clone();
    call("quote.send", json!({ "quote": quote }));
    call("quote.accept", json!({ "quote": quote }));
    let order = call("quote.convert", json!({ "quote": quote }))["id"].clone();
    call("order.submit", json!({ "order": order }));
    call("order.approve", json!({ "order": order }));
    let receipt = json!({ "customer": customer["id"], "amount": "120.00", "confirm": true });
    call("receipt.record", receipt);
    session
}

/// A difference: the check, what is stored, what should be.
type Found<'a> = (&'a str, &'a str, &'a str);

#[test]
fn every_proof_finds_what_is_wrong() {
    assert!(sale().run(Verify {}).unwrap().clean);
    // The damage, then the check that finds it, what is stored then and what should be. An order's
    // total is proven by its lines and by its plans.
    let rows: [(&str, &[Found<'_>]); 7] = [
        (
            "UPDATE crm_quote_line SET ordered = 1500000",
            &[("quote_line.ordered", "1.5", "3")],
        ),
        (
            "UPDATE crm_plan SET revision = 2",
            &[
                ("order.plans", "300.00", "0.00"),
                ("plan.approved", "300.00", "0.00"),
            ],
        ),
        (
            "UPDATE crm_quote SET gross = 2990000",
            &[("quote.gross", "299.00", "300.00")],
        ),
        (
            "UPDATE crm_order SET gross = 3010000",
            &[
                ("order.plans", "301.00", "300.00"),
                ("order.net_and_tax", "301.00", "300.00"),
                ("order.gross", "301.00", "300.00"),
            ],
        ),
        (
            "UPDATE crm_plan SET cancelled = 1",
            &[("order.plans", "300.00", "0.00")],
        ),
        (
            "UPDATE crm_plan SET collected = 1190000",
            &[("plan.collected", "119.00", "120.00")],
        ),
        (
            "UPDATE crm_receipt SET unallocated = 10000",
            &[("receipt.unallocated", "1.00", "0.00")],
        ),
    ];
    for (statement, expected) in rows {
        let mut session = sale();
        let statement = statement.to_owned();
        assert_eq!(
            session
                .run(Damage {
                    statement: statement.clone()
                })
                .unwrap(),
            1
        );
        let found = session.run(Verify {}).unwrap();
        let differences: Vec<Found<'_>> = found
            .differences
            .iter()
            .map(|d| (d.check.as_str(), d.stored.as_str(), d.computed.as_str()))
            .collect();
        assert_eq!(differences, expected, "{statement}");
        assert!(!found.clean);
    }
}
