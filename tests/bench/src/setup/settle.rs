//! A workspace of orders that wait for their approval, each of a customer of its own with a receipt
//! of the whole amount that waits for its confirmation.

use super::{catalogue, create, customer, invoke, options, salesperson};
use crate::Result;
use crate::workload::Ids;
use crm_core::engine::Durability;
use crm_core::{Crm, Options};
use serde_json::json;
use std::path::Path;

/// Makes the workspace in a new file and notes its ids beside it.
pub(crate) fn settle(file: &Path, orders: usize) -> Result {
    let crm = Crm::open_with(Options {
        durability: Durability::Normal,
        ..options(file)?
    })?;
    let mut session = salesperson(&crm)?;
    let mut ids = Ids::default();
    session.begin()?;
    let terms = catalogue(&mut session, &mut ids)?;
    for number in 1..=orders {
        let customer = customer(&mut session, number, terms)?;
        let product = ids.turn("products", number)?;
        let lines = json!([{ "product": product, "quantity": "24" }]);
        let order = json!({ "customer": customer, "lines": lines });
        let order = invoke(&mut session, "order.create", order)?;
        let receipt = json!({ "customer": customer, "amount": order.get("gross") });
        ids.push("customers", customer);
        ids.push("orders", super::id(&order)?);
        ids.push("receipts", create(&mut session, "receipt.record", receipt)?);
    }
    session.commit()?;
    ids.write(file)
}
