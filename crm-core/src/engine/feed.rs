//! The change feed: the audit trail and what a host tails.

use super::context::Context;
use super::operation::{Kind, Operation};
use crate::base::date::Instant;
use crate::base::error::{Refusal, Result};
use crate::base::id::UserId;
use crate::base::limits::ID_MAX;
use crate::base::messages::NUMBER_OUT_OF_RANGE;
use crate::base::page;
use crate::org::permission::Permission;
use crate::storage::{Value, stored};
use serde::{Deserialize, Serialize};
use serde_json::Map;

/// Lists committed changes in the order they became visible. Every one is answered exactly once to
/// a reader that continues with `next`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeList {
    /// The position read last; 0 or nothing to start from the beginning.
    #[serde(default)]
    pub after: Option<i64>,
    /// Commits wanted, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
}

/// Committed changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangePage {
    /// The commits, oldest first.
    pub items: Vec<CommitEntry>,
    /// The position to give as `after` next time; the given one when nothing is new.
    pub next: i64,
}

/// One commit: what one write did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CommitEntry {
    /// Its place in the feed.
    pub position: i64,
    /// When it was made.
    pub at: Instant,
    /// Who made it; nothing for the system actor.
    pub actor: Option<UserId>,
    /// The operation.
    pub operation: String,
    /// The records it touched.
    pub changes: Vec<ChangeEntry>,
}

/// What a write did to one record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangeEntry {
    /// What happened, such as `order.approved`.
    pub kind: String,
    /// The kind of record, such as `order`.
    pub record: String,
    /// The record's id; 0 for a setting, which is no record.
    pub id: i64,
    /// The record's version after it; 0 for a setting.
    pub version: i64,
    /// The fields that changed as they were; nothing for a new record.
    pub before: Option<Map<String, serde_json::Value>>,
    /// The fields that changed as they are; the whole of a new record.
    pub after: Option<Map<String, serde_json::Value>>,
}

#[derive(Serialize, Deserialize)]
struct CommitRow {
    id: i64,
    position: Option<i64>,
    at: Instant,
    actor: Option<UserId>,
    operation: String,
}

#[derive(Serialize, Deserialize)]
struct ChangeRow {
    commit_id: i64,
    ordinal: i64,
    kind: String,
    record: String,
    record_id: i64,
    version: i64,
    before: Option<Map<String, serde_json::Value>>,
    after: Option<Map<String, serde_json::Value>>,
}

stored!(CommitRow, "crm_commit");
stored!(ChangeRow, "crm_change");

impl Operation for ChangeList {
    const NAME: &'static str = "change.list";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::ChangeRead;
    const REFUSES: &'static [Refusal] = &[];
    type Output = ChangePage;

    fn run(&self, cx: &mut Context<'_>) -> Result<ChangePage> {
        let limit = page::limit(self.limit)?;
        let after = self.after.unwrap_or(0);
        if !(0..=ID_MAX).contains(&after) {
            let bounds = NUMBER_OUT_OF_RANGE
                .at("after")
                .with("text", after.to_string());
            return Err(bounds.with("min", "0").with("max", ID_MAX.to_string()));
        }
        let values = [Value::Int(after), Value::Int(i64::from(limit))];
        let commits: Vec<CommitRow> =
            cx.rows("WHERE position > ?1 ORDER BY position LIMIT ?2", &values, 0)?;
        let mut items = Vec::with_capacity(commits.len());
        for commit in commits {
            let id = [Value::Int(commit.id)];
            let changes: Vec<ChangeRow> =
                cx.rows("WHERE commit_id = ?1 ORDER BY ordinal", &id, 0)?;
            items.push(entry(commit, changes));
        }
        let next = items.last().map_or(after, |item| item.position);
        Ok(ChangePage { items, next })
    }
}

fn entry(commit: CommitRow, changes: Vec<ChangeRow>) -> CommitEntry {
    CommitEntry {
        position: commit.position.unwrap_or(0),
        at: commit.at,
        actor: commit.actor,
        operation: commit.operation,
        changes: changes
            .into_iter()
            .map(|row| ChangeEntry {
                kind: row.kind,
                record: row.record,
                id: row.record_id,
                version: row.version,
                before: row.before,
                after: row.after,
            })
            .collect(),
    }
}
