//! Lists: filters, the actor's scope, and pages continued by key.

use super::record::Stored;
use super::{Database, Value, statement, tables};
use crate::base::date::Date;
use crate::base::error::Result;
use crate::base::limits::AMOUNT_DECIMALS;
use crate::base::messages::{DATE_ORDER, PAGE_TOKEN};
use crate::base::page::{self, Page};
use crate::org::access::Reach;
use std::fmt::Write;

/// The order of a list: the columns of one index, the id last so that the order is total.
pub(crate) struct Sort<T> {
    /// The columns as SQL, most significant first.
    pub(crate) columns: &'static [&'static str],
    /// Newest or largest first.
    pub(crate) descending: bool,
    /// The values of those columns in an item, for the next page's token.
    pub(crate) key: fn(&T) -> Vec<Value>,
}

/// Ids start at 1.
const NO_ID: i64 = 0;

/// Departments up to which each is read through its own index range.
const FEW_DEPARTMENTS: usize = 8;

/// A list being built: conditions with `?` for each value.
#[derive(Clone, Default)]
pub(crate) struct Select {
    conditions: String,
    values: Vec<Value>,
    /// Whether an index that serves the list is decided on: what follows is tested on its rows.
    served: bool,
}

impl Select {
    /// A list of everything.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds a condition; every `?` in it stands for the next of `values`.
    pub(crate) fn and(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        let joint = if self.conditions.is_empty() {
            " WHERE "
        } else {
            " AND "
        };
        self.conditions.push_str(joint);
        let mut given = values.into_iter();
        for character in condition.chars() {
            self.conditions.push(character);
            if character == '?' {
                if let Some(value) = given.next() {
                    self.values.push(value);
                }
                let _ = write!(self.conditions, "{}", self.values.len());
            }
        }
    }

    /// Keeps a value for the text around the conditions, and answers the mark that stands for it.
    pub(crate) fn mark(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    /// Adds `column = value` when a value is given.
    pub(crate) fn equal(&mut self, column: &str, value: Option<impl Into<Value>>) {
        let Some(value) = value.map(Into::into) else {
            return;
        };
        let column = match (&value, self.served) {
            (_, false) => column.to_owned(),
            (Value::Text(_), true) => format!("coalesce({column}, '')"),
            (_, true) => format!("+{column}"),
        };
        self.and(&format!("{column} = ?"), [value]);
    }

    /// The same for a column of which one value has few rows, such as an order's contract: when it
    /// is given, its index serves the list.
    pub(crate) fn few(&mut self, column: &str, value: Option<impl Into<Value>>) {
        let given = value.is_some();
        self.equal(column, value);
        self.served |= given;
    }

    /// Says that what was added so far, or the list's own order, serves it best: the conditions
    /// that follow are written so that no planner reads another index for them and sorts.
    pub(crate) fn served(&mut self) {
        self.served = true;
    }

    /// Adds a window of days, both ends in it; `field` names its end in the arguments.
    ///
    /// # Errors
    /// `date.order` at `field` when the end lies before the start.
    pub(crate) fn window(
        &mut self,
        column: &str,
        from: Option<Date>,
        to: Option<Date>,
        field: &'static str,
    ) -> Result<()> {
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            return Err(DATE_ORDER.at(field).with("start", from).with("end", to));
        }
        if let Some(from) = from {
            self.and(&format!("{column} >= ?"), [from.into()]);
        }
        if let Some(to) = to {
            self.and(&format!("{column} <= ?"), [to.into()]);
        }
        Ok(())
    }

    /// Adds `column IN (ids)`. The list is filled up to a power of two by repeating its last id, so
    /// that lists of all lengths share a few statements; an empty one finds nothing.
    pub(crate) fn any_of(&mut self, column: &str, mut values: Vec<i64>) {
        let last = values.last().copied().unwrap_or(NO_ID);
        values.resize(values.len().next_power_of_two(), last);
        let marks = vec!["?"; values.len()].join(", ");
        let values = values.into_iter().map(Value::Int);
        self.and(&format!("{column} IN ({marks})"), values);
    }

