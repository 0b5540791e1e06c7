//! The C library laid out as a host installs it: `include/`, `lib/` and `lib/pkgconfig/`.

use std::path::{Path, PathBuf};

use crate::steps::{Result, Steps};

/// How the library is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// As hosts ship it.
    Release,
    /// As tests want it: built in seconds.
    Debug,
}

impl Profile {
    fn flags(self) -> &'static [&'static str] {
        match self {
            Self::Release => &["--release"],
            Self::Debug => &[],
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Debug => "debug",
        }
    }
}

/// Builds the library and lays it out under `folder`.
pub(crate) fn lay_out(steps: &Steps, folder: &Path, profile: Profile) -> Result {
    let target = target(steps);
    let system = target.join(format!("crm-system-libraries-{}.txt", profile.folder()));
    let mut build = steps.cargo_command();
    build.args(["rustc", "--package", "crm-ffi", "--lib"]);
    build.args(profile.flags());
    // What a program needs that links the static library, as the compiler knows it.
    build.arg("--");
    build.arg(format!("--print=native-static-libs={}", system.display()));
    steps.run(&mut build)?;
    let built = target.join(profile.folder());
    let (prefix, suffix) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let libraries = folder.join("lib");
    for name in [format!("{prefix}crm{suffix}"), "libcrm.a".to_owned()] {
        copy(&built.join(&name), &libraries.join(&name))?;
    }
    let header = folder.join("include").join("crm.h");
    copy(&steps.root().join("include").join("crm.h"), &header)?;
    for name in ["crm.pc", "crm-static.pc"] {
        let filled = read(&steps.root().join("include").join(format!("{name}.in")))?
            .replace("@VERSION@", env!("CARGO_PKG_VERSION"))
            .replace("@SYSTEM_LIBRARIES@", read(&system)?.trim());
        write(&libraries.join("pkgconfig").join(name), &filled)?;
    }
    println!("    laid out under {}", folder.display());
    Ok(())
}

/// Where cargo builds.
pub(crate) fn target(steps: &Steps) -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => steps.root().join(folder),
        None => steps.root().join("target"),
    }
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn copy(from: &Path, to: &Path) -> Result {
    make_parent(to)?;
    let copied = std::fs::copy(from, to);
    copied.map_err(|error| format!("{} to {}: {error}", from.display(), to.display()))?;
    Ok(())
}

fn write(path: &Path, text: &str) -> Result {
    make_parent(path)?;
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

fn make_parent(path: &Path) -> Result {
    let parent = path.parent().unwrap_or(path);
    std::fs::create_dir_all(parent).map_err(|error| format!("{}: {error}", parent.display()))
}
