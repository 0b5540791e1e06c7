//! What holds for every operation, one function for each column of the matrix. Each answers in
//! words what does not hold.

use crate::case::{About, Case};
use crate::world::{Who, World};
use crm_core::Error;
use crm_core::engine::{Entry, Kind};
use crm_core::org::permission::Permission;
use crm_tests::generate::fields::Schemas;
use crm_tests::workspace::difference;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

pub(crate) type Checked = Result<(), String>;

/// Scopes that reach no record of another department.
const NARROW: [&str; 3] = ["own", "department", "department_and_below"];
/// An id that no record has.
pub(crate) const NOBODY: i64 = 9_007_199_254_740_991;

pub(crate) fn ensure(holds: bool, words: impl FnOnce() -> String) -> Checked {
    if holds { Ok(()) } else { Err(words()) }
}

/// Every permission that can be granted, at one scope, but for some.
pub(crate) fn everything<'s>(
    scope: &'s str,
    but: &[(Permission, &'s str)],
) -> Vec<(Permission, &'s str)> {
    let mut grants = but.to_vec();
    let other = |permission: &&Permission| !but.iter().any(|(one, _)| one == *permission);
    let rest = Permission::ALL.iter().filter(other);
    grants.extend(rest.map(|permission| (*permission, scope)));
    grants.retain(|(_, scope)| !scope.is_empty());
    grants
}

/// The call is refused with this kind, alone and inside a transaction that goes on, and nothing is
/// written.
pub(crate) fn refused(
    world: &World,
    who: Who,
    entry: &Entry,
    arguments: &Value,
    kind: &str,
) -> Result<Error, String> {
    let before = world.rows();
    let alone = world.call(who, entry.name, arguments);
    let inside = world.call_inside(who, entry.name, arguments);
    for answer in [&alone, &inside] {
        match answer {
            Err(error) if error.kind() == kind => {}
            other => {
                return Err(format!(
                    "{who:?} expected {kind}, {arguments} gave {other:?}"
                ));
            }
        }
    }
    let left = difference(&before, &world.rows());
    ensure(left.is_none(), || {
        format!("{kind} left behind: {}", left.unwrap_or_default())
    })?;
    alone.map_or_else(Ok, |answer| Err(answer.to_string()))
}

pub(crate) fn done(
    world: &World,
    who: Who,
    entry: &Entry,
    arguments: &Value,
) -> Result<Value, String> {
    let answer = world.call(who, entry.name, arguments);
    answer.map_err(|error| format!("{who:?} was refused {arguments}: {error:?}"))
}

/// The operation's own permission and what its arguments need beside it.
fn needed(entry: &Entry, case: &Case) -> Vec<Permission> {
    let also = case.also.iter().copied();
    std::iter::once(entry.needs).chain(also).collect()
}

fn denied_for(error: &Error, permission: Permission) -> Checked {
    let named = &error.details()["permission"];
    ensure(*named == permission.as_str(), || {
        format!("denied for {named}, not for {}", permission.as_str())
    })
}

/// Who lacks the permission is denied, whatever else they hold.
pub(crate) fn no_grant(world: &World, entry: &Entry, case: &Case) -> Checked {
    let arguments = (case.arguments)(world);
    if case.about == About::Anyone {
        return done(world, Who::Zhao, entry, &arguments).map(drop);
    }
    let error = refused(world, Who::Zhao, entry, &arguments, "denied")?;
    denied_for(&error, entry.needs)?;
    for permission in needed(entry, case) {
        world.grant(Who::Li, &everything("all", &[(permission, "")]));
        let error = refused(world, Who::Li, entry, &arguments, "denied")?;
        denied_for(&error, permission)?;
    }
    Ok(())
}

/// Who holds the permission elsewhere neither sees nor changes what belongs to others.
pub(crate) fn wrong_scope(world: &World, entry: &Entry, case: &Case) -> Checked {
    let arguments = (case.arguments)(world);
    match case.about {
        About::Anyone => Ok(()),
        About::Whole => beside_the_whole(world, entry, &arguments),
        About::Shared => {
            world.grant(Who::Li, &everything("own", &[]));
            let seen = done(world, Who::Li, entry, &arguments)?;
            let all = done(world, Who::System, entry, &arguments)?;
            ensure(seen == all, || format!("own scope sees {seen}, not {all}"))
        }
        About::Record => {
            invisible(world, entry, &arguments, "not_found")?;
            out_of_reach(world, entry, case, &arguments)
        }
        About::Create => {
            // What it refers to comes first; without a reference only the new place is asked for.
            let refers = ["customer", "arguments"]
                .iter()
                .any(|field| arguments.get(field).is_some());
            let kind = if refers { "not_found" } else { "denied" };
            invisible(world, entry, &arguments, kind)?;
            out_of_reach(world, entry, case, &arguments)
        }
        About::List => filtered(world, entry, &arguments),
    }
}

fn beside_the_whole(world: &World, entry: &Entry, arguments: &Value) -> Checked {
    for scope in NARROW {
        world.grant(Who::Li, &everything("all", &[(entry.needs, scope)]));
        let error = refused(world, Who::Li, entry, arguments, "denied")?;
        denied_for(&error, entry.needs)?;
    }
    Ok(())
}

/// With every permission at a narrow scope there is no such record.
fn invisible(world: &World, entry: &Entry, arguments: &Value, kind: &str) -> Checked {
    for scope in NARROW {
        world.grant(Who::Li, &everything(scope, &[]));
        refused(world, Who::Li, entry, arguments, kind)?;
    }
    Ok(())
}

/// Who sees the record, and may act on others only, is denied.
fn out_of_reach(world: &World, entry: &Entry, case: &Case, arguments: &Value) -> Checked {
    for permission in needed(entry, case) {
        if permission.as_str().ends_with(".read") {
            continue;
        }
        for scope in NARROW {
            world.grant(Who::Li, &everything("all", &[(permission, scope)]));
            let error = refused(world, Who::Li, entry, arguments, "denied")?;
            denied_for(&error, permission)?;
        }
    }
    Ok(())
}

fn filtered(world: &World, entry: &Entry, arguments: &Value) -> Checked {
    let count = |answer: &Value| {
        let items = answer.get("items").or_else(|| answer.get("balances"));
        items.and_then(Value::as_array).map(Vec::len)
    };
    let all = done(world, Who::System, entry, arguments)?;
    ensure(count(&all).is_some_and(|items| items > 0), || {
        format!("nothing to see in {all}")
    })?;
    for scope in NARROW {
        world.grant(Who::Li, &everything("all", &[(entry.needs, scope)]));
        let seen = done(world, Who::Li, entry, arguments)?;
        ensure(count(&seen) == Some(0), || format!("{scope} sees {seen}"))?;
    }
    world.grant(Who::Wang, &[(entry.needs, "own")]);
    let own = done(world, Who::Wang, entry, arguments)?;
    ensure(count(&own) == count(&all), || {
        format!("the owner sees {own}")
    })
}

/// The owner needs no more than the operation's permission, what its arguments ask for beside it,
/// and to see what is their own.
pub(crate) fn enough(world: &World, entry: &Entry, case: &Case) -> Checked {
    if case.about == About::Anyone {
        return Ok(());
    }
    let scope = if case.about == About::Whole {
        "all"
    } else {
        "own"
    };
    let needed = needed(entry, case);
    let reads = Permission::ALL.iter().copied().filter(|permission| {
        permission.as_str().ends_with(".read") && !needed.contains(permission)
    });
    let mut grants: Vec<_> = reads.map(|permission| (permission, "own")).collect();
    grants.extend(needed.iter().map(|permission| (*permission, scope)));
    world.grant(Who::Wang, &grants);
    done(world, Who::Wang, entry, &(case.arguments)(world)).map(drop)
}

/// The same request twice has one effect and one answer. The world is a new one.
pub(crate) fn repeated(world: &World, entry: &Entry, case: &Case) -> Checked {
    let mut arguments = (case.arguments)(world);
    arguments["request"] = "R-20260115-1".into();
    if entry.kind == Kind::Read {
        return refused(world, Who::System, entry, &arguments, "request.on_read").map(drop);
    }
    if takes_version(entry) {
        // A refusal is not kept: the key still stands for nothing.
        let mut stale = arguments.clone();
        stale["version"] = NOBODY.into();
        refused(world, Who::System, entry, &stale, "conflict")?;
    }
    let before = world.rows();
    let first = done(world, Who::System, entry, &arguments)?;
    let after = world.rows();
    // Archiving the feed takes rows away as well.
    let new = |table: &str, row: &&String| !before[table].contains(row);
    let written = |table: &str| after[table].iter().filter(|row| new(table, row)).count();
    let (commits, requests) = (written("crm_commit"), written("crm_request"));
    ensure((commits, requests) == (1, 1), || {
        format!("{commits} commits and {requests} request keys for one call")
    })?;
    for again in [
        world.call(Who::System, entry.name, &arguments),
        world.call_inside(Who::System, entry.name, &arguments),
    ] {
        let same = again.as_ref().is_ok_and(|again| *again == first);
        ensure(same, || format!("first {first}, then {again:?}"))?;
    }
    let left = difference(&after, &world.rows());
    ensure(left.is_none(), || {
        format!("the repeat wrote: {}", left.unwrap_or_default())
    })?;
    let other = other_arguments(entry, &arguments)?;
    let error = refused(world, Who::System, entry, &other, "request.differs")?;
    ensure(error.field() == Some("request"), || format!("{error:?}"))
}

/// A version that is not the record's loses, and the record's own does not. The world is a new one.
pub(crate) fn stale(world: &World, entry: &Entry, case: &Case) -> Checked {
    if !takes_version(entry) {
        let named = case.about == About::Record && entry.kind == Kind::Write;
        return ensure(!named, || "takes no version of what it changes".to_owned());
    }
    let mut arguments = (case.arguments)(world);
    arguments["version"] = NOBODY.into();
    let error = refused(world, Who::System, entry, &arguments, "conflict")?;
    let current = error.details()["version"].as_i64();
    let current = current.ok_or_else(|| format!("{error:?} names no version"))?;
    for other in [current - 1, current + 1] {
        arguments["version"] = other.into();
        let error = refused(world, Who::System, entry, &arguments, "conflict")?;
        ensure(error.field() == Some("version"), || format!("{error:?}"))?;
        ensure(error.details()["expected"] == json!(other), || {
            format!("{error:?}")
        })?;
    }
    arguments["version"] = current.into();
    done(world, Who::System, entry, &arguments).map(drop)
}

/// Whether the arguments may state the version they are based on.
fn takes_version(entry: &Entry) -> bool {
    let arguments = Schemas::new(entry.name, SchemaSettings::draft2020_12(), entry.arguments);
    let fields = arguments.resolve(arguments.root());
    fields.pointer("/properties/version").is_some()
}

/// Other arguments that are well formed, under the same key.
fn other_arguments(entry: &Entry, arguments: &Value) -> Result<Value, String> {
    for changed in altered(arguments) {
        let mut bare = changed.clone();
        bare.as_object_mut().map(|bare| bare.remove("request"));
        let text = bare.to_string();
        let mut json = serde_json::Deserializer::from_str(&text);
        let mut erased = <dyn erased_serde::Deserializer<'_>>::erase(&mut json);
        if (entry.decode)(&mut erased).is_ok() {
            return Ok(changed);
        }
    }
    Err(format!("no other arguments than {arguments}"))
}

/// The same document with one number or text in it changed, each in turn.
fn altered(value: &Value) -> Vec<Value> {
    match value {
        Value::Number(_) => vec![NOBODY.into()],
        Value::String(text) => vec![format!("{text}1").into()],
        Value::Array(items) => {
            let inside = items.iter().enumerate();
            let with = |index: usize, other: Value| {
                let mut items = items.clone();
                items[index] = other;
                Value::Array(items)
            };
            inside
                .flat_map(|(index, item)| altered(item).into_iter().map(move |o| with(index, o)))
                .collect()
        }
        Value::Object(fields) => {
            let inside = fields.iter().filter(|(name, _)| *name != "request");
            let with = |name: &str, other: Value| {
                let mut fields = fields.clone();
                fields.insert(name.to_owned(), other);
                Value::Object(fields)
            };
            inside
                .flat_map(|(name, item)| altered(item).into_iter().map(move |o| with(name, o)))
                .collect()
        }
        Value::Null | Value::Bool(_) => Vec::new(),
    }
}
