//! Rules about the project's own files that no compiler holds. Each is a pure function from a
//! path (relative to the root, with `/`) and a text to what it finds, so that each is proven on a
//! bad sample beside it.

use std::fmt;
use std::path::Path;

mod code;
mod files;
mod source;
mod sql;
mod text;

/// A broken rule and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The file, relative to the root.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub message: String,
}

impl Finding {
    fn new(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line,
            message: message.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.message)
    }
}

/// What the walk over the project saw.
#[derive(Debug, Default)]
pub struct Report {
    /// Every text file read, relative to the root, in order.
    pub files: Vec<String>,
    /// Every broken rule.
    pub findings: Vec<Finding>,
}

/// Everything that is wrong in one file.
#[must_use]
pub fn check(path: &str, content: &str) -> Vec<Finding> {
    let mut findings = text::length(path, content);
    findings.extend(text::foreign_words(path, content));
    findings.extend(sql::subset(path, content));
    if has_extension(path, &["rs"]) {
        findings.extend(code::purity(path, content));
        findings.extend(code::floats(path, content));
        findings.extend(code::clock(path, content));
    }
    findings
}

/// Checks every file of the project under `root`; build output and caches are not the project's.
///
/// # Errors
/// When a folder or a file cannot be read.
pub fn check_all(root: &Path) -> std::io::Result<Report> {
    let mut report = Report::default();
    for (path, content) in files::texts(root)? {
        report.findings.extend(check(&path, &content));
        report.files.push(path);
    }
    Ok(report)
}

fn has_extension(path: &str, extensions: &[&str]) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, extension)| extensions.contains(&extension))
}
