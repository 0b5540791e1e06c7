//! The common subset of SQL that both engines answer alike, as far as words can hold it.

use super::Finding;
use super::source::Source;

/// Operators outside the subset; looked for in capitals, which tell SQL from prose.
const OPERATORS: [(&str, &str); 2] = [
    (
        " LIKE ",
        "folds case on one engine only: use the posting table",
    ),
    (" ILIKE ", "one engine only: use the posting table"),
];
/// Names outside the subset, in capitals or not, and what to do instead.
const NAMES: [(&str, &str); 7] = [
    (
        "lower(",
        "folds only ASCII on one engine: store the normalised text",
    ),
    ("now()", "the time is a parameter, from the clock"),
    (
        "current_timestamp",
        "the time is a parameter, from the clock",
    ),
    ("current_date", "the day is a parameter, from the clock"),
    ("jsonb", "JSON is stored as canonical text"),
    ("rowid", "one engine only: name the key"),
    (
        "random(",
        "nothing is left to chance: what varies comes in from outside",
    ),
];
/// How statements in small letters start; the operators in them would be taken for prose.
const STATEMENTS: [&str; 4] = ["select ", "insert into ", "update crm_", "delete from "];

/// SQL in `store`, `ops`, `storage/` and migrations keeps to the subset. The files that are one
/// engine's own, `storage/sqlite` and `storage/postgres`, speak that engine's dialect.
pub(super) fn subset(path: &str, content: &str) -> Vec<Finding> {
    match path
        .strip_prefix("crm-core/src/")
        .and_then(|path| path.rsplit_once('.'))
    {
        Some((_, "sql")) => {
            let lines = content.lines().enumerate();
            let code = lines.map(|(at, line)| (at + 1, line.split("--").next().unwrap_or(line)));
            code.flat_map(|(line, sql)| outside(path, line, sql))
                .collect()
        }
        Some((module, "rs")) if holds_sql(module) => {
            let source = Source::new(content);
            source
                .literals()
                .flat_map(|(line, text)| in_literal(path, line, text))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn holds_sql(module: &str) -> bool {
    let rooms: Vec<&str> = module.split('/').collect();
    match rooms.as_slice() {
        ["storage", room, ..] => !["sqlite", "postgres"].contains(room),
        [_, rooms @ ..] => rooms.iter().any(|room| ["store", "ops"].contains(room)),
        [] => false,
    }
}

fn in_literal(path: &str, line: usize, literal: &str) -> Vec<Finding> {
    let mut findings = outside(path, line, literal);
    let start = literal.trim_start();
    if STATEMENTS
        .iter()
        .any(|statement| start.starts_with(statement))
    {
        findings.push(Finding::new(
            path,
            line,
            "SQL keywords are written in capitals",
        ));
    }
    findings
}

fn outside(path: &str, line: usize, sql: &str) -> Vec<Finding> {
    let small = sql.to_lowercase();
    let operators = OPERATORS.iter().filter(|(words, _)| sql.contains(words));
    let names = NAMES.iter().filter(|(words, _)| small.contains(words));
    let found = operators.chain(names);
    found
        .map(|(words, why)| Finding::new(path, line, format!("`{}`: {why}", words.trim())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(path: &str, content: &str) -> Vec<usize> {
        subset(path, content)
            .iter()
            .map(|finding| finding.line)
            .collect()
    }

    #[test]
    fn each_word_outside_the_subset_is_found_in_a_literal() {
        let store = "crm-core/src/customer/store.rs";
        for bad in [
            "SELECT id FROM crm_customer WHERE name LIKE ?1",
            " AND name ILIKE ?1",
            "SELECT LOWER(name) FROM crm_customer",
            "UPDATE crm_order SET at = now()",
            "UPDATE crm_order SET at = CURRENT_TIMESTAMP",
            "UPDATE crm_order SET day = current_date",
            "extra JSONB",
            "SELECT rowid FROM crm_order",
            "ORDER BY random()",
            "select id FROM crm_order",
        ] {
            assert_eq!(
                lines(store, &format!("\nlet sql = \"{bad}\";")),
                [2],
                "{bad}"
            );
        }
    }

    #[test]
    fn it_is_held_wherever_the_common_sql_stands() {
        let bad = "x(r#\"SELECT rowid FROM crm_order\"#)";
        for path in [
            "order/store.rs",
            "order/ops.rs",
            "order/ops/approve.rs",
            "storage/select.rs",
        ] {
            assert_eq!(lines(&format!("crm-core/src/{path}"), bad), [1], "{path}");
        }
        for path in [
            "storage/sqlite.rs",
            "storage/postgres/pool.rs",
            "order/rules.rs",
        ] {
            assert_eq!(
                lines(&format!("crm-core/src/{path}"), bad),
                [0; 0],
                "{path}"
            );
        }
        assert_eq!(lines("xtask/src/store.rs", bad), [0; 0]);
    }

    #[test]
    fn a_migration_is_read_without_its_comments() {
        let text = "-- no rowid\nCREATE TABLE crm_x (\n  extra jsonb -- and no jsonb\n);\n";
        assert_eq!(
            lines("crm-core/src/storage/migrations/0001_x.sql", text),
            [3]
        );
    }

    #[test]
    fn prose_and_comments_are_no_sql() {
        let good = "// rowid LIKE now()\n\"nothing like it\"; \"update the order first\";\n\
                    \"SELECT id FROM crm_order WHERE name >= ?1\";";
        assert_eq!(lines("crm-core/src/order/ops.rs", good), [0; 0]);
    }
}
