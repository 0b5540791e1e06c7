//! Python text: lines broken, docstrings quoted.

/// Columns of the project.
const WIDTH: usize = 100;

/// Breaks `text` into lines of at most the project's columns, all behind `indent`, those after the
/// first behind `hanging` more.
pub(super) fn wrapped(text: &str, indent: &str, hanging: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = indent.to_owned();
    for word in text.split_whitespace() {
        let longer = line.chars().count() + 1 + word.chars().count() > WIDTH;
        if longer && !line.trim().is_empty() {
            lines.push(std::mem::replace(&mut line, format!("{indent}{hanging}")));
        }
        if !line.trim().is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}

/// A docstring: one line where it fits, else the summary, a blank line and the rest.
pub(super) fn docstring(indent: &str, about: &str, rest: &[String]) -> String {
    let about = quoted(about);
    let single = format!("{indent}\"\"\"{about}\"\"\"\n");
    if rest.is_empty() && single.chars().count() <= WIDTH + 1 {
        return single;
    }
    let mut lines = wrapped(&format!("\"\"\"{about}"), indent, "");
    if !rest.is_empty() {
        lines.push(String::new());
        lines.extend(rest.iter().map(|line| quoted(line)));
    }
    lines.push(format!("{indent}\"\"\""));
    lines.join("\n") + "\n"
}

/// Text that may stand between the quotes of a docstring.
fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace("\"\"\"", "'''")
}

/// A sentence and what else is to be said, each with its full stop.
pub(super) fn sentences(parts: &[&str]) -> String {
    let parts = parts.iter().filter(|part| !part.is_empty());
    let ended = |part: &&str| match part.chars().last() {
        Some('.' | '!' | '?' | ':') => (*part).to_owned(),
        _ => format!("{part}."),
    };
    parts.map(ended).collect::<Vec<_>>().join(" ")
}

/// A Python string literal.
pub(super) fn literal(text: &str) -> String {
    let mut literal = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => literal.extend(['\\', c]),
            '\n' => literal.push_str("\\n"),
            c => literal.push(c),
        }
    }
    literal + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_docstring_stays_within_its_quotes_and_columns() {
        assert_eq!(
            docstring("    ", "One line.", &[]),
            "    \"\"\"One line.\"\"\"\n"
        );
        let text = docstring("    ", &"订单 ".repeat(80), &["    Args:".to_owned()]);
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH));
        assert!(text.ends_with("\n\n    Args:\n    \"\"\"\n"), "{text}");
        assert_eq!(
            docstring("", r#"a """ and \d"#, &[]),
            "\"\"\"a ''' and \\\\d\"\"\"\n"
        );
    }

    #[test]
    fn literals_and_sentences() {
        assert_eq!(literal("a\"b\\c\n"), r#""a\"b\\c\n""#);
        assert_eq!(sentences(&["A", "", "b!"]), "A. b!");
    }
}
