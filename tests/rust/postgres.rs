//! The PostgreSQL that the tests were given.

#![cfg(test)]

use crm_core::Crm;
use crm_core::storage::postgres::Workspaces;
use crm_tests::postgres_workspace::PostgresWorkspace;
use crm_tests::workspace::call;
use postgres::{Client, NoTls};
use serde_json::json;

#[test]
fn the_server_is_new_enough_and_speaks_utf8() {
    let url = crm_tests::postgres_url().unwrap();
    let mut client = Client::connect(&url, NoTls).unwrap();
    let row = client
        .query_one(
            "SELECT version(), current_setting('server_version_num')::int4, \
             current_setting('server_encoding')",
            &[],
        )
        .unwrap();
    let (version, number, encoding): (String, i32, String) = (row.get(0), row.get(1), row.get(2));
    assert!(
        number >= 140_000,
        "PostgreSQL 14 or later is needed, this is {version}"
    );
    assert_eq!(encoding, "UTF8", "the library stores Chinese text");
}

/// All workspaces of a process share connections, and each connection keeps statements prepared.
#[test]
fn two_workspaces_on_the_same_connections_keep_apart() {
    let workspaces = [PostgresWorkspace::create(), PostgresWorkspace::create()];
    let [first, second] = workspaces.each_ref().map(|workspace| {
        let crm = Crm::open(workspace.url()).unwrap();
        let mut session = crm.session();
        let name = json!({"name": workspace.name()});
        call(&mut session, "customer.create", &name).unwrap();
        session
    });
    for (workspace, mut session) in workspaces.iter().zip([first, second]) {
        let list = call(&mut session, "customer.list", &json!({})).unwrap();
        let names: Vec<&str> = list["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|customer| customer["name"].as_str().unwrap())
            .collect();
        assert_eq!(names, [workspace.name()]);
    }
}

/// A name may be a word of SQL, or begin as our tables do.
#[test]
fn any_name_of_a_workspace_will_do() {
    let url = crm_tests::postgres_url().unwrap();
    let workspaces = Workspaces::of(&url).unwrap();
    let mut client = Client::connect(&url, NoTls).unwrap();
    for name in ["order", "crm_order", "user"] {
        workspaces.create(name).unwrap();
        let mut session = Crm::open(format!("{url}?workspace={name}"))
            .unwrap()
            .session();
        let created = call(&mut session, "customer.create", &json!({ "name": name }));
        assert_eq!(created.unwrap()["name"], name);
        session.sql("CREATE TABLE own (id BIGINT)", &[]).unwrap();
        assert!(workspaces.list().unwrap().iter().any(|known| known == name));
        let drop = format!("DROP TABLE \"{name}\".own; DROP SCHEMA \"{name}\" CASCADE");
        client.batch_execute(&drop).unwrap();
    }
}
