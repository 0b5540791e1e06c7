//! Taking the beginning of the feed away once the host has a copy.

use super::{bounded, place};
use crate::base::error::{Refusal, Result};
use crate::base::limits::ARCHIVE_COMMITS_MAX;
use crate::engine::context::Context;
use crate::engine::operation::{Kind, Operation};
use crate::org::permission::Permission;
use crate::storage::statement;
use serde::{Deserialize, Serialize};

/// The position does not exist yet.
const BEYOND_END: Refusal = Refusal::rule(
    "change.beyond_end",
    "the feed ends at {last}, before {through}",
    "变更记录到 {last} 为止,尚未到 {through}",
);

/// Removes the beginning of the change feed, through a position, for hosts that have copied it
/// away: commits and what they changed, at most 1,000 commits a call, oldest first. While `more` is
/// true, call it again. The records themselves, and the answers kept for request keys, stay.
/// Positions never begin anew, and readers that stand at the floor or behind it notice nothing;
/// one that stands before it is refused by `change.list` and `change.wait` with `change.archived`.
/// The trail of a record loses what is removed. The call itself is a commit of the feed, behind
/// what it removes. In a transaction that also keeps the copies, both happen or neither. Needs
/// `change.archive` with scope `all`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeArchive {
    /// The last position to remove; nothing happens when it is removed already.
    pub through: i64,
}

/// What was removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Archived {
    /// Commits removed by this call.
    pub removed: i64,
    /// The last position removed so far, 0 for none: the feed begins behind it.
    pub floor: i64,
    /// Whether commits through the wanted position are left for another call.
    pub more: bool,
}

impl ChangeArchive {
    /// Through a position.
    #[must_use]
    pub fn new(through: i64) -> Self {
        Self { through }
    }
}

impl Operation for ChangeArchive {
    const NAME: &'static str = "change.archive";
    const KIND: Kind = Kind::Write;
    const NEEDS: Permission = Permission::ChangeArchive;
    const REFUSES: &'static [Refusal] = &[BEYOND_END];
    type Output = Archived;

    fn run(&self, cx: &mut Context<'_>) -> Result<Archived> {
        let through = bounded("through", self.through)?;
        // Others who archive wait here, so that the floor only rises.
        place::number_in(cx.db())?;
        let floor = place::floor(cx.db())?;
        let last = statement::number(cx.db(), place::LAST, &[])?.unwrap_or(floor);
        if through > last {
            return Err(BEYOND_END
                .at("through")
                .with("through", through)
                .with("last", last));
        }
        let end = through.min(floor + ARCHIVE_COMMITS_MAX).max(floor);
        let mut removed = 0;
        if end > floor {
            let ends = [end.into()];
            let changes = "DELETE FROM crm_change WHERE commit_id IN \
                           (SELECT id FROM crm_commit WHERE position <= ?1)";
            cx.db().execute(changes, &ends)?;
            let commits = "DELETE FROM crm_commit WHERE position <= ?1";
            removed = cx.db().execute(commits, &ends)?;
            let floor = "UPDATE crm_counter SET value = ?1 WHERE name = 'feed_floor'";
            cx.execute(floor, &ends)?;
        }
        Ok(Archived {
            removed: i64::try_from(removed).unwrap_or(i64::MAX),
            floor: end,
            more: end < through,
        })
    }
}
