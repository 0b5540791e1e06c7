//! The whole table as the Python package needs it: operations, types and where each type lives.

use super::super::table;
use super::names::{self, Home};
use super::shapes::{self, Definitions, Field, Shape, Type};
use crm_core::engine::{Entry, Kind};
use schemars::generate::SchemaSettings;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// One operation.
pub(super) struct Operation {
    pub(super) entry: &'static Entry,
    pub(super) folder: String,
    pub(super) verb: String,
    pub(super) about: String,
    pub(super) arguments: Vec<Field>,
    pub(super) answer: Type,
    pub(super) answer_nullable: bool,
    pub(super) answer_about: Option<String>,
    /// The arguments of a call that a scenario makes with success.
    pub(super) example: Value,
}

/// One type with a name of its own.
pub(super) struct Definition {
    pub(super) home: Home,
    pub(super) about: String,
    pub(super) shape: Shape,
    /// Whether hosts give it, so that its lists take any sequence.
    pub(super) given: bool,
}

pub(super) struct Model {
    pub(super) operations: Vec<Operation>,
    pub(super) definitions: BTreeMap<String, Definition>,
}

impl Operation {
    pub(super) fn writes(&self) -> bool {
        self.entry.kind == Kind::Write
    }
}

/// Schemas of every operation with the definitions they share.
struct Schemas {
    roots: Vec<(&'static Entry, Value, Value)>,
    definitions: Definitions,
    paths: BTreeMap<String, String>,
}

impl Schemas {
    fn of(table: &[table::Operation], settings: SchemaSettings) -> Self {
        let mut generator = settings.into_generator();
        let roots = table.iter().map(|line| {
            let entry = line.entry;
            let arguments = Value::from((entry.arguments)(&mut generator));
            let answer = Value::from((entry.answer)(&mut generator));
            (entry, arguments, answer)
        });
        Self {
            roots: roots.collect(),
            paths: names::paths(&generator),
            definitions: generator.take_definitions(true),
        }
    }

    fn resolve<'s>(&'s self, schema: &'s Value) -> &'s Value {
        let found = shapes::reference(schema).and_then(|name| self.definitions.get(name));
        found.unwrap_or(schema)
    }
}

impl Model {
    /// Reads the table.
    pub(super) fn read(table: &[table::Operation]) -> Result<Self, String> {
        let settings = SchemaSettings::draft2020_12();
        let written = Schemas::of(table, settings.clone().for_serialize());
        let mut model = Self::of(&Schemas::of(table, settings), &written.definitions)?;
        for (operation, line) in model.operations.iter_mut().zip(table) {
            operation.example = line.example.clone();
        }
        Ok(model)
    }

    fn of(schemas: &Schemas, order: &Definitions) -> Result<Self, String> {
        let operations = schemas.roots.iter().map(|(entry, arguments, answer)| {
            operation(schemas, order, entry, arguments, answer)
                .map_err(|error| format!("{}: {error}", entry.name))
        });
        let operations = operations.collect::<Result<Vec<_>, _>>()?;
        let mut shapes = BTreeMap::new();
        for name in schemas.definitions.keys() {
            let shape = shapes::shape(name, &schemas.definitions, order);
            if let Some(shape) = shape.map_err(|error| format!("{name}: {error}"))? {
                shapes.insert(name.clone(), shape);
            }
        }
        let mut users: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut given = BTreeSet::new();
        for operation in &operations {
            let arguments = operation.arguments.iter().map(|field| &field.of);
            let arguments = reached(arguments, &shapes);
            let answer = reached([&operation.answer], &shapes);
            for name in arguments.iter().chain(&answer) {
                users
                    .entry(name.clone())
                    .or_default()
                    .insert(operation.folder.clone());
            }
            given.extend(arguments);
        }
        let folders = operations
            .iter()
            .map(|operation| operation.folder.clone())
            .collect();
        let paths = schemas
            .paths
            .clone()
            .into_iter()
            .filter(|(name, _)| users.contains_key(name));
        let homes = names::homes(&paths.collect(), &folders, &users)?;
        let definitions = homes.into_iter().map(|(name, home)| {
            let schema = schemas.definitions.get(&name).unwrap_or(&Value::Null);
            let about = shapes::described(schema);
            let definition = Definition {
                about: about.ok_or_else(|| format!("{name}: no description"))?,
                shape: shapes
                    .remove(&name)
                    .ok_or_else(|| format!("{name}: no shape"))?,
                given: given.contains(&name),
                home,
            };
            Ok((name, definition))
        });
        Ok(Self {
            definitions: definitions.collect::<Result<_, String>>()?,
            operations,
        })
    }

    /// Every module, sorted.
    pub(super) fn modules(&self) -> BTreeSet<String> {
        let folders = self
            .operations
            .iter()
            .map(|operation| operation.folder.clone());
        let homes = self
            .definitions
            .values()
            .map(|definition| definition.home.module.clone());
        folders.chain(homes).collect()
    }

    /// Every definition that a module's own types and operations reach.
    pub(super) fn needed(&self, module: &str) -> BTreeSet<String> {
        let shapes = self
            .definitions
            .iter()
            .map(|(name, one)| (name.clone(), one.shape.clone()));
        let shapes = shapes.collect();
        let operations = self
            .operations
            .iter()
            .filter(|operation| operation.folder == module);
        let of = operations.flat_map(|operation| {
            let arguments = operation.arguments.iter().map(|field| &field.of);
            arguments.chain([&operation.answer])
        });
        let own = self
            .definitions
            .iter()
            .filter(|(_, one)| one.home.module == module);
        let own: Vec<Type> = own.map(|(name, _)| Type::Named(name.clone())).collect();
        reached(of.chain(&own), &shapes)
    }
}

fn operation(
    schemas: &Schemas,
    order: &Definitions,
    entry: &'static Entry,
    arguments: &Value,
    answer: &Value,
) -> Result<Operation, String> {
    let (folder, verb) = entry
        .name
        .split_once('.')
        .ok_or("a name without a folder")?;
    let schema = schemas.resolve(arguments);
    let name = shapes::reference(arguments);
    let declared = name.and_then(|name| order.get(name)).unwrap_or(schema);
    let (of, nullable) = shapes::read(answer, &schemas.definitions)?;
    Ok(Operation {
        entry,
        folder: folder.to_owned(),
        verb: names::identifier(verb),
        about: shapes::described(schema).ok_or("no description")?,
        arguments: shapes::fields(schema, declared, &schemas.definitions)?,
        answer: of,
        answer_nullable: nullable,
        answer_about: shapes::described(schemas.resolve(answer)),
        example: Value::Null,
    })
}

/// The names of every definition reached from some types, themselves among them.
fn reached<'t>(
    from: impl IntoIterator<Item = &'t Type>,
    shapes: &BTreeMap<String, Shape>,
) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut rest: Vec<Type> = from.into_iter().cloned().collect();
    while let Some(of) = rest.pop() {
        match of {
            Type::List(inner) | Type::Map(inner) | Type::Page(inner) => rest.push(*inner),
            Type::Named(name) => {
                if let Some(Shape::Record(fields)) = shapes.get(&name)
                    && !found.contains(&name)
                {
                    rest.extend(fields.iter().map(|field| field.of.clone()));
                }
                found.insert(name);
            }
            _ => {}
        }
    }
    found
}
