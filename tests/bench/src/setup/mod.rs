//! The workspaces every contender works in, made by the library.

mod grow;
mod orders;
mod settle;

pub(crate) use orders::orders;
pub(crate) use settle::settle;

use crate::Result;
use crate::place::{Workspace, is_on_server};
use crate::workload::{Ids, NOW, USER};
use crm_core::engine::FixedClock;
use crm_core::org::permission::Permission;
use crm_core::{Crm, Instant, Options, Session};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;

const CUSTOMERS: usize = 100;
/// Code, name, unit, price, tax in percent.
const PRODUCTS: [(&str, &str, &str, &str, &str); 5] = [
    ("SM-750", "伺服电机 750W", "台", "1198.50", "13"),
    ("SD-750", "伺服驱动器 750W", "台", "1650.00", "13"),
    ("CB-05", "编码器电缆 5 米", "根", "86.50", "13"),
    ("YS-01", "设备运输", "次", "2400.00", "9"),
    ("AZ-01", "安装调试", "天", "1500.00", "6"),
];

/// The options a contender opens the workspace with.
pub(crate) fn options(file: &Path) -> Result<Options> {
    let place = if is_on_server(file) {
        Workspace::at(file)?.url().into()
    } else {
        file.to_owned()
    };
    Ok(Options {
        clock: Arc::new(FixedClock::new(Instant::parse(NOW)?)),
        ..Options::new(place)
    })
}

/// Makes the workspace of the deals in a new file and notes its ids beside it.
pub(crate) fn deals(file: &Path) -> Result {
    let crm = Crm::open_with(options(file)?)?;
    let mut session = crm.session();
    session.begin()?;
    let department = json!({ "name": "华东销售部" });
    let department = create(&mut session, "department.create", department)?;
    let role = role(&mut session, "all")?;
    let user = json!({ "key": USER, "name": "李娜", "department": department, "roles": [role] });
    create(&mut session, "user.create", user)?;
    session.commit()?;
    let mut session = crm.session_as(USER)?;
    let mut ids = Ids::default();
    session.begin()?;
    let terms = catalogue(&mut session, &mut ids)?;
    ids.push("terms", terms);
    let stages: Vec<Value> = ["10", "30", "60", "80"]
        .into_iter()
        .zip(["初步接洽", "需求确认", "方案报价", "商务谈判"])
        .map(|(probability, name)| json!({ "name": name, "probability": probability }))
        .collect();
    let pipeline = json!({ "name": "标准销售", "stages": stages });
    ids.push(
        "pipeline",
        create(&mut session, "pipeline.create", pipeline)?,
    );
    for number in 1..=CUSTOMERS {
        let customer = customer(&mut session, number, terms)?;
        let contact = json!({ "name": "王芳", "title": "采购经理", "mobile": "138 0000 0000",
            "customer": customer, "role": "采购决策人", "primary": true });
        ids.push("customers", customer);
        ids.push("contacts", create(&mut session, "contact.create", contact)?);
    }
    session.commit()?;
    ids.write(file)
}

/// A role that grants everything with one scope.
fn role(session: &mut Session, scope: &str) -> Result<i64> {
    let grants: Vec<Value> = Permission::ALL
        .iter()
        .filter(|permission| **permission != Permission::Anyone)
        .map(|permission| json!({ "permission": permission.as_str(), "scope": scope }))
        .collect();
    let role = json!({ "name": format!("销售 {scope}"), "grants": grants });
    create(session, "role.create", role)
}

/// Products with their prices, and the terms of all customers.
fn catalogue(session: &mut Session, ids: &mut Ids) -> Result<i64> {
    let list = json!({ "name": "2026 年标准价", "currency": "CNY" });
    let list = create(session, "price_list.create", list)?;
    for (code, name, unit, price, tax) in PRODUCTS {
        let product = json!({ "code": code, "name": name, "unit": unit, "tax_percent": tax });
        let product = create(session, "product.create", product)?;
        let price = json!({ "price_list": list, "product": product, "unit_price": price });
        create(session, "price.set", price)?;
        ids.push("products", product);
    }
    let lines = json!([
        { "percent": "30" },
        { "percent": "60", "due": "30d" },
        { "percent": "10", "due": "90d" },
    ]);
    let terms = json!({ "name": "预付 30%,次月 60%,质保 10%", "lines": lines });
    create(session, "terms.create", terms)
}

fn customer(session: &mut Session, number: usize, terms: i64) -> Result<i64> {
    let customer = json!({ "name": format!("苏州力景自动化设备有限公司 {number}"),
        "phone": "0512-5550 0123", "currency": "CNY", "terms": terms });
    create(session, "customer.create", customer)
}

fn create(session: &mut Session, operation: &str, arguments: Value) -> Result<i64> {
    id(&invoke(session, operation, arguments)?)
}

/// The id in an answer.
fn id(answer: &Value) -> Result<i64> {
    Ok(answer.get("id").and_then(Value::as_i64).ok_or("no id")?)
}

fn invoke(session: &mut Session, operation: &str, arguments: Value) -> Result<Value> {
    let answer = session.invoke(operation, &arguments.to_string());
    let answer = answer.map_err(|error| format!("{operation}: {error}"))?;
    Ok(serde_json::from_str(&answer)?)
}
