//! What the migrations make, for who handles all tables alike.

use super::dialect::type_word;
use super::{Dialect, migrate};
use std::sync::OnceLock;

/// One table of a workspace. Names are as statements spell them, quoted where they must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) columns: Vec<Column>,
    /// The columns of the primary key, in order.
    pub(crate) key: Vec<String>,
    pub(crate) references: Vec<Reference>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) name: String,
    /// Its type word, such as `AMOUNT`.
    pub(crate) word: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reference {
    pub(crate) column: String,
    pub(crate) table: String,
}

/// All tables, each behind those it refers to.
pub(crate) fn all() -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    for statement in migrate::written() {
        if let Some(made) = statement.strip_prefix("CREATE TABLE ") {
            tables.push(table(made));
        } else if let Some(name) = statement.strip_prefix("DROP TABLE ") {
            tables.retain(|table| table.name != name);
        } else if let Some(changed) = statement.strip_prefix("ALTER TABLE ") {
            let mut words = changed.split_whitespace();
            let name = words.next().unwrap_or_default();
            let added = words.skip(2).collect::<Vec<_>>().join(" ");
            if let Some(table) = tables.iter_mut().find(|table| table.name == name) {
                add(table, &added);
            }
        }
    }
    sorted(tables)
}

/// Whether a column holds text. Names come without quotation marks.
pub(crate) fn is_text(table: &str, column: &str) -> bool {
    static TABLES: OnceLock<Vec<Table>> = OnceLock::new();
    let tables = TABLES.get_or_init(all).iter();
    let columns = tables
        .filter(|known| known.name == table)
        .flat_map(|known| &known.columns);
    columns
        .filter(|known| known.name.trim_matches('"') == column.trim_matches('"'))
        .any(|known| matches!(known.word.as_str(), "TEXT" | "DATE"))
}

fn table(made: &str) -> Table {
    let mut lines = made.lines();
    let head = lines.next().unwrap_or_default();
    let mut table = Table {
        name: head.trim_end_matches(" (").to_owned(),
        columns: Vec::new(),
        key: Vec::new(),
        references: Vec::new(),
    };
    for line in lines.filter(|line| *line != ")") {
        add(&mut table, line.trim().trim_end_matches(','));
    }
    table
}

/// One line of a table: a column, its key or a reference.
fn add(table: &mut Table, line: &str) {
    if let Some(columns) = line.strip_prefix("PRIMARY KEY ") {
        let columns = columns.trim_matches(['(', ')']).split(", ");
        table.key = columns.map(str::to_owned).collect();
        return;
    }
    if let Some(reference) = line.strip_prefix("FOREIGN KEY (") {
        if let Some((column, other)) = reference.split_once(") REFERENCES ") {
            let other = other.split(' ').next().unwrap_or_default();
            table.references.push(Reference {
                column: column.to_owned(),
                table: other.to_owned(),
            });
        }
        return;
    }
    let mut words = line.split(' ');
    let (Some(name), Some(word)) = (words.next(), words.next()) else {
        return;
    };
    if type_word(word, Dialect::Sqlite).is_none() {
        // A check, or a further line of one.
        return;
    }
    if line.ends_with("PRIMARY KEY") {
        table.key.push(name.to_owned());
    }
    table.columns.push(Column {
        name: name.to_owned(),
        word: word.to_owned(),
    });
}

/// Each table behind those it refers to; a reference to its own table does not count.
fn sorted(mut tables: Vec<Table>) -> Vec<Table> {
    let mut sorted: Vec<Table> = Vec::with_capacity(tables.len());
    while !tables.is_empty() {
        let ready = tables.iter().position(|table| {
            let mut others = table.references.iter();
            others.all(|other| {
                other.table == table.name || sorted.iter().any(|done| done.name == other.table)
            })
        });
        // Tables that refer to each other in a circle: there are none, which the test holds.
        sorted.push(tables.remove(ready.unwrap_or_default()));
    }
    sorted
}

#[cfg(all(test, feature = "sqlite"))]
mod tests {
    use super::*;

    fn plain(name: &str) -> String {
        name.trim_matches('"').to_owned()
    }

    /// What SQLite understood of the same statements.
    #[test]
    fn tables_are_what_the_database_made_of_them() {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        for statement in migrate::statements(Dialect::Sqlite) {
            connection.execute(&statement, []).unwrap();
        }
        let texts = |sql: &str, table: &str| -> Vec<String> {
            let mut statement = connection.prepare(sql).unwrap();
            let rows = statement.query_map([table], |row| row.get(0)).unwrap();
            rows.map(Result::unwrap).collect()
        };
        let tables = all();
        let mut names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
        names.sort_unstable();
        let made =
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> ?1 ORDER BY name";
        assert_eq!(names, texts(made, ""));
        for (place, table) in tables.iter().enumerate() {
            let columns: Vec<String> = table.columns.iter().map(|c| plain(&c.name)).collect();
            let known = "SELECT name FROM pragma_table_info(?1) ORDER BY cid";
            assert_eq!(columns, texts(known, &table.name), "{}", table.name);
            let key: Vec<String> = table.key.iter().map(|name| plain(name)).collect();
            let known = "SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk";
            assert_eq!(key, texts(known, &table.name), "{}", table.name);
            assert!(!key.is_empty());
            let references = table.references.iter();
            let mut references: Vec<String> = references
                .map(|r| format!("{} {}", plain(&r.column), r.table))
                .collect();
            references.sort_unstable();
            let known = "SELECT \"from\" || ' ' || \"table\" FROM pragma_foreign_key_list(?1) \
                         ORDER BY 1";
            assert_eq!(references, texts(known, &table.name), "{}", table.name);
            let before = &tables[..=place];
            for reference in &table.references {
                assert!(before.iter().any(|other| other.name == reference.table));
            }
        }
    }
}
