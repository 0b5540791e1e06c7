//! The table of operations with the words of its schemas, as every artefact reads it.

use super::examples::{self, Called};
use super::fields::{Field, Schemas};
use super::round_trips::{self, RoundTrips};
use crm_core::engine::Entry;
use crm_core::operations;
use crm_core::org::permission::Permission;
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::Value;
use std::path::Path;

/// One operation with everything its reference says.
#[derive(Debug)]
pub struct Operation {
    /// Its line of the table.
    pub entry: &'static Entry,
    /// What it does.
    pub about: String,
    /// The schema of its arguments.
    pub arguments: Schemas,
    /// The schema of its answer.
    pub answer: Schemas,
    /// Every argument, nested ones under their paths.
    pub fields: Vec<Field>,
    /// The permission it needs and what that allows; nothing when it needs no grant.
    pub permission: Option<(&'static str, String)>,
    /// The arguments of a call that a scenario makes with success.
    pub example: Value,
    /// The scenario it is taken from.
    pub example_from: String,
    /// The version its C function came with, such as `0.1`.
    pub since: String,
    /// How often it waits for a PostgreSQL server.
    pub round_trips: String,
}

impl Operation {
    /// The folder: `order` of `order.approve`.
    #[must_use]
    pub fn folder(&self) -> &'static str {
        self.entry
            .name
            .split_once('.')
            .map_or("", |(folder, _)| folder)
    }

    /// Its C function: `crm_order_approve`.
    #[must_use]
    pub fn symbol(&self) -> String {
        symbol(self.entry.name)
    }
}

fn symbol(name: &str) -> String {
    format!("crm_{}", name.replace('.', "_"))
}

/// Reads the table, in its order.
///
/// # Errors
/// Every operation that lacks a description, one of a field, or a scenario, one on a line.
pub fn read() -> Result<Vec<Operation>, String> {
    let mut examples = examples::run()?;
    let permissions = Schemas::new(
        "permission",
        SchemaSettings::draft2020_12(),
        SchemaGenerator::subschema_for::<Permission>,
    );
    let known = Known {
        permissions,
        symbols: Symbols::read(&crate::root())?,
        round_trips: RoundTrips::read(&crate::root())?,
    };
    let mut table = Vec::new();
    let mut missing = Vec::new();
    let gone = known
        .round_trips
        .0
        .keys()
        .filter(|name| operations::find(name).is_none());
    missing.extend(gone.map(|name| format!("{name}: in {}, and no operation", round_trips::FILE)));
    for entry in operations::ALL {
        match operation(entry, examples.remove(entry.name), &known) {
            Ok(operation) => table.push(operation),
            Err(error) => missing.push(error),
        }
    }
    if missing.is_empty() {
        return Ok(table);
    }
    Err(missing.join("\n"))
}

/// What stands elsewhere about operations.
struct Known {
    permissions: Schemas,
    symbols: Symbols,
    round_trips: RoundTrips,
}

fn operation(
    entry: &'static Entry,
    called: Option<Called>,
    known: &Known,
) -> Result<Operation, String> {
    let name = entry.name;
    let arguments = Schemas::new(name, settings("arguments"), entry.arguments);
    let order = Schemas::new(name, settings("arguments").for_serialize(), entry.arguments);
    let answer = Schemas::new(name, settings("answer").for_serialize(), entry.answer);
    let about = arguments.about(arguments.root())?;
    let fields = arguments.fields(&order)?;
    answer.fields(&answer)?;
    let called = called.ok_or_else(|| format!("{name}: no scenario calls it with success"))?;
    Ok(Operation {
        entry,
        about,
        arguments,
        answer,
        fields,
        permission: match entry.needs {
            Permission::Anyone => None,
            needs => Some((needs.as_str(), known.permissions.word(needs.as_str())?)),
        },
        example: called.args,
        example_from: called.scenario,
        since: known.symbols.since(&symbol(name)),
        round_trips: known.round_trips.words(name)?,
    })
}

fn settings(part: &'static str) -> SchemaSettings {
    let mut settings = SchemaSettings::draft2020_12();
    settings.definitions_path = format!("/$defs/{part}/$defs").into();
    settings
}

/// The exported names with the version each came with: `include/crm.symbols`.
#[derive(Debug)]
pub struct Symbols(Vec<(String, String)>);

impl Symbols {
    /// Reads the file of a checkout; a missing one is empty.
    ///
    /// # Errors
    /// When a line is not a name and a version.
    pub fn read(root: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(root.join("include/crm.symbols")).unwrap_or_default();
        let lines = text.lines().map(|line| {
            let pair = line.split_once(' ');
            let pair = pair.map(|(name, since)| (name.to_owned(), since.to_owned()));
            pair.ok_or_else(|| format!("include/crm.symbols: `{line}`"))
        });
        lines.collect::<Result<_, _>>().map(Self)
    }

    /// The version a symbol came with; the present one for a new symbol.
    #[must_use]
    pub fn since(&self, symbol: &str) -> String {
        let known = self.0.iter().find(|(name, _)| name == symbol);
        known.map_or_else(present, |(_, since)| since.clone())
    }

    /// The names that came with an earlier version, which must never disappear.
    pub fn released(&self) -> impl Iterator<Item = &str> {
        let released = self.0.iter().filter(|(_, since)| *since != present());
        released.map(|(name, _)| name.as_str())
    }
}

/// The version being made.
fn present() -> String {
    concat!(
        env!("CARGO_PKG_VERSION_MAJOR"),
        ".",
        env!("CARGO_PKG_VERSION_MINOR")
    )
    .to_owned()
}
