//! The C library as a host meets it: built, its files found, and C programs compiled against it.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What every C and C++ file of the project compiles with.
pub const STRICT: [&str; 4] = ["-Wall", "-Wextra", "-Werror", "-pedantic"];

/// The built library.
#[derive(Debug)]
pub struct Library {
    /// The shared library.
    pub shared: PathBuf,
    /// The static library.
    pub archive: PathBuf,
}

impl Library {
    /// Builds `crm-ffi` and finds what came of it.
    ///
    /// # Errors
    /// When cargo fails or a library is missing.
    pub fn build() -> Result<Self, String> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command.current_dir(crate::root());
        command.args(["build", "--package", "crm-ffi", "--message-format", "json"]);
        let output = run(&mut command)?;
        let messages = String::from_utf8_lossy(&output.stdout).into_owned();
        let mut files = Vec::new();
        for line in messages.lines() {
            let message: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
            if message
                .pointer("/target/name")
                .is_some_and(|name| name == "crm")
            {
                let listed = message.get("filenames").and_then(Value::as_array);
                let listed = listed.into_iter().flatten().filter_map(Value::as_str);
                files.extend(listed.map(PathBuf::from));
            }
        }
        let named = |name: String| {
            let found = files.iter().find(|file| file.ends_with(&name)).cloned();
            found.ok_or_else(|| format!("cargo built no {name}: {files:?}"))
        };
        let (prefix, suffix) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
        Ok(Self {
            shared: named(format!("{prefix}crm{suffix}"))?,
            archive: named("libcrm.a".to_owned())?,
        })
    }

    /// The folder that holds the shared library.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.shared.parent().unwrap_or(&self.shared)
    }
}

/// The folder of the header.
#[must_use]
pub fn include() -> PathBuf {
    crate::root().join("include")
}

/// The C compiler (`CC`, else `cc`), as C99.
#[must_use]
pub fn c_compiler() -> Command {
    compiler("CC", "cc", "-std=c99")
}

/// The C++ compiler (`CXX`, else `c++`), as C++17.
#[must_use]
pub fn cpp_compiler() -> Command {
    compiler("CXX", "c++", "-std=c++17")
}

fn compiler(variable: &str, usual: &str, standard: &str) -> Command {
    let mut command = Command::new(std::env::var_os(variable).unwrap_or_else(|| usual.into()));
    command.arg(standard).args(STRICT).arg("-I").arg(include());
    command
}

/// Runs a program; anything but success is a failure that shows the command and what it printed.
///
/// # Errors
/// See there.
pub fn run(command: &mut Command) -> Result<Output, String> {
    let output = command
        .output()
        .map_err(|error| format!("{command:?}: {error}"))?;
    if output.status.success() {
        return Ok(output);
    }
    Err(format!(
        "{command:?}\n{}\n{}{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    ))
}

/// Whether a program can be started.
#[must_use]
pub fn is_installed(program: &str) -> bool {
    Command::new(program)
        .arg("--version")
        .output()
        .is_ok_and(|output| output.status.success())
}

/// What pkg-config answers for a package whose file stands in `pkgconfig`, or what it would where it
/// is not installed.
///
/// # Errors
/// When pkg-config fails, or the file lacks a field.
pub fn package_flags(pkgconfig: &Path, package: &str) -> Result<Vec<String>, String> {
    let printed = if is_installed("pkg-config") {
        let mut command = Command::new("pkg-config");
        command.args(["--cflags", "--libs", package]);
        let answer = run(command.env("PKG_CONFIG_PATH", pkgconfig))?;
        String::from_utf8_lossy(&answer.stdout).into_owned()
    } else {
        let file = pkgconfig.join(format!("{package}.pc"));
        let text =
            std::fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        let field = |name: &str| {
            let found = text.lines().find_map(|line| line.strip_prefix(name));
            found.ok_or_else(|| format!("{package}.pc has no {name}"))
        };
        let flags = format!("{} {}", field("Cflags:")?, field("Libs:")?);
        let flags = flags.replace("${includedir}", field("includedir=")?);
        let flags = flags.replace("${libdir}", field("libdir=")?);
        let flags = flags.replace("${prefix}", field("prefix=")?);
        flags.replace("${pcfiledir}", &pkgconfig.display().to_string())
    };
    Ok(printed.split_whitespace().map(str::to_owned).collect())
}
