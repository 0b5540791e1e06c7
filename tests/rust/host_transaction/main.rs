//! A Rust host hands the library its own open transaction on PostgreSQL: its statements and our
//! operations are kept or undone together.

#![cfg(test)]

mod lent;

use crm_core::base::error::Code;
use crm_core::engine::ChangeList;
use crm_core::{Crm, Options, customer};
use crm_tests::postgres_workspace::PostgresWorkspace;
use crm_tests::workspace::call;
use lent::Lent;
use postgres::{Client, NoTls};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

struct Host {
    workspace: PostgresWorkspace,
    schema: &'static str,
    client: Client,
    crm: Crm,
}

impl Host {
    fn new() -> Self {
        let workspace = PostgresWorkspace::create();
        let schema: &'static str = workspace.name().to_owned().leak();
        let url = crm_tests::postgres_url().unwrap();
        let mut client = Client::connect(&url, NoTls).unwrap();
        let table = format!("CREATE TABLE {schema}.project (name text PRIMARY KEY)");
        client.batch_execute(&table).unwrap();
        let mut options = Options::new(workspace.url());
        options.wait = Duration::from_millis(300);
        let crm = Crm::open_with(options).unwrap();
        Self {
            workspace,
            schema,
            client,
            crm,
        }
    }

    /// One project of the host's and one customer of ours in the host's transaction.
    fn both(&mut self, name: &str, keep: bool) {
        let mut transaction = self.client.transaction().unwrap();
        let insert = format!("INSERT INTO {}.project VALUES ($1)", self.schema);
        transaction.execute(&insert, &[&name]).unwrap();
        let mut session = self.crm.session();
        let lent = Lent {
            transaction: &mut transaction,
            schema: self.schema,
        };
        let mut within = session.within(Box::new(lent)).unwrap();
        let made = within.run(customer::Create::new(name.parse().unwrap()));
        assert_eq!(made.unwrap().name.to_string(), name);
        drop(within);
        if keep {
            transaction.commit().unwrap();
            self.crm.committed();
        } else {
            transaction.rollback().unwrap();
        }
    }

    fn projects(&mut self) -> i64 {
        let count = format!("SELECT count(*) FROM {}.project", self.schema);
        self.client.query_one(&count, &[]).unwrap().get(0)
    }

    fn customers(&self) -> usize {
        customers(&self.crm)
    }
}

fn customers(crm: &Crm) -> usize {
    let list = call(&mut crm.session(), "customer.list", &json!({})).unwrap();
    list["items"].as_array().unwrap().len()
}

#[test]
fn both_sides_are_kept_or_neither() {
    let mut host = Host::new();
    host.both("北京华信科技有限公司", false);
    assert_eq!((host.projects(), host.customers()), (0, 0));
    let told = Arc::new(AtomicU64::new(0));
    let counted = Arc::clone(&told);
    host.crm.on_commit(move || {
        counted.fetch_add(1, Ordering::SeqCst);
    });
    host.both("北京华信科技有限公司", true);
    assert_eq!((host.projects(), host.customers()), (1, 1));
    assert_eq!(told.load(Ordering::SeqCst), 1, "the callback was called");
    // The host's own constraint fails behind our work: neither happened.
    let mut transaction = host.client.transaction().unwrap();
    let lent = Lent {
        transaction: &mut transaction,
        schema: host.schema,
    };
    let mut session = host.crm.session();
    let mut within = session.within(Box::new(lent)).unwrap();
    within
        .run(customer::Create::new(
            "上海远景贸易有限公司".parse().unwrap(),
        ))
        .unwrap();
    drop(within);
    let insert = format!("INSERT INTO {}.project VALUES ($1)", host.schema);
    let twice = transaction.execute(&insert, &[&"北京华信科技有限公司"]);
    assert!(twice.is_err());
    transaction.rollback().unwrap();
    assert_eq!((host.projects(), host.customers()), (1, 1));
    assert_eq!(host.workspace.name(), host.schema);
}

fn ask(within: &mut crm_core::engine::Within<'_>, name: &str, arguments: &Value) -> Value {
    let answer = within.invoke(name, &arguments.to_string());
    serde_json::from_str(&answer.unwrap_or_else(|error| panic!("{name}: {error}"))).unwrap()
}

