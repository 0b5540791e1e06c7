//! Waiting for the next change.

use super::{ARCHIVED, ChangeList, ChangePage, bounded, place};
use crate::base::error::{Code, Refusal, Result};
use crate::base::limits::{CHANGE_POLL_MS, CHANGE_WAIT_MS_MAX};
use crate::base::messages::NUMBER_OUT_OF_RANGE;
use crate::base::page;
use crate::engine::ahead::Ahead;
use crate::engine::context::Context;
use crate::engine::crm::Crm;
use crate::engine::operation::{Kind, Operation};
use crate::org::permission::Permission;
use serde::{Deserialize, Serialize};
use std::time::{Duration, Instant};

/// The session has a transaction open, in which nothing new could be seen.
const IN_TRANSACTION: Refusal = Refusal::of(
    Code::Misuse,
    "change.in_transaction",
    "an open transaction never sees what others commit; end it before waiting",
    "事务未结束时看不到他人的提交,请先结束事务再等待",
);

/// Waits for changes behind a position and answers them as `change.list` does, as soon as one is
/// committed; when the time is over, an empty page. What is there already is answered at once. A
/// commit made through the same open workspace is noticed at once, one of another process or of
/// another opening of the same workspace within 100 milliseconds. While it waits it holds no
/// transaction, no connection and no lock, but the session is in use by its thread, as during any
/// other call, and can be neither used nor closed by another: a reader that is to be stopped waits
/// for a second or so at a time. Inside a transaction it is refused.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeWait {
    /// The position read last; 0 to start from the beginning, as long as nothing is archived.
    pub after: i64,
    /// How long to wait for a change, in milliseconds, 0 to 60000; 0 does not wait.
    pub timeout_ms: u32,
    /// Commits wanted, 1 to 500; 50 when not given.
    #[serde(default)]
    pub limit: Option<u32>,
}

impl ChangeWait {
    /// The least that must be said.
    #[must_use]
    pub fn new(after: i64, timeout_ms: u32) -> Self {
        Self {
            after,
            timeout_ms,
            limit: None,
        }
    }

    fn list(&self) -> ChangeList {
        ChangeList {
            after: Some(self.after),
            limit: self.limit,
            ..ChangeList::default()
        }
    }
}

impl Operation for ChangeWait {
    const NAME: &'static str = "change.wait";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::ChangeRead;
    const REFUSES: &'static [Refusal] = &[IN_TRANSACTION, ARCHIVED];
    type Output = ChangePage;

    fn ahead(&self, ahead: &mut Ahead) {
        self.list().ahead(ahead);
    }

    fn before(&self, crm: &Crm) -> Result<()> {
        self.list().before(crm)
    }

    fn run(&self, cx: &mut Context<'_>) -> Result<ChangePage> {
        bounded("after", self.after)?;
        if self.timeout_ms > CHANGE_WAIT_MS_MAX {
            return Err(NUMBER_OUT_OF_RANGE
                .at("timeout_ms")
                .with("text", self.timeout_ms.to_string())
                .with("min", "0")
                .with("max", CHANGE_WAIT_MS_MAX.to_string()));
        }
        page::limit(self.limit)?;
        if !cx.fresh {
            return Err(IN_TRANSACTION.error());
        }
        self.list().run(cx)
    }

    fn again(&self, crm: &Crm, answer: &ChangePage, started: Instant) -> Result<bool> {
        if !answer.items.is_empty() {
            return Ok(false);
        }
        let time = Duration::from_millis(self.timeout_ms.into());
        loop {
            let left = time.saturating_sub(started.elapsed());
            if left.is_zero() {
                return Ok(false);
            }
            // Counted before looking: a commit after the look ends the wait at once.
            let seen = crm.0.commits.count();
            if place::goes_on(&crm.0, answer.next)? {
                return Ok(true);
            }
            let look = Duration::from_millis(CHANGE_POLL_MS);
            crm.0.commits.wait(seen, left.min(look));
        }
    }
}
