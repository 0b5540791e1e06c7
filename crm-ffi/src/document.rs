//! Reading and building a JSON document by path, such as `lines[0].unit_price`. Pure.

use crm_core::Code;
use serde_json::{Map, Value};

/// Steps of one path: JSON nests no deeper in what the library reads and writes.
const DEPTH_MAX: usize = 64;

/// One step of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step<'p> {
    /// A field of an object.
    Field(&'p str),
    /// An item of a list, from 0.
    Item(usize),
}

/// Takes a path apart; the empty path is the whole document.
///
/// # Errors
/// [`Code::InvalidInput`] when it is malformed or deeper than 64 steps.
pub(crate) fn steps(path: &str) -> Result<Vec<Step<'_>>, Code> {
    let mut steps = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        let after = match rest.strip_prefix('[') {
            Some(item) => {
                let (number, after) = item.split_once(']').ok_or(Code::InvalidInput)?;
                let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
                let index = number.parse().ok().filter(|_| digits);
                steps.push(Step::Item(index.ok_or(Code::InvalidInput)?));
                after
            }
            None => {
                let end = rest.find(['.', '[', ']']).unwrap_or(rest.len());
                let (name, after) = rest.split_at(end);
                if name.is_empty() {
                    return Err(Code::InvalidInput);
                }
                steps.push(Step::Field(name));
                after
            }
        };
        rest = match after.strip_prefix('.') {
            Some(field) if field.is_empty() || field.starts_with('[') => {
                return Err(Code::InvalidInput);
            }
            Some(field) => field,
            None if after.is_empty() || after.starts_with('[') => after,
            None => return Err(Code::InvalidInput),
        };
    }
    if steps.len() > DEPTH_MAX {
        return Err(Code::InvalidInput);
    }
    Ok(steps)
}

/// What stands at a path; nothing when there is no such field or item.
///
/// # Errors
/// [`Code::InvalidInput`] for a malformed path.
pub(crate) fn get<'v>(document: &'v Value, path: &str) -> Result<Option<&'v Value>, Code> {
    let mut found = Some(document);
    for step in steps(path)? {
        found = match step {
            Step::Field(name) => found.and_then(|value| value.get(name)),
            Step::Item(index) => found.and_then(|value| value.get(index)),
        };
    }
    Ok(found)
}

/// Puts a value at a path. Missing objects and lists on the way are made; an item may be added
/// right behind the last. Nothing is changed by a path that does not fit.
///
/// # Errors
/// [`Code::InvalidInput`]: the path is malformed or empty, leads through a value that is no object
/// or no list, or leaves a gap in a list.
pub(crate) fn set(document: &mut Value, path: &str, value: Value) -> Result<(), Code> {
    let steps = steps(path)?;
    if steps.is_empty() {
        return Err(Code::InvalidInput);
    }
    place(document, &steps, value)
}

fn place(at: &mut Value, steps: &[Step<'_>], value: Value) -> Result<(), Code> {
    let Some((step, rest)) = steps.split_first() else {
        *at = value;
        return Ok(());
    };
    if at.is_null() {
        *at = build(steps, value)?;
        return Ok(());
    }
    match (step, at) {
        (Step::Field(name), Value::Object(fields)) => match fields.get_mut(*name) {
            Some(field) => place(field, rest, value),
            None => {
                let built = build(rest, value)?;
                fields.insert((*name).to_owned(), built);
                Ok(())
            }
        },
        (Step::Item(index), Value::Array(items)) => {
            let count = items.len();
            match items.get_mut(*index) {
                Some(item) => place(item, rest, value),
                None if *index == count => {
                    items.push(build(rest, value)?);
                    Ok(())
                }
                None => Err(Code::InvalidInput),
            }
        }
        _ => Err(Code::InvalidInput),
    }
}

/// What has to be made to hold a value at the end of `steps`.
fn build(steps: &[Step<'_>], value: Value) -> Result<Value, Code> {
    steps
        .iter()
        .rev()
        .try_fold(value, |inner, step| match step {
            Step::Field(name) => Ok(Value::Object(Map::from_iter([((*name).to_owned(), inner)]))),
            Step::Item(0) => Ok(Value::Array(vec![inner])),
            Step::Item(_) => Err(Code::InvalidInput),
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_path_is_fields_and_items() {
        let read = steps("lines[0].plans[12].amount").unwrap();
        let (lines, plans) = (Step::Field("lines"), Step::Field("plans"));
        let expected = [
            lines,
            Step::Item(0),
            plans,
            Step::Item(12),
            Step::Field("amount"),
        ];
        assert_eq!(read, expected);
        assert_eq!(steps("").unwrap(), []);
        assert_eq!(steps("[1][2]").unwrap(), [Step::Item(1), Step::Item(2)]);
        let malformed = [
            ".",
            "a.",
            ".a",
            "a..b",
            "a[",
            "a[]",
            "a[x]",
            "a[-1]",
            "a[+1]",
            "a[0",
            "a]",
            "a[0]b",
            "a.[0]",
            "a[99999999999999999999999]",
        ];
        for path in malformed {
            assert_eq!(steps(path), Err(Code::InvalidInput), "{path}");
        }
        assert!(steps(&"[0]".repeat(64)).is_ok());
        assert!(steps(&"[0]".repeat(65)).is_err());
    }

    #[test]
    fn a_document_is_built_by_path() {
        let mut document = json!({});
        set(&mut document, "customer", json!(7)).unwrap();
        set(&mut document, "lines[0].unit_price", json!("19.99")).unwrap();
        set(&mut document, "lines[0].quantity", json!("3")).unwrap();
        set(&mut document, "lines[1].quantity", json!("1")).unwrap();
        set(&mut document, "customer", json!(8)).unwrap();
        set(&mut document, "note", json!(null)).unwrap();
        set(&mut document, "note.text", json!("先付款")).unwrap();
        let lines = json!([{ "unit_price": "19.99", "quantity": "3" }, { "quantity": "1" }]);
        let expected = json!({ "customer": 8, "lines": lines, "note": { "text": "先付款" } });
        assert_eq!(document, expected);
        assert_eq!(
            get(&document, "lines[1].quantity").unwrap(),
            Some(&json!("1"))
        );
        assert_eq!(get(&document, "lines[2].quantity").unwrap(), None);
        assert_eq!(get(&document, "customer.name").unwrap(), None);
        assert_eq!(get(&document, "").unwrap(), Some(&expected));
    }

    #[test]
    fn what_does_not_fit_changes_nothing() {
        let mut document = json!({ "a": { "list": [1] }, "text": "x" });
        let before = document.clone();
        for path in [
            "",
            "a.list[2]",
            "a.list.b",
            "text.b",
            "text[0]",
            "a[0]",
            "new.list[1]",
        ] {
            let refused = set(&mut document, path, json!(1));
            assert_eq!(refused, Err(Code::InvalidInput), "{path}");
        }
        assert_eq!(document, before);
    }
}
