//! Calls as one would type them, from the arguments of a scenario.

use super::names::{identifier, member};
use super::shapes::{Field, Shape, Type};
use super::signature::Scope;
use super::text::literal;
use serde_json::{Map, Value};

/// Columns that an example's lines may take, and by how much inner lines are indented.
const WIDTH: usize = 88;
const STEP: usize = 4;

impl Scope<'_> {
    /// The call of an operation with these arguments.
    pub(super) fn call(&self, method: &str, fields: &[Field], arguments: &Value) -> Vec<String> {
        let nothing = Map::new();
        let arguments = arguments.as_object().unwrap_or(&nothing);
        let items = self.keywords(fields, arguments);
        let text = laid_out(&format!("{method}("), &items, ")", 0);
        text.lines().map(str::to_owned).collect()
    }

    fn keywords(&self, fields: &[Field], values: &Map<String, Value>) -> Vec<Tree> {
        let given = fields.iter().filter_map(|field| {
            let value = values.get(&field.key)?;
            let name = format!("{}=", identifier(&field.key));
            Some(self.tree(&field.of, value).behind(&name))
        });
        given.collect()
    }

    fn tree(&self, of: &Type, value: &Value) -> Tree {
        match (of, value) {
            (_, Value::Null) => Tree::leaf("None"),
            (Type::Decimal, Value::String(text)) => {
                Tree::leaf(&format!("Decimal({})", literal(text)))
            }
            (Type::Date, Value::String(text)) => {
                Tree::leaf(&format!("dt.date.fromisoformat({})", literal(text)))
            }
            (Type::Moment, Value::String(text)) => {
                let text = text.replace('Z', "+00:00");
                Tree::leaf(&format!("dt.datetime.fromisoformat({})", literal(&text)))
            }
            (Type::List(inner), Value::Array(items)) => Tree::many(
                "[",
                items.iter().map(|item| self.tree(inner, item)).collect(),
                "]",
            ),
            (Type::Named(name), value) => self.named(name, value),
            (_, value) => plain(value),
        }
    }

    fn named(&self, name: &str, value: &Value) -> Tree {
        let shape = self
            .model
            .definitions
            .get(name)
            .map(|definition| &definition.shape);
        let class = self
            .names
            .get(name)
            .map(|name| format!("crm.{}.{name}", self.module));
        match (shape, class, value) {
            (Some(Shape::Words(_)), Some(class), Value::String(word)) => {
                Tree::leaf(&format!("{class}.{}", member(word)))
            }
            (Some(Shape::Record(fields)), Some(class), Value::Object(values)) => {
                Tree::many(&format!("{class}("), self.keywords(fields, values), ")")
            }
            _ => plain(value),
        }
    }
}

/// A value that may be broken over lines.
struct Tree {
    open: String,
    items: Vec<Tree>,
    close: String,
}

impl Tree {
    fn leaf(text: &str) -> Self {
        Self {
            open: text.to_owned(),
            items: Vec::new(),
            close: String::new(),
        }
    }

    fn many(open: &str, items: Vec<Self>, close: &str) -> Self {
        Self {
            open: open.to_owned(),
            items,
            close: close.to_owned(),
        }
    }

    fn behind(mut self, name: &str) -> Self {
        self.open.insert_str(0, name);
        self
    }

    fn text(&self, indent: usize) -> String {
        laid_out(&self.open, &self.items, &self.close, indent)
    }
}

/// On one line where it fits, else one item on each.
fn laid_out(open: &str, items: &[Tree], close: &str, indent: usize) -> String {
    let single: Vec<String> = items.iter().map(|item| item.text(0)).collect();
    let single = format!("{open}{}{close}", single.join(", "));
    if items.is_empty() || (!single.contains('\n') && indent + single.chars().count() <= WIDTH) {
        return single;
    }
    let inner = indent + STEP;
    let lines = items
        .iter()
        .map(|item| format!("{:inner$}{},\n", "", item.text(inner)));
    format!("{open}\n{}{:indent$}{close}", lines.collect::<String>(), "")
}

/// JSON's own values as Python writes them.
fn plain(value: &Value) -> Tree {
    match value {
        Value::Null => Tree::leaf("None"),
        Value::Bool(true) => Tree::leaf("True"),
        Value::Bool(false) => Tree::leaf("False"),
        Value::Number(number) => Tree::leaf(&number.to_string()),
        Value::String(text) => Tree::leaf(&literal(text)),
        Value::Array(items) => Tree::many("[", items.iter().map(plain).collect(), "]"),
        Value::Object(fields) => {
            let fields = fields.iter();
            let items = fields.map(|(key, one)| plain(one).behind(&format!("{}: ", literal(key))));
            Tree::many("{", items.collect(), "}")
        }
    }
}
