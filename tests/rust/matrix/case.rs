//! What the matrix knows of an operation beside its line in the table: a call that succeeds, and
//! what its permission's scope means for it.

use crate::world::World;
use crm_core::engine::Entry;
use crm_core::org::permission::Permission;
use serde_json::Value;
use std::collections::BTreeSet;

/// What an operation's scope is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum About {
    /// Pure computations and public tables: nobody is denied.
    Anyone,
    /// Reads what belongs to the whole workspace: a grant of any scope is enough.
    Shared,
    /// Changes what belongs to the whole workspace, or sees all of it: only scope all counts.
    Whole,
    /// Works on a record that belongs to somebody.
    Record,
    /// Makes a record that is to belong to somebody.
    Create,
    /// Lists what belongs to somebody.
    List,
}

/// One operation's case.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) about: About,
    /// Arguments that succeed in a new world.
    pub(crate) arguments: fn(&World) -> Value,
    /// What these arguments need beside the operation's own permission.
    pub(crate) also: Vec<Permission>,
}

impl Case {
    pub(crate) fn new(name: &'static str, about: About, arguments: fn(&World) -> Value) -> Self {
        Self {
            name,
            about,
            arguments,
            also: Vec::new(),
        }
    }

    /// The arguments need this permission as well.
    pub(crate) fn and(mut self, permission: Permission) -> Self {
        self.also.push(permission);
        self
    }
}

/// What is wrong between the table and the cases: an operation without a case, a case without an
/// operation, a case twice, a scope that its permission contradicts.
pub(crate) fn mismatches(table: &[Entry], cases: &[Case]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for case in cases {
        if !seen.insert(case.name) {
            wrong.push(format!("{} has two cases", case.name));
        }
        match table.iter().find(|entry| entry.name == case.name) {
            None => wrong.push(format!("{} is no operation", case.name)),
            Some(entry) => wrong.extend(contradiction(entry, case)),
        }
    }
    let missing = table.iter().filter(|entry| !seen.contains(entry.name));
    wrong.extend(missing.map(|entry| format!("{} has no case", entry.name)));
    wrong
}

/// The permission says by itself what needs no grant, what is shared and what needs scope all.
fn contradiction(entry: &Entry, case: &Case) -> Option<String> {
    let permission = entry.needs;
    let fits = match case.about {
        About::Anyone => permission == Permission::Anyone,
        About::Whole => permission.needs_all(),
        About::Shared | About::Record | About::Create | About::List => {
            permission != Permission::Anyone
                && !permission.needs_all()
                && (!permission.reads_shared() || case.about == About::Shared)
        }
    };
    let word = permission.as_str();
    (!fits).then(|| format!("{}: {:?} under {word}", case.name, case.about))
}
