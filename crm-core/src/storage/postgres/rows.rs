//! Rows inserted into one table behind each other travel as one statement: the server plans, runs and
//! answers each statement by itself, which costs more than a row does.

use super::super::Statement;
use super::connection::Step;
use std::fmt::Write;
use std::iter::Peekable;

/// Rows of one statement at most. Each number of rows is a text of its own, which every connection
/// prepares once, so there are few of them.
const MOST: usize = 8;

/// The same steps, with rows of one table that follow each other in one statement.
pub(super) fn joined(steps: Vec<Step>) -> Vec<Step> {
    let mut steps = steps.into_iter().peekable();
    let mut fewer = Vec::with_capacity(steps.len());
    while let Some(step) = steps.next() {
        fewer.push(match step {
            Step::Run(first) => Step::Run(with_following(first, &mut steps)),
            control @ Step::Control(_) => control,
        });
    }
    fewer
}

/// A statement with the rows of those that follow and differ from it by their values alone.
fn with_following(
    mut statement: Statement,
    steps: &mut Peekable<impl Iterator<Item = Step>>,
) -> Statement {
    let width = statement.values.len();
    let same = |step: &Step| match step {
        Step::Run(next) => next.sql == statement.sql,
        Step::Control(_) => false,
    };
    if !steps.peek().is_some_and(same) || !is_row(&statement.sql, width) {
        return statement;
    }
    let mut text = statement.sql.clone().into_owned();
    for row in 1..MOST {
        let Some(Step::Run(next)) = steps.next_if(same) else {
            break;
        };
        text.push_str(", ");
        text.push_str(&marks(row * width, width));
        statement.values.extend(next.values);
    }
    statement.sql = text.into();
    statement
}

/// Whether a statement inserts one row of its values and does nothing else.
fn is_row(sql: &str, width: usize) -> bool {
    let row = sql
        .strip_prefix("INSERT INTO ")
        .and_then(|rest| rest.split_once(" VALUES "));
    row.is_some_and(|(_, row)| row == marks(0, width))
}

/// The marks of a row whose values begin behind the `before`th.
fn marks(before: usize, width: usize) -> String {
    let mut text = String::with_capacity(width * 6 + 2);
    for mark in before + 1..=before + width {
        let open = if text.is_empty() { "(" } else { ", " };
        // Writing to a string does not fail.
        let _ = write!(text, "{open}?{mark}");
    }
    text.push(')');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::Value;

    fn run(sql: &'static str, values: &[i64]) -> Step {
        Step::Run(Statement {
            sql: sql.into(),
            values: values.iter().copied().map(Value::Int).collect(),
        })
    }

    fn shown(steps: Vec<Step>) -> Vec<(String, Vec<i64>)> {
        let steps = joined(steps).into_iter().map(|step| match step {
            Step::Run(statement) => {
                let values = statement.values.into_iter().map(|value| match value {
                    Value::Int(value) => value,
                    other => panic!("{other:?}"),
                });
                (statement.sql.into_owned(), values.collect())
            }
            Step::Control(text) => (text, Vec::new()),
        });
        steps.collect()
    }

    const LINE: &str = "INSERT INTO crm_line (\"id\", \"net\") VALUES (?1, ?2)";
    const OTHER: &str = "INSERT INTO crm_other (\"id\") VALUES (?1)";

    #[test]
    fn rows_of_one_table_behind_each_other_are_one_statement() {
        let both = "INSERT INTO crm_line (\"id\", \"net\") VALUES (?1, ?2), (?3, ?4)";
        let steps = vec![run(LINE, &[1, 2]), run(LINE, &[3, 4]), run(OTHER, &[5])];
        let wanted = [(both, vec![1, 2, 3, 4]), (OTHER, vec![5])];
        assert_eq!(shown(steps), wanted.map(|(sql, v)| (sql.to_owned(), v)));
    }

    #[test]
    fn the_order_of_tables_and_savepoints_stays() {
        let point = Step::Control("SAVEPOINT crm_0".into());
        let steps = vec![
            run(LINE, &[1, 2]),
            run(OTHER, &[3]),
            run(LINE, &[4, 5]),
            point,
            run(LINE, &[6, 7]),
        ];
        let texts: Vec<String> = shown(steps).into_iter().map(|(sql, _)| sql).collect();
        assert_eq!(texts, [LINE, OTHER, LINE, "SAVEPOINT crm_0", LINE]);
    }

    #[test]
    fn many_rows_are_statements_of_eight() {
        let steps = (0..20).map(|row| run(OTHER, &[row])).collect();
        let rows: Vec<usize> = shown(steps).iter().map(|(_, v)| v.len()).collect();
        assert_eq!(rows, [8, 8, 4]);
    }

    #[test]
    fn what_is_not_just_a_row_stays_alone() {
        for sql in [
            "UPDATE crm_line SET net = ?2 WHERE id = ?1",
            "INSERT INTO crm_series (name, next) VALUES (?1, 2) ON CONFLICT (name) DO NOTHING",
            "INSERT INTO crm_series (name, next) VALUES (?1, ?2) RETURNING next",
            "INSERT INTO crm_gram (a, b) SELECT ?1, ?2",
            "INSERT INTO crm_line (a, b) VALUES (?2, ?1)",
        ] {
            let steps = vec![run(sql, &[1, 2]), run(sql, &[3, 4])];
            assert_eq!(shown(steps).len(), 2, "{sql}");
        }
    }
}
