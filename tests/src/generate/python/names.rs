//! Where each type lives in Python and what it is called there, from its place in the crate.

use std::collections::{BTreeMap, BTreeSet};

/// A Python module and a name in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Home {
    pub(super) module: String,
    pub(super) name: String,
}

/// Rooms of a folder, which say nothing of what is in them.
const ROOMS: [&str; 5] = ["model", "rules", "store", "ops", "mod"];
/// Where values live that everybody stands on.
const BASE: &str = "base";

/// The paths of the types behind a generator's definitions, such as
/// `crm_core::order::model::Status`, by the definition's name. The generator keeps them to itself
/// but for its debug form; without them two folders' `Status` could not be told apart.
pub(super) fn paths(generator: &schemars::SchemaGenerator) -> BTreeMap<String, String> {
    let shown = format!("{generator:?}");
    let entries = shown.split("SchemaUid(\"").skip(1);
    let entry = |text: &str| {
        let (path, rest) = text.split_once("\", ")?;
        let (_, name) = rest.split_once("): \"")?;
        let (name, _) = name.split_once('"')?;
        Some((name.to_owned(), path.to_owned()))
    };
    entries.filter_map(entry).collect()
}

/// Gives each type its home. `folders` are the first words of operation names; `users` says which
/// of them reach a type.
pub(super) fn homes(
    paths: &BTreeMap<String, String>,
    folders: &BTreeSet<String>,
    users: &BTreeMap<String, BTreeSet<String>>,
) -> Result<BTreeMap<String, Home>, String> {
    let mut homes = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (definition, path) in paths {
        // A generic type filled in belongs to its first argument's folder: each folder has its own.
        let (path, arguments) = path.split_once('<').unwrap_or((path, path));
        let rooms = arguments.split([',', '<', '>']).next().unwrap_or(path);
        let (Some((_, name)), Some((rooms, _))) = (path.rsplit_once("::"), rooms.rsplit_once("::"))
        else {
            continue;
        };
        let rooms: Vec<&str> = rooms.split("::").collect();
        let used_by = users.get(definition);
        let home = Home {
            module: module(&rooms, folders, used_by),
            name: name.to_owned(),
        };
        let home = if taken.contains(&home) {
            let room = rooms.iter().rev().find(|room| !ROOMS.contains(room));
            let name = format!("{}{}", camel(room.unwrap_or(&"")), home.name);
            Home { name, ..home }
        } else {
            home
        };
        if !taken.insert(home.clone()) {
            return Err(format!(
                "two types are called {}.{}",
                home.module, home.name
            ));
        }
        homes.insert(definition.clone(), home);
    }
    Ok(homes)
}

fn module(rooms: &[&str], folders: &BTreeSet<String>, users: Option<&BTreeSet<String>>) -> String {
    let named = rooms.iter().rev().find(|room| folders.contains(**room));
    let folder = rooms.get(1).copied().unwrap_or(BASE);
    match named {
        Some(room) => (*room).to_owned(),
        // What the engine shows belongs to the operations that show it.
        None if folder == "engine" => match users.map(|users| users.iter().collect::<Vec<_>>()) {
            Some(only) if only.len() == 1 => only.into_iter().cloned().collect(),
            _ => BASE.to_owned(),
        },
        None => folder.to_owned(),
    }
}

/// `price_list` as `PriceList`.
pub(super) fn camel(snake: &str) -> String {
    let word = |word: &str| {
        let mut chars = word.chars();
        let first = chars.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(chars).collect::<String>()
    };
    snake.split('_').map(word).collect()
}

/// A name Python allows: its keywords get an underscore behind them.
pub(super) fn identifier(key: &str) -> String {
    const KEYWORDS: [&str; 35] = [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class",
        "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global",
        "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return",
        "try", "while", "with", "yield",
    ];
    // A parameter may not be called like the method's own object.
    if KEYWORDS.contains(&key) || key == "self" {
        format!("{key}_")
    } else {
        key.to_owned()
    }
}

/// The member of an enumeration for a word: `order.read` is `ORDER_READ`.
pub(super) fn member(word: &str) -> String {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_uppercase()
        } else {
            '_'
        }
    };
    let name: String = word.chars().map(plain).collect();
    // `mro` is a word of Python's own classes, and a digit cannot start a name.
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        format!("_{name}")
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(words: &[&str]) -> BTreeSet<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn a_type_lives_where_its_operations_are() {
        let paths = [
            ("Status", "crm_core::order::model::Status"),
            ("Status2", "crm_core::quote::model::Status"),
            ("Receipt", "crm_core::collection::receipt::Receipt"),
            ("LineArgs", "crm_core::pricing::line::LineArgs"),
            ("CommitEntry", "crm_core::engine::feed::CommitEntry"),
            (
                "List",
                "crm_core::base::transition::List<crm_core::order::model::Status>",
            ),
            (
                "List2",
                "crm_core::base::transition::List<crm_core::quote::model::Status, u8>",
            ),
            ("Line", "crm_core::collection::plan::Line"),
            ("Line2", "crm_core::collection::terms::Line"),
        ];
        let paths = paths.map(|(name, path)| (name.to_owned(), path.to_owned()));
        let folders = set(&["order", "quote", "receipt", "change", "collection"]);
        let users = BTreeMap::from([("CommitEntry".to_owned(), set(&["change"]))]);
        let homes = homes(&paths.into_iter().collect(), &folders, &users).unwrap();
        let found: Vec<String> = homes
            .iter()
            .map(|(name, home)| format!("{name} {}.{}", home.module, home.name))
            .collect();
        let expected = [
            "CommitEntry change.CommitEntry",
            "Line collection.Line",
            "Line2 collection.TermsLine",
            "LineArgs pricing.LineArgs",
            "List order.List",
            "List2 quote.List",
            "Receipt receipt.Receipt",
            "Status order.Status",
            "Status2 quote.Status",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn the_paths_behind_definitions_are_found() {
        let mut generator = schemars::SchemaGenerator::default();
        generator.subschema_for::<crm_core::order::Status>();
        let paths = paths(&generator);
        assert_eq!(
            paths.get("Status").map(String::as_str),
            Some("crm_core::order::model::Status")
        );
    }

    #[test]
    fn names_are_names_python_allows() {
        assert_eq!(
            ["from", "self", "order"].map(identifier),
            ["from_", "self_", "order"]
        );
        assert_eq!(["order.read", "2w"].map(member), ["ORDER_READ", "_2W"]);
        assert_eq!(camel("price_list"), "PriceList");
    }
}
