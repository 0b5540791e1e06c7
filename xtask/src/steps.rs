//! A command is a row of steps: each under a printed heading, the first failure ends the row.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// What a step answers: nothing, or one line for people saying what failed.
pub(crate) type Result<T = ()> = std::result::Result<T, String>;

/// The steps of one command: where they run, what they add to the environment, what has passed.
pub(crate) struct Steps {
    command: &'static str,
    root: PathBuf,
    environment: Vec<(&'static str, OsString)>,
    passed: Vec<String>,
    started: Instant,
}

impl Steps {
    /// No step has run yet; every step will run in the workspace's root.
    pub(crate) fn new(command: &'static str) -> Result<Self> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = manifest
            .parent()
            .ok_or("xtask is not inside the workspace")?
            .to_path_buf();
        let started = Instant::now();
        Ok(Self {
            command,
            root,
            environment: Vec::new(),
            passed: Vec::new(),
            started,
        })
    }

    /// The workspace's root.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Every later command of this row sees `name` set to `value`.
    pub(crate) fn set(&mut self, name: &'static str, value: impl Into<OsString>) {
        self.environment.push((name, value.into()));
    }

    /// One step under its heading; its time is printed when it passed.
    pub(crate) fn step<T>(
        &mut self,
        name: &str,
        work: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<T> {
        println!("\n==> {name}");
        let started = Instant::now();
        let answer = work(self).map_err(|message| format!("{name}: {message}"))?;
        println!("    {name}: passed in {} s", started.elapsed().as_secs());
        self.passed.push(name.to_owned());
        Ok(answer)
    }

    /// A step that is one call of the cargo that runs us.
    pub(crate) fn cargo(&mut self, name: &str, arguments: &[&str]) -> Result {
        self.step(name, |steps| {
            steps.run(steps.cargo_command().args(arguments))
        })
    }

    /// The cargo that runs us.
    pub(crate) fn cargo_command(&self) -> Command {
        Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    /// Runs a program in the root with the row's environment; its output goes to ours.
    pub(crate) fn run(&self, command: &mut Command) -> Result {
        run(self.placed(command))
    }

    /// A command in the project's folder with the environment set so far.
    pub(crate) fn placed<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        command.current_dir(&self.root);
        command.envs(self.environment.iter().map(|(name, value)| (name, value)))
    }

    /// The last line: what passed and how long it took.
    pub(crate) fn finish(self) -> Result {
        let Self {
            command,
            passed,
            started,
            ..
        } = self;
        let (count, seconds) = (passed.len(), started.elapsed().as_secs());
        println!(
            "\nxtask {command}: all {count} steps passed in {seconds} s: {}",
            passed.join(", ")
        );
        Ok(())
    }
}

/// Runs a program to its end; anything but success is a failure that shows the whole command.
pub(crate) fn run(command: &mut Command) -> Result {
    let status = command
        .status()
        .map_err(|error| not_started(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{status} from {}", shown(command)))
    }
}

/// Runs a program and answers what it printed; its complaints are part of the failure.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command
        .output()
        .map_err(|error| not_started(command, &error))?;
    let printed = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if output.status.success() {
        return Ok(printed);
    }
    let complaint = String::from_utf8_lossy(&output.stderr);
    Err(format!(
        "{} from {}\n{printed}\n{}",
        output.status,
        shown(command),
        complaint.trim()
    ))
}

fn not_started(command: &Command, error: &std::io::Error) -> String {
    format!("cannot start {}: {error}", shown(command))
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}
