//! Programs of hosts in each language, built against this checkout and run.

use crate::c_library::{Library, c_compiler, cpp_compiler, run};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The environment variable that names the Python the tests use.
pub const PYTHON: &str = "CRM_TEST_PYTHON";

/// The cargo that runs us.
#[must_use]
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// A Python that has the package `crm` of this checkout, with warnings as errors.
///
/// # Errors
/// When there is none: a test that needs it fails then, it is never skipped.
pub fn python() -> Result<Command, String> {
    let prepared = crate::root().join("target/venv/bin/python");
    let named = std::env::var_os(PYTHON).map(PathBuf::from);
    let python = named.or_else(|| prepared.is_file().then_some(prepared));
    let python = python.ok_or_else(|| {
        format!("{PYTHON} names no Python with the package crm: `cargo xtask test` makes one")
    })?;
    let mut command = Command::new(python);
    command.args(["-W", "error"]);
    Ok(command)
}

/// Compiles a C (C99) or C++ (C++17) program into `folder`, every warning an error and with more
/// flags for the compiler, and answers the binary.
///
/// # Errors
/// What the compiler complained about.
pub fn compile(source: &Path, folder: &Path, flags: &[&str]) -> Result<PathBuf, String> {
    let library = Library::build()?;
    let (mut compiler, name) = match source.extension().is_some_and(|ending| ending == "c") {
        true => (c_compiler(), "c_program"),
        false => (cpp_compiler(), "cpp_program"),
    };
    let binary = folder.join(name);
    compiler.args(flags).arg(source).arg("-o").arg(&binary);
    compiler.arg("-L").arg(library.folder());
    compiler.args(["-lcrm", "-lpthread"]);
    compiler.arg(format!("-Wl,-rpath,{}", library.folder().display()));
    run(&mut compiler)?;
    Ok(binary)
}