/// A whole sale in one transaction of the host's, at each level of isolation; a refused operation
/// in the middle undoes itself alone, and a repeated one is done once.
#[test]
fn a_whole_sale_in_the_hosts_transaction() {
    for level in ["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"] {
        let mut host = Host::new();
        let mut transaction = host.client.transaction().unwrap();
        let set = format!("SET TRANSACTION ISOLATION LEVEL {level}");
        transaction.batch_execute(&set).unwrap();
        let mut session = host.crm.session();
        let lent = Lent {
            transaction: &mut transaction,
            schema: host.schema,
        };
        let mut within = session.within(Box::new(lent)).unwrap();
        let lines = json!([{ "percent": "30" }, { "percent": "70", "due": "30d" }]);
        let terms = ask(
            &mut within,
            "terms.create",
            &json!({ "name": "30/70", "lines": lines }),
        );
        let buyer = json!({ "name": "北京华信科技有限公司", "request": "k1" });
        let customer = ask(&mut within, "customer.create", &buyer);
        assert_eq!(
            customer,
            ask(&mut within, "customer.create", &buyer),
            "once"
        );
        let line = json!({ "description": "伺服电机", "quantity": "3", "unit_price": "1200.00",
            "tax_percent": "13" });
        let args = json!({ "customer": customer["id"], "terms": terms["id"], "lines": [line] });
        let order = ask(&mut within, "order.create", &args);
        let of_order = json!({ "order": order["id"] });
        let early = within.invoke("order.approve", &of_order.to_string());
        assert_eq!(early.unwrap_err().kind(), "order.not_submitted");
        ask(&mut within, "order.submit", &of_order);
        let approved = ask(&mut within, "order.approve", &of_order);
        // 3 × 1,200.00 with 13 % are 4,068.00: 30 % of it 1,220.40, the rest 2,847.60.
        assert_eq!(approved["plans"][0]["amount"], "1220.40");
        assert_eq!(approved["plans"][1]["amount"], "2847.60");
        let read = within.invoke("order.get", r#"{"order":1,"request":"x"}"#);
        assert_eq!(read.unwrap_err().kind(), "request.on_read");
        drop(within);
        // Until the host commits nobody sees it.
        assert_eq!(customers(&host.crm), 0);
        transaction.commit().unwrap();
        assert_eq!(customers(&host.crm), 1);
        let mut session = host.crm.session();
        let feed = session.run(ChangeList::default()).unwrap();
        assert_eq!(feed.items.len(), 5, "{level}: {feed:?}");
        let found = call(&mut session, "admin.verify", &json!({})).unwrap();
        assert_eq!(found["clean"], true);
    }
}

/// What an operation decided on stays locked until the host's transaction ends.
#[test]
fn others_wait_for_the_hosts_transaction() {
    let mut host = Host::new();
    let created = call(
        &mut host.crm.session(),
        "customer.create",
        &json!({ "name": "客户" }),
    );
    let customer = created.unwrap()["id"].clone();
    let change = |name: &str| json!({ "customer": customer, "name": name });
    let mut transaction = host.client.transaction().unwrap();
    let mut session = host.crm.session();
    let lent = Lent {
        transaction: &mut transaction,
        schema: host.schema,
    };
    let mut within = session.within(Box::new(lent)).unwrap();
    ask(&mut within, "customer.update", &change("甲"));
    let other = call(&mut host.crm.session(), "customer.update", &change("乙"));
    assert_eq!(other.unwrap_err().code(), Code::Busy);
    drop(within);
    transaction.commit().unwrap();
    let after = call(&mut host.crm.session(), "customer.update", &change("乙")).unwrap();
    assert_eq!(after["version"], 3);
}

#[test]
fn not_beside_a_transaction_of_its_own() {
    let mut host = Host::new();
    let mut transaction = host.client.transaction().unwrap();
    let mut session = host.crm.session();
    session.begin().unwrap();
    let lent = Lent {
        transaction: &mut transaction,
        schema: host.schema,
    };
    let refused = session.within(Box::new(lent)).map(drop);
    assert_eq!(refused.unwrap_err().kind(), "misuse");
}

/// Each of two moves a customer below the other one. The host's transaction has seen the tree before
/// the library's own changed it.
#[test]
fn a_state_that_is_over_decides_nothing() {
    for level in ["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"] {
        let mut host = Host::new();
        let mut own = host.crm.session();
        let [a, b] = ["甲", "乙"].map(|name| {
            let made = call(&mut own, "customer.create", &json!({ "name": name }));
            made.unwrap()["id"].clone()
        });
        let below = |what: &Value, to: &Value| json!({ "customer": what, "parent": to });
        let mut transaction = host.client.transaction().unwrap();
        let set = format!("SET TRANSACTION ISOLATION LEVEL {level}");
        transaction.batch_execute(&set).unwrap();
        let look = format!("SELECT count(*) FROM {}.project", host.schema);
        transaction.query_one(&look, &[]).unwrap();
        call(&mut own, "customer.update", &below(&b, &a)).unwrap();
        let mut session = host.crm.session();
        let lent = Lent {
            transaction: &mut transaction,
            schema: host.schema,
        };
        let mut within = session.within(Box::new(lent)).unwrap();
        let moved = within.invoke("customer.update", &below(&a, &b).to_string());
        let wanted = match level {
            "READ COMMITTED" => "customer.cycle",
            _ => "contended",
        };
        assert_eq!(moved.unwrap_err().kind(), wanted, "{level}");
    }
}