    /// Reads all records of the list. Only for lists that something else bounds.
    pub(crate) fn rows<T: Stored>(
        self,
        db: &mut dyn Database,
        order: &str,
        digits: u8,
    ) -> Result<Vec<T>> {
        let (sql, values) = self.text::<T>(order);
        statement::rows(db, &sql, &values, digits)
    }

    /// The query that [`Select::rows`] asks.
    pub(crate) fn text<T: Stored>(self, order: &str) -> (String, Vec<Value>) {
        self.between(&T::sql().select, &format!(" ORDER BY {order}"))
    }

    /// A query with the list's conditions between two texts.
    pub(crate) fn between(self, before: &str, behind: &str) -> (String, Vec<Value>) {
        (format!("{before}{}{behind}", self.conditions), self.values)
    }

    /// Adds the filter of what the actor may see: the one that every list takes.
    pub(crate) fn reach(&mut self, reach: &Reach) {
        match reach {
            Reach::Everything => {}
            Reach::Nothing => self.and("1 = 0", []),
            Reach::Owner(user) => self.equal("owner", Some(*user)),
            Reach::Departments { departments, owner } => {
                // A unary plus keeps the planner on the list's own order when the departments are
                // many: walking it and testing each row beats sorting what they hold.
                let plus = if self.served || departments.len() > FEW_DEPARTMENTS {
                    "+"
                } else {
                    ""
                };
                let marks = vec!["?"; departments.len()].join(", ");
                let values = departments.iter().copied().chain(*owner).map(Value::Int);
                if owner.is_some() {
                    let text = format!("({plus}department IN ({marks}) OR {plus}owner = ?)");
                    self.and(&text, values);
                } else {
                    self.and(&format!("{plus}department IN ({marks})"), values);
                }
            }
        }
    }

    /// Reads everything, for sums over a bounded set.
    ///
    /// # Errors
    /// What the database answers.
    pub(crate) fn all<T: Stored>(self, db: &mut dyn Database) -> Result<Vec<T>> {
        let sql = format!("{}{}", T::sql().select, self.conditions);
        statement::rows(db, &sql, &self.values, AMOUNT_DECIMALS)
    }

    /// Reads one page of records.
    ///
    /// # Errors
    /// `page.limit`, `page.token`, and what the database answers.
    pub(crate) fn page<T: Stored>(
        mut self,
        db: &mut dyn Database,
        sort: &Sort<T>,
        limit: Option<u32>,
        after: Option<&str>,
        digits: u8,
    ) -> Result<Page<T>> {
        let limit = page::limit(limit)?;
        let (sign, word) = if sort.descending {
            ("<", " DESC")
        } else {
            (">", "")
        };
        if let Some(token) = after {
            let key = token_key(token, sort.columns, T::TABLE)?;
            let marks = vec!["?"; key.len()].join(", ");
            self.and(
                &format!("({}) {sign} ({marks})", sort.columns.join(", ")),
                key,
            );
        }
        let order: Vec<String> = sort
            .columns
            .iter()
            .map(|column| format!("{column}{word}"))
            .collect();
        self.values.push(Value::Int(i64::from(limit) + 1));
        let sql = format!(
            "{}{} ORDER BY {} LIMIT ?{}",
            T::sql().select,
            self.conditions,
            order.join(", "),
            self.values.len()
        );
        let mut items: Vec<T> = statement::rows(db, &sql, &self.values, digits)?;
        let more = items.len() > limit as usize;
        items.truncate(limit as usize);
        let next = items
            .last()
            .filter(|_| more)
            .map(|item| token(sort.columns, (sort.key)(item)));
        Ok(Page { items, next })
    }
}

/// A token names its list's order, so that it cannot continue another one.
pub(crate) fn token(columns: &[&str], key: Vec<Value>) -> String {
    let key: Vec<serde_json::Value> = key
        .into_iter()
        .map(|value| match value {
            Value::Int(value) => value.into(),
            Value::Text(text) => text.into(),
            Value::Null | Value::Bytes(_) => serde_json::Value::Null,
        })
        .collect();
    format!("{}:{}", columns.join(","), serde_json::Value::Array(key))
}

