//! A reader of the feed that notices whatever is missing, twice, or out of order.

use crm_core::Session;
use crm_tests::workspace::call;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

/// What was read: positions without a gap, and the versions of each record without a gap.
#[derive(Default)]
pub(crate) struct Reader {
    pub(crate) position: i64,
    pub(crate) versions: BTreeMap<i64, i64>,
    pub(crate) changes: u64,
    pub(crate) pages: u64,
    pub(crate) empty: u64,
    order: DefaultHasher,
}

impl Reader {
    /// One that has read nothing.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Reads one page and says whether something was on it.
    pub(crate) fn follow(&mut self, page: &Value) -> Result<bool, String> {
        let commits = page["items"].as_array().ok_or("no items")?;
        for commit in commits {
            let position = commit["position"].as_i64().ok_or("no position")?;
            if position != self.position + 1 {
                return Err(format!("position {position} after {}", self.position));
            }
            self.position = position;
            for change in commit["changes"].as_array().ok_or("no changes")? {
                let id = change["id"].as_i64().ok_or("no id")?;
                let version = change["version"].as_i64().ok_or("no version")?;
                let before = self.versions.insert(id, version).unwrap_or(0);
                if version != before + 1 {
                    return Err(format!("version {version} of {id} after {before}"));
                }
                (position, id, version, change.to_string()).hash(&mut self.order);
                self.changes += 1;
            }
        }
        if page["next"] != self.position {
            return Err(format!("next is {}, not {}", page["next"], self.position));
        }
        self.pages += 1;
        self.empty += u64::from(commits.is_empty());
        Ok(!commits.is_empty())
    }

    /// Waits for changes until `done` is set and everything is read. `at` is where it stands.
    pub(crate) fn tail(mut self, session: &mut Session, done: &AtomicBool, at: &AtomicI64) -> Self {
        loop {
            // Asked before reading: what was committed until then is on some page.
            let last = done.load(Ordering::SeqCst);
            let args = json!({ "after": self.position, "timeout_ms": 200, "limit": 500 });
            let page = call(session, "change.wait", &args).unwrap();
            let more = self.follow(&page).unwrap_or_else(|fault| panic!("{fault}"));
            at.store(self.position, Ordering::SeqCst);
            if last && !more {
                return self;
            }
        }
    }

    /// Reads on to the end of the feed.
    pub(crate) fn read(mut self, session: &mut Session) -> Self {
        loop {
            let args = json!({ "after": self.position, "limit": 500 });
            let page = call(session, "change.list", &args).unwrap();
            if !self.follow(&page).unwrap_or_else(|fault| panic!("{fault}")) {
                return self;
            }
        }
    }

    /// What was read, in its order, as one figure.
    pub(crate) fn order(&self) -> u64 {
        self.order.finish()
    }
}

#[test]
fn what_is_missing_twice_or_out_of_order_is_seen() {
    let commit = |position: i64, version: i64| json!({ "position": position, "changes": [{ "id": 7, "version": version }] });
    let page = |commits: &[Value], next: i64| json!({ "items": commits, "next": next });
    let read = |page: Value| Reader::new().follow(&page);
    assert_eq!(read(page(&[commit(1, 1), commit(2, 2)], 2)), Ok(true));
    assert_eq!(read(page(&[], 0)), Ok(false));
    for (wrong, why) in [
        (page(&[commit(2, 1)], 2), "position 2 after 0"),
        (page(&[commit(1, 1), commit(1, 1)], 1), "position 1 after 1"),
        (page(&[commit(1, 2)], 1), "version 2 of 7 after 0"),
        (
            page(&[commit(1, 1), commit(2, 1)], 2),
            "version 1 of 7 after 1",
        ),
        (page(&[commit(1, 1)], 2), "next is 2, not 1"),
    ] {
        assert_eq!(read(wrong), Err(why.to_owned()));
    }
}
