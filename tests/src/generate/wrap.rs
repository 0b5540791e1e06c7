//! Text broken into lines.

/// Columns of a comment line: with its marks it stays within the 100 of the project.
const WIDTH: usize = 95;

/// Breaks `text` into lines; lines after the first are indented by `indent`.
#[must_use]
pub fn wrap(text: &str, indent: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let longer = line.chars().count() + 1 + word.chars().count() > WIDTH;
        if longer && !line.trim().is_empty() {
            lines.push(std::mem::replace(&mut line, indent.to_owned()));
        }
        if !line.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_too_long_and_no_word_is_lost() {
        let text = "- 订单 ".repeat(60);
        let lines = wrap(&text, "  ");
        assert!(lines.len() > 3);
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH));
        assert!(lines.iter().skip(1).all(|line| line.starts_with("  ")));
        let words = lines.join(" ");
        assert!(words.split_whitespace().eq(text.split_whitespace()));
        assert_eq!(wrap(&"x".repeat(200), "  "), ["x".repeat(200)]);
        assert_eq!(wrap("", "  "), [""]);
    }
}