/// The values a token holds. Each is of its column's kind, whoever wrote the token: one engine
/// would compare a text with a number, the other one fail.
pub(crate) fn token_key(token: &str, columns: &[&str], table: &str) -> Result<Vec<Value>> {
    let broken = || PAGE_TOKEN.at("after");
    let (name, key) = token.split_once(':').ok_or_else(broken)?;
    let key: Vec<serde_json::Value> = serde_json::from_str(key).map_err(|_| broken())?;
    if name != columns.join(",") || key.len() != columns.len() {
        return Err(broken());
    }
    columns
        .iter()
        .zip(key)
        .map(|(column, value)| match value {
            serde_json::Value::Number(number) if !tables::is_text(table, column) => {
                number.as_i64().map(Value::Int)
            }
            serde_json::Value::String(text)
                if tables::is_text(table, column) && !text.contains('\0') =>
            {
                Some(Value::Text(text))
            }
            _ => None,
        })
        .collect::<Option<Vec<Value>>>()
        .ok_or_else(broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_continues_only_its_own_list() {
        let token = token(
            &["due_on", "id"],
            vec![Value::Text("2026-01-15".into()), Value::Int(7)],
        );
        assert_eq!(
            token_key(&token, &["due_on", "id"], "crm_plan").unwrap(),
            [Value::Text("2026-01-15".into()), Value::Int(7)]
        );
        for (token, columns) in [
            (token.as_str(), ["id", "due_on"]),
            ("due_on,id:[1]", ["due_on", "id"]),
            ("due_on,id:[1,1.5]", ["due_on", "id"]),
            ("due_on,id:[1,7]", ["due_on", "id"]),
            ("due_on,id:[\"2026-01-15\",\"7\"]", ["due_on", "id"]),
            ("due_on,id:[\"\\u0000\",7]", ["due_on", "id"]),
            ("nonsense", ["due_on", "id"]),
        ] {
            let refused = token_key(token, &columns, "crm_plan").unwrap_err();
            assert_eq!(refused.kind(), "page.token", "{token}");
        }
    }

    #[test]
    fn marks_are_numbered_in_order() {
        let mut select = Select::new();
        select.equal("customer", Some(3_i64));
        select.and("due_on BETWEEN ? AND ?", ["a".into(), "b".into()]);
        assert_eq!(
            select.conditions,
            " WHERE customer = ?1 AND due_on BETWEEN ?2 AND ?3"
        );
        assert_eq!(select.values.len(), 3);
    }

    #[test]
    fn once_an_index_serves_the_list_the_rest_is_tested_on_its_rows() {
        let mut select = Select::new();
        select.few("contract", None::<i64>);
        select.equal("owner", Some(3_i64));
        select.few("quote", Some(7_i64));
        select.equal("customer", Some(4_i64));
        select.equal("status", Some("draft"));
        select.reach(&Reach::Departments {
            departments: vec![5],
            owner: Some(6),
        });
        assert_eq!(
            select.conditions,
            " WHERE owner = ?1 AND quote = ?2 AND +customer = ?3 \
             AND coalesce(status, '') = ?4 AND (+department IN (?5) OR +owner = ?6)"
        );
    }

    #[test]
    fn lists_of_ids_share_a_few_statements() {
        let text = |ids: Vec<i64>| {
            let mut select = Select::new();
            select.any_of("id", ids);
            (select.conditions, select.values)
        };
        let (three, values) = text(vec![7, 8, 9]);
        assert_eq!(three, " WHERE id IN (?1, ?2, ?3, ?4)");
        assert_eq!(values, [7, 8, 9, 9].map(Value::Int));
        assert_eq!(text(vec![1, 2, 3, 4]).0, three);
        let (none, values) = text(Vec::new());
        assert_eq!(
            (none.as_str(), values),
            (" WHERE id IN (?1)", vec![Value::Int(0)])
        );
    }
}
