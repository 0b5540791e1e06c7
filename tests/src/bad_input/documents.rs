//! Documents that are wrong as a whole.

use super::Bad;
use crm_core::base::limits::DOCUMENT_BYTES_MAX;

const MALFORMED: &[&str] = &["json.malformed"];

/// Text that is no JSON, whatever the operation.
const NO_JSON: [&str; 20] = [
    "",
    " ",
    "{",
    "}",
    "{\"a\"",
    "{\"a\":",
    "{\"a\":}",
    "{\"a\" 1}",
    "{\"a\":1,}",
    "{'a':1}",
    "{a:1}",
    "{\"a\":NaN}",
    "{\"a\":-Infinity}",
    "{\"a\":+1}",
    "{\"a\":01}",
    "{\"a\":1.}",
    "{\"a\":0x1}",
    "/**/{}",
    "{\"\\ud800\":1}",
    "nul",
];

/// JSON that is no object.
const NO_OBJECTS: [&str; 8] = [
    "null", "[]", "[{}]", "\"text\"", "7", "-0.5", "true", "[null]",
];

/// Every such document; `sample` is a sound one.
pub(super) fn all(sample: &str) -> Vec<Bad> {
    let mut bad: Vec<Bad> = NO_JSON
        .iter()
        .map(|text| Bad::new(format!("document {text}"), (*text).to_owned(), MALFORMED))
        .collect();
    bad.extend(NO_OBJECTS.iter().map(|text| {
        Bad::new(
            format!("document {text}"),
            (*text).to_owned(),
            &["field.type"],
        )
    }));
    let middle = sample.char_indices().nth(sample.chars().count() / 2);
    let middle = middle.map_or(0, |(index, _)| index);
    let whole = [
        ("cut in the middle", sample[..middle].to_owned()),
        ("without its end", sample[..sample.len() - 1].to_owned()),
        ("with text after it", format!("{sample} x")),
        ("twice", format!("{sample}{sample}")),
        ("with a comma after it", format!("{sample},")),
        ("after a byte order mark", format!("\u{feff}{sample}")),
        ("with U+0000 after it as text", format!("{sample}\\u0000")),
        ("of 10,000 lists", "[".repeat(10_000)),
        ("of 10,000 objects", "{\"a\":".repeat(10_000)),
        (
            "of 10,000 closed lists",
            "[".repeat(10_000) + &"]".repeat(10_000),
        ),
    ];
    let malformed = whole.into_iter().map(|(about, text)| {
        let kinds: &'static [&'static str] = match about {
            // Nobody reads on after the first bracket of what must be an object.
            "of 10,000 closed lists" => &["json.malformed", "field.type"],
            _ => MALFORMED,
        };
        Bad::new(format!("document {about}"), text, kinds)
    });
    bad.extend(malformed);
    let large = " ".repeat(DOCUMENT_BYTES_MAX) + sample;
    bad.push(Bad::new("document too large", large, &["json.too_large"]));
    bad
}
