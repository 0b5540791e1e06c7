//! What open sessions see of changes of roles, users, settings and codes, and what document numbers
//! do when they are taken in blocks.

#![cfg(test)]

use crm_core::{Code, Crm, Error, Options, Session};
use crm_tests::recorder::{Recorder, Seen};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::PathBuf;

fn invoke(session: &mut Session, name: &str, arguments: Value) -> Result<Value, Error> {
    let answer = session.invoke(name, &arguments.to_string())?;
    Ok(serde_json::from_str(&answer).unwrap())
}

fn done(session: &mut Session, name: &str, arguments: Value) -> Value {
    invoke(session, name, arguments).unwrap_or_else(|error| panic!("{name}: {error:?}"))
}

fn kind(answer: Result<Value, Error>) -> &'static str {
    answer.map_or_else(|error| error.kind(), |_| "done")
}

fn grants(all: &[(&str, &str)]) -> Value {
    let grant =
        |(permission, scope): &(&str, &str)| json!({ "permission": permission, "scope": scope });
    all.iter().map(grant).collect()
}

fn order(customer: &Value) -> Value {
    json!({ "customer": customer, "lines": [
        { "description": "伺服电机", "quantity": "1", "unit_price": "100.00", "tax_percent": "13" },
    ]})
}

fn customer(crm: &Crm) -> Value {
    let customer = json!({ "kind": "company", "name": "北京华信科技有限公司" });
    done(&mut crm.session(), "customer.create", customer)["id"].clone()
}

