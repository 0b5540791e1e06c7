//! The change feed, folded: what each record comes to by its changes alone.

use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Lists of children, of which a change shows the differing items only.
const CHILDREN: [&str; 4] = ["lines", "allocations", "links", "stages"];

/// The records as their changes tell them, by kind and id.
#[derive(Default)]
pub(crate) struct Feed {
    records: BTreeMap<(String, i64), Map<String, Value>>,
    position: i64,
}

impl Feed {
    /// Where it has been read to.
    pub(crate) fn position(&self) -> i64 {
        self.position
    }

    /// A record by its changes.
    pub(crate) fn record(&self, kind: &str, id: &Value) -> Option<&Map<String, Value>> {
        self.records.get(&(kind.to_owned(), id.as_i64()?))
    }

    /// Follows one commit: positions without a gap, versions that rise by one, and a `before` that
    /// is what the changes so far came to.
    pub(crate) fn follow(&mut self, commit: &Value) -> Result<(), String> {
        let position = commit["position"].as_i64().unwrap_or(0);
        if position != self.position + 1 {
            return Err(format!("position {position} after {}", self.position));
        }
        self.position = position;
        for change in commit["changes"].as_array().into_iter().flatten() {
            if change["record"] != "setting" {
                self.fold(change)
                    .map_err(|words| format!("{words}: {change}"))?;
            }
        }
        Ok(())
    }

    fn fold(&mut self, change: &Value) -> Result<(), String> {
        let kind = change["record"].as_str().unwrap_or_default();
        let key = (kind.to_owned(), change["id"].as_i64().unwrap_or(0));
        let version = change["version"].as_i64().unwrap_or(0);
        let after = change["after"].as_object().ok_or("no after")?;
        let Some(before) = change["before"].as_object() else {
            let known = self.records.insert(key, after.clone()).is_some();
            return match (known, version) {
                (false, 1) => Ok(()),
                (known, version) => Err(format!("new at version {version}, known: {known}")),
            };
        };
        let record = self
            .records
            .get_mut(&key)
            .ok_or("a change before its creation")?;
        if record["version"] != version - 1 {
            return Err(format!("version {version} follows {}", record["version"]));
        }
        for (field, new) in after {
            let old = before.get(field).unwrap_or(&Value::Null);
            let held = record
                .get_mut(field)
                .ok_or_else(|| format!("no field {field}"))?;
            if CHILDREN.contains(&field.as_str()) {
                exchange(held, old, new)?;
            } else if held == old {
                *held = new.clone();
            } else {
                return Err(format!("{field} was {held}"));
            }
        }
        record["version"] = version.into();
        Ok(())
    }
}

/// Takes the old items of a list out and puts the new ones in.
fn exchange(held: &mut Value, old: &Value, new: &Value) -> Result<(), String> {
    let held = held.as_array_mut().ok_or("no list")?;
    for item in old.as_array().into_iter().flatten() {
        let at = held.iter().position(|one| one == item);
        held.swap_remove(at.ok_or_else(|| format!("{item} was not there"))?);
    }
    held.extend(new.as_array().into_iter().flatten().cloned());
    Ok(())
}

/// What a record's own answer and its folded changes differ in.
pub(crate) fn differs(folded: &Map<String, Value>, answer: &Value) -> Option<String> {
    folded.iter().find_map(|(field, value)| {
        let given = answer.get(field)?;
        let same = if CHILDREN.contains(&field.as_str()) {
            sorted(value) == sorted(given)
        } else {
            value == given
        };
        (!same).then(|| format!("{field}: {value} by its changes, {given} by its answer"))
    })
}

fn sorted(list: &Value) -> Vec<String> {
    let items = list.as_array().into_iter().flatten();
    let mut items: Vec<String> = items.map(Value::to_string).collect();
    items.sort();
    items
}

#[test]
fn a_change_that_does_not_follow_is_seen() {
    use serde_json::json;
    let commit = |position: i64, version: i64, before: Value, after: Value| {
        json!({ "position": position, "changes": [{ "record": "plan", "id": 7,
            "version": version, "before": before, "after": after }] })
    };
    let new = json!({ "version": 1, "collected": "0.00", "lines": [{ "id": 1 }] });
    let paid = |before: &str| {
        (
            json!({ "collected": before }),
            json!({ "collected": "5.00" }),
        )
    };
    let begun = || {
        let mut feed = Feed::default();
        feed.follow(&commit(1, 1, Value::Null, new.clone()))
            .unwrap();
        feed
    };
    let (before, after) = paid("0.00");
    begun()
        .follow(&commit(2, 2, before.clone(), after.clone()))
        .unwrap();
    let (wrong, _) = paid("1.00");
    let gone = json!({ "lines": [{ "id": 2 }] });
    for (bad, why) in [
        (
            commit(3, 2, before.clone(), after.clone()),
            "position 3 after 1",
        ),
        (commit(2, 3, before, after.clone()), "version 3 follows 1"),
        (commit(2, 2, wrong, after), "collected was"),
        (commit(2, 1, Value::Null, new.clone()), "new at version 1"),
        (commit(2, 2, gone, json!({ "lines": [] })), "was not there"),
    ] {
        let words = begun().follow(&bad).unwrap_err();
        assert!(words.contains(why), "{words}");
    }
}
