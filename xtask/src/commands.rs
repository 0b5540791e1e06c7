//! What each command does, step by step.

use std::io::Write;
use std::path::PathBuf;

use crate::dist::{self, Profile};
use crate::postgres::{Server, Use};
use crate::python::Venv;
use crate::steps::{Result, Steps};

/// The environment variable that names the PostgreSQL the tests use.
const POSTGRES: &str = "CRM_TEST_POSTGRES";
/// The environment variable that names the Python the tests use.
const PYTHON: &str = "CRM_TEST_PYTHON";

/// `cargo xtask test`
pub(crate) fn test() -> Result {
    let mut steps = Steps::new("test")?;
    all_tests(&mut steps)?;
    steps.finish()
}

/// `cargo xtask ci`
pub(crate) fn ci() -> Result {
    let mut steps = Steps::new("ci")?;
    steps.cargo("formatting", &["fmt", "--all", "--check"])?;
    let clippy = [
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ];
    steps.cargo("clippy", &clippy)?;
    // Nothing is linked here, so that the machine needs no SQLite.
    for (name, features) in [
        ("the pure core, without any database", ""),
        ("the core without a driver", "engine"),
        ("the core on the system's SQLite", "sqlite"),
    ] {
        let core = ["clippy", "-p", "crm-core", "--no-default-features"];
        let mut arguments = core.to_vec();
        arguments.extend(["--features", features, "--", "-D", "warnings"]);
        steps.cargo(name, &arguments)?;
    }
    steps.step("documentation", |steps| {
        let mut cargo = steps.cargo_command();
        cargo
            .args(["doc", "--workspace", "--no-deps"])
            .env("RUSTDOCFLAGS", "-D warnings");
        steps.run(&mut cargo)
    })?;
    all_tests(&mut steps)?;
    steps.finish()
}

/// `cargo xtask generate`
pub(crate) fn generate() -> Result {
    let mut steps = Steps::new("generate")?;
    let _server = prepare(&mut steps)?;
    steps.set("CRM_BLESS", "1");
    // The reference tells the round trips, which are counted first.
    for (name, test) in [("round trips", "wire"), ("generated files", "freshness")] {
        let arguments = [
            "test",
            "-p",
            "crm-tests",
            "--test",
            test,
            "--",
            "--nocapture",
        ];
        steps.cargo(name, &arguments)?;
    }
    steps.finish()
}

/// `cargo xtask dist DIR`
pub(crate) fn dist(folder: &str, profile: Profile) -> Result {
    let mut steps = Steps::new("dist")?;
    // Relative to where the command was typed, while the steps run in the root.
    let folder = std::path::absolute(folder).map_err(|error| format!("{folder}: {error}"))?;
    steps.step("C library", |steps| dist::lay_out(steps, &folder, profile))?;
    steps.finish()
}

/// `cargo xtask postgres`
pub(crate) fn postgres() -> Result {
    let steps = Steps::new("postgres")?;
    let venv = Venv::prepare(steps.root())?;
    let server = Server::start(&venv.site_packages()?, Use::Tests)?;
    println!("{POSTGRES}={}", server.url());
    std::io::stdout()
        .flush()
        .map_err(|error| error.to_string())?;
    let mut line = String::new();
    std::io::stdin()
        .read_line(&mut line)
        .map_err(|error| error.to_string())?;
    Ok(())
}

/// What the tests need beside the crates: the Python tools and a PostgreSQL. The server is kept until
/// the tests are over: dropping it stops it, on failures and panics too.
pub(crate) fn prepare(steps: &mut Steps) -> Result<(Venv, Option<Server>)> {
    let venv = steps.step("Python tools", |steps| Venv::prepare(steps.root()))?;
    steps.set(PYTHON, venv.python());
    steps.set("VIRTUAL_ENV", venv.folder());
    let server = steps.step("PostgreSQL", |steps| choose_server(steps, &venv))?;
    Ok((venv, server))
}

fn all_tests(steps: &mut Steps) -> Result {
    let (venv, _server) = prepare(steps)?;
    let package = python_package(steps);
    if let Some(package) = &package {
        steps.step("Python package", |steps| {
            let mut maturin = venv.tool("maturin");
            maturin.args(["develop", "--quiet", "--manifest-path"]);
            maturin.arg(package.join("Cargo.toml"));
            // In the folder of the other builds each would undo the other's: maturin builds the
            // binding for an interpreter, cargo for none.
            maturin.args(["--target-dir", "target/python"]);
            steps.run(&mut maturin)
        })?;
    }
    steps.cargo("Rust tests", &["test", "--workspace"])?;
    let Some(package) = package else {
        return Ok(());
    };
    steps.step("Python types", |steps| {
        let mut mypy = venv.tool("mypy");
        mypy.args(["--strict", "tests/python", "examples/python"])
            .arg(package.join("python"));
        steps.run(&mut mypy)?;
        let mut stubtest = venv.tool("stubtest");
        steps.run(stubtest.arg("crm._native"))
    })?;
    steps.step("Python tests", |steps| {
        let mut python = venv.tool("python");
        python.args(["-W", "error", "-m", "pytest", "-q", "tests/python"]);
        steps.run(&mut python)
    })
}

/// The host's own server when it names one, else a throw-away one.
fn choose_server(steps: &mut Steps, venv: &Venv) -> Result<Option<Server>> {
    if let Some(url) = std::env::var_os(POSTGRES).filter(|url| !url.is_empty()) {
        println!("    using the server that {POSTGRES} names");
        steps.set(POSTGRES, url);
        return Ok(None);
    }
    let server = Server::start(&venv.site_packages()?, Use::Tests)?;
    println!("    {}", server.url());
    steps.set(POSTGRES, server.url());
    Ok(Some(server))
}

/// The folder of the Python package, where this checkout has one.
fn python_package(steps: &Steps) -> Option<PathBuf> {
    let folder = steps.root().join("crm-py");
    if folder.join("pyproject.toml").is_file() {
        return Some(folder);
    }
    println!("\nno crm-py/pyproject.toml: there is no Python package to build and test yet");
    None
}
