//! Request keys: the same request twice has one effect and one answer.

use super::ahead::Ahead;
use super::operation::Operation;
use crate::base::error::Result;
use crate::base::limits::REQUEST_KEY_MAX;
use crate::base::messages::{REQUEST_DIFFERS, STORAGE_ROW};
use crate::base::text::Text;
use crate::storage::{Database, Statement, Value, ValueRef};
use sha2::{Digest, Sha256};

const EARLIER: &str = "SELECT arguments, answer FROM crm_request WHERE actor = ?1 AND request = ?2";

/// A request key with what identifies its arguments.
pub(super) struct Request {
    actor: i64,
    key: String,
    operation: &'static str,
    arguments: Vec<u8>,
}

impl Request {
    pub(super) fn new<O: Operation>(actor: i64, key: &str, operation: &O) -> Result<Self> {
        let key = Text::<REQUEST_KEY_MAX>::new(key).map_err(|error| error.at("request"))?;
        let document = serde_json::to_vec(operation)
            .map_err(|error| STORAGE_ROW.error().with("reason", error.to_string()))?;
        let mut hash = Sha256::new();
        hash.update(O::NAME.as_bytes());
        hash.update([0]);
        hash.update(document);
        let arguments = hash.finalize().to_vec();
        Ok(Self {
            actor,
            key: key.to_string(),
            operation: O::NAME,
            arguments,
        })
    }

    /// Says that the first answer will be asked for.
    pub(super) fn ahead(&self, ahead: &mut Ahead) {
        ahead.query(EARLIER, self.values().to_vec());
    }

    fn values(&self) -> [Value; 2] {
        [Value::Int(self.actor), Value::Text(self.key.clone())]
    }

    /// The first answer, when this request was carried out before.
    pub(super) fn earlier(&self, db: &mut dyn Database) -> Result<Option<String>> {
        let mut found = None;
        db.query(EARLIER, &self.values(), &mut |row| {
            if row.value(0)? != ValueRef::Bytes(&self.arguments) {
                return Err(REQUEST_DIFFERS.at("request").with("key", &self.key));
            }
            if let ValueRef::Text(answer) = row.value(1)? {
                found = Some(answer.to_owned());
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// The statement that keeps the answer.
    pub(super) fn keep(self, answer: String, commit: i64) -> Statement {
        let sql = "INSERT INTO crm_request \
                   (actor, request, operation, arguments, answer, commit_id) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let values = vec![
            Value::Int(self.actor),
            Value::Text(self.key),
            self.operation.into(),
            Value::Bytes(self.arguments),
            Value::Text(answer),
            Value::Int(commit),
        ];
        Statement {
            sql: sql.into(),
            values,
        }
    }
}
