//! What goes wrong around a file: a process killed, the power cut, a disk that is full or fails, a
//! file that is locked, read-only, damaged or missing, and locks that the process lost. Each time the
//! file opens again, `admin.verify` is clean, and nothing that was answered is missing.
//!
//! `CRM_SOAK_KILLS` and `CRM_SOAK_CUTS` say how often a process is killed and the power cut;
//! `CRM_SEED` runs the choices of a failure again.

#![cfg(test)]
#![cfg(target_os = "linux")]

mod disk;
mod failing;
mod files;
mod killed;
mod locks;
mod office;
mod permissions;
mod power;
mod proof;

use crm_tests::folder::Folder;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::{Path, PathBuf};
use std::process::Command;

fn setting(name: &str, usual: u64) -> u64 {
    let set = std::env::var(name).ok();
    set.map_or(usual, |text| text.parse().unwrap())
}

fn seed() -> u64 {
    setting("CRM_SEED", RandomState::new().build_hasher().finish())
}

/// Numbers that look random and come again with the same seed.
struct Chance(u64);

impl Chance {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 20) % bound.max(1)
    }
}

/// This test program again, to run one of its tests that is a part of another.
fn child(part: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", part, "--include-ignored", "--nocapture"]);
    command
}

/// Builds a C file of `tests/c` to be preloaded.
fn shim(name: &str, folder: &Folder) -> PathBuf {
    let built = folder.path().join(format!("{name}.so"));
    let source = crm_tests::root().join("tests/c").join(format!("{name}.c"));
    let mut compiler = Command::new(std::env::var("CC").unwrap_or_else(|_| "cc".into()));
    compiler.args([
        "-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-o",
    ]);
    compiler.arg(&built).arg(source).args(["-ldl", "-lpthread"]);
    let status = compiler.status();
    assert!(status.unwrap().success(), "the C compiler builds {name}.c");
    built
}

/// A file beside another.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