/// A path for a database in a folder of its own.
fn file(name: &str) -> (PathBuf, PathBuf) {
    let folder = std::env::temp_dir().join(format!("crm-org-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("crm.db");
    (folder, file)
}

/// A workspace with one user, `li.na`, who holds one role; answers the role's and the user's ids.
fn staffed(crm: &Crm, granted: &[(&str, &str)]) -> (Value, Value) {
    let mut system = crm.session();
    let role = json!({ "name": "销售", "grants": grants(granted) });
    let role = done(&mut system, "role.create", role)["id"].clone();
    let user = json!({ "key": "li.na", "name": "李娜", "roles": [role] });
    let user = done(&mut system, "user.create", user)["id"].clone();
    (role, user)
}

#[test]
fn a_role_change_reaches_an_open_session() {
    let crm = Crm::open(":memory:").unwrap();
    let (role, _) = staffed(&crm, &[("order.read", "own")]);
    let (mut system, mut li) = (crm.session(), crm.session_as("li.na").unwrap());
    let id = done(&mut system, "order.create", order(&customer(&crm)))["id"].clone();
    let read = |li: &mut Session| kind(invoke(li, "order.get", json!({ "order": id })));
    assert_eq!(read(&mut li), "not_found");
    let wider = json!({ "role": role, "grants": grants(&[("order.read", "all")]) });
    done(&mut system, "role.update", wider);
    assert_eq!(read(&mut li), "done");
    done(&mut system, "role.archive", json!({ "role": role }));
    assert_eq!(read(&mut li), "denied");
}

#[test]
fn an_archived_user_is_denied_in_an_open_session() {
    let crm = Crm::open(":memory:").unwrap();
    let (_, user) = staffed(&crm, &[("order.read", "all")]);
    let (mut system, mut li) = (crm.session(), crm.session_as("li.na").unwrap());
    assert_eq!(kind(invoke(&mut li, "order.list", json!({}))), "done");
    done(&mut system, "user.archive", json!({ "user": user }));
    for name in ["order.list", "permission.list"] {
        let error = invoke(&mut li, name, json!({})).unwrap_err();
        assert_eq!((error.code(), error.kind()), (Code::Denied, "denied"));
        assert_eq!(error.details()["user"], "li.na");
    }
    assert_eq!(crm.session_as("li.na").unwrap_err().kind(), "not_found");
    done(&mut system, "user.restore", json!({ "user": user }));
    assert_eq!(kind(invoke(&mut li, "order.list", json!({}))), "done");
    // The session stands for the user, whatever the host calls the person.
    done(
        &mut system,
        "user.update",
        json!({ "user": user, "key": "li.na2" }),
    );
    assert_eq!(kind(invoke(&mut li, "order.list", json!({}))), "done");
    assert_eq!(li.actor().key, "li.na2");
}

/// A rolled-back change and the one that another process commits next carry the same generation:
/// what was read of the first must not be taken for the second.
#[test]
fn what_is_rolled_back_is_forgotten() {
    let (folder, file) = file("forgotten");
    let (crm, elsewhere) = (Crm::open(&file).unwrap(), Crm::open(&file).unwrap());
    let mine = [
        ("org.write", "all"),
        ("setting.read", "all"),
        ("setting.write", "all"),
    ];
    let (role, _) = staffed(&crm, &mine);
    let (mut other, mut li) = (elsewhere.session(), crm.session_as("li.na").unwrap());
    let wider = [&mine[..], &[("order.read", "all")]].concat();
    let widen = json!({ "role": role, "grants": grants(&wider) });
    let remind = |days: i64| json!({ "name": "remind_days", "value": days });
    let days = |session: &mut Session| {
        done(session, "setting.get", json!({ "name": "remind_days" }))["value"].clone()
    };
    li.begin().unwrap();
    assert_eq!(kind(invoke(&mut li, "order.list", json!({}))), "denied");
    done(&mut li, "role.update", widen);
    assert_eq!(kind(invoke(&mut li, "order.list", json!({}))), "done");
    done(&mut li, "setting.set", remind(7));
    assert_eq!(days(&mut li), 7);
    li.rollback().unwrap();
    // Two changes again, so that the generation is the one that was rolled back.
    done(&mut other, "role.create", json!({ "name": "财务" }));
    done(&mut other, "setting.set", remind(9));
    assert_eq!(kind(invoke(&mut li, "order.list", json!({}))), "denied");
    assert_eq!((days(&mut li), days(&mut other)), (json!(9), json!(9)));
    drop((li, other, crm, elsewhere));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_savepoint_takes_back_what_it_changed() {
    let crm = Crm::open(":memory:").unwrap();
    let (role, _) = staffed(&crm, &[("org.write", "all")]);
    let mut li = crm.session_as("li.na").unwrap();
    let may = |li: &mut Session| kind(invoke(li, "order.list", json!({})));
    li.begin().unwrap();
    li.begin().unwrap();
    let wider = grants(&[("org.write", "all"), ("order.read", "all")]);
    done(
        &mut li,
        "role.update",
        json!({ "role": role, "grants": wider }),
    );
    assert_eq!(may(&mut li), "done");
    li.rollback().unwrap();
    assert_eq!(may(&mut li), "denied");
    // The same generation once more, with nothing granted in it.
    done(&mut li, "role.create", json!({ "name": "财务" }));
    assert_eq!(may(&mut li), "denied");
    li.commit().unwrap();
    assert_eq!(may(&mut li), "denied");
}

#[test]
fn while_nothing_changes_an_operation_asks_one_small_question() {
    let seen = Seen::default();
    let options = Options::new(":memory:");
    let backend = Recorder::new(options.backend().unwrap(), seen.clone());
    let crm = Crm::over(Box::new(backend), options).unwrap();
    staffed(&crm, &[("order.write", "all"), ("customer.read", "all")]);
    let source = json!({ "list": "source", "code": "web", "label": "官网" });
    done(&mut crm.session(), "code.create", source);
    let mut li = crm.session_as("li.na").unwrap();
    let mut coded = order(&customer(&crm));
    coded["source"] = "web".into();
    done(&mut li, "order.create", coded.clone());
    seen.lock().unwrap().clear();
    done(&mut li, "order.create", coded);
    let asked = seen.lock().unwrap().clone();
    let of = |table: &str| asked.iter().filter(|sql| sql.contains(table)).count();
    assert_eq!(of("name = 'generation'"), 1, "{asked:?}");
    for table in [
        "crm_user",
        "crm_role",
        "crm_department",
        "crm_setting",
        "crm_code",
    ] {
        assert_eq!(of(table), 0, "{table}: {asked:?}");
    }
}

#[test]
fn a_tree_has_sixty_four_levels() {
    let crm = Crm::open(":memory:").unwrap();
    let mut system = crm.session();
    let mut add = |parent: &Value| {
        let department = json!({ "name": "部门", "parent": parent });
        invoke(&mut system, "department.create", department).map(|it| it["id"].clone())
    };
    let top = add(&Value::Null).unwrap();
    let mut last = top.clone();
    for _ in 2..=64 {
        last = add(&last).unwrap();
    }
    let error = add(&last).unwrap_err();
    assert_eq!(
        (error.kind(), error.field()),
        ("department.too_deep", Some("parent"))
    );
    assert_eq!(
        (&error.details()["depth"], &error.details()["max"]),
        (&json!(65), &json!(64))
    );
    let other = add(&Value::Null).unwrap();
    let under = json!({ "department": top, "parent": other });
    let moved = invoke(&mut system, "department.update", under);
    assert_eq!(kind(moved), "department.too_deep");
    // The top of the tree is 64 levels up: a cycle as long as the bound is still seen.
    let circle = json!({ "department": top, "parent": last });
    assert_eq!(
        kind(invoke(&mut system, "department.update", circle)),
        "department.cycle"
    );
}

#[test]
fn a_list_holds_two_thousand_codes() {
    let crm = Crm::open(":memory:").unwrap();
    let mut system = crm.session();
    system.begin().unwrap();
    let code = |n: u32| json!({ "list": "industry", "code": format!("I{n}"), "label": "行业" });
    for n in 1..=2_000 {
        done(&mut system, "code.create", code(n));
    }
    let error = invoke(&mut system, "code.create", code(2_001)).unwrap_err();
    assert_eq!(
        (error.kind(), error.field()),
        ("list.too_long", Some("list"))
    );
}

#[test]
fn every_permission_an_operation_needs_can_be_granted() {
    let crm = Crm::open(":memory:").unwrap();
    let listed = done(&mut crm.session(), "permission.list", json!({}));
    let listed: BTreeSet<&str> = listed["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|word| word.as_str().unwrap())
        .collect();
    let needed = crm_core::operations::ALL
        .iter()
        .map(|entry| entry.needs.as_str());
    let missing: Vec<&str> = needed
        .filter(|word| *word != "anyone" && !listed.contains(word))
        .collect();
    assert!(
        missing.is_empty() && !listed.contains("anyone"),
        "{missing:?}"
    );
}

#[test]
fn numbers_taken_in_blocks_are_never_given_twice() {
    let (folder, file) = file("blocks");
    let (one, two) = (Crm::open(&file).unwrap(), Crm::open(&file).unwrap());
    let block = |size: i64| json!({ "name": "number_block", "value": size });
    done(&mut one.session(), "setting.set", block(10));
    let buyer = customer(&one);
    let mut given = Vec::new();
    let mut draw = |session: &mut Session, kept: bool| {
        let number = done(session, "order.create", order(&buyer))["number"].clone();
        let counter: i64 = number.as_str().unwrap()[8..].parse().unwrap();
        if kept {
            given.push(counter);
        }
        counter
    };
    let (mut a, mut b, mut c) = (one.session(), one.session(), two.session());
    // The first handle takes 1 to 10 and shares them among its sessions, the second 11 to 20.
    assert_eq!(
        [draw(&mut a, true), draw(&mut b, true), draw(&mut c, true)],
        [1, 2, 11]
    );
    // A number of the block that a rollback gives up is a gap.
    a.begin().unwrap();
    assert_eq!(draw(&mut a, false), 3);
    a.rollback().unwrap();
    assert_eq!(draw(&mut a, true), 4);
    // A block claimed in a transaction goes back with it, and another handle claims it.
    let mut third = Crm::open(&file).unwrap().session();
    third.begin().unwrap();
    assert_eq!([draw(&mut third, false), draw(&mut third, false)], [21, 22]);
    third.rollback().unwrap();
    for expected in (5..=10).chain(21..=22) {
        assert_eq!(draw(&mut a, true), expected);
    }
    assert_eq!(draw(&mut third, true), 31);
    // A savepoint that claimed a block and is rolled back, inside a transaction that commits.
    let mut fourth = Crm::open(&file).unwrap().session();
    fourth.begin().unwrap();
    fourth.begin().unwrap();
    assert_eq!(draw(&mut fourth, false), 41);
    fourth.rollback().unwrap();
    assert_eq!([draw(&mut fourth, true), draw(&mut fourth, true)], [41, 42]);
    fourth.commit().unwrap();
    // Back to one at a time, each follows the last block without a gap.
    done(&mut a, "setting.set", block(1));
    assert_eq!(
        [
            draw(&mut a, true),
            draw(&mut c, true),
            draw(&mut fourth, true)
        ],
        [51, 52, 53]
    );
    let unique: BTreeSet<i64> = given.iter().copied().collect();
    assert_eq!(unique.len(), given.len(), "{given:?}");
    drop((a, b, c, third, fourth, one, two));
    std::fs::remove_dir_all(folder).unwrap();
}
