//! Which names a statement writes or defines. Pure.

use super::tokens::{Piece, Token};
use crate::base::error::{Error, Result};
use crate::base::host_sql::{SQL_HELD, SQL_RESERVED, SQL_TEMPORARY, SQL_VERB};

/// The pieces of a statement, by their place.
#[derive(Clone, Copy)]
pub(super) struct Words<'p>(&'p [Piece<'p>]);

/// Tables of the library and of the engines.
const TABLES: [&str; 3] = ["crm_", "sqlite_", "pg_"];
/// What may be made, altered and dropped.
const MADE: [&str; 5] = ["TABLE", "INDEX", "VIEW", "TRIGGER", "SEQUENCE"];
/// Words between a verb and the kind of what it makes.
const BEFORE_KIND: [&str; 6] = [
    "OR",
    "REPLACE",
    "UNIQUE",
    "UNLOGGED",
    "RECURSIVE",
    "CONSTRAINT",
];
/// Words, and an opening bracket, between a verb or a kind and the name.
const BEFORE_NAME: [&str; 8] = [
    "TABLE",
    "UNLOGGED",
    "ONLY",
    "IF",
    "NOT",
    "EXISTS",
    "CONCURRENTLY",
    "FROM",
];

impl<'p> Words<'p> {
    pub(super) fn new(pieces: &'p [Piece<'p>]) -> Self {
        Self(pieces)
    }

    pub(super) fn len(self) -> usize {
        self.0.len()
    }

    fn token(self, at: usize) -> Option<&'p Token<'p>> {
        self.0.get(at).map(|piece| &piece.token)
    }

    /// A word without quotes.
    pub(super) fn word(self, at: usize) -> Option<&'p str> {
        match self.token(at)? {
            Token::Word(word) => Some(word),
            _ => None,
        }
    }

    /// A word, or a name in quotes.
    pub(super) fn name(self, at: usize) -> Option<&'p str> {
        match self.token(at)? {
            Token::Word(word) => Some(word),
            Token::Name(name) => Some(name),
            _ => None,
        }
    }

    /// The same, or a text, which SQLite takes for a name where one belongs.
    fn named(self, at: usize) -> Option<&'p str> {
        match self.token(at)? {
            Token::Text(text) => Some(text),
            _ => self.name(at),
        }
    }

    /// A piece as a message shows it.
    pub(super) fn shown(self, at: usize) -> String {
        match self.token(at) {
            Some(Token::Word(word)) => word.to_ascii_uppercase().chars().take(40).collect(),
            Some(Token::Mark(mark)) => mark.to_string(),
            Some(Token::Name(_) | Token::Text(_)) => "\"…\"".into(),
            _ => "…".into(),
        }
    }

    pub(super) fn is(self, at: usize, word: &str) -> bool {
        self.word(at)
            .is_some_and(|found| found.eq_ignore_ascii_case(word))
    }

    fn is_any(self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(at, word))
    }

    pub(super) fn is_mark(self, at: usize, mark: char) -> bool {
        self.token(at) == Some(&Token::Mark(mark))
    }

    pub(super) fn has(self, word: &str) -> bool {
        self.last(word).is_some()
    }

    /// Where a word stands for the last time.
    pub(super) fn last(self, word: &str) -> Option<usize> {
        (0..self.len()).rev().find(|at| self.is(*at, word))
    }

    /// Whether the first of these words outside brackets is one of the first list: what stands
    /// behind WITH and its queries in brackets.
    pub(super) fn main_verb(self, these: &[&str], others: &[&str]) -> bool {
        let mut depth = 0_i32;
        for at in 0..self.len() {
            depth += i32::from(self.is_mark(at, '(')) - i32::from(self.is_mark(at, ')'));
            if depth == 0 && (self.is_any(at, these) || self.is_any(at, others)) {
                return self.is_any(at, these);
            }
        }
        false
    }

    /// The first place from `at` on with none of these words, nor an opening bracket.
    fn past(self, mut at: usize, words: &[&str]) -> usize {
        while self.is_any(at, words) || self.is_mark(at, '(') {
            at += 1;
        }
        at
    }
}

