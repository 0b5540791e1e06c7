//! `cargo xtask bench`: everything optimized, in folders of its own so that no test is rebuilt.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::dist::{self, Profile};
use crate::postgres::{Server, Use};
use crate::python::Venv;
use crate::steps::{Result, Steps};

/// Behind this line of `docs/performance.md` everything is a run's.
const MEASURED: &str = "<!-- @measured by `cargo xtask bench`; what follows is replaced. -->";

/// Whether these are options of the measurements: `--quick`, then `--only` and a text.
pub(crate) fn are_known(options: &[&str]) -> bool {
    let rest = options.strip_prefix(&["--quick"]).unwrap_or(options);
    matches!(rest, [] | ["--only", _])
}

/// Builds the contenders and runs them; a whole run is reported in `docs/performance.md`.
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
    let counter = folder.join("count_syncs.so");
    steps.step("counter of waits for the disk", |steps| {
        steps.run(&mut counter_of_syncs(steps, &counter))
    })?;
    let packages = steps.step("Python package", |steps| package(steps, &venv, &folder))?;
    steps.set("PYTHONPATH", &packages);
    // The cargo that runs us names its folder of unoptimized libraries there.
    steps.set("LD_LIBRARY_PATH", library.join("lib"));
    // Kept until all is measured: dropping it stops the server.
    let server = steps.step("PostgreSQL", |_| {
        Server::start(&venv.site_packages()?, Use::Measurements)
    })?;
    steps.step("measurements", |steps| {
        let mut bench = Command::new(dist::target(steps).join("release").join("crm-bench"));
        bench.arg("run").args(options).arg(folder.join("work"));
        bench.arg(&c).arg(venv.python());
        bench.arg(steps.root().join("tests/bench/python/bench.py"));
        bench.arg(&counter).arg(server.url());
        let figures = measured(steps.placed(&mut bench))?;
        println!("{figures}");
        if options.is_empty() {
            report(&steps.root().join("docs/performance.md"), &figures)?;
        }
        Ok(())
    })?;
    steps.finish()
}

/// What the measurements print; how far they are goes to the terminal.
fn measured(bench: &mut Command) -> Result<String> {
    let done = bench.stderr(Stdio::inherit()).output();
    let done = done.map_err(|error| format!("{}: {error}", bench.get_program().display()))?;
    if !done.status.success() {
        return Err(format!("the measurements ended with {}", done.status));
    }
    String::from_utf8(done.stdout).map_err(|error| error.to_string())
}

/// Puts the figures behind the text that people wrote.
fn report(file: &Path, figures: &str) -> Result {
    let broken = |error| format!("{}: {error}", file.display());
    let text = std::fs::read_to_string(file).map_err(broken)?;
    let (written, _) = text
        .split_once(MEASURED)
        .ok_or_else(|| format!("{}: no line {MEASURED}", file.display()))?;
    let text = format!("{written}{MEASURED}\n\n{}\n", figures.trim());
    std::fs::write(file, text).map_err(broken)
}

/// The C program against the shared library, as a host builds it.
fn compile(steps: &Steps, library: &Path, program: &Path) -> Result {
    let libraries = library.join("lib");
    let mut cc = compiler();
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

/// What counts how often a program waits for the disk, when it is preloaded.
fn counter_of_syncs(steps: &Steps, counter: &Path) -> Command {
    let mut cc = compiler();
    cc.args(["-shared", "-fPIC", "-O1", "-o"]).arg(counter);
    cc.arg(steps.root().join("tests/c/count_syncs.c"));
    cc.arg("-ldl");
    cc
}

fn compiler() -> Command {
    Command::new(std::env::var_os("CC").unwrap_or_else(|| "cc".into()))
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
