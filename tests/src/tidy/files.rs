//! The project's files, found by walking: a checkout without git is checked as well.

use std::io;
use std::path::Path;

/// What tools make: the lines of `.gitignore` that name folders, and git's own.
const SKIPPED: [&str; 7] = [
    ".git",
    "target",
    ".venv",
    "__pycache__",
    ".mypy_cache",
    ".pytest_cache",
    "node_modules",
];

/// Every text file under `root` with its path relative to it, in order of the path.
pub(super) fn texts(root: &Path) -> io::Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    walk(root, "", &mut found)?;
    found.sort();
    Ok(found)
}

fn walk(folder: &Path, prefix: &str, found: &mut Vec<(String, String)>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        let kind = entry.file_type()?;
        if is_skipped(&name) {
            continue;
        }
        if kind.is_dir() {
            walk(&entry.path(), &format!("{path}/"), found)?;
        } else if kind.is_file() {
            // What is not UTF-8 is no text: a database, a picture, an extension module.
            if let Ok(text) = String::from_utf8(std::fs::read(entry.path())?) {
                found.push((path, text));
            }
        }
    }
    Ok(())
}

fn is_skipped(name: &str) -> bool {
    SKIPPED.contains(&name) || name.ends_with(".egg-info")
}
