//! The same deal through the late-bound API, as the C door makes it.

use crate::Result;
use crate::workload::{AMOUNT, CLOSE, DISCOUNT, Ids, LINES, MOVES, NAME};
use crm_core::Session;
use serde_json::{Value, json};

/// One deal, from the opportunity to the last receipt.
pub(super) fn deal(session: &mut Session, ids: &Ids, number: usize) -> Result {
    let customer = ids.turn("customers", number)?;
    let contact = ids.turn("contacts", number)?;
    let pipeline = ids.turn("pipeline", 0)?;
    let opportunity = format!(
        "{{\"name\": \"{NAME}\", \"customer\": {customer}, \"contact\": {contact}, \
         \"pipeline\": {pipeline}, \"amount\": \"{AMOUNT}\", \"expected_close\": \"{CLOSE}\"}}"
    );
    let opportunity = made(session, "opportunity.create", &opportunity)?;
    for _ in 0..MOVES {
        step(session, "opportunity.advance", opportunity)?;
    }
    step(session, "opportunity.win", opportunity)?;
    let lines = LINES.iter().map(|line| {
        Ok(
            json!({ "product": ids.turn("products", line.product)?, "quantity": line.quantity,
            "discount_percent": line.discount_percent, "discount_amount": line.discount_amount }),
        )
    });
    let lines = Value::Array(lines.collect::<Result<Vec<_>>>()?);
    let quote = format!(
        "{{\"customer\": {customer}, \"contact\": {contact}, \"opportunity\": {opportunity}, \
         \"discount_amount\": \"{DISCOUNT}\", \"valid_until\": \"{CLOSE}\", \"lines\": {lines}}}"
    );
    let quote = made(session, "quote.create", &quote)?;
    step(session, "quote.send", quote)?;
    step(session, "quote.accept", quote)?;
    let order = made(session, "quote.convert", &format!("{{\"quote\": {quote}}}"))?;
    step(session, "order.submit", order)?;
    let approved = session.invoke("order.approve", &format!("{{\"order\": {order}}}"))?;
    let approved: Value = serde_json::from_str(&approved)?;
    let plans = approved.get("plans").and_then(Value::as_array);
    for plan in plans.ok_or("no plans")? {
        let amount = plan.get("amount").ok_or("no amount")?;
        let receipt = format!("{{\"customer\": {customer}, \"amount\": {amount}}}");
        let receipt = made(session, "receipt.record", &receipt)?;
        step(session, "receipt.confirm", receipt)?;
    }
    Ok(())
}

/// Runs an operation on the record its name says.
fn step(session: &mut Session, operation: &str, id: i64) -> Result {
    let record = operation.split('.').next().unwrap_or_default();
    session.invoke(operation, &format!("{{\"{record}\": {id}}}"))?;
    Ok(())
}

/// Runs an operation and answers the id of what it made.
fn made(session: &mut Session, operation: &str, arguments: &str) -> Result<i64> {
    let answer: Value = serde_json::from_str(&session.invoke(operation, arguments)?)?;
    Ok(answer.get("id").and_then(Value::as_i64).ok_or("no id")?)
}
