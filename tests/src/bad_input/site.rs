//! Where a document can go wrong: every field of a schema, found in one sample of it.

use crate::generate::fields::Schemas;
use serde_json::{Map, Value};
use std::fmt;

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Into a field of an object.
    Field(String),
    /// Into an item of a list.
    Item(usize),
}

/// A path as errors write it: `lines[2].unit_price`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Path(Vec<Step>);

impl Path {
    /// A field inside.
    #[must_use]
    pub fn field(&self, name: &str) -> Self {
        self.and(Step::Field(name.to_owned()))
    }

    fn and(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    /// The name of the field it ends in, or of the list it ends in an item of.
    #[must_use]
    pub fn name(&self) -> &str {
        let fields = self.0.iter().rev().find_map(|step| match step {
            Step::Field(name) => Some(name.as_str()),
            Step::Item(_) => None,
        });
        fields.unwrap_or("")
    }

    /// Whether it is a field of the document itself.
    #[must_use]
    pub fn is_top(&self) -> bool {
        self.0.len() == 1
    }

    /// Whether it is an item of a list.
    #[must_use]
    pub fn is_item(&self) -> bool {
        matches!(self.0.last(), Some(Step::Item(_)))
    }

    /// The value there.
    #[must_use]
    pub fn get<'v>(&self, document: &'v Value) -> Option<&'v Value> {
        self.0.iter().try_fold(document, |value, step| match step {
            Step::Field(name) => value.get(name),
            Step::Item(index) => value.get(index),
        })
    }

    /// The document with `value` there. What is missing on the way is made: objects empty, items
    /// as copies of the last one.
    #[must_use]
    pub fn put(&self, document: &Value, value: Value) -> Value {
        let mut document = document.clone();
        let mut place = &mut document;
        for step in &self.0 {
            place = inside(place, step);
        }
        *place = value;
        document
    }

    /// The document without the field it ends in.
    #[must_use]
    pub fn cut(&self, document: &Value) -> Value {
        let mut document = document.clone();
        let mut place = &mut document;
        let (last, parents) = self.0.split_last().unwrap();
        for step in parents {
            place = inside(place, step);
        }
        if let (Value::Object(fields), Step::Field(name)) = (place, last) {
            fields.remove(name);
        }
        document
    }
}

fn inside<'v>(place: &'v mut Value, step: &Step) -> &'v mut Value {
    match step {
        Step::Field(name) => {
            if !place.is_object() {
                *place = Value::Object(Map::new());
            }
            place
                .as_object_mut()
                .unwrap()
                .entry(name)
                .or_insert(Value::Null)
        }
        Step::Item(index) => {
            if !place.is_array() {
                *place = Value::Array(Vec::new());
            }
            let items = place.as_array_mut().unwrap();
            if *index == items.len() {
                items.push(items.last().cloned().unwrap_or_default());
            }
            &mut items[*index]
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            match step {
                Step::Field(name) if index > 0 => write!(f, ".{name}")?,
                Step::Field(name) => f.write_str(name)?,
                Step::Item(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// Which item of a list stands for all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Items {
    /// One more than the sample has, a copy of its last: a wrong index is seen, and a fault of its
    /// form is found before anybody asks whether the item makes sense.
    Added,
    /// The last of the sample, so that the rest of the document stays sound.
    Last,
}

/// A place in the document and the schema of what belongs there.
#[derive(Debug, Clone)]
pub struct Site<'s> {
    /// Where.
    pub path: Path,
    /// The schema, references followed and the `null` of an optional field taken off.
    pub schema: &'s Value,
    /// Whether `null` may stand there.
    pub nullable: bool,
    /// Whether it is a field that must be given.
    pub required: bool,
    /// What the sample, with the items added, has there; nothing for `null`.
    pub value: Option<Value>,
}

/// Every site of a document, parents before what is in them. The document itself is none.
#[must_use]
pub fn all<'s>(schemas: &'s Schemas, sample: &Value, items: Items) -> Vec<Site<'s>> {
    let mut sites = Vec::new();
    inside_object(
        schemas,
        schemas.root(),
        sample,
        items,
        &Path::default(),
        &mut sites,
    );
    sites
}

fn inside_object<'s>(
    schemas: &'s Schemas,
    schema: &'s Value,
    sample: &Value,
    items: Items,
    path: &Path,
    sites: &mut Vec<Site<'s>>,
) {
    for (name, required, schema) in schemas.direct(schema, schemas) {
        let path = path.field(name);
        let site = Site {
            schema: schemas.resolve(schemas.inner(schema)),
            nullable: schemas.nullable(schema),
            required,
            value: path.get(sample).filter(|value| !value.is_null()).cloned(),
            path,
        };
        walk(schemas, site, sample, items, sites);
    }
}

fn walk<'s>(
    schemas: &'s Schemas,
    site: Site<'s>,
    sample: &Value,
    items: Items,
    sites: &mut Vec<Site<'s>>,
) {
    let (schema, path, value) = (site.schema, site.path.clone(), site.value.clone());
    sites.push(site);
    let Some(inner) = schema.get("items") else {
        inside_object(schemas, schema, sample, items, &path, sites);
        return;
    };
    let listed = value.as_ref().and_then(Value::as_array);
    let last = listed.and_then(|listed| listed.last());
    let count = listed.map_or(0, Vec::len);
    let index = match items {
        Items::Added => count,
        Items::Last if count == 0 => return,
        Items::Last => count - 1,
    };
    let path = path.and(Step::Item(index));
    // The sites inside are looked up in the item they are a copy of.
    let sample = last.map_or_else(|| sample.clone(), |last| path.put(sample, last.clone()));
    let item = Site {
        schema: schemas.resolve(schemas.inner(inner)),
        nullable: schemas.nullable(inner),
        required: false,
        value: last.cloned(),
        path,
    };
    walk(schemas, item, &sample, items, sites);
}
