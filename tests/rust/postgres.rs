//! The PostgreSQL that the tests were given.

#![cfg(test)]

use postgres::{Client, NoTls};

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
