//! Who does the work, each in a process of its own so that its memory can be told.

use super::Measurement;
use crate::Result;
use crate::measure::Figures;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Who does the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Contender {
    /// The hand-written program, answering structs.
    Hand,
    /// The same, answering JSON.
    HandJson,
    /// The library's typed Rust API.
    Rust,
    /// The library's late-bound Rust API: JSON in, JSON out.
    RustJson,
    /// The library through C.
    C,
    /// The library through Python.
    Python,
}

impl Contender {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Hand => "hand-written",
            Self::HandJson => "hand-written, JSON",
            Self::Rust => "Rust",
            Self::RustJson => "Rust, JSON",
            Self::C => "C",
            Self::Python => "Python",
        }
    }
}

/// The programs of the contenders.
pub(super) struct Programs {
    own: PathBuf,
    c: PathBuf,
    python: PathBuf,
    script: PathBuf,
}

impl Programs {
    pub(super) fn new([c, python, script]: [PathBuf; 3]) -> Result<Self> {
        let own = std::env::current_exe()?;
        Ok(Self {
            own,
            c,
            python,
            script,
        })
    }

    fn command(&self, contender: Contender) -> Command {
        let own = |name: &str| {
            let mut command = Command::new(&self.own);
            command.args(["work", name]);
            command
        };
        match contender {
            Contender::Hand => own("hand"),
            Contender::HandJson => own("hand-json"),
            Contender::Rust => own("library"),
            Contender::RustJson => own("library-json"),
            Contender::C => Command::new(&self.c),
            Contender::Python => {
                let mut command = Command::new(&self.python);
                command.arg(&self.script);
                command
            }
        }
    }

    /// Starts a contender and reads what it measured.
    pub(super) fn run(
        &self,
        contender: Contender,
        measurement: &Measurement,
        file: &Path,
    ) -> Result<Figures> {
        let mut command = self.command(contender);
        command.arg(measurement.task.word()).arg(file);
        command.arg(if measurement.full { "full" } else { "normal" });
        command.args([measurement.count, measurement.batch].map(|number| number.to_string()));
        let output = command.output()?;
        if !output.status.success() {
            let complaint = String::from_utf8_lossy(&output.stderr);
            return Err(format!("{}: {}", contender.name(), complaint.trim()).into());
        }
        Figures::parse(&String::from_utf8(output.stdout)?)
    }
}
