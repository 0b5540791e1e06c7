//! What PostgreSQL has and distributed engines behind its protocol lack, in part or whole: no
//! statement of ours needs it.

use std::collections::BTreeSet;

/// Words that no statement holds, and what they are.
const LACKING: [(&str, &str); 16] = [
    ("ADVISORY", "an advisory lock"),
    ("LISTEN ", "a notification"),
    ("NOTIFY ", "a notification"),
    ("TRIGGER", "a trigger"),
    ("CREATE FUNCTION", "code on the server"),
    ("CREATE PROCEDURE", "code on the server"),
    ("CREATE RULE", "code on the server"),
    ("DEFERRABLE", "a constraint that waits for the commit"),
    ("DEFERRED", "a constraint that waits for the commit"),
    ("EXCLUDE USING", "an exclusion constraint"),
    ("TEMP ", "a table that belongs to a connection"),
    ("TEMPORARY ", "a table that belongs to a connection"),
    ("CURRVAL", "a value that belongs to a connection"),
    ("LASTVAL", "a value that belongs to a connection"),
    ("CURSOR", "a cursor"),
    ("LOCK TABLE", "a lock on a whole table"),
];
/// How statements begin that leave something behind on a connection for the next transaction.
const LEFT_BEHIND: [&str; 7] = [
    "SET SESSION",
    "SET SEARCH_PATH",
    "PREPARE ",
    "DEALLOCATE",
    "DISCARD",
    "LOAD ",
    "DECLARE ",
];

fn faults_of(statement: &str) -> Vec<String> {
    let text = statement.to_uppercase();
    let lacking = LACKING.iter().filter(|(word, _)| text.contains(word));
    let mut faults: Vec<String> = lacking.map(|(_, what)| (*what).to_owned()).collect();
    for part in text.split(';').map(str::trim_start) {
        let set = part.starts_with("SET ") && !part.starts_with("SET LOCAL ");
        if set || LEFT_BEHIND.iter().any(|start| part.starts_with(start)) {
            faults.push("what outlives its transaction".to_owned());
        }
    }
    faults
}

/// Every statement that needs what others lack.
pub(crate) fn faults(statements: &BTreeSet<String>) -> Vec<String> {
    let faults = statements.iter().flat_map(|statement| {
        let faults = faults_of(statement);
        faults
            .into_iter()
            .map(move |what| format!("{what}: {statement}"))
    });
    faults.collect()
}

#[test]
fn what_others_lack_is_seen() {
    for lacking in [
        "SELECT pg_advisory_xact_lock(1)",
        "LISTEN crm",
        "SELECT 1; NOTIFY crm",
        "CREATE TRIGGER t AFTER INSERT ON crm_order EXECUTE FUNCTION f()",
        "ALTER TABLE x ADD FOREIGN KEY (a) REFERENCES y DEFERRABLE INITIALLY DEFERRED",
        "CREATE TEMP TABLE x (a int)",
        "SET lock_timeout = 1",
        "BEGIN; SET search_path = acme",
        "PREPARE p AS SELECT 1",
        "SELECT currval('s')",
    ] {
        assert!(!faults_of(lacking).is_empty(), "{lacking}");
    }
    for taken in [
        "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = 5000",
        "UPDATE acme.crm_order SET status = $1 WHERE id = $2",
        "SELECT id FROM acme.crm_order WHERE id = $1 FOR NO KEY UPDATE",
    ] {
        assert!(faults_of(taken).is_empty(), "{taken}");
    }
}
