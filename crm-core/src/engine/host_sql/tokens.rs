//! Taking a statement of the host's apart, as the engine that will run it does: quotes, comments
//! and names, so that nothing hides in one of them. Pure.

use crate::base::error::{Error, Result};
use crate::base::host_sql::{SQL_ESCAPED_NAME, SQL_MALFORMED, SQL_PLACEHOLDER};
use crate::storage::Dialect;
use std::borrow::Cow;

/// One piece of a statement; white space and comments are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// A word or a name without quotes.
    Word(&'t str),
    /// A name in quotes, as it is meant.
    Name(Cow<'t, str>),
    /// A text in quotes; SQLite takes it for a name where one belongs.
    Text(Cow<'t, str>),
    /// A number.
    Number,
    /// A placeholder, by its number.
    Value(u32),
    /// Any other character.
    Mark(char),
}

/// A piece, and where it ends before the next.
#[derive(Debug)]
pub(super) struct Piece<'t> {
    pub(super) token: Token<'t>,
    /// Bytes of the statement before it.
    pub(super) start: usize,
    /// Bytes of the statement up to its end.
    pub(super) end: usize,
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    dialect: Dialect,
    /// The last piece was a text with escapes, which a text behind it would continue.
    escapes: bool,
}

/// The pieces of a statement.
///
/// # Errors
/// `sql.malformed`, `sql.escaped_name`, `sql.placeholder`.
pub(super) fn pieces(text: &str, dialect: Dialect) -> Result<Vec<Piece<'_>>> {
    let mut reader = Reader {
        text,
        at: 0,
        dialect,
        escapes: false,
    };
    let mut pieces = Vec::new();
    while let Some(character) = reader.skip()? {
        let start = reader.at;
        let token = reader.token(character)?;
        let end = reader.at;
        pieces.push(Piece { token, start, end });
    }
    Ok(pieces)
}

/// Whether a character may stand inside a name, on either engine.
fn in_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '_' | '$') || !character.is_ascii()
}

