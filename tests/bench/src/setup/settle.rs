//! Orders that wait for their approval, each of a customer of its own with a receipt of the whole
//! amount that waits for its confirmation.

use super::{create, customer, id, invoke, options};
use crate::Result;
use crate::workload::{Ids, USER};
use crm_core::Crm;
use serde_json::json;
use std::path::Path;

/// Adds so many to the workspace of the deals, and notes their ids in place of the deals' own.
pub(crate) fn settle(file: &Path, orders: usize) -> Result {
    let deals = Ids::read(file)?;
    let terms = deals.turn("terms", 0)?;
    let crm = Crm::open_with(options(file)?)?;
    let mut session = crm.session_as(USER)?;
    let mut ids = Ids::default();
    session.begin()?;
    for number in 1..=orders {
        let customer = customer(&mut session, number, terms)?;
        let product = deals.turn("products", number)?;
        let lines = json!([{ "product": product, "quantity": "24" }]);
        let order = json!({ "customer": customer, "lines": lines });
        let order = invoke(&mut session, "order.create", order)?;
        let receipt = json!({ "customer": customer, "amount": order.get("gross") });
        ids.push("customers", customer);
        ids.push("orders", id(&order)?);
        ids.push("receipts", create(&mut session, "receipt.record", receipt)?);
    }
    session.commit()?;
    ids.write(file)
}
