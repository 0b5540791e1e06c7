//! Workspaces as a library of an older version left them.

use crm_core::storage::{Dialect, migration_through};
use crm_tests::folder::Folder;
use crm_tests::postgres_workspace::PostgresWorkspace;
use postgres::{Client, NoTls};
use rusqlite::Connection;

/// The version this library writes.
pub(crate) const CURRENT: usize = 4;
/// What marks a file as the library's: `crm1`.
const APPLICATION_ID: i64 = 0x6372_6d31;
/// The name of the customer it holds.
pub(crate) const CUSTOMER: &str = "北京华信科技有限公司";

const CONTENT: &str = "INSERT INTO crm_customer (id, version, status, kind, name, addresses, created_at) \
    VALUES (1, 1, 'active', 'company', '北京华信科技有限公司', '[]', 0); \
    UPDATE crm_counter SET value = 10001 WHERE name = 'id'";

/// One on either engine.
pub(crate) enum Older {
    /// The folder, and the file in it.
    File(Folder, String),
    /// The workspace, and its URL.
    Workspace(PostgresWorkspace, String),
}

impl Older {
    pub(crate) fn file(version: usize) -> Self {
        let folder = Folder::new("older");
        let path = folder.path().join("older.db");
        let file = Connection::open(&path).unwrap();
        file.pragma_update(None, "application_id", APPLICATION_ID)
            .unwrap();
        file.execute_batch(&text(version, Dialect::Sqlite)).unwrap();
        let path = path.to_str().unwrap().to_owned();
        Self::File(folder, path)
    }

    pub(crate) fn workspace(version: usize) -> Self {
        let workspace = PostgresWorkspace::vacant();
        let mut client = server();
        let name = workspace.name();
        let text = text(version, Dialect::Postgres);
        let text = format!("CREATE SCHEMA {name}; SET search_path = {name}; {text}");
        client.batch_execute(&text).unwrap();
        let url = workspace.url();
        Self::Workspace(workspace, url)
    }

    /// One of another version on the same engine.
    pub(crate) fn like(&self, version: usize) -> Self {
        match self {
            Self::File(..) => Self::file(version),
            Self::Workspace(..) => Self::workspace(version),
        }
    }

    pub(crate) fn place(&self) -> &str {
        match self {
            Self::File(_, place) | Self::Workspace(_, place) => place,
        }
    }

    pub(crate) fn version(&self) -> usize {
        let version: i64 = match self {
            Self::File(folder, path) => {
                assert!(folder.path().exists(), "{path} is gone");
                let file = Connection::open(path).unwrap();
                let sql = "SELECT version FROM crm_schema";
                file.query_row(sql, [], |row| row.get(0)).unwrap()
            }
            Self::Workspace(workspace, _) => {
                let sql = format!("SELECT version FROM {}.crm_schema", workspace.name());
                server().query_one(&sql, &[]).unwrap().get(0)
            }
        };
        usize::try_from(version).unwrap()
    }

    /// Every table with its columns, every index, and every counter.
    pub(crate) fn schema(&self) -> Vec<String> {
        match self {
            Self::File(_, path) => {
                let file = Connection::open(path).unwrap();
                let sql = "SELECT coalesce(sql, '') FROM sqlite_schema UNION ALL \
                           SELECT 'counter ' || name FROM crm_counter ORDER BY 1";
                let mut statement = file.prepare(sql).unwrap();
                let rows = statement.query_map([], |row| row.get(0)).unwrap();
                rows.map(Result::unwrap).collect()
            }
            Self::Workspace(workspace, _) => {
                let name = workspace.name();
                let sql = format!(
                    "SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable \
                     FROM information_schema.columns WHERE table_schema = '{name}' UNION ALL \
                     SELECT indexdef FROM pg_indexes WHERE schemaname = '{name}' UNION ALL \
                     SELECT 'counter ' || name FROM {name}.crm_counter ORDER BY 1"
                );
                let rows = server().query(&sql, &[]).unwrap();
                let texts = rows.iter().map(|row| row.get::<_, String>(0));
                texts.map(|text| text.replace(name, "")).collect()
            }
        }
    }
}

fn server() -> Client {
    Client::connect(&crm_tests::postgres_url().unwrap(), NoTls).unwrap()
}

fn text(version: usize, dialect: Dialect) -> String {
    let made = migration_through(version, dialect).join(";\n");
    format!("{made}; INSERT INTO crm_schema (version) VALUES ({version}); {CONTENT}")
}
