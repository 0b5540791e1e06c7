//! Templates of messages. `{name}` stands for a detail of the case, `{{` and `}}` for braces.

use super::words::phrases;
use serde_json::{Map, Value};

/// A part of a template.
enum Piece<'t> {
    Text(&'t str),
    Detail(&'t str),
}

/// The parts of a template, from the left. A brace that opens or closes nothing is text.
fn pieces(template: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, brace) = rest.split_at(at);
        pieces.push(Piece::Text(before));
        let doubled = brace.starts_with("{{") || brace.starts_with("}}");
        let detail = brace
            .strip_prefix('{')
            .and_then(|rest| rest.split_once('}'));
        rest = match detail {
            Some((name, tail)) if !doubled => {
                pieces.push(Piece::Detail(name));
                tail
            }
            _ => {
                let (text, tail) = brace.split_at(1);
                pieces.push(Piece::Text(text));
                tail.strip_prefix(text).filter(|_| doubled).unwrap_or(tail)
            }
        };
    }
    pieces.push(Piece::Text(rest));
    pieces
}

/// A template with its details filled in, words by the phrases of a language; a detail that is not
/// there is a question mark.
pub(super) fn render(
    template: &str,
    details: &Map<String, Value>,
    language: fn((&'static str, &'static str)) -> &'static str,
) -> String {
    filled(template, |name| match details.get(name) {
        Some(Value::String(value)) => match phrases(name, value) {
            Some(both) => language(both).to_owned(),
            None => value.clone(),
        },
        Some(value) => value.to_string(),
        None => "?".to_owned(),
    })
}

/// A template as a reference shows it: `‹name›` for a detail.
pub(super) fn outline(template: &str) -> String {
    filled(template, |name| format!("‹{name}›"))
}

fn filled(template: &str, detail: impl Fn(&str) -> String) -> String {
    let pieces = pieces(template).into_iter().map(|piece| match piece {
        Piece::Text(text) => text.to_owned(),
        Piece::Detail(name) => detail(name),
    });
    pieces.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_are_filled_in_and_braces_stay() {
        let details = Map::from_iter([
            ("text".to_owned(), Value::from("SO{week}")),
            ("max".to_owned(), Value::from(7)),
            ("record".to_owned(), Value::from("price_list")),
            ("name".to_owned(), Value::from("order")),
        ]);
        for (template, message, shown) in [
            ("at most {max}", "at most 7", "at most ‹max›"),
            ("{text}: {{seq}}", "SO{week}: {seq}", "‹text›: {seq}"),
            ("{{{max}}}", "{7}", "{‹max›}"),
            ("{{}}", "{}", "{}"),
            ("{gone}.", "?.", "‹gone›."),
            ("{record}", "价格表", "‹record›"),
            ("{name}", "order", "‹name›"),
            ("a } or {b", "a } or {b", "a } or {b"),
            ("", "", ""),
        ] {
            assert_eq!(render(template, &details, |(_, chinese)| chinese), message);
            assert_eq!(outline(template), shown);
        }
    }
}
