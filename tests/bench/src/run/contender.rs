//! Who does the work, each in a process of its own so that its memory can be told.

use super::{Measurement, Tools};
use crate::Result;
use crate::measure::Figures;
use crate::workload::{STEPS, WARM_UP};
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
    tools: Tools,
}

impl Programs {
    pub(super) fn new(tools: Tools) -> Result<Self> {
        let own = std::env::current_exe()?;
        Ok(Self { own, tools })
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
            Contender::C => Command::new(&self.tools.c),
            Contender::Python => {
                let mut command = Command::new(&self.tools.python);
                command.arg(&self.tools.script);
                command
            }
        }
    }

    /// Starts a contender and reads what it measured.
    pub(super) fn run(
        &self,
        contender: Contender,
        measurement: &Measurement,
        place: &Path,
    ) -> Result<Figures> {
        measured(contender, measurement, place, self.command(contender))
    }

    /// Waits for the disk per step, in hundredths; those of opening and warming up count too.
    pub(super) fn syncs(
        &self,
        contender: Contender,
        measurement: &Measurement,
        place: &Path,
    ) -> Result<u128> {
        let count = place.with_extension("syncs");
        let mut command = self.command(contender);
        command.env("LD_PRELOAD", &self.tools.counter);
        command.env("CRM_SYNCS", &count);
        measured(contender, measurement, place, command)?;
        let syncs: usize = std::fs::read_to_string(&count)?.trim().parse()?;
        std::fs::remove_file(count)?;
        // By hand one warms up for all.
        let warm = match contender {
            Contender::Hand | Contender::HandJson => WARM_UP,
            _ => WARM_UP * measurement.hands,
        };
        Ok((syncs * 100 / ((measurement.count + warm) * STEPS)) as u128)
    }
}

/// Runs a contender and reads what it measured.
fn measured(
    contender: Contender,
    measurement: &Measurement,
    place: &Path,
    mut command: Command,
) -> Result<Figures> {
    command.arg(measurement.task.word()).arg(place);
    command.arg(if measurement.full { "full" } else { "normal" });
    command.args([measurement.count, measurement.batch].map(|number| number.to_string()));
    if measurement.hands > 1 {
        command.arg(measurement.hands.to_string());
    }
    let output = command.output()?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{}: {}", contender.name(), complaint.trim()).into());
    }
    Figures::parse(&String::from_utf8(output.stdout)?)
}
