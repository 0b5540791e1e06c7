//! The change feed: the audit trail and what a host tails.

mod archive;
mod place;
mod wait;

use super::ahead::Ahead;
use super::context::Context;
use super::crm::Crm;
use super::operation::{Kind, Operation};
use super::record_kind::RecordKind;
use super::sensitive;
use crate::base::date::Instant;
use crate::base::error::{Refusal, Result};
use crate::base::id::UserId;
use crate::base::limits::ID_MAX;
use crate::base::messages::NUMBER_OUT_OF_RANGE;
use crate::base::page;
use crate::org::permission::Permission;
use crate::storage::select::Select;
use crate::storage::{Value, statement, stored};
use serde::{Deserialize, Serialize};
use serde_json::Map;

#[cfg(feature = "sqlite")]
pub(super) use place::numbered;

pub use archive::{Archived, ChangeArchive};
pub use wait::ChangeWait;

/// The reader stands before the beginning of the feed: what it has not read is archived.
const ARCHIVED: Refusal = Refusal::rule(
    "change.archived",
    "the feed begins after {floor}; what was changed before is archived",
    "变更记录从 {floor} 之后开始,更早的已归档",
);

/// Lists committed changes in the order they became visible. Every one is answered exactly once to
/// a reader that continues with `next` until it stays where it was; `change.wait` waits for more.
/// Once a part of the feed is archived, a reader that stands before its beginning is refused and
/// told where it begins; one that starts gives that position as `after`. The trail of one record
/// (`id`) is never refused: it shows what is left. With `record` alone a page may be shorter than
/// asked, even empty, when much of the feed is about other records; `next` goes on all the same. A
/// product's cost and a contract's expected margin are left out for readers without the permission
/// to see them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeList {
    /// Only changes of one kind of record; commits without one are left out.
    #[serde(default)]
    pub record: Option<RecordKind>,
    /// Only changes of the record with this id, whatever else its commits touched; 0 for settings.
    #[serde(default)]
    pub id: Option<i64>,
    /// The position read last; 0 or nothing to start from the beginning, as long as nothing is
    /// archived.
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
    /// The position to give as `after` next time; the given one when nothing more is there.
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
    const REFUSES: &'static [Refusal] = &[ARCHIVED];
    type Output = ChangePage;

    fn ahead(&self, ahead: &mut Ahead) {
        if self.id.is_none() {
            ahead.query(place::FLOOR, Vec::new());
        }
    }

    fn before(&self, crm: &Crm) -> Result<()> {
        place::number(crm.0.backend.as_ref())
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<ChangePage> {
        let limit = i64::from(page::limit(self.limit)?);
        let after = bounded("after", self.after.unwrap_or(0))?;
        if !cx.fresh {
            place::number_own(cx.db())?;
        }
        if self.id.is_none() {
            begun(cx, after)?;
        }
        let (commits, end) = match (self.id, self.record) {
            (Some(id), record) => (
                of_record(cx, bounded("id", id)?, record, after, limit)?,
                after,
            ),
            (None, Some(record)) => of_kind(cx, record, after, limit)?,
            (None, None) => {
                let values = [Value::Int(after), Value::Int(limit)];
                let all = "WHERE position > ?1 ORDER BY position LIMIT ?2";
                (cx.rows(all, &values, 0)?, after)
            }
        };
        let mut items = Vec::with_capacity(commits.len());
        for commit in commits {
            items.push(self.entry(cx, commit)?);
        }
        let next = items.last().map_or(after, |item| item.position).max(end);
        Ok(ChangePage { items, next })
    }
}

/// Refuses a reader to whom a gap would be shown as if nothing had been there.
fn begun(cx: &mut Context<'_>, after: i64) -> Result<()> {
    let floor = place::floor(cx.db())?;
    if after >= floor {
        return Ok(());
    }
    let archived = ARCHIVED.at("after").with("after", after);
    Err(archived.with("floor", floor))
}

fn bounded(field: &'static str, value: i64) -> Result<i64> {
    if (0..=ID_MAX).contains(&value) {
        return Ok(value);
    }
    let bounds = NUMBER_OUT_OF_RANGE
        .at(field)
        .with("text", value.to_string());
    Err(bounds.with("min", "0").with("max", ID_MAX.to_string()))
}

/// The commits that touched one record. They are found by its index and then sorted: a unary plus
/// keeps the planner from walking the whole feed instead.
fn of_record(
    cx: &mut Context<'_>,
    id: i64,
    record: Option<RecordKind>,
    after: i64,
    limit: i64,
) -> Result<Vec<CommitRow>> {
    let mut values = vec![Value::Int(after), Value::Int(limit), Value::Int(id)];
    let kind = match record {
        None => "",
        Some(kind) => {
            values.push(kind.as_str().into());
            " AND record = ?4"
        }
    };
    let condition = format!(
        "WHERE id IN (SELECT commit_id FROM crm_change WHERE record_id = ?3{kind}) \
         AND +position > ?1 ORDER BY +position LIMIT ?2"
    );
    cx.rows(&condition, &values, 0)
}

/// Commits looked at for each one wanted when only the kind of record is said, so that no call
/// walks a long feed for a rare kind.
const LOOKED_AT: i64 = 100;

/// The commits that touched a kind of record, and how far the feed was looked at.
fn of_kind(
    cx: &mut Context<'_>,
    record: RecordKind,
    after: i64,
    limit: i64,
) -> Result<(Vec<CommitRow>, i64)> {
    let last = statement::number(cx.db(), place::LAST, &[])?;
    let end = last.unwrap_or(0).min(after + limit * LOOKED_AT).max(after);
    let values = [
        Value::Int(after),
        Value::Int(end),
        record.as_str().into(),
        Value::Int(limit),
    ];
    let commits: Vec<CommitRow> = cx.rows(
        "WHERE position > ?1 AND position <= ?2 AND EXISTS (SELECT 1 FROM crm_change \
         WHERE commit_id = crm_commit.id AND record = ?3) ORDER BY position LIMIT ?4",
        &values,
        0,
    )?;
    let full = i64::try_from(commits.len()).is_ok_and(|count| count == limit);
    Ok((commits, if full { after } else { end }))
}

impl ChangeList {
    /// A commit with those of its changes that were asked for.
    fn entry(&self, cx: &mut Context<'_>, commit: CommitRow) -> Result<CommitEntry> {
        let mut select = Select::new();
        select.few("commit_id", Some(commit.id));
        select.equal("record_id", self.id);
        select.equal("record", self.record.map(RecordKind::as_str));
        let mut changes = Vec::new();
        for mut row in select.rows::<ChangeRow>(cx.db(), "ordinal", 0)? {
            let record = (row.record.as_str(), row.record_id);
            sensitive::conceal(cx, record, &mut row.before, &mut row.after)?;
            changes.push(ChangeEntry {
                kind: row.kind,
                record: row.record,
                id: row.record_id,
                version: row.version,
                before: row.before,
                after: row.after,
            });
        }
        Ok(CommitEntry {
            position: commit.position.unwrap_or(0),
            at: commit.at,
            actor: commit.actor,
            operation: commit.operation,
            changes,
        })
    }
}
