//! The text of the modules.

use super::model::{Definition, Model};
use super::names::{Home, camel, identifier, member};
use super::shapes::{Field, Shape};
use super::signature::{Scope, meaning};
use super::text::{docstring, literal};
use std::collections::{BTreeMap, BTreeSet};

const GENERATED: &str = "# @generated from the table of operations by `cargo xtask generate`.\n";

/// What the modules import from Python and from the package, by what their text uses: a mark in
/// the text, the module, the name; modules stand together.
const IMPORTS: [(&str, &str, &str); 11] = [
    ("dataclasses.", "dataclasses", ""),
    ("dt.", "datetime as dt", ""),
    ("Mapping[", "collections.abc", "Mapping"),
    ("Sequence[", "collections.abc", "Sequence"),
    ("Decimal", "decimal", "Decimal"),
    ("self._caller", "._call", "Caller"),
    ("UNSET", "._values", "UNSET"),
    ("Listing[", "._values", "Listing"),
    ("Page[", "._values", "Page"),
    (" Unset", "._values", "Unset"),
    ("(Word)", "._values", "Word"),
];

/// The module of the types that belong to no folder.
const BASE: &str = "base";

/// Names that types of a module may not have.
const RESERVED: [&str; 10] = [
    "Caller",
    "Decimal",
    "Listing",
    "Mapping",
    "Operations",
    "Page",
    "Sequence",
    "UNSET",
    "Unset",
    "Word",
];

/// The module of one folder.
pub(super) fn module(model: &Model, module: &str) -> Result<String, String> {
    let needed = model.needed(module);
    let mut names = BTreeMap::new();
    let mut taken: BTreeSet<String> = RESERVED.iter().map(|name| (*name).to_owned()).collect();
    let mut foreign = Vec::new();
    let (own, others): (Vec<_>, Vec<_>) = needed
        .iter()
        .filter_map(|key| Some((key, model.definitions.get(key)?)))
        .partition(|(_, definition)| definition.home.module == module);
    for (key, definition) in own.iter().chain(&others) {
        let home = &definition.home;
        let mut name = home.name.clone();
        if taken.contains(&name) {
            name = format!("{}{name}", camel(&home.module));
        }
        if !taken.insert(name.clone()) {
            return Err(format!("{module}: two types are called {name}"));
        }
        if home.module != module {
            foreign.push((home.clone(), name.clone()));
        }
        names.insert((*key).clone(), name);
    }
    let scope = Scope {
        model,
        module,
        names,
    };
    let body = body(&scope, &own)?;
    foreign.sort();
    let exported = scope.names.values().cloned();
    let operations = body
        .contains("class Operations")
        .then(|| "Operations".to_owned());
    let exported: BTreeSet<String> = exported.chain(operations).collect();
    let mut text =
        format!("{GENERATED}\"\"\"The documents and operations of `{module}`.\"\"\"\n\n");
    text.push_str("from __future__ import annotations\n\n");
    text.push_str(&imports(&body));
    // Type checkers take a name that Python has too, such as `Warning`, for Python's own until it
    // is imported; and `base` is the one module that needs no other.
    let (first, last): (Vec<_>, Vec<_>) = foreign
        .into_iter()
        .partition(|(home, _)| home.module == BASE);
    if module == BASE && !last.is_empty() {
        return Err(format!("{BASE}: its types must not use those of {last:?}"));
    }
    if !first.is_empty() {
        text.truncate(text.trim_end().len());
        text.push('\n');
        text.push_str(&foreign_imports(&first, ""));
        text.push('\n');
    }
    text.push_str(&body);
    if !last.is_empty() {
        text.push_str("\n\n# At the end, because those modules may need this one's types.\n");
        text.push_str(&foreign_imports(&last, "  # noqa: E402"));
    }
    text.push_str(&listed(&exported));
    Ok(text)
}

fn foreign_imports(names: &[(Home, String)], remark: &str) -> String {
    let line = |(home, name): &(Home, String)| {
        let alias = match *name == home.name {
            true => String::new(),
            false => format!(" as {name}"),
        };
        let (module, name) = (&home.module, &home.name);
        format!("from .{module} import {name}{alias}{remark}\n")
    };
    names.iter().map(line).collect()
}

fn listed(names: &BTreeSet<String>) -> String {
    let lines: String = names
        .iter()
        .map(|name| format!("    \"{name}\",\n"))
        .collect();
    format!("\n__all__ = [\n{lines}]\n")
}

