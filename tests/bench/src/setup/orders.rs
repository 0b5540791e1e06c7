//! A workspace with a year of orders.

use super::grow::grow;
use super::{catalogue, create, customer, invoke, role};
use crate::Result;
use crate::workload::{CHIEF, DIRECTOR, Ids, seller};
use crm_core::base::Date;
use crm_core::collection::verify::Verify;
use crm_core::engine::FixedClock;
use crm_core::{Crm, Instant, Options, Session};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;

/// The departments under the director's, that one counted.
const DEPARTMENTS: usize = 500;
/// Salespeople, two in each department.
const SELLERS: usize = 1_000;
const CUSTOMERS: usize = 5_000;
/// Orders in one transaction.
const BATCH: usize = 500;
/// The first day, and how many days of orders there are: the last one is the day before the reads.
const FIRST: &str = "2025-06-01";
const DAYS: usize = 365;

/// Orders that the library writes; more are copies of them.
const WRITTEN: usize = 10_000;

/// Makes a workspace of so many orders, in whole ten thousands, of five lines with three plans each
/// over a year, every second one paid in whole. Proves its balances at the end.
pub(crate) fn orders(file: &Path, count: usize) -> Result {
    let mut ids = written(file)?;
    if count > WRITTEN {
        grow(file, &mut ids, i64::try_from(count / WRITTEN)?)?;
    }
    let crm = Crm::open_with(Options::new(file))?;
    let proof = crm.session().run(Verify {})?;
    if !proof.clean {
        return Err(format!("balances differ: {:?}", proof.differences).into());
    }
    ids.write(file)
}

/// The orders that the library writes, order by order.
fn written(file: &Path) -> Result<Ids> {
    let clock = Arc::new(FixedClock::new(at(0)?));
    let crm = Crm::open_with(Options {
        clock: clock.clone(),
        durability: crm_core::engine::Durability::Normal,
        ..Options::new(file)
    })?;
    let mut session = crm.session();
    let mut ids = Ids::default();
    session.begin()?;
    staff(&mut session, &mut ids)?;
    let terms = catalogue(&mut session, &mut ids)?;
    for number in 1..=CUSTOMERS {
        let customer = customer(&mut session, number, terms)?;
        ids.push("customers", customer);
    }
    session.commit()?;
    let mut done = 0;
    while done < WRITTEN {
        session.begin()?;
        for number in done..(done + BATCH).min(WRITTEN) {
            clock.set(at(number * DAYS / WRITTEN)?);
            order(&mut session, &mut ids, number)?;
        }
        session.commit()?;
        done += BATCH;
    }
    Ok(ids)
}

/// Ten in the morning in Shanghai on a day.
fn at(day: usize) -> Result<Instant> {
    let day = Date::parse(FIRST)?.plus_days(i64::try_from(day)?)?;
    Ok(Instant::parse(&format!("{day}T02:00:00Z"))?)
}

/// A director over 500 departments with two salespeople each, and a chief who sees everything.
fn staff(session: &mut Session, ids: &mut Ids) -> Result {
    let root = create(session, "department.create", json!({ "name": "销售中心" }))?;
    let (own, below, all) = (
        role(session, "own")?,
        role(session, "department_and_below")?,
        role(session, "all")?,
    );
    let chief = json!({ "key": CHIEF, "name": "周明", "roles": [all] });
    create(session, "user.create", chief)?;
    let director = json!({ "key": DIRECTOR, "name": "陈立", "department": root, "roles": [below] });
    create(session, "user.create", director)?;
    let mut departments = vec![root];
    for number in 1..DEPARTMENTS {
        let department = json!({ "name": format!("销售 {number} 部"), "parent": root });
        departments.push(create(session, "department.create", department)?);
    }
    for number in 0..SELLERS {
        let department = departments.get(number % DEPARTMENTS);
        let user = json!({ "key": seller(number), "name": format!("销售 {number}"),
            "department": department, "roles": [own] });
        ids.push("sellers", create(session, "user.create", user)?);
    }
    Ok(())
}

/// One approved order, and for every second one the money.
fn order(session: &mut Session, ids: &mut Ids, number: usize) -> Result {
    let customer = ids.turn("customers", number)?;
    let lines = (0..5).map(|line| {
        let quantity = (number % 7 + line + 1).to_string();
        Ok(json!({ "product": ids.turn("products", line)?, "quantity": quantity }))
    });
    let lines = lines.collect::<Result<Vec<Value>>>()?;
    let order = json!({ "customer": customer, "owner": ids.turn("sellers", number)?,
        "lines": lines });
    let order = create(session, "order.create", order)?;
    invoke(session, "order.submit", json!({ "order": order }))?;
    let approved = invoke(session, "order.approve", json!({ "order": order }))?;
    ids.push("orders", order);
    if (number / SELLERS).is_multiple_of(2) {
        return Ok(());
    }
    let plans = approved.get("plans").and_then(Value::as_array);
    let allocations: Vec<Value> = plans
        .ok_or("no plans")?
        .iter()
        .map(|plan| json!({ "plan": plan.get("id"), "amount": plan.get("amount") }))
        .collect();
    let amount = approved.get("order").and_then(|order| order.get("gross"));
    let receipt = json!({ "customer": customer, "amount": amount, "confirm": true,
        "allocations": allocations });
    invoke(session, "receipt.record", receipt).map(|_| ())
}
