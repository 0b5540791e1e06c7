//! A connection that is cut in the middle of a commit: the answer says that the outcome is not
//! known, and never says what is not so.

#![cfg(test)]

use crm_core::Crm;
use crm_tests::postgres_workspace::PostgresWorkspace;
use crm_tests::proxy::{Cut, Proxy, server_of};
use serde_json::{Value, json};

fn customers(crm: &Crm) -> usize {
    let page = crm
        .session()
        .invoke("customer.list", r#"{"limit": 500}"#)
        .unwrap();
    let page: Value = serde_json::from_str(&page).unwrap();
    page["items"].as_array().unwrap().len()
}

fn create(crm: &Crm, request: Option<&str>) -> Result<String, crm_core::Error> {
    let mut args = json!({ "name": "北京华信科技有限公司" });
    if let Some(request) = request {
        args["request"] = request.into();
    }
    crm.session().invoke("customer.create", &args.to_string())
}

#[test]
fn a_commit_that_is_cut_has_an_unknown_outcome() {
    let workspace = PostgresWorkspace::create();
    let proxy = Proxy::before(&server_of(&workspace.url()));
    let crm = Crm::open(proxy.url(&workspace.url())).unwrap();
    create(&crm, None).unwrap();
    let mut expected = 1;
    for (number, cut) in [Cut::Before, Cut::After, Cut::After, Cut::Before]
        .iter()
        .enumerate()
    {
        let key = format!("cut-{number}");
        proxy.cut_next_commit(*cut);
        let error = create(&crm, Some(&key)).unwrap_err();
        assert!(proxy.has_cut(), "the commit was not met");
        assert_eq!(error.kind(), "unknown_outcome", "{error:?}");
        assert!(error.is_retryable());
        // The library connects again by itself, and the key makes the repeat harmless.
        let repeated = create(&crm, Some(&key)).unwrap();
        let again = create(&crm, Some(&key)).unwrap();
        assert_eq!(repeated, again);
        expected += 1;
        assert_eq!(customers(&crm), expected, "{cut:?}");
    }
    // It bites: the commit that was cut after the server did it was kept, so that a repeat without
    // its key happens twice.
    proxy.cut_next_commit(Cut::After);
    assert_eq!(create(&crm, None).unwrap_err().kind(), "unknown_outcome");
    create(&crm, None).unwrap();
    assert_eq!(customers(&crm), expected + 2);
}

#[test]
fn idle_connections_that_were_cut_are_replaced_unnoticed() {
    let workspace = PostgresWorkspace::create();
    let url = format!(
        "{}&application_name=idle_{}",
        workspace.url(),
        std::process::id()
    );
    let crm = Crm::open(url).unwrap();
    create(&crm, None).unwrap();
    let server = crm_tests::postgres_url().unwrap();
    let mut client = postgres::Client::connect(&server, postgres::NoTls).unwrap();
    let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1";
    let ended = client
        .query(sql, &[&format!("idle_{}", std::process::id())])
        .unwrap();
    assert!(!ended.is_empty(), "there was no idle connection");
    create(&crm, None).unwrap();
    assert_eq!(customers(&crm), 2);
}