fn imports(body: &str) -> String {
    let used = IMPORTS.iter().filter(|(word, _, _)| body.contains(word));
    let mut modules: Vec<(&str, Vec<&str>)> = Vec::new();
    for (_, module, name) in used {
        match modules.last_mut().filter(|(last, _)| last == module) {
            Some((_, names)) => names.push(name),
            None => modules.push((module, vec![name])),
        }
    }
    let line = |(module, names): &(&str, Vec<&str>)| match module.split_once(" as ") {
        Some(_) => format!("import {module}\n"),
        None if names == &[""] => format!("import {module}\n"),
        None => format!("from {module} import {}\n", names.join(", ")),
    };
    let (package, python): (Vec<_>, Vec<_>) = modules
        .iter()
        .partition(|(module, _)| module.starts_with('.'));
    let blocks = [python, package];
    let blocks = blocks.iter().filter(|block| !block.is_empty());
    blocks
        .map(|block| block.iter().map(|one| line(one)).collect::<String>() + "\n")
        .collect()
}

fn body(scope: &Scope<'_>, own: &[(&String, &Definition)]) -> Result<String, String> {
    let mut blocks = Vec::new();
    for (_, definition) in own {
        if let Shape::Words(words) = &definition.shape {
            blocks.push(enumeration(definition, words));
        }
    }
    for (_, definition) in own {
        if let Shape::Record(fields) = &definition.shape {
            blocks.push(record(scope, definition, fields)?);
        }
    }
    let operations = scope
        .model
        .operations
        .iter()
        .filter(|one| one.folder == scope.module);
    let methods = operations
        .map(|operation| scope.method(operation))
        .collect::<Result<Vec<_>, _>>()?;
    if !methods.is_empty() {
        let mut class = format!(
            "class Operations:\n    \"\"\"The operations `{}.*` of a session.\"\"\"\n\n    \
             __slots__ = (\"_caller\",)\n\n    def __init__(self, caller: Caller) -> None:\n        \
             self._caller = caller\n",
            scope.module
        );
        for method in methods {
            class.push('\n');
            class.push_str(&method);
        }
        blocks.push(class);
    }
    Ok(format!("\n{}", blocks.join("\n\n")))
}

fn enumeration(definition: &Definition, words: &[(String, String)]) -> String {
    let mut text = format!("class {}(Word):\n", definition.home.name);
    text.push_str(&docstring("    ", &definition.about, &[]));
    for (word, about) in words {
        text.push_str(&format!("\n    {} = {}\n", member(word), literal(word)));
        if !about.is_empty() {
            text.push_str(&docstring("    ", about, &[]));
        }
    }
    text
}

fn record(scope: &Scope<'_>, definition: &Definition, fields: &[Field]) -> Result<String, String> {
    let mut text = format!(
        "@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)\nclass {}:\n",
        definition.home.name
    );
    text.push_str(&docstring("    ", &definition.about, &[]));
    for field in fields {
        let declared = scope.declared(field, definition.given, false)?;
        text.push_str(&format!("\n    {declared}\n"));
        text.push_str(&docstring("    ", &meaning(field, definition.given), &[]));
    }
    Ok(text)
}

/// `_folders.py`: one attribute for each folder that has operations.
pub(super) fn folders(model: &Model) -> String {
    let modules = model.modules();
    let folders: BTreeSet<&str> = model
        .operations
        .iter()
        .map(|one| one.folder.as_str())
        .collect();
    let mut text = format!("{GENERATED}\"\"\"What a session's attributes are.\"\"\"\n\n");
    text.push_str(
        "from __future__ import annotations\n\nfrom functools import cached_property\n\n",
    );
    let listed_modules: String = modules
        .iter()
        .map(|name| format!("    {},\n", identifier(name)))
        .collect();
    text.push_str(&format!(
        "from . import (\n{listed_modules})\nfrom ._call import Caller\n"
    ));
    for folder in &folders {
        let class = format!("{}Operations", camel(folder));
        text.push_str(&format!("from .{folder} import Operations as {class}\n"));
    }
    text.push_str(
        "\n\nclass Folders(Caller):\n    \"\"\"The operations of a session, by folder.\"\"\"\n",
    );
    for folder in &folders {
        let class = format!("{}Operations", camel(folder));
        text.push_str(&format!(
            "\n    @cached_property\n    def {folder}(self) -> {class}:\n        \
             \"\"\"The operations `{folder}.*`.\"\"\"\n        return {class}(self)\n"
        ));
    }
    let exported = modules
        .iter()
        .cloned()
        .chain(["Folders".to_owned()])
        .collect();
    text.push_str(&listed(&exported));
    text
}
