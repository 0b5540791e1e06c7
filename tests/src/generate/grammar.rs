//! Texts with a grammar: what the reference says of them stands beside the code that reads them, and
//! the tables in it are run by a test.

/// One kind of text.
#[derive(Debug)]
pub struct Grammar {
    /// The heading in the reference.
    pub title: &'static str,
    /// How it is written, in Markdown.
    pub text: &'static str,
}

macro_rules! grammar {
    ($title:literal, $file:literal) => {
        Grammar {
            title: $title,
            text: include_str!(concat!("../../../crm-core/src/base/grammar/", $file)),
        }
    };
}

/// Every kind, in the order of the reference.
pub const ALL: &[Grammar] = &[
    grammar!("Numbers", "number.md"),
    grammar!("Exchange rates", "rate.md"),
    grammar!("Dates and instants", "date.md"),
    grammar!("Date rules", "date_rule.md"),
    grammar!("Pay days", "pay_days.md"),
    grammar!("Number patterns", "number_pattern.md"),
    grammar!("Page tokens", "page_token.md"),
];

/// The words of types that have a grammar, and where it stands.
const LINKS: [(&str, &str); 9] = [
    ("amount as text", "#numbers"),
    ("price as text", "#numbers"),
    ("quantity as text", "#numbers"),
    ("percent as text", "#numbers"),
    ("rate as text", "#exchange-rates"),
    ("date, YYYY-MM-DD", "#dates-and-instants"),
    ("instant, RFC 3339", "#dates-and-instants"),
    ("date rule as text", "#date-rules"),
    ("number pattern as text", "#number-patterns"),
];

/// The words of a type with a link to its grammar.
#[must_use]
pub fn linked(words: &str) -> String {
    match LINKS.iter().find(|(plain, _)| words.contains(plain)) {
        Some((plain, place)) => words.replacen(plain, &format!("[{plain}]({place})"), 1),
        None => words.to_owned(),
    }
}

/// A table of a text.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// Its heads.
    pub heads: Vec<String>,
    /// The cells of its rows.
    pub rows: Vec<Vec<String>>,
}

/// Every table of a text in Markdown.
#[must_use]
pub fn tables(text: &str) -> Vec<Table> {
    let blocks = text.split("\n\n").filter(|block| block.starts_with('|'));
    let read = |block: &str| {
        let mut rows = block.lines().map(cells);
        let heads = rows.next().unwrap_or_default();
        let rows = rows.skip(1).collect();
        Table { heads, rows }
    };
    blocks.map(read).collect()
}

fn cells(line: &str) -> Vec<String> {
    let inner = line.trim().trim_matches('|');
    inner
        .split('|')
        .map(|cell| cell.trim().to_owned())
        .collect()
}
