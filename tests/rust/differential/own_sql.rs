//! The host's own statements, in the words both engines take.

use crate::case::Case;
use crm_tests::pair::Held;
use serde_json::{Value, json};

/// Statements, each behind the kinds of its values: `n` for a number, `t` for a text.
const STATEMENTS: [&str; 24] = [
    ": CREATE TABLE note (id BIGINT PRIMARY KEY, customer BIGINT REFERENCES crm_customer (id), \
     name TEXT NOT NULL, amount BIGINT NOT NULL DEFAULT 0)",
    ": CREATE TABLE IF NOT EXISTS note (id BIGINT PRIMARY KEY, customer BIGINT, \
     name TEXT NOT NULL, amount BIGINT NOT NULL DEFAULT 0)",
    ": CREATE INDEX note_customer ON note (customer)",
    "nnt: INSERT INTO note (id, customer, name, amount) \
     SELECT ?1, min(id), ?3, ?2 FROM crm_customer",
    "nt: INSERT INTO note (id, name) VALUES (?1, ?2)",
    "nt: INSERT INTO note (id, name) VALUES (?1, ?2) \
     ON CONFLICT (id) DO UPDATE SET amount = note.amount + 1 RETURNING id, amount",
    "n: INSERT INTO note (id, name) VALUES (?1, NULL)",
    "nt: INSERT INTO note (id, customer, name) VALUES (?1, -1, ?2)",
    "nn: UPDATE note SET amount = amount + ?1 WHERE id > ?2",
    "n: DELETE FROM note WHERE id = ?1 RETURNING name",
    ": DROP TABLE note",
    ": SELECT id, customer, name, amount FROM note ORDER BY id",
    "n: SELECT n.id, c.name FROM note n LEFT JOIN crm_customer c ON c.id = n.customer \
     WHERE n.id < ?1 ORDER BY n.id",
    ": SELECT status, count(*) AS orders, CAST(sum(gross) AS BIGINT) AS gross FROM crm_order \
     GROUP BY status ORDER BY status",
    ": SELECT name, coalesce(owner, 0) AS owner, CASE WHEN status = 'active' THEN 1 ELSE 0 END \
     AS active FROM crm_customer ORDER BY name, id LIMIT 7",
    ": SELECT id, row_number() OVER (PARTITION BY customer ORDER BY id) AS place \
     FROM crm_order ORDER BY id",
    ": WITH RECURSIVE up (id) AS (SELECT min(id) FROM crm_customer UNION \
     SELECT c.id FROM crm_customer c JOIN up ON c.parent = up.id) SELECT id FROM up ORDER BY id",
    "nt: SELECT id + ?1 AS a, name || ?2 AS b, length(name) AS c, substr(name, 1, 2) AS d, \
     nullif(id, ?1) AS e, abs(id - ?1) AS f FROM crm_customer ORDER BY id",
    "t: SELECT id FROM crm_customer WHERE name >= ?1 ORDER BY name DESC, id",
    "t: UPDATE crm_customer SET name = ?1",
    ": DELETE FROM crm_commit",
    ": SELECT id FROM crm_nothing",
    ": BEGIN",
    ": SELECT 1; SELECT 2",
];

impl Case<'_> {
    /// One of them.
    pub(crate) fn own_statement(&mut self) -> Held {
        let statement = STATEMENTS[self.dice.below(STATEMENTS.len())];
        let (kinds, text) = statement.split_once(": ").unwrap();
        let mut values = Vec::new();
        for kind in kinds.chars() {
            values.push(match kind {
                'n' => json!(self.dice.below(9)),
                _ => json!(self.dice.one(&self.words.pieces)),
            });
        }
        self.state(text, &Value::from(values).to_string())
    }
}
