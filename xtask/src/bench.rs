//! `cargo xtask bench`: everything optimized, in folders of its own so that no test is rebuilt.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::dist::{self, Profile};
use crate::python::Venv;
use crate::steps::{Result, Steps};

/// Builds the contenders and runs them.
pub(crate) fn run(options: &[&str]) -> Result {
    let mut steps = Steps::new("bench")?;
    let folder = dist::target(&steps).join("bench");
    let venv = steps.step("Python tools", |steps| Venv::prepare(steps.root()))?;
    steps.cargo(
        "Rust and hand-written",
        &["build", "--release", "--package", "crm-bench"],
    )?;
    let library = folder.join("dist");
    steps.step("C library", |steps| {
        dist::lay_out(steps, &library, Profile::Release)
    })?;
    let c = folder.join("bench-c");
    steps.step("C program", |steps| compile(steps, &library, &c))?;
    let packages = steps.step("Python package", |steps| package(steps, &venv, &folder))?;
    steps.set("PYTHONPATH", &packages);
    // The cargo that runs us names its folder of unoptimized libraries there.
    steps.set("LD_LIBRARY_PATH", library.join("lib"));
    steps.step("measurements", |steps| {
        let mut bench = Command::new(dist::target(steps).join("release").join("crm-bench"));
        bench.arg("run").args(options).arg(folder.join("work"));
        bench.arg(&c).arg(venv.python());
        bench.arg(steps.root().join("tests/bench/python/bench.py"));
        steps.run(&mut bench)
    })?;
    steps.finish()
}

/// The C program against the shared library, as a host builds it.
fn compile(steps: &Steps, library: &Path, program: &Path) -> Result {
    let compiler = std::env::var_os("CC").unwrap_or_else(|| "cc".into());
    let libraries = library.join("lib");
    let mut cc = Command::new(compiler);
    cc.args([
        "-O2",
        "-std=c99",
        "-Wall",
        "-Wextra",
        "-Werror",
        "-pedantic",
    ]);
    cc.arg("-I").arg(library.join("include"));
    cc.arg(steps.root().join("tests/bench/c/bench.c"));
    cc.arg("-o").arg(program);
    cc.arg("-L").arg(&libraries).arg("-lcrm");
    cc.arg(format!("-Wl,-rpath,{}", libraries.display()));
    steps.run(&mut cc)
}

/// The Python package as a wheel, unpacked into a folder that PYTHONPATH can name.
fn package(steps: &Steps, venv: &Venv, folder: &Path) -> Result<PathBuf> {
    let wheels = folder.join("wheels");
    let packages = folder.join("python");
    for folder in [&wheels, &packages] {
        match std::fs::remove_dir_all(folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(format!("{}: {error}", folder.display()));
            }
            _ => {}
        }
    }
    let mut maturin = venv.tool("maturin");
    maturin.args(["build", "--quiet", "--release", "--manifest-path"]);
    maturin.arg(steps.root().join("crm-py").join("Cargo.toml"));
    maturin.args(["--target-dir", "target/python", "--out"]);
    maturin.arg(&wheels).arg("--interpreter").arg(venv.python());
    steps.run(&mut maturin)?;
    let mut pip = Command::new(venv.python());
    pip.args(["-m", "pip", "install", "--quiet", "--no-index", "--no-deps"]);
    pip.arg("--disable-pip-version-check");
    pip.arg("--target").arg(&packages);
    pip.arg("--find-links").arg(&wheels).arg("crm");
    steps.run(&mut pip)?;
    Ok(packages)
}