fn begins_name(character: char) -> bool {
    in_name(character) && character != '$' && !character.is_ascii_digit()
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn starts(&self, text: &str) -> bool {
        self.rest().starts_with(text)
    }

    /// The text from here to where `end` first holds.
    fn take_until(&mut self, end: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let (taken, _) = rest.split_at(rest.find(end).unwrap_or(rest.len()));
        self.at += taken.len();
        taken
    }

    fn malformed(&self, start: usize) -> Error {
        let shown = self.text.get(start..).unwrap_or_default();
        let shown: String = shown.chars().take(20).collect();
        SQL_MALFORMED.at("text").with("text", shown)
    }

    /// Passes white space and comments; the next character.
    fn skip(&mut self) -> Result<Option<char>> {
        loop {
            self.take_until(|c| !c.is_ascii_whitespace());
            if self.starts("--") {
                let postgres = self.dialect == Dialect::Postgres;
                self.take_until(|c| c == '\n' || (postgres && c == '\r'));
            } else if self.starts("/*") {
                self.comment()?;
            } else {
                return Ok(self.rest().chars().next());
            }
        }
    }

    /// A block comment; they nest on PostgreSQL, and on SQLite the first end counts.
    fn comment(&mut self) -> Result<()> {
        let start = self.at;
        let mut depth = 0_usize;
        loop {
            if self.starts("/*") && (depth == 0 || self.dialect == Dialect::Postgres) {
                depth += 1;
                self.at += 2;
            } else if self.starts("*/") {
                depth -= 1;
                self.at += 2;
            } else {
                let next = self.rest().chars().next();
                self.at += next.ok_or_else(|| self.malformed(start))?.len_utf8();
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }

    fn token(&mut self, first: char) -> Result<Token<'t>> {
        let continued = std::mem::take(&mut self.escapes);
        match (first, self.dialect) {
            // On PostgreSQL a text continues one before it, with its escapes.
            ('\'', Dialect::Postgres) if continued => Err(self.malformed(self.at)),
            ('\'', _) => Ok(Token::Text(self.quoted('\'', false)?)),
            ('"', _) => Ok(Token::Name(self.quoted('"', false)?)),
            ('`', Dialect::Sqlite) => Ok(Token::Name(self.quoted('`', false)?)),
            ('[', Dialect::Sqlite) => self.bracketed(),
            ('$', Dialect::Postgres) => self.dollars(),
            ('?' | '$' | ':' | '@' | '#', _) => self.placeholder(first),
            _ if first.is_ascii_digit() => self.number(),
            _ if begins_name(first) => self.word(),
            _ => {
                self.at += first.len_utf8();
                Ok(Token::Mark(first))
            }
        }
    }

    /// What stands between quotes, which are doubled inside; `escapes` says that a backslash takes
    /// the character behind it along.
    fn quoted(&mut self, quote: char, escapes: bool) -> Result<Cow<'t, str>> {
        let start = self.at;
        let mut inside = self.rest().char_indices().skip(1).peekable();
        let mut content = String::new();
        while let Some((index, character)) = inside.next() {
            if escapes && character == '\\' {
                content.extend(inside.next().map(|(_, escaped)| escaped));
            } else if character != quote || inside.next_if(|(_, next)| *next == quote).is_some() {
                content.push(character);
            } else {
                self.at = start + index + 1;
                return Ok(content.into());
            }
        }
        Err(self.malformed(start))
    }

    fn bracketed(&mut self) -> Result<Token<'t>> {
        let start = self.at;
        self.at += 1;
        let name = self.take_until(|c| c == ']');
        if !self.starts("]") {
            return Err(self.malformed(start));
        }
        self.at += 1;
        Ok(Token::Name(name.into()))
    }

    /// A text of PostgreSQL between two equal tags, `$$` or `$tag$`.
    fn dollars(&mut self) -> Result<Token<'t>> {
        let start = self.at;
        self.at += 1;
        let tag = self.take_until(|c| !in_name(c) || c == '$');
        if !self.starts("$") || tag.starts_with(|c: char| c.is_ascii_digit()) {
            self.at = start;
            return self.placeholder('$');
        }
        self.at += 1;
        let mark = format!("${tag}$");
        let rest = self.rest();
        let end = rest.find(&mark).ok_or_else(|| self.malformed(start))?;
        self.at += end + mark.len();
        Ok(Token::Text(rest.split_at(end).0.into()))
    }

    /// `?1`; what SQLite takes for a placeholder besides is refused on both engines.
    fn placeholder(&mut self, first: char) -> Result<Token<'t>> {
        let start = self.at;
        self.at += 1;
        if first == ':' && self.starts(":") {
            // A cast of PostgreSQL.
            self.at += 1;
            return Ok(Token::Mark(':'));
        }
        let name = self.take_until(|c| !in_name(c));
        let is_number = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
        match name.parse() {
            Ok(number) if first == '?' && is_number && number > 0 => Ok(Token::Value(number)),
            _ if name.is_empty() && matches!(first, ':' | '@' | '#') => Ok(Token::Mark(first)),
            _ => {
                let shown: String = self.text.get(start..self.at).unwrap_or_default().into();
                let shown: String = shown.chars().take(20).collect();
                Err(SQL_PLACEHOLDER.at("text").with("text", shown))
            }
        }
    }

    /// A number. One that runs into a word is refused: engines part them differently.
    fn number(&mut self) -> Result<Token<'t>> {
        let start = self.at;
        let digits = |c: char| !c.is_ascii_digit() && c != '_';
        if self.starts("0x") || self.starts("0X") {
            self.at += 2;
            self.take_until(|c| !c.is_ascii_hexdigit() && c != '_');
        } else {
            self.take_until(digits);
            if self.starts(".") && !self.starts("..") {
                self.at += 1;
                self.take_until(digits);
            }
            if self.starts("e") || self.starts("E") {
                self.at += 1;
                if self.starts("+") || self.starts("-") {
                    self.at += 1;
                }
                if self.take_until(digits).is_empty() {
                    return Err(self.malformed(start));
                }
            }
        }
        if self.rest().starts_with(in_name) {
            return Err(self.malformed(start));
        }
        Ok(Token::Number)
    }

    fn word(&mut self) -> Result<Token<'t>> {
        let start = self.at;
        let word = self.take_until(|c| !in_name(c));
        if word.eq_ignore_ascii_case("u") && self.starts("&\"") {
            return Err(SQL_ESCAPED_NAME.at("text"));
        }
        let escapes = word.eq_ignore_ascii_case("e") && self.starts("'");
        if escapes && self.dialect == Dialect::Postgres {
            self.escapes = true;
            let text = self.quoted('\'', true);
            return text.map(Token::Text).map_err(|_| self.malformed(start));
        }
        Ok(Token::Word(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, dialect: Dialect) -> Result<Vec<Token<'_>>> {
        let pieces = pieces(text, dialect)?;
        Ok(pieces.into_iter().map(|piece| piece.token).collect())
    }

    fn name(text: &'static str) -> Token<'static> {
        Token::Name(text.into())
    }

    fn text(text: &'static str) -> Token<'static> {
        Token::Text(text.into())
    }

    #[test]
    fn quotes_hold_what_stands_between_them() {
        use Dialect::{Postgres, Sqlite};
        let rows = [
            (Sqlite, "'it''s; --'", text("it's; --")),
            (Sqlite, "\"a\"\"b\"", name("a\"b")),
            (Sqlite, "[a\"b]", name("a\"b")),
            (Sqlite, "`a``b`", name("a`b")),
            (Sqlite, "'a\\'", text("a\\")),
            (Postgres, "'a\\'", text("a\\")),
            (Postgres, "e'a\\'b'", text("a'b")),
            (Postgres, "E'a''b\\\\'", text("a'b\\")),
            (Postgres, "$$;'$ $$", text(";'$ ")),
            (Postgres, "$x$ $y$ $$ $x$", text(" $y$ $$ ")),
            (Postgres, "\"a\\\"", name("a\\")),
        ];
        for (dialect, sql, expected) in rows {
            assert_eq!(read(sql, dialect).unwrap(), [expected], "{sql}");
        }
    }

    /// What one engine takes for the end of a quote or a comment the other does not.
    #[test]
    fn each_engine_is_read_in_its_own_way() {
        use Dialect::{Postgres, Sqlite};
        let word = Token::Word;
        let rows = [
            (Sqlite, "/* /* */ x", vec![word("x")]),
            (Postgres, "/* /* */ x */ y", vec![word("y")]),
            (Sqlite, "-- a\r x\n y", vec![word("y")]),
            (Postgres, "-- a\r x", vec![word("x")]),
            (Sqlite, "E'a\\' x", vec![word("E"), text("a\\"), word("x")]),
            (
                Postgres,
                "nameE'a\\' x",
                vec![word("nameE"), text("a\\"), word("x")],
            ),
            (Postgres, "a$$b", vec![word("a$$b")]),
            (
                Postgres,
                "x::y",
                vec![word("x"), Token::Mark(':'), word("y")],
            ),
            (
                Postgres,
                "a[1]",
                vec![word("a"), Token::Mark('['), Token::Number, Token::Mark(']')],
            ),
        ];
        for (dialect, sql, expected) in rows {
            assert_eq!(read(sql, dialect).unwrap(), expected, "{sql}");
        }
    }

    #[test]
    fn what_is_not_closed_or_not_clear_is_refused() {
        use Dialect::{Postgres, Sqlite};
        let rows = [
            (Sqlite, "'a", "sql.malformed"),
            (Sqlite, "\"a", "sql.malformed"),
            (Sqlite, "[a", "sql.malformed"),
            (Sqlite, "`a", "sql.malformed"),
            (Sqlite, "/* a", "sql.malformed"),
            (Postgres, "/* /* */", "sql.malformed"),
            (Postgres, "$a$ $b$", "sql.malformed"),
            (Postgres, "E'\\'", "sql.malformed"),
            (Postgres, "E'a'\n'\\' x'", "sql.malformed"),
            (Postgres, "1INTO", "sql.malformed"),
            (Sqlite, "1e", "sql.malformed"),
            (Sqlite, "0xfg", "sql.malformed"),
            (Postgres, "U&\"\\0063rm\"", "sql.escaped_name"),
            (Sqlite, "u&\"x\"", "sql.escaped_name"),
            (Sqlite, "?", "sql.placeholder"),
            (Sqlite, "?0", "sql.placeholder"),
            (Sqlite, "?1a", "sql.placeholder"),
            (Sqlite, "?99999999999", "sql.placeholder"),
            (Sqlite, "$1", "sql.placeholder"),
            (Postgres, "$1", "sql.placeholder"),
            (Sqlite, "$$", "sql.placeholder"),
            (Sqlite, ":name", "sql.placeholder"),
            (Sqlite, "@name", "sql.placeholder"),
            (Sqlite, "#1", "sql.placeholder"),
        ];
        for (dialect, sql, expected) in rows {
            assert_eq!(read(sql, dialect).unwrap_err().kind(), expected, "{sql}");
        }
    }

    #[test]
    fn numbers_and_placeholders_are_one_piece_each() {
        for sql in ["1", "1.5", "1e5", "1.5E-3", "0xff", "1_000", "1."] {
            assert_eq!(
                read(sql, Dialect::Sqlite).unwrap(),
                [Token::Number],
                "{sql}"
            );
        }
        let read = read("?12,?1", Dialect::Postgres).unwrap();
        assert_eq!(read, [Token::Value(12), Token::Mark(','), Token::Value(1)]);
    }
}
