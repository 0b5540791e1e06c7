//! Rust source taken apart just far enough: code without comments and literals, and the string
//! literals by themselves.

/// One Rust file, taken apart.
pub(super) struct Source {
    code: String,
    literals: Vec<(usize, String)>,
}

impl Source {
    /// Takes a file apart; comments and literals become blanks, so lines keep their numbers.
    pub(super) fn new(text: &str) -> Self {
        let mut source = Self {
            code: String::with_capacity(text.len()),
            literals: Vec::new(),
        };
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let literal = string_literal(rest);
            let (length, is_code) = if let Some((length, _)) = literal {
                (length, false)
            } else if rest.starts_with("//") {
                (rest.find('\n').unwrap_or(rest.len()), false)
            } else if rest.starts_with("/*") {
                (block_comment(rest), false)
            } else if first == '\'' {
                char_literal(rest).map_or((1, true), |length| (length, false))
            } else if is_word(first) {
                (rest.find(|c| !is_word(c)).unwrap_or(rest.len()), true)
            } else {
                (first.len_utf8(), true)
            };
            if let Some((_, content)) = literal {
                let line = source.code.matches('\n').count() + 1;
                source.literals.push((line, content.to_owned()));
            }
            let (token, after) = rest.split_at(length);
            if is_code {
                source.code.push_str(token);
            } else {
                source
                    .code
                    .extend(token.chars().map(|c| if c == '\n' { c } else { ' ' }));
            }
            rest = after;
        }
        source
    }

    /// The lines of code with their numbers from 1, comments and literals blanked.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.code
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line))
    }

    /// Every word and every other visible character of the code, with its line.
    pub(super) fn tokens(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines().flat_map(|(number, line)| {
            line.split_inclusive(|c| !is_word(c))
                .flat_map(move |piece| {
                    let word = piece.trim_end_matches(|c| !is_word(c));
                    let (word, other) = piece.split_at(word.len());
                    [word, other.trim()]
                        .into_iter()
                        .filter(|token| !token.is_empty())
                        .map(move |token| (number, token))
                })
        })
    }

    /// Every string literal as it is written between its quotes, with the line it starts on.
    pub(super) fn literals(&self) -> impl Iterator<Item = (usize, &str)> {
        self.literals
            .iter()
            .map(|(line, text)| (*line, text.as_str()))
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The length and the content of the string literal that `rest` starts with.
fn string_literal(rest: &str) -> Option<(usize, &str)> {
    let prefix = ["br", "cr", "r", "b", "c", ""]
        .into_iter()
        .find(|p| rest.starts_with(p))?;
    let unprefixed = rest.strip_prefix(prefix)?;
    let content = unprefixed.trim_start_matches('#');
    let hashes = unprefixed.len() - content.len();
    let raw = prefix.ends_with('r');
    let content = content.strip_prefix('"').filter(|_| raw || hashes == 0)?;
    let end = if raw {
        content
            .find(&format!("\"{}", "#".repeat(hashes)))
            .unwrap_or(content.len())
    } else {
        closing_quote(content)
    };
    let length = (prefix.len() + 2 * hashes + 2 + end).min(rest.len());
    content.get(..end).map(|content| (length, content))
}

fn closing_quote(content: &str) -> usize {
    let mut escaped = false;
    for (index, c) in content.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return index,
            _ => {}
        }
    }
    content.len()
}

/// The length of a character literal; none when the quote starts a lifetime.
fn char_literal(rest: &str) -> Option<usize> {
    let content = rest.strip_prefix('\'')?;
    let mut chars = content.char_indices();
    let (_, first) = chars.next()?;
    if first == '\\' {
        let (escaped, _) = chars.next()?;
        // The escaped character may itself be a quote.
        let from = chars.next().map_or(escaped, |(index, _)| index);
        return content
            .get(from..)?
            .find('\'')
            .map(|index| from + index + 2);
    }
    chars
        .next()
        .filter(|(_, second)| *second == '\'')
        .map(|(index, _)| index + 2)
}

/// The length of a block comment; they nest.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut position = 0;
    while let Some(tail) = rest.get(position..).filter(|tail| !tail.is_empty()) {
        if tail.starts_with("/*") {
            depth += 1;
            position += 2;
        } else if tail.starts_with("*/") {
            depth -= 1;
            position += 2;
            if depth == 0 {
                return position;
            }
        } else {
            position += tail.chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        Source::new(text)
            .tokens()
            .map(|(_, token)| token)
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn literals(text: &str) -> Vec<(usize, String)> {
        Source::new(text)
            .literals()
            .map(|(line, text)| (line, text.to_owned()))
            .collect()
    }

    #[test]
    fn comments_of_every_kind_are_no_code() {
        assert_eq!(words("a // b \"c\n/// d\ne /* f /* g */ h */ i"), "a e i");
        assert_eq!(words("a /* never closed 中"), "a");
    }

    #[test]
    fn literals_are_taken_out_whole() {
        let text = r##"x("a \" // b", r#"c "d" e"#, b"f", '"', '\'', '\u{4e2d}', b'g', '中') y"##;
        assert_eq!(words(text), "x ( , , , , , , b , ) y");
        let found: Vec<String> = literals(text).into_iter().map(|(_, text)| text).collect();
        assert_eq!(found, [r#"a \" // b"#, r#"c "d" e"#, "f"]);
    }

    #[test]
    fn lifetimes_raw_names_and_names_that_look_like_prefixes_are_code() {
        assert_eq!(words("<'a>('b')"), "< ' a > ( )");
        assert_eq!(words("r#type \"x\" barr"), "r # type barr");
        assert_eq!(literals("for\"x\""), [(1, "x".to_owned())]);
    }

    #[test]
    fn a_literal_and_what_follows_it_keep_their_lines() {
        let text = "a\n\"b\nc\"\n/*\n*/ d";
        assert_eq!(literals(text), [(2, "b\nc".to_owned())]);
        assert_eq!(
            Source::new(text).tokens().collect::<Vec<_>>(),
            [(1, "a"), (5, "d")]
        );
    }

    #[test]
    fn what_never_ends_ends_with_the_file() {
        assert_eq!(words("a \"b\\"), "a");
        assert_eq!(words("a r##\"b\"#"), "a");
        assert_eq!(words("a '\\"), "a ' \\");
    }
}