fn begins(name: &str, prefix: &str) -> bool {
    let start = name.get(..prefix.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

fn reserved(name: &str) -> Error {
    SQL_RESERVED.at("text").with("name", name)
}

/// Refuses a name that is written or made and is not the host's: a word, a quoted name or, on
/// SQLite, a text, with the schema before it or not.
fn own(words: Words<'_>, mut at: usize, prefixes: &[&str]) -> Result<()> {
    let temporary = ["TEMP", "TEMPORARY", "LOCAL", "GLOBAL"];
    if words.is_any(at, &temporary) && !words.is_mark(at + 1, '.') {
        return Err(SQL_TEMPORARY.at("text"));
    }
    while let Some(name) = words.named(at) {
        let is_schema = words.is_mark(at + 1, '.');
        if is_schema
            && ["temp", "pg_temp"]
                .iter()
                .any(|temp| name.eq_ignore_ascii_case(temp))
        {
            return Err(SQL_TEMPORARY.at("text"));
        }
        if prefixes.iter().any(|prefix| begins(name, prefix)) {
            return Err(reserved(name));
        }
        if !is_schema {
            break;
        }
        at += 2;
    }
    Ok(())
}

/// Refuses whatever begins with `crm_`, texts too.
fn none_of_ours(words: Words<'_>, refuse: impl Fn(&str) -> Error) -> Result<()> {
    let named = (0..words.len()).filter_map(|at| words.named(at));
    match named.into_iter().find(|name| begins(name, "crm_")) {
        Some(name) => Err(refuse(name)),
        None => Ok(()),
    }
}

/// What INSERT, REPLACE, MERGE, SELECT … INTO, UPDATE and DELETE write, wherever they stand.
///
/// # Errors
/// `sql.temporary`, `sql.reserved`.
pub(super) fn targets(words: Words<'_>) -> Result<()> {
    for at in 0..words.len() {
        let behind = at + 1;
        if words.is(at, "INTO") || (words.is(at, "DELETE") && words.is(behind, "FROM")) {
            own(words, words.past(behind, &BEFORE_NAME), &TABLES)?;
        } else if words.is(at, "UPDATE") {
            // UPDATE OR IGNORE of SQLite.
            let behind = behind + if words.is(behind, "OR") { 2 } else { 0 };
            own(words, words.past(behind, &BEFORE_NAME), &TABLES)?;
        }
    }
    Ok(())
}

pub(super) fn defines_trigger(words: Words<'_>) -> bool {
    let temporary = words.is_any(1, &["TEMP", "TEMPORARY"]);
    words.is(0, "CREATE") && words.is(if temporary { 2 } else { 1 }, "TRIGGER")
}

/// What CREATE, ALTER, DROP and TRUNCATE make, alter and drop.
///
/// # Errors
/// `sql.verb`, `sql.temporary`, `sql.reserved`, `sql.held`.
pub(super) fn definition(words: Words<'_>, verb: &str) -> Result<()> {
    if verb == "TRUNCATE" {
        return all_own(words);
    }
    let kind = words.past(1, &BEFORE_KIND);
    if words.is_any(kind, &["TEMP", "TEMPORARY", "LOCAL", "GLOBAL"]) {
        return Err(SQL_TEMPORARY.at("text"));
    }
    if !words.is_any(kind, &MADE) {
        let word = format!("{verb} {}", words.shown(kind));
        return Err(SQL_VERB.at("text").with("word", word));
    }
    let name = words.past(kind + 1, &BEFORE_NAME);
    match (verb, words.is(kind, "TABLE")) {
        ("CREATE", true) => {
            own(words, name, &TABLES)?;
            inherits(words)
        }
        ("ALTER", true) => altered(words, name),
        ("CREATE", false) if words.is(kind, "INDEX") => index(words, name),
        ("CREATE", false) if words.is_any(kind, &["VIEW", "TRIGGER"]) => {
            own(words, name, &TABLES)?;
            none_of_ours(words, |name| SQL_HELD.at("text").with("name", name))
        }
        _ => all_own(words),
    }
}

/// A statement that may name nothing of the library's or the engine's at all.
fn all_own(words: Words<'_>) -> Result<()> {
    for at in 1..words.len() {
        own(words, at, &[&TABLES[..], &["ix_"]].concat())?;
    }
    Ok(())
}

/// A table that inherits from another adds its rows to what is read from that one.
fn inherits(words: Words<'_>) -> Result<()> {
    let inherits = |at| {
        let partition = words.is(at, "PARTITION");
        words.is_any(at, &["INHERITS", "INHERIT", "ATTACH"])
            || (partition && words.is(at + 1, "OF"))
    };
    if (0..words.len()).any(inherits) {
        none_of_ours(words, reserved)?;
    }
    Ok(())
}

fn altered(words: Words<'_>, name: usize) -> Result<()> {
    // ALTER TABLE ALL IN TABLESPACE moves every table.
    if words.is(name, "ALL") {
        return Err(SQL_VERB.at("text").with("word", "ALTER TABLE ALL"));
    }
    own(words, name, &TABLES)?;
    inherits(words)?;
    // RENAME TO, and RENAME COLUMN … TO.
    let renamed = words.last("TO").map_or(words.len(), |to| to + 1);
    own(words, renamed, &TABLES)
}

/// `CREATE INDEX name ON table (…)`, the name left out or not.
fn index(words: Words<'_>, name: usize) -> Result<()> {
    if !words.is(name, "ON") {
        own(words, name, &[&TABLES[..], &["ix_"]].concat())?;
    }
    let on = (name..words.len()).find(|at| words.is(*at, "ON"));
    let table = on.map_or(words.len(), |on| words.past(on + 1, &["ONLY"]));
    own(words, table, &TABLES)
}
